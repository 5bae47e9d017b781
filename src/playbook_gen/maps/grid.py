"""Where people stand: function = lane, level = column. Order comes in, coordinates come out of a lattice.

Because places come from the lattice and not from a layout engine, a person stays where he or she was when
ties change, and all overlays of one map agree.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from playbook_gen.maps.face import WIDTH
from playbook_gen.maps.geometry import Box, Point
from playbook_gen.maps.plan import UNLANED, Person

_BETWEEN_COLUMNS = 104.0
_BETWEEN_FOLDS = 36.0
_BETWEEN_ROWS = 18.0
_BETWEEN_LANES = 14.0
_BAND_PADDING = 14.0
_BAND_TITLE = 20.0
_LONGEST = 8
_GOOD_SHAPE = 1.3


@dataclass(frozen=True, kw_only=True)
class Band:
    """The ground behind one lane; ``lane`` is a place in the plan's lanes."""

    lane: int
    box: Box


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A middle for every person, in the order of the people, and the bands behind them."""

    middles: tuple[Point, ...]
    bands: tuple[Band, ...]


_Blocks = dict[tuple[int, int], list[int]]


def _blocks(people: Sequence[Person], order: Sequence[int]) -> _Blocks:
    found: _Blocks = defaultdict(list)
    for index in order:
        found[people[index].lane, people[index].column].append(index)
    return dict(found)


def _free_columns(blocks: _Blocks) -> set[int]:
    """Columns in which nobody has a lane: they stand beside the bands, in the middle of the height."""
    laned = {column for lane, column in blocks if lane != UNLANED}
    return {column for _, column in blocks} - laned if laned else set()


@dataclass(frozen=True, kw_only=True)
class _Lattice:
    """One way to fold the blocks: at most ``rows`` people below each other."""

    blocks: _Blocks
    rows: int
    height: float

    @property
    def pitch(self) -> float:
        return self.height + _BETWEEN_ROWS

    def folds(self, block: Sequence[int]) -> int:
        return math.ceil(len(block) / self.rows)

    def depth(self, block: Sequence[int]) -> int:
        return math.ceil(len(block) / self.folds(block))

    def lanes(self) -> list[int]:
        free = _free_columns(self.blocks)
        return sorted({lane for lane, column in self.blocks if column not in free})

    def lane_rows(self, lane: int) -> int:
        free = _free_columns(self.blocks)
        return max(self.depth(b) for (of, col), b in self.blocks.items() if of == lane and col not in free)

    def lane_height(self, lane: int) -> float:
        title = _BAND_TITLE if lane != UNLANED else 0.0
        return title + self.lane_rows(lane) * self.pitch - _BETWEEN_ROWS + 2 * _BAND_PADDING

    def column_width(self, column: int) -> float:
        folds = max(self.folds(block) for (_, of), block in self.blocks.items() if of == column)
        return folds * WIDTH + (folds - 1) * _BETWEEN_FOLDS

    def columns(self) -> dict[int, float]:
        lefts, x = {}, 0.0
        for column in sorted({column for _, column in self.blocks}):
            lefts[column] = x
            x += self.column_width(column) + _BETWEEN_COLUMNS
        return lefts

    def tops(self) -> dict[int, float]:
        tops, y = {}, 0.0
        for lane in self.lanes():
            tops[lane] = y
            y += self.lane_height(lane) + _BETWEEN_LANES
        return tops

    def size(self) -> tuple[float, float]:
        columns = self.columns()
        last = max(columns)
        height = sum(self.lane_height(lane) + _BETWEEN_LANES for lane in self.lanes()) - _BETWEEN_LANES
        return columns[last] + self.column_width(last), height

    def shape(self) -> float:
        width, height = self.size()
        return abs(math.log(width / height / _GOOD_SHAPE))

    def place(self, block: Sequence[int], left: float, middle: float) -> dict[int, Point]:
        deep = self.depth(block)
        first = middle - (deep - 1) * self.pitch / 2
        return {
            index: (
                left + WIDTH / 2 + (rank // deep) * (WIDTH + _BETWEEN_FOLDS),
                first + rank % deep * self.pitch,
            )
            for rank, index in enumerate(block)
        }


def _lattice(blocks: _Blocks, height: float) -> _Lattice:
    """Of all ways to fold long blocks the one whose picture comes nearest to the shape of a page."""
    held = {column for _, column in blocks} - _free_columns(blocks)
    fewest = 1 if len(held) == 1 else 2
    tries = [_Lattice(blocks=blocks, rows=rows, height=height) for rows in range(fewest, _LONGEST + 1)]
    return min(tries, key=_Lattice.shape)


def _bands(lattice: _Lattice) -> tuple[Band, ...]:
    lefts = lattice.columns()
    free = _free_columns(lattice.blocks)
    held = [column for column in lefts if column not in free]
    left = lefts[min(held)] - _BAND_PADDING
    right = lefts[max(held)] + lattice.column_width(max(held)) + _BAND_PADDING
    return tuple(
        Band(lane=lane, box=Box(x=left, y=top, width=right - left, height=lattice.lane_height(lane)))
        for lane, top in lattice.tops().items()
        if lane != UNLANED
    )


def grid(people: Sequence[Person], order: Sequence[int], height: float) -> Grid:
    """Places for cards of one height; ``order`` lists the places of the people, topmost first."""
    lattice = _lattice(_blocks(people, order), height)
    lefts, tops = lattice.columns(), lattice.tops()
    total = lattice.size()[1]
    middles: dict[int, Point] = {}
    for (lane, column), block in lattice.blocks.items():
        if column in _free_columns(lattice.blocks):
            middle = total / 2
        else:
            title = _BAND_TITLE if lane != UNLANED else 0.0
            middle = tops[lane] + title + (lattice.lane_height(lane) - title) / 2
        middles.update(lattice.place(block, lefts[column], middle))
    return Grid(middles=tuple(middles[i] for i in range(len(people))), bands=_bands(lattice))
