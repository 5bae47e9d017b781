"""What must hold of every network."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook_gen.network import Graph, measures
from playbook_gen.network.degrees import in_degree, in_strength, out_degree, out_strength
from playbook_gen.network.holes import constraint, effective_size
from playbook_gen.network.paths import betweenness
from strategies import PROOF

from .oracles import graphs


def renamed(graph: Graph, names: dict[str, str]) -> Graph:
    return Graph.of(names.values(), [(names[a], names[b], strength) for (a, b), strength in graph.arcs.items()])


def turned(graph: Graph) -> Graph:
    return Graph.of(graph.people, [(b, a, strength) for (a, b), strength in graph.arcs.items()])


def same(one: Any, other: Any) -> bool:
    """Equal to 1e-9, values by values of mappings; None is equal to None only."""
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return one is other if None in (one, other) else abs(one - other) < 1e-9


@PROOF
@given(graphs(), st.data())
def test_new_names_change_nothing(graph: Graph, data: st.DataObject) -> None:
    names = dict(
        zip(graph.people, data.draw(st.permutations([f"q{n}" for n in range(len(graph.people))])), strict=True)
    )
    before, after = measures(graph).as_values(), measures(renamed(graph, names)).as_values()
    for person in graph.people:
        assert same(after["people"][names[person]], before["people"][person])
    for key, value in before["network"].items():
        if isinstance(value, tuple):
            members = {frozenset([one] if isinstance(one, str) else one) for one in value}
            again = {frozenset([one] if isinstance(one, str) else one) for one in after["network"][key]}
            assert again == {frozenset(names[one] for one in group) for group in members}
        else:
            assert same(after["network"][key], value)


@PROOF
@given(graphs(), st.randoms())
def test_the_order_of_ties_changes_no_bit(graph: Graph, chance: Any) -> None:
    ties, people = [(*arc, strength) for arc, strength in graph.arcs.items()], list(graph.people)
    chance.shuffle(ties)
    chance.shuffle(people)
    assert measures(Graph.of(people, ties)) == measures(graph)


@PROOF
@given(graphs())
def test_one_more_person_without_ties_changes_nobody(graph: Graph) -> None:
    before = measures(graph).people
    after = measures(Graph.of([*graph.people, "aa"], [(*arc, strength) for arc, strength in graph.arcs.items()])).people
    assert {person: after[person] for person in graph.people} == before


@PROOF
@given(graphs())
def test_turning_all_ties_swaps_in_and_out_and_nothing_else(graph: Graph) -> None:
    back = turned(graph)
    assert in_degree(back) == out_degree(graph)
    assert in_strength(back) == out_strength(graph)
    assert same(betweenness(back), betweenness(graph))
    assert same(constraint(back), constraint(graph))
    assert same(effective_size(back), effective_size(graph))


@given(st.integers(3, 12))
def test_everybody_in_a_complete_team_is_equally_constrained(people: int) -> None:
    names = [f"p{place}" for place in range(people)]
    team = Graph.of(names, [(a, b, 1) for a in names for b in names])
    assert same(constraint(team), dict.fromkeys(names, (2 * people - 3) ** 2 / (people - 1) ** 3))
    assert same(effective_size(team), dict.fromkeys(names, 1.0))


@given(st.integers(1, 30), st.sampled_from(["out", "in", "both"]))
def test_the_hub_of_a_star_has_the_least_constraint(contacts: int, direction: str) -> None:
    ends = [f"p{place:02}" for place in range(contacts)]
    outward = [("hub", end, 1.0) for end in ends if direction != "in"]
    inward = [(end, "hub", 1.0) for end in ends if direction != "out"]
    star = Graph.of(["hub", *ends], outward + inward)
    assert same(constraint(star)["hub"], 1 / contacts)
    assert same(effective_size(star)["hub"], contacts)
    assert same(measures(star).people["hub"].constraint_apart, 1 / contacts)


@PROOF
@given(graphs())
def test_effective_size_is_between_one_and_the_number_of_contacts(graph: Graph) -> None:
    for one in measures(graph).people.values():
        assert (one.effective_size is None) == (one.constraint is None) == (one.contacts == 0)
        if one.effective_size is not None:
            assert 1 - 1e-9 <= one.effective_size <= one.contacts


def test_more_shortest_paths_than_a_float_can_count() -> None:
    """650 layers of three, each tied to all of the next: 3^648 shortest paths from end to end."""
    layers = [[f"{depth:03}{place}" for place in "abc"] for depth in range(650)]
    ties = [(a, b, 1.0) for one, other in pairwise(layers) for a in one for b in other]
    found = betweenness(Graph.of([person for layer in layers for person in layer], ties))
    # Layer d stands between 3d people before and 3(649-d) after it; each of its three carries a third.
    assert found["350b"] == pytest.approx(3 * 350 * 3 * 299 / 3, rel=1e-12)
