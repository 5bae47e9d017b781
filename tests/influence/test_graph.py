"""Who is on the map, which ties count, and how strong they are."""

from __future__ import annotations

import pytest

from playbook_gen.influence.graph import influence
from playbook_gen.model.record import Edition
from playbook_gen.network.degrees import in_strength

from .small import alliance, company, look


def test_everybody_in_post_is_on_it_with_a_tie_or_without() -> None:
    text = company("a b c d", "a>b:4 c>b:3").replace("name: C}", "name: C, left: 2026-05}")
    network = influence(look(text.replace("name: D}", "name: D, left: 2026-07}")))
    assert network.graph.people == ("a", "b", "d")
    assert dict(network.graph.arcs) == {("a", "b"): 4.0}


def test_without_a_date_nobody_has_left() -> None:
    text = company("a b", as_of="").replace("name: B}", "name: B, left: 2020}")
    assert influence(look(text)).graph.people == ("a", "b")


def test_the_own_word_makes_the_arc() -> None:
    other = "  - {from: a, to: b, influence: 5, said_by: c}"
    network = influence(look(company("a b c", "a>b:2", other)))
    assert network.graph.arcs["a", "b"] == 2


def test_a_statement_older_than_a_year_makes_none_and_is_counted() -> None:
    old = "  - {from: b, to: a, influence: 5, said_by: b, as_of: 2025-05}"
    older = "  - {from: a, to: b, influence: 5, said_by: c, as_of: 2024}"
    network = influence(look(company("a b c", "a>b:2", old, older)))
    assert list(network.graph.arcs) == [("a", "b")]
    assert network.aged == 1


def test_a_tie_that_nobody_rated_is_a_tie_without_strength() -> None:
    network = influence(look(company("a b c", "a>b:4 c>b b>c")))
    assert network.unrated == {("c", "b"), ("b", "c")}
    assert set(network.graph.arcs) == {("a", "b"), ("c", "b"), ("b", "c")}
    assert in_strength(network.graph) == {"a": 0, "b": 4, "c": 0}


def test_where_no_tie_has_a_strength_each_has_one() -> None:
    network = influence(look(company("a b c", "a>b c>b")))
    assert (network.rated, network.full, network.unrated) == (False, 1, frozenset())
    assert in_strength(network.graph)["b"] == 2


def test_a_measured_weight_is_the_strength_and_the_greatest_is_full() -> None:
    network = influence(look(company("a b c", "a>b:40 c>b:2.5", field="weight")))
    assert in_strength(network.graph)["b"] == 42.5
    assert network.full == 40


def test_a_rating_goes_before_a_weight() -> None:
    both = "  - {from: a, to: b, influence: 2, weight: 300, said_by: a}"
    assert influence(look(company("a b c", "c>b:1", both))).graph.arcs["a", "b"] == 2


def test_a_weight_of_nothing_is_no_tie_and_leaves_nothing_open() -> None:
    text = company("a b", "a>b:0 b>a:3", alliance(["fa", "fb"]), field="weight")
    network = influence(look(text))
    assert list(network.graph.arcs) == [("b", "a")]
    assert network.open == ()


def test_needed_ties_are_those_of_heads_in_alliances_that_live() -> None:
    ended = "  - {id: over, partners: [fa, fd], necessity: need-to-have, stage: ended}"
    network = influence(look(company("a b c d", "a>b:4 b>a", alliance(["fa", "fb", "fc"]), ended)))
    assert network.needed == (("a", "b"), ("a", "c"), ("b", "a"), ("b", "c"), ("c", "a"), ("c", "b"))
    assert network.open == (("a", "c"), ("b", "c"), ("c", "a"), ("c", "b"))
    assert network.unrated_needed == (("a", "c"), ("b", "a"), ("b", "c"), ("c", "a"), ("c", "b"))


def test_declared_to_have_no_ties_leaves_nothing_open() -> None:
    network = influence(look(company("a b", "", alliance(["fa", "fb"]), "relationships: none")))
    assert network.needed
    assert network.open == ()


@pytest.mark.parametrize(("trust", "barred"), [(1, True), (2, True), (3, False), (5, False)])
def test_low_trust_bars_a_step(trust: int, barred: bool) -> None:
    network = influence(look(company("a b", f"a>b:4/{trust}")))
    assert (("a", "b") in network.distrusted) is barred


def test_an_edition_without_trust_knows_no_distrust_unless_it_is_opened() -> None:
    text = company("a b", "a>b:4/1")
    opened = f"{text}\nvisibility:\n  - {{field: relationships.trust, edition: leadership}}"
    assert influence(look(text, Edition.LEADERSHIP)).distrusted == frozenset()
    assert influence(look(opened, Edition.LEADERSHIP)).distrusted == {("a", "b")}


def test_the_company_edition_has_people_and_no_ties() -> None:
    network = influence(look(company("a b", "a>b:4/1"), Edition.COMPANY))
    assert network.graph.people == ("a", "b")
    assert not network.graph.arcs


def test_an_empty_company_is_an_empty_map() -> None:
    network = influence(look("name: Example"))
    assert network.graph.people == ()
    assert (network.needed, network.open, network.aged) == ((), (), 0)
