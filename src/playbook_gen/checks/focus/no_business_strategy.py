"""Is there a clear, ranked and measurable strategy to test alliances against?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import (
    Clause,
    Severity,
    ask,
    both,
    cite,
    declared_none,
    either,
    named,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.language import listed, marked, say, several
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.strategy import Goal
from playbook_gen.model.values import NOTHING

_GOAL_PARTS = {
    "measure": marked("a measure"),
    "target": marked("a target"),
    "due": marked("a date"),
    "owner": marked("an owner"),
}
_ASKED = {
    "measure": marked("What is the measure of the goal “{goal}”?"),
    "target": marked("What is the target of the goal “{goal}”?"),
    "due": marked("What is the due date of the goal “{goal}”?"),
    "owner": marked("Who owns the goal “{goal}”?"),
}


def no_business_strategy(company: Organisation, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Is there a clear, ranked and measurable strategy to test alliances against?"""
    goals = situation.company_goals
    none = True if company.strategy is NOTHING else declared_none(company.goals)
    yield Clause(
        holds=False if goals else (none or None),
        severity=Severity.CRITICAL,
        presumed=company.goals != (),
        message=say("The company has no declared strategy or goals to test alliances against."),
        evidence=(cite(company, "strategy" if company.strategy is NOTHING else "goals"),),
        missing=(ask(company, "goals", say("What are the company's top goals, in order of rank?"), company.sponsor),)
        if company.goals is None
        else (),
    )
    for goal in goals:
        yield _incomplete(goal)
        yield _unkept(goal)
    yield Clause(
        holds=len(goals) > limits["most_goals"] if goals else None if company.goals is None else False,
        severity=Severity.MEDIUM,
        message=several(
            "The company names {number} top goal, more than most can keep in mind.",
            "The company names {number} top goals, more than most can keep in mind.",
            len(goals),
        ),
        evidence=tuple(cite(goal, "statement") for goal in goals),
        missing=(ask(company, "goals", say("What are the company's top goals?")),) if company.goals is None else (),
    )
    yield _unranked(goals)


def _incomplete(goal: Goal) -> Clause:
    lacking = [part for part in _GOAL_PARTS if getattr(goal, part) is NOTHING]
    open_parts = [part for part in _GOAL_PARTS if getattr(goal, part) is None]
    owner = named(goal.owner)
    return Clause(
        holds=True if lacking else None if open_parts else False,
        severity=Severity.HIGH,
        message=say(
            "The goal “{goal}” has been left without {parts}.",
            goal=goal.statement,
            parts=listed(say(_GOAL_PARTS[part]) for part in lacking),
        ),
        evidence=tuple(cite(goal, part) for part in lacking),
        missing=tuple(ask(goal, part, say(_ASKED[part], goal=goal.statement), owner) for part in open_parts),
    )


def _unkept(goal: Goal) -> Clause:
    """A measure that nobody keeps: it is named, and no one answers for its number."""
    measured = None if goal.measure is None else goal.measure is not NOTHING
    owner = named(goal.owner)
    asked = {
        "measure": marked("What is the measure of the goal “{goal}”?"),
        "measure_owner": marked("Who keeps the measure of “{goal}”?"),
    }
    return Clause(
        holds=both(measured, declared_none(goal.measure_owner)),
        severity=Severity.MEDIUM,
        message=say(
            "The measure “{measure}” of the goal “{goal}” has no owner.", measure=goal.measure, goal=goal.statement
        ),
        evidence=(cite(goal, "measure"), cite(goal, "measure_owner")),
        missing=tuple(
            ask(goal, part, say(question, goal=goal.statement), owner)
            for part, question in asked.items()
            if getattr(goal, part) is None
        ),
        beyond=True,
    )


def _unranked(goals: tuple[Goal, ...]) -> Clause:
    ranks = [goal.rank for goal in goals]
    unranked: bool | None = False
    if len(goals) > 1:
        unranked = either(*(declared_none(rank) for rank in ranks))
    return Clause(
        holds=unranked,
        severity=Severity.MEDIUM,
        message=say("The company's goals are not ranked, so nothing says which alliance matters more."),
        evidence=tuple(cite(goal, "rank") for goal in goals if goal.rank is NOTHING),
        missing=tuple(
            ask(goal, "rank", say("Where does the goal “{goal}” rank?", goal=goal.statement))
            for goal in goals
            if goal.rank is None
        ),
    )


CHECK = Check(
    id="focus.no-business-strategy",
    scope="company",
    needs=("strategy", "goals.measure", "goals.target", "goals.due", "goals.owner", "goals.rank"),
    also_reads=("goals.measure_owner",),
    thresholds=(
        Threshold(name="most_goals", value=5, unit=marked("goals"), source=marked("hoshin practice: three to five")),
    ),
    rule=no_business_strategy,
)
