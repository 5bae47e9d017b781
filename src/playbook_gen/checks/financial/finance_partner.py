"""Is finance at the table?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from playbook_gen.checks.clauses import Clause, Evidence, Severity, Unknown, ask, cite, declared_none, named
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.language import marked, say
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.values import NOTHING, Money

_MONEY = ("alliances.funding", "functions.budget")


def finance_partner(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Is finance at the table?"""
    name = situation.name_of(alliance)
    absent = declared_none(alliance.finance_partner)
    # An edition that holds no money, by schema, weighs it lightly.
    material = _material(alliance, situation, limits["material"]) if situation.reads(*_MONEY) else False
    yield Clause(
        holds=absent,
        severity=Severity.MEDIUM if material else Severity.LOW,
        most=Severity.LOW if material is False else Severity.MEDIUM,
        message=say(
            "Nobody from finance sits at the table of {alliance}, which is funded with {amount}.",
            alliance=name,
            amount=situation.amount(alliance.funding),
        )
        if material
        else say("Nobody from finance sits at the table of {alliance}.", alliance=name),
        evidence=(cite(alliance, "finance_partner"), *(_money_facts(alliance, situation) if material else ())),
        missing=_questions(alliance, situation, name, weighed=material is not None),
    )


def _material(alliance: Alliance, situation: Situation, share: float) -> bool | None:
    """Whether the funding is large beside the smallest budget that a partner has; one not known may be smaller yet."""
    if alliance.funding is None:
        return None
    funding = situation.amount(alliance.funding)
    if funding is None or funding.amount <= 0:
        return False
    partners = situation.partners(alliance)
    budgets = [p.function.budget if p.function else None for p in partners]
    known = [money for budget in budgets if (money := situation.amount(budget)) and money.currency == funding.currency]
    if any(Fraction(funding.amount) >= Fraction(str(share)) * Fraction(budget.amount) for budget in known):
        return True
    return None if len(known) + budgets.count(NOTHING) < len(budgets) else False


def _money_facts(alliance: Alliance, situation: Situation) -> tuple[Evidence, ...]:
    functions = [partner.function for partner in situation.partners(alliance) if partner.function]
    return (cite(alliance, "funding"), *(cite(f, "budget") for f in functions if f.budget is not None))


def _questions(alliance: Alliance, situation: Situation, name: str, *, weighed: bool) -> tuple[Unknown, ...]:
    """Ask who sits there; once it is known that nobody does, ask for the money that this weighs by."""
    lead = named(alliance.accountable)
    if alliance.finance_partner is None:
        question = say("Who from finance sits at the table of {alliance}?", alliance=name)
        return (ask(alliance, "finance_partner", question, lead),)
    if weighed:
        return ()
    funding = situation.amount(alliance.funding)
    if funding is None:
        question = say("How much money is there for {alliance} in the cycle?", alliance=name)
        return (ask(alliance, "funding", question, lead),)
    partners = situation.partners(alliance)
    return tuple(question for partner in partners for question in _budget_asked(partner, funding, situation))


def _budget_asked(partner: Partner, funding: Money, situation: Situation) -> tuple[Unknown, ...]:
    if partner.function is None:
        question = say("Which function does {partner} stand for?", partner=partner.name)
        return (ask(partner.head, "function", question, partner.person),)
    budget = situation.amount(partner.function.budget)
    if partner.function.budget is NOTHING or (budget and budget.currency == funding.currency):
        return ()
    question = (
        say("What is the budget of {partner}, in the currency of the funding?", partner=partner.name)
        if budget
        else say("What is the budget of {partner}?", partner=partner.name)
    )
    return (ask(partner.function, "budget", question, partner.person),)


CHECK = Check(
    id="financial.finance-partner",
    scope="alliance",
    needs=("alliances.finance_partner",),
    also_reads=_MONEY,
    thresholds=(
        Threshold(name="material", value=0.05, unit=marked("of the smaller partner's budget, from here on medium")),
    ),
    rule=finance_partner,
)
