"""An edge list becomes an organisation file that holds the same network, and says what it changed."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook_gen.exchange.cells import clean
from playbook_gen.model.values import NOTHING
from playbook_gen.reading import read_cycle

from .harness import DATA, SHARED, as_csv, read_back
from .importing import arcs, imported, imported_from, organisation

if TYPE_CHECKING:
    from pathlib import Path

NETWORKS = sorted(f"{path.parent.name}/{path.stem}" for path in DATA.glob("networks/*/edges_*.csv"))
PROFILE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("name", NETWORKS or ["no network at hand"])
def test_a_real_network_comes_back_whole(tmp_path: Path, name: str) -> None:
    edges = DATA / "networks" / f"{name}.csv"
    if not edges.is_file():
        pytest.skip(f"REAL DATA ABSENT: {name} not found; set PLAYBOOK_SHARED")
    nodes = edges.with_name("nodes.csv")
    done = imported_from(tmp_path, "--ties", str(edges), "--people", str(nodes))
    found = organisation(tmp_path, done)
    with edges.open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    expected: dict[tuple[str, str], float] = {}
    for row in rows:
        pair = row["source"], row["target"]
        if pair[0] != pair[1]:
            expected[pair] = max(float(row["weight"]), expected.get(pair, 0))
    unweighted = {float(row["weight"]) for row in rows} == {1}
    assert arcs(found) == (dict.fromkeys(expected) if unweighted else expected)
    with nodes.open(encoding="utf-8") as opened:
        assert [person.id for person in found.people or ()] == [row["id"] for row in csv.DictReader(opened)]


def test_the_file_reads_like_a_list(tmp_path: Path) -> None:
    done = imported(
        tmp_path,
        "--name",
        "Acme: Foods",
        "--as-of",
        "2026-10-30",
        people="id,name,title,department,manager,age\nann,Ann Lee,Chief Executive,,,50\n7,Bo Ek,CMO,Marketing,ann,40\n",
        ties="source,target,weight\nann,7,5\n7,ann,2\n",
    )
    assert done.text is not None
    assert [line for line in done.text.splitlines() if line and not line.startswith("#")] == [
        "schema_version: 1",
        'name: "Acme: Foods"',
        "as_of: 2026-10-30",
        "functions:",
        '  - {id: marketing, name: Marketing, head: "7"}',
        "people:",
        "  - {id: ann, name: Ann Lee, title: Chief Executive, reports_to: none}",
        '  - {id: "7", name: Bo Ek, title: CMO, function: marketing, reports_to: ann}',
        "relationships:",
        '  - {from: ann, to: "7", influence: 5}',
        '  - {from: "7", to: ann, influence: 2}',
    ]
    assert done.said.splitlines() == [
        "people.csv: 1 other column left aside",
        "ties.csv: the weights are whole numbers from 1 to 5, and stand as ratings of influence",
    ]
    assert read_back(tmp_path, done.text)[1] == ()


@pytest.mark.parametrize(
    ("people", "ties"),
    [
        (
            "department,NAME,Node ID,note\nSales,Ann,a,x\nSales,Bob,b,y\n",
            "strength,Receiver,Sender\n0.5,b,a\n",
        ),
        (
            '\ufeffid;name;department\r\na;"Ann";Sales\r\nb;Bob;Sales\r\n',
            "A title above\n\nfrom\tto\tWeight\na\tb\t.5\n",
        ),
        (
            "id|name|department\na|Ann|Sales\nb|Bob|Sales\n".encode("utf-16"),
            "to,from,weight,influence\nb,a,5e-1,3\n\n\n",
        ),
    ],
)
def test_headings_order_and_form_do_not_matter(tmp_path: Path, people: str | bytes, ties: str) -> None:
    plain = imported(
        tmp_path, people="id,name,department\na,Ann,Sales\nb,Bob,Sales\n", ties="source,target,weight\na,b,0.50\n"
    )
    other = imported(tmp_path, people=people, ties=ties)
    assert plain.text is not None
    assert "{from: a, to: b, weight: 0.5}" in plain.text
    assert other.text == plain.text


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    rows = as_csv([["from", "to", "weight"], *([f"p {n}", f"P {n * 7 % 40}", n / 8] for n in range(1, 90))])
    first = imported(tmp_path, ties=rows)
    assert first.text is not None
    assert imported(tmp_path, ties=rows) == first


def test_nobody_is_lost(tmp_path: Path) -> None:
    done = imported(tmp_path, people="id\nann\nlone\n", ties="source,target\nann,bob\ncy,ann\n")
    assert [(p.id, p.name) for p in organisation(tmp_path, done).people or ()] == [
        (name, name) for name in ("ann", "lone", "bob", "cy")
    ]
    assert "ties.csv, line 2: bob is not listed among the people, and was added" in done.said
    assert "ties.csv, line 3: cy is not listed among the people, and was added" in done.said
    alone = imported(tmp_path, ties="source,target\nann,bob\ncy,ann\n")
    assert [p.id for p in organisation(tmp_path, alone).people or ()] == ["ann", "bob", "cy"]
    assert alone.said == ""


def test_a_table_of_people_alone_is_a_network_without_ties(tmp_path: Path) -> None:
    found = organisation(tmp_path, imported(tmp_path, people="id\nann\n", ties="source,target\n"))
    assert found.relationships is None, "an empty list would say that somebody looked and there are none"
    assert len(found.people or ()) == 1


def test_ids_that_cannot_stand_get_others_and_a_remark(tmp_path: Path) -> None:
    done = imported(
        tmp_path,
        people="id,name\na b,Ann\nAnn,Second\nann,Third\nindex,Fourth\n李伟,Fifth\na-b,Sixth\nnone,Seventh\n",
        ties="source,target\na b,Ann\nann,index\n李伟,a-b\nnone,a b\n",
    )
    found = organisation(tmp_path, done)
    ids = {p.name: p.id for p in found.people or ()}
    assert ids == {
        "Ann": "a-b-2",
        "Second": "Ann",
        "Third": "ann-2",
        "Fourth": "index-2",
        "Fifth": "fifth",
        "Sixth": "a-b",
        "Seventh": "none-2",
    }
    assert set(arcs(found)) == {("a-b-2", "Ann"), ("ann-2", "index-2"), ("fifth", "a-b"), ("none-2", "a-b-2")}
    for line, own in ((2, "a-b-2"), (5, "index-2"), (6, "fifth"), (8, "none-2")):
        assert f"people.csv, line {line}: the id given here cannot name a page; {own} stands in its place" in done.said
    assert "people.csv, line 4: the id differs from that of line 3 by case alone; ann-2 stands" in done.said
    assert "Third" not in done.said


def test_numbers_of_spreadsheets_and_two_unicode_forms_mean_the_same_person(tmp_path: Path) -> None:
    done = imported(tmp_path, people="id,name\n1,Ann\nJose\u0301,José\n", ties="source,target\n1.0,Jos\u00e9\n")
    assert arcs(organisation(tmp_path, done)) == {("1", "jose"): None}


def test_an_id_given_twice(tmp_path: Path) -> None:
    done = imported(tmp_path, people="id,name\na,Ann\na,Ann\na,Other\n", ties="source,target\na,b\nb,a\n")
    found = organisation(tmp_path, done)
    assert {p.name: p.id for p in found.people or ()} == {"Ann": "a", "Other": "a-2", "b": "b"}
    assert set(arcs(found)) == {("a", "b"), ("b", "a")}
    assert "people.csv, line 3: the same id and name as in line 2; this line was left out" in done.said
    assert "people.csv, line 4: the id of line 2 again, to which all ties lead; a-2 stands in its place" in done.said


def test_managers_by_id_and_by_name(tmp_path: Path) -> None:
    done = imported(
        tmp_path,
        people="id,name,Reports To\nA,Top,\na,Mid,A\nx y,Low,a\nd,Lower,Low\ne,Lost,nobody here\n",
        ties="source,target\nA,a\n",
    )
    found = organisation(tmp_path, done)
    assert {p.id: p.reports_to for p in found.people or ()} == {
        "A": NOTHING,
        "a-2": "A",
        "x-y": "a-2",
        "d": "x-y",
        "e": None,
    }
    assert "people.csv, line 6: the manager is not in the list; the line was left out" in done.said


def test_loops_repeats_and_zeros_are_counted(tmp_path: Path) -> None:
    done = imported(tmp_path, ties="source,target,weight\na,b,2\na,a,9\nb,a,7\na,b,23\na,b,1\nb,c,0\nc,c,0\n")
    found = organisation(tmp_path, done)
    assert arcs(found) == {("a", "b"): 23, ("b", "a"): 7}
    assert [p.id for p in found.people or ()] == ["a", "b", "c"]
    assert done.said.splitlines() == [
        "ties.csv: 1 tie of weight 0, which is no tie, left out",
        "ties.csv: 2 ties between two who were tied before; each direction stands once, with its strongest",
        "ties.csv: 2 ties of a person with himself or herself, left out",
    ]


def test_both_directions(tmp_path: Path) -> None:
    ties = "source,target,weight\na,b,0.5\nb,a,0.7\nb,c,9\n"
    expected = {("a", "b"): 0.7, ("b", "a"): 0.7, ("b", "c"): 9, ("c", "b"): 9}
    assert arcs(organisation(tmp_path, imported(tmp_path, "--undirected", ties=ties))) == expected
    said = "Source,Target,Type\na,b,Undirected\nb,c,Directed\nc,d,advice\nd,e, MUTUAL\n"
    found = organisation(tmp_path, imported(tmp_path, ties=said))
    assert set(arcs(found)) == {("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "d")}


@pytest.mark.parametrize(
    ("weights", "field", "values"),
    [
        (["1", "1.0", "+1"], None, [None] * 3),
        (["", "n/a", " "], None, [None] * 3),
        (["1", "5", "3.0"], "influence", [1, 5, 3]),
        (["1", "2", "6"], "weight", [1, 2, 6]),
        (["1", "2", "2.5"], "weight", [1, 2, 2.5]),
        (["0.1", "1e3", "9.333000183"], "weight", [0.1, 1000, 9.333000183]),
        (["0.1", "12345678901234568", "1e-9"], "weight", [0.1, 12345678901234568, 1e-9]),
    ],
)
def test_what_the_weights_become(
    tmp_path: Path, weights: list[str], field: str | None, values: list[float | None]
) -> None:
    rows = [["from", "to", "strength"], *([f"p{n}", "q", weight] for n, weight in enumerate(weights))]
    found = organisation(tmp_path, imported(tmp_path, ties=as_csv(rows)))
    fields = ("influence", "weight")
    assert [[getattr(tie, one) for one in fields] for tie in found.relationships or ()] == [
        [value if field == one else None for one in fields] for value in values
    ]


def test_a_weight_is_never_negative(tmp_path: Path) -> None:
    path = tmp_path / "org.yaml"
    tie = "relationships:\n  - {from: a, to: b, weight: %s}\n"
    path.write_text("name: X\npeople:\n  - a: Ann\n  - b: Bob\n" + tie % -1, encoding="utf-8")
    assert [(d.message, d.hint) for d in read_cycle([(path, "org.yaml")]).diagnostics if not d.warning] == [
        ("weight is out of range", "at least 0")
    ]


def test_long_decimals_are_rounded_with_a_remark(tmp_path: Path) -> None:
    values = [0.1 + 0.2, 1 / 3, 1234.000000000000123, 2 / 30_000, 0.5]
    done = imported(
        tmp_path, ties=as_csv([["from", "to", "weight"], *(["a", f"b{n}", v] for n, v in enumerate(values))])
    )
    assert list(arcs(organisation(tmp_path, done)).values()) == pytest.approx(values, rel=1e-11, abs=0)
    assert "ties.csv: 2 weights rounded to the 18 characters that a number may have" in done.said


def test_every_weight_that_cannot_be_used_is_told_at_once(tmp_path: Path) -> None:
    weights = ["0.5", "", "-1", "much", "0,5", "NaN", "inf", "1_0", "9" * 5_000, "1e-300", "١", "0x10"]
    done = imported(
        tmp_path, ties=as_csv([["from", "to", "weight"], *(["a", f"b{n}", w] for n, w in enumerate(weights))])
    )
    assert done.code == 1
    first = [line.split(": ", 1) for line in done.said.splitlines() if line.startswith("ties.csv")]
    assert [place for place, _ in first] == [f"ties.csv:{line}:1" for line in range(3, 14)]
    texts = dict(first)
    assert "has no weight" in texts["ties.csv:3:1"]
    assert "negative" in texts["ties.csv:4:1"]
    assert "not a number" in texts["ties.csv:5:1"]
    assert "too large or too small" in texts["ties.csv:10:1"]
    assert "too large or too small" in texts["ties.csv:11:1"]
    assert "write a point, not a comma" in done.said
    assert "much" not in done.said


def test_many_faults_are_counted(tmp_path: Path) -> None:
    rows = [["from", "to", "weight"], *([f"a{n}", "b", "x"] for n in range(50))]
    done = imported(tmp_path, ties=as_csv(rows))
    assert done.said.count("error[PB011]") == 20
    assert done.said.endswith("and 30 more errors\n")


def test_rows_without_ids_are_told_at_once(tmp_path: Path) -> None:
    done = imported(tmp_path, people="id,name\n,Ann\nb,Bo\n", ties="source,target\n,b\nb,\nb,b\n")
    assert done.code == 1
    lines = [line for line in done.said.splitlines() if "error" in line]
    assert lines == [
        "people.csv:2:1: error[PB010] the person has no id",
        "ties.csv:2:1: error[PB010] the tie has no source",
        "ties.csv:3:1: error[PB010] the tie has no target",
    ]


@pytest.mark.parametrize(
    ("people", "ties", "says"),
    [
        ("id\na\n", "a,b\nb,c\n", "ties.csv: none of the first rows has headings for both ends of a tie. Understood"),
        ("age,colour\n1,red\n", "from,to\na,b\n", "people.csv: none of the first rows has a heading for people's ids"),
        ("id\n", "from,to\n", "ties.csv: names nobody. Export the network again."),
        ("id\na\n", "", "ties.csv: the file is empty"),
        ("id\na\n", b"PK\x03\x04rest", "ties.csv: is an Excel workbook or another archive. Save it as CSV."),
        ("id\na\n", b"from,to\na,\0\n", "ties.csv: is not a text file"),
        ("id\na\n", 'from,to\na,"b\nc,d\n', "ties.csv: a quote opened in line 2 is never closed"),
        ("id\na\n", b"from,to\n" + b"x" * (16 * 1024 * 1024), "ties.csv: the file is larger than 16 MB. 16 MB is"),
        (
            "id\n" + "\n".join(f"p{n}" for n in range(5_001)),
            "from,to\n",
            "people.csv: more than 5 000 people. Keep the part that matters and try again.",
        ),
        (
            "id\na\n",
            "from,to\n" + "\n".join(f"p{n},q" for n in range(5_000)),
            "ties.csv: more than 5 000 people. Keep the part that matters and try again.",
        ),
        (
            "id\na\n",
            "from,to\n" + "a,b\n" * 20_001,
            "ties.csv: more than 20 000 ties. Keep the part that matters and try again.",
        ),
    ],
    ids=lambda value: "",
)
def test_refused(tmp_path: Path, people: str, ties: str | bytes, says: str) -> None:
    done = imported(tmp_path, people=people, ties=ties)
    assert done.code == 1
    assert says in done.said
    assert done.said.count("\n") == 1


def test_the_largest_network(tmp_path: Path) -> None:
    ties = "from,to,weight\n" + "".join(
        f"p{n % 5_000},p{(n * 3 + 1 + n // 5_000) % 5_000},0.5\n" for n in range(20_000)
    )
    done = imported(tmp_path, ties=ties)
    assert done.text is not None
    assert (done.text.count("- {id: "), done.text.count("- {from: ")) == (5_000, 19_996)
    both = imported(tmp_path, "--undirected", ties=ties)
    assert (both.code, both.text) == (1, None)
    assert "more than 20 000 ties, both directions counted" in both.said


def test_hostile_labels_survive_as_names(tmp_path: Path) -> None:
    labels = SHARED / "spec" / "hostile-labels.jsonl"
    if not labels.is_file():
        pytest.skip("REAL DATA ABSENT: spec/hostile-labels.jsonl not found; set PLAYBOOK_SHARED")
    values = [json.loads(line).get("value") for line in labels.read_text(encoding="utf-8").splitlines()]
    values = [v.encode("utf-8", "ignore").decode() for v in values if v and "\x00" not in v]
    assert len(values) > 50
    people = as_csv([["id", "name", "title", "unit"], *([f"i{n}", v, v, v] for n, v in enumerate(values))])
    ties = as_csv([["from", "to"], *([v, f"i{n}"] for n, v in enumerate(values) if v.strip())])
    found = organisation(tmp_path, imported(tmp_path, people=people, ties=ties))
    whole = [(n, v) for n, v in enumerate(values) if len(clean(v)) in range(3, 200)]
    names = {p.id: p.name for p in found.people or ()}
    assert [names[f"i{n}"] for n, _ in whole] == [clean(v) for _, v in whole]
    assert len(found.relationships or ()) >= len(whole)


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)


@PROFILE
@given(rows=st.lists(st.tuples(*[ANY_TEXT] * 4), max_size=6), data=st.data())
def test_any_table_becomes_a_file_that_reads_back(
    tmp_path: Path, rows: list[tuple[str, ...]], data: st.DataObject
) -> None:
    given_ids = ["top", *(row[0] for row in rows if row[0].split())]
    ties = data.draw(st.lists(st.tuples(*[st.sampled_from(given_ids)] * 2), max_size=8))
    people = as_csv([["id", "name", "department", "manager"], ["top", "", "", ""], *(r for r in rows if r[0].split())])
    done = imported(tmp_path, people=people, ties=as_csv([["from", "to"], *ties]))
    found = organisation(tmp_path, done)
    assert (found.people or ())[0].id == "top"
    assert len(found.relationships or ()) <= len(ties)


SMALL = st.sampled_from(["a", "b", "c", "d", "E"])


@PROFILE
@given(
    ties=st.lists(st.tuples(SMALL, SMALL, st.decimals(0, 1000, places=3)), min_size=1, max_size=12),
    undirected=st.booleans(),
)
def test_any_edge_list_is_the_strongest_of_each_direction(
    tmp_path: Path, ties: list[tuple[str, str, object]], undirected: bool
) -> None:
    done = imported(tmp_path, *["--undirected"] * undirected, ties=as_csv([["from", "to", "weight"], *ties]))
    expected: dict[tuple[str, str], float] = {}
    for one, other, weight in ties:
        for arc in {(one, other), (other, one) if undirected else (one, other)}:
            if one != other and weight:
                expected[arc] = max(float(str(weight)), expected.get(arc, 0))
    unweighted = {float(str(weight)) for _, _, weight in ties} <= {0, 1}
    assert arcs(organisation(tmp_path, done)) == (dict.fromkeys(expected) if unweighted else expected)
