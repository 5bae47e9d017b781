"""Positions in the recorded map, and when they would mean nothing."""

from __future__ import annotations

from playbook_gen.influence.graph import influence
from playbook_gen.influence.positions import MapPositions, SoleLink, positions, range_of, ranges_of_each, sentences
from playbook_gen.network import Range

from .small import alliance, company, look

BARBELL = "a>b b>a b>c c>a c>d d>e e>f f>d"
"""Two triangles that only c and d join."""


def where(text: str) -> tuple[MapPositions | None, str | None]:
    found = positions(look(text), influence(look(text)))
    return found.found, found.why_not


def found(text: str) -> MapPositions:
    at, why = where(text)
    assert at, why
    return at


def test_a_barbell_hangs_on_its_two_middles() -> None:
    links = found(company("a b c d e f", BARBELL)).sole_links
    assert links == (
        SoleLink(person="c", parts=(("d", "e", "f"), ("a", "b"))),
        SoleLink(person="d", parts=(("a", "b", "c"), ("e", "f"))),
    )
    assert all(link.joins_groups for link in links)


def test_one_who_hangs_on_by_one_tie_is_no_group() -> None:
    links = found(company("a b c d e f", "a>b b>c c>d d>e e>a a>f")).sole_links
    assert [(link.person, link.joins_groups) for link in links] == [("a", False)]


def test_an_open_tie_that_would_go_round_takes_the_sole_link_away() -> None:
    # b and e head partners and have one direction on record in eleven; the other is open.
    more = alliance(["fa", "fb", "fc", "fd"])
    plain = "a>b b>a a>c c>a b>c c>b c>d d>c d>e e>f f>d d>b a>d d>a"
    assert [link.person for link in found(company("a b c d e f", plain)).sole_links] == ["d"]
    assert [link.person for link in found(company("a b c d e f", plain, more)).sole_links] == ["d"]
    cut = "a>b b>a a>c c>a b>c c>b c>d d>c d>a a>e e>a a>f f>a e>f f>e"
    with_open = "alliances:\n" + "\n".join(
        f"  - {{id: al{n}, partners: [f{x}, f{y}], necessity: useful}}"
        for n, (x, y) in enumerate(["ab", "ac", "bc", "cd", "ae", "af", "ef", "be"])
    )
    assert [link.person for link in found(company("a b c d e f", cut)).sole_links] == ["a"]
    assert found(company("a b c d e f", cut, with_open)).sole_links == ()


def test_the_connector_is_influenced_by_most() -> None:
    at = found(company("a b c d e f", "b>a c>a d>a e>b f>e"))
    assert at.connectors == ("a",)
    assert at.ties_in["a"] == Range(3, 3)


def test_a_place_that_many_share_marks_nobody_out() -> None:
    ring = found(company("a b c d e f", "a>b b>c c>d d>e e>f f>a"))
    assert ring.connectors == ()
    assert ring.sole_links == ()


def test_a_boundary_spanner_needs_functions_with_several_people() -> None:
    alone = company("a b c d e f", "a>b a>c a>d e>a f>a")
    assert found(alone).boundary_spanners == ()
    grouped = alone
    for person, group in zip("abcdef", ("fa", "fa", "fa", "fd", "fd", "fd"), strict=True):
        grouped = grouped.replace(f"name: {person.upper()}}}", f"name: {person.upper()}, function: {group}}}")
    assert found(grouped).boundary_spanners == ("a",)


def test_at_the_edge_is_who_has_few_ties_whatever_is_open() -> None:
    arcs = "a>b b>a a>c c>a b>c c>b a>d d>a e>a a>f f>a b>f f>b"
    assert found(company("a b c d e f g", arcs)).peripheral == ("d", "e", "g")
    pairs = ["ab", "ac", "bc", "ad", "af", "bf", "dc"]
    opened = "alliances:\n" + "\n".join(
        f"  - {{id: al{n}, partners: [f{x}, f{y}], necessity: useful}}" for n, (x, y) in enumerate(pairs)
    )
    assert found(company("a b c d e f g", arcs, opened)).peripheral == ("e", "g")


def test_five_people_have_no_positions_and_six_have() -> None:
    at, why = where(company("a b c d e f g", "a>b b>c c>d d>e"))
    assert at is None
    assert why is not None
    assert "five people have ties" in why
    assert where(company("a b c d e f g", "a>b b>c c>d d>e e>f"))[1] is None


def test_one_in_five_needed_ties_may_be_unrated_and_no_more() -> None:
    pairs = ["ab", "cd", "ef", "ac", "bd"]  # ten directions
    needed = "alliances:\n" + "\n".join(
        f"  - {{id: al{n}, partners: [f{x}, f{y}], necessity: useful}}" for n, (x, y) in enumerate(pairs)
    )
    every = [f"{x}>{y}" for pair in pairs for x, y in (pair, pair[::-1])]
    enough = " ".join(f"{arc}:3" for arc in every[:8])
    assert where(company("a b c d e f", f"{enough} {every[8]}", needed))[1] is None
    too_few = " ".join(f"{arc}:3" for arc in every[:7])
    why = where(company("a b c d e f", f"{too_few} {every[8]}", needed))[1]
    assert (
        why
        == "3 of 10 ties between heads of partner functions are not rated, too many to speak of positions in the map."
    )


def test_without_ties_it_says_so() -> None:
    text = company("a b c d e f")
    assert sentences(positions(look(text), influence(look(text))), look(text)) == (
        "No ties are on record, so nothing is said of positions in the map.",
    )


def test_what_is_open_gives_a_least_and_a_most() -> None:
    network = influence(look(company("a b c", "a>b", alliance(["fa", "fb", "fc"]))))
    assert range_of(network)["density"] == Range(1 / 6, 1)
    assert ranges_of_each(network)["in_degree"] == {"a": Range(0, 2), "b": Range(1, 2), "c": Range(0, 2)}


def test_the_sentences_name_and_count() -> None:
    text = company("a b c d e f g h", "a>b b>a b>c c>a c>d d>e e>f f>d g>d h>g f>h")
    said = sentences(positions(look(text), influence(look(text))), look(text))
    assert said[0] == "On record, only C joins A and B with five others."
    assert "D is influenced by three people, the most on this map." in said
