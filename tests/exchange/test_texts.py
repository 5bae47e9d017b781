"""The texts that `init` writes: they read back as what went in, and say nothing more."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook_gen.exchange import PeopleList, PersonRow, organisation_text, starter_text, workspace_files
from playbook_gen.exchange.cells import blank, clean
from playbook_gen.exchange.yaml_text import scalar
from playbook_gen.model.values import NOTHING
from playbook_gen.outcomes import UsageError
from playbook_gen.reading.nodes import MAX_SCALAR

from .harness import SHARED, as_csv, as_xlsx, organisation, read, read_back

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = [
    "No", "Null", "none", "unknown", "~", "y", "a: b", "x # y", "*star", "&anchor", "@home", "`tick", "%dir", "!tag",
    "- dash", "? ask", "| pipe", "> fold", "{brace}", "[bracket", "a, b", 'say "hi"', "O'Brien", "back\\slash", "'",
    "#", '"', "12", "0x1F", "1e3", "2026-10-30", "12:30:00", ".5", "<<", "=", "---", "...", "<<<<<<< x", "{{ name }}",
    "trailing:", "李伟", "مريم العلي", "Zoë", "e\u0301", "\U0001f469\u200d\U0001f467", "İstanbul", "ß", "A\u00ad",
    "\U0001f1fa\U0001f1f8", "Null, No",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_survive(tmp_path: Path, name: str) -> None:
    rows = [
        ["ID", "Name", "Title", "Department", "Manager ID"],
        ["1", name, f"{name} {name}", name, ""],
        ["2", "Bob", "", name, "1"],
    ]
    for data, file in ((as_csv(rows), "people.csv"), (as_xlsx({"S": rows}), "people.xlsx")):
        if file.endswith("xlsx") and name.startswith("="):
            continue  # a formula there
        found = organisation(tmp_path, read(tmp_path, data, file))
        assert found.people
        assert (found.people[0].name, found.people[0].title) == (name, f"{name} {name}")
        assert [f.name for f in found.functions or ()] == ([] if blank(name) else [name])


def test_known_hostile_labels_survive(tmp_path: Path) -> None:
    labels = SHARED / "spec" / "hostile-labels.jsonl"
    if not labels.is_file():
        pytest.skip("REAL DATA ABSENT: spec/hostile-labels.jsonl not found; set PLAYBOOK_SHARED")
    values = [json.loads(line).get("value") for line in labels.read_text(encoding="utf-8").splitlines()]
    rows = [["Name", "Job Title", "Unit"], *([v, v, v] for v in values if v and "\x00" not in v)]
    people = read(tmp_path, as_csv(rows).replace(b"\xed\xa0\x80", b""))
    assert len(people.people) > 50
    organisation(tmp_path, people)


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
PROFILE = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@PROFILE
@given(rows=st.lists(st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT), min_size=1, max_size=6))
def test_any_list_becomes_a_file_that_reads_back(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    data = as_csv([["ID", "Name", "Title", "Department", "Reports To"], ["top", "Ann", "", "", ""], *rows])
    organisation(tmp_path, read(tmp_path, data))


@PROFILE
@given(
    rows=st.lists(
        st.tuples(*[st.sampled_from(["", "1", "2", "3", "Ann", "Bob", "XX", "N/D", "Vacant"])] * 4), max_size=9
    )
)
def test_any_tangle_of_lines_becomes_a_file_that_reads_back(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    data = as_csv([["ID", "Name", "Department", "Reports To"], ["top", "Cy", "", ""], *rows])
    organisation(tmp_path, read(tmp_path, data))


@PROFILE
@given(text=ANY_TEXT)
def test_a_value_is_the_same_text_for_any_yaml_reader(text: str) -> None:
    text = clean(text)
    assert yaml.safe_load(f"- {{a: {scalar(text)}, b: 1}}\n- {scalar(text)}") == [{"a": text, "b": 1}, text]


@pytest.mark.parametrize("word", HOSTILE)
def test_words_are_text_for_any_yaml_reader(word: str) -> None:
    assert yaml.safe_load(f"a: {scalar(word)}") == {"a": word}


def test_the_file_reads_like_a_list(tmp_path: Path) -> None:
    data = (
        "ID,Name,Title,Department,Manager ID,Start in Post,Hire Date\n"
        "ceo,Ann Lee,Chief Executive,,,,2019-01-01\ncmo,Bo Ek,CMO,Marketing,ceo,2024-03-01,\n"
        "m2,Cy Orr,Brand lead,Marketing,cmo,,\n7,Di,Analyst,R&D,x9,,\n"
    )
    text = organisation_text(read(tmp_path, data), name="Null: Co", as_of=date(2026, 10, 30))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert lines == [
        "schema_version: 1",
        'name: "Null: Co"',
        "as_of: 2026-10-30",
        "functions:",
        "  - {id: marketing, name: Marketing, head: cmo}",
        "  - {id: r-and-d, name: R&D}",
        "people:",
        "  - {id: ceo, name: Ann Lee, title: Chief Executive, reports_to: none, extra: {hired: 2019-01-01}}",
        "  - {id: cmo, name: Bo Ek, title: CMO, function: marketing, reports_to: ceo, since: 2024-03-01}",
        "  - {id: m2, name: Cy Orr, title: Brand lead, function: marketing, reports_to: cmo}",
        '  - {id: "7", name: Di, title: Analyst, function: r-and-d}',
    ]
    found, diagnostics = read_back(tmp_path, text)
    assert diagnostics == ()
    assert found.alliances is None, "nothing is invented, and nothing is declared none"
    assert (found.goals, found.relationships, found.sponsor) == (None, None, None)


def test_long_entries_stand_on_several_lines(tmp_path: Path) -> None:
    person = PersonRow(row=2, id="a", name="Ann " * 40 + "Lee", title="T: " * 40, reports_to=NOTHING)
    text = organisation_text(PeopleList((person,)), name="X", as_of="2026-Q4")
    assert "  - id: a\n    name: Ann Ann" in text
    assert read_back(tmp_path, text)[0].people


@pytest.mark.parametrize("people", [True, False])
def test_the_examples_in_comments_are_valid_once_filled_in(tmp_path: Path, people: bool) -> None:
    row = PersonRow(row=2, id="P1", name="Ann", department="One" if people else None)
    other = PersonRow(row=3, id="P2", name="Bob", department="Two" if people else None)
    text = organisation_text(PeopleList((row, other)), name="X", as_of="2026-10-30")
    example = re.compile(r"^# ((?:sponsor|strategy|[a-z]+):(?: .*)?|  - \{.*)$", re.MULTILINE)
    text = example.sub(lambda m: m[1], text)
    assert len(re.findall(r"^(sponsor|strategy|goals|functions|alliances|relationships):", text, re.MULTILINE)) == 6
    words = {"OTHER_PERSON": "P2", "PERSON": "P1", "OTHER_FUNCTION": "two" if people else "P2", "RATING": "4"}
    words |= {"FUNCTION": "one", "ALLIANCE": "both", "GOAL": "Grow", "NAME": "One", "STRATEGY": "Grow"}
    for word, value in words.items():
        text = re.sub(rf"\b{word}\b", value, text)
    found, diagnostics = read_back(tmp_path, text)
    assert diagnostics == ()
    assert found.alliances
    assert found.relationships


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ([("1", "", ""), ("2", "A", "1"), ("3", "A", "2")], {"a": "2"}),
        ([("1", "A", ""), ("2", "A", "1"), ("3", "a ", "2")], {"a": "1"}),
        ([("1", "", ""), ("2", "A", "1"), ("3", "A", "1")], {"a": None}),
        ([("1", "", ""), ("2", "A", "1"), ("3", "A", "gone"), ("4", "A", "3")], {"a": None}),
        ([("1", "", ""), ("2", "A", "1"), ("3", "A", "gone")], {"a": "2"}),
        ([("1", "A", "2"), ("2", "A", "1")], {"a": None}),
    ],
)
def test_heads(tmp_path: Path, rows: list[tuple[str, str, str]], heads: dict[str, str | None]) -> None:
    table = [["ID", "Name", "Department", "Manager ID"], *([i, f"N{i}", d, m] for i, d, m in rows)]
    found = organisation(tmp_path, read(tmp_path, as_csv(table)))
    assert {f.id: f.head for f in found.functions or ()} == heads


def test_functions_and_people_share_one_space_of_ids(tmp_path: Path) -> None:
    found = organisation(tmp_path, read(tmp_path, "ID,Name,Unit\nIT,Ann,it\ncon,Bob,Con\n3,Cy,人事\n"))
    assert [f.id for f in found.functions or ()] == ["it-2", "con-2", "f3"]


def test_the_same_list_gives_the_same_bytes(tmp_path: Path) -> None:
    data = as_csv([["Name", "Unit", "Manager"], *([f"P{n}", f"U{n % 7}", f"P{n // 2}"] for n in range(1, 60))])
    texts = {organisation_text(read(tmp_path, data), name="X", as_of="2026") for _ in range(3)}
    assert len(texts) == 1


def test_the_starter_is_small_valid_and_says_what_it_is(tmp_path: Path) -> None:
    text = starter_text(name='Sam\'s "No: 1" # Foods', as_of=date(2026, 10, 30))
    found, diagnostics = read_back(tmp_path, text)
    assert diagnostics == ()
    assert text.count("\n") < 40
    counts = [len(x or ()) for x in (found.people, found.alliances, found.goals, found.relationships)]
    assert counts == [5, 2, 2, 3]
    assert found.name == 'Sam\'s "No: 1" # Foods'
    assert "invented" in str(found.standing_note)
    assert all(tie.said_by and tie.as_of and tie.basis for tie in found.relationships or ())


@pytest.mark.parametrize(("name", "as_of"), [("", "2026"), (" \x07\n", "2026"), ("X", "2026-02-31"), ("X", "1 # y: z")])
def test_what_no_file_can_begin_with(name: str, as_of: str) -> None:
    for write in (starter_text, lambda **k: organisation_text(PeopleList(()), **k)):
        with pytest.raises(UsageError):
            write(name=name, as_of=as_of)


@pytest.mark.parametrize("title", ["Acme", "No", "a: b # c", "<b>*x*</b> [y](z)", "Name\nwith: line"])
def test_the_files_of_a_workspace(title: str) -> None:
    files = workspace_files(title, "acme", "name: Acmé\n", "2026-Q1")
    assert list(files) == ["playbook.yaml", "orgs/acme/2026-Q1.yaml", ".gitignore", "README.md"]
    assert files["orgs/acme/2026-Q1.yaml"].decode() == "name: Acmé\n"
    assert yaml.safe_load(files["playbook.yaml"]) == {
        "editions": ["company"],
        "theme": "default",
    }
    every = re.sub(r"^# (?=[a-z_]+:)", "", files["playbook.yaml"].decode(), flags=re.MULTILINE)
    assert set(yaml.safe_load(every)) == {
        "title",
        "language",
        "editions",
        "theme",
        "organisations",
        "base_url",
        "thresholds",
    }
    assert {"/private/", "/site/"} <= set(files[".gitignore"].decode().splitlines())
    readme = files["README.md"].decode()
    assert "playbook-gen check" in readme
    assert "playbook-gen build" in readme
    assert "site/acme/index.html" in readme
    assert "<b>" not in readme


@pytest.mark.parametrize(
    ("slug", "cycle"), [("../x", "2026"), ("a", "../../x"), ("", "2026"), ("a/b", "2026"), ("con", "1")]
)
def test_paths_stay_inside(slug: str, cycle: str) -> None:
    with pytest.raises(UsageError):
        workspace_files("X", slug, "", cycle)


def test_limits_fit_the_reader() -> None:
    from playbook_gen.exchange.cells import MAX_TEXT

    assert MAX_TEXT < MAX_SCALAR
