"""Headings by any of their names, in any of the formats."""

from __future__ import annotations

import codecs
import datetime
import itertools
from typing import TYPE_CHECKING

import pytest

from playbook_gen.exchange.headings import SYNONYMS
from playbook_gen.model.values import NOTHING

from .harness import as_csv, as_xlsx, messages, read

if TYPE_CHECKING:
    from pathlib import Path

ANN_AND_BOB = [["Ann", "a1", ""], ["Bob", "b1", "a1"]]


def _spellings(words: str) -> list[str]:
    camel = words[0].lower() + words.title().replace(" ", "")[1:]
    return [words, words.upper(), words.lower().replace(" ", "_"), camel, f"  {words} *", words.replace(" ", "")]


@pytest.mark.parametrize("word", SYNONYMS["id"])
def test_ids(tmp_path: Path, word: str) -> None:
    for heading in _spellings(word):
        found = read(tmp_path, as_csv([["Name", heading, "Manager ID"], *ANN_AND_BOB]))
        assert [p.id for p in found.people] == ["a1", "b1"], heading


@pytest.mark.parametrize("word", SYNONYMS["manager"])
def test_managers(tmp_path: Path, word: str) -> None:
    for heading in _spellings(word):
        found = read(tmp_path, as_csv([["Name", "ID", heading], *ANN_AND_BOB]))
        assert [p.reports_to for p in found.people] == [NOTHING, "a1"], heading
        assert found.remarks == ()


@pytest.mark.parametrize("field", ["title", "department"])
def test_titles_and_departments(tmp_path: Path, field: str) -> None:
    for heading in [s for word in SYNONYMS[field] for s in _spellings(word)]:
        (person,) = read(tmp_path, as_csv([["Name", heading], ["Ann", "Data"]])).people
        assert getattr(person, field) == "Data", heading


def test_first_and_last_name(tmp_path: Path) -> None:
    for first, last in itertools.product(SYNONYMS["first"], SYNONYMS["last"]):
        (person,) = read(tmp_path, as_csv([[last, first], ["Lee", "Ann"]])).people
        assert (person.name, person.id) == ("Ann Lee", "ann-lee")


def test_name_may_mean_the_first_name(tmp_path: Path) -> None:
    found = read(tmp_path, as_csv([["name", "lastName"], ["Ann", "Lee"], ["Bo Ek", "Ek"], ["", "Orr"]]))
    assert [p.name for p in found.people] == ["Ann Lee", "Bo Ek", "Orr"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    rows = [["Name", "ID", "Reports To"], ["Lee, Ann; CPA | MBA", "a1", ""], ["Bob", "b1", "a1"]]
    found = read(tmp_path, as_csv(rows, delimiter))
    assert [p.name for p in found.people] == ["Lee, Ann; CPA | MBA", "Bob"]


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE)]
)
def test_encodings(tmp_path: Path, encoding: str, mark: bytes) -> None:
    found = read(tmp_path, mark + "Name\tID\r\nZoë Ångström\t1\r\n".encode(encoding))
    assert found.people[0].name == "Zoë Ångström"
    assert [row for row, text in messages(found) if "UTF-8" in text] == []


def test_windows_text_is_read_with_a_remark(tmp_path: Path) -> None:
    found = read(tmp_path, "Name;ID\nZoë “Z” Müller;1\n".encode("cp1252"))
    assert found.people[0].name == "Zoë “Z” Müller"
    assert messages(found) == [
        (0, "the file is not UTF-8; it was read as Windows-1252, so look at names with accents"),
        (0, "the list does not say who reports to whom; add reports_to where you know it"),
    ]


def test_headings_may_stand_below_a_title_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    data = 'sep=;\n"Staff of\nthe company"\n\nName;ID;Boss ID\nAnn;1;\n;;\n"Bob\nLee";2;9\n'
    found = read(tmp_path, data)
    assert [(p.row, p.name) for p in found.people] == [(6, "Ann"), (8, "Bob Lee")]
    assert messages(found) == [(8, "the manager 9 is not in the list; the line was left out")]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends(tmp_path: Path, ending: str, last: bool) -> None:
    text = ending.join(["Name,ID", "Ann,1", "Bob,2"]) + (ending if last else "")
    assert [p.id for p in read(tmp_path, text).people] == ["1", "2"]


def test_the_fuller_of_two_columns_counts(tmp_path: Path) -> None:
    rows = [["Name", "Department", "Division", "Title", "Job Title"], ["Ann", "", "Foods", "Ms", "Cook"]]
    (person,) = read(tmp_path, as_csv(rows)).people
    assert (person.department, person.title) == ("Foods", "Cook")


def test_a_salutation_is_no_job_title(tmp_path: Path) -> None:
    (person,) = read(tmp_path, "Title,Name\nDr.,Ann\n").people
    assert person.title is None


def test_a_supervisory_organization_loses_number_and_manager(tmp_path: Path) -> None:
    data = "Worker,Supervisory Organization\nAnn,02999999 Chemistry (Jane Doe)\n"
    assert read(tmp_path, data).people[0].department == "Chemistry"


def test_other_columns_never_leave_the_list(tmp_path: Path) -> None:
    rows = [
        ["Name", "Salary", "E-mail", "Phone", "Supervisor Email", "Note"],
        ["Ann", "secret-1", "secret-2@x.org", "secret-3", "secret-4@x.org", "secret-5"],
        ["Bob", "secret-6", "secret-2@x.org", "secret-7", "secret-2@x.org", "secret-8"],
    ]
    assert "secret" not in repr(read(tmp_path, as_csv(rows)))


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2024-03-09", "2024-03-09"),
        ("2003-07-16T19:00:00.000Z", "2003-07-16"),
        ("2024/3/9", "2024-03-09"),
        ("09.03.2024", "2024-03-09"),
        ("03/28/2024", "2024-03-28"),
        ("28/03/2024 00:00", "2024-03-28"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("03/04/2024", None),
        ("2024-02-31", None),
        ("last spring", None),
    ],
)
def test_dates(tmp_path: Path, written: str, read_as: str | None) -> None:
    found = read(tmp_path, as_csv([["Name", "Start in Post"], ["Ann", written]]))
    assert found.people[0].since == read_as
    assert (read_as is None) == any("cannot be told" in text for _, text in messages(found))


def test_the_whole_column_tells_day_from_month(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Hire Date\nAnn,03/04/2024\nBob,31/12/2023\n")
    assert [p.hired for p in found.people] == ["2024-04-03", "2023-12-31"]
    assert [p.since for p in found.people] == [None, None], "the start with the company is not the start in the post"


def test_a_workbook(tmp_path: Path) -> None:
    people = [
        ["", None],
        ["Employee #", "Name", "Manager ID", "Hire Date", "Bonus", "Job Title"],
        [7, "Ann", None, datetime.datetime(2020, 5, 1, tzinfo=None), "=1/0", "#N/A"],  # noqa: DTZ001 - Excel has no zones
        [None, None, None, None, None, None],
        ["1001.0", "Bob", 7.0, datetime.date(2021, 6, 2), 3, True],
        [1002.0, "Cy", "007", "2022-01-01", 3, 12],
    ]
    data = as_xlsx({"Cover": [["Made by", "HR"]], "Staff": people, "Other": [["Name"], ["Zed"]]})
    found = read(tmp_path, data, "people.xlsx")
    assert [(p.row, p.id, p.name, p.hired) for p in found.people] == [
        (3, "7", "Ann", "2020-05-01"),
        (5, "1001", "Bob", "2021-06-02"),
        (6, "1002", "Cy", "2022-01-01"),
    ]
    assert [p.reports_to for p in found.people] == [NOTHING, "7", None]
    assert [p.title for p in found.people] == [None, "True", "12"]
    assert messages(found) == [
        (0, "only sheet 2 of 3 was read"),
        (6, "the manager 007 is not in the list; the line was left out"),
    ]


def test_leading_zeros_of_a_number_format_are_kept(tmp_path: Path) -> None:
    data = as_xlsx({"S": [["ID", "Name", "Manager ID"], [7, "Ann", ""], [12, "Bob", 7]]}, {"A2": "000", "C3": "000"})
    found = read(tmp_path, data, "people.xlsx")
    assert [(p.id, p.reports_to) for p in found.people] == [("007", NOTHING), ("12", "007")]
