"""DOT out, an image map or a picture in: what the project says to Graphviz and what it believes of the answer.

Nothing that a user typed is in it: opaque names, sizes and places, and no labels, fonts or colours.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence

from playbook_gen.maps.geometry import Curve, Point, hull, straightened
from playbook_gen.maps.layout import Edge, Engine, Form, Layout, Node

FORMS: Mapping[Engine, Form] = {"dot": "imap", "neato": "imap", "nop2": "svg"}
"""The form in which each question is answered: places want no ways, and writing these is a third of the cost."""

_LEADING = 'node [URL="\\N"];'
"""Only what leads somewhere is in an image map."""
_FAR = 1_000_000.0
_PIXEL = 0.75
"""Points in a pixel of an image map."""
_RECTANGLE = re.compile(r"^rect (n\d+) (-?\d+),(-?\d+) (-?\d+),(-?\d+)$", re.MULTILINE)
_FIRST_BOX = re.compile(r'<title>n0</title>\s*<polygon [^<>]*?points="([^"]*)"')
_WAY = re.compile(r'<title>n(\d+)&#45;&gt;n(\d+)</title>\s*<path [^<>]*? d="M([^"]*)"')


class AnswerUnreadable(ValueError):  # noqa: N818 - states what was found
    """The answer is not what Graphviz gives for what was asked."""


def _number(value: float) -> str:
    return f"{value:.2f}"


def _size(node: Node) -> str:
    return f"width={_number(node.width / 72)} height={_number(node.height / 72)}"


def _boxes(nodes: Sequence[Node], *, placed: bool) -> list[str]:
    """One size for all, then each box in its turn: a size of its own only where that differs, and where it stands."""
    lines = [f"node [{_size(nodes[0])}];"]
    for index, node in enumerate(nodes):
        own = "" if (node.width, node.height) == (nodes[0].width, nodes[0].height) else _size(node)
        at = f' pos="{_number(node.at[0])},{_number(-node.at[1])}"' if placed else ""
        lines.append(f"n{index} [{own}{at}];")
    return lines


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
    lines = [_LEADING, *_boxes(nodes, placed=False), *_lane_clusters(nodes), *_levels(nodes)]
    for edge in edges:
        down = nodes[edge.tail].level < nodes[edge.head].level
        lines.append(f"n{edge.tail} -> n{edge.head}{'' if down else ' [constraint=false]'};")
    return _frame("newrank=true rankdir=LR nodesep=0.2 ranksep=1", lines)


def _routing(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    lines = _boxes(nodes, placed=True)
    lines += [f"n{edge.tail} -> n{edge.head};" for edge in edges]
    return _frame('splines=true esep="+7"', lines)


def _nearness(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    lines = [_LEADING, *(f"n{i} [width=1 height=0.5];" for i in range(len(nodes)))]
    lines += [f"n{edge.tail} -> n{edge.head};" for edge in edges]
    return _frame("mode=major maxiter=200 overlap=true splines=false", lines)


def write(nodes: Sequence[Node], edges: Sequence[Edge], engine: Engine) -> str:
    """The DOT text of one question; a function of numbers alone."""
    texts = {"dot": _ordering, "neato": _nearness, "nop2": _routing}
    return texts[engine](nodes, edges)


def _points(numbers: Sequence[str], dx: float = 0.0, dy: float = 0.0) -> tuple[Point, ...]:
    points = tuple([(float(x) + dx, float(y) + dy) for x, y in zip(numbers[::2], numbers[1::2], strict=True)])
    for x, y in points:
        # What is no number is in no range.
        if not (-_FAR <= x <= _FAR and -_FAR <= y <= _FAR):
            raise AnswerUnreadable
    return points


def _places(answer: str, nodes: Sequence[Node]) -> tuple[Point, ...]:
    """The middles of the boxes of an image map."""
    sides = {name: corners for name, *corners in _RECTANGLE.findall(answer)}
    found = []
    for index in range(len(nodes)):
        (ax, ay), (bx, by) = _points(sides[f"n{index}"])
        found.append(((ax + bx) / 2 * _PIXEL, (ay + by) / 2 * _PIXEL))
    return tuple(found)


def _curve(way: str, dx: float, dy: float) -> Curve:
    points = _points(way.replace("C", " ").replace(",", " ").split(), dx, dy)
    if len(points) < 4 or len(points) % 3 != 1:
        raise AnswerUnreadable
    return straightened(points)


def _ways(answer: str, nodes: Sequence[Node], edges: Sequence[Edge]) -> tuple[Curve, ...]:
    """The lines of a picture, moved with it to where the first box was put."""
    outline = _FIRST_BOX.search(answer)
    if not outline:
        raise AnswerUnreadable
    box = hull(_points(outline[1].replace(",", " ").split()))
    dx, dy = (nodes[0].at[axis] - box.centre[axis] for axis in (0, 1))
    found = {(int(tail), int(head)): _curve(way, dx, dy) for tail, head, way in _WAY.findall(answer)}
    return tuple([found.get(edge, ()) for edge in edges])


def read(answer: bytes, nodes: Sequence[Node], edges: Sequence[Edge], engine: Engine) -> Layout:
    """Positions or curves out of an answer, range-checked, y down; where only curves were asked for, boxes stay.

    Raises ``AnswerUnreadable`` for everything else that may come back.
    """
    try:
        text = answer.decode("ascii")
        if FORMS[engine] == "imap":
            return Layout(positions=_places(text, nodes), curves=tuple(() for _ in edges))
        return Layout(positions=tuple(node.at for node in nodes), curves=_ways(text, nodes, edges))
    except (ValueError, KeyError, IndexError) as fault:
        raise AnswerUnreadable from fault
