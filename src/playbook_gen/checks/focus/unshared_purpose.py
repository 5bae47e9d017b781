"""Do the sides understand the alliance alike?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from playbook_gen.checks.clauses import (
    Clause,
    Severity,
    Unknown,
    ask,
    cite,
    plain,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.language import marked, say, several
from playbook_gen.model.alliances import Alliance, Reason, Side


def unshared_purpose(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Do the sides understand the alliance alike?"""
    for mine, theirs in combinations(situation.sides(alliance), 2):
        yield _reasons(mine, theirs, alliance, situation, int(limits["top"]))


def _reasons(
    mine: tuple[Partner, Side | None],
    theirs: tuple[Partner, Side | None],
    alliance: Alliance,
    situation: Situation,
    top: int,
) -> Clause:
    """Compare what two sides want first; with one purpose on both sides their reasons may well differ."""
    (a, side_a), (b, side_b) = mine, theirs
    ours, others = _top_reasons(side_a, top), _top_reasons(side_b, top)
    lost = [(x, y) for x, y, missing in ((a, b, _lost(ours, others)), (b, a, _lost(others, ours))) if missing]
    one_purpose = _one_purpose(side_a, side_b)
    return Clause(
        holds=None if ours is None or others is None else bool(lost),
        severity=Severity.LOW if one_purpose else Severity.HIGH,
        least=Severity.HIGH if one_purpose is False else Severity.LOW,
        most=Severity.LOW if one_purpose else Severity.HIGH,
        message=_reasons_said(lost, top, one_purpose=bool(one_purpose)),
        evidence=(
            *(cite(reason, "reason") for reason in (*(ours or ()), *(others or ()))),
            *(cite(side, "purpose") for side in (side_a, side_b) if side and side.purpose is not None),
        ),
        missing=_purpose_questions((mine, theirs), alliance, situation),
    )


def _top_reasons(side: Side | None, top: int) -> list[Reason] | None:
    if side is None or side.reasons is None:
        return None
    return sorted(side.reasons, key=lambda reason: reason.rank)[:top]


def _lost(ours: list[Reason] | None, others: list[Reason] | None) -> bool:
    """Whether the first reason of one side is not among those that weigh most with the other."""
    return bool(ours and plain(ours[0].reason) not in {plain(reason.reason) for reason in others or ()})


def _reasons_said(lost: list[tuple[Partner, Partner]], top: int, *, one_purpose: bool) -> str:
    if not lost:
        return ""
    partner, other = (side.name for side in lost[0])
    if len(lost) == 2:
        if one_purpose:
            return say(
                "{partner} and {other} want different things first from the alliance, though both state one purpose.",
                partner=partner,
                other=other,
            )
        return say(
            "{partner} and {other} want different things first from the alliance and word its purpose differently.",
            partner=partner,
            other=other,
        )
    if one_purpose:
        return several(
            "What {partner} wants first from the alliance is not the top reason of {other}, "
            "though both state one purpose.",
            "What {partner} wants first from the alliance is not among the top {number} reasons of {other}, "
            "though both state one purpose.",
            top,
            partner=partner,
            other=other,
        )
    return several(
        "What {partner} wants first from the alliance is not the top reason of {other}, "
        "and they word its purpose differently.",
        "What {partner} wants first from the alliance is not among the top {number} reasons of {other}, "
        "and they word its purpose differently.",
        top,
        partner=partner,
        other=other,
    )


def _one_purpose(a: Side | None, b: Side | None) -> bool | None:
    """Whether both sides state the purpose in the same words; two wordings are never taken for one."""
    if a is None or b is None or a.purpose is None or b.purpose is None:
        return None
    return isinstance(a.purpose, str) and isinstance(b.purpose, str) and plain(a.purpose) == plain(b.purpose)


def _purpose_questions(
    sides: Iterable[tuple[Partner, Side | None]], alliance: Alliance, situation: Situation
) -> tuple[Unknown, ...]:
    name = situation.name_of(alliance)
    asked = {
        "reasons": marked("Why is {partner} in the alliance {alliance}, strongest reason first?"),
        "purpose": marked("What does {partner} say the alliance {alliance} is for?"),
    }
    return tuple(
        ask(
            side or alliance,
            part if side else f"sides[{partner.id}].{part}",
            say(question, partner=partner.name, alliance=name),
            partner.person,
        )
        for partner, side in sides
        for part, question in asked.items()
        if side is None or getattr(side, part) is None
    )


CHECK = Check(
    id="focus.unshared-purpose",
    scope="alliance",
    core=True,
    needs=("alliances.sides.purpose", "alliances.sides.reasons.reason", "alliances.sides.reasons.rank"),
    thresholds=(
        Threshold(name="top", value=3, unit=marked("reasons"), source=marked("Accenture, 2013, first against tenth")),
    ),
    rule=unshared_purpose,
)
