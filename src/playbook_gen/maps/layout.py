"""The one interface behind which the embedded, the installed and the built-in layout stand.

A layout sees numbers only: which box stands in which level and lane, and which are joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from playbook_gen.maps.geometry import Curve, Point

Engine = Literal["dot", "neato", "nop2"]
"""``dot`` finds an order, ``neato`` who belongs near whom (positions are read), ``nop2`` ways between placed boxes."""

Form = Literal["imap", "svg"]
"""What Graphviz answers: where each box is, in whole pixels, or a picture of its own."""


class Node(NamedTuple):
    """A box in points; ``level`` and ``lane`` count from 0, ``at`` is its middle once it is placed."""

    level: int
    lane: int
    width: float
    height: float
    at: Point = (0.0, 0.0)


class Edge(NamedTuple):
    """A tie between two nodes, by their places in the list."""

    tail: int
    head: int


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A middle for each node and a curve for each edge, from tail to head; empty where there is none."""

    positions: tuple[Point, ...]
    curves: tuple[Curve, ...]


class LayoutFailed(Exception):  # noqa: N818 - names what happened, and a drawing still comes out
    """A limit, a crash or an absence; the text is a clause that a notice can hold."""


class Layouter(Protocol):
    """Whoever can lay out."""

    def layout(self, nodes: Sequence[Node], edges: Sequence[Edge], engine: Engine) -> Layout:
        """Positions and curves in points, y down; the same input gives the same answer.

        Raises ``LayoutFailed`` on a limit, a crash or an absence.
        """
        ...
