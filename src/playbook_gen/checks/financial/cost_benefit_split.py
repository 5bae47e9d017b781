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
    opposite,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.model.alliances import Alliance, Side
from playbook_gen.model.values import NOTHING


def cost_benefit_split(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Does the side that pays also benefit?"""
    name = situation.name_of(alliance)
    for partner, side in situation.sides(alliance):
        gap = _gap(side)
        missing = _share_questions(alliance, partner, side, name)
        facts = tuple(
            cite(side, part)
            for part in ("cost_share", "benefit_share", "benefit")
            if side and getattr(side, part) is not None
        )
        message = f"{partner.name} bears {_percent(side, 'cost_share')} of the cost of {name} and gets {_gain(side)}."
        very = None if gap is None else gap >= limits["very_wide"]
        yield Clause(
            holds=either(very, _pays_for_nothing(side)),
            severity=Severity.HIGH,
            message=message,
            evidence=facts,
            missing=missing,
        )
        yield Clause(
            holds=both(None if gap is None else gap >= limits["wide"], opposite(very)),
            severity=Severity.MEDIUM,
            message=message,
            evidence=facts,
            missing=missing,
        )


def _gap(side: Side | None) -> float | None:
    if side is None or side.cost_share is None or side.benefit_share is None:
        return None
    # Rounded, so that 0.7 - 0.2 counts as the 0.5 that the author meant.
    return round(abs(side.cost_share - side.benefit_share), 6)


def _pays_for_nothing(side: Side | None) -> bool | None:
    if side is None:
        return None
    pays = None if side.cost_share is None else side.cost_share > 0
    nothing = True if side.benefit is NOTHING or side.benefit_share == 0 else None
    if nothing is None and (side.benefit_share is not None or isinstance(side.benefit, str)):
        nothing = False
    return both(pays, nothing)


def _percent(side: Side | None, part: str) -> str:
    value = getattr(side, part) if side else None
    return "a share" if value is None else f"{value * 100:.0f} %"


def _gain(side: Side | None) -> str:
    if side and (side.benefit_share == 0 or (side.benefit_share is None and side.benefit is NOTHING)):
        return "none of the benefit"
    return f"{_percent(side, 'benefit_share')} of the benefit"


def _share_questions(alliance: Alliance, partner: Partner, side: Side | None, name: str) -> tuple[Unknown, ...]:
    found = []
    for part, words in (("cost_share", "cost"), ("benefit_share", "benefit")):
        if side is None or getattr(side, part) is None:
            path = part if side else f"sides[{partner.id}].{part}"
            question = f"Which share of the {words} of {name} falls to {partner.name}?"
            found.append(ask(side or alliance, path, question, partner.person))
    return tuple(found)


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
