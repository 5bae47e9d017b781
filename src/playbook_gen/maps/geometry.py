"""Arithmetic on boxes and lines, in points, y down.

A curve is 3k+1 points, the ends and handles of Bézier pieces as Graphviz gives them, or two for a straight line.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

Point = tuple[float, float]
Curve = tuple[Point, ...]
Piece = tuple[Point, Point, Point, Point]
_Shares = tuple[float, float, float, float]

_CLOSE, _TRIES, _HALVINGS = 0.2, 8, 10
"""How near a cut comes to where it belongs, in points, and the tries after which it stays as near as it is."""
_LEAST = 0.2
"""The share of a piece that is never cut off."""
_CHORDS = 12
"""Straight lines that stand for one piece where a curve is tried against boxes."""
_FLAT = 0.3
"""How far the handles of a piece may lie from its chord for it to be a straight line, in points."""


class Box(NamedTuple):
    """An upright rectangle, given by its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """Its middle."""
        return (self.x + self.width / 2, self.y + self.height / 2)

    def holds(self, point: Point) -> bool:
        """Whether a point lies inside."""
        return self.x < point[0] < self.right and self.y < point[1] < self.bottom

    def grown(self, by: float) -> Box:
        """The box with a margin on all four sides."""
        return Box(x=self.x - by, y=self.y - by, width=self.width + 2 * by, height=self.height + 2 * by)

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        across = self.x < other.x + other.width and other.x < self.x + self.width
        return across and self.y < other.y + other.height and other.y < self.y + self.height


def around(centre: Point, width: float, height: float) -> Box:
    """The box of that size about a point."""
    return Box(x=centre[0] - width / 2, y=centre[1] - height / 2, width=width, height=height)


def hull(points: Iterable[Point]) -> Box:
    """The smallest box that holds all points; there must be one at least."""
    xs, ys = zip(*points, strict=True)
    x, y = min(xs), min(ys)
    return Box(x=x, y=y, width=max(xs) - x, height=max(ys) - y)


def corners(box: Box) -> tuple[Point, Point]:
    """Two opposite corners, for :func:`hull`."""
    return (box.x, box.y), (box.right, box.bottom)


def between(a: Point, b: Point, t: float) -> Point:
    """The point that lies the share ``t`` of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def is_straight(curve: Curve) -> bool:
    """Whether a curve is a straight line."""
    return len(curve) == 2


def straightened(curve: Curve) -> Curve:
    """A curve of one piece as a straight line if it is one to the eye, else unchanged."""
    if len(curve) != 4:
        return curve
    (ax, ay), (px, py), (qx, qy), (bx, by) = curve
    dx, dy = bx - ax, by - ay
    off = max(abs((px - ax) * dy - (py - ay) * dx), abs((qx - ax) * dy - (qy - ay) * dx))
    return curve if off > _FLAT * math.hypot(dx, dy) else (curve[0], curve[3])


def pieces(curve: Curve) -> Iterator[Piece]:
    """The cubic pieces of a curve, in order; a straight line has none."""
    for start in range(0, len(curve) - 3, 3):
        yield curve[start], curve[start + 1], curve[start + 2], curve[start + 3]


def split(piece: Piece, t: float) -> tuple[Curve, Curve]:
    """One cubic in two, by de Casteljau."""
    ab, bc, cd = (between(piece[i], piece[i + 1], t) for i in range(3))
    abc, bcd = between(ab, bc, t), between(bc, cd, t)
    middle = between(abc, bcd, t)
    return (piece[0], ab, abc, middle), (middle, bcd, cd, piece[3])


def point_at(curve: Curve, share: float) -> Point:
    """A point on the curve, ``share`` counted over its pieces."""
    if is_straight(curve):
        return between(curve[0], curve[1], share)
    parts = list(pieces(curve))
    place = min(int(share * len(parts)), len(parts) - 1)
    return split(parts[place], share * len(parts) - place)[0][-1]


def _on(piece: Piece, t: float) -> Point:
    a, b, c, d = _shares(t)
    p, q, r, s = piece
    return (a * p[0] + b * q[0] + c * r[0] + d * s[0], a * p[1] + b * q[1] + c * r[1] + d * s[1])


def _along(piece: Piece, count: int) -> list[Point]:
    """So many points of a piece at even steps, its end among them and its start not."""
    (px, py), (qx, qy), (rx, ry), (sx, sy) = piece
    return [(a * px + b * qx + c * rx + d * sx, a * py + b * qy + c * ry + d * sy) for a, b, c, d in _steps(count)]


@lru_cache(maxsize=256)
def _steps(count: int) -> tuple[_Shares, ...]:
    return tuple(_shares(step / count) for step in range(1, count + 1))


def _shares(t: float) -> _Shares:
    """What each of the four points of a piece weighs at a place on it (Bernstein's polynomials)."""
    return ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)


def _ended(curve: Curve, gone: Callable[[Point], bool]) -> tuple[list[Piece], Piece]:
    """The pieces that stay whole, and the one in which the end part begins that is ``gone``."""
    *kept, last = pieces(curve)
    while kept and gone(last[0]):
        last = kept.pop()
    return kept, last


def _cut(kept: Sequence[Piece], last: Piece, gone: float) -> Curve:
    """Pieces, and the last of them without the share of it that is gone; a little of it always stays."""
    return tuple(point for piece in kept for point in piece[:3]) + split(last, max(_LEAST, 1 - gone))[0]


def _kept(line: Curve, share: float) -> Curve:
    """The first part of a straight line; a little of it always stays."""
    return line[0], between(line[0], line[1], max(_LEAST, share))


def shortened(curve: Curve, by: float) -> Curve:
    """The curve without what lies nearer than ``by`` points to its end; ``by`` is above 0."""
    end = curve[-1]
    if is_straight(curve):
        return _kept(curve, 1 - by / (math.dist(curve[0], end) or by))
    kept, last = _ended(curve, lambda point: math.dist(point, end) < by)
    gone, far = 1.0, math.dist(last[0], end)
    for _ in range(_TRIES):
        # Near its end a curve is nearly straight: the share that is gone grows as the distance does.
        gone *= by / max(far, by * gone)
        far = math.dist(_on(last, 1 - gone), end)
        if abs(far - by) < _CLOSE:
            break
    return _cut(kept, last, gone)


def freed(curve: Curve, box: Box) -> Curve:
    """The curve cut back to where it enters the box at its end; unchanged if it ends outside."""
    if not box.holds(curve[-1]):
        return curve
    if is_straight(curve):
        return _kept(curve, _within(box, curve[0], curve[1])[0])
    kept, last = _ended(curve, box.holds)
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if box.holds(_on(last, middle)) else (middle, high)
    return _cut(kept, last, 1 - low)


def enters(curve: Curve, boxes: Sequence[Box]) -> bool:
    """Whether a curve runs through any of the boxes."""
    if is_straight(curve):
        frame = hull(curve)
        return any(frame.overlaps(box) and hits(box, *curve) for box in boxes)
    return any(_enters(piece, boxes) for piece in pieces(curve))


def _enters(piece: Piece, boxes: Sequence[Box]) -> bool:
    frame = hull(piece)
    near = [box for box in boxes if frame.overlaps(box) and not _beside(piece, box)]
    chords = list(itertools.pairwise([piece[0], *_along(piece, _CHORDS)])) if near else ()
    return any(hits(box, a, b) for a, b in chords for box in near)


def _beside(piece: Piece, box: Box) -> bool:
    """Whether a box lies outside the strip along the chord that holds the points of a piece, and so the piece."""
    (ax, ay), (bx, by) = piece[0], piece[3]
    nx, ny = ay - by, bx - ax
    offsets = [nx * x + ny * y for x, y in piece]
    middle = nx * box.centre[0] + ny * box.centre[1]
    reach = (abs(nx) * box.width + abs(ny) * box.height) / 2
    return middle + reach <= min(offsets) or middle - reach >= max(offsets)


def reversed_curve(curve: Curve) -> Curve:
    """The same curve, walked from its end."""
    return curve[::-1]


def shifted(curve: Curve, by: float) -> Curve:
    """The curve moved sideways to the right of its walk, by the normal of its chord."""
    (ax, ay), (bx, by_) = curve[0], curve[-1]
    length = math.hypot(bx - ax, by_ - ay) or 1.0
    dx, dy = -(by_ - ay) / length * by, (bx - ax) / length * by
    return tuple((x + dx, y + dy) for x, y in curve)


def hits(box: Box, a: Point, b: Point) -> bool:
    """Whether the straight line from a to b enters the box."""
    enter, leave = _within(box, a, b)
    return enter < leave


def _within(box: Box, a: Point, b: Point) -> tuple[float, float]:
    """The shares of the way from a to b between which it is in the box (Liang and Barsky's clipping)."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    enter, leave = 0.0, 1.0
    sides = ((-dx, a[0] - box.x), (dx, box.right - a[0]), (-dy, a[1] - box.y), (dy, box.bottom - a[1]))
    for slope, room in sides:
        if slope == 0:
            if room < 0:
                return 1.0, 0.0
        elif slope < 0:
            enter = max(enter, room / slope)
        else:
            leave = min(leave, room / slope)
    return enter, leave


def border(box: Box, towards: Point) -> Point:
    """Where a line from the middle of the box towards a point leaves it."""
    cx, cy = box.centre
    dx, dy = towards[0] - cx, towards[1] - cy
    if dx == 0 and dy == 0:
        return (box.right, cy)
    across = box.width / 2 / abs(dx) if dx else math.inf
    down = box.height / 2 / abs(dy) if dy else math.inf
    scale = min(across, down)
    return (cx + dx * scale, cy + dy * scale)
