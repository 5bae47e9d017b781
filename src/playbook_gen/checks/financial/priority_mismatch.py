"""Does money follow the rank of the goals?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from playbook_gen.checks.clauses import Clause, Evidence, Severity, Unknown, ask, cite, either, listing
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
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
    too_much = _above(spends, _Spend.unlinked, most)
    yield Clause(
        holds=too_much,
        severity=Severity.MEDIUM,
        message=f"More than {float(most * 100):g} % of what the activities cost goes to work without a company goal.",
        evidence=_facts(spend for spend in spends if spend.whole and not spend.served),
        missing=missing if too_much is None else (),
    )
    yield from _by_rank(situation.company_goals, spends, least, missing)


@dataclass(frozen=True)
class _Spend:
    """What one activity costs and which company goals it serves, as far as known."""

    activity: Activity
    cost: Money | None
    served: frozenset[str]
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
        return cls(activity, situation.amount(activity.cost), served, unclear)

    @property
    def whole(self) -> bool:
        """Whether every company goal that it serves is known."""
        return self.activity.goals is not None and not self.unclear

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


def _above(spends: tuple[_Spend, ...], share: Callable[[_Spend], _Share], limit: Fraction) -> bool | None:
    """Whether more than ``limit`` of the whole spend counts, whatever the unknown amounts and rates of exchange are.

    The share of the whole is a mean of the shares of its parts. The amounts of one currency are one part. An amount
    that nobody knows is a part of its own; it may weigh anything, nothing included.
    """
    by_currency: dict[str | None, list[tuple[Fraction, _Share]]] = {}
    open_parts = []
    for spend in spends:
        if spend.cost:
            amount = max(Fraction(spend.cost.amount), Fraction(0))  # what brings money in takes none
            by_currency.setdefault(spend.cost.currency, []).append((amount, share(spend)))
        elif spend.activity.cost is None:
            open_parts.append(share(spend))
    parts = [mean for amounts in by_currency.values() if (mean := _mean(amounts))]
    if all(low >= limit for low, _ in (*parts, *open_parts)) and any(low > limit for low, _ in parts):
        return True
    return None if any(high > limit for _, high in (*parts, *open_parts)) else False


def _mean(amounts: list[tuple[Fraction, _Share]]) -> _Share | None:
    whole = sum(amount for amount, _ in amounts)
    if not whole:
        return None
    low, high = (sum(amount * share[end] for amount, share in amounts) / whole for end in (0, 1))
    return low, high


def _by_rank(
    goals: tuple[Goal, ...], spends: tuple[_Spend, ...], least: Fraction, asked: _Questions
) -> Iterator[Clause]:
    """Hold the money of the top goals against that of the others, once every rank is known."""
    unranked = [goal for goal in goals if goal.rank is None]
    if unranked and len(goals) > 1:
        ranks = tuple(ask(goal, "rank", f"Where does the goal “{goal.statement}” rank?") for goal in unranked)
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

    def elsewhere(spend: _Spend) -> _Share:
        low, high = spend.on(ids)
        return 1 - high, 1 - low

    names = listing(f"“{goal.statement}”" for goal in top)
    starved = _above(spends, elsewhere, 1 - least) if top else False
    return Clause(
        holds=starved,
        severity=Severity.MEDIUM,
        message=f"Less than {float(least * 100):g} % of what the activities cost goes to the top goals: {names}.",
        evidence=(*(cite(goal, "rank") for goal in top), *_facts(spends)),
        missing=asked if starved is None else (),
    )


def _first_behind(first: Goal, lower: list[Goal], spends: tuple[_Spend, ...], asked: _Questions) -> Clause:
    ahead = {goal.id: _above(spends, _gain(goal, first), Fraction(0)) for goal in lower}
    better_off = [goal for goal in lower if ahead[goal.id]]
    names = listing(f"“{goal.statement}”" for goal in better_off)
    behind = either(*ahead.values())
    return Clause(
        holds=behind,
        severity=Severity.LOW,
        message=f"“{first.statement}” ranks first and gets less money than {names}, further down the list.",
        evidence=(*(cite(goal, "rank") for goal in (first, *better_off)), *_facts(spends)),
        missing=asked if behind is None else (),
    )


def _gain(goal: Goal, first: Goal) -> Callable[[_Spend], _Share]:
    """By how much of a cost one goal is better off than the first."""

    def share(spend: _Spend) -> _Share:
        (low, high), (least, most) = spend.on(frozenset({goal.id})), spend.on(frozenset({first.id}))
        return low - most, high - least

    return share


def _facts(spends: Iterable[_Spend]) -> tuple[Evidence, ...]:
    known = [spend.activity for spend in spends if spend.cost and spend.activity.goals is not None]
    return tuple(cite(activity, part) for activity in known for part in ("cost", "goals"))


def _lists_asked(company: Organisation) -> _Questions:
    wanted = {
        "goals": "What are the company's goals, in order of rank?",
        "activities": "Which activities does each function run, for which goals and at what cost?",
    }
    lacking = [part for part in wanted if getattr(company, part) is None]
    return tuple(ask(company, part, wanted[part], company.sponsor) for part in lacking)


def _spend_asked(spends: tuple[_Spend, ...], situation: Situation) -> _Questions:
    found = []
    for spend in spends:
        activity = spend.activity
        owner = activity.owner if isinstance(activity.owner, str) else None
        for part, words in (("cost", "What does “{}” cost in the cycle?"), ("goals", "Which goals does “{}” serve?")):
            if getattr(activity, part) is None:
                found.append(ask(activity, part, words.format(activity.name), owner))
        for goal in spend.unclear:
            head = situation.head_of(str(goal.function))
            question = f"Which company goals does “{goal.statement}” serve?"
            found.append(ask(goal, "supports", question, head.id if head else None))
    return tuple(found)


def _currency_asked(spends: tuple[_Spend, ...], company: Organisation) -> _Questions:
    """Ask for the amounts that stand in another currency than the company's, where there are several."""
    if len({spend.cost.currency for spend in spends if spend.cost}) < 2:
        return ()
    words = "What does “{}” cost in the cycle, in the company's own currency?"
    foreign = [spend.activity for spend in spends if spend.cost and spend.cost.currency != company.currency]
    return tuple(ask(activity, "cost", words.format(activity.name)) for activity in foreign)


CHECK = Check(
    id="financial.priority-mismatch",
    scope="company",
    needs=("activities.cost", "activities.goals", "goals.rank", "goals.function", "goals.supports"),
    thresholds=(
        Threshold(name="unlinked", value=0.2, unit="of the spend without a company goal, above which it is too much"),
        Threshold(name="top", value=0.5, unit="of the spend on the top three goals, below which it is too little"),
    ),
    rule=priority_mismatch,
)
