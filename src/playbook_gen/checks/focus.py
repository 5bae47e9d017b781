"""Focus: is there a strategy that holds the alliance together, and is it lived below the top?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations, product
from typing import Any

from playbook_gen.checks.clauses import (
    Clause,
    NotApplicable,
    Severity,
    Unknown,
    ask,
    both,
    cite,
    declared_none,
    either,
    listing,
    opposite,
    plain,
    unless,
)
from playbook_gen.checks.registry import Limits, Threshold, check
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.model.alliances import Alliance, Reason, Side
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.strategy import Goal
from playbook_gen.model.values import NOTHING, When
from playbook_gen.model.work import Activity

_GOAL_PARTS = {"measure": "a measure", "target": "a target", "due": "a date", "owner": "an owner"}


@check(
    "focus.no-business-strategy",
    scope="company",
    needs=("strategy", "goals.measure", "goals.target", "goals.due", "goals.owner", "goals.rank"),
    thresholds=[Threshold(name="most_goals", value=5, unit="goals", source="hoshin practice: three to five")],
)
def no_business_strategy(company: Organisation, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Is there a clear, ranked and measurable strategy to test alliances against?"""
    goals = situation.company_goals
    none = True if company.strategy is NOTHING else declared_none(company.goals)
    yield Clause(
        holds=False if goals else (none or None),
        severity=Severity.CRITICAL,
        presumed=company.goals != (),
        message="The company has no declared strategy or goals to test alliances against.",
        evidence=(cite(company, "strategy" if company.strategy is NOTHING else "goals"),),
        missing=(ask(company, "goals", "What are the company's top goals, in order of rank?", company.sponsor),),
    )
    for goal in goals:
        yield _incomplete(goal)
    yield Clause(
        holds=len(goals) > limits["most_goals"] if goals else None if company.goals is None else False,
        severity=Severity.MEDIUM,
        message=f"The company names {len(goals)} top goals, more than most can keep in mind.",
        evidence=tuple(cite(goal, "statement") for goal in goals),
        missing=(ask(company, "goals", "What are the company's top goals?"),) if company.goals is None else (),
    )
    yield _unranked(goals)


def _incomplete(goal: Goal) -> Clause:
    lacking = [part for part in _GOAL_PARTS if getattr(goal, part) is NOTHING]
    open_parts = [part for part in _GOAL_PARTS if getattr(goal, part) is None]
    owner = goal.owner if isinstance(goal.owner, str) else None
    return Clause(
        holds=True if lacking else None if open_parts else False,
        severity=Severity.HIGH,
        message=f"The goal “{goal.statement}” has been left without {listing(_GOAL_PARTS[p] for p in lacking)}.",
        evidence=tuple(cite(goal, part) for part in lacking),
        missing=tuple(
            ask(goal, part, f"What is the {part.replace('due', 'due date')} of the goal “{goal.statement}”?", owner)
            for part in open_parts
        ),
    )


def _unranked(goals: tuple[Goal, ...]) -> Clause:
    ranks = [goal.rank for goal in goals]
    unranked: bool | None = False
    if len(goals) > 1:
        unranked = either(*(declared_none(rank) for rank in ranks))
    return Clause(
        holds=unranked,
        severity=Severity.MEDIUM,
        message="The company's goals are not ranked, so nothing says which alliance matters more.",
        evidence=tuple(cite(goal, "rank") for goal in goals if goal.rank is NOTHING),
        missing=tuple(
            ask(goal, "rank", f"Where does the goal “{goal.statement}” rank?") for goal in goals if goal.rank is None
        ),
    )


@check(
    "focus.divergent-goals",
    scope="alliance",
    core=True,
    needs=("alliances.sides.goals", "goals.supports", "goals.measure", "goals.direction"),
    thresholds=[Threshold(name="least_overlap", value=0.5, unit="share of company goals both serve")],
)
def divergent_goals(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Do the partners pursue different ends?"""
    for (a, side_a), (b, side_b) in combinations(situation.sides(alliance), 2):
        ends_a, ends_b = _Ends.of(side_a, situation), _Ends.of(side_b, situation)
        missing = _missing_goals(alliance, situation, (a, side_a), (b, side_b))
        facts = _goal_facts(side_a, side_b, situation)
        apart = ends_a.apart_from(ends_b)
        yield Clause(
            holds=apart,
            severity=Severity.HIGH,
            message=f"{a.name} and {b.name} pursue no company goal in common here.",
            evidence=facts,
            missing=missing,
        )
        yield Clause(
            holds=both(opposite(apart), ends_a.thin(ends_b, limits["least_overlap"])),
            severity=Severity.MEDIUM,
            message=f"{a.name} and {b.name} share fewer than half of the company goals that they pursue here.",
            evidence=facts,
            missing=missing,
        )
        yield _against(a, b, ends_a, ends_b, missing)


class _Ends:
    """The company goals that one side's goals serve, as far as known; ``whole`` where nothing is left open."""

    def __init__(self, goals: tuple[Goal, ...], served: frozenset[str], *, whole: bool) -> None:
        self.goals, self.served, self.whole = goals, served, whole

    @classmethod
    def of(cls, side: Side | None, situation: Situation) -> _Ends:
        if side is None or side.goals is None:
            return cls((), frozenset(), whole=False)
        goals = tuple(situation.goals[name] for name in side.goals)
        served = {goal.id for goal in goals if goal.function is None}
        for goal in goals:
            served.update(goal.supports or ())
        return cls(goals, frozenset(served), whole=all(g.function is None or g.supports is not None for g in goals))

    def apart_from(self, other: _Ends) -> bool | None:
        if self.served & other.served:
            return False
        if self.whole and other.whole:
            return True
        # A side that is known to serve nothing shares nothing, whatever the other side says.
        return True if any(side.whole and not side.served for side in (self, other)) else None

    def thin(self, other: _Ends, least: float) -> bool | None:
        if not (self.whole and other.whole):
            return None
        union = self.served | other.served
        return bool(union) and len(self.served & other.served) / len(union) < least


def _missing_goals(
    alliance: Alliance, situation: Situation, *sides: tuple[Partner, Side | None]
) -> tuple[Unknown, ...]:
    found: list[Unknown] = []
    for partner, side in sides:
        if side is None or side.goals is None:
            question = f"Which of its goals does {partner.name} pursue in the alliance {situation.name_of(alliance)}?"
            found.append(
                ask(side or alliance, "goals" if side else f"sides[{partner.id}].goals", question, partner.person)
            )
            continue
        for goal in (situation.goals[name] for name in side.goals):
            if goal.function is not None and goal.supports is None:
                question = f"Which company goals does “{goal.statement}” serve?"
                head = situation.head_of(goal.function)
                found.append(ask(goal, "supports", question, head.id if head else None))
    return tuple(found)


def _goal_facts(a: Side | None, b: Side | None, situation: Situation) -> tuple[Any, ...]:
    facts = []
    for side in (a, b):
        if side and side.goals is not None:
            facts.append(cite(side, "goals"))
            facts += [cite(situation.goals[g], "supports") for g in side.goals if situation.goals[g].function]
    return tuple(facts)


def _against(a: Partner, b: Partner, ends_a: _Ends, ends_b: _Ends, missing: tuple[Unknown, ...]) -> Clause:
    unsure: list[Unknown] = []
    for mine, theirs in product(ends_a.goals, ends_b.goals):
        opposed = _opposed(mine, theirs)
        if opposed:
            message = f"{a.name} and {b.name} pull the same measure in opposite directions."
            facts = tuple(cite(goal, part) for goal in (mine, theirs) for part in ("measure", "direction"))
            return Clause(holds=True, severity=Severity.HIGH, message=message, evidence=facts)
        if opposed is None:
            unsure += [question for goal in (mine, theirs) for question in _measure_questions(goal)]
    questions = (*missing, *unsure)
    return Clause(holds=None if questions else False, severity=Severity.HIGH, missing=questions)


def _opposed(mine: Goal, theirs: Goal) -> bool | None:
    """Whether one measure should rise for one side and fall for the other."""
    ways = {goal.direction for goal in (mine, theirs)}
    if mine.id == theirs.id or "hold" in ways or ways in ({"up"}, {"down"}):
        return False
    if NOTHING in (mine.measure, theirs.measure):
        return False
    if not (isinstance(mine.measure, str) and isinstance(theirs.measure, str)):
        return None
    return both(plain(mine.measure) == plain(theirs.measure), None if None in ways else True)


def _measure_questions(goal: Goal) -> tuple[Unknown, ...]:
    asked = {"measure": "By what is “{}” measured?", "direction": "Should the measure of “{}” rise or fall?"}
    owner = goal.owner if isinstance(goal.owner, str) else None
    return tuple(
        ask(goal, part, question.format(goal.statement), owner)
        for part, question in asked.items()
        if getattr(goal, part) is None
    )


@check(
    "focus.unshared-purpose",
    scope="alliance",
    core=True,
    needs=("alliances.sides.purpose", "alliances.sides.reasons.reason", "alliances.sides.reasons.rank"),
    thresholds=[Threshold(name="top", value=3, unit="reasons", source="Accenture, 2013, first against tenth")],
)
def unshared_purpose(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Do the sides understand the alliance alike?"""
    for mine, theirs in combinations(situation.sides(alliance), 2):
        yield _reasons(mine, theirs, alliance, situation, int(limits["top"]))


def _reasons(
    mine: tuple[Partner, Side | None],
    theirs: tuple[Partner, Side | None],
    alliance: Alliance,
    situation: Situation,
    top: int,
) -> Clause:
    """Compare what two sides want first; with one purpose on both sides their reasons may well differ."""
    (a, side_a), (b, side_b) = mine, theirs
    ours, others = _top_reasons(side_a, top), _top_reasons(side_b, top)
    lost = [(x, y) for x, y, missing in ((a, b, _lost(ours, others)), (b, a, _lost(others, ours))) if missing]
    one_purpose = _one_purpose(side_a, side_b)
    return Clause(
        holds=None if ours is None or others is None else bool(lost),
        severity=Severity.LOW if one_purpose else Severity.HIGH,
        least=Severity.HIGH if one_purpose is False else Severity.LOW,
        most=Severity.LOW if one_purpose else Severity.HIGH,
        message=_reasons_said(lost, top, one_purpose=bool(one_purpose)),
        evidence=(
            *(cite(reason, "reason") for reason in (*(ours or ()), *(others or ()))),
            *(cite(side, "purpose") for side in (side_a, side_b) if side and side.purpose is not None),
        ),
        missing=_purpose_questions((mine, theirs), alliance, situation),
    )


def _top_reasons(side: Side | None, top: int) -> list[Reason] | None:
    if side is None or side.reasons is None:
        return None
    return sorted(side.reasons, key=lambda reason: reason.rank)[:top]


def _lost(ours: list[Reason] | None, others: list[Reason] | None) -> bool:
    """Whether the first reason of one side is not among those that weigh most with the other."""
    return bool(ours and plain(ours[0].reason) not in {plain(reason.reason) for reason in others or ()})


def _reasons_said(lost: list[tuple[Partner, Partner]], top: int, *, one_purpose: bool) -> str:
    tail = "though both state one purpose." if one_purpose else "and they do not state one purpose in the same words."
    if len(lost) == 2:
        a, b = lost[0]
        return f"{a.name} and {b.name} want different things first from the alliance, {tail}"
    if lost:
        a, b = lost[0]
        return f"What {a.name} wants first from the alliance is not among the top {top} reasons of {b.name}, {tail}"
    return ""


def _one_purpose(a: Side | None, b: Side | None) -> bool | None:
    """Whether both sides state the purpose in the same words; two wordings are never taken for one."""
    if a is None or b is None or a.purpose is None or b.purpose is None:
        return None
    return isinstance(a.purpose, str) and isinstance(b.purpose, str) and plain(a.purpose) == plain(b.purpose)


def _purpose_questions(
    sides: Iterable[tuple[Partner, Side | None]], alliance: Alliance, situation: Situation
) -> tuple[Unknown, ...]:
    name = situation.name_of(alliance)
    asked = {
        "reasons": "Why is {partner} in the alliance {name}, strongest reason first?",
        "purpose": "What does {partner} say the alliance {name} is for?",
    }
    return tuple(
        ask(
            side or alliance,
            part if side else f"sides[{partner.id}].{part}",
            question.format(partner=partner.name, name=name),
            partner.person,
        )
        for partner, side in sides
        for part, question in asked.items()
        if side is None or getattr(side, part) is None
    )


_PAPERS = ("mission", "vision", "purpose", "plan")


@check(
    "focus.chaos-underneath",
    scope="alliance",
    core=True,
    needs=(
        "alliances.stage",
        "alliances.sides.mentioned_in.mission",
        "alliances.sides.mentioned_in.plan",
        "alliances.sides.contacts.middle",
        "alliances.sides.contacts.operating",
    ),
)
def chaos_underneath(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause] | NotApplicable:
    """Is what was agreed at the top lived below?"""
    active = _active(alliance)
    if active is False:
        return NotApplicable(reason="nothing is agreed yet")
    return _underneath(alliance, situation, active)


def _active(alliance: Alliance) -> bool | None:
    if alliance.stage is not None:
        return alliance.stage in ("agreed", "running", "reviewed", "ending")
    return (
        True
        if alliance.since is not None or (alliance.charter is not None and alliance.charter is not NOTHING)
        else None
    )


def _underneath(alliance: Alliance, situation: Situation, active: bool | None) -> Iterator[Clause]:
    name = situation.name_of(alliance)
    agreed = _open_questions(active, alliance, "stage", f"Is {name} agreed, and does it run?", None)
    for partner, side in situation.sides(alliance):
        silent, facts = _no_mention(side)
        yield Clause(
            holds=both(active, silent),
            severity=Severity.HIGH,
            presumed=alliance.stage is None,
            message=f"None of the papers of {partner.name} mentions the alliance that its head agreed.",
            evidence=facts,
            missing=agreed
            + _open_questions(
                silent,
                side or alliance,
                "mentioned_in" if side else f"sides[{partner.id}].mentioned_in",
                f"Do mission, vision, purpose or plan of {partner.name} mention the alliance {name}?",
                partner.person,
            ),
        )
    middle, operating = (_no_contact(alliance, situation, level) for level in ("middle", "operating"))
    facts = _contact_facts(alliance, situation)
    missing = agreed + _contact_questions(alliance, situation)
    yield Clause(
        holds=both(active, middle, operating),
        severity=Severity.HIGH,
        presumed=alliance.stage is None,
        message=f"Only the executives know each other in the alliance {name}; no contacts are named below them.",
        evidence=facts,
        missing=missing,
    )
    yield Clause(
        holds=unless(both(active, either(middle, operating)), both(active, middle, operating)),
        severity=Severity.MEDIUM,
        presumed=alliance.stage is None,
        message=f"In the alliance {name} one of the two levels below the executives has no named contacts.",
        evidence=facts,
        missing=missing,
    )


def _open_questions(
    known: bool | None, record: Any, field: str, question: str, person: str | None
) -> tuple[Unknown, ...]:
    return (ask(record, field, question, person),) if known is None else ()


def _no_mention(side: Side | None) -> tuple[bool | None, tuple[Any, ...]]:
    if side is None or side.mentioned_in is None:
        return None, ()
    if side.mentioned_in is NOTHING:
        return True, (cite(side, "mentioned_in"),)
    mentions = side.mentioned_in
    said = [getattr(mentions, paper) for paper in _PAPERS]
    facts = tuple(cite(mentions, paper) for paper in _PAPERS if getattr(mentions, paper) is not None)
    return (False if True in said else None if None in said else True), facts


def _no_contact(alliance: Alliance, situation: Situation, level: str) -> bool | None:
    """Whether some side declares to have nobody on a level."""
    found: list[bool | None] = []
    for _, side in situation.sides(alliance):
        contacts = side.contacts if side else None
        if contacts is None or contacts is NOTHING:
            found.append(declared_none(contacts))
        else:
            found.append(declared_none(getattr(contacts, level)))
    return either(*found)


def _contact_facts(alliance: Alliance, situation: Situation) -> tuple[Any, ...]:
    facts = []
    for _, side in situation.sides(alliance):
        if side and side.contacts is NOTHING:
            facts.append(cite(side, "contacts"))
        elif side and side.contacts:
            facts += [
                cite(side.contacts, level)
                for level in ("middle", "operating")
                if getattr(side.contacts, level) is not None
            ]
    return tuple(facts)


def _contact_questions(alliance: Alliance, situation: Situation) -> tuple[Unknown, ...]:
    found = []
    for partner, side in situation.sides(alliance):
        contacts = side.contacts if side else None
        if contacts is None or (contacts is not NOTHING and None in (contacts.middle, contacts.operating)):
            question = f"Who on the two levels below the head of {partner.name} works in {situation.name_of(alliance)}?"
            found.append(
                ask(side or alliance, "contacts" if side else f"sides[{partner.id}].contacts", question, partner.person)
            )
    return tuple(found)


@check(
    "focus.disconnected-dots",
    scope="activity group",
    needs=(
        "activities.function",
        "activities.capability",
        "activities.audience",
        "activities.goals",
        "activities.starts",
        "activities.ends",
        "activities.joint_with",
        "activities.alliance",
    ),
    thresholds=[
        Threshold(
            name="gap", value=92, unit="days between two activities for the same people that still count as one period"
        )
    ],
)
def disconnected_dots(group: Group, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Do two functions run the same work apart?"""
    if isinstance(group, Unclear):
        yield _unclear(group, situation)
        return
    a, b = group
    same_people, same_goal = _same(a.audience, b.audience), _shared_goal(a, b)
    near = _same_period(a, b, int(limits["gap"]))
    # Work for the same people repeats itself also where the dates do not touch; other work only while both run.
    apart = both(either(_same_period(a, b, 0), both(near, same_people)), known_apart(a, b))
    parts = ("function", "capability", "audience", "goals", "starts", "ends", "alliance")
    facts = tuple(cite(x, part) for x in group for part in parts if getattr(x, part) is not None)
    names = f"“{a.name}” ({situation.function_name(a)}) and “{b.name}” ({situation.function_name(b)})"
    questions = _dot_questions(a, b, dated=near is not None)
    yield Clause(
        holds=both(apart, same_goal),
        severity=Severity.HIGH,
        presumed=not _declared_apart(a, b),
        message=f"{names} are the same kind of work for the same goal, run apart.",
        evidence=facts,
        missing=questions,
    )
    yield Clause(
        holds=unless(both(apart, same_people), both(apart, same_goal)),
        severity=Severity.MEDIUM,
        presumed=not _declared_apart(a, b),
        message=f"{names} are the same kind of work for the same people, run apart.",
        evidence=facts,
        missing=questions,
    )


@dataclass(frozen=True)
class Unclear:
    """Activities of which nobody wrote down what kind of work they are, or whose; None where none are on record."""

    activities: tuple[Activity, ...] | None


Group = tuple[Activity, Activity] | Unclear


def activity_groups(situation: Situation) -> Iterator[Group]:
    """Yield every two activities that nothing on record keeps apart, then those of which too little is known."""
    activities = situation.organisation.activities
    clear = [a for a in activities or () if a.capability is not None and a.function is not None]
    yield from (pair for pair in combinations(clear, 2) if _could_be_same(*pair))
    unclear = tuple(a for a in activities or () if a.capability is None or a.function is None)
    yield Unclear(None if activities is None else unclear if len(activities) > 1 else ())


def _unclear(group: Unclear, situation: Situation) -> Clause:
    company = situation.organisation
    if group.activities is None:
        question = "Which activities does each function run, for whom, for which goal, when and at what cost?"
        return Clause(holds=None, severity=Severity.HIGH, missing=(ask(company, "activities", question),))
    return Clause(
        holds=None if group.activities else False,
        severity=Severity.HIGH,
        missing=tuple(
            ask(activity, "capability", f"What kind of work is “{activity.name}”, and which function runs it?")
            for activity in group.activities
        ),
    )


def _could_be_same(a: Activity, b: Activity) -> bool:
    if a.function == b.function or not _same(a.capability, b.capability) or known_apart(a, b) is False:
        return False
    return _same(a.audience, b.audience) is not False or _shared_goal(a, b) is not False


def _same(a: object, b: object) -> bool | None:
    if a is None or b is None:
        return None
    return isinstance(a, str) and isinstance(b, str) and plain(a) == plain(b)


def _shared_goal(a: Activity, b: Activity) -> bool | None:
    if a.goals is None or b.goals is None:
        return None
    return bool(set(a.goals) & set(b.goals))


def _same_period(a: Activity, b: Activity, gap: int) -> bool | None:
    """Whether the periods overlap or lie at most ``gap`` days apart; known only if the dates leave no doubt.

    Two events a few weeks apart still ask the same people twice. ``ends: none`` runs on.
    """
    if a.starts is None or b.starts is None:
        return None
    return both(_begins_by(a.starts, b.ends, gap), _begins_by(b.starts, a.ends, gap))


def _begins_by(starts: When, ends: object, gap: int) -> bool | None:
    if ends is NOTHING:
        return True
    if not isinstance(ends, When):
        return None
    slack = timedelta(days=gap)
    if starts.last <= ends.first + slack:
        return True
    return False if starts.first > ends.last + slack else None


def known_apart(a: Activity, b: Activity) -> bool | None:
    """Whether two activities are known not to be run together: neither names the other, and no alliance holds both."""
    if b.id in (a.joint_with or ()) or a.id in (b.joint_with or ()):
        return False
    if isinstance(a.alliance, str) and a.alliance == b.alliance:
        return False
    said = (a.joint_with, b.joint_with, a.alliance, b.alliance)
    return None if all(value is None for value in said) else True


def _declared_apart(a: Activity, b: Activity) -> bool:
    """Whether somebody said so in a list of joint work or by ``alliance: none``; else it is only presumed."""
    return NOTHING in (a.alliance, b.alliance) or not (a.joint_with is None and b.joint_with is None)


def _dot_questions(a: Activity, b: Activity, *, dated: bool) -> tuple[Unknown, ...]:
    found = []
    if known_apart(a, b) is None:
        found.append(ask(a, "joint_with", f"Are “{a.name}” and “{b.name}” run together?"))
    for activity in (a, b):
        person = activity.owner if isinstance(activity.owner, str) else None
        if activity.goals is None:
            found.append(ask(activity, "goals", f"Which goals does “{activity.name}” serve?", person))
        if activity.audience is None:
            found.append(ask(activity, "audience", f"Whom does “{activity.name}” serve?", person))
        if not dated:
            found.append(ask(activity, "starts", f"When does “{activity.name}” start and end?", person))
    return tuple(found)
