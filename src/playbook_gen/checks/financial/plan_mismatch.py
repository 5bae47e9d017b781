"""Do the partners' plans say the same about the joint work?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from playbook_gen.checks.clauses import (
    Clause,
    Evidence,
    Severity,
    Unknown,
    ask,
    both,
    cite,
    declared_none,
    either,
    opposite,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.language import listed, marked, say
from playbook_gen.model.alliances import Alliance, Side
from playbook_gen.model.values import Money


def plan_mismatch(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Do the partners' plans say the same about the joint work?"""
    name = situation.name_of(alliance)
    plans = tuple(
        _Plan(alliance, partner, side, situation.amount(side.planned_amount) if side else None)
        for partner, side in situation.sides(alliance)
    )
    yield _listed_by_some(plans, name)
    for plan in plans:
        yield _without_amount(plan, plans, name)
    for a, b in combinations(plans, 2):
        yield _apart(a, b, name, limits)


@dataclass(frozen=True)
class _Plan:
    """What one partner's plan says about the alliance, as far as known."""

    alliance: Alliance
    partner: Partner
    side: Side | None
    amount: Money | None

    @property
    def stands(self) -> bool | None:
        """Whether the author says that the alliance stands in this plan."""
        return self.side.in_plan if self.side else None

    @property
    def empty(self) -> bool | None:
        """Whether the author says that no amount stands in it."""
        return declared_none(self.side.planned_amount) if self.side else None

    @property
    def spends(self) -> bool | None:
        if self.amount:
            return self.amount.amount > 0
        return False if self.empty else None

    @property
    def share(self) -> Fraction | None:
        """Share of the cost that this partner bears."""
        if self.side is None or self.side.cost_share is None:
            return None
        return Fraction(str(self.side.cost_share))

    def facts(self, *parts: str) -> tuple[Evidence, ...]:
        return tuple(cite(self.side, part) for part in parts if self.side and getattr(self.side, part) is not None)

    def open(self, part: str, question: str) -> tuple[Unknown, ...]:
        """Ask for a part of this side that nobody wrote down."""
        if self.facts(part):
            return ()
        path = part if self.side else f"sides[{self.partner.id}].{part}"
        return (ask(self.side or self.alliance, path, question, self.partner.person),)


def _listed_by_some(plans: tuple[_Plan, ...], name: str) -> Clause:
    # Where nobody said whether it stands in a plan, an amount speaks for it, until somebody says no.
    stands = [plan.stands if plan.stands is not None else plan.spends or None for plan in plans]
    holders = listed(plan.partner.name for plan, known in zip(plans, stands, strict=True) if known)
    absent = listed(plan.partner.name for plan in plans if plan.stands is False)
    certain = any(plan.stands for plan in plans)
    return Clause(
        holds=both(either(*stands), either(*(opposite(plan.stands) for plan in plans))),
        severity=Severity.MEDIUM,
        presumed=not certain,
        message=say(
            "{alliance} stands in the plan of {partners} and not in the plan of {others}.",
            alliance=name,
            partners=holders,
            others=absent,
        ),
        evidence=tuple(fact for plan in plans for fact in plan.facts("in_plan", "planned_amount")),
        missing=tuple(
            question
            for plan in plans
            if not (certain and absent)
            for question in plan.open(
                "in_plan",
                say("Does {alliance} stand in the annual plan of {partner}?", alliance=name, partner=plan.partner.name),
            )
        ),
    )


def _without_amount(plan: _Plan, plans: tuple[_Plan, ...], name: str) -> Clause:
    planners = listed(
        say("{partner} plans {amount}", partner=other.partner.name, amount=other.amount)
        for other in plans
        if other.spends
    )
    bears = None if plan.share is None else plan.share > 0
    return Clause(
        holds=both(either(*(other.spends for other in plans)), plan.empty, bears),
        severity=Severity.MEDIUM,
        # Translators: the clauses are of the kind “Sales plans 100 000 EUR”.
        message=say(
            "{clauses} for {alliance}; {partner} bears part of the cost and plans no amount.",
            clauses=planners,
            alliance=name,
            partner=plan.partner.name,
        ),
        evidence=(*plan.facts("cost_share"), *(fact for other in plans for fact in other.facts("planned_amount"))),
        missing=(*_share_asked(plan, name), *(question for other in plans for question in _amount_asked(other, name))),
    )


def _apart(a: _Plan, b: _Plan, name: str, limits: Limits) -> Clause:
    """Compare what two plans, each by its own share of the cost, put the whole at."""
    terms = _terms(a, b)
    if terms is None:
        asked = tuple(q for plan in (a, b) for q in (*_amount_asked(plan, name), *_share_asked(plan, name)))
        return Clause(holds=None, severity=Severity.HIGH, missing=asked or _in_one_currency(a, b, name))
    return Clause(
        holds=_differ(terms, limits["differ"]),
        severity=Severity.HIGH if _differ(terms, limits["differ_widely"]) else Severity.MEDIUM,
        message=_said(a, b, name),
        evidence=tuple(fact for plan in (a, b) for fact in plan.facts("planned_amount", "cost_share")),
    )


def _terms(a: _Plan, b: _Plan) -> tuple[Fraction, Fraction] | None:
    """Each amount times the other's share: they differ as the wholes do, and one may have no share at all."""
    if a.empty or b.empty or _idle(a) or _idle(b):
        return Fraction(0), Fraction(0)
    if a.amount is None or b.amount is None or a.share is None or b.share is None:
        return None
    if a.amount.currency != b.amount.currency:
        return None
    return Fraction(a.amount.amount) * b.share, Fraction(b.amount.amount) * a.share


def _idle(plan: _Plan) -> bool:
    """Whether it rightly plans nothing, for it bears nothing."""
    return plan.share == 0 and plan.spends is False


def _differ(terms: tuple[Fraction, Fraction], limit: float) -> bool:
    return abs(terms[0] - terms[1]) > Fraction(str(limit)) * max(map(abs, terms))


def _said(a: _Plan, b: _Plan, name: str) -> str:
    for plan in (a, b):
        if plan.share == 0:
            return say(
                "{partner} plans {amount} for {alliance} and bears none of the cost.",
                partner=plan.partner.name,
                amount=plan.amount,
                alliance=name,
            )
    return say(
        "{alliance} costs {amount} by the plan of {partner} and {other_amount} by the plan of {other}, each reckoned "
        "by its share of the cost.",
        alliance=name,
        amount=_whole(a),
        partner=a.partner.name,
        other_amount=_whole(b),
        other=b.partner.name,
    )


def _whole(plan: _Plan) -> Money | None:
    if plan.amount and plan.share:
        return Money(Decimal(round(Fraction(plan.amount.amount) / plan.share)), plan.amount.currency)
    return plan.amount


def _amount_asked(plan: _Plan, name: str) -> tuple[Unknown, ...]:
    question = say(
        "Which amount does the plan of {partner} hold for {alliance}?", partner=plan.partner.name, alliance=name
    )
    return plan.open("planned_amount", question)


def _share_asked(plan: _Plan, name: str) -> tuple[Unknown, ...]:
    question = say(
        "Which share of the cost of {alliance} falls to {partner}?", alliance=name, partner=plan.partner.name
    )
    return plan.open("cost_share", question)


def _in_one_currency(a: _Plan, b: _Plan, name: str) -> tuple[Unknown, ...]:
    question = say(
        "In one currency, what do {partner} and {other} plan for {alliance}?",
        partner=a.partner.name,
        other=b.partner.name,
        alliance=name,
    )
    return tuple(ask(plan.side, "planned_amount", question, plan.partner.person) for plan in (a, b))


CHECK = Check(
    id="financial.plan-mismatch",
    scope="alliance",
    needs=("alliances.sides.planned_amount", "alliances.sides.in_plan", "alliances.sides.cost_share"),
    thresholds=(
        Threshold(
            name="differ", value=0.1, unit=marked("of the larger whole that two plans imply, above which they differ")
        ),
        Threshold(name="differ_widely", value=0.25, unit=marked("of the larger whole, above which they differ widely")),
    ),
    rule=plan_mismatch,
)
