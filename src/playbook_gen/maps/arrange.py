"""From a plan to places and coordinates: ring or grid, afresh or from the last map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playbook_gen.maps import grid, places, ring
from playbook_gen.maps.face import COMPACT, ROOMY, Face, Size, common_height, face
from playbook_gen.maps.geometry import Point
from playbook_gen.maps.labels import Labels
from playbook_gen.maps.layout import Edge, Layouter, Node
from playbook_gen.maps.places import Places
from playbook_gen.maps.plan import UNLANED, Plan

ROUTED_UP_TO = 60
"""People up to whom Graphviz orders and routes, and cards hold titles: its routing is cubic."""


@dataclass(frozen=True, kw_only=True)
class Arranged:
    """What is settled before ties are drawn: a card and a middle for each person of a plan, and the bands behind."""

    places: Places
    size: Size
    faces: tuple[Face, ...]
    middles: tuple[Point, ...]
    spots: tuple[Point, ...]
    """The middles of all places, of people who are not on this map too: the frame in which two years compare."""
    bands: tuple[grid.Band, ...]


def joined(plan: Plan) -> list[tuple[int, int]]:
    """Who is joined with whom, by ties and by alliances."""
    return [(track.tail, track.head) for track in plan.tracks] + [(link.a, link.b) for link in plan.ribbons]


def nodes(plan: Plan, at: Arranged) -> list[Node]:
    """The cards as a layout sees them."""
    return _nodes(plan, at.places.width, at.places.height, at.middles)


def _nodes(plan: Plan, width: float, height: float, middles: Sequence[Point]) -> list[Node]:
    levels = sorted({person.level for person in plan.people})
    return [
        Node(level=levels.index(person.level), lane=person.lane + 1, width=width, height=height, at=at)
        for person, at in zip(plan.people, middles, strict=True)
    ]


def _order(plan: Plan, width: float, height: float, layouter: Layouter) -> list[int]:
    """All people, column by column and lane by lane, each block in the order that crosses least."""
    edges = [Edge(tail=a, head=b) for a, b in sorted(set(joined(plan)))]
    if not edges:
        return list(range(len(plan.people)))
    unplaced = _nodes(plan, width, height, [(0.0, 0.0)] * len(plan.people))
    found = layouter.layout(unplaced, edges, "dot").positions
    return sorted(range(len(plan.people)), key=lambda index: (round(found[index][1], 1), index))


def _shape(plan: Plan, before: Places | None, size: Size) -> places.Shape:
    if before and before.shape == "grid" and before.width == size.width:
        return "grid"
    return "ring" if ring.suits(plan.people) else "grid"


def _afresh(plan: Plan, shape: places.Shape, size: Size, height: float, layouter: Layouter) -> Places:
    if shape == "ring":
        return ring.arranged(plan.people, joined(plan), height)
    order = _order(plan, size.width, height, layouter)
    return grid.arranged(plan.people, plan.lane_keys, order, size, height)


def arrange(
    plan: Plan, labels: Labels, layouter: Layouter, before: Places | None = None, *, may_start_afresh: bool = False
) -> Arranged:
    """Places for everybody on a plan that holds one person at least, from those of the last map where there is one.

    A map whose shape or card size has to change starts afresh; with ``may_start_afresh`` also one that is crowded at
    the edge.
    """
    size = ROOMY if len(plan.people) <= ROUTED_UP_TO else COMPACT
    shape = _shape(plan, before, size)
    over = [plan.lanes[one.lane] if shape == "ring" and one.lane != UNLANED else "" for one in plan.people]
    faces = tuple(face(one, lane, labels.sponsor, size=size) for one, lane in zip(plan.people, over, strict=True))
    height = common_height(faces, size, marked=bool(plan.overlays))
    found = None
    if before and before.of and (before.shape, before.width) == (shape, size.width):
        found = places.grown(plan.people, plan.lane_keys, before, height)
    if found is None or (may_start_afresh and places.crowded(plan.people, found)):
        found = _afresh(plan, shape, size, height, layouter)
    return _with_coordinates(plan, found, size, faces)


def _with_coordinates(plan: Plan, found: Places, size: Size, faces: tuple[Face, ...]) -> Arranged:
    spots, bands = (ring.ring(found), ()) if found.shape == "ring" else grid.grid(found, size)
    return Arranged(
        places=found,
        size=size,
        faces=faces,
        middles=tuple(spots[one.key] for one in plan.people),
        spots=tuple(spots.values()),
        bands=bands,
    )
