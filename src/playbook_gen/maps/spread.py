"""Draws lines apart that a router laid over each other: shortest ways through one gap share a track.

Each line that turns where earlier ones do is moved sideways by the first small step that none of them has. No line is
moved into a card that is not its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from playbook_gen.maps.geometry import Box, Curve, Point, enters, freed, reversed_curve, shifted

_STEPS = (0.0, 4.0, -4.0, 8.0, -8.0)
_CELL = 24.0


def _bends(curve: Curve) -> Iterator[Point]:
    """The squares in which a way turns round a card: two ways through one gap have one in common."""
    return ((x // _CELL, y // _CELL) for x, y in curve[3:-1:3])


def moved(curve: Curve, by: float, tail: Box, head: Box, cards: Sequence[Box] = ()) -> Curve:
    """A curve beside its track (to the right of its walk), cut back to the cards at both ends.

    Where it would enter another of the ``cards``, it stays on its track.
    """
    beside = freed(shifted(curve, by), head)
    beside = reversed_curve(freed(reversed_curve(beside), tail))
    others = [card for card in cards if card is not tail and card is not head]
    return curve if enters(beside, others) else beside


def spread(curves: Sequence[Curve], ends: Sequence[tuple[Box, Box]], cards: Sequence[Box] = ()) -> tuple[Curve, ...]:
    """The same curves, in the same order, with room between those that ran together; see :func:`moved`."""
    through: dict[Point, set[float]] = defaultdict(set)
    steps: list[float] = []
    for curve in curves:
        passed = [through[bend] for bend in _bends(curve)]
        steps.append(next((step for step in _STEPS if not any(step in taken for taken in passed)), 0.0))
        for taken in passed:
            taken.add(steps[-1])
    return tuple(
        moved(curve, _sideways(curve, step), *end, cards) if step else curve
        for curve, step, end in zip(curves, steps, ends, strict=True)
    )


def _sideways(curve: Curve, step: float) -> float:
    """The step with one sense for all curves, whichever way they walk: up and down ways must not cancel."""
    (ax, ay), (bx, by) = curve[0], curve[-1]
    return step if (by, bx) >= (ay, ax) else -step
