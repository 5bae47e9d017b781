"""The one door to networkx: imported when a measure first needs it, and never anywhere else.

Traps, found on networkx 3.6.1, that decide what is asked of it and what is not:

* ``weight`` is a distance in paths and in betweenness: strength given as weight makes the strongest route the longest.
* ``constraint`` and ``effective_size`` change with the style of the call: for all people at once they take a path
  through scipy where scipy is there, in which effective size divides by columns instead of rows; for named people, and
  wherever scipy is not there, somebody with incoming arcs only gets NaN. On 1,000 people with 20,000 ties
  ``constraint`` also runs for minutes. ``holes`` has the formulas instead.
* ``transitivity`` is 0 where nobody has two contacts, though nothing was divided; ``cohesion`` says None.
* ``efficiency``, ``flow_hierarchy`` and ``periphery`` are other measures than they sound; ``krackhardt`` has its own.
* The environment can send a call to another backend; every call here names its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playbook_gen.network.graph import Arc, Graph


def components(graph: Graph) -> list[frozenset[str]]:
    """Return the sets of people whom ties join, direction left aside."""
    import networkx as nx

    return [frozenset(part) for part in nx.connected_components(_undirected(graph), backend="networkx")]


def cut_points(graph: Graph) -> list[str]:
    """Return the people without whom their component falls apart, direction left aside."""
    import networkx as nx

    return list(nx.articulation_points(_undirected(graph), backend="networkx"))


def bridges(graph: Graph) -> list[Arc]:
    """Return the pairs without whose tie their component falls apart, direction left aside."""
    import networkx as nx

    return list(nx.bridges(_undirected(graph), backend="networkx"))


def core_numbers(graph: Graph) -> Mapping[str, int]:
    """Return for each person the largest k such that he or she is in a k-core, direction left aside."""
    import networkx as nx

    return dict(nx.core_number(_undirected(graph), backend="networkx"))


def strong_parts(graph: Graph) -> tuple[list[frozenset[int]], list[list[int]]]:
    """Return the strong components, each before those that it reaches, and for each the parts with an arc into it."""
    import networkx as nx

    directed = nx.DiGraph()
    directed.add_nodes_from(range(len(graph.people)))
    directed.add_edges_from((place, other) for place, others in enumerate(graph.outs) for other in sorted(others))
    parts = nx.condensation(directed, backend="networkx")
    order = list(nx.topological_sort(parts, backend="networkx"))
    rank = {part: place for place, part in enumerate(order)}
    members = [frozenset(parts.nodes[part]["members"]) for part in order]
    return members, [[rank[above] for above in parts.predecessors(part)] for part in order]


def _undirected(graph: Graph) -> Any:
    import networkx as nx

    made = nx.Graph()
    made.add_nodes_from(graph.people)
    made.add_edges_from(graph.pairs)
    return made
