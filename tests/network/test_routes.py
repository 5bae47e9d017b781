"""Routes against every simple path there is, and what hangs on one person against taking that person away."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook_gen.network import Departure, Graph, Reach, Route, departure, reach, routes
from strategies import PROOF

from .oracles import as_nx, graph_of, graphs

LIMIT = 3


@st.composite
def asked(draw: st.DrawFn) -> tuple[Graph, str, str, list[tuple[str, str]]]:
    """A graph, two people, and arcs with distrust."""
    graph = draw(graphs(least=2, most=7))
    source, target = draw(st.permutations(graph.people))[:2]
    barred = draw(st.lists(st.sampled_from(list(graph.arcs)), unique=True, max_size=3)) if graph.arcs else []
    return graph, source, target, barred


def open_net(graph: Graph, barred: list[tuple[str, str]]) -> Any:
    net = as_nx(graph)
    net.remove_edges_from(barred)
    return net


def simple_paths(net: Any, source: str, target: str) -> list[tuple[str, ...]]:
    return [tuple(path) for path in nx.all_simple_paths(net, source, target, cutoff=LIMIT)]


def cost(graph: Graph, path: tuple[str, ...]) -> float:
    return sum(-math.log(graph.arcs[arc] / 5) for arc in pairwise(path))


@PROOF
@given(asked())
def test_all_routes_are_found_and_the_best_is_best(case: Any) -> None:
    graph, source, target, barred = case
    paths = simple_paths(open_net(graph, barred), source, target)
    found = routes(graph, source, target, barred)
    assert sorted(route.people for route in found) == sorted(paths)
    costs = [cost(graph, route.people) for route in found]
    assert costs == pytest.approx(sorted(costs), abs=1e-9)
    assert [route.strength for route in found] == pytest.approx([math.exp(-value) for value in costs])


@PROOF
@given(asked())
def test_alternatives_are_the_next_best_that_share_nobody_and_then_the_next_best(case: Any) -> None:
    graph, source, target, barred = case
    found, every = reach(graph, source, target, barred), routes(graph, source, target, barred)
    assert found.routes == len(every)
    assert (found.best,) == tuple(every[:1]) or (None,)
    shown = [route for route in (found.best, *found.alternatives) if route]
    assert len(shown) == min(3, len(every))
    left = [route for route in every if route not in shown]
    for place, route in enumerate(shown):
        met = {person for earlier in shown[:place] for person in earlier.brokers}
        better = [other for other in left if met.isdisjoint(other.brokers)]
        if not met.isdisjoint(route.brokers):
            assert not better
        assert all(route.strength >= other.strength for other in (better if met.isdisjoint(route.brokers) else left))


@PROOF
@given(asked())
def test_sole_brokers_are_those_without_whom_there_is_no_route(case: Any) -> None:
    graph, source, target, barred = case
    net = open_net(graph, barred)
    found = reach(graph, source, target, barred).sole_brokers
    needed = []
    for person in sorted(set(net) - {source, target}):
        left = net.copy()
        left.remove_node(person)
        if simple_paths(net, source, target) and not simple_paths(left, source, target):
            needed.append(person)
    assert list(found) == needed


@PROOF
@given(asked())
def test_a_departure_is_what_taking_the_person_away_does(case: Any) -> None:
    graph, gone, _, barred = case
    before, after = open_net(graph, barred), open_net(graph, barred)
    after.remove_node(gone)
    found = departure(graph, gone, barred)
    others = sorted(after)
    assert list(found.lost) == [
        (a, b)
        for a in others
        for b in others
        if a != b and simple_paths(before, a, b) and not simple_paths(after, a, b)
    ]
    assert list(found.cut_off) == sorted(set(nx.isolates(after)) - set(nx.isolates(before)))
    whole = nx.node_connected_component(before.to_undirected(), gone) - {gone}
    parts = nx.connected_components(after.to_undirected().subgraph(whole))
    assert list(found.parts) == sorted((tuple(sorted(part)) for part in parts), key=lambda part: (-len(part), part))


def test_a_strong_detour_beats_a_weak_tie() -> None:
    graph = graph_of("a>b:1 a>x:4 x>b:4 a>y:5 y>x:5")
    found = reach(graph, "a", "b")
    assert found.best == Route(("a", "y", "x", "b"), 0.8)
    assert found.best.brokers == ("y", "x")
    assert found.alternatives == (Route(("a", "b"), 0.2), Route(("a", "x", "b"), 0.64))
    assert found.sole_brokers == ()
    assert found.routes == 3


def test_of_equal_routes_the_shorter_then_the_first_in_order() -> None:
    graph = graph_of("a>b:5 a>x:5 x>b:5 a>w:5 w>b:5")
    assert [route.people for route in routes(graph, "a", "b")] == [("a", "b"), ("a", "w", "b"), ("a", "x", "b")]
    # 2 x 4 and 4 x 2, 1 x 5 x 5 and 5 x 5 x 1: equal to the last bit.
    tied = graph_of("a>m:2 m>b:4 a>n:4 n>b:2")
    assert [route.strength for route in routes(tied, "a", "b")] == [8 / 25, 8 / 25]


def test_four_steps_are_too_far_and_a_limit_can_say_otherwise() -> None:
    chain = graph_of("a>b:5 b>c:5 c>d:5 d>e:5")
    assert reach(chain, "a", "e") == Reach(None, (), (), 0)
    assert reach(chain, "a", "e", limit=4).sole_brokers == ("b", "c", "d")
    assert reach(chain, "a", "d").sole_brokers == ("b", "c")


def test_distrust_and_ties_without_strength_are_no_way() -> None:
    graph = graph_of("a>b:5 a>x:3 x>b:3 a>y:0 y>b:5")
    assert routes(graph, "a", "b", excluded=[("a", "b")]) == [Route(("a", "x", "b"), 9 / 25)]


def test_direction_counts() -> None:
    assert routes(graph_of("a>b"), "b", "a") == []


def test_strength_is_a_share_of_full_strength() -> None:
    assert routes(graph_of("a>b:30"), "a", "b", full=100)[0].strength == 0.3


@pytest.mark.parametrize(("source", "target"), [("a", "nobody"), ("nobody", "a"), ("a", "a")])
def test_a_route_needs_two_people(source: str, target: str) -> None:
    with pytest.raises(ValueError, match=r"not among the people|needs no route"):
        routes(graph_of("a>b"), source, target)


def test_who_leaves_takes_ties_along() -> None:
    graph = graph_of("a>x x>b x>c b>c", people="z")
    assert departure(graph, "x") == Departure((("a", "b"), ("a", "c")), ("a",), (("b", "c"), ("a",)))
    assert departure(graph, "z") == Departure((), (), ())
    with pytest.raises(ValueError, match="'nobody' is not among"):
        departure(graph, "nobody")
