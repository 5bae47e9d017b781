"""The layout that cannot fail: order by the mean place of one's neighbours, own Béziers, pure Python.

It draws when the other layouts cannot, and every map above 150 people, where routing grows too dear.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from playbook_gen.maps.geometry import Box, Curve, Point, around, border, hits
from playbook_gen.maps.layout import Edge, Engine, Layout, Node

_SWEEPS = 4
_CLEARANCE = 5.0
_STRAIGHT_UP_TO = 60
_BOW = 26.0


def _neighbours(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in nodes]
    for edge in edges:
        found[edge.tail].append(edge.head)
        found[edge.head].append(edge.tail)
    return found


def _ordered(nodes: Sequence[Node], edges: Sequence[Edge]) -> tuple[Point, ...]:
    """Barycentre sweeps inside each level, lanes kept in their order; y is the place in the column."""
    columns: dict[int, list[int]] = defaultdict(list)
    for index in sorted(range(len(nodes)), key=lambda i: (nodes[i].level, nodes[i].lane, i)):
        columns[nodes[index].level].append(index)
    place = {index: float(rank) for column in columns.values() for rank, index in enumerate(column)}
    near = _neighbours(nodes, edges)
    for _ in range(_SWEEPS):
        for column in columns.values():
            wish = {i: sum(place[j] for j in near[i]) / len(near[i]) if near[i] else place[i] for i in column}
            column.sort(key=lambda i: (nodes[i].lane, wish[i], i))
            place.update({index: float(rank) for rank, index in enumerate(column)})
    return tuple((float(nodes[i].level), place[i]) for i in range(len(nodes)))


def _side(a: Box, b: Box) -> str:
    if b.x - a.right >= _BOW:
        return "right"
    if a.x - b.right >= _BOW:
        return "left"
    if a.x < b.right and b.x < a.right and abs(a.centre[1] - b.centre[1]) <= a.height + _BOW:
        return "down" if a.centre[1] < b.centre[1] else "up"
    return "bow"


def _sweep(a: Box, b: Box, shift: float) -> Curve:
    """A curve that leaves and meets the cards at right angles; ``shift`` spreads ends along a side."""
    side = _side(a, b)
    (ax, ay), (bx, by) = a.centre, b.centre
    if side in {"down", "up"}:
        top, end = (a.bottom, b.y) if side == "down" else (a.y, b.bottom)
        return ((ax + shift, top), (bx + shift, end))
    if side == "bow":
        out = max(a.right, b.right) + _BOW + abs(by - ay) * 0.12
        return ((a.right, ay + shift), (out, ay + shift), (out, by + shift), (b.right, by + shift))
    start, end = (a.right, b.x) if side == "right" else (a.x, b.right)
    middle = (start + end) / 2
    return ((start, ay + shift), (middle, ay + shift), (middle, by + shift), (end, by + shift))


def _clear(boxes: Sequence[Box], edge: Edge) -> Curve:
    """The straight line between two cards, or nothing if a third stands in its way."""
    start = border(boxes[edge.tail], boxes[edge.head].centre)
    end = border(boxes[edge.head], boxes[edge.tail].centre)
    others = (box for index, box in enumerate(boxes) if index not in (edge.tail, edge.head))
    blocked = any(hits(box.grown(_CLEARANCE), start, end) for box in others)
    return () if blocked else (start, end)


def _shifts(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[float]:
    """A small sideways step per edge, so that several at one card do not share a track."""
    met: dict[int, int] = defaultdict(int)
    steps = []
    for edge in edges:
        rank = max(met[edge.tail], met[edge.head])
        room = min(nodes[edge.tail].height, nodes[edge.head].height) / 2 - 6
        step = ((rank + 1) // 2) * 5.0 * (1 if rank % 2 else -1)
        steps.append(max(-room, min(room, step)))
        met[edge.tail] += 1
        met[edge.head] += 1
    return steps


def _routed(nodes: Sequence[Node], edges: Sequence[Edge]) -> tuple[Curve, ...]:
    boxes = [around(node.at, node.width, node.height) for node in nodes]
    look = len(nodes) <= _STRAIGHT_UP_TO
    return tuple(
        (_clear(boxes, edge) if look else ()) or _sweep(boxes[edge.tail], boxes[edge.head], shift)
        for edge, shift in zip(edges, _shifts(nodes, edges), strict=True)
    )


def _circled(count: int) -> tuple[Point, ...]:
    """Around a circle: a beginning that the swapping of cells improves."""
    turns = (math.tau * index / count for index in range(count))
    return tuple((round(math.cos(turn), 6), round(math.sin(turn), 6)) for turn in turns)


class Builtin:
    """The layouter of last resort, and of large maps."""

    def layout(self, nodes: Sequence[Node], edges: Sequence[Edge], engine: Engine) -> Layout:
        """See :class:`playbook_gen.maps.layout.Layouter`; never fails."""
        if engine == "neato":
            return Layout(positions=_circled(len(nodes)), curves=tuple(() for _ in edges))
        if engine == "dot":
            return Layout(positions=_ordered(nodes, edges), curves=tuple(() for _ in edges))
        return Layout(positions=tuple(node.at for node in nodes), curves=_routed(nodes, edges))
