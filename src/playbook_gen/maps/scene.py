"""Puts the parts of one map in their places: a finished picture in numbers, before any markup."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from playbook_gen.maps.arrange import Arranged, joined, nodes
from playbook_gen.maps.face import Face, Size
from playbook_gen.maps.geometry import Box, Curve, Point, around, corners, hull, point_at
from playbook_gen.maps.grid import Band
from playbook_gen.maps.labels import Labels
from playbook_gen.maps.layout import Layouter
from playbook_gen.maps.legend import ROW, Key, legend
from playbook_gen.maps.plan import Plan, alliance_numbers
from playbook_gen.maps.route import Arrow, arrows, curves, ribbons
from playbook_gen.maps.text import ellipsise

LANE_TYPE = 13.0
"""Type size of the names of functions and of columns, in points."""
MARGIN = 16.0
"""Empty ground around a map, in points."""
_LEGEND_GAP = 26.0
_NARROWEST = 480.0
_HEADING_GAP = 18.0
_BADGE_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
_BADGES_APART = 24.0


class Seat(NamedTuple):
    """A card in its place; ``person`` counts in the plan's people."""

    person: int
    box: Box
    face: Face


@dataclass(frozen=True, kw_only=True)
class Ribbon:
    """An alliance in its place, with the middle of its numbered badge."""

    number: int
    name: str
    ends: tuple[int, int]
    curve: Curve
    badge: Point


@dataclass(frozen=True, kw_only=True)
class Heading:
    """Words above a column, centred on a point of their baseline."""

    words: str
    at: Point


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Everything with its coordinates, in points, y down; seats stand in reading order."""

    view: Box
    size: Size
    seats: tuple[Seat, ...]
    bands: tuple[Band, ...]
    headings: tuple[Heading, ...]
    arrows: tuple[Arrow, ...]
    ribbons: tuple[Ribbon, ...]
    keys: tuple[Key, ...]


def _reading(plan: Plan, seats: Sequence[Seat]) -> tuple[Seat, ...]:
    """By lane as stated, then by level, then from top to bottom: the order for keyboards and screen readers."""

    def key(seat: Seat) -> tuple[int, int, float, float]:
        person = plan.people[seat.person]
        return (person.lane, person.level, seat.box.x, seat.box.y)

    return tuple(sorted(seats, key=key))


def _extent(boxes: Sequence[Box], bands: Sequence[Band], laid: Sequence[Curve]) -> Iterator[Point]:
    for box in (*boxes, *(band.box for band in bands)):
        yield from corners(box)
    if laid:
        yield from corners(hull([point for curve in laid for point in curve]).grown(7))


def _ribbons(plan: Plan, laid: dict[tuple[int, int], Curve]) -> tuple[Ribbon, ...]:
    ways = ribbons(plan.ribbons, laid)
    numbers = alliance_numbers(plan)
    return tuple(
        Ribbon(number=numbers[link.name], name=link.name, ends=(link.a, link.b), curve=way, badge=badge)
        for link, way, badge in zip(plan.ribbons, ways, _badges(ways), strict=True)
    )


def _badges(ways: Iterable[Curve]) -> list[Point]:
    """A spot on each way, as near to its middle as leaves it apart from the badges before it."""
    found: list[Point] = []
    for way in ways:
        spots = (point_at(way, share) for share in _BADGE_SHARES)
        free = (spot for spot in spots if all(math.dist(spot, other) >= _BADGES_APART for other in found))
        found.append(next(free, None) or point_at(way, _BADGE_SHARES[0]))
    return found


def _headings(plan: Plan, seats: Sequence[Seat]) -> Iterator[Heading]:
    top = min(seat.box.y for seat in seats) - _HEADING_GAP
    for level, words in plan.headings:
        column = [seat.box for seat in seats if plan.people[seat.person].level == level]
        if column:
            left, right = min(box.x for box in column), max(box.right for box in column)
            room = right - left + 2 * _HEADING_GAP
            yield Heading(words=ellipsise(words, room, LANE_TYPE, bold=True), at=((left + right) / 2, top))


def scene(plan: Plan, labels: Labels, layouter: Layouter, at: Arranged, *, show_trust: bool) -> Scene:
    """The picture of a plan whose people have their places."""
    width, height = at.places.width, at.places.height
    seats = tuple(
        Seat(person=index, box=around(middle, width, height), face=at.faces[index])
        for index, middle in enumerate(at.middles)
    )
    cards = [seat.box for seat in seats]
    laid = curves(nodes(plan, at), cards, joined(plan), layouter)
    drawn = arrows(plan.tracks, laid, cards)
    headings = tuple(_headings(plan, seats))
    spots = hull(at.spots)
    frame = [around(spots.centre, spots.width + width, spots.height + height).grown(4)]
    frame += [around((x, y), width, 2 * LANE_TYPE) for x, y in (heading.at for heading in headings)]
    picture = hull(_extent(frame, at.bands, [*laid.values()]))
    corner = (picture.x, picture.bottom + _LEGEND_GAP)
    keys = legend(plan, labels, show_trust=show_trust, at=corner, width=max(picture.width, _NARROWEST))
    return Scene(
        view=_view(picture, keys),
        size=at.size,
        seats=_reading(plan, seats),
        bands=at.bands,
        headings=headings,
        arrows=drawn,
        ribbons=_ribbons(plan, laid),
        keys=keys,
    )


def _view(picture: Box, keys: Sequence[Key]) -> Box:
    ends = [corner for key in keys for corner in ((key.x, key.y + ROW / 2), (key.right, key.y))]
    return hull([*corners(picture), *ends]).grown(MARGIN)
