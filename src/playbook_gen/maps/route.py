"""From who is joined to how each line runs: one curve per pair, two tracks where both directions are told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from playbook_gen.maps.geometry import Box, Curve, Point, between, reversed_curve, shortened
from playbook_gen.maps.layout import Edge, Layouter, Node
from playbook_gen.maps.plan import Ribbon, Track
from playbook_gen.maps.spread import moved, spread

RING = 4.0
"""Radius of the ring at the start of a one-sided tie, in points."""

_APART = 3.0
_GAP = 1.5
_HEADS = {0: (8.0, 3.2), 1: (8.0, 3.2), 2: (10.0, 4.0), 3: (13.0, 5.4)}


class Arrow(NamedTuple):
    """A drawn tie: the line up to its head, and the three corners of the head, its point first.

    Where both directions are told and look alike, one line with two heads stands for both: the second has no line.
    """

    track: Track
    line: Curve
    head: tuple[Point, Point, Point]
    mutual: bool = False
    """Whether the other direction is told too."""


def weight(strength: int | None) -> int:
    """Which of the widths a strength is drawn in: 0 not known, 1 weak, 2 medium, 3 strong."""
    if strength is None:
        return 0
    return 1 if strength <= 2 else 2 if strength == 3 else 3


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def curves(
    nodes: Sequence[Node], boxes: Sequence[Box], joined: Sequence[tuple[int, int]], layouter: Layouter
) -> dict[tuple[int, int], Curve]:
    """One curve per unordered pair, keyed and walked from the lower place to the higher; ``boxes`` are the cards."""
    pairs = sorted({_pair(a, b) for a, b in joined})
    if not pairs:
        return {}
    found = layouter.layout(nodes, [Edge(tail=a, head=b) for a, b in pairs], "nop2")
    apart = spread(found.curves, [(boxes[a], boxes[b]) for a, b in pairs], boxes)
    return dict(zip(pairs, apart, strict=True))


def _walk(laid: dict[tuple[int, int], Curve], tail: int, head: int) -> Curve:
    curve = laid[_pair(tail, head)]
    return curve if tail < head else reversed_curve(curve)


def arrow(track: Track, curve: Curve, *, mutual: bool = False, two_heads: bool = False) -> Arrow:
    """A curve cut back so that its head ends just before the card, and its ring begins just after one."""
    length, half = _HEADS[weight(track.strength)]
    if track.one_sided or two_heads:
        before = RING if track.one_sided else _GAP + length
        curve = reversed_curve(shortened(reversed_curve(curve), before))
    line = shortened(curve, _GAP + length)
    (ax, ay), point = line[-1], between(line[-1], curve[-1], length / (_GAP + length))
    dx, dy = half / length * (point[1] - ay), half / length * (ax - point[0])
    # The line runs a little way into its head, so that no gap shows between them.
    joined = (*line[:-1], between(line[-1], point, 0.15))
    return Arrow(track, joined, (point, (ax + dx, ay + dy), (ax - dx, ay - dy)), mutual)


def arrows(tracks: Sequence[Track], laid: dict[tuple[int, int], Curve], boxes: Sequence[Box]) -> tuple[Arrow, ...]:
    """All ties, weakest first so that the strong lie on top.

    Ties in both directions share a line where they look alike, else they run side by side.
    """
    told = {(track.tail, track.head): track for track in tracks}
    drawn = []
    for track in sorted(tracks, key=lambda track: weight(track.strength)):
        curve = _walk(laid, track.tail, track.head)
        back = told.get((track.head, track.tail))
        shared = back is not None and _look(back) == _look(track) and not (back.one_sided or track.one_sided)
        if back and not shared:
            curve = moved(curve, _APART, boxes[track.tail], boxes[track.head], boxes)
        bare = shared and track.tail > track.head
        one = arrow(track, curve, mutual=back is not None, two_heads=shared and not bare)
        drawn.append(Arrow(track=track, line=(), head=one.head, mutual=True) if bare else one)
    return tuple(drawn)


def _look(track: Track) -> tuple[int, int | None, tuple[int, ...]]:
    """What of a tie its line shows: the step of strength, the step of trust, the overlays."""
    trust = None if track.trust is None else (track.trust >= 4) - (track.trust <= 2)
    return weight(track.strength), trust, track.overlays


def ribbons(links: Sequence[Ribbon], laid: dict[tuple[int, int], Curve]) -> tuple[Curve, ...]:
    """The way of each alliance, from the first partner to the second."""
    return tuple(_walk(laid, link.a, link.b) for link in links)
