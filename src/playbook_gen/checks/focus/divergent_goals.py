"""Do the partners pursue different ends?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import Any

from playbook_gen.checks.clauses import (
    Clause,
    Severity,
    Unknown,
    ask,
    both,
    cite,
    either,
    named,
    opposite,
    plain,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.checks.stands import AGAINST, FOR, among, open_priorities, serves_goal_of, stands_on
from playbook_gen.language import marked, say
from playbook_gen.model.alliances import Alliance, Side
from playbook_gen.model.people import Person
from playbook_gen.model.strategy import Goal, Priority
from playbook_gen.model.ties import Position
from playbook_gen.model.values import NOTHING


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
            message=say("{partner} and {other} pursue no company goal in common here.", partner=a.name, other=b.name),
            evidence=facts,
            missing=missing,
        )
        yield Clause(
            holds=both(opposite(apart), ends_a.thin(ends_b, limits["least_overlap"])),
            severity=Severity.MEDIUM,
            message=say(
                "{partner} and {other} share fewer than half of the company goals that they pursue here.",
                partner=a.name,
                other=b.name,
            ),
            evidence=facts,
            missing=missing,
        )
        yield _against(a, b, ends_a, ends_b, missing)
        if a.head and b.head and situation.reads("positions.position"):
            yield from _opposed_stands(a.head, b.head, alliance, situation)


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
            question = say(
                "Which of its goals does {partner} pursue in the alliance {alliance}?",
                partner=partner.name,
                alliance=situation.name_of(alliance),
            )
            found.append(
                ask(side or alliance, "goals" if side else f"sides[{partner.id}].goals", question, partner.person)
            )
            continue
        for goal in (situation.goals[name] for name in side.goals):
            if goal.function is not None and goal.supports is None:
                question = say("Which company goals does “{goal}” serve?", goal=goal.statement)
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
            message = say(
                "{partner} and {other} pull the same measure in opposite directions.", partner=a.name, other=b.name
            )
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
    asked = {
        "measure": marked("By what is “{goal}” measured?"),
        "direction": marked("Should the measure of “{goal}” rise or fall?"),
    }
    owner = named(goal.owner)
    return tuple(
        ask(goal, part, say(question, goal=goal.statement), owner)
        for part, question in asked.items()
        if getattr(goal, part) is None
    )


def _opposed_stands(a: Person, b: Person, alliance: Alliance, situation: Situation) -> Iterator[Clause]:
    """Look beyond goals: two heads who speak for opposite sides of one priority pursue different ends."""
    if situation.organisation.priorities is None:
        yield open_priorities(situation, Severity.HIGH)
    for priority in situation.organisation.priorities or ():
        mine, theirs = stands_on(a, priority, situation), stands_on(b, priority, situation)
        serves = serves_goal_of(priority, alliance)
        for first, second, ours, others in ((a, b, mine, theirs), (b, a, theirs, mine)):
            yield Clause(
                holds=both(_speaks(ours, FOR), _speaks(others, AGAINST)),
                severity=Severity.HIGH if serves else Severity.MEDIUM,
                most=Severity.MEDIUM if serves is False else Severity.HIGH,
                message=say(
                    "{person} speaks for “{priority}” and {other} against it.",
                    person=first.name,
                    priority=priority.name,
                    other=second.name,
                ),
                evidence=tuple(cite(stand, "position") for stand in (*(ours or ()), *(others or ())) if stand.position),
                missing=tuple(_stand_questions(((first, ours), (second, others)), priority, situation)),
                beyond=True,
            )


def _speaks(stands: tuple[Position, ...] | None, words: tuple[str, ...]) -> bool | None:
    return None if stands is None else either(*(among(stand.position, words) for stand in stands))


def _stand_questions(
    said: Iterable[tuple[Person, tuple[Position, ...] | None]], priority: Priority, situation: Situation
) -> Iterator[Unknown]:
    if priority.goals is None:
        yield ask(priority, "goals", say("Which goals does “{priority}” serve?", priority=priority.name))
    for person, stands in said:
        question = say("What does {person} say about “{priority}”?", person=person.name, priority=priority.name)
        if stands is None:
            yield ask(situation.organisation, f"positions[{person.id}>{priority.id}].position", question)
        for stand in stands or ():
            if stand.position is None:
                yield ask(stand, "position", question)


CHECK = Check(
    id="focus.divergent-goals",
    scope="alliance",
    core=True,
    needs=("alliances.sides.goals", "goals.supports", "goals.measure", "goals.direction"),
    also_reads=("positions.position", "priorities.goals"),
    thresholds=(Threshold(name="least_overlap", value=0.5, unit=marked("share of company goals both serve")),),
    rule=divergent_goals,
)
