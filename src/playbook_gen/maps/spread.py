"""Draws lines apart that a router laid over each other: shortest ways through one gap share a track.

Each line that runs along earlier ones is moved sideways by the first small step that none of them has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from playbook_gen.maps.geometry import Box, Curve, freed, pieces, points_on, reversed_curve, shifted

_STEPS = (0.0, 4.0, -4.0, 8.0, -8.0)
_CELL = 8.0
_SHARED = 4
_SAMPLES = 48


def _cells(curve: Curve) -> set[tuple[int, int]]:
    """The squares that a line runs through, and the neighbours of each to the left and above."""
    per_piece = max(4, _SAMPLES // max(1, sum(1 for _ in pieces(curve))))
    found = set()
    for x, y in points_on(curve, per_piece):
        column, row = round(x / _CELL), round(y / _CELL)
        found |= {(column, row), (column - 1, row), (column, row - 1)}
    return found


def moved(curve: Curve, by: float, tail: Box, head: Box) -> Curve:
    """A curve beside its track (to the right of its walk), cut back to the cards at both ends."""
    beside = freed(shifted(curve, by), head)
    return reversed_curve(freed(reversed_curve(beside), tail))


def spread(curves: Sequence[Curve], ends: Sequence[tuple[Box, Box]]) -> tuple[Curve, ...]:
    """The same curves, in the same order, with room between those that ran together."""
    through: dict[tuple[int, int], list[int]] = {}
    steps: list[float] = []
    for place, curve in enumerate(curves):
        mine = _cells(curve)
        met = Counter(other for cell in mine for other in through.get(cell, ()))
        taken = {steps[other] for other, times in met.items() if times >= _SHARED * 3}
        steps.append(next((step for step in _STEPS if step not in taken), 0.0))
        for cell in mine:
            through.setdefault(cell, []).append(place)
    return tuple(
        moved(curve, _sideways(curve, step), *end) if step else curve
        for curve, step, end in zip(curves, steps, ends, strict=True)
    )


def _sideways(curve: Curve, step: float) -> float:
    """The step with one sense for all curves, whichever way they walk: up and down ways must not cancel."""
    (ax, ay), (bx, by) = curve[0], curve[-1]
    return step if (by, bx) >= (ay, ax) else -step
