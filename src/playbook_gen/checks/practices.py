"""The nine partnership practices, each checked in both directions between the heads of partner functions.

Eight come from the tips that a CIO and a CMO gave CIO.com in December 2007, the ninth from their closing remark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any

from playbook_gen.checks.clauses import Clause, Evidence, Severity, Unknown, ask, cite, more_than, plain
from playbook_gen.checks.registry import Check, Limits, Mode, Threshold
from playbook_gen.checks.situation import Pair, Situation
from playbook_gen.language import marked, say
from playbook_gen.model.people import Person
from playbook_gen.model.ties import Practice
from playbook_gen.model.values import NOTHING, When


class Grade(Enum):
    """How far one direction goes."""

    YES = marked("yes")
    PARTLY = marked("partly")
    NO = marked("no")


@dataclass(frozen=True)
class Direction:
    """One direction of one practice: the grade, or None where it cannot be told, and what it rests on."""

    grade: Grade | None
    evidence: tuple[Evidence, ...] = ()
    missing: Unknown | None = None
    """What to ask where it cannot be told."""
    presumed: bool = False
    """The grade stands as long as nothing more is said."""


Grading = Callable[["Side"], Direction]


@dataclass(frozen=True)
class Side:
    """What one person does towards another, with what is needed to grade it."""

    source: Person
    target: Person
    practice: Practice | None
    back: Practice | None
    situation: Situation
    limits: Limits
    asked: str
    """The question to the first person about the practice."""

    def ask(self, field: str) -> Unknown:
        """Return the question that would fill one field of the practice."""
        place = f"practices[{self.source.id}>{self.target.id}].{field}"
        record, path = (self.practice, field) if self.practice else (self.situation.organisation, place)
        return ask(record, path, self.asked, self.source.id)

    def ask_trust(self) -> Unknown:
        """Return the question after the trust of the first person in the second."""
        tie = self.situation.tie(self.source.id, self.target.id)
        place = f"relationships[{self.source.id}>{self.target.id}].trust"
        record, path = (tie, "trust") if tie else (self.situation.organisation, place)
        question = say("How far does {person} trust {other}, 1 to 5?", person=self.source.name, other=self.target.name)
        return ask(record, path, question, self.source.id)

    def value(self, field: str) -> Any:
        """The value of one field, or None where there is no record."""
        return getattr(self.practice, field) if self.practice else None

    def facts(self, *fields: str) -> tuple[Evidence, ...]:
        """Evidence for the fields that are known."""
        return tuple(cite(self.practice, f) for f in fields if self.value(f) is not None)


@dataclass(frozen=True, kw_only=True)
class Spec:
    """One practice: what is read, how it is graded, and how it is asked and said of one person and the other."""

    slug: str
    mode: Mode
    fields: tuple[str, ...]
    grade: Grading
    asked: str
    does: str
    partly: str
    lacks: str
    """With the two above, a clause for each grade, which begins a sentence or follows a semicolon."""
    thresholds: tuple[Threshold, ...] = ()
    needs: tuple[str, ...] = ()


def _level(value: float, *, least: float) -> Grade:
    return Grade.YES if value >= least else Grade.NO


def _one_to_one(side: Side) -> Direction:
    """Grade by the last talk; it has two people in it, so what the other side wrote down counts here too."""
    records = [practice for practice in (side.practice, side.back) if practice]
    dated = [practice for practice in records if practice.last_one_to_one is not None]
    for practice in dated:
        last = practice.last_one_to_one
        late = more_than(last, int(side.limits["fresh"]), side.situation.as_of) if isinstance(last, When) else True
        if late is not None:
            return Direction(Grade.NO if late else Grade.YES, (cite(practice, "last_one_to_one"),))
    for practice in records:
        if practice.one_to_one_every_days is NOTHING and not dated:
            return Direction(Grade.NO, (cite(practice, "one_to_one_every_days"),), presumed=True)
    return Direction(None, (), side.ask("last_one_to_one"))


def _know_challenges(side: Side) -> Direction:
    matched = side.value("challenges_matched")
    named = side.value("challenges_named")
    listed = side.target.challenges
    if matched is None and named is not None and (listed is not None or named == ()):
        theirs = {plain(text) for text in listed or ()}
        matched = sum(plain(text) in theirs for text in named)
    if matched is None and named is None:
        return Direction(None, (), side.ask("challenges_named"))
    if matched is None:
        question = say("Which three business challenges does {person} put first?", person=side.target.name)
        return Direction(None, (), ask(side.target, "challenges", question, side.target.id))
    grade = Grade.YES if matched >= side.limits["enough"] else Grade.PARTLY if matched else Grade.NO
    return Direction(grade, side.facts("challenges_matched", "challenges_named"))


def _action_plan(side: Side) -> Direction:
    needs, planned, overdue = side.value("needs"), side.value("needs_with_action"), side.value("actions_overdue")
    facts = side.facts("needs", "needs_with_action", "actions_overdue")
    if planned == 0:
        return Direction(Grade.NO, facts)
    lacking = {"needs": needs, "needs_with_action": planned, "actions_overdue": overdue}
    if needs is None or planned is None or overdue is None:
        return Direction(None, (), side.ask(next(field for field, value in lacking.items() if value is None)))
    order = (Grade.YES, Grade.PARTLY, Grade.NO)
    step = (0 if planned >= needs else 1) + (1 if overdue > side.limits["overdue"] else 0)
    return Direction(order[step], facts)


def _cross_invites(side: Side) -> Direction:
    attended = side.value("team_meetings_attended")
    if attended is None and side.value("team_meetings_invited") == 0:
        return Direction(Grade.NO, side.facts("team_meetings_invited"))
    if attended is None:
        return Direction(None, (), side.ask("team_meetings_attended"))
    return Direction(_level(attended, least=side.limits["attended"]), side.facts("team_meetings_attended"))


def _dedicated_staff(side: Side) -> Direction:
    staff, attends = side.value("dedicated_staff"), side.value("liaison_attends")
    facts = side.facts("dedicated_staff", "liaison_attends")
    if staff is NOTHING or staff == 0:
        return Direction(Grade.NO, facts)
    if staff is None or attends is None:
        return Direction(None, (), side.ask("dedicated_staff" if staff is None else "liaison_attends"))
    return Direction(Grade.YES if attends else Grade.PARTLY, facts)


def _unified_front(side: Side) -> Direction:
    times, kept = side.value("public_contradictions"), side.value("incident_log_kept")
    facts = side.facts("public_contradictions", "incident_log_kept")
    if times is not None and times >= side.limits["times"]:
        return Direction(Grade.NO, facts)
    if times == 1:
        return Direction(Grade.PARTLY, facts)
    if times is None or not kept:
        return Direction(None, (), side.ask("public_contradictions" if times is None else "incident_log_kept"))
    return Direction(Grade.YES, facts)


def _trust_expertise(side: Side) -> Direction:
    tie = side.situation.tie(side.source.id, side.target.id)
    trust, overruled = (tie.trust if tie else None), side.value("overruled")
    facts = (*((cite(tie, "trust"),) if tie and trust is not None else ()), *side.facts("overruled"))
    if (trust is not None and trust < side.limits["trust"]) or overruled:
        return Direction(Grade.NO, facts)
    if trust is None or overruled is None:
        return Direction(None, (), side.ask("overruled") if overruled is None else side.ask_trust())
    return Direction(Grade.YES, facts)


def _seek_advice(side: Side) -> Direction:
    times = side.value("advice_asked")
    if times is None:
        return Direction(None, (), side.ask("advice_asked"))
    return Direction(_level(times, least=side.limits["times"]), side.facts("advice_asked"))


def _mutual_accountability(side: Side) -> Direction:
    made, reviewed = side.value("promises_made"), side.value("promises_reviewed")
    facts = side.facts("promises_made", "promises_reviewed")
    if made == 0:
        return Direction(Grade.NO, facts)
    late = (
        True
        if reviewed is NOTHING
        else more_than(reviewed, int(side.limits["reviewed"]), side.situation.as_of)
        if isinstance(reviewed, When)
        else None
    )
    if made is None or late is None:
        return Direction(None, (), side.ask("promises_made" if made is None else "promises_reviewed"))
    return Direction(Grade.PARTLY if late else Grade.YES, facts)


SPECS = (
    Spec(
        slug="one-to-one",
        mode="function",
        fields=("last_one_to_one", "one_to_one_every_days"),
        grade=_one_to_one,
        asked=marked("When did {person} and {other} last have a one-to-one?"),
        does=marked("{person} meets {other} one to one"),
        partly=marked("{person} only partly meets {other} one to one"),
        lacks=marked("{person} has not met {other} one to one of late"),
        thresholds=(
            Threshold(name="fresh", value=31, unit=marked("days"), source=marked("McKinsey via anandnair.com, 2014")),
        ),
        needs=("as_of",),
    ),
    Spec(
        slug="know-challenges",
        mode="focus",
        fields=("challenges_named", "challenges_matched"),
        grade=_know_challenges,
        asked=marked("Which three business challenges would {person} say that {other} has?"),
        does=marked("{person} knows the business challenges of {other}"),
        partly=marked("{person} only partly knows the business challenges of {other}"),
        lacks=marked("{person} does not know the business challenges of {other}"),
        thresholds=(Threshold(name="enough", value=2, unit=marked("of three challenges")),),
        needs=("people.challenges",),
    ),
    Spec(
        slug="action-plan",
        mode="feasibility",
        fields=("needs", "needs_with_action", "actions_overdue"),
        grade=_action_plan,
        asked=marked("Which needs of {other} have an owned and dated action of {person}, and how many are overdue?"),
        does=marked("{person} has a plan for the needs of {other}"),
        partly=marked("{person} only partly has a plan for the needs of {other}"),
        lacks=marked("{person} has no working plan for the needs of {other}"),
        thresholds=(Threshold(name="overdue", value=0.3, unit=marked("share of actions")),),
    ),
    Spec(
        slug="cross-invites",
        mode="fit",
        fields=("team_meetings_invited", "team_meetings_attended"),
        grade=_cross_invites,
        asked=marked("How often in 90 days did {other} or a delegate attend a team meeting of {person}?"),
        does=marked("{person} has {other} in the team's meetings"),
        partly=marked("{person} only partly has {other} in the team's meetings"),
        lacks=marked("{person} has not had {other} in the team's meetings"),
        thresholds=(Threshold(name="attended", value=1, unit=marked("meetings in 90 days")),),
    ),
    Spec(
        slug="dedicated-staff",
        mode="function",
        fields=("dedicated_staff", "liaison_attends"),
        grade=_dedicated_staff,
        asked=marked(
            "Whom does {person} dedicate to working with {other}, and do they sit in the meetings of {other}?"
        ),
        does=marked("{person} dedicates people to working with {other}"),
        partly=marked("{person} only partly dedicates people to working with {other}"),
        lacks=marked("{person} dedicates nobody to working with {other}"),
    ),
    Spec(
        slug="unified-front",
        mode="fit",
        fields=("public_contradictions", "incident_log_kept"),
        grade=_unified_front,
        asked=marked(
            "How often in the past year did {person} contradict or blame {other} in public, and who writes that down?"
        ),
        does=marked("{person} stands with {other} in public"),
        partly=marked("{person} only partly stands with {other} in public"),
        lacks=marked("{person} has contradicted {other} in public"),
        thresholds=(Threshold(name="times", value=2, unit=marked("times in a year")),),
    ),
    Spec(
        slug="trust-expertise",
        mode="fit",
        fields=("overruled",),
        grade=_trust_expertise,
        asked=marked("How often in the past year did {person} overrule {other} within the other's own remit?"),
        does=marked("{person} trusts the expertise of {other}"),
        partly=marked("{person} only partly trusts the expertise of {other}"),
        lacks=marked("{person} does not fully trust the expertise of {other}"),
        thresholds=(Threshold(name="trust", value=4, unit=marked("of 5, from here on")),),
        needs=("relationships.trust",),
    ),
    Spec(
        slug="seek-advice",
        mode="fit",
        fields=("advice_asked",),
        grade=_seek_advice,
        asked=marked("How often in 90 days did {person} ask {other} for advice?"),
        does=marked("{person} asks {other} for advice"),
        partly=marked("{person} only partly asks {other} for advice"),
        lacks=marked("{person} does not ask {other} for advice"),
        thresholds=(Threshold(name="times", value=1, unit=marked("times in 90 days")),),
    ),
    Spec(
        slug="mutual-accountability",
        mode="function",
        fields=("promises_made", "promises_reviewed"),
        grade=_mutual_accountability,
        asked=marked("What did {person} promise {other} in this cycle, and when did both last go through it?"),
        does=marked("{person} makes promises to {other} and goes through them"),
        partly=marked("{person} only partly makes promises to {other} and goes through them"),
        lacks=marked("{person} makes no promises to {other} that both go through"),
        thresholds=(Threshold(name="reviewed", value=62, unit=marked("days")),),
        needs=("as_of",),
    ),
)


def directions(spec: Spec, pair: Pair, situation: Situation, limits: Limits) -> tuple[Direction, Direction]:
    """Grade a practice from the first to the second person of a pair, and back."""
    there, back = (situation.practice(x.id, y.id) for x, y in ((pair.a, pair.b), (pair.b, pair.a)))
    return (
        spec.grade(Side(pair.a, pair.b, there, back, situation, limits, _asked(spec, pair.a, pair.b))),
        spec.grade(Side(pair.b, pair.a, back, there, situation, limits, _asked(spec, pair.b, pair.a))),
    )


def _asked(spec: Spec, a: Person, b: Person) -> str:
    return say(spec.asked, person=a.name, other=b.name)


def _run(spec: Spec, pair: Pair, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Both ways clear; one way, or in part, low; neither way medium, high where the alliance is need-to-have."""
    ways = directions(spec, pair, situation, limits)
    weights = _weights(tuple(way.grade for way in ways), pair.alliance.necessity)
    found = sorted(weight for weight in weights if weight is not None)
    nominal = found[0] if found else Severity.LOW
    yield Clause(
        holds=False if not found else None if None in weights else True,
        severity=nominal,
        least=found[0] if found else None,
        most=found[-1] if found else None,
        presumed=any(way.presumed for way in ways),
        message=_message(spec, pair, ways),
        evidence=tuple(fact for way in ways for fact in way.evidence),
        missing=tuple(way.missing for way in ways if way.missing),
    )


def _weights(grades: tuple[Grade | None, ...], necessity: str | None) -> set[Severity | None]:
    heavy = {"need-to-have": (Severity.HIGH,), None: (Severity.MEDIUM, Severity.HIGH)}.get(
        necessity, (Severity.MEDIUM,)
    )
    options = [(grade,) if grade else tuple(Grade) for grade in grades]
    found: set[Severity | None] = set()
    for there in options[0]:
        for back in options[1]:
            if there is back is Grade.YES:
                found.add(None)
            elif there is back is Grade.NO:
                found.update(heavy)
            else:
                found.add(Severity.LOW)
    return found


def _message(spec: Spec, pair: Pair, ways: tuple[Direction, Direction]) -> str:
    """Say first what is lacking, then the other direction, or that it is not known."""
    if ways[0].grade and ways[0].grade is ways[1].grade:
        clause = _said(spec, pair.a, pair.b, ways[0].grade)
        return say("{clause}, and it is the same the other way round.", clause=clause)
    both_ways = ((pair.a, pair.b, ways[0].grade), (pair.b, pair.a, ways[1].grade))
    clauses = [_said(spec, x, y, grade) for x, y, grade in sorted(both_ways, key=_lacking_first) if grade]
    if len(clauses) == len(both_ways):
        return say("{clause}; {other_clause}.", clause=clauses[0], other_clause=clauses[1])
    return say("{clause}; the other direction is not known.", clause=clauses[0]) if clauses else ""


def _lacking_first(way: tuple[Person, Person, Grade | None]) -> int:
    return (Grade.NO, Grade.PARTLY, Grade.YES, None).index(way[2])


def _said(spec: Spec, a: Person, b: Person, grade: Grade) -> str:
    clause = {Grade.YES: spec.does, Grade.PARTLY: spec.partly, Grade.NO: spec.lacks}[grade]
    return say(clause, person=a.name, other=b.name)


CHECKS = tuple(
    Check(
        id=f"practice.{spec.slug}",
        scope="pair",
        practice=True,
        counts_in=spec.mode,
        needs=(*(f"practices.{field}" for field in spec.fields), *spec.needs, "alliances.necessity"),
        thresholds=spec.thresholds,
        rule=partial(_run, spec),
    )
    for spec in SPECS
)
"""The nine practices as checks."""
