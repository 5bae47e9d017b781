"""Where many people of one level stand: near those they have ties with, on the cells of a brick wall.

Graphviz's stress model (neato) says who belongs near whom; cells keep cards apart, and a cell is a place that a
person keeps from one year to the next.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from playbook_gen.maps.face import Size
from playbook_gen.maps.geometry import Point
from playbook_gen.maps.places import EDGE, Place, Places
from playbook_gen.maps.plan import TITLED_UP_TO, Person

_ROOM = 1.5
"""Cells for each person: some stay free, so that groups stay apart and ties find a way."""

_GAPS = (40.0, 26.0)
"""The least room between cards, across and down, in points: a tie needs 7 on each side."""

_PAGE = 1.4
_PASSES, _PASSES_OF_MANY = 6, 2
_REACH = 5.0
"""How far from the middle of their ties people look for a better cell, in rows; a small map looks everywhere once."""

_LEAST = 1e-6

Cell = tuple[int, int]
"""Column and row."""


def suits(people: Sequence[Person]) -> bool:
    """Whether nearly all are of one level, so that columns would say nothing."""
    fullest = max(Counter(person.level for person in people).values())
    return fullest >= 0.8 * len(people)


def arranged(
    people: Sequence[Person], near: Sequence[Point], joined: Sequence[tuple[int, int]], size: Size, height: float
) -> Places:
    """Places for people by where a stress model would have them, each on the nearest cell that is free."""
    columns, rows = _cells(len(people), size, height)
    wanted = _spread(near, columns, rows)
    cells = [(c, r) for r in range(rows) for c in range(columns)]
    taken: dict[Cell, int] = {}
    degree = Counter(end for pair in joined for end in pair)
    for index in sorted(range(len(people)), key=lambda i: (-degree[i], i)):
        free = (cell for cell in cells if cell not in taken)
        taken[min(free, key=lambda cell: (round(_apart(_at(cell), wanted[index]), 6), cell))] = index
    settled = _Wall(taken, _neighbours(len(people), joined)).tighten(cells)
    of = {people[index].key: Place(fold=c, step=r) for (c, r), index in settled.items()}
    return Places(shape="field", compact=not size.title, width=size.width, height=height, panels=(), of=of)


def field(places: Places, size: Size) -> dict[str, Point]:
    """The coordinates of places, in points; every other row is set off by half a cell."""
    across, down = _pitch(places.width, places.height, size)
    return {
        key: (_at((place.fold, place.step))[0] * across, place.step * down)
        for key, place in places.of.items()
        if place.level != EDGE
    }


def _pitch(width: float, height: float, size: Size) -> Point:
    return width + max(_GAPS[0], size.between_columns * 0.6), height + max(_GAPS[1], size.between_rows * 2.4)


def _at(cell: Cell) -> Point:
    return cell[0] + cell[1] % 2 / 2, float(cell[1])


def _cells(count: int, size: Size, height: float) -> Cell:
    across, down = _pitch(size.width, height, size)
    columns = max(1, round(math.sqrt(count * _ROOM * _PAGE * down / across)))
    return columns, math.ceil(count * _ROOM / columns)


def _spread(near: Sequence[Point], columns: int, rows: int) -> list[Point]:
    """The points by rank in each direction, half way to their true place, so that the wall is filled evenly."""
    spans = []
    for axis, room in ((0, columns - 0.5), (1, rows - 1.0)):
        values = [point[axis] for point in near]
        order = sorted(range(len(near)), key=lambda i: (values[i], i))
        rank = {index: place / max(1, len(near) - 1) for place, index in enumerate(order)}
        low, high = min(values), max(values)
        spans.append([(rank[i] + (values[i] - low) / ((high - low) or 1.0)) / 2 * room for i in range(len(near))])
    return list(zip(*spans, strict=True))


def _apart(a: Point, b: Point) -> float:
    return (2 * (a[0] - b[0])) ** 2 + (a[1] - b[1]) ** 2


def _neighbours(count: int, joined: Sequence[tuple[int, int]]) -> list[list[int]]:
    found: list[set[int]] = [set() for _ in range(count)]
    for a, b in joined:
        found[a].add(b)
        found[b].add(a)
    return [sorted(others) for others in found]


class _Wall:
    """Who is on which cell, and how long the ties are."""

    def __init__(self, taken: dict[Cell, int], near: Sequence[Sequence[int]]) -> None:
        self._on, self._near = taken, near
        self._cell = {index: cell for cell, index in taken.items()}

    def _length(self, *people: int | None) -> float:
        lengths = (
            math.sqrt(_apart(_at(self._cell[one]), _at(self._cell[other])))
            for one in people
            if one is not None
            for other in self._near[one]
        )
        return sum(lengths)

    def _put(self, index: int | None, cell: Cell) -> None:
        self._on.pop(cell, None)
        if index is not None:
            self._on[cell], self._cell[index] = index, cell

    def shortens(self, index: int, cell: Cell) -> bool:
        """Swap a person with whoever is on a cell, if anybody, where that shortens ties; say whether it did."""
        own, other = self._cell[index], self._on.get(cell)
        before = self._length(index, other)
        self._put(other, own)
        self._put(index, cell)
        if self._length(index, other) < before - _LEAST:
            return True
        self._put(other, cell)
        self._put(index, own)
        return False

    def tighten(self, cells: Sequence[Cell]) -> dict[Cell, int]:
        """Swap and move as long as that shortens ties, up to a few rounds."""
        few = len(self._near) <= TITLED_UP_TO
        for turn in range(_PASSES if few else _PASSES_OF_MANY):
            moves = [
                self.shortens(index, cell)
                for index in range(len(self._near))
                for cell in (cells if few and not turn else self._about(index, cells))
                if cell != self._cell[index]
            ]
            if not any(moves):
                break
        return self._on

    def _about(self, index: int, cells: Sequence[Cell]) -> list[Cell]:
        """The cells about the middle of those with whom somebody has ties; none for who has no ties."""
        spots = [_at(self._cell[other]) for other in self._near[index]]
        if not spots:
            return []
        middle = (sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots))
        return [cell for cell in cells if _apart(_at(cell), middle) <= _REACH**2]
