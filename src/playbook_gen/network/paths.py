"""Who stands on the shortest paths between others."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from playbook_gen.network.graph import Graph


def betweenness(graph: Graph) -> dict[str, float]:
    """Return for each person the sum over ordered pairs of others of the share of shortest paths that pass by.

    Directed, unweighted (every arc is one step), not normalised, ends not counted; 0 for an isolated person (Freeman
    1977, by Brandes 2001). A graph with every arc in both directions gives twice the undirected value.
    """
    total = [0.0] * len(graph.people)
    for source in range(len(graph.people)):
        for place, share in _passing(graph, source):
            total[place] += share
    return dict(zip(graph.people, total, strict=True))


def _passing(graph: Graph, source: int) -> Iterator[tuple[int, float]]:
    """Yield the people between a source and others, farthest first, each with what he or she carries of its paths."""
    steps, ways = _shortest(graph, source)
    carried = [0.0] * len(graph.people)
    for place, onward in reversed(steps[1:]):
        here = ways[place]
        # The number of paths can exceed any float, the quotient of two of them never exceeds one. The exact sum does
        # not turn on the order of a set, nor on the Python that adds it.
        carried[place] = fsum([here / ways[other] * (1.0 + carried[other]) for other in onward])
        yield place, carried[place]


def _shortest(graph: Graph, source: int) -> tuple[list[tuple[int, frozenset[int]]], list[int]]:
    """Return all steps of shortest paths from a source, nearest first, and how many such paths lead to each person."""
    steps, ways = [], [0] * len(graph.people)
    ways[source] = 1
    seen, last = {source}, {source}
    while last:
        reached: set[int] = set()
        for place in last:
            if onward := graph.outs[place] - seen:
                steps.append((place, onward))
                reached |= onward
                here = ways[place]
                for other in onward:
                    ways[other] += here
        seen |= reached
        last = reached
    return steps, ways
