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
    opposite,
    unless,
)
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.language import listed, marked, percent, say, several
from playbook_gen.model.alliances import Alliance, Side


def not_in_plan(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Does the alliance stand in the partners' plans and budgets?"""
    name = situation.name_of(alliance)
    sides = situation.sides(alliance)
    planned = [_either_known(side, "in_plan", "in_budget") for _, side in sides]
    budgeted = [side.in_budget if side else None for _, side in sides]
    nowhere = both(*(opposite(p) for p in planned))
    unfunded = both(*(opposite(b) for b in budgeted))
    parts = ("in_plan", "in_budget")
    facts = tuple(cite(side, part) for _, side in sides if side for part in parts if getattr(side, part) is not None)
    missing = tuple(q for partner, side in sides for q in _plan_questions(alliance, partner, side, name, parts))
    absent = [p.name for (p, _), known in zip(sides, planned, strict=True) if known is False]
    yield Clause(
        holds=nowhere,
        severity=Severity.HIGH,
        message=say("{alliance} stands in no partner's plan or budget.", alliance=name),
        evidence=facts,
        missing=missing,
    )
    yield Clause(
        holds=unless(either(*(opposite(p) for p in planned)), nowhere),
        severity=Severity.MEDIUM,
        message=several(
            "{alliance} is missing from the plan and the budget of {partners}.",
            "{alliance} is missing from the plans and budgets of {partners}.",
            len(absent),
            alliance=name,
            partners=listed(absent),
        ),
        evidence=facts,
        missing=missing,
    )
    strategic = None if alliance.kind is None else alliance.kind == "strategic"
    yield Clause(
        holds=unless(unfunded, nowhere),
        severity=Severity.HIGH if strategic else Severity.MEDIUM,
        least=Severity.HIGH if strategic else Severity.MEDIUM,
        most=Severity.MEDIUM if strategic is False else Severity.HIGH,
        message=say("No partner has a budget line for {alliance}.", alliance=name),
        evidence=facts,
        missing=missing,
    )
    for partner, side in sides:
        # What nobody funds is one finding, not one for each side.
        yield _unfunded_share(alliance, partner, side, name, unfunded)


def _unfunded_share(
    alliance: Alliance, partner: Partner, side: Side | None, name: str, unfunded: bool | None
) -> Clause:
    """A side that pays needs a line of its own, whatever stands in the budget of the other."""
    share = side.cost_share if side else None
    pays = None if share is None else share > 0
    parts = ("cost_share", "in_budget")
    return Clause(
        holds=unless(both(pays, opposite(side.in_budget if side else None)), unfunded),
        severity=Severity.MEDIUM,
        message=say(
            "{partner} bears {share} of the cost of {alliance} and has no budget line for it.",
            partner=partner.name,
            share=percent(share or 0),
            alliance=name,
        ),
        evidence=tuple(cite(side, part) for part in parts if side and getattr(side, part) is not None),
        missing=_plan_questions(alliance, partner, side, name, parts),
    )


def _either_known(side: Side | None, *parts: str) -> bool | None:
    return either(*(getattr(side, part) for part in parts)) if side else None


def _plan_questions(
    alliance: Alliance, partner: Partner, side: Side | None, name: str, parts: tuple[str, ...]
) -> tuple[Unknown, ...]:
    return tuple(
        ask(
            side or alliance,
            part if side else f"sides[{partner.id}].{part}",
            say(_ASKED[part], alliance=name, partner=partner.name),
            partner.person,
        )
        for part in parts
        if side is None or getattr(side, part) is None
    )


_ASKED = {
    "in_plan": marked("Does {alliance} stand in the annual plan of {partner}?"),
    "in_budget": marked("Does {alliance} stand in the budget of {partner}?"),
    "cost_share": marked("Which share of the cost of {alliance} falls to {partner}?"),
}


CHECK = Check(
    id="financial.not-in-plan",
    scope="alliance",
    core=True,
    needs=("alliances.sides.in_plan", "alliances.sides.in_budget", "alliances.sides.cost_share", "alliances.kind"),
    rule=not_in_plan,
)
