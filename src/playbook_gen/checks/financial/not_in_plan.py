"""Does the alliance stand in the partners' plans and budgets?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import (
    Clause,
    Severity,
    Unknown,
    ask,
    both,
    cite,
    either,
    listing,
    opposite,
    unless,
)
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.model.alliances import Alliance, Side


def not_in_plan(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Does the alliance stand in the partners' plans and budgets?"""
    name = situation.name_of(alliance)
    sides = situation.sides(alliance)
    planned = [_either_known(side, "in_plan", "in_budget") for _, side in sides]
    budgeted = [side.in_budget if side else None for _, side in sides]
    nowhere = both(*(opposite(p) for p in planned))
    unfunded = both(*(opposite(b) for b in budgeted))
    facts = tuple(
        cite(side, part)
        for _, side in sides
        if side
        for part in ("in_plan", "in_budget")
        if getattr(side, part) is not None
    )
    missing = tuple(q for partner, side in sides for q in _plan_questions(alliance, partner, side, name))
    absent = listing(p.name for (p, _), known in zip(sides, planned, strict=True) if known is False)
    yield Clause(
        holds=nowhere,
        severity=Severity.HIGH,
        message=f"{name} stands in no partner's plan or budget.",
        evidence=facts,
        missing=missing,
    )
    yield Clause(
        holds=unless(either(*(opposite(p) for p in planned)), nowhere),
        severity=Severity.MEDIUM,
        message=f"{name} is missing from the plan and the budget of {absent}.",
        evidence=facts,
        missing=missing,
    )
    strategic = None if alliance.kind is None else alliance.kind == "strategic"
    yield Clause(
        holds=unless(unfunded, nowhere),
        severity=Severity.HIGH if strategic else Severity.MEDIUM,
        least=Severity.HIGH if strategic else Severity.MEDIUM,
        most=Severity.MEDIUM if strategic is False else Severity.HIGH,
        message=f"No partner has a budget line for {name}.",
        evidence=facts,
        missing=missing,
    )


def _either_known(side: Side | None, *parts: str) -> bool | None:
    return either(*(getattr(side, part) for part in parts)) if side else None


def _plan_questions(alliance: Alliance, partner: Partner, side: Side | None, name: str) -> tuple[Unknown, ...]:
    found = []
    for part, words in (("in_plan", "annual plan"), ("in_budget", "budget")):
        if side is None or getattr(side, part) is None:
            path = part if side else f"sides[{partner.id}].{part}"
            found.append(
                ask(side or alliance, path, f"Does {name} stand in the {words} of {partner.name}?", partner.person)
            )
    return tuple(found)


CHECK = Check(
    id="financial.not-in-plan",
    scope="alliance",
    core=True,
    needs=("alliances.sides.in_plan", "alliances.sides.in_budget", "alliances.kind"),
    rule=not_in_plan,
)
