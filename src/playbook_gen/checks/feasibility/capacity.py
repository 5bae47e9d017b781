"""Is there the staff and the time that the joint work needs?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from playbook_gen.checks.clauses import Clause, Severity, Unknown, ask, cite, unless
from playbook_gen.checks.feasibility._shared import percent
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.language import figure, marked, say, several
from playbook_gen.model.alliances import Alliance, Side
from playbook_gen.model.values import NOTHING, Nothing

_Open = dict[str, tuple[Unknown, ...]]


def capacity(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Is there the staff and the time that the joint work needs?"""
    name = situation.name_of(alliance)
    for partner, side in situation.sides(alliance):
        asked = _questions(alliance, partner, side, name)
        yield from _staff(partner, side, name, asked, limits)
        yield from _extra_work(partner, side, name, asked, limits)


def _staff(partner: Partner, side: Side | None, name: str, asked: _Open, limits: Limits) -> Iterator[Clause]:
    needed, assigned = _posts(side.staff_needed if side else None), _posts(side.staff_assigned if side else None)
    missing = asked["staff_needed"] + asked["staff_assigned"]
    # Whoever is needed for nothing cannot be short of anybody.
    idle = needed is not None and needed <= 0
    message = say(
        "{partner} has assigned {assigned} to {alliance}, which needs {needed} from it.",
        partner=partner.name,
        assigned=_counted(assigned),
        alliance=name,
        needed=_counted(needed),
    )
    covered = None if needed is None or assigned is None or idle else round(assigned / needed, 6)
    for holds, severity in _bands(
        short=False if idle else None if covered is None else covered < limits["staff"],
        very=False if idle else None if covered is None else covered < limits["few_staff"],
    ):
        yield Clause(
            holds=holds,
            severity=severity,
            message=message,
            evidence=tuple(cite(side, part) for part in ("staff_needed", "staff_assigned")) if side else (),
            missing=missing,
        )


def _extra_work(partner: Partner, side: Side | None, name: str, asked: _Open, limits: Limits) -> Iterator[Clause]:
    extra = side.extra_work if side else None
    message = say(
        "{alliance} asks people of {partner} for {share} more work than their posts do.",
        alliance=name,
        partner=partner.name,
        share=percent(extra or 0),
    )
    for holds, severity in _bands(
        short=None if extra is None else extra > limits["extra"],
        very=None if extra is None else extra > limits["much_extra"],
    ):
        yield Clause(
            holds=holds,
            severity=severity,
            message=message,
            evidence=(cite(side, "extra_work"),) if side else (),
            missing=asked["extra_work"],
        )


def _bands(*, short: bool | None, very: bool | None) -> tuple[tuple[bool | None, Severity], ...]:
    return (very, Severity.HIGH), (unless(short, very), Severity.MEDIUM)


def _posts(number: float | Nothing | None) -> float | None:
    return 0.0 if number is NOTHING else number


def _counted(posts: float | None) -> str:
    if posts and posts % 1:
        return say("{number} posts", number=figure(Decimal(f"{posts:.10g}")))
    return several("{number} post", "{number} posts", int(posts or 0), none="no posts")


def _questions(alliance: Alliance, partner: Partner, side: Side | None, name: str) -> _Open:
    both = {"alliance": name, "partner": partner.name}
    asked = {
        "staff_needed": say("How many full-time posts does {alliance} need from {partner}?", **both),
        "staff_assigned": say("How many full-time posts has {partner} assigned to {alliance}?", **both),
        "extra_work": say("How much work does {alliance} add for those concerned at {partner}, as a share?", **both),
    }
    return {
        part: (ask(side or alliance, part if side else f"sides[{partner.id}].{part}", question, partner.person),)
        if side is None or getattr(side, part) is None
        else ()
        for part, question in asked.items()
    }


CHECK = Check(
    id="feasibility.capacity",
    scope="alliance",
    needs=("alliances.sides.staff_needed", "alliances.sides.staff_assigned", "alliances.sides.extra_work"),
    thresholds=(
        Threshold(name="staff", value=0.8, unit=marked("of the posts needed, below this")),
        Threshold(name="few_staff", value=0.5, unit=marked("of the posts needed, below this")),
        Threshold(
            name="extra",
            value=0.1,
            unit=marked("of extra work, above this"),
            source=marked("BCG (DICE), bands of extra work"),
        ),
        Threshold(
            name="much_extra",
            value=0.4,
            unit=marked("of extra work, above this"),
            source=marked("BCG (DICE), bands of extra work"),
        ),
    ),
    rule=capacity,
)
