"""What the comparison says about figures that are known."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from bench.drawings import Failed, Measured, section, table, worse
from bench.networks import Network, sheet

from bench import networks

OURS = Measured(
    tool="playbook-gen",
    ties=10,
    crossings=20,
    possible=40,
    people_overlaps=0,
    name_overlaps=0,
    through_people=0,
    through_titles=0,
    merged=0.2,
    heads=0.5,
    letter=9.0,
    ink=0.03,
)
NETWORK = Network(
    name="n", slug="n", people=("a", "b"), groups=("G", ""), levels=(0, 1), arcs=(("a", "b", 1.0), ("b", "a", 3.0))
)


@pytest.mark.parametrize(
    ("better", "words"),
    [
        ({"crossings": 10}, "crossings"),
        ({"merged": 0.1}, "lying on other ties"),
        ({"heads": 0.9}, "stand clear"),
        ({"letter": 12.0}, "letters"),
    ],
)
def test_whoever_is_better_is_named(better: dict[str, float], words: str) -> None:
    other = replace(OURS, tool="other", **better)  # type: ignore[arg-type]
    (line,) = worse(OURS, [other])
    assert words in line
    assert line.endswith(": other")


def test_what_is_worse_or_much_the_same_is_not_named() -> None:
    assert not list(
        worse(OURS, [OURS, replace(OURS, crossings=19, letter=9.5), replace(OURS, crossings=99, heads=0.1)])
    )


def test_crossings_are_set_against_the_ties_that_were_drawn() -> None:
    thinned = replace(OURS, tool="other", ties=5, crossings=10, possible=10)
    assert not list(worse(OURS, [thinned]))
    assert "| 100.0 |" in table([thinned])


def test_ties_left_out_and_small_letters_are_said() -> None:
    said = section(NETWORK, [replace(OURS, ties=1, letter=4.25)])
    assert "1 of 2 ties" in said
    assert "4.2 pt" in said


def test_a_tool_that_failed_keeps_its_row_and_the_table_its_shape() -> None:
    head, _, *rows = table([OURS, Failed(tool="other", why="gave up after 60 s")]).splitlines()
    assert "gave up after 60 s" in rows[1]
    assert {row.count("|") for row in rows} == {head.count("|")}


def test_a_sheet_holds_what_the_network_states() -> None:
    drawn = sheet(NETWORK)
    assert [(card.id, card.lane, card.level) for card in drawn.cards] == [("a", "G", 0), ("b", "", 1)]
    assert [(tie.source, tie.target, tie.strength) for tie in drawn.ties] == [("a", "b", 2), ("b", "a", 5)]


@pytest.mark.parametrize("source", networks.SOURCES, ids=lambda source: source.slug)
def test_every_person_and_tie_of_the_data_is_there(source: networks.Source) -> None:
    folder = networks.NETWORKS / source.folder
    if not folder.is_dir():
        pytest.skip(f"REAL DATA ABSENT: {source.folder} not found; set PLAYBOOK_SHARED")
    network = networks.read(source)
    with (folder / f"edges_{source.relation}.csv").open(encoding="utf-8", newline="") as file:
        stated = {(row["source"], row["target"]) for row in csv.DictReader(file)}
    assert {(a, b) for a, b, _ in network.arcs} == {(a, b) for a, b in stated if a != b}
    assert {end for arc in network.arcs for end in arc[:2]} <= set(network.people)
    assert min(network.levels) == 0
