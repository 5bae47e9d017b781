"""Does money follow the rank of the goals?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from playbook_gen.checks.clauses import Clause, Evidence, Severity, Unknown, ask, cite, either, named
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.language import listed, marked, percent, say
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.strategy import Goal
from playbook_gen.model.values import Money
from playbook_gen.model.work import Activity

TOP = 3
"""Goals of rank one to three are the top three (settled)."""


def priority_mismatch(company: Organisation, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Does money follow the rank of the goals?"""
    if company.activities is None or company.goals is None:
        yield Clause(holds=None, severity=Severity.MEDIUM, missing=_lists_asked(company))
        return
    spends = tuple(_Spend.of(activity, situation) for activity in company.activities)
    missing = (*_spend_asked(spends, situation), *_currency_asked(spends, company))
    most, least = (Fraction(str(limits[name])) for name in ("unlinked", "top"))
    too_much = _Pool.of(spends).above(_Aim.unlinked, most)
    yield Clause(
        holds=too_much,
        severity=Severity.MEDIUM,
        message=say(
            "More than {share} of what the activities cost goes to work without a company goal.", share=percent(most)
        ),
        evidence=_facts(spend for spend in spends if spend.aim.whole and not spend.aim.served),
        missing=missing if too_much is None else (),
    )
    yield from _by_rank(situation.company_goals, spends, least, missing)


@dataclass(frozen=True)
class _Aim:
    """The company goals that some work serves, as far as known."""

    served: frozenset[str]
    whole: bool
    """Whether these are all of them."""

    def unlinked(self) -> _Share:
        if self.served:
            return Fraction(0), Fraction(0)
        return Fraction(self.whole), Fraction(1)

    def on(self, goals: frozenset[str]) -> _Share:
        """Which share of it goes to these goals; what serves several goals is split evenly."""
        if not self.whole:
            return Fraction(0), Fraction(1)
        share = Fraction(len(self.served & goals), len(self.served) or 1)
        return share, share


_Share = tuple[Fraction, Fraction]
"""Which share of a cost counts, at least and at most; below zero where it counts against."""
_Questions = tuple[Unknown, ...]


@dataclass(frozen=True)
class _Spend:
    """What one activity costs, and for what, as far as known."""

    activity: Activity
    cost: Money | None
    aim: _Aim
    unclear: tuple[Goal, ...]
    """Goals of functions that it serves, of which nobody said what they support."""

    @classmethod
    def of(cls, activity: Activity, situation: Situation) -> _Spend:
        """Follow goals of functions to the company goals that they support."""
        seen: dict[str, Goal] = {}
        todo = list(activity.goals or ())
        while todo:
            goal = situation.goals[todo.pop()]
            if goal.id not in seen:
                seen[goal.id] = goal
                todo += goal.supports or () if goal.function else ()
        served = frozenset(goal.id for goal in seen.values() if goal.function is None)
        unclear = tuple(goal for goal in seen.values() if goal.function and goal.supports is None)
        aim = _Aim(served, whole=activity.goals is not None and not unclear)
        return cls(activity, situation.amount(activity.cost), aim, unclear)


@dataclass(frozen=True)
class _Pool:
    """All that is spent: the amounts by currency and aim, and the aims of work of which nobody knows the cost."""

    amounts: Mapping[str | None, Mapping[_Aim, Fraction]]
    unpriced: frozenset[_Aim]

    @classmethod
    def of(cls, spends: Iterable[_Spend]) -> _Pool:
        amounts: dict[str | None, dict[_Aim, Fraction]] = {}
        unpriced = set()
        for spend in spends:
            if spend.cost:
                mine = amounts.setdefault(spend.cost.currency, {})
                # What brings money in takes none of the spend.
                mine[spend.aim] = mine.get(spend.aim, Fraction(0)) + max(Fraction(spend.cost.amount), Fraction(0))
            elif spend.activity.cost is None:
                unpriced.add(spend.aim)
        return cls(amounts, frozenset(unpriced))

    def above(self, share: Callable[[_Aim], _Share], limit: Fraction) -> bool | None:
        """Whether more than ``limit`` of the whole counts, whatever the unknown amounts and rates of exchange are.

        The share of the whole is a mean of the shares of its parts. The amounts of one currency are one part. An
        amount that nobody knows is a part of its own; it may weigh anything, nothing included.
        """
        parts = [mean for amounts in self.amounts.values() if (mean := _mean(amounts, share))]
        every = (*parts, *(share(aim) for aim in self.unpriced))
        if all(low >= limit for low, _ in every) and any(low > limit for low, _ in parts):
            return True
        return None if any(high > limit for _, high in every) else False


def _mean(amounts: Mapping[_Aim, Fraction], share: Callable[[_Aim], _Share]) -> _Share | None:
    whole = sum(amounts.values())
    if not whole:
        return None
    low, high = (sum(amount * share(aim)[end] for aim, amount in amounts.items()) / whole for end in (0, 1))
    return low, high


def _by_rank(
    goals: tuple[Goal, ...], spends: tuple[_Spend, ...], least: Fraction, asked: _Questions
) -> Iterator[Clause]:
    """Hold the money of the top goals against that of the others, once every rank is known."""
    unranked = [goal for goal in goals if goal.rank is None]
    if unranked and len(goals) > 1:
        ranks = tuple(
            ask(goal, "rank", say("Where does the goal “{goal}” rank?", goal=goal.statement)) for goal in unranked
        )
        severity = Severity.MEDIUM if len(goals) > TOP else Severity.LOW
        yield Clause(holds=None, severity=severity, missing=(*ranks, *asked))
        return
    ranked = [(goal, goal.rank) for goal in goals if isinstance(goal.rank, int)]
    if len(goals) > TOP:
        yield _top_starved([goal for goal, rank in ranked if rank <= TOP], spends, least, asked)
    for goal, rank in ranked:
        if rank == ranked[0][1]:
            yield _first_behind(goal, [other for other, lower in ranked if lower > rank], spends, asked)


def _top_starved(top: list[Goal], spends: tuple[_Spend, ...], least: Fraction, asked: _Questions) -> Clause:
    ids = frozenset(goal.id for goal in top)

    def elsewhere(aim: _Aim) -> _Share:
        low, high = aim.on(ids)
        return 1 - high, 1 - low

    starved = _Pool.of(spends).above(elsewhere, 1 - least) if top else False
    return Clause(
        holds=starved,
        severity=Severity.MEDIUM,
        message=say(
            "Less than {share} of what the activities cost goes to the top goals: {goals}.",
            share=percent(least),
            goals=listed(say("“{goal}”", goal=goal.statement) for goal in top),
        ),
        evidence=(*(cite(goal, "rank") for goal in top), *_facts(spends)) if starved else (),
        missing=asked if starved is None else (),
    )


def _first_behind(first: Goal, lower: list[Goal], spends: tuple[_Spend, ...], asked: _Questions) -> Clause:
    pool = _Pool.of(spends)
    ahead = {goal.id: pool.above(_gain(goal, first), Fraction(0)) for goal in lower}
    behind = either(*ahead.values())
    better_off = [goal for goal in lower if ahead[goal.id]]
    return Clause(
        holds=behind,
        severity=Severity.LOW,
        message=say(
            "“{goal}” ranks first and gets less money than {goals}, further down the list.",
            goal=first.statement,
            goals=listed(say("“{goal}”", goal=goal.statement) for goal in better_off),
        ),
        evidence=(*(cite(goal, "rank") for goal in (first, *better_off)), *_facts(spends)) if behind else (),
        missing=asked if behind is None else (),
    )


def _gain(goal: Goal, first: Goal) -> Callable[[_Aim], _Share]:
    """By how much of a cost one goal is better off than the first."""

    def share(aim: _Aim) -> _Share:
        (low, high), (least, most) = aim.on(frozenset({goal.id})), aim.on(frozenset({first.id}))
        return low - most, high - least

    return share


def _facts(spends: Iterable[_Spend]) -> tuple[Evidence, ...]:
    known = [spend.activity for spend in spends if spend.cost and spend.activity.goals is not None]
    return tuple(cite(activity, part) for activity in known for part in ("cost", "goals"))


def _lists_asked(company: Organisation) -> _Questions:
    wanted = {
        "goals": say("What are the company's goals, in order of rank?"),
        "activities": say("Which activities does each function run, for which goals and at what cost?"),
    }
    lacking = [part for part in wanted if getattr(company, part) is None]
    return tuple(ask(company, part, wanted[part], company.sponsor) for part in lacking)


def _spend_asked(spends: tuple[_Spend, ...], situation: Situation) -> _Questions:
    found = []
    for spend in spends:
        activity = spend.activity
        owner = named(activity.owner)
        for part, words in _SPEND_ASKED.items():
            if getattr(activity, part) is None:
                found.append(ask(activity, part, say(words, activity=activity.name), owner))
        for goal in spend.unclear:
            head = situation.head_of(str(goal.function))
            question = say("Which company goals does “{goal}” serve?", goal=goal.statement)
            found.append(ask(goal, "supports", question, head.id if head else None))
    return tuple(found)


_SPEND_ASKED = {
    "cost": marked("What does “{activity}” cost in the cycle?"),
    "goals": marked("Which goals does “{activity}” serve?"),
}


def _currency_asked(spends: tuple[_Spend, ...], company: Organisation) -> _Questions:
    """Ask for the amounts that stand in another currency than the company's, where there are several."""
    if len({spend.cost.currency for spend in spends if spend.cost}) < 2:
        return ()
    foreign = [spend.activity for spend in spends if spend.cost and spend.cost.currency != company.currency]
    return tuple(
        ask(
            activity,
            "cost",
            say("What does “{activity}” cost in the cycle, in the company's own currency?", activity=activity.name),
        )
        for activity in foreign
    )


CHECK = Check(
    id="financial.priority-mismatch",
    scope="company",
    needs=("activities.cost", "activities.goals", "goals.rank", "goals.function", "goals.supports"),
    thresholds=(
        Threshold(
            name="unlinked", value=0.2, unit=marked("of the spend without a company goal, above which it is too much")
        ),
        Threshold(
            name="top", value=0.5, unit=marked("of the spend on the top three goals, below which it is too little")
        ),
    ),
    rule=priority_mismatch,
)
