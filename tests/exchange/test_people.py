"""Ids and reporting lines: what holds is kept, what does not is dropped and said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from playbook_gen.exchange import PeopleList, slug
from playbook_gen.exchange.ids import Ids, fits
from playbook_gen.model.values import NOTHING

from .harness import as_csv, messages, organisation, read

if TYPE_CHECKING:
    from pathlib import Path

HEAD = ["ID", "Name", "Title", "Reports To", "Email"]


def _read(folder: Path, *rows: list[str]) -> PeopleList:
    people = read(folder, as_csv([HEAD, *rows]))
    organisation(folder, people)
    return people


def _lines(people: PeopleList) -> dict[str, object]:
    return {p.id: p.reports_to for p in people.people}


@pytest.mark.parametrize("top", ["", "1", "XX", "xx", "none", "N/A", "-", "Ann Lee", "ann@x.org", "null", "nan"])
def test_ways_to_mark_the_top(tmp_path: Path, top: str) -> None:
    found = _read(tmp_path, ["1", "Ann Lee", "", top, "ann@x.org"], ["2", "Bob", "", "1", ""])
    assert _lines(found) == {"1": NOTHING, "2": "1"}
    assert found.remarks == ()


@pytest.mark.parametrize(
    "said", ["1", "1.0", " 1 ", "ANN@X.ORG", "ann  lee", "Lee, Ann", "Ann Lee (1)", "Ann Lee [HR]"]
)
def test_ways_to_name_the_manager(tmp_path: Path, said: str) -> None:
    assert _lines(_read(tmp_path, ["1", "Ann Lee", "", "", "ann@x.org"], ["2", "Bob", "", said, ""]))["2"] == "1"


def test_the_first_manager_column_that_can_be_followed_counts(tmp_path: Path) -> None:
    rows = [["ID", "Name", "Manager", "Manager ID"], ["1", "Ann", "", ""], ["2", "Bob", "Ann", "77"]]
    assert _lines(read(tmp_path, as_csv(rows)))["2"] == "1"


def test_a_manager_who_is_not_there(tmp_path: Path) -> None:
    found = _read(
        tmp_path, ["1", "Ann", "", "", ""], ["2", "Bob", "", "DfE-99", ""], ["3", "Cy", "", "Someone Else", ""]
    )
    assert _lines(found) == {"1": NOTHING, "2": None, "3": None}
    assert messages(found) == [
        (3, "the manager DfE-99 is not in the list; the line was left out"),
        (4, "the manager is not in the list; the line was left out"),
    ]


def test_a_manager_name_that_several_bear(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        ["1", "Ann", "", "", ""],
        ["2", "Bob", "", "1", ""],
        ["3", "Bob", "", "1", ""],
        ["4", "D", "", "Bob", ""],
    )
    assert _lines(found)["4"] is None
    assert messages(found) == [
        (4, "the same name as in row 3; if it is one person, keep one entry"),
        (5, "the manager fits several people; the line was left out"),
    ]


def test_a_namesake_may_be_the_manager(tmp_path: Path) -> None:
    found = _read(tmp_path, ["1", "Ann", "", "", ""], ["2", "Bob", "", "1", ""], ["3", "Bob", "", "Bob", ""])
    assert _lines(found)["3"] is None
    assert (4, "the manager fits several people; the line was left out") in messages(found)


def test_of_a_shared_post_the_one_who_is_there_leads(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        ["1", "Ann", "", "", ""], ["2", "Vacant", "", "1", ""], ["2", "Bob", "", "1", ""], ["4", "Cy", "", "2", ""],
    )  # fmt: skip
    assert _lines(found) == {"1": NOTHING, "2": "1", "4": "2"}


def test_a_ring_loses_all_its_lines(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        ["1", "Ann", "", "3", ""], ["2", "Bob", "", "1", ""], ["3", "Cy", "", "2", ""], ["4", "Di", "", "3", ""],
    )  # fmt: skip
    assert _lines(found) == {"1": None, "2": None, "3": None, "4": "3"}
    assert messages(found) == [
        (0, "nobody is clearly at the top; write reports_to: none where it belongs"),
        (2, "reporting lines run in a ring (rows 2, 3, 4); these lines were left out"),
    ]


def test_of_several_without_a_manager_the_one_who_leads_is_the_top(tmp_path: Path) -> None:
    found = _read(tmp_path, ["1", "Ann", "", "", ""], ["2", "Bob", "", "1", ""], ["3", "Cy", "", "3", ""])
    assert _lines(found) == {"1": NOTHING, "2": "1", "3": None}
    ((row, said),) = messages(found)
    assert row == 4
    assert said.startswith("the person is given as his or her own manager, and this does not tell")


def test_two_tops_are_not_guessed_between(tmp_path: Path) -> None:
    found = _read(
        tmp_path, ["1", "A", "", "", ""], ["2", "B", "", "1", ""], ["3", "C", "", "", ""], ["4", "D", "", "3", ""]
    )
    assert _lines(found) == {"1": None, "2": "1", "3": None, "4": "3"}
    assert [row for row, _ in messages(found)] == [0, 2, 4]


def test_no_column_for_managers(tmp_path: Path) -> None:
    found = read(tmp_path, "Name\nAnn\nBob\n")
    assert _lines(found) == {"ann": None, "bob": None}
    assert messages(found) == [(0, "the list does not say who reports to whom; add reports_to where you know it")]


def test_a_shared_post_keeps_both_people(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        ["1", "Ann", "", "", ""], ["J1", "Bob", "", "1", ""], ["j1", "Cy", "", "1", ""], ["4", "Di", "", "J1", ""],
    )  # fmt: skip
    assert _lines(found) == {"1": NOTHING, "J1": "1", "j1-2": "1", "4": "J1"}
    assert messages(found) == [
        (4, "the id of row 3 again (a shared post?); j1-2 stands for it, lines lead to row 3"),
    ]


def test_a_person_with_two_posts_is_one_person(tmp_path: Path) -> None:
    found = _read(tmp_path, ["1", "Ann", "CEO", "", ""], ["1", "ANN", "Acting CMO", "1", ""])
    assert [(p.id, p.title) for p in found.people] == [("1", "CEO")]
    assert messages(found) == [
        (3, "the same id and name as in row 2; this row, a second post or a copy, was left out"),
    ]


def test_a_given_id_is_never_taken_by_a_made_one(tmp_path: Path) -> None:
    found = _read(tmp_path, ["", "Bob", "", "", ""], ["bob", "Rob", "", "", ""], ["BOB-2", "Job", "", "", ""])
    assert [p.id for p in found.people] == ["bob-3", "bob", "BOB-2"]


@pytest.mark.parametrize("given", ["con", "Index", "LPT1", "Unknown", "a b", "ann@x.org", "x" * 65, "-a", "ä1"])
def test_an_id_that_cannot_stand_is_replaced(tmp_path: Path, given: str) -> None:
    found = _read(tmp_path, [given, "Ann Lee", "", "", ""], ["2", "Bob", "", given, ""])
    assert found.people[0].id == "ann-lee"
    assert messages(found)[0] == (2, "the id given here cannot name a page; ann-lee stands in its place")


def test_withheld_names_give_way_to_titles(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        ["1", "N/D", "Director", "", ""], ["2", "ND", "Deputy", "1", ""], ["3", "", "Deputy", "1", ""],
        ["4", "?", "-", "1", ""],
    )  # fmt: skip
    assert [p.name for p in found.people] == ["Director", "Deputy", "Deputy"]
    assert [row for row, _ in messages(found)] == [2, 3, 4, 5]


def test_a_vacant_post_is_nobody(tmp_path: Path) -> None:
    found = _read(tmp_path, ["1", "Ann", "", "", ""], ["2", "Vacant", "CIO", "1", ""], ["3", "Cy", "", "2", ""])
    assert _lines(found) == {"1": NOTHING, "3": None}
    assert messages(found) == [
        (3, "a vacant post; it was left out, as nobody holds it"),
        (4, "reports to a vacant post; the line was left out"),
    ]


def test_names_that_look_like_nothing(tmp_path: Path) -> None:
    names = ["Null", "No", "None", "Nan", "Na", "true", "unknown", "~", "0", "1e3", "=1+1", "Vacantia", "Nil"]
    found = _read(tmp_path, *([str(n), name, "", "", ""] for n, name in enumerate(names)))
    assert [p.name for p in found.people] == names


def test_ids_from_names() -> None:
    names = {
        "José Núñez": "jose-nunez", "Søren Łukasz Groß": "soren-lukasz-gross", "O'Brien & Co": "obrien-and-co",
        "李 Wei": "wei", "李伟": None, "مريم": None, "": None, "🦊": None,
    }  # fmt: skip
    assert {name: slug(name) for name in names} == names
    long = slug("very " * 100)
    assert long
    assert len(long) <= 48


def test_other_scripts_are_counted(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Title\n李伟,首席执行官\nAnn,CFO\nمريم,Chief of Staff\n김,비서\n")
    assert [p.id for p in found.people] == ["p1", "ann", "chief-of-staff", "p4"]


def test_ids_are_unique_without_regard_to_case() -> None:
    ids = Ids(["cmo"])
    claimed = [ids.claim(name) for name in ("CMO", "cmo", "con", "x" * 64, "X" * 64)]
    assert claimed == ["CMO-2", "cmo-3", "con-2", "x" * 64, "X" * 56 + "-2"]
    assert all(fits(name) for name in claimed)


def test_characters_that_cannot_stand_in_the_file_are_taken_out(tmp_path: Path) -> None:
    found = _read(tmp_path, ["1", "Ann\x07\u202eLee\x85Jr\u2028III", "A\x0bB\ufeff", "", ""])
    assert (found.people[0].name, found.people[0].title) == ("AnnLee Jr III", "A B")
    assert [text for _, text in messages(found)] == [
        "characters that cannot be shown were taken out of the name",
        "characters that cannot be shown were taken out of the title",
    ]


def test_overlong_text_is_cut(tmp_path: Path) -> None:
    found = _read(tmp_path, ["1", "A" * 20_000, "B" * 201, "", ""])
    assert {len(found.people[0].name), len(found.people[0].title or "")} == {200}
    assert len(found.remarks) == 2
