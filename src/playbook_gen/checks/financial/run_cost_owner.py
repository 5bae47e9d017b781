"""Who pays after launch?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import (
    Clause,
    NotApplicable,
    Severity,
    Unknown,
    ask,
    ask_day,
    both,
    cite,
    declared_none,
    either,
    opposite,
    unless,
)
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Situation
from playbook_gen.language import say
from playbook_gen.model.alliances import Alliance, RunCost
from playbook_gen.model.values import NOTHING, When


def run_cost_owner(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause] | NotApplicable:
    """Who pays after launch?"""
    idle = both(declared_none(alliance.joint_work), opposite(_has_activity(alliance, situation)))
    if idle:
        return NotApplicable(
            reason=say("no work recurs in it and no activity is part of it, so there is nothing to run")
        )
    return _clauses(alliance, situation, presumed=idle is None)


def _clauses(alliance: Alliance, situation: Situation, *, presumed: bool) -> Iterator[Clause]:
    name = situation.name_of(alliance)
    cost = None if alliance.run_cost is NOTHING else alliance.run_cost
    doubts = _what_runs(alliance, situation, name) if presumed else ()
    nobody = declared_none(cost.owner if cost else alliance.run_cost)
    undated = _undated(cost, situation) if cost else nobody
    yield Clause(
        holds=nobody,
        severity=Severity.HIGH,
        presumed=presumed,
        message=say("Nobody is named to pay for running {alliance} after launch.", alliance=name),
        evidence=(cite(cost, "owner") if cost else cite(alliance, "run_cost"),),
        missing=(*doubts, *_owner_asked(alliance, cost, name)),
    )
    yield Clause(
        holds=unless(undated, nobody),
        severity=Severity.MEDIUM,
        presumed=presumed,
        message=_said(cost, name),
        evidence=(cite(cost, "until"),) if cost else (),
        missing=(*doubts, *_date_asked(alliance, cost, situation, name)),
    )


def _has_activity(alliance: Alliance, situation: Situation) -> bool | None:
    activities = situation.organisation.activities
    if activities is None:
        return None
    return either(*(None if one.alliance is None else one.alliance == alliance.id for one in activities))


def _undated(cost: RunCost, situation: Situation) -> bool | None:
    """Whether nothing says until when, or the day has passed; a month or a year runs to its end."""
    if not isinstance(cost.until, When):
        return declared_none(cost.until)
    return None if situation.as_of is None else cost.until.last < situation.as_of


def _said(cost: RunCost | None, name: str) -> str:
    if cost and isinstance(cost.until, When):
        return say(
            "Who pays for running {alliance} was settled until {day}, which has passed.",
            alliance=name,
            day=cost.until.in_words(),
        )
    return say("No date says until when the running cost of {alliance} is settled.", alliance=name)


def _what_runs(alliance: Alliance, situation: Situation, name: str) -> tuple[Unknown, ...]:
    if alliance.joint_work is None:
        question = say("Which work recurs between the sides of {alliance}?", alliance=name)
        return (ask(alliance, "joint_work", question),)
    activities = situation.organisation.activities
    if activities is None:
        question = say("Which activities are part of {alliance}?", alliance=name)
        return (ask(situation.organisation, "activities", question),)
    return tuple(
        ask(one, "alliance", say("Is “{activity}” part of an alliance?", activity=one.name))
        for one in activities
        if one.alliance is None
    )


def _owner_asked(alliance: Alliance, cost: RunCost | None, name: str) -> tuple[Unknown, ...]:
    question = say("Which function pays for running {alliance} after launch?", alliance=name)
    if alliance.run_cost is None:
        return (ask(alliance, "run_cost", question),)
    return (ask(cost, "owner", question),) if cost and cost.owner is None else ()


def _date_asked(alliance: Alliance, cost: RunCost | None, situation: Situation, name: str) -> tuple[Unknown, ...]:
    if cost is None:
        return _owner_asked(alliance, cost, name)
    if cost.until is None:
        head = situation.head_of(cost.owner) if isinstance(cost.owner, str) else None
        question = say("Until when is the running cost of {alliance} settled?", alliance=name)
        return (ask(cost, "until", question, head.id if head else None),)
    if situation.as_of is None and isinstance(cost.until, When):
        return (ask_day(situation.organisation),)
    return ()


CHECK = Check(
    id="financial.run-cost-owner",
    scope="alliance",
    needs=(
        "alliances.run_cost.owner",
        "alliances.run_cost.until",
        "alliances.joint_work",
        "activities.alliance",
        "as_of",
    ),
    rule=run_cost_owner,
)
