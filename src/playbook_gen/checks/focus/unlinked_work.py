"""Are alliances, the goals of functions and their work tied to company goals?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from playbook_gen.checks.clauses import (
    Clause,
    Severity,
    Unknown,
    ask,
    cite,
    declared_none,
    either,
    named,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.language import listed, marked, say, several
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.strategy import Goal
from playbook_gen.model.values import Money
from playbook_gen.model.work import Activity


def unlinked_work(company: Organisation, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Are alliances, the goals of functions and their work tied to company goals?"""
    if company.alliances is None:
        question = say("Which company goals does each alliance serve?")
        yield Clause(holds=None, severity=Severity.HIGH, missing=(ask(company, "alliances.supports", question),))
    for alliance in situation.alliances.values():
        if not situation.ended(alliance):
            yield _alliance(alliance, situation)
    if company.goals is None:
        question = say("Which goals does each function have, and which company goals do they serve?")
        yield Clause(holds=None, severity=Severity.MEDIUM, missing=(ask(company, "goals", question),))
    yield _goals([goal for goal in situation.goals.values() if goal.function is not None], situation, limits["goals"])
    if company.activities is None:
        question = say("Which activities does each function run, for whom, for which goal, when and at what cost?")
        yield Clause(holds=None, severity=Severity.MEDIUM, missing=(ask(company, "activities", question),))
    yield from _activities(company.activities or (), situation, limits["work"])


def _alliance(alliance: Alliance, situation: Situation) -> Clause:
    """One that nobody must have, or that is short-lived, may serve no goal by name at less of a price."""
    name = situation.name_of(alliance)
    light = either(
        None if alliance.necessity is None else alliance.necessity == "nice-to-have",
        None if alliance.kind is None else alliance.kind in ("tactical", "coalition"),
    )
    asked = {
        "supports": marked("Which company goals does {alliance} serve?"),
        "necessity": marked("Does the company need {alliance}, or is it useful or nice to have?"),
        "kind": marked("Is {alliance} strategic, tactical or a coalition?"),
    }
    open_parts = [part for part in asked if getattr(alliance, part) is None and (part == "supports" or light is None)]
    return Clause(
        holds=declared_none(alliance.supports),
        severity=Severity.MEDIUM if light else Severity.HIGH,
        least=Severity.HIGH if light is False else Severity.MEDIUM,
        most=Severity.MEDIUM if light else Severity.HIGH,
        message=say("The alliance {alliance} serves no company goal.", alliance=name),
        evidence=(cite(alliance, "supports"),),
        missing=tuple(ask(alliance, part, say(asked[part], alliance=name)) for part in open_parts),
    )


def _goals(goals: list[Goal], situation: Situation, most: float) -> Clause:
    loose = [goal for goal in goals if goal.supports == ()]
    unsure = [goal for goal in goals if goal.supports is None]
    above = _above(len(loose), len(unsure), len(goals), most)
    return Clause(
        holds=above,
        severity=Severity.MEDIUM,
        message=several(
            "{number} of {goals} serves no company goal: {names}.",
            "{number} of {goals} serve no company goal: {names}.",
            len(loose),
            goals=several("{number} goal of a function", "{number} goals of functions", len(goals)),
            names=_named(goal.statement for goal in loose),
        ),
        evidence=tuple(cite(goal, "supports") for goal in loose),
        missing=tuple(_which_company_goals(goal, situation) for goal in unsure if above is None),
    )


def _which_company_goals(goal: Goal, situation: Situation) -> Unknown:
    question = say("Which company goals does “{goal}” serve?", goal=goal.statement)
    return ask(goal, "supports", question, _head(goal, situation))


def _head(goal: Goal, situation: Situation) -> str | None:
    head = situation.head_of(goal.function or "")
    return head.id if head else None


def _activities(work: tuple[Activity, ...], situation: Situation, most: float) -> Iterator[Clause]:
    """Yield the share by spend where all costs are known in one currency, else by count as long as they are not."""
    counted = _by_count(work, most)
    if not situation.reads("activities.cost"):
        yield counted
        return
    spend = _Spend.of(work, situation)
    if spend.says_nothing:
        yield counted
        return
    share = spend.above(most)
    if spend.known or (share is not None and share is counted.holds):
        yield _by_spend(spend, work, share)
        return
    yield replace(counted, presumed=True)
    yield Clause(holds=None, severity=Severity.MEDIUM, missing=spend.questions(situation), beyond=True)


def _by_count(work: tuple[Activity, ...], most: float) -> Clause:
    loose = [activity for activity in work if activity.goals == ()]
    unsure = [activity for activity in work if activity.goals is None]
    above = _above(len(loose), len(unsure), len(work), most)
    return Clause(
        holds=above,
        severity=Severity.MEDIUM,
        message=several(
            "{number} of {activities} serves no goal: {names}.",
            "{number} of {activities} serve no goal: {names}.",
            len(loose),
            activities=several("{number} activity", "{number} activities", len(work)),
            names=_named(activity.name for activity in loose),
        ),
        evidence=tuple(cite(activity, "goals") for activity in loose),
        missing=tuple(_which_goals(activity) for activity in unsure if above is None),
    )


def _by_spend(spend: _Spend, work: Iterable[Activity], share: bool | None) -> Clause:
    loose = [activity for activity in work if activity.goals == () and isinstance(activity.cost, Money)]
    part, whole = (spend.money(amount) for amount in (spend.amounts[True], spend.whole))
    return Clause(
        holds=share,
        severity=Severity.MEDIUM,
        message=say(
            "Of {whole} that activities are known to cost, {part} goes to work that serves no goal: {names}.",
            whole=whole,
            part=part,
            names=_named(activity.name for activity in loose),
        ),
        evidence=tuple(cite(activity, field) for activity in loose for field in ("goals", "cost")),
        missing=tuple(_which_goals(a) for a in work if a.goals is None and share is None),
    )


@dataclass(frozen=True)
class _Spend:
    """What work costs as far as known, by whether it serves no goal; and the work whose cost nobody stated."""

    amounts: Mapping[bool | None, Decimal]
    currencies: frozenset[str | None]
    unpriced: tuple[Activity, ...]

    @classmethod
    def of(cls, work: Iterable[Activity], situation: Situation) -> _Spend:
        amounts: dict[bool | None, Decimal] = dict.fromkeys((True, False, None), Decimal(0))
        currencies: set[str | None] = set()
        unpriced = []
        for activity in work:
            if cost := situation.amount(activity.cost):
                # What brings money in takes none of the spend.
                amounts[declared_none(activity.goals)] += max(cost.amount, Decimal(0))
                currencies.add(cost.currency)
            elif activity.cost is None:
                unpriced.append(activity)
        return cls(amounts, frozenset(currencies), tuple(unpriced))

    @property
    def whole(self) -> Decimal:
        return sum(self.amounts.values(), Decimal(0))

    @property
    def says_nothing(self) -> bool:
        """Whether there is no share of the spend, and never will be: two currencies, or no money at all."""
        return len(self.currencies - {None}) > 1 or not (self.unpriced or self.whole)

    @property
    def known(self) -> bool:
        return not self.unpriced and len(self.currencies) == 1

    def money(self, amount: Decimal) -> Money:
        return Money(amount, next(iter(self.currencies), None))

    def above(self, most: float) -> bool | None:
        """Whether work without a goal takes more than that share, whatever the costs that nobody stated."""
        if len(self.currencies) > 1:
            return None
        open_ends = {declared_none(activity.goals) for activity in self.unpriced}
        loose, limit = self.amounts[True], Decimal(str(most)) * self.whole
        if loose > limit and open_ends <= {True}:
            return True
        return False if self.whole and loose + self.amounts[None] <= limit and open_ends <= {False} else None

    def questions(self, situation: Situation) -> tuple[Unknown, ...]:
        found = [_what_cost(activity) for activity in self.unpriced]
        if len(self.currencies) > 1:
            words = say("In which currency are the amounts that are written without one?")
            found.append(ask(situation.organisation, "currency", words))
        return tuple(found)


def _above(loose: int, unsure: int, whole: int, most: float) -> bool | None:
    """Whether more than that share is loose, whatever turns out of what is not known."""
    limit = Decimal(str(most)) * whole
    if loose > limit:
        return True
    return None if loose + unsure > limit else False


def _which_goals(activity: Activity) -> Unknown:
    question = say("Which goals does “{activity}” serve?", activity=activity.name)
    return ask(activity, "goals", question, _owner(activity))


def _what_cost(activity: Activity) -> Unknown:
    question = say("What does “{activity}” cost in the cycle?", activity=activity.name)
    return ask(activity, "cost", question, _owner(activity))


def _owner(activity: Activity) -> str | None:
    return named(activity.owner)


def _named(names: Iterable[str]) -> str:
    """Return names in the order of the alphabet, the first few of many."""
    ordered = [say("“{title}”", title=name) for name in sorted(names)]
    rest = len(ordered) - _MOST_NAMED
    if rest > 1:
        ordered[_MOST_NAMED:] = [several("{number} more", "{number} more", rest)]
    return listed(ordered)


_MOST_NAMED = 4
"""Names in a sentence; one more is still named, so that nothing ends in "and 1 more"."""


CHECK = Check(
    id="focus.unlinked-work",
    scope="company",
    needs=("goals.supports", "goals.function", "activities.goals", "alliances.supports"),
    also_reads=("alliances.necessity", "alliances.kind", "activities.cost"),
    thresholds=(
        Threshold(name="goals", value=0.2, unit=marked("share of the goals of functions that serve no company goal")),
        Threshold(name="work", value=0.2, unit=marked("share of spend, or of activities, that serves no goal")),
    ),
    rule=unlinked_work,
)
