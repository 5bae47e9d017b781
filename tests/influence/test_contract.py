"""The JSON of the map keeps its contract, says what the documentation says, and gives the published values."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from judging import read as read_text
from judging import seen
from network.oracles import as_igraph, as_undirected_igraph, real
from playbook_gen.checks.situation import Situation
from playbook_gen.exchange.measures import measures_json, schema
from playbook_gen.influence.standing import STEPS, TABLE
from playbook_gen.model.record import Edition
from strategies import made, to_yaml

from .small import VECTOR, alliance, company, look

DOCS = Path(__file__).parents[2] / "docs" / "measures.md"
GROUPS = {"ceo": "corp", "cfo": "corp", "chro": "corp", "cio": "ops", "cmo": "front", "cro": "front"}


def printed(situation: Situation) -> Any:
    return json.loads(measures_json(situation, slug="example", cycle="2026"))


def vector() -> str:
    lines = [
        "name: Example",
        "functions:",
        *(f"  - {{id: {name}, name: {name}}}" for name in sorted(set(GROUPS.values()))),
    ]
    lines += ["people:", *(f"  - {{id: {p}, name: {p.upper()}, function: {group}}}" for p, group in GROUPS.items())]
    return "\n".join([*lines, "relationships:", *company("ceo", VECTOR).split("relationships:\n")[1].splitlines()])


def test_the_test_vector_through_the_whole_contract() -> None:
    data = printed(look(vector()))
    network, people = data["network"], data["people"]
    assert network["density"] == pytest.approx(0.3667, abs=5e-5)
    assert network["reciprocity_arcs"] == pytest.approx(0.7273, abs=5e-5)
    assert network["reciprocity_dyads"] == pytest.approx(0.5714, abs=5e-5)
    assert network["ei_index"] == pytest.approx(0.0909, abs=5e-5)
    assert network["connectedness"] == 1
    assert network["hierarchy"] == pytest.approx(0.3333, abs=5e-5)
    assert network["efficiency"] == pytest.approx(0.76)
    assert network["cut_points"] == ["ceo"]
    assert network["simmelian_ties"] == []
    constraint = {"ceo": 0.4739, "cfo": 0.7710, "cio": 1.0249, "cmo": 0.7710, "cro": 1.0249, "chro": 1.0}
    assert {p: v["constraint"] for p, v in people.items()} == pytest.approx(constraint, abs=5e-5)
    size = {"ceo": 4.1429, "cfo": 1.5, "cmo": 1.5, "cio": 1, "cro": 1, "chro": 1}
    assert {p: v["effective_size"] for p, v in people.items()} == pytest.approx(size, abs=5e-5)
    # Printed as shares of (n-1)(n-2), which is 20.
    between = {"ceo": 12, "cmo": 4, "cfo": 3, "cio": 0, "cro": 0, "chro": 0}
    assert {p: v["betweenness"] for p, v in people.items()} == pytest.approx(between)
    roles = {p: {role: n for role, n in v["brokerage"].items() if n and role != "total"} for p, v in people.items()}
    assert roles["ceo"] == {"coordinator": 1, "gatekeeper": 2, "representative": 3, "liaison": 2}
    assert (roles["cfo"], roles["cmo"]) == ({"gatekeeper": 1}, {"gatekeeper": 1})


def test_where_functions_have_one_member_each_no_index_is_printed() -> None:
    data = printed(look(company("ceo cfo cio cmo cro chro", VECTOR)))
    assert (data["network"]["ei_index"], data["network"]["ei_index_by_function"]) == (None, None)
    assert {values["brokerage"] for values in data["people"].values()} == {None}


def test_strengths_unrated_and_open_ties_stand_beside_the_sums() -> None:
    data = printed(look(company("a b c", "a>b:4 c>b b>a:2", alliance(["fa", "fb", "fc"]))))
    b = data["people"]["b"]
    assert (b["in_degree"], b["in_strength"], b["unrated_in"], b["unrated_out"]) == (2, 4, 1, 0)
    assert data["network"]["unrated_ties"] == [["c", "b"]]
    assert data["network"]["open_ties"] == [["a", "c"], ["b", "c"], ["c", "a"]]
    assert data["people"]["c"]["bounds"]["in_degree"] == [0, 2]


def test_an_empty_company_keeps_the_contract() -> None:
    data = printed(look("name: Example"))
    jsonschema.validate(data, schema())
    assert data["people"] == {}
    assert data["network"]["density"] is None
    assert data["positions"]["connectors"] is None


@pytest.mark.parametrize("edition", list(Edition))
def test_organisations_of_every_kind_keep_the_contract(edition: Edition) -> None:
    for seed in range(40):
        reading = read_text(to_yaml(made(seed)))
        assert reading.organisation
        as_of = reading.organisation.as_of
        data = printed(Situation(seen(reading, edition), as_of.last if as_of else None, edition))
        jsonschema.validate(data, schema())


@pytest.mark.parametrize("edition", [Edition.COMPANY, Edition.LEADERSHIP])
def test_a_lower_edition_never_says_trust_or_standing(edition: Edition) -> None:
    stand = "  - {person: a, priority: p, position: for, behaviour: against}"
    more = f"priorities:\n  - {{id: p, name: Go}}\npositions:\n{stand}"
    text = measures_json(look(company("a b", "a>b:3/1", more), edition), slug="example", cycle="2026")
    data = json.loads(text)
    assert data["standing"] == []
    assert "trust" not in text
    assert '"file": "' not in text


# The documentation


def tables() -> dict[str, set[str]]:
    """The keys in the first column of the table under each heading."""
    sections = re.split(r"^## ", DOCS.read_text("utf-8"), flags=re.MULTILINE)
    return {s.splitlines()[0]: set(re.findall(r"^\| `([\w-]+)` \|", s, re.MULTILINE)) for s in sections}


def test_every_measure_is_in_the_documentation_and_nothing_else() -> None:
    data, documented = printed(look(company("a b", "a>b:3"))), tables()
    assert documented["Of each person"] == set(data["people"]["a"])
    assert documented["Of the network"] == set(data["network"])
    assert documented["Positions in the recorded map"] == set(data["positions"])
    properties = schema()["properties"]
    assert documented["Readings"] == set(properties["readings"]["items"]["properties"]["kind"]["enum"])
    assert set(properties["people"]["additionalProperties"]["required"]) == set(data["people"]["a"])
    assert set(properties["network"]["required"]) == set(data["network"])
    assert set(schema()["required"]) == set(data)


def test_the_table_of_standing_is_the_one_in_the_code() -> None:
    text = DOCS.read_text("utf-8")
    rows = {
        row[0]: tuple(row[1:]) for row in (line.strip("| ").split(" | ") for line in text.splitlines()) if len(row) == 6
    }
    assert rows["Said \\ seen"] == STEPS
    assert {step: rows[step] for step in STEPS} == TABLE


def test_a_real_network_comes_through_as_another_library_measures_it() -> None:
    graph = real("krackhardt_hightech/edges_advice")
    arcs = " ".join(f"{sender}>{receiver}:{strength:g}" for (sender, receiver), strength in graph.arcs.items())
    data = printed(look(company(" ".join(graph.people), arcs, field="weight")))
    other = as_igraph(graph)
    for key, values in {
        "in_degree": other.degree(mode="in"),
        "out_degree": other.degree(mode="out"),
        "betweenness": other.betweenness(directed=True),
        "core_number": as_undirected_igraph(graph).coreness(),
        "constraint": other.constraint(),
    }.items():
        printed_values = {person: held[key] for person, held in data["people"].items()}
        assert printed_values == pytest.approx(dict(zip(graph.people, values, strict=True)), abs=1e-9)
    assert data["network"]["density"] == pytest.approx(other.density(), abs=1e-9)
    assert data["network"]["reciprocity_arcs"] == pytest.approx(other.reciprocity(), abs=1e-9)
    assert data["positions"]["why_none"] is None
