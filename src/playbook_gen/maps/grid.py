"""Where people stand: function = lane, level = column. Order comes in, coordinates come out of a lattice.

Because places come from the lattice and not from a layout engine, a person stays where he or she was when
ties change, and all overlays of one map agree.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from playbook_gen.maps.face import Size
from playbook_gen.maps.geometry import Box, Point
from playbook_gen.maps.places import EDGE, Place, Places
from playbook_gen.maps.plan import Person

_BAND_PADDING = 14.0
_BAND_TITLE = 20.0
_BETWEEN_LANES = 14.0
_BETWEEN_PANELS = 96.0
_LONGEST = 8
_MOST_PANELS = 4

_Blocks = dict[tuple[str, int], list[str]]
"""The people of each lane and level, by id, topmost first."""
_GOOD_SHAPE = 1.3


@dataclass(frozen=True, kw_only=True)
class Band:
    """The ground behind one lane, by the lane's id."""

    lane: str
    box: Box


def arranged(people: Sequence[Person], lanes: Sequence[str], order: Sequence[int], size: Size, height: float) -> Places:
    """Places for people in this order; blocks are folded and lanes set side by side for the shape of a page."""
    blocks: _Blocks = defaultdict(list)
    for index in order:
        blocks[people[index].lane_key, people[index].level].append(people[index].key)
    used = [lane for lane in ("", *lanes) if lane in {lane for lane, _ in blocks}]
    levels = {level for lane, level in blocks if lane} or {level for _, level in blocks}
    fewest = 1 if len(levels) == 1 else 2
    tallest = math.sqrt(max(map(len, blocks.values())) * size.width / height / _GOOD_SHAPE)
    longest = min(max(_LONGEST, math.ceil(tallest)), max(fewest, *map(len, blocks.values())))
    stacked = (_stacked(blocks, used, rows, size, height) for rows in range(fewest, longest + 1))
    tries = ((places, lattice) for places in stacked for lattice in _splits(places, size))
    places, best = min(tries, key=lambda one: one[1].misshapen)
    return replace(places, panels=best.panels, middle=round(best.lanes[1] / 2, 1))


def _stacked(blocks: _Blocks, lanes: Sequence[str], rows: int, size: Size, height: float) -> Places:
    """All lanes below each other, no block with more than so many rows."""
    found = {}
    for (lane, level), block in blocks.items():
        deep = math.ceil(len(block) / math.ceil(len(block) / rows))
        for rank, key in enumerate(block):
            found[key] = Place(lane=lane, level=level, fold=rank // deep, step=2 * (rank % deep) - (deep - 1))
    compact = not size.title
    return Places(shape="grid", compact=compact, width=size.width, height=height, panels=(tuple(lanes),), of=found)


def _splits(stacked: Places, size: Size) -> Iterator[_Lattice]:
    """The lanes of one panel there, and in several of about equal height, until that is wide enough."""
    (lanes,) = stacked.panels
    lattice = whole = _Lattice(stacked, size, stacked.panels)
    yield whole
    middles, height = whole.lanes
    for panels in range(2, min(_MOST_PANELS, len(lanes)) + 1):
        if lattice.width / lattice.lanes[1] > _GOOD_SHAPE:
            return
        found: list[list[str]] = [[] for _ in range(panels)]
        for lane in lanes:
            found[min(panels - 1, int(middles.get(lane, 0.0) / height * panels))].append(lane)
        lattice = _Lattice(stacked, size, tuple(tuple(panel) for panel in found if panel))
        yield lattice


class _Lattice:
    """Coordinates of columns and lanes; a place has the same ones whoever else is there."""

    def __init__(self, places: Places, size: Size, panels: tuple[tuple[str, ...], ...]) -> None:
        self._places, self._size, self.panels = places, size, panels
        self.pitch = places.height + size.between_rows
        self.free = places.free_levels
        self.start, self.beside = self._beside()
        self.columns = [self._columns(panel) for panel in panels]
        self.starts = self._starts()
        self.lanes = self._lanes()
        self.width = self.starts[-1] + self.columns[-1][1]

    @property
    def misshapen(self) -> tuple[float, int]:
        """How far it is from the shape of a page, and the number of panels."""
        return round(abs(math.log(self.width / self.lanes[1] / _GOOD_SHAPE)), 2), len(self.panels)

    def _wide(self, folds: int) -> float:
        return folds * (self._places.width + self._size.between_folds) - self._size.between_folds

    def _beside(self) -> tuple[float, dict[int, float]]:
        """Where the first panel begins, and the left end of each level that stands beside all panels."""
        lefts, x = {}, 0.0
        for level, folds in self._places.columns([""]).items():
            if level in self.free:
                lefts[level] = x
                x += self._wide(folds) + self._size.between_columns
        return x, lefts

    def _columns(self, panel: tuple[str, ...]) -> tuple[dict[int, float], float]:
        """The left end of each level in a panel, and how wide the panel is."""
        lefts, x = {}, 0.0
        for level, folds in self._places.columns(panel).items():
            if level not in self.free:
                lefts[level] = x
                x += self._wide(folds) + self._size.between_columns
        return lefts, max(0.0, x - self._size.between_columns)

    def _starts(self) -> list[float]:
        widths = [wide + _BETWEEN_PANELS for _, wide in self.columns]
        return [self.start + sum(widths[:number]) for number in range(len(widths))]

    def title(self, lane: str) -> float:
        return _BAND_TITLE if lane else 0.0

    def half(self, lane: str) -> float:
        return self._places.reaches[lane] * self.pitch / 2 + self._places.height / 2

    def _lanes(self) -> tuple[dict[str, float], float]:
        """The middle of each lane, and the height of the tallest panel."""
        middles, tallest, held = {}, 0.0, self._places.reaches
        for panel in self.panels:
            y = 0.0
            for lane in panel:
                if lane in held:
                    half = self.half(lane)
                    middles[lane] = middle = y + _BAND_PADDING + self.title(lane) + half
                    y = middle + half + _BAND_PADDING + _BETWEEN_LANES
            tallest = max(tallest, y - _BETWEEN_LANES)
        return middles, tallest

    @cached_property
    def panel(self) -> dict[str, int]:
        """Which panel each lane is in."""
        return {lane: number for number, lanes in enumerate(self.panels) for lane in lanes}

    def _left(self, place: Place) -> float:
        if place.level in self.free:
            return self.beside[place.level]
        panel = self.panel[place.lane]
        return self.starts[panel] + self.columns[panel][0][place.level]

    def at(self, place: Place) -> Point:
        x = self._left(place) + place.fold * (self._places.width + self._size.between_folds)
        middle = self._places.middle if place.level in self.free else self.lanes[0][place.lane]
        return (x + self._places.width / 2, middle + place.step * self.pitch / 2)

    def bands(self) -> tuple[Band, ...]:
        found = []
        for lane, middle in self.lanes[0].items():
            top = middle - self.half(lane) - self.title(lane) - _BAND_PADDING
            tall = middle + self.half(lane) + _BAND_PADDING - top
            panel = self.panel[lane]
            left, wide = self.starts[panel] - _BAND_PADDING, self.columns[panel][1] + 2 * _BAND_PADDING
            found.append(Band(lane=lane, box=Box(x=left, y=top, width=wide, height=tall)))
        return tuple(band for band in found if band.lane)


def grid(places: Places, size: Size) -> tuple[dict[str, Point], tuple[Band, ...]]:
    """The middle of every place by the id of its card, in points, and the bands behind the lanes."""
    lattice = _Lattice(places, size, places.panels)
    return {key: lattice.at(place) for key, place in places.of.items() if place.level != EDGE}, lattice.bands()
