"""DOT out and ``json0`` in: what the project says to Graphviz and what it believes of the answer.

Nothing that a user typed is in it: opaque names, sizes and places, and no labels, fonts, colours or links.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence

from playbook_gen.maps.geometry import Curve, Point
from playbook_gen.maps.layout import Edge, Engine, Layout, Node

_FAR = 1_000_000.0


class AnswerUnreadable(ValueError):  # noqa: N818 - states what was found
    """The answer is not what Graphviz gives for what was asked."""


def _number(value: float) -> str:
    return f"{value:.2f}"


def _box(index: int, node: Node, more: str = "") -> str:
    size = f"width={_number(node.width / 72)} height={_number(node.height / 72)}"
    return f"n{index} [{size}{more}];"


def _frame(settings: str, lines: Iterable[str]) -> str:
    head = [
        f"digraph {{ graph [{settings}];",
        'node [shape=box fixedsize=true label=""]; edge [arrowhead=none];',
    ]
    return "\n".join([*head, *lines, "}", ""])


def _lane_clusters(nodes: Sequence[Node]) -> list[str]:
    """Lanes as clusters, held in their stated order by a chain of anchors in a column of its own."""
    lanes = sorted({node.lane for node in nodes})
    lines = []
    for lane in lanes:
        members = " ".join(f"n{i};" for i, node in enumerate(nodes) if node.lane == lane)
        lines.append(f"subgraph cluster_{lane} {{ a{lane} [width=0.1 height=0.1]; {members} }}")
    lines.append("{ rank=min; " + " ".join(f"a{lane};" for lane in lanes) + " }")
    lines += [f"a{a} -> a{b} [style=invis];" for a, b in itertools.pairwise(lanes)]
    return lines


def _levels(nodes: Sequence[Node]) -> list[str]:
    levels = sorted({node.level for node in nodes})
    rows = [[i for i, node in enumerate(nodes) if node.level == level] for level in levels]
    lines = ["{ rank=same; " + " ".join(f"n{i};" for i in row) + " }" for row in rows]
    firsts = [f"n{row[0]}" for row in rows]
    chain = [f"a{min(node.lane for node in nodes)}", *firsts]
    return lines + [f"{a} -> {b} [style=invis weight=0];" for a, b in itertools.pairwise(chain)]


def _ordering(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    lines = [_box(i, node) for i, node in enumerate(nodes)] + _lane_clusters(nodes) + _levels(nodes)
    for edge in edges:
        down = nodes[edge.tail].level < nodes[edge.head].level
        lines.append(f"n{edge.tail} -> n{edge.head}{'' if down else ' [constraint=false]'};")
    return _frame("newrank=true rankdir=LR nodesep=0.2 ranksep=1", lines)


def _routing(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    lines = [_box(i, node, f' pos="{_number(node.at[0])},{_number(-node.at[1])}"') for i, node in enumerate(nodes)]
    lines += [f"n{edge.tail} -> n{edge.head};" for edge in edges]
    return _frame('splines=true esep="+7"', lines)


def _nearness(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    lines = [f"n{i} [width=1 height=0.5];" for i in range(len(nodes))]
    lines += [f"n{edge.tail} -> n{edge.head};" for edge in edges]
    return _frame("mode=major maxiter=200 overlap=true splines=false", lines)


def write(nodes: Sequence[Node], edges: Sequence[Edge], engine: Engine) -> str:
    """The DOT text of one question; a function of numbers alone."""
    texts = {"dot": _ordering, "neato": _nearness, "nop2": _routing}
    return texts[engine](nodes, edges)


def _points(text: str, dx: float = 0.0, dy: float = 0.0) -> Curve:
    pairs = [part.split(",") for part in text.split()]
    points = tuple([(float(x) + dx, dy - float(y)) for x, y in pairs])
    # What is no number is in no range.
    if not all(-_FAR <= x <= _FAR and -_FAR <= y <= _FAR for x, y in points):
        raise AnswerUnreadable
    return points


def _point(text: str) -> Point:
    (point,) = _points(text)
    return point


def _curve(text: str, dx: float, dy: float) -> Curve:
    points = _points(text, dx, dy)
    if len(points) < 4 or len(points) % 3 != 1:
        raise AnswerUnreadable
    return points


def _read(answer: bytes, nodes: Sequence[Node], edges: Sequence[Edge], engine: Engine) -> Layout:
    tree = json.loads(answer)
    names = {item["_gvid"]: item["name"] for item in tree["objects"]}
    places = {item["name"]: _point(item["pos"]) for item in tree["objects"] if item["name"][:1] == "n"}
    positions = tuple(places[f"n{index}"] for index in range(len(nodes)))
    if engine != "nop2":
        return Layout(positions=positions, curves=tuple(() for _ in edges))
    dx, dy = (nodes[0].at[axis] - positions[0][axis] for axis in (0, 1))
    found = {
        (names[item["tail"]], names[item["head"]]): _curve(item["pos"], dx, dy)
        for item in tree.get("edges", ())
        if "pos" in item
    }
    curves = tuple(found.get((f"n{edge.tail}", f"n{edge.head}"), ()) for edge in edges)
    return Layout(positions=positions, curves=curves)


def read(answer: bytes, nodes: Sequence[Node], edges: Sequence[Edge], engine: Engine) -> Layout:
    """Positions and curves out of a ``json0`` answer, range-checked, y turned down.

    Raises ``AnswerUnreadable`` for everything else that may come back.
    """
    try:
        return _read(answer, nodes, edges, engine)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as fault:
        raise AnswerUnreadable from fault
