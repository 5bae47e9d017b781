"""Is there the staff and the time that the joint work needs?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, Severity, Unknown, ask, cite, unless
from playbook_gen.checks.feasibility._shared import percent
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Partner, Situation
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
    covered = None if needed is None or assigned is None or idle else round(assigned / needed, 6)
    for holds, severity in _bands(
        short=False if idle else None if covered is None else covered < limits["staff"],
        very=False if idle else None if covered is None else covered < limits["few_staff"],
    ):
        yield Clause(
            holds=holds,
            severity=severity,
            message=f"{partner.name} has assigned {_counted(assigned)} to {name}, "
            f"which needs {_counted(needed)} from it.",
            evidence=tuple(cite(side, part) for part in ("staff_needed", "staff_assigned")) if side else (),
            missing=missing,
        )


def _extra_work(partner: Partner, side: Side | None, name: str, asked: _Open, limits: Limits) -> Iterator[Clause]:
    extra = side.extra_work if side else None
    for holds, severity in _bands(
        short=None if extra is None else extra > limits["extra"],
        very=None if extra is None else extra > limits["much_extra"],
    ):
        yield Clause(
            holds=holds,
            severity=severity,
            message=f"{name} asks people of {partner.name} for {percent(extra or 0)} more work than their posts do.",
            evidence=(cite(side, "extra_work"),) if side else (),
            missing=asked["extra_work"],
        )


def _bands(*, short: bool | None, very: bool | None) -> tuple[tuple[bool | None, Severity], ...]:
    return (very, Severity.HIGH), (unless(short, very), Severity.MEDIUM)


def _posts(number: float | Nothing | None) -> float | None:
    return 0.0 if number is NOTHING else number


def _counted(posts: float | None) -> str:
    return "no posts" if not posts else f"{posts:.10g} {'post' if posts == 1 else 'posts'}"


def _questions(alliance: Alliance, partner: Partner, side: Side | None, name: str) -> _Open:
    asked = {
        "staff_needed": f"How many full-time posts does {name} need from {partner.name}?",
        "staff_assigned": f"How many full-time posts has {partner.name} assigned to {name}?",
        "extra_work": f"How much work does {name} add for those concerned at {partner.name}, as a share?",
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
        Threshold(name="staff", value=0.8, unit="of the posts needed, below this"),
        Threshold(name="few_staff", value=0.5, unit="of the posts needed, below this"),
        Threshold(name="extra", value=0.1, unit="of extra work, above this", source="BCG (DICE), bands of extra work"),
        Threshold(
            name="much_extra", value=0.4, unit="of extra work, above this", source="BCG (DICE), bands of extra work"
        ),
    ),
    rule=capacity,
)
