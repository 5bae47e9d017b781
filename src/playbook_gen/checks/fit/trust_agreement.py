"""Is the partner that is needed one who trusts and agrees?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, Evidence, Severity, Unknown, ask, both, cite, either
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Pair, Situation
from playbook_gen.checks.stands import AGAINST, FOR, among, open_priorities, serves_goal_of, stands_on
from playbook_gen.language import marked, say
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.people import Person
from playbook_gen.model.strategy import Priority
from playbook_gen.model.ties import Position


def trust_agreement(pair: Pair, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Is the partner that is needed one who trusts and agrees?"""
    for source, target in ((pair.a, pair.b), (pair.b, pair.a)):
        yield _regard(source, target, pair, situation, limits)
    if situation.reads("positions.position", "positions.behaviour"):
        for person in (pair.a, pair.b):
            yield from _words_and_deeds(person, pair.alliance, situation)


def _regard(source: Person, target: Person, pair: Pair, situation: Situation, limits: Limits) -> Clause:
    tie = situation.tie(source.id, target.id)
    trust, agreement = (tie.trust, tie.agreement) if tie else (None, None)
    necessity = pair.alliance.necessity
    weights = _weights(trust, agreement, necessity, limits)
    certain = None not in weights
    found = sorted(weight for weight in weights if weight is not None)
    nominal = found[0] if found else Severity.LOW
    if agreement is None and trust is not None and trust <= limits["low"]:
        # Low trust is a finding by itself: agreement that nobody stated weighs like none, and may turn out better.
        nominal = _adverse(needed=necessity == "need-to-have")
    record = tie or pair.alliance
    missing = tuple(
        ask(
            record if tie else situation.organisation,
            word if tie else f"relationships[{source.id}>{target.id}].{word}",
            say(_ASKED[word], person=source.name, other=target.name),
            source.id,
        )
        for word, value in (("trust", trust), ("agreement", agreement))
        if value is None
    )
    return Clause(
        holds=True if certain and found else False if not found else None,
        severity=nominal,
        least=found[0] if found else None,
        most=found[-1] if found else None,
        message=_said(source, target, trust, agreement, limits),
        evidence=tuple(cite(tie, word) for word in ("trust", "agreement") if tie and getattr(tie, word) is not None),
        missing=missing,
    )


_ASKED = {
    "trust": marked("How far does {person} trust {other}, 1 to 5?"),
    "agreement": marked("How far does {person} agree on ends and means with {other}, 1 to 5?"),
}


def _weights(trust: int | None, agreement: int | None, necessity: str | None, limits: Limits) -> set[Severity | None]:
    """Return what the regard may weigh, over every value that the unknowns may still take; None is no finding."""
    steps = range(1, 6)
    needs = (True, False) if necessity is None else (necessity == "need-to-have",)
    return {
        _weight(t, a, limits, needed=needed)
        for t in ((trust,) if trust is not None else steps)
        for a in ((agreement,) if agreement is not None else steps)
        for needed in needs
    }


def _weight(trust: int, agreement: int, limits: Limits, *, needed: bool) -> Severity | None:
    """Weigh one regard; one between the limits, in either, is undecided and weighs little."""
    if trust <= limits["low"] and agreement <= limits["low"]:
        return _adverse(needed=needed)
    if trust <= limits["low"] and agreement >= limits["high"]:
        return Severity.MEDIUM if needed else Severity.LOW
    if trust >= limits["high"] and agreement >= limits["high"]:
        return None
    return Severity.LOW


def _adverse(*, needed: bool) -> Severity:
    return Severity.HIGH if needed else Severity.MEDIUM


_SAYINGS = {
    ("low", "low"): marked("{person} reports low trust in {other} and little agreement."),
    ("low", "undecided"): marked("{person} reports low trust in {other} and is undecided on ends and means."),
    ("low", "high"): marked("{person} agrees with {other} and reports low trust."),
    ("low", "not known"): marked("{person} reports low trust in {other}; whether they agree is not known."),
    ("undecided", "low"): marked("{person} is undecided about trust in {other} and reports little agreement."),
    ("undecided", "undecided"): marked("{person} is undecided about trust in {other} and on ends and means."),
    ("undecided", "high"): marked("{person} agrees with {other} and is undecided about trust."),
    ("undecided", "not known"): marked(
        "{person} is undecided about trust in {other}; whether they agree is not known."
    ),
    ("high", "low"): marked("{person} trusts {other} and disagrees: a view worth hearing."),
    ("high", "undecided"): marked("{person} trusts {other} and is undecided on ends and means."),
    ("not known", "low"): marked("{person} reports little agreement with {other}; trust is not known."),
    ("not known", "undecided"): marked("{person} is undecided on ends and means with {other}; trust is not known."),
}
"""What is found, by trust and agreement; where both are high, or one is and the other not known, nothing is."""


def _said(source: Person, target: Person, trust: int | None, agreement: int | None, limits: Limits) -> str:
    found = _SAYINGS.get((_word(trust, limits), _word(agreement, limits)))
    return say(found, person=source.name, other=target.name) if found else ""


def _word(rating: int | None, limits: Limits) -> str:
    if rating is None:
        return "not known"
    if rating <= limits["low"]:
        return "low"
    return "high" if rating >= limits["high"] else "undecided"


# Support in words and obstruction in deeds


def _words_and_deeds(person: Person, alliance: Alliance, situation: Situation) -> Iterator[Clause]:
    """Look at each priority that serves a goal of the alliance; what was said and what was seen may be two records."""
    least = Severity.HIGH if alliance.necessity == "need-to-have" else Severity.MEDIUM
    if situation.organisation.priorities is None:
        yield open_priorities(situation, least if alliance.necessity else Severity.HIGH)
    for priority in situation.organisation.priorities or ():
        serves = serves_goal_of(priority, alliance)
        stands = stands_on(person, priority, situation)
        said = either(*(among(position.position, FOR) for position in stands)) if stands is not None else None
        seen = either(*(among(position.behaviour, AGAINST) for position in stands)) if stands is not None else None
        holds = both(serves, said, seen)
        open_questions = _stand_questions(person, priority, stands, alliance, situation)
        yield Clause(
            holds=holds,
            severity=least,
            most=Severity.HIGH if alliance.necessity is None else least,
            message=say(
                "{person} has spoken for “{priority}” and was seen to act against it.",
                person=person.name,
                priority=priority.name,
            ),
            evidence=_stand_facts(stands or (), priority, alliance),
            missing=tuple(open_questions) if holds is None else (),
            beyond=True,
        )


def _stand_facts(stands: tuple[Position, ...], priority: Priority, alliance: Alliance) -> tuple[Evidence, ...]:
    spoken = tuple(cite(stand, "position") for stand in stands if among(stand.position, FOR))
    acted = tuple(cite(stand, "behaviour") for stand in stands if among(stand.behaviour, AGAINST))
    return (*spoken, *acted, cite(priority, "goals"), cite(alliance, "supports"))


def _stand_questions(
    person: Person,
    priority: Priority,
    stands: tuple[Position, ...] | None,
    alliance: Alliance,
    situation: Situation,
) -> Iterator[Unknown]:
    if priority.goals is None:
        yield ask(priority, "goals", say("Which goals does “{priority}” serve?", priority=priority.name))
    if alliance.supports is None:
        question = say("Which company goals does {alliance} serve?", alliance=situation.name_of(alliance))
        yield ask(alliance, "supports", question)
    if stands is None:
        path = f"positions[{person.id}>{priority.id}]"
        question = say(
            "Where does {person} stand on “{priority}”, in words and in deeds?",
            person=person.name,
            priority=priority.name,
        )
        yield ask(situation.organisation, path, question)
    for stand in stands or ():
        for part, question in _STAND_ASKED.items():
            if getattr(stand, part) is None:
                yield ask(stand, part, say(question, person=person.name, priority=priority.name))


_STAND_ASKED = {
    "position": marked("What does {person} say about “{priority}”?"),
    "behaviour": marked("What does {person} do about “{priority}”?"),
}


CHECK = Check(
    id="fit.trust-agreement",
    scope="pair",
    core=True,
    needs=("relationships.trust", "relationships.agreement", "alliances.necessity"),
    also_reads=("positions.position", "positions.behaviour", "priorities.goals", "alliances.supports"),
    thresholds=(
        Threshold(name="high", value=4, unit=marked("of 5, from here on")),
        Threshold(name="low", value=2, unit=marked("of 5, down to here")),
    ),
    rule=trust_agreement,
)
