"""What the map says: each kind on a small case that has it, and on the nearest one that has not."""

from __future__ import annotations

import pytest

from playbook_gen.influence.readings import KINDS, Reading, foremost, left_out, readings
from playbook_gen.model.record import Edition

from .small import alliance, company, look

PRIORITY = "priorities:\n  - {id: p, name: Go online}"
BARBELL = "a>b:3 b>a:3 b>c:3 c>a:3 c>d:3 d>e:3 e>f:3 f>d:3"


def stands(*said: str) -> str:
    return "\n".join(["positions:", *(f"  - {{priority: p, said_by: e, {line}}}" for line in said)])


def read(text: str, edition: Edition = Edition.AUTHOR) -> tuple[Reading, ...]:
    return readings(look(text, edition))


def of(kind: str, text: str) -> list[str]:
    return [reading.sentence for reading in read(text) if reading.kind == kind]


def test_a_needed_pair_without_a_tie_is_not_on_record() -> None:
    text = company("a b c", "a>c:3", alliance(["fa", "fb"], name="web"))
    assert of("needed-tie-absent", text) == ["“Web” needs A and B to hear each other; no tie is on record."]
    assert of("needed-tie-absent", text.replace("need-to-have", "useful")) == []
    assert of("needed-tie-absent", f"{text}\n".replace("need-to-have}", "need-to-have, stage: ended}")) == []


def test_without_any_list_of_ties_none_is_called_absent() -> None:
    assert read(company("a b", "", alliance(["fa", "fb"]))) == ()


def test_old_word_is_not_called_nothing() -> None:
    old = "  - {from: a, to: b, influence: 4, said_by: a, as_of: 2024}"
    (one,) = read(company("a b c", "a>c:3", old, alliance(["fa", "fb"])))
    assert one.sentence.endswith("nothing that counts is on record.")
    assert [(fact.said_by, fact.as_of) for fact in one.basis] == [("a", "2024")]


@pytest.mark.parametrize(
    ("arcs", "sentence"),
    [
        ("a>b:4", "In “Joint”, how far A is heard by B is on record, the way back is not."),
        ("a>b:4 b>a:1", "In “Joint”, A is heard by B (4 of 5) and hardly the other way (1 of 5)."),
        ("a>b:3 b>a:1", "In “Joint”, A is heard by B (3 of 5) and hardly the other way (1 of 5)."),
        ("a>b:2 b>a:1", None),
        ("a>b:5 b>a:2", None),
        ("a>b:4 b>a", None),
    ],
)
def test_a_needed_tie_may_run_one_way(arcs: str, sentence: str | None) -> None:
    said = of("needed-tie-one-sided", company("a b", arcs, alliance(["fa", "fb"])))
    assert said == ([sentence] if sentence else [])


def test_one_person_joins_two_groups() -> None:
    found = [reading for reading in read(company("a b c d e f", BARBELL)) if reading.kind == "sole-link"]
    assert [(reading.people, reading.reach) for reading in found] == [(("c",), 2), (("d",), 2)]
    # b to c and c to a: the ties with the smaller side.
    assert len(found[0].basis) == 2
    assert {fact.said_by for fact in found[0].basis} == {"b", "c"}


def test_a_priority_may_be_owned_at_the_edge() -> None:
    arcs = "a>b:3 b>a:3 a>c:3 c>a:3 b>c:3 c>b:3 d>a:3 a>e:3 e>b:3 b>f:3 f>a:3"
    owned = "priorities:\n  - {id: p, name: Go online, owner: d}\n  - {id: q, name: Waste less, owner: b}"
    said = of("owner-at-the-edge", company("a b c d e f g", arcs, owned))
    assert said == ["D answers for “Go online” with at most one tie each way on record."]
    goals = "goals:\n  - {id: g1, statement: Grow, owner: g}\n  - {id: g2, statement: Own, function: fa, owner: g}"
    assert of("owner-at-the-edge", company("a b c d e f g", arcs, goals)) == [
        "G answers for “Grow” with no ties on record."
    ]


@pytest.mark.parametrize(
    ("said", "kind", "sentence"),
    [
        ("position: against, behaviour: against", "opposition",
         "A, on record, speaks against “Go online” and acts against it."),
        ("position: strongly against", "opposition", "A, on record, speaks against “Go online”."),
        ("position: for, behaviour: against", "words-not-deeds",
         "A, on record, speaks for “Go online” and acts against it."),
        ("position: for, behaviour: undecided", "words-not-deeds",
         "A, on record, speaks for “Go online” and acts neither way."),
        ("position: for, behaviour: against, contested: yes", "words-not-deeds",
         "A, on record, speaks for “Go online” and acts against it. The record is disputed."),
        ("position: for, behaviour: for", None, None),
        ("position: for", None, None),
        ("behaviour: against", None, None),
        ("position: undecided, behaviour: against", None, None),
    ],
)  # fmt: skip
def test_words_and_deeds_are_told_apart(said: str, kind: str | None, sentence: str | None) -> None:
    found = read(company("a b e", "", "relationships: none", PRIORITY, stands(f"person: a, {said}")))
    assert [(r.kind, r.sentence) for r in found] == ([(kind, sentence)] if kind else [])
    for reading in found:
        assert {fact.said_by for fact in reading.basis} == {"e"}


@pytest.mark.parametrize(
    ("arcs", "found"),
    [
        ("b>a:3/4", True),
        ("b>a:2/4", False),
        ("b>a:3/3", False),
        ("b>a:3", False),
        ("a>b:5/5", False),
        ("b>a:5/5 a>b:3/2", False),
        ("b>a:5/5 a>b:3/3", True),
    ],
)
def test_a_supporter_whom_an_opponent_hears_could_speak_with_him(arcs: str, found: bool) -> None:
    both = stands("person: a, position: against, behaviour: against", "person: b, position: for, behaviour: for")
    said = of("messenger", company("a b e", arcs, PRIORITY, both))
    assert said == (["B supports “Go online” and could speak with A."] if found else [])


def test_several_who_could_speak_are_listed() -> None:
    both = stands("person: a, behaviour: against", "person: b, behaviour: for", "person: c, behaviour: strongly for")
    said = of("messenger", company("a b c e", "b>a:4/5 c>a:4/5", PRIORITY, both))
    assert said == ["B and C support “Go online” and could speak with A."]


def test_kinds_come_in_their_order_and_five_of_each() -> None:
    people = "a b c d f g h i"
    pairs = [
        f"  - {{id: x{n}, partners: [fa, f{other}], necessity: need-to-have}}" for n, other in enumerate("bcdfghi")
    ]
    text = company(people, "b>c:3", "\n".join(["alliances:", *pairs]))
    found = read(text)
    assert [KINDS.index(reading.kind) for reading in found] == sorted(KINDS.index(reading.kind) for reading in found)
    assert [reading.about for reading in foremost(found)] == ["x0", "x1", "x2", "x3", "x4"]
    assert left_out(found) == {"needed-tie-absent": 2}


def test_long_labels_are_cut_between_words() -> None:
    text = company("a e", "", "relationships: none", PRIORITY.replace("Go online", "word " * 60),
                   stands("person: a, position: against"))  # fmt: skip
    (one,) = read(text)
    assert len(one.sentence) < 130
    assert "word…”" in one.sentence


@pytest.mark.parametrize("edition", [Edition.COMPANY, Edition.LEADERSHIP])
def test_lower_editions_read_what_their_fields_allow_and_no_more(edition: Edition) -> None:
    both = stands("person: a, position: against, behaviour: against", "person: b, position: for, behaviour: for")
    text = company("a b c e", "b>a:4/5", PRIORITY, both, alliance(["fa", "fc"]))
    kinds = {reading.kind for reading in read(text, edition)}
    assert kinds == (set() if edition is Edition.COMPANY else {"needed-tie-absent"})
