"""Krackhardt's four against their definitions, pair by pair, and against sna's own loops worked by hand."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given

from playbook_gen.network import Graph
from playbook_gen.network.krackhardt import (
    closest_upper_bound,
    connectedness,
    efficiency,
    hierarchy,
    least_upper_bound,
)
from strategies import PROOF

from .oracles import as_nx, every_network, graph_of, graphs, real


def reached(graph: Graph) -> dict[str, set[str]]:
    """Whom each person reaches along arcs, himself or herself included, as sna's reachability has it."""
    net = as_nx(graph)
    return {person: nx.descendants(net, person) | {person} for person in net}


def bounded(graph: Graph, *, closest: bool) -> float | None:
    """Pairs with a least upper bound, straight from the words of the definition."""
    reach = reached(graph)
    parts = [part for part in nx.weakly_connected_components(as_nx(graph)) if len(part) > 2]
    possible = sum((len(part) - 1) * (len(part) - 2) / 2 for part in parts)
    above = {person: {other for other in graph.people if person in reach[other]} for person in graph.people}
    broken = 0
    for one, other in (pair for part in parts for pair in combinations(sorted(part), 2)):
        upper = above[one] & above[other]
        if closest:
            broken += not any(all(least in reach[person] for person in upper) for least in upper)
        else:
            broken += not any(upper <= reach[least] for least in upper)
    return 1 - broken / possible if possible else None


def one_way_share(graph: Graph) -> float | None:
    reach = reached(graph)
    pairs = [(b in reach[a], a in reach[b]) for a, b in combinations(graph.people, 2)]
    joined = [pair for pair in pairs if any(pair)]
    return sum(not all(pair) for pair in joined) / len(joined) if joined else None


def spared(graph: Graph) -> float | None:
    sizes = [len(part) for part in nx.weakly_connected_components(as_nx(graph))]
    needed = sum(sizes) - len(sizes)
    spare = sum(size**2 - size for size in sizes) - needed
    return 1 - (len(graph.arcs) - needed) / spare if spare else None


def check(graph: Graph) -> None:
    for ours, theirs in (
        (hierarchy(graph), one_way_share(graph)),
        (efficiency(graph), spared(graph)),
        (least_upper_bound(graph), bounded(graph, closest=False)),
        (closest_upper_bound(graph), bounded(graph, closest=True)),
    ):
        assert ours == pytest.approx(theirs, abs=1e-12)


@PROOF
@given(graphs())
def test_small_networks_follow_the_definitions(graph: Graph) -> None:
    check(graph)


@every_network
def test_real_networks_follow_the_definitions(name: str) -> None:
    check(real(name))


@pytest.mark.parametrize("tree", ["a>b", "a>b a>c", "a>b a>c b>d b>e c>f", "a>b b>c c>d"])
def test_an_out_tree_has_one_in_all_four(tree: str) -> None:
    graph = graph_of(tree)
    assert connectedness(graph) == hierarchy(graph) == efficiency(graph) == 1.0
    if len(graph.people) > 2:
        assert least_upper_bound(graph) == closest_upper_bound(graph) == 1.0


def test_a_cycle_has_no_hierarchy() -> None:
    ring = graph_of("a>b b>c c>a")
    assert hierarchy(ring) == 0.0
    assert efficiency(ring) == pytest.approx(1 - (3 - 2) / (6 - 2))
    assert least_upper_bound(ring) == closest_upper_bound(ring) == 1.0


def test_two_bosses_are_where_sna_and_its_manual_part() -> None:
    """c is below a and b, and d below c: all of the upper bounds a, b, c of (c, d) reach c, none of them reaches all.

    (a, b) has no upper bound, and each of (a, c), (a, d), (b, c), (b, d) has one only. Three violations are possible.
    """
    graph = graph_of("a>c b>c c>d")
    assert least_upper_bound(graph) == pytest.approx(1 - 2 / 3)
    assert closest_upper_bound(graph) == pytest.approx(1 - 1 / 3)


def test_ties_that_point_up_leave_pairs_without_a_bound() -> None:
    """Two who report to a third: (x, boss) has x, (y, boss) has y, (x, y) has nobody; one violation at most."""
    assert least_upper_bound(graph_of("x>boss y>boss")) == 0.0


def test_parts_are_summed_and_pairs_across_them_are_no_violation() -> None:
    graph = graph_of("a>b a>c d>e", people="f")
    assert connectedness(graph) == pytest.approx((3 + 1) / 15)
    assert efficiency(graph) == 1.0
    assert hierarchy(graph) == 1.0
    assert least_upper_bound(graph) == 1.0


def test_what_is_not_defined_is_none() -> None:
    nobody, one, two = Graph.of([], []), Graph.of(["a"], []), Graph.of(["a", "b"], [])
    for graph in (nobody, one, two):
        assert hierarchy(graph) is efficiency(graph) is least_upper_bound(graph) is closest_upper_bound(graph) is None
    assert connectedness(nobody) == connectedness(one) == 1.0
    assert connectedness(two) == 0.0
    assert least_upper_bound(graph_of("a>b")) is None
