"""What can be counted on any drawing of ties, whichever tool made it: crossings, overlaps, ties through names.

Everything is measured on a :class:`Picture`: boxes and sampled lines in the units of its own page, y down. Nothing
here knows a tool, so that no tool is measured by a rule of its own.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from playbook_gen.maps.geometry import Box, Point, hits

A4_LANDSCAPE = (785.0, 539.0)
"""Room on the page in points: 297 × 210 mm less a margin of 10 mm."""

_ALONG = math.radians(10)


@dataclass(frozen=True, kw_only=True)
class Node:
    """A person's shape and the boxes of the words that name this person."""

    key: str
    box: Box
    words: tuple[Box, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A tie as drawn: points from its start to the tip of its head, and the keys of both ends.

    Where one line with two heads stands for both directions, the second tie has the tip of its head alone.
    """

    tail: str
    head: str
    points: tuple[Point, ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One drawing; ``titles`` are words that name no person, ``letter`` is the smallest type size used for people."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    titles: tuple[Box, ...] = ()
    letter: float = 0.0

    @property
    def scale(self) -> float:
        """Points on an A4 page in landscape for each unit of the drawing; nothing is enlarged."""
        return min(1.0, A4_LANDSCAPE[0] / self.width, A4_LANDSCAPE[1] / self.height)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A straight part of a line; ``line`` is its place in the picture's lines."""

    line: int
    a: Point
    b: Point

    @property
    def middle(self) -> Point:
        """Half way."""
        return ((self.a[0] + self.b[0]) / 2, (self.a[1] + self.b[1]) / 2)

    @property
    def length(self) -> float:
        """In the units of the drawing."""
        return math.dist(self.a, self.b)


def pieces(lines: Sequence[Line]) -> list[Piece]:
    """All straight parts of all lines, without those of no length."""
    found = (
        Piece(line=place, a=a, b=b) for place, line in enumerate(lines) for a, b in itertools.pairwise(line.points)
    )
    return [piece for piece in found if piece.a != piece.b]


Cell = tuple[int, int]


def _cells(a: Point, b: Point, size: float) -> Iterator[Cell]:
    """Every square of a raster that the box about a straight part touches."""
    columns = sorted((math.floor(a[0] / size), math.floor(b[0] / size)))
    rows = sorted((math.floor(a[1] / size), math.floor(b[1] / size)))
    return itertools.product(range(columns[0], columns[1] + 1), range(rows[0], rows[1] + 1))


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def cross(one: Piece, other: Piece) -> bool:
    """Whether the two straight parts cross at one point; touching at an end counts for the later part alone."""
    first = (_turn(one.a, one.b, other.a) >= 0) != (_turn(one.a, one.b, other.b) >= 0)
    return first and (_turn(other.a, other.b, one.a) >= 0) != (_turn(other.a, other.b, one.b) >= 0)


def _strangers(one: Line, other: Line) -> bool:
    return not {one.tail, one.head} & {other.tail, other.head}


def crossings(picture: Picture) -> int:
    """Points at which two ties without a person in common cross."""
    parts = pieces(picture.lines)
    size = _raster(parts)
    raster: dict[Cell, list[int]] = defaultdict(list)
    met = 0
    for place, part in enumerate(parts):
        mine = list(_cells(part.a, part.b, size))
        near = {other for cell in mine for other in raster[cell]}
        met += sum(_crossing(picture.lines, part, parts[other]) for other in near)
        for cell in mine:
            raster[cell].append(place)
    return met


def _crossing(lines: Sequence[Line], one: Piece, other: Piece) -> bool:
    return one.line != other.line and cross(one, other) and _strangers(lines[one.line], lines[other.line])


def _raster(parts: Sequence[Piece]) -> float:
    """A square about as large as a common part: few parts in each, few squares for each."""
    lengths = sorted(part.length for part in parts)
    return max(lengths[len(lengths) // 2], 1.0) if lengths else 1.0


def strangers(picture: Picture) -> int:
    """Pairs of lines without a person in common: the crossings that could be."""
    drawn = [line for line in picture.lines if len(line.points) > 1]
    return sum(_strangers(a, b) for a, b in itertools.combinations(drawn, 2))


def overlaps(boxes: Iterable[Box]) -> int:
    """Pairs of boxes that share more than an edge."""
    return sum(a.overlaps(b) for a, b in itertools.combinations(boxes, 2))


def node_overlaps(picture: Picture) -> int:
    """Pairs of people whose shapes overlap."""
    return overlaps(node.box for node in picture.nodes)


def label_overlaps(picture: Picture) -> int:
    """Pairs of people, or of a person and a title, whose words overlap."""
    groups = [*(node.words for node in picture.nodes), *((title,) for title in picture.titles)]
    return sum(
        any(a.overlaps(b) for a, b in itertools.product(one, other)) for one, other in itertools.combinations(groups, 2)
    )


def passes(line: Line, boxes: Sequence[Box]) -> bool:
    """Whether a line enters one of the boxes."""
    whole = [box.grown(-0.5) for box in boxes if min(box.width, box.height) > 1]
    return any(hits(box, a, b) for a, b in itertools.pairwise(line.points) for box in whole)


def ties_through_people(picture: Picture) -> int:
    """Pairs of a tie and a person who is not at its ends, the tie running through the person's shape or words."""
    return sum(
        passes(line, (node.box, *node.words))
        for line in picture.lines
        for node in picture.nodes
        if node.key not in {line.tail, line.head}
    )


def ties_through_titles(picture: Picture) -> int:
    """Pairs of a tie and a title that it runs through."""
    return sum(passes(line, (title,)) for line in picture.lines for title in picture.titles)


def _along(one: Piece, other: Piece, reach: float) -> bool:
    """Whether the second runs beside the first, nearer than ``reach`` to its middle and within ten degrees."""
    across = abs(_turn(other.a, other.b, one.middle)) / other.length
    if across > reach:
        return False
    turned = abs(math.atan2(one.b[1] - one.a[1], one.b[0] - one.a[0]) - _angle(other)) % math.pi
    if min(turned, math.pi - turned) > _ALONG:
        return False
    reached = (math.dist(one.middle, other.a) + math.dist(one.middle, other.b) - other.length) / 2
    return reached <= reach


def _angle(piece: Piece) -> float:
    return math.atan2(piece.b[1] - piece.a[1], piece.b[0] - piece.a[0])


def merged(picture: Picture, reach: float = 1.0) -> float:
    """The share of all length drawn that lies on another tie: within ``reach`` points on the page, nearly parallel.

    The eye cannot follow one line through such a stretch; crossings alone would reward bundling everything.
    """
    parts, units = pieces(picture.lines), reach / picture.scale
    size = max(_raster(parts), 2 * units)
    raster: dict[Cell, list[Piece]] = defaultdict(list)
    for part in parts:
        for cell in _cells(part.a, part.b, size):
            raster[cell].append(part)
    whole = sum(part.length for part in parts)
    return sum(part.length for part in parts if _lies_on(part, raster, units, size)) / whole if whole else 0.0


def _lies_on(part: Piece, raster: dict[Cell, list[Piece]], units: float, size: float) -> bool:
    x, y = part.middle
    around = _cells((x - units, y - units), (x + units, y + units), size)
    near = (other for cell in around for other in raster.get(cell, ()))
    return any(other.line != part.line and _along(part, other, units) for other in near)


def clear_heads(picture: Picture, room: float = 3.0) -> float:
    """The share of ties whose tip stands at least ``room`` points, on the page, from every other tip.

    Heads that lie on each other are one blot: one sees that somebody is named, not how often or by whom.
    """
    tips = [line.points[-1] for line in picture.lines]
    near = room / picture.scale
    raster: dict[Cell, list[int]] = defaultdict(list)
    for place, (x, y) in enumerate(tips):
        raster[math.floor(x / near), math.floor(y / near)].append(place)

    def alone(place: int) -> bool:
        x, y = tips[place]
        around = _cells((x - near, y - near), (x + near, y + near), near)
        return not any(
            other != place and math.dist(tips[other], tips[place]) < near
            for cell in around
            for other in raster.get(cell, ())
        )

    return sum(map(alone, range(len(tips)))) / len(tips) if tips else 1.0
