"""Where people stand: function = lane, level = column. Order comes in, coordinates come out of a lattice.

Because places come from the lattice and not from a layout engine, a person stays where he or she was when
ties change, and all overlays of one map agree.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from playbook_gen.maps.face import Size
from playbook_gen.maps.geometry import Box, Point
from playbook_gen.maps.places import Place, Places, lane_order
from playbook_gen.maps.plan import Person

_BAND_PADDING = 14.0
_BAND_TITLE = 20.0
_BETWEEN_LANES = 14.0
_LONGEST = 8
_GOOD_SHAPE = 1.3


@dataclass(frozen=True, kw_only=True)
class Band:
    """The ground behind one lane, by the lane's id."""

    lane: str
    box: Box


def arranged(people: Sequence[Person], lanes: Sequence[str], order: Sequence[int], size: Size, height: float) -> Places:
    """Places for people in this order; long blocks are folded so that the picture comes near to the shape of a page."""
    blocks: dict[tuple[str, int], list[str]] = defaultdict(list)
    for index in order:
        blocks[people[index].lane_key, people[index].level].append(people[index].key)
    held = {level for lane, level in blocks if lane} or {level for _, level in blocks}
    fewest = 1 if len(held) == 1 else 2
    longest = max(_LONGEST, math.ceil(math.sqrt(max(map(len, blocks.values())))))
    tries = [
        Places(shape="grid", width=size.width, height=height, lanes=lane_order(people, lanes), of=_folded(blocks, rows))
        for rows in range(fewest, longest + 1)
    ]
    return min(tries, key=lambda places: _misshapen(places, size))


def _folded(blocks: dict[tuple[str, int], list[str]], rows: int) -> dict[str, Place]:
    found = {}
    for (lane, level), block in blocks.items():
        deep = math.ceil(len(block) / math.ceil(len(block) / rows))
        for rank, key in enumerate(block):
            found[key] = Place(lane=lane, level=level, fold=rank // deep, step=2 * (rank % deep) - (deep - 1))
    return found


def _misshapen(places: Places, size: Size) -> float:
    lattice = _Lattice(places, size)
    return abs(math.log(lattice.width / lattice.height / _GOOD_SHAPE))


class _Lattice:
    """Coordinates of columns and lanes; a place has the same ones whoever else is there."""

    def __init__(self, places: Places, size: Size) -> None:
        self._places, self._size = places, size
        self.pitch = places.height + size.between_rows
        self.free = places.free_levels()
        self.lefts, self.width = self._columns()
        self.middles, self.height = self._lanes()

    def _columns(self) -> tuple[dict[int, float], float]:
        lefts, x = {}, 0.0
        for level, folds in self._places.columns().items():
            lefts[level] = x
            x += folds * self._places.width + (folds - 1) * self._size.between_folds + self._size.between_columns
        return lefts, x - self._size.between_columns

    def title(self, lane: str) -> float:
        return _BAND_TITLE if lane else 0.0

    def half(self, lane: str) -> float:
        return self._places.reach(lane) * self.pitch / 2 + self._places.height / 2

    def _lanes(self) -> tuple[dict[str, float], float]:
        middles, y = {}, 0.0
        held = {place.lane for place in self._places.of.values() if place.level not in self.free}
        for lane in (lane for lane in self._places.lanes if lane in held):
            top = y + _BAND_PADDING + self.title(lane)
            middles[lane] = top + self.half(lane)
            y = middles[lane] + self.half(lane) + _BAND_PADDING + _BETWEEN_LANES
        return middles, y - _BETWEEN_LANES

    def at(self, place: Place) -> Point:
        left = self.lefts[place.level] + place.fold * (self._places.width + self._size.between_folds)
        middle = self.height / 2 if place.level in self.free else self.middles[place.lane]
        return (left + self._places.width / 2, middle + place.step * self.pitch / 2)

    def bands(self) -> tuple[Band, ...]:
        held = [level for level in self.lefts if level not in self.free]
        left = self.lefts[held[0]] - _BAND_PADDING
        last = held[-1]
        folds = self._places.columns()[last]
        right = self.lefts[last] + folds * self._places.width + (folds - 1) * self._size.between_folds + _BAND_PADDING
        found = []
        for lane, middle in self.middles.items():
            top = middle - self.half(lane) - self.title(lane) - _BAND_PADDING
            tall = middle + self.half(lane) + _BAND_PADDING - top
            found.append(Band(lane=lane, box=Box(x=left, y=top, width=right - left, height=tall)))
        return tuple(band for band in found if band.lane)


def grid(places: Places, size: Size) -> tuple[dict[str, Point], tuple[Band, ...]]:
    """The middle of every place by the id of its card, in points, and the bands behind the lanes."""
    lattice = _Lattice(places, size)
    return {key: lattice.at(place) for key, place in places.of.items()}, lattice.bands()
