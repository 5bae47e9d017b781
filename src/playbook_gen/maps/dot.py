"""DOT out, ``plain`` or ``imap`` in: what the project says to Graphviz and what it believes of the answer.

Nothing that a user typed is in it: opaque names, sizes and places, and no labels, fonts or colours.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

from playbook_gen.maps.geometry import Curve, Point, straightened
from playbook_gen.maps.layout import Edge, Engine, Form, Layout, Node

FORMS: Mapping[Engine, Form] = {"dot": "imap", "neato": "plain", "nop2": "plain"}
"""The form in which each question is answered; an order wants no ways, and writing them is a third of its cost."""

_FAR = 1_000_000.0
_PIXEL = 0.75
"""Points in a pixel of an image map."""


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
    # Only what leads somewhere is in an image map.
    lines = ['node [URL="\\N"];', *_boxes(nodes, placed=False), *_lane_clusters(nodes), *_levels(nodes)]
    for edge in edges:
        down = nodes[edge.tail].level < nodes[edge.head].level
        lines.append(f"n{edge.tail} -> n{edge.head}{'' if down else ' [constraint=false]'};")
    return _frame("newrank=true rankdir=LR nodesep=0.2 ranksep=1", lines)


def _routing(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    lines = _boxes(nodes, placed=True)
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


def _placed(inches: Sequence[str], dx: float = 0.0, dy: float = 0.0) -> tuple[Point, ...]:
    """Pairs of inches, y up, as points of 1/72 inch, y down."""
    return _near(
        tuple([(float(x) * 72 + dx, dy - float(y) * 72) for x, y in zip(inches[::2], inches[1::2], strict=True)])
    )


def _near(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The same points, if they lie where a map can."""
    for x, y in points:
        # What is no number is in no range.
        if not (-_FAR <= x <= _FAR and -_FAR <= y <= _FAR):
            raise AnswerUnreadable
    return points


def _curve(inches: Sequence[str], dx: float, dy: float) -> Curve:
    points = _placed(inches, dx, dy)
    if len(points) < 4 or len(points) % 3 != 1:
        raise AnswerUnreadable
    return straightened(points)


def _rectangles(lines: Iterable[str], nodes: Sequence[Node]) -> tuple[Point, ...]:
    """The middles of the boxes of an image map."""
    stated = (line.replace(",", " ").split() for line in lines if line.startswith("rect "))
    corners = {name: [int(side) for side in sides] for _, name, *sides in stated}
    middles = []
    for index in range(len(nodes)):
        left, top, right, bottom = corners[f"n{index}"]
        middles.append(((left + right) / 2 * _PIXEL, (top + bottom) / 2 * _PIXEL))
    return _near(tuple(middles))


def _read(answer: bytes, nodes: Sequence[Node], edges: Sequence[Edge], engine: Engine) -> Layout:
    lines = answer.decode("ascii").splitlines()
    if FORMS[engine] == "imap":
        return Layout(positions=_rectangles(lines, nodes), curves=tuple(() for _ in edges))
    stated = (line.split(None, 4) for line in lines if line.startswith("node "))
    places = {name: (x, y) for _, name, x, y, _ in stated}
    positions = _placed([inches for index in range(len(nodes)) for inches in places[f"n{index}"]])
    if engine != "nop2":
        return Layout(positions=positions, curves=tuple(() for _ in edges))
    dx, dy = (nodes[0].at[axis] - positions[0][axis] for axis in (0, 1))
    ways = {}
    for line in lines:
        if line.startswith("edge "):
            _, tail, head, count, *rest = line.split()
            ways[tail, head] = rest[: 2 * int(count)]
    found = ((f"n{edge.tail}", f"n{edge.head}") for edge in edges)
    curves = tuple(_curve(ways[ends], dx, dy) if ends in ways else () for ends in found)
    return Layout(positions=positions, curves=curves)


def read(answer: bytes, nodes: Sequence[Node], edges: Sequence[Edge], engine: Engine) -> Layout:
    """Positions and curves out of an answer, range-checked, y down.

    Raises ``AnswerUnreadable`` for everything else that may come back.
    """
    try:
        return _read(answer, nodes, edges, engine)
    except (ValueError, KeyError, IndexError) as fault:
        raise AnswerUnreadable from fault
