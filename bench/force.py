"""A force-directed drawing as tools for networks make it: circles placed by ForceAtlas2, names beside them.

ForceAtlas2 is that of networkx, which needs numpy. All circles have one size, lines run straight, and the drawing
gets as much room for each person as a circle and its name need several times over.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from importlib.metadata import version

import networkx as nx

from bench.networks import Network
from playbook_gen.maps.geometry import Point
from playbook_gen.maps.markup import element, number

_ROUNDS = 500
_SEED = 7
_RADIUS = 10.0
_LETTER = 12.0
_ROOM = 90.0
_MARGIN = 60.0
_HEAD = 8.0


def name() -> str:
    """The tool and its version."""
    return f"ForceAtlas2 (networkx {version('networkx')})"


def places(network: Network) -> dict[str, Point]:
    """Where each person stands, in units of the drawing, the upper left corner at the margin."""
    # Springs pull both ends, as in Gephi; the directed form of networkx would let a person who names nobody drift off.
    graph = nx.Graph()
    graph.add_nodes_from(network.people)
    graph.add_weighted_edges_from(network.arcs)
    found = nx.forceatlas2_layout(graph, max_iter=_ROUNDS, seed=_SEED)
    xs, ys = [float(at[0]) for at in found.values()], [float(at[1]) for at in found.values()]
    area = max((max(xs) - min(xs)) * (max(ys) - min(ys)), 1e-9)
    scale = _ROOM * math.sqrt(len(found) / area)
    return {
        key: (_MARGIN + (float(x) - min(xs)) * scale, _MARGIN + (float(y) - min(ys)) * scale)
        for key, (x, y) in found.items()
    }


def _node(key: str, at: Point) -> str:
    x, y = at
    place = {"cx": number(x), "cy": number(y), "r": number(_RADIUS), "fill": "#9a9a9a", "stroke": "#333333"}
    words = {"x": number(x + _RADIUS + 3), "y": number(y + 4), "font-size": number(_LETTER), "font-family": "Arial"}
    return element(
        "g", {"class": "node"}, element("title", {}, key), element("circle", place), element("text", words, key)
    )


def _tie(tail: str, head: str, at: Mapping[str, Point]) -> str:
    (ax, ay), (bx, by) = at[tail], at[head]
    whole = math.dist(at[tail], at[head]) or 1.0
    dx, dy = (bx - ax) / whole, (by - ay) / whole
    start, tip = (ax + dx * _RADIUS, ay + dy * _RADIUS), (bx - dx * _RADIUS, by - dy * _RADIUS)
    neck = (tip[0] - dx * _HEAD, tip[1] - dy * _HEAD)
    sides = [(neck[0] + dy * s, neck[1] - dx * s) for s in (_HEAD / 3, -_HEAD / 3)]
    line = {"d": f"M{_pair(start)}L{_pair(neck)}", "stroke": "#777777", "fill": "none"}
    shape = {"points": " ".join(map(_pair, (tip, *sides))), "fill": "#777777"}
    title = element("title", {}, f"{tail}-&gt;{head}")
    return element("g", {"class": "edge"}, title, element("path", line), element("polygon", shape))


def _pair(point: Point) -> str:
    return f"{number(point[0])},{number(point[1])}"


def draw(network: Network) -> str:
    """The drawing as SVG, with the classes that Graphviz gives to nodes and edges."""
    at = places(network)
    width = max(x for x, _ in at.values()) + _MARGIN
    height = max(y for _, y in at.values()) + _MARGIN
    ties = [_tie(tail, head, at) for tail, head, _ in network.arcs]
    nodes = [_node(key, at[key]) for key in network.people]
    outer = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {number(width)} {number(height)}"}
    return element("svg", outer, *ties, *nodes)
