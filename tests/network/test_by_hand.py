"""Small graphs whose values can be worked out on paper."""

from __future__ import annotations

import pytest

from playbook_gen.network import Graph, brokerage_roles, ei_index, measures
from playbook_gen.network.cohesion import bridges, components, cut_points, isolates, simmelian_ties, transitivity
from playbook_gen.network.degrees import Dyads, density, dyads, reciprocity_arcs, reciprocity_dyads
from playbook_gen.network.groups import Roles
from playbook_gen.network.holes import constraint, effective_size

from .oracles import graph_of

PROMISED_OF_PEOPLE = {
    "in_degree",
    "out_degree",
    "in_strength",
    "out_strength",
    "betweenness",
    "constraint",
    "effective_size",
    "core_number",
}
PROMISED_OF_THE_NETWORK = {
    "density",
    "reciprocity_arcs",
    "reciprocity_dyads",
    "transitivity",
    "connectedness",
    "hierarchy",
    "efficiency",
    "least_upper_bound",
    "components",
    "cut_points",
    "bridges",
}


def test_self_loops_are_dropped_and_counted_and_isolated_people_kept() -> None:
    graph = Graph.of(["b", "a", "c"], [("a", "a", 3), ("a", "b", 2)])
    assert graph == Graph(("a", "b", "c"), {("a", "b"): 2}, loops=1)
    assert isolates(graph) == ("c",)


def test_of_a_tie_given_twice_the_strongest_counts() -> None:
    forth = Graph.of("ab", [("a", "b", 2), ("a", "b", 5), ("a", "b", 3)])
    assert forth.arcs == {("a", "b"): 5}
    assert forth.repeats == 2
    assert forth == Graph.of("ab", [("a", "b", 5), ("a", "b", 3), ("a", "b", 2)])


def test_a_stranger_in_a_tie_is_refused() -> None:
    with pytest.raises(ValueError, match="'x', who is not among"):
        Graph.of("ab", [("a", "x", 1)])


def test_order_of_the_input_is_no_matter() -> None:
    graph = Graph.of(["c", "a", "b"], [("c", "a", 1), ("b", "c", 2)])
    assert graph.people == ("a", "b", "c")
    assert list(graph.arcs) == [("b", "c"), ("c", "a")]


def test_the_contract_names_every_key() -> None:
    values = measures(graph_of("a>b:2 b>a:3 b>c", people="d")).as_values()
    assert list(values["people"]) == ["a", "b", "c", "d"]
    assert all(values["people"][person].keys() >= PROMISED_OF_PEOPLE for person in "abcd")
    assert values["network"].keys() >= PROMISED_OF_THE_NETWORK


def test_a_path_of_three_and_one_alone() -> None:
    found = measures(graph_of("a>b:2 b>a:3 b>c", people="d")).as_values()
    assert {key: found["people"]["b"][key] for key in PROMISED_OF_PEOPLE} == {
        "in_degree": 1,
        "out_degree": 2,
        "in_strength": 2.0,
        "out_strength": 4.0,
        "betweenness": 1.0,
        # p_ba = 2/3, p_bc = 1/3
        "constraint": pytest.approx(5 / 9),
        "effective_size": 2.0,
        "core_number": 1,
    }
    assert {key: found["people"]["d"][key] for key in PROMISED_OF_PEOPLE} == {
        "in_degree": 0,
        "out_degree": 0,
        "in_strength": 0.0,
        "out_strength": 0.0,
        "betweenness": 0.0,
        "constraint": None,
        "effective_size": None,
        "core_number": 0,
    }
    assert {key: found["network"][key] for key in PROMISED_OF_THE_NETWORK} == {
        "density": 0.25,
        "reciprocity_arcs": pytest.approx(2 / 3),
        "reciprocity_dyads": 0.5,
        "transitivity": 0.0,
        "connectedness": 0.5,
        "hierarchy": pytest.approx(2 / 3),
        "efficiency": pytest.approx(0.75),
        "least_upper_bound": 1.0,
        "components": (("a", "b", "c"), ("d",)),
        "cut_points": ("b",),
        "bridges": (("a", "b"), ("b", "c")),
    }


def test_nobody_at_all() -> None:
    found = measures(Graph.of([], []))
    assert found.people == {}
    assert found.network.components == ()
    assert found.network.density is None


def test_what_has_no_tie_has_no_share_of_ties() -> None:
    still = Graph.of("ab", [])
    assert reciprocity_arcs(still) is reciprocity_dyads(still) is transitivity(still) is None
    assert density(still) == 0.0
    assert dyads(still) == Dyads(mutual=0, one_way=0, empty=1)


def test_receivers_only_are_constrained_like_senders_only() -> None:
    """networkx says NaN of them in one of its ways to be called: two contacts who are tied, one arc each."""
    sink, source = graph_of("a>c b>c a>b"), graph_of("c>a c>b a>b")
    expected = 2 * (1 / 2 + 1 / 2 * 1 / 2) ** 2
    assert constraint(sink)["c"] == constraint(source)["c"] == pytest.approx(expected)
    assert effective_size(sink)["c"] == effective_size(source)["c"] == pytest.approx(2 - 2 * 1 / 2)


def test_mutual_ties_weigh_two() -> None:
    """Of c's three arcs two are to a, who is tied to b: p_ca = 2/3, p_cb = 1/3, p_ab = 1/3, p_ba = 1/2."""
    graph = graph_of("c>a a>c c>b a>b")
    assert constraint(graph)["c"] == pytest.approx((2 / 3 + 1 / 3 * 1 / 2) ** 2 + (1 / 3 + 2 / 3 * 1 / 3) ** 2)
    assert effective_size(graph)["c"] == pytest.approx((1 - 1 / 3 * 1 / 2) + (1 - 2 / 3 * 1))


def test_two_triangles_joined_by_one_person() -> None:
    graph = graph_of("a>b b>c c>a c>d d>e e>c")
    assert cut_points(graph) == ("c",)
    assert bridges(graph) == ()
    assert components(graph) == (("a", "b", "c", "d", "e"),)
    assert transitivity(graph) == pytest.approx(3 * 2 / (4 * 1 + 6))
    assert simmelian_ties(graph) == ()


def test_components_are_largest_first_then_by_id() -> None:
    assert components(graph_of("d>c x>y y>z", people="a")) == (("x", "y", "z"), ("c", "d"), ("a",))


def test_a_simmelian_tie_needs_three_mutual_ones() -> None:
    triangle = "a>b b>a b>c c>b a>c"
    assert simmelian_ties(graph_of(triangle)) == ()
    assert simmelian_ties(graph_of(f"{triangle} c>a c>d d>c")) == (("a", "b"), ("a", "c"), ("b", "c"))


def test_ties_within_and_between_groups() -> None:
    graph = graph_of("a>b b>a a>c c>d d>x", people="e")
    found = ei_index(graph, {"a": "one", "b": "one", "c": "two", "d": "two", "e": "three"})
    assert found is not None
    assert found.network == pytest.approx((1 - 3) / 4)
    assert found.groups == {"one": pytest.approx((1 - 2) / 3), "three": None, "two": 0.0}


def test_one_group_tells_nothing() -> None:
    graph = graph_of("a>b b>c")
    assert ei_index(graph, dict.fromkeys("abc", "all")) is None
    assert brokerage_roles(graph, dict.fromkeys("abc", "all")) is None
    assert brokerage_roles(graph, {}) is None


@pytest.mark.parametrize(
    ("grouping", "role"),
    [
        ("AAA", Roles(coordinator=1)),
        ("ABA", Roles(itinerant=1)),
        ("ABB", Roles(gatekeeper=1)),
        ("AAB", Roles(representative=1)),
        ("ABC", Roles(liaison=1)),
    ],
)
def test_five_roles(grouping: str, role: Roles) -> None:
    """x and y only make sure that there are two groups, one of them with two members."""
    groups = {**dict(zip("avb", grouping, strict=True)), "x": "X", "y": "X"}
    roles = brokerage_roles(graph_of("a>v v>b", people="x y"), groups)
    assert roles == {"a": Roles(), "b": Roles(), "v": role, "x": Roles(), "y": Roles()}


def test_nobody_brokers_between_two_who_are_tied_or_to_whom_it_came_from() -> None:
    groups = {"a": "A", "v": "A", "b": "B"}
    for text in ("a>v v>b a>b", "a>v v>a b>v"):
        roles = brokerage_roles(graph_of(text), groups)
        assert roles is not None
        assert sum(held.total for held in roles.values()) == (0 if "a>b" in text else 1)


def test_who_has_no_group_brokers_for_nobody() -> None:
    groups = {"a": "A", "b": "A", "c": "B"}
    assert brokerage_roles(graph_of("a>v v>b c>a a>v"), groups) == dict.fromkeys("abcv", Roles())
