"""Does the side that pays also benefit?"""

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
    unless,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.language import figure, marked, say
from playbook_gen.model.alliances import Alliance, Side
from playbook_gen.model.values import NOTHING


def cost_benefit_split(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Does the side that pays also benefit?"""
    name = situation.name_of(alliance)
    for partner, side in situation.sides(alliance):
        missing = _share_questions(alliance, partner, side, name)
        if side is None:
            yield Clause(holds=None, severity=Severity.HIGH, missing=missing)
        else:
            yield from _weighed(partner, side, name, limits, missing)


def _weighed(partner: Partner, side: Side, name: str, limits: Limits, missing: tuple[Unknown, ...]) -> Iterator[Clause]:
    gap, nothing = _gap(side), _gains_nothing(side)
    pays = None if side.cost_share is None else side.cost_share > 0
    unfair = either(None if gap is None else gap >= limits["very_wide"], both(pays, nothing))
    parts = ("cost_share", "benefit_share", "benefit")
    for holds, severity in (
        (unfair, Severity.HIGH),
        (unless(None if gap is None else gap >= limits["wide"], unfair), Severity.MEDIUM),
    ):
        yield Clause(
            holds=holds,
            severity=severity,
            message=_said(partner.name, side.cost_share, None if nothing else side.benefit_share, name),
            evidence=tuple(cite(side, part) for part in parts if getattr(side, part) is not None),
            missing=missing,
        )


def _benefit_share(side: Side) -> float | None:
    """Return the share of the benefit; where nobody gave one, no benefit at all is a share of zero."""
    return 0 if side.benefit_share is None and side.benefit is NOTHING else side.benefit_share


def _gap(side: Side) -> float | None:
    benefit = _benefit_share(side)
    if side.cost_share is None or benefit is None:
        return None
    # Rounded, so that 0.7 - 0.2 counts as the 0.5 that the author meant.
    return round(abs(side.cost_share - benefit), 6)


def _gains_nothing(side: Side) -> bool | None:
    """Whether this side is said to gain nothing, in a word or as a share."""
    if side.benefit is NOTHING:
        return True
    return None if side.benefit_share is None else side.benefit_share == 0


def _said(partner: str, cost: float | None, benefit: float | None, name: str) -> str:
    if cost and benefit:
        return say(
            "{partner} bears {cost} of the cost of {alliance} and gets {benefit} of the benefit.",
            partner=partner,
            cost=_percent(cost),
            alliance=name,
            benefit=_percent(benefit),
        )
    if cost:
        return say(
            "{partner} bears {cost} of the cost of {alliance} and gets none of the benefit.",
            partner=partner,
            cost=_percent(cost),
            alliance=name,
        )
    if benefit:
        return say(
            "{partner} bears none of the cost of {alliance} and gets {benefit} of the benefit.",
            partner=partner,
            alliance=name,
            benefit=_percent(benefit),
        )
    return say(
        "{partner} bears none of the cost of {alliance} and gets none of the benefit.", partner=partner, alliance=name
    )


def _percent(share: float) -> str:
    return say("{number} %", number=figure(round(share * 100)))


def _share_questions(alliance: Alliance, partner: Partner, side: Side | None, name: str) -> tuple[Unknown, ...]:
    known = {"cost_share": side.cost_share, "benefit_share": _benefit_share(side)} if side else {}
    return tuple(
        ask(
            side or alliance,
            part if side else f"sides[{partner.id}].{part}",
            say(_SHARE_ASKED[part], alliance=name, partner=partner.name),
            partner.person,
        )
        for part in _SHARE_ASKED
        if known.get(part) is None
    )


_SHARE_ASKED = {
    "cost_share": marked("Which share of the cost of {alliance} falls to {partner}?"),
    "benefit_share": marked("Which share of the benefit of {alliance} falls to {partner}?"),
}


CHECK = Check(
    id="financial.cost-benefit-split",
    scope="alliance",
    core=True,
    needs=("alliances.sides.cost_share", "alliances.sides.benefit_share", "alliances.sides.benefit"),
    thresholds=(
        Threshold(name="wide", value=0.25, unit=marked("between share of cost and share of benefit")),
        Threshold(name="very_wide", value=0.5, unit=marked("between share of cost and share of benefit")),
    ),
    rule=cost_benefit_split,
)
