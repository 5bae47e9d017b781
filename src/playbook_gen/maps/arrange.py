"""From a plan to places and coordinates: ring or grid, afresh or from the last map."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from playbook_gen.maps import field, grid, places, ring
from playbook_gen.maps.face import COMPACT, ROOMY, Face, Size, common_height, face, fitted
from playbook_gen.maps.geometry import Point, corners, hull
from playbook_gen.maps.labels import Labels
from playbook_gen.maps.layout import Edge, Layouter, Node
from playbook_gen.maps.places import Places
from playbook_gen.maps.plan import TITLED_UP_TO, UNLANED, Plan


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


def _near(plan: Plan, width: float, height: float, layouter: Layouter) -> Sequence[Point]:
    edges = [Edge(tail=a, head=b) for a, b in sorted({(min(pair), max(pair)) for pair in joined(plan)})]
    return layouter.layout(_nodes(plan, width, height, [(0.0, 0.0)] * len(plan.people)), edges, "neato").positions


def _shape(plan: Plan, before: Places | None, *, compact: bool) -> places.Shape:
    if before and before.shape == "grid" and before.compact == compact:
        return "grid"
    if plan.headings:
        return "grid"
    if ring.suits(plan.people):
        return "ring"
    return "field" if field.suits(plan.people) else "grid"


def _afresh(plan: Plan, shape: places.Shape, size: Size, height: float, layouter: Layouter) -> Places:
    if shape == "ring":
        return ring.arranged(plan.people, joined(plan), size, height)
    if shape == "field":
        near = _near(plan, size.width, height, layouter)
        return field.arranged(plan.people, near, joined(plan), size, height)
    order = _order(plan, size.width, height, layouter)
    return grid.arranged(plan.people, plan.lane_keys, order, size, height)


def arrange(
    plan: Plan, labels: Labels, layouter: Layouter, before: Places | None = None, *, may_start_afresh: bool = False
) -> Arranged:
    """Places for everybody on a plan that holds one person at least, from those of the last map where there is one.

    A map whose shape or card size has to change starts afresh; with ``may_start_afresh`` also one that is crowded at
    the edge.
    """
    compact = len(plan.people) > TITLED_UP_TO
    shape = _shape(plan, before, compact=compact)
    if before and (before.shape, before.compact) == (shape, compact) and before.of:
        size = replace(COMPACT if compact else ROOMY, width=before.width)
        found = places.grown(plan.people, plan.lane_keys, before, _height(plan, labels, size, shape))
        if not (may_start_afresh and places.crowded(plan.people, found)):
            return _with_coordinates(plan, found, size, labels)
    size = fitted(COMPACT if compact else ROOMY, plan.people, marked=bool(plan.overlays))
    found = _afresh(plan, shape, size, _height(plan, labels, size, shape), layouter)
    return _with_coordinates(plan, found, size, labels)


def _height(plan: Plan, labels: Labels, size: Size, shape: places.Shape) -> float:
    bare = {one.key for one in plan.people} if shape != "grid" else set()
    return common_height(_faces(plan, labels, size, bare), size, marked=bool(plan.overlays))


def _faces(
    plan: Plan, labels: Labels, size: Size, bare: Collection[str], brief: Collection[str] = ()
) -> tuple[Face, ...]:
    """What stands on each card; the function stands on a bare one, since no band says it."""
    return tuple(
        face(
            one,
            plan.lanes[one.lane] if one.key in bare and one.lane != UNLANED else "",
            labels.sponsor,
            size=size,
            brief=one.key in brief,
        )
        for one in plan.people
    )


def _with_coordinates(plan: Plan, found: Places, size: Size, labels: Labels) -> Arranged:
    spots, bands = _coordinates(found, size)
    edge = [key for key, place in found.of.items() if place.level == places.EDGE]
    bare = [key for key in found.of if found.shape != "grid" or key in edge]
    spots = {**spots, **_edge(found, size, spots.values(), bands)}
    return Arranged(
        places=found,
        size=size,
        faces=_faces(plan, labels, size, bare, brief=edge),
        middles=tuple(spots[one.key] for one in plan.people),
        spots=tuple(spots.values()),
        bands=bands,
    )


def _coordinates(found: Places, size: Size) -> tuple[dict[str, Point], tuple[grid.Band, ...]]:
    if found.shape == "grid":
        return grid.grid(found, size)
    return ring.ring(found) if found.shape == "ring" else field.field(found, size), ()


def _edge(found: Places, size: Size, spots: Iterable[Point], bands: Iterable[grid.Band]) -> dict[str, Point]:
    """Those at the edge below each other, to the right of everything else."""
    frame = hull([*spots, *(corner for band in bands for corner in corners(band.box))])
    x = max(frame.right + found.width, frame.right + size.between_columns)
    pitch = found.height + size.between_rows
    return {key: (x, frame.y + at.step * pitch) for key, at in found.of.items() if at.level == places.EDGE}
