"""A range holds every way to settle what is unknown, and is no wider than that."""

from __future__ import annotations

from itertools import chain, combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook_gen.network import Graph, Range, bounds, bounds_each
from strategies import PROOF

from .oracles import as_nx, graph_of, graphs


def joined(net: Any) -> float:
    people = len(net)
    pairs = sum(len(part) * (len(part) - 1) for part in nx.weakly_connected_components(net))
    return pairs / (people * (people - 1)) if people > 1 else 1.0


def returned_pairs(net: Any) -> float:
    pairs = {frozenset(arc) for arc in net.edges}
    return sum(all(net.has_edge(*way) for way in (tuple(pair), tuple(pair)[::-1])) for pair in pairs) / len(pairs)


NETWORK = {
    "density": lambda net: nx.density(net) if len(net) > 1 else None,
    "reciprocity_arcs": lambda net: nx.overall_reciprocity(net) if net.size() else None,
    "reciprocity_dyads": lambda net: returned_pairs(net) if net.size() else None,
    "connectedness": joined,
}
PERSON = {
    "in_degree": lambda net: dict(net.in_degree()),
    "out_degree": lambda net: dict(net.out_degree()),
    "core_number": lambda net: nx.core_number(net.to_undirected()),
}


@st.composite
def half_known(draw: st.DrawFn) -> tuple[Graph, list[tuple[str, str]]]:
    """A graph and up to six arcs of which nothing is known."""
    graph = draw(graphs(least=0, most=5))
    absent = [(a, b) for a in graph.people for b in graph.people if a != b and (a, b) not in graph.arcs]
    return graph, draw(st.lists(st.sampled_from(absent), unique=True, max_size=6)) if absent else []


def completions(graph: Graph, unknown: list[tuple[str, str]]) -> list[Any]:
    chosen = chain.from_iterable(combinations(unknown, size) for size in range(len(unknown) + 1))
    made = []
    for arcs in chosen:
        net = as_nx(graph)
        net.add_edges_from(arcs)
        made.append(net)
    return made


@PROOF
@given(half_known(), st.sampled_from(sorted(NETWORK)))
def test_the_range_of_a_network_is_that_of_all_completions(case: Any, measure: str) -> None:
    values = [value for net in completions(*case) if (value := NETWORK[measure](net)) is not None]
    found = bounds(*case, measure)
    if not values:
        assert found is None
    else:
        assert found is not None
        assert (found.low, found.high) == pytest.approx((min(values), max(values)), abs=1e-12)


@PROOF
@given(half_known(), st.sampled_from(sorted(PERSON)))
def test_the_range_of_a_person_is_that_of_all_completions(case: Any, measure: str) -> None:
    values = [PERSON[measure](net) for net in completions(*case)]
    expected = {
        person: Range(min(value[person] for value in values), max(value[person] for value in values))
        for person in case[0].people
    }
    assert bounds_each(*case, measure) == expected


def test_what_neither_rises_nor_is_settled_pair_by_pair_has_no_range() -> None:
    graph = graph_of("a>b")
    for measure in ("hierarchy", "efficiency", "transitivity", "betweenness", "nonsense"):
        assert bounds(graph, [("b", "a")], measure) is None
        assert bounds_each(graph, [("b", "a")], measure) is None


def test_an_arc_that_is_there_is_not_unknown_nor_is_a_tie_to_oneself() -> None:
    graph = graph_of("a>b")
    assert bounds(graph, [("a", "b"), ("a", "a")], "density") == Range(0.5, 0.5)


def test_an_unknown_tie_to_a_stranger_is_refused() -> None:
    with pytest.raises(ValueError, match="'x' is not among the people"):
        bounds(graph_of("a>b"), [("a", "x")], "density")
