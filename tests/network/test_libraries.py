"""The measures are those of networkx and of igraph, on every real network and on many small ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx
import pytest
from hypothesis import given

from playbook_gen.network import Graph, cohesion, degrees, holes, krackhardt, paths
from strategies import EXAMPLES, PROOF

from .oracles import (
    apart,
    as_igraph,
    as_mutual_nx,
    as_nx,
    as_undirected_igraph,
    as_undirected_nx,
    deviation,
    every_network,
    graphs,
    real,
)

CLOSE = 1e-9
USUAL, MANY = 200, 100


def by_id(graph: Graph, values: Any) -> Mapping[str, float]:
    return dict(zip(graph.people, values, strict=True))


def check_degrees(graph: Graph) -> None:
    net, ig = as_nx(graph), as_igraph(graph)
    assert degrees.in_degree(graph) == dict(net.in_degree()) == by_id(graph, ig.indegree())
    assert degrees.out_degree(graph) == dict(net.out_degree()) == by_id(graph, ig.outdegree())
    for ours, theirs, mode in (
        (degrees.in_strength(graph), net.in_degree(weight="weight"), "in"),
        (degrees.out_strength(graph), net.out_degree(weight="weight"), "out"),
    ):
        assert deviation(ours, dict(theirs)) < CLOSE
        assert deviation(ours, by_id(graph, ig.strength(mode=mode, weights="weight"))) < CLOSE


def check_betweenness(graph: Graph) -> None:
    ours = paths.betweenness(graph)
    assert deviation(ours, nx.betweenness_centrality(as_nx(graph), normalized=False)) < CLOSE
    assert deviation(ours, by_id(graph, as_igraph(graph).betweenness(directed=True))) < CLOSE


def some(graph: Graph, people: Sequence[str]) -> Sequence[str]:
    """All of the people, or a few in a large network: networkx takes minutes for constraint.

    A large PLAYBOOK_EXAMPLES asks all.
    """
    return people if len(graph.arcs) <= MANY or EXAMPLES > USUAL else people[:: len(people) // 4]


def check_holes(graph: Graph) -> None:
    constraint, size = holes.constraint(graph), holes.effective_size(graph)
    assert deviation(constraint, by_id(graph, as_igraph(graph).constraint())) < CLOSE
    mutual, people = as_mutual_nx(graph), some(graph, graph.people)
    for ours, theirs in (
        (constraint, nx.constraint(mutual, nodes=people, weight="weight")),
        (size, nx.effective_size(mutual, nodes=people, weight="weight")),
    ):
        assert deviation({person: ours[person] for person in people}, theirs) < CLOSE


def check_holes_of_senders(graph: Graph) -> None:
    """The directed call of networkx says NaN of people who only receive; of all others it says what we say."""
    net = as_nx(graph)
    senders = some(graph, [person for person in graph.people if net.out_degree(person)])
    for ours, theirs in (
        (holes.constraint(graph), nx.constraint(net, nodes=senders)),
        (holes.effective_size(graph), nx.effective_size(net, nodes=senders)),
    ):
        assert deviation({person: ours[person] for person in senders}, theirs) < CLOSE


def check_network(graph: Graph) -> None:
    net, ig = as_nx(graph), as_igraph(graph)
    if len(graph.people) > 1:
        assert apart(degrees.density(graph), nx.density(net)) < CLOSE
        assert apart(degrees.density(graph), ig.density()) < CLOSE
        joined = sum(len(part) * (len(part) - 1) for part in nx.weakly_connected_components(net))
        assert apart(krackhardt.connectedness(graph), joined / (len(net) * (len(net) - 1))) < CLOSE
    if graph.arcs:
        assert apart(degrees.reciprocity_arcs(graph), nx.overall_reciprocity(net)) < CLOSE
        assert apart(degrees.reciprocity_arcs(graph), ig.reciprocity()) < CLOSE
        assert apart(degrees.reciprocity_dyads(graph), ig.reciprocity(mode="ratio")) < CLOSE
    census = degrees.dyads(graph)
    assert (census.mutual, census.one_way, census.empty) == tuple(ig.dyad_census())


def check_cohesion(graph: Graph) -> None:
    net, ig = as_undirected_nx(graph), as_undirected_igraph(graph)
    assert apart(cohesion.transitivity(graph), ig.transitivity_undirected(mode="nan")) < CLOSE
    assert apart(cohesion.transitivity(graph) or 0.0, nx.transitivity(net)) < CLOSE
    assert set(cohesion.components(graph)) == {tuple(sorted(part)) for part in nx.connected_components(net)}
    assert sorted(map(len, cohesion.components(graph))) == sorted(as_igraph(graph).connected_components("weak").sizes())
    assert list(cohesion.isolates(graph)) == sorted(nx.isolates(net))
    assert list(cohesion.cut_points(graph)) == sorted(ig.vs[place]["name"] for place in ig.articulation_points())
    assert set(cohesion.bridges(graph)) == {
        tuple(sorted(ig.vs[end]["name"] for end in ig.es[edge].tuple)) for edge in ig.bridges()
    }
    assert cohesion.core_number(graph) == nx.core_number(net) == by_id(graph, ig.coreness())


def check_simmelian(graph: Graph) -> None:
    cliques = nx.find_cliques(as_nx(graph).to_undirected(reciprocal=True))
    large = [sorted(clique) for clique in cliques if len(clique) > 2]
    tied = {(a, b) for clique in large for a in clique for b in clique if a < b}
    assert list(cohesion.simmelian_ties(graph)) == sorted(tied)


CHECKS = [
    check_degrees,
    check_betweenness,
    check_holes,
    check_holes_of_senders,
    check_network,
    check_cohesion,
    check_simmelian,
]


@every_network
@pytest.mark.parametrize("check", CHECKS)
def test_a_real_network_measures_as_elsewhere(name: str, check: Any) -> None:
    check(real(name))


@pytest.mark.parametrize("check", CHECKS)
def test_a_small_network_measures_as_elsewhere(check: Any) -> None:
    @PROOF
    @given(graphs())
    def holds(graph: Graph) -> None:
        check(graph)

    holds()
