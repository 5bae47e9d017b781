"""From a plan to places and coordinates: ring or grid, afresh or from the last map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from playbook_gen.maps import field, grid, places, ring
from playbook_gen.maps.face import COMPACT, ROOMY, Face, Size, common_height, face, fitted
from playbook_gen.maps.geometry import Point, corners, hull
from playbook_gen.maps.labels import Labels
from playbook_gen.maps.layout import Edge, Layouter, Node
from playbook_gen.maps.places import Places
from playbook_gen.maps.plan import ROUTED_UP_TO, TITLED_UP_TO, UNLANED, Person, Plan


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
    # Many people are found by their function; near whom they stand can no longer be taken in.
    listed = compact and (len(plan.people) > ROUTED_UP_TO or any(one.lane_key for one in plan.people))
    return "field" if field.suits(plan.people) and not listed else "grid"


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
        in_a_row = shape == "ring" and len(plan.people) <= ring.IN_A_ROW
        least = _height(plan, _faces(plan, labels, size, shape, brief=not in_a_row), size)
        found = places.grown(plan.people, plan.lane_keys, before, least)
        if not (may_start_afresh and places.crowded(plan.people, found)):
            return _with_coordinates(plan, found, size, _fitting(plan, labels, size, found))
    size = fitted(COMPACT if compact else ROOMY, plan.people, marked=bool(plan.overlays))
    faces = _faces(plan, labels, size, shape)
    return _with_coordinates(plan, _afresh(plan, shape, size, _height(plan, faces, size), layouter), size, faces)


def _height(plan: Plan, faces: Iterable[Face], size: Size) -> float:
    return common_height(faces, size, marked=bool(plan.overlays))


def _lane(plan: Plan, one: Person) -> str:
    return "" if one.lane == UNLANED else plan.lanes[one.lane]


def _faces(plan: Plan, labels: Labels, size: Size, shape: places.Shape, *, brief: bool = False) -> tuple[Face, ...]:
    """What stands on each card, with the function where no band says it."""
    lanes = (_lane(plan, one) if shape != "grid" else "" for one in plan.people)
    return tuple(
        face(one, lane, labels.sponsor, size=size, brief=brief) for one, lane in zip(plan.people, lanes, strict=True)
    )


def _fitting(plan: Plan, labels: Labels, size: Size, found: Places) -> tuple[Face, ...]:
    """The faces for cards as high as they were: in brief at the edge, where no band is, and where more had no room."""
    whole, brief = (_faces(plan, labels, size, found.shape, brief=short) for short in (False, True))
    return tuple(
        face(person, _lane(plan, person), labels.sponsor, size=size, brief=True)
        if found.of[person.key].level == places.EDGE
        else one
        if _height(plan, [one], size) <= found.height
        else short
        for person, one, short in zip(plan.people, whole, brief, strict=True)
    )


def _with_coordinates(plan: Plan, found: Places, size: Size, faces: tuple[Face, ...]) -> Arranged:
    spots, bands = _coordinates(found, size)
    spots = {**spots, **_edge(found, size, spots.values(), bands)}
    homes = {**found.homes, **{one.key: one.lane_key for one in plan.people}}
    return Arranged(
        places=replace(found, homes=homes),
        size=size,
        faces=faces,
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
    outside = {key: at.step for key, at in found.of.items() if at.level == places.EDGE}
    if not outside:
        return {}
    frame = hull([*spots, *(corner for band in bands for corner in corners(band.box))])
    x = frame.right + found.width + size.between_folds
    pitch = found.height + size.between_rows
    return {key: (x, frame.y + step * pitch) for key, step in outside.items()}
