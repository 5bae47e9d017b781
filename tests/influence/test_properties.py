"""What holds of every organisation: ids, order and hidden facts change nothing, and forgetting leaves more open."""

from __future__ import annotations

import json
from copy import deepcopy
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.mutate import mutate
from judging import read as read_text
from judging import seen
from playbook_gen.checks.situation import Situation
from playbook_gen.exchange.measures import measures_json
from playbook_gen.exchange.routes import as_json
from playbook_gen.influence.graph import influence
from playbook_gen.influence.positions import range_of, ranges_of_each
from playbook_gen.influence.reach import leaving_sentences, way
from playbook_gen.influence.readings import readings
from playbook_gen.influence.standing import standings
from playbook_gen.model.record import Edition
from strategies import PROOF, Data, Draw, chunks, entries, organisations, shuffled, to_yaml

LOWER = (Edition.COMPANY, Edition.LEADERSHIP)


def look(data: Data, edition: Edition = Edition.AUTHOR) -> Situation:
    reading = read_text(to_yaml(data))
    assert reading.organisation
    as_of = reading.organisation.as_of
    return Situation(seen(reading, edition), as_of.last if as_of else None, edition)


def everything(situation: Situation) -> list[Any]:
    """All that the room says of an organisation, as scripts get it."""
    network = influence(situation)
    pairs = permutations(network.graph.people, 2)
    ways = [as_json(way(network, *pair), situation, network, slug="x", cycle="1") for pair in pairs]
    leaving = [leaving_sentences(network, person, situation) for person in network.graph.people]
    return [measures_json(situation, slug="x", cycle="1"), *ways, *leaving]


@pytest.mark.parametrize("edition", LOWER)
def test_what_an_edition_may_not_see_changes_nothing_in_it(edition: Edition) -> None:
    @PROOF
    @given(organisations(), chunks())
    def same(data: Data, draw: Draw) -> None:
        other = mutate(data, edition.word, draw)
        assert everything(look(data, edition)) == everything(look(other, edition))

    same()


@PROOF
@given(organisations(), chunks())
def test_the_order_of_the_file_changes_nothing(data: Data, draw: Draw) -> None:
    one, other = (json.loads(measures_json(look(d), slug="x", cycle="1")) for d in (data, shuffled(data, draw)))
    # Statements without ids are cited by their place in the file's own order of content, lines by where they stand.
    assert without(one, "line") == without(other, "line")


def without(held: Any, key: str) -> Any:
    if isinstance(held, dict):
        return {name: without(value, key) for name, value in held.items() if name != key}
    return [without(value, key) for value in held] if isinstance(held, list) else held


@PROOF
@given(organisations())
def test_renamed_people_have_the_same_measures_standings_and_readings(data: Data) -> None:
    ids = sorted(entry["id"] for entry in entries(data, "people"))
    new = {name: f"q{len(ids) - place}" for place, name in enumerate(ids)}
    one, other = look(data), look(renamed(data, new))
    before, after = (json.loads(measures_json(s, slug="x", cycle="1")) for s in (one, other))
    assert {new[person]: near(values) for person, values in before["people"].items()} == {
        person: near(values) for person, values in after["people"].items()
    }
    assert near(before["network"]["density"]) == near(after["network"]["density"])
    assert {(new[s.person], s.priority, s.stance, s.openness) for s in standings(one)} == {
        (s.person, s.priority, s.stance, s.openness) for s in standings(other)
    }
    assert {(r.kind, r.about, frozenset(new[p] for p in r.people)) for r in readings(one)} == {
        (r.kind, r.about, frozenset(r.people)) for r in readings(other)
    }


def renamed(held: Any, new: dict[str, str]) -> Any:
    if isinstance(held, dict):
        return {key: renamed(value, new) for key, value in held.items()}
    if isinstance(held, list):
        return [renamed(value, new) for value in held]
    return new.get(held, held) if isinstance(held, str) else held


def near(held: Any) -> Any:
    """Numbers to nine digits: sums in another order may differ in the last one."""
    if isinstance(held, dict):
        return {key: near(value) for key, value in held.items()}
    return round(held, 9) if isinstance(held, float) else held


@PROOF
@given(organisations(), st.integers(0, 100))
def test_forgetting_a_needed_tie_only_widens_what_is_left_open(data: Data, which: int) -> None:
    before = influence(look(data))
    held = [arc for arc in before.needed if arc in before.graph.arcs]
    if not held:
        return
    sender, receiver = held[which % len(held)]
    less = deepcopy(data)
    less["relationships"] = [
        tie for tie in entries(data, "relationships") if (tie["from"], tie["to"]) != (sender, receiver)
    ]
    if not less["relationships"]:
        del less["relationships"]
    after = influence(look(less))
    assert (sender, receiver) in after.open
    for measure, span in range_of(before).items():
        wider = range_of(after)[measure]
        assert span is None or (wider and wider.low <= span.low + 1e-12 and span.high <= wider.high + 1e-12)
    for measure, each in ranges_of_each(before).items():
        for person, span in each.items():
            wider = ranges_of_each(after)[measure][person]
            assert wider.low <= span.low
            assert span.high <= wider.high


@PROOF
@given(organisations(), st.integers(0, 100))
def test_who_is_forgotten_stands_nowhere_and_others_stand_as_before(data: Data, which: int) -> None:
    before = standings(look(data))
    if not before:
        return
    gone = before[which % len(before)]
    less = deepcopy(data)
    less["positions"] = [
        p for p in entries(data, "positions") if (p["person"], p["priority"]) != (gone.person, gone.priority)
    ]
    if not less["positions"]:
        del less["positions"]
    left = [(s.person, s.priority, s.stance) for s in before if s != gone]
    assert [(s.person, s.priority, s.stance) for s in standings(look(less))] == left
