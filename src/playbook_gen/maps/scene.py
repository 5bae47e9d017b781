"""Puts the parts of one map in their places: a finished picture in numbers, before any markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playbook_gen.maps import ring
from playbook_gen.maps.face import WIDTH, Face, common_height, face
from playbook_gen.maps.geometry import Box, Curve, Point, around, corners, hull, point_at
from playbook_gen.maps.grid import Band, grid
from playbook_gen.maps.labels import Labels
from playbook_gen.maps.layout import Edge, Layouter, Node
from playbook_gen.maps.legend import ROW, Key, legend
from playbook_gen.maps.plan import Person, Plan, alliance_numbers
from playbook_gen.maps.route import Arrow, arrows, curves, ribbons

ROUTED_UP_TO = 60
"""People up to whom Graphviz orders and routes; its routing is cubic, the built-in one is not."""

_MARGIN = 16.0
_LEGEND_GAP = 26.0
_NARROWEST = 480.0


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A card in its place; ``person`` counts in the plan's people."""

    person: int
    box: Box
    face: Face


@dataclass(frozen=True, kw_only=True)
class Ribbon:
    """An alliance in its place, with the middle of its numbered badge."""

    number: int
    name: str
    curve: Curve
    badge: Point


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Everything with its coordinates, in points, y down; seats stand in reading order."""

    view: Box
    seats: tuple[Seat, ...]
    bands: tuple[Band, ...]
    arrows: tuple[Arrow, ...]
    ribbons: tuple[Ribbon, ...]
    keys: tuple[Key, ...]


def _nodes(people: Sequence[Person], height: float, middles: Sequence[Point] | None = None) -> list[Node]:
    places = middles or [(0.0, 0.0)] * len(people)
    return [
        Node(level=person.column, lane=person.lane + 1, width=WIDTH, height=height, at=at)
        for person, at in zip(people, places, strict=True)
    ]


def _joined(plan: Plan) -> list[tuple[int, int]]:
    return [(track.tail, track.head) for track in plan.tracks] + [(link.a, link.b) for link in plan.ribbons]


def _order(plan: Plan, height: float, layouter: Layouter) -> list[int]:
    """All people, column by column and lane by lane, each block in the order that crosses least."""
    edges = [Edge(tail=a, head=b) for a, b in sorted(set(_joined(plan)))]
    if not edges:
        return list(range(len(plan.people)))
    found = layouter.layout(_nodes(plan.people, height), edges, "dot").positions
    return sorted(range(len(plan.people)), key=lambda index: (round(found[index][1], 1), index))


def _reading(plan: Plan, seats: Sequence[Seat]) -> tuple[Seat, ...]:
    """By lane as stated, then by level, then from top to bottom: the order for keyboards and screen readers."""

    def key(seat: Seat) -> tuple[int, int, float, float]:
        person = plan.people[seat.person]
        return (person.lane, person.column, seat.box.x, seat.box.y)

    return tuple(sorted(seats, key=key))


def _extent(seats: Sequence[Seat], bands: Sequence[Band], laid: Sequence[Curve]) -> Iterator[Point]:
    for box in [seat.box.grown(4) for seat in seats] + [band.box for band in bands]:
        yield from corners(box)
    for curve in laid:
        yield from (corner for point in curve for corner in corners(around(point, 14, 14)))


def _ribbons(plan: Plan, laid: dict[tuple[int, int], Curve]) -> tuple[Ribbon, ...]:
    ways = ribbons(plan.ribbons, laid)
    numbers = alliance_numbers(plan)
    return tuple(
        Ribbon(number=numbers[link.name], name=link.name, curve=way, badge=point_at(way, 0.5))
        for link, way in zip(plan.ribbons, ways, strict=True)
    )


def scene(plan: Plan, labels: Labels, layouter: Layouter, *, show_trust: bool) -> Scene:
    """The picture of a plan that holds one person at least."""
    on_ring = ring.suits(plan.people) or len(plan.people) <= 2
    lanes = [plan.lanes[one.lane] if on_ring and one.lane >= 0 else "" for one in plan.people]
    faces = [face(person, lane, labels.sponsor) for person, lane in zip(plan.people, lanes, strict=True)]
    height = common_height(faces)
    bands: tuple[Band, ...] = ()
    if on_ring:
        middles = ring.ring(plan.people, height)
    else:
        placed = grid(plan.people, _order(plan, height, layouter), height)
        middles, bands = placed.middles, placed.bands
    seats = tuple(
        Seat(person=index, box=around(middle, WIDTH, height), face=faces[index]) for index, middle in enumerate(middles)
    )
    laid = curves(_nodes(plan.people, height, middles), _joined(plan), layouter)
    drawn = arrows(plan.tracks, laid, [seat.box for seat in seats])
    picture = hull(_extent(seats, bands, [*laid.values()]))
    at = (picture.x, picture.bottom + _LEGEND_GAP)
    keys = legend(plan, labels, show_trust=show_trust, at=at, width=max(picture.width, _NARROWEST))
    return Scene(
        view=_view(picture, keys),
        seats=_reading(plan, seats),
        bands=bands,
        arrows=drawn,
        ribbons=_ribbons(plan, laid),
        keys=keys,
    )


def _view(picture: Box, keys: Sequence[Key]) -> Box:
    ends = [corner for key in keys for corner in ((key.x, key.y + ROW / 2), (key.right, key.y))]
    return hull([*corners(picture), *ends]).grown(_MARGIN)
