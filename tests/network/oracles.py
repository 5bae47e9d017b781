"""Real networks, generated ones, and the same graph as other libraries hold it."""

from __future__ import annotations

import csv
import math
import os
from collections.abc import Mapping
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import strategies as st

from playbook_gen.network import Graph

SHARED = Path(os.environ.get("PLAYBOOK_SHARED", Path(__file__).resolve().parents[3] / "shared"))
NETWORKS = SHARED / "data" / "networks"
NAMES = sorted(f"{path.parent.name}/{path.stem}" for path in NETWORKS.glob("*/edges_*.csv"))

every_network = pytest.mark.parametrize("name", NAMES or ["no network at hand"])


@cache
def real(name: str) -> Graph:
    """One relation of a network of the shared real data, or a loud skip."""
    edges = NETWORKS / f"{name}.csv"
    if not edges.is_file():
        pytest.skip(f"REAL DATA ABSENT: {name} not found; set PLAYBOOK_SHARED")
    people = [row["id"] for row in _rows(edges.with_name("nodes.csv"))]
    return Graph.of(people, [(row["source"], row["target"], float(row["weight"])) for row in _rows(edges)])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def graph_of(text: str, people: str = "") -> Graph:
    """A graph from ``a>b a>c:4``, everybody named being in it."""
    ties = []
    for word in text.split():
        arc, _, strength = word.partition(":")
        sender, receiver = arc.split(">")
        ties.append((sender, receiver, float(strength or 1)))
    return Graph.of({end for tie in ties for end in tie[:2]} | set(people.split()), ties)


def both_ways(graph: Graph) -> Graph:
    return graph.plus((receiver, sender) for sender, receiver in graph.arcs)


@st.composite
def graphs(draw: st.DrawFn, least: int = 0, most: int = 7) -> Graph:
    people = [f"p{place}" for place in range(draw(st.integers(least, most)))]
    possible = list(permutations(people, 2))
    arcs = draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
    if draw(st.booleans()):
        # Lists are short: without their complements no graph would be dense.
        arcs = [arc for arc in possible if arc not in arcs]
    return Graph.of(people, [(*arc, draw(st.integers(1, 5))) for arc in arcs])


def as_nx(graph: Graph) -> Any:
    made = nx.DiGraph()
    made.add_nodes_from(graph.people)
    made.add_weighted_edges_from((*arc, strength) for arc, strength in graph.arcs.items())
    return made


def as_undirected_nx(graph: Graph) -> Any:
    return as_nx(graph).to_undirected()


def as_mutual_nx(graph: Graph) -> Any:
    """Undirected, the number of arcs between two as weight."""
    made = nx.Graph()
    made.add_nodes_from(graph.people)
    for sender, receiver in graph.arcs:
        made.add_edge(sender, receiver, weight=1 + ((receiver, sender) in graph.arcs))
    return made


def as_igraph(graph: Graph) -> Any:
    made = igraph.Graph(directed=True)
    made.add_vertices(list(graph.people))
    made.add_edges(list(graph.arcs))
    made.es["weight"] = list(graph.arcs.values())
    return made


def as_undirected_igraph(graph: Graph) -> Any:
    return as_igraph(graph).as_undirected(mode="collapse")


def deviation(ours: Mapping[str, float | None], theirs: Mapping[str, float]) -> float:
    """The largest difference; infinite where one says undefined (None, NaN) and the other does not."""
    assert ours.keys() == theirs.keys()
    return max((apart(ours[key], theirs[key]) for key in ours), default=0.0)


def apart(ours: float | None, theirs: float) -> float:
    if ours is None or math.isnan(theirs):
        return 0.0 if ours is None and math.isnan(theirs) else math.inf
    return abs(ours - theirs)
