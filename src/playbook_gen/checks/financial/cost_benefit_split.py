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
    gain = "none" if nothing else _percent(side.benefit_share)
    parts = ("cost_share", "benefit_share", "benefit")
    for holds, severity in (
        (unfair, Severity.HIGH),
        (unless(None if gap is None else gap >= limits["wide"], unfair), Severity.MEDIUM),
    ):
        yield Clause(
            holds=holds,
            severity=severity,
            message=f"{partner.name} bears {_percent(side.cost_share)} of the cost of {name} and gets {gain} of the"
            " benefit.",
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


def _percent(share: float | None) -> str:
    return f"{share * 100:.0f} %" if share else "none"


def _share_questions(alliance: Alliance, partner: Partner, side: Side | None, name: str) -> tuple[Unknown, ...]:
    wanted = {"cost_share": "cost", "benefit_share": "benefit"}
    known = {"cost_share": side.cost_share, "benefit_share": _benefit_share(side)} if side else {}
    return tuple(
        ask(
            side or alliance,
            part if side else f"sides[{partner.id}].{part}",
            f"Which share of the {words} of {name} falls to {partner.name}?",
            partner.person,
        )
        for part, words in wanted.items()
        if known.get(part) is None
    )


CHECK = Check(
    id="financial.cost-benefit-split",
    scope="alliance",
    core=True,
    needs=("alliances.sides.cost_share", "alliances.sides.benefit_share", "alliances.sides.benefit"),
    thresholds=(
        Threshold(name="wide", value=0.25, unit="between share of cost and share of benefit"),
        Threshold(name="very_wide", value=0.5, unit="between share of cost and share of benefit"),
    ),
    rule=cost_benefit_split,
)
