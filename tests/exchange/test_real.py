"""Real lists: UK organograms, a company handbook's team, a chart library's sample, a generic export."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from playbook_gen.exchange import read_people
from playbook_gen.model.values import NOTHING
from playbook_gen.outcomes import InputRejected

from .harness import as_csv, organisation, read, real

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("body", "people", "tops"),
    [
        ("cabinet_office", 228, 3),
        ("committee_on_climate_change", 4, 1),
        ("department_of_education", 128, 1),
        ("hm_treasury", 115, 1),
        ("ofsted", 33, 1),
    ],
)
def test_uk_senior_posts(tmp_path: Path, body: str, people: int, tops: int) -> None:
    path = real("orgcharts", "uk_organograms", f"{body}-2011-09-30-senior.csv")
    found = read_people(path)
    assert len(found.people) == people
    assert sum(p.reports_to is NOTHING for p in found.people) == tops
    organisation(tmp_path, found)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    private = {r[c] for r in rows for c in r if c and ("Contact" in c or "Pay" in c or "Salary" in c)} - {
        "",
        "N/D",
        "N/A",
    }
    said = {word for remark in found.remarks for word in remark.message.replace(",", " ").split() if len(word) > 4}
    assert not private & said - {p.id for p in found.people}


@pytest.mark.parametrize("body", ["cabinet_office", "department_of_education", "hm_treasury", "ofsted"])
def test_uk_junior_posts_name_nobody(body: str) -> None:
    with pytest.raises(InputRejected, match="heading for people's names"):
        read_people(real("orgcharts", "uk_organograms", f"{body}-2011-09-30-junior.csv"))


@pytest.mark.parametrize("day", ["2022-08-31", "2023-06-30"])
def test_a_company_with_second_posts(tmp_path: Path, day: str) -> None:
    path = real("orgcharts", "sourcegraph", f"org_{day}.pseudonymised.csv")
    with pytest.raises(InputRejected, match="heading for people's names"):
        read_people(path)
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    named = [[*rows[0], "Name"], *([*row, f"N. {row[1]}"] for row in rows[1:])]
    found = read(tmp_path, as_csv(named))
    assert [p.id for p in found.people] == list(dict.fromkeys(row[1] for row in rows[1:]))
    assert len(rows) - 1 - len(found.people) == sum("left out" in remark.message for remark in found.remarks)
    assert [p.id for p in found.people if p.reports_to is NOTHING] == ["P281"]
    organisation(tmp_path, found)


def test_a_chart_library_sample(tmp_path: Path) -> None:
    found = read_people(real("formats", "orgchart_csv", "d3-org-chart_data.csv"))
    assert len(found.people) == 107
    first = found.people[0]
    assert (first.id, first.name, first.department) == ("100", "Steven King", "Executive")
    assert (first.reports_to, first.hired, first.since) == (NOTHING, "2003-07-16", None)
    heads = {f.id: f.head for f in organisation(tmp_path, found).functions or ()}
    assert heads["executive"] == "100"
    assert found.remarks == ()


def test_a_generic_export(tmp_path: Path) -> None:
    found = read_people(real("formats", "generated_from_krackhardt", "orgchart_generic.csv"))
    assert len(found.people) == 21
    heads = {f.name: f.head for f in organisation(tmp_path, found).functions or ()}
    assert heads == {"Department 1": "A21", "Department 2": "A14", "Department 3": "A18", "Department 4": "A02"}
    assert found.remarks == ()
