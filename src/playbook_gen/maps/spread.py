"""Draws lines apart that a router laid over each other: shortest ways through one gap share a track.

Each line that runs along earlier ones is moved sideways by the first small step that none of them has. No line is moved
into a card that is not its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from playbook_gen.maps.geometry import Box, Curve, Piece, enters, freed, pieces, reversed_curve, sampled, shifted

_STEPS = (0.0, 4.0, -4.0, 8.0, -8.0)
_CELL = 24.0
_SHARED = 3

Cell = tuple[float, float]


def _cells(curve: Curve) -> set[Cell]:
    """The squares that a line runs through."""
    return {(x // _CELL, y // _CELL) for piece in pieces(curve) for x, y in sampled(piece, _samples(piece))}


def _samples(piece: Piece) -> int:
    """As many points as there are squares between the ends, in the direction in which there are more."""
    (ax, ay), (bx, by) = piece[0], piece[3]
    return 1 + int(max(abs(bx - ax), abs(by - ay)) / _CELL)


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
    through: dict[Cell, list[int]] = {}
    steps: list[float] = []
    for place, curve in enumerate(curves):
        met: dict[int, int] = {}
        for cell in _cells(curve):
            others = through.setdefault(cell, [])
            for other in others:
                met[other] = met.get(other, 0) + 1
            others.append(place)
        taken = {steps[other] for other, times in met.items() if times >= _SHARED}
        steps.append(next((step for step in _STEPS if step not in taken), 0.0))
    return tuple(
        moved(curve, _sideways(curve, step), *end, cards) if step else curve
        for curve, step, end in zip(curves, steps, ends, strict=True)
    )


def _sideways(curve: Curve, step: float) -> float:
    """The step with one sense for all curves, whichever way they walk: up and down ways must not cancel."""
    (ax, ay), (bx, by) = curve[0], curve[-1]
    return step if (by, bx) >= (ay, ax) else -step
