"""The chain below a company goal: goals of functions, work, money, alliances."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from playbook_gen.checks.clauses import shown
from playbook_gen.language import marked, meant, numeral, percent, say, several
from playbook_gen.model.alliances import Alliance, Contribution
from playbook_gen.model.strategy import Goal
from playbook_gen.model.values import NOTHING, When
from playbook_gen.model.work import Activity
from playbook_gen.pages import urls
from playbook_gen.pages.alliance import Fact
from playbook_gen.pages.amounts import Amount, Tally, stated, worded
from playbook_gen.pages.verdicts import Views
from playbook_gen.pages.words import contribution, day

Held = TypeVar("Held")

NAMED = 40
"""Pieces of work that the list below a goal names; the table of all work names every one."""


@dataclass(frozen=True, kw_only=True)
class Work:
    """One activity below a goal."""

    name: str
    function: str
    cost: str | None
    """None where nobody stated one, or where the edition does not hold it."""


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A goal of a function that serves a company goal, with the work that names it."""

    statement: str
    function: str
    work: tuple[Work, ...]
    more: int
    """How many more pieces of work there are than are named."""


@dataclass(frozen=True, kw_only=True)
class Served:
    """An alliance that serves a goal."""

    name: str
    to: str
    note: str | None


@dataclass(frozen=True, kw_only=True)
class GoalView:
    """One company goal and what serves it."""

    anchor: str
    rank: int | None
    statement: str
    facts: tuple[Fact, ...]
    aims: tuple[Aim, ...]
    work: tuple[Work, ...]
    """Activities that name the company goal itself, and no goal of a function below it."""
    more: int
    alliances: tuple[Served, ...]
    money: str | None
    bare: bool


@dataclass(frozen=True, kw_only=True)
class Chain:
    """What serves one company goal in one edition."""

    views: Views
    goal: Goal
    aims: tuple[Goal, ...]
    """Goals of functions that serve it."""
    below: Mapping[str, tuple[Activity, ...]]
    """Activities by the goal that they name, the company goal itself among them."""
    alliances: tuple[Alliance, ...]

    @cached_property
    def work(self) -> tuple[Activity, ...]:
        """Activities that name it, or a goal of a function that serves it, each once."""
        found = {activity.id: activity for named in self.below.values() for activity in named}
        return tuple(found[name] for name in sorted(found))

    @property
    def tally(self) -> Tally:
        """What the work costs."""
        return Tally.of(cost(activity, self.views) for activity in self.work)

    @property
    def bare(self) -> bool:
        """Whether nothing on record serves it."""
        return not (self.aims or self.work or self.alliances)

    def view(self) -> GoalView:
        """Return the chain in words."""
        goal, tally = self.goal, self.tally
        reached = {activity.id for aim in self.aims for activity in self.below[aim.id]}
        direct = [activity for activity in self.below[goal.id] if activity.id not in reached]
        return GoalView(
            anchor=f"goal-{goal.id}",
            rank=goal.rank if isinstance(goal.rank, int) else None,
            statement=goal.statement,
            facts=tuple(_facts(goal, self.views)),
            aims=tuple(self._aim(aim) for aim in self.aims),
            work=tuple(_work(activity, self.views) for activity in direct[:NAMED]),
            more=max(len(direct) - NAMED, 0),
            alliances=tuple(self._served(alliance) for alliance in self.alliances),
            money=_money(tally),
            bare=self.bare,
        )

    def _aim(self, aim: Goal) -> Aim:
        work = self.below[aim.id]
        return Aim(
            statement=aim.statement,
            function=self.views.names.of(aim.function) or "",
            work=tuple(_work(activity, self.views) for activity in work[:NAMED]),
            more=max(len(work) - NAMED, 0),
        )

    def _served(self, alliance: Alliance) -> Served:
        notes = [
            say("contributes {step}, should contribute {wanted}", step=_step(one.now), wanted=_step(one.should))
            for one in alliance.contributions or ()
            if one.goal == self.goal.id and (one.now or one.should)
        ]
        situation = self.views.situation
        return Served(
            name=situation.name_of(alliance),
            to=urls.alliance(alliance.id),
            note="; ".join([meant("an alliance", "ended")] * situation.ended(alliance) + notes) or None,
        )


def _step(step: Contribution | None) -> str:
    return contribution(step) if step else say("not known")


def _money(tally: Tally) -> str | None:
    if not tally.known:
        return None
    return tally.said(several("not known of {number} activity", "not known of {number} activities", tally.unknown))


def chains(views: Views) -> tuple[Chain, ...]:
    """Return the chain below every company goal, the first in rank first."""
    situation = views.situation
    own = [goal for goal in situation.goals.values() if goal.function]
    aims = _by(own, lambda goal: goal.supports)
    work = _by(situation.activities.values(), lambda activity: activity.goals)
    alliances = _by(situation.alliances.values(), lambda alliance: alliance.supports)
    return tuple(
        Chain(
            views=views,
            goal=goal,
            aims=aims.get(goal.id, ()),
            below={one.id: work.get(one.id, ()) for one in (goal, *aims.get(goal.id, ()))},
            alliances=alliances.get(goal.id, ()),
        )
        for goal in situation.company_goals
    )


def _by(records: Iterable[Held], goals: Callable[[Held], tuple[str, ...] | None]) -> dict[str, tuple[Held, ...]]:
    """Return records by each goal that they name."""
    found: dict[str, list[Held]] = {}
    for record in records:
        for goal in goals(record) or ():
            found.setdefault(goal, []).append(record)
    return {goal: tuple(held) for goal, held in found.items()}


def cost(activity: Activity, views: Views) -> Amount:
    """Return what an activity costs, with its currency filled in."""
    return stated(activity.cost, views.situation)


def _work(activity: Activity, views: Views) -> Work:
    spent = cost(activity, views)
    return Work(
        name=activity.name,
        function=views.situation.function_name(activity),
        cost=None if spent is None else worded(spent) if spent else say("no cost"),
    )


def _facts(goal: Goal, views: Views) -> Iterator[Fact]:
    """Yield what is known of a goal itself."""
    unit = f", {goal.unit}" if isinstance(goal.unit, str) else ""
    values = (
        (say("Answers for it"), who(goal.owner, views)),
        (say("Measured by"), None if goal.measure is None else f"{shown(goal.measure)}{unit}"),
        # Translators: who keeps the measure.
        (say("Kept by"), who(goal.measure_owner, views)),
        (say("Where it stands"), ", ".join(_progress(goal))),
        (say("On its way"), ", ".join(_way(goal, views.diagnosis.as_of))),
        (say("Priorities"), _priorities(goal, views)),
    )
    yield from (Fact(term=term, value=value) for term, value in values if value)


SOON = 92
"""Days before a due date from when on it is said how many are left: a quarter (judgement)."""


def _way(goal: Goal, as_of: date | None) -> Iterator[str]:
    """Yield how far a goal came, which way it goes, and how near its day is; nothing that the numbers do not say."""
    start, now, target = (
        float(value) if isinstance(value, float | int) else None for value in (goal.baseline, goal.actual, goal.target)
    )
    share = (now - start) / (target - start) if None not in (start, now, target) and start != target else None  # type: ignore[operator]
    if share is not None:
        yield _came(share)
    if as_of and isinstance(goal.due, When) and goal.due.first == goal.due.last and (share is None or share < 1):
        left = (goal.due.last - as_of).days
        if left < 0:
            yield say("overdue")
        elif left <= SOON:
            yield several("{number} day left", "{number} days left", left, none="due today")


def _came(share: float) -> str:
    if share < 0:
        return say("moving away from the target")
    if share >= 1:
        return say("target reached")
    # Never rounded up: 99.9 per cent of the way is not all of it.
    whole = math.floor(100 * share + 1e-9) / 100
    return say("{share} of the way", share=percent(whole)) if whole else say("no step forward yet")


_DIRECTIONS = {"up": marked("should go up"), "down": marked("should go down"), "hold": marked("to be held")}


def _progress(goal: Goal) -> Iterator[str]:
    for value, words in (
        (goal.baseline, marked("{number} at the start")),
        (goal.actual, marked("{number} as last read")),
        (goal.target, marked("{number} to reach")),
    ):
        if isinstance(value, float | int):
            yield say(words, number=numeral(f"{value:.12g}"))
    if goal.direction:
        yield say(_DIRECTIONS[goal.direction])
    if isinstance(goal.due, When):
        yield say("due {day}", day=day(goal.due))


def who(named: object, views: Views) -> str | None:
    """Return the name of somebody, *nobody* where that is declared, or None where it is not known."""
    return say("nobody") if named is NOTHING else views.names.of(named) if isinstance(named, str) else None


def _priorities(goal: Goal, views: Views) -> str:
    held = views.diagnosis.organisation.priorities or ()
    return "; ".join(one.name for one in held if goal.id in (one.goals or ()))
