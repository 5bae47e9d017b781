"""How to reach a person, in sentences."""

from __future__ import annotations

import gettext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.oracles import graphs
from playbook_gen.influence.graph import influence
from playbook_gen.influence.reach import Way, leaving_sentences, sentences, way, ways_to_partners
from playbook_gen.language import Language, speaking
from playbook_gen.model.record import Edition
from playbook_gen.network import Graph, reach
from strategies import PROOF

from .small import alliance, company, look


def told(arcs: str, source: str = "a", target: str = "z", people: str = "a b c d e z") -> tuple[Way, tuple[str, ...]]:
    situation = look(company(people, arcs))
    network = influence(situation)
    found = way(network, source, target)
    return found, sentences(found, situation, network)


def test_a_strong_detour_goes_before_a_weak_direct_tie() -> None:
    found, said = told("a>z:2 a>b:5 b>z:4")
    assert found.reach.best
    assert found.reach.best.people == ("a", "b", "z")
    assert said == (
        "A reaches Z best through B (5 of 5, then 4 of 5).",
        "Otherwise directly.",
        "Should B leave, the best route is the direct one.",
    )


def test_one_way_only_says_so() -> None:
    assert told("a>z:4")[1] == (
        "A reaches Z best directly (4 of 5).",
        "No other route of at most three steps is on record.",
    )


def test_who_is_on_every_route_is_named_with_what_that_means() -> None:
    found, said = told("a>b:4 b>z:4 a>c:5 c>b:5")
    assert found.reach.sole_brokers == ("b",)
    assert "B is on every one of the two routes of at most three steps: without B none is left." in said


def test_low_trust_is_left_out_and_named() -> None:
    found, said = told("a>b:5/1 b>z:5 a>c:3/4 c>z:2")
    assert found.reach.best
    assert found.reach.best.people == ("a", "c", "z")
    assert found.distrusted == (("a", "b"),)
    assert said[-1] == "Left out for low trust: A to B (trust 1 of 5)."


def test_low_trust_elsewhere_is_nobodys_business_here() -> None:
    assert told("a>z:4 d>e:5/1")[0].distrusted == ()


@pytest.mark.parametrize(
    ("arcs", "obstacle", "sentence"),
    [
        ("", "no-ties", "No route from A to Z is on record, nor any other: no ties are on record in this edition."),
        ("b>z:3", "no-tie-from", "No route from A to Z is on record: nobody is recorded as influenced by A."),
        ("a>b:3", "no-tie-to", "No route from A to Z is on record: nobody is recorded as influencing Z."),
        (
            "a>b:3/2 b>z:3",
            "only-through-distrust",
            "Every route on record from A to Z takes a step of low trust.",
        ),
        (
            "a>b b>z:3",
            "strength-not-known",
            "No route from A to Z is on record by ties of known strength; the strength of some was never said.",
        ),
        (
            "a>b:5 b>c:5 c>d:5 d>z:5",
            "too-many-steps",
            "No route from A to Z is on record within three steps; every one is longer.",
        ),
        ("a>b:3 c>z:3", "not-connected", "No route from A to Z is on record: no ties lead from one to the other."),
    ],
)
def test_no_route_says_why(arcs: str, obstacle: str, sentence: str) -> None:
    found, said = told(arcs)
    assert found.obstacle == obstacle
    assert said[0] == sentence


def test_unrated_networks_have_routes_without_strengths() -> None:
    assert told("a>b b>z")[1][0] == "A reaches Z best through B."


def test_measured_weights_are_bare_numbers_and_order_routes() -> None:
    situation = look(company("a b z", "a>z:1 a>b:40 b>z:20.5", field="weight"))
    network = influence(situation)
    said = sentences(way(network, "a", "z"), situation, network)
    assert said[0] == "A reaches Z best through B (strength 40, then strength 20.5)."


def test_nobody_needs_a_route_to_himself() -> None:
    network = influence(look(company("a b", "a>b:3")))
    with pytest.raises(ValueError, match="same person"):
        way(network, "a", "a")


def test_the_sponsor_reaches_the_head_of_each_partner() -> None:
    text = company("a b c d", "a>b:4 b>c:4", "sponsor: a", alliance(["fa", "fb", "fc"]))
    situation = look(text)
    found = ways_to_partners(situation, influence(situation))
    assert list(found) == ["b", "c"]
    assert found["c"].reach.sole_brokers == ("b",)
    lower = look(text, Edition.COMPANY)
    assert ways_to_partners(lower, influence(lower)) == {}


def test_what_leaving_breaks() -> None:
    situation = look(company("a b c d e", "a>b:3 b>c:3 c>d:3 d>a:3 b>e:3"))
    network = influence(situation)
    assert leaving_sentences(network, "c", situation) == (
        # a to d, b to d and b to a led through c.
        "In all, three routes of at most three steps would be gone, from one person to another.",
    )
    assert leaving_sentences(network, "b", situation)[:2] == (
        "Without B the recorded map falls into two parts.",
        "E is then without any tie on record.",
    )
    assert leaving_sentences(network, "e", situation) == (
        "On record, everybody still reaches the same people without E.",
    )


@PROOF
@given(graphs(least=2, most=6), st.data())
def test_what_is_left_when_somebody_leaves_is_the_best_route_without_him(graph: Graph, data: st.DataObject) -> None:
    people = " ".join(graph.people)
    arcs = " ".join(
        f"{a}>{b}:{data.draw(st.integers(1, 5))}/{data.draw(st.integers(1, 5))}" for a, b in sorted(graph.arcs)
    )
    network = influence(look(company(people, arcs)))
    source, target = graph.people[0], graph.people[-1]
    found = way(network, source, target)
    assert [person for person, _ in found.if_leaves] == list(found.reach.best.brokers if found.reach.best else ())
    for person, left in found.if_leaves:
        assert left == reach(network.graph.without(person), source, target, network.distrusted).best


class Digits(gettext.NullTranslations):
    """A language that writes its numbers in digits."""

    def pgettext(self, context: str, message: str) -> str:
        return {"two": "2", "three": "3"}.get(message, message) if context == "number" else message


def test_a_language_may_write_small_numbers_in_digits() -> None:
    with speaking(Language(code="de", catalogue=Digits())):
        assert (
            "B is on every one of the 2 routes of at most 3 steps: without B none is left."
            in (told("a>b:4 b>z:4 a>c:5 c>b:5")[1])
        )


def test_imported_strengths_have_the_decimals_of_the_language() -> None:
    situation = look(company("a b", "a>b:1234.5", field="weight"))
    network = influence(situation)
    found = way(network, "a", "b")
    assert sentences(found, situation, network)[0] == "A reaches B best directly (strength 1234.5)."
    with speaking(Language(code="de")):
        assert sentences(found, situation, network)[0] == "A reaches B best directly (strength 1234,5)."
