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
    listing,
    named,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.strategy import Goal
from playbook_gen.model.values import NOTHING

_GOAL_PARTS = {"measure": "a measure", "target": "a target", "due": "a date", "owner": "an owner"}


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
        missing=(ask(company, "goals", "What are the company's top goals, in order of rank?", company.sponsor),)
        if company.goals is None
        else (),
    )
    for goal in goals:
        yield _incomplete(goal)
        yield _unkept(goal)
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
    owner = named(goal.owner)
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


def _unkept(goal: Goal) -> Clause:
    """A measure that nobody keeps: it is named, and no one answers for its number."""
    measured = None if goal.measure is None else goal.measure is not NOTHING
    owner = named(goal.owner)
    asked = {"measure": "What is the measure of the goal “{}”?", "measure_owner": "Who keeps the measure of “{}”?"}
    return Clause(
        holds=both(measured, declared_none(goal.measure_owner)),
        severity=Severity.MEDIUM,
        message=f"The measure “{goal.measure}” of the goal “{goal.statement}” has no owner.",
        evidence=(cite(goal, "measure"), cite(goal, "measure_owner")),
        missing=tuple(
            ask(goal, part, question.format(goal.statement), owner)
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
        message="The company's goals are not ranked, so nothing says which alliance matters more.",
        evidence=tuple(cite(goal, "rank") for goal in goals if goal.rank is NOTHING),
        missing=tuple(
            ask(goal, "rank", f"Where does the goal “{goal.statement}” rank?") for goal in goals if goal.rank is None
        ),
    )


CHECK = Check(
    id="focus.no-business-strategy",
    scope="company",
    needs=("strategy", "goals.measure", "goals.target", "goals.due", "goals.owner", "goals.rank"),
    also_reads=("goals.measure_owner",),
    thresholds=(Threshold(name="most_goals", value=5, unit="goals", source="hoshin practice: three to five"),),
    rule=no_business_strategy,
)
