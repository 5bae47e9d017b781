"""The plan as a table and as dates: read back by other programs, the same on every run, harmless to spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import icalendar
import pytest

from sites import Site, build, place, playbook, workspace

PLAN = """\
name: Grün & Söhne
as_of: 2026-10-01
people:
  - ann: Ann Abel
  - bob: Bob Bell
functions:
  - sales: Sales
  - it: IT
alliances:
  - {id: both, name: Both, partners: [sales, it]}
actions:
  - {id: odd, what: '=HYPERLINK("http://example.org")', due: 2026-Q4, owner: ann, partner_owner: bob, alliance: both,
     closes: [function.cadence, fit.trust-agreement]}
  - {id: comma, what: "Erst fragen, dann; planen\\\\ – über alle Bereiche hinweg und mit einem langen Namen",
     due: 2027-01-15, status: open}
  - {id: over, what: Over, due: 2026-11-01, status: done}
  - {id: given-up, what: Given up, due: 2026-11-01, status: dropped}
  - {id: some-day, what: Some day, status: open}
"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Site]:
    editions = ("company", "author")
    root = build(workspace(tmp_path_factory.mktemp("plan") / "w", {"plan.yaml": PLAN}, editions))
    return {edition: Site("plan", edition, place(root, "plan", edition)) for edition in editions}


def _events(site: Site) -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(site.files["plan.ics"])
    assert not calendar.errors
    return {str(event["summary"]): event for event in calendar.events}


def _rows(site: Site) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site.files["plan.csv"].decode("utf-8-sig"), newline="")))


def test_open_actions_with_a_date_are_events_on_the_last_day_that_is_meant(sites: Mapping[str, Site]) -> None:
    events = _events(sites["company"])
    days = {name: event.decoded("dtstart") for name, event in events.items()}
    long = "Erst fragen, dann; planen\\ – über alle Bereiche hinweg und mit einem langen Namen"
    assert days == {'=HYPERLINK("http://example.org")': date(2026, 12, 31), long: date(2027, 1, 15)}
    told = str(events['=HYPERLINK("http://example.org")']["description"]).splitlines()
    assert told[:4] == ["For: Both", "Owner: Ann Abel", "Owner on the other side: Bob Bell", "Due: quarter 4 of 2026"]


def test_events_keep_their_name_from_build_to_build_and_from_edition_to_edition(sites: Mapping[str, Site]) -> None:
    company, author = (_events(sites[edition]) for edition in ("company", "author"))
    assert {name: event["uid"] for name, event in company.items()} == {n: e["uid"] for n, e in author.items()}
    assert len({event["uid"] for event in company.values()}) == len(company)
    assert {event.decoded("dtstamp").date() for event in company.values()} == {date(2026, 10, 1)}


def test_the_table_holds_every_action_of_the_page(built: Mapping[tuple[str, str], Site]) -> None:
    site = built["halden-foods", "company"]
    page = site.pages["plan.html"]
    proposed = [p.words() for item in page.find("li") for p in item.find("p") if p.attributes.get("class") == "said"]
    agreed = [row.find("th")[0].words() for row in page.find("tbody")[0].find("tr")]
    assert len(proposed) > 10
    assert [row["Action"] for row in _rows(site)] == [*proposed, *agreed]


def test_the_table_holds_no_formula(sites: Mapping[str, Site]) -> None:
    rows = _rows(sites["company"])
    odd = next(row for row in rows if "HYPERLINK" in row["Action"])
    assert odd["Action"] == '\'=HYPERLINK("http://example.org")'
    assert (odd["Due"], odd["Owner on the other side"], odd["For"]) == ("2026-12-31", "Bob Bell", "Both")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_an_edition_that_is_not_for_everyone_says_so_in_every_row_and_event(sites: Mapping[str, Site]) -> None:
    marking = "For the author alone: author edition. Do not pass on."
    assert {row["Marking"] for row in _rows(sites["author"])} == {marking}
    assert "Marking" not in _rows(sites["company"])[0]
    for event in _events(sites["author"]).values():
        assert (event["class"], str(event["description"]).splitlines()[-1]) == ("CONFIDENTIAL", marking)


def test_an_action_names_only_checks_that_the_edition_makes(sites: Mapping[str, Site]) -> None:
    closes = {
        edition: next(row for row in _rows(site) if "HYPERLINK" in row["Action"])["Closes findings on"]
        for edition, site in sites.items()
    }
    assert closes["company"] == "A meeting rhythm that holds"
    assert len(closes["author"].split("; ")) == 2


def test_the_page_leads_to_the_files_that_there_are(
    sites: Mapping[str, Site], small_sites: Mapping[object, Site]
) -> None:
    def led(site: Site) -> set[str]:
        links = {a.attributes["href"] for a in site.pages["plan.html"].find("a")}
        return links & {"plan.csv", "plan.ics"}

    assert led(sites["company"]) == {"plan.csv", "plan.ics"}
    for site in small_sites.values():
        assert led(site) == {name for name in site.files if name.startswith("plan.") and name != "plan.html"}
        assert "plan.ics" not in site.files


def test_one_file_leads_to_none_beside_it(tmp_path: Path) -> None:
    root = workspace(tmp_path / "w", {"plan.yaml": PLAN}, ["company"])
    run = playbook("build", "--format", "single-file", "--out", "one.html", cwd=root)
    assert run.code == 0, run.err
    text = (root / "one.html").read_text(encoding="utf-8")
    assert "plan.csv" not in text
    assert "plan.ics" not in text
