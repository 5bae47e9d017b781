"""What do duplicates cost?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from playbook_gen.checks.clauses import Clause, Severity, Unknown, ask, both, cite, either, named
from playbook_gen.checks.focus import disconnected_dots as dots
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.language import marked, say
from playbook_gen.model.people import Function
from playbook_gen.model.values import NOTHING, Money


def duplicate_spend(
    group: dots.Two | dots.Unclear | dots.Between, situation: Situation, limits: Limits
) -> Iterator[Clause]:
    """What do duplicates cost?"""
    work = tuple(dots.disconnected_dots(group, situation, limits))
    if isinstance(group, dots.Unclear | dots.Between):
        # What is unclear about the work is unclear about its money, whatever the work alone would weigh.
        yield from (replace(clause, severity=Severity.HIGH) for clause in work)
        return
    apart = either(*(clause.holds for clause in work))
    doubts = [clause for clause in work if clause.holds is apart and (apart is None or clause.presumed)]
    functions = tuple(situation.functions[str(activity.function)] for activity in group)
    least, most = _weights(group, functions, situation, limits)
    yield Clause(
        holds=both(apart, _paid_twice(group, situation)),
        severity=least,
        least=least,
        most=most,
        presumed=all(clause.presumed for clause in work if clause.holds),
        message=_said(group, situation),
        evidence=(
            *(cite(activity, "cost") for activity in group),
            *(cite(function, "budget") for function in functions if function.budget is not None),
        ),
        missing=(
            *(question for clause in doubts for question in clause.missing),
            *_cost_questions(group, situation),
            *(() if least is most else _budget_questions(group, functions, situation)),
        ),
    )


def _costs(group: dots.Two, situation: Situation) -> list[Money]:
    """Return the amounts that are known, the smaller first."""
    found = [money for activity in group if (money := situation.amount(activity.cost))]
    return sorted(found, key=lambda money: money.amount)


def _paid_twice(group: dots.Two, situation: Situation) -> bool | None:
    """Whether both cost something; not known where the two amounts cannot be compared."""
    costs = _costs(group, situation)
    if any(activity.cost is NOTHING for activity in group) or any(money.amount <= 0 for money in costs):
        return False
    return None if len(costs) < 2 or _mixed(costs) else True


def _mixed(amounts: Sequence[Money]) -> bool:
    return len({money.currency for money in amounts}) > 1


def _weights(
    group: dots.Two, functions: tuple[Function, ...], situation: Situation, limits: Limits
) -> tuple[Severity, Severity]:
    """Return the least and the most that the smaller cost may weigh beside the budgets of both functions."""
    costs = _costs(group, situation)
    budgets = [money for function in functions if (money := situation.amount(function.budget))]
    # A budget that is not known can only make the share smaller, and so can a cost.
    most = min((_weight(cost, budgets, limits) for cost in costs), default=Severity.HIGH)
    told = len(costs) == 2 and all(function.budget is not None for function in functions)
    return (most if told and not _mixed((*costs, *budgets)) else Severity.LOW), most


def _weight(cost: Money, budgets: list[Money], limits: Limits) -> Severity:
    whole = sum((Fraction(money.amount) for money in budgets if money.currency == cost.currency), Fraction(0))
    for severity, name in ((Severity.HIGH, "heavy"), (Severity.MEDIUM, "material")):
        if Fraction(cost.amount) >= Fraction(str(limits[name])) * whole:
            return severity
    return Severity.LOW


def _said(group: dots.Two, situation: Situation) -> str:
    first, second = group
    return say(
        "Up to {amount} may be spent twice on “{activity}” ({function}) and “{other}” ({other_function}).",
        amount=next(iter(_costs(group, situation)), None),
        activity=first.name,
        function=situation.function_name(first),
        other=second.name,
        other_function=situation.function_name(second),
    )


def _cost_questions(group: dots.Two, situation: Situation) -> tuple[Unknown, ...]:
    mixed = _mixed(_costs(group, situation))
    return tuple(
        ask(
            activity,
            "cost",
            say("What does “{activity}” cost in the cycle, in the currency of the other?", activity=activity.name)
            if mixed
            else say("What does “{activity}” cost in the cycle?", activity=activity.name),
            named(activity.owner),
        )
        for activity in group
        if mixed or activity.cost is None
    )


def _budget_questions(group: dots.Two, functions: tuple[Function, ...], situation: Situation) -> tuple[Unknown, ...]:
    costs = _costs(group, situation)
    found = []
    for function in functions:
        budget = situation.amount(function.budget)
        if function.budget is None or (budget and _mixed((*costs, budget))):
            head = situation.head_of(function.id)
            question = say(
                "What is the budget of {function} for the cycle, in the currency of its costs?", function=function.name
            )
            found.append(ask(function, "budget", question, head.id if head else None))
    return tuple(found)


CHECK = Check(
    id="financial.duplicate-spend",
    scope="activity group",
    needs=(*dots.CHECK.needs, "activities.cost", "functions.budget"),
    also_reads=dots.CHECK.also_reads,
    thresholds=(
        *dots.CHECK.thresholds,
        Threshold(
            name="material", value=0.01, unit=marked("of the two functions' budgets together, from here on medium")
        ),
        Threshold(name="heavy", value=0.05, unit=marked("of the two functions' budgets together, from here on high")),
    ),
    rule=duplicate_spend,
    subjects=dots.activity_groups,
)
