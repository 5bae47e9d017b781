"""Both sides beside each other: staff, clocks and ratings, each drawn and told in the same row."""

from __future__ import annotations

import pytest

from markup import Element
from sites import Site, build, place, workspace

TEXT = """\
name: Acme
as_of: 2026-10-30
people:
  - {id: ann, name: Ann Abel, function: da}
  - {id: bob, name: Bob Bell, function: dt}
functions:
  - {id: da, name: Marketing, head: ann, planning_starts: 2026-11-01, budget_locks: 2027-01-15, lead_time_days: 10}
  - {id: dt, name: Technology, head: bob, budget_locks: 2027-Q1, lead_time_days: 90}
  - {id: hr, name: People}
alliances:
  - id: crm
    partners: [da, dt]
    sides:
      - {partner: da, staff_needed: 4, staff_assigned: 1.5}
      - {partner: dt, staff_needed: none}
  - {id: none, name: Silent, partners: [dt, hr]}
perceptions:
  - {from: ann, to: bob, statement: Keeps promises, rating: 2}
  - {from: bob, to: ann, statement: Keeps promises, rating: 5}
  - {from: ann, to: bob, statement: Asks first, rating: 4}
"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    root = build(workspace(tmp_path_factory.mktemp("compared") / "w", {"acme.yaml": TEXT}))
    return {edition: Site("acme", edition, place(root, "acme", edition)) for edition in ("company", "author")}


def tables(site: Site, name: str) -> dict[str, Element]:
    found = site.pages[f"alliances/{name}.html"].body.find("table")
    return {table.find("caption")[0].words().partition(":")[0].partition(",")[0]: table for table in found}


def rows(table: Element) -> list[list[str]]:
    return [[cell.words() for cell in row.find("th", "td")] for row in table.find("tr")]


def drawn(table: Element) -> list[str]:
    return [svg.attributes["aria-label"] for svg in table.find("svg") if svg.attributes.get("role") == "img"]


def test_staff_is_drawn_to_one_scale_and_told(sites: dict[str, Site]) -> None:
    held = tables(sites["company"], "crm")["Staff of each side"]
    assert [row[:3] for row in rows(held)[1:]] == [["Marketing", "4", "1.5"], ["Technology", "0", "not known"]]
    assert drawn(held) == ["Marketing: 4 needed, 1.5 assigned", "Technology: 0 needed, not known assigned"]
    lengths = [bar.attributes["width"] for bar in held.find("rect") if bar.attributes["class"] in ("bar-1", "bar-2")]
    assert lengths == ["100.00%", "37.50%", "0.00%"]


def test_a_year_is_drawn_over_its_turn_and_a_quarter_as_a_band(sites: dict[str, Site]) -> None:
    held = tables(sites["company"], "crm")["The clocks of both sides"]
    marketing, technology = held.find("svg")[0], next(s for s in held.find("svg") if "Technology" in str(s.attributes))
    bands = [
        (r.attributes["x"], r.attributes["width"]) for r in marketing.find("rect") if r.attributes["class"] == "bar-1"
    ]
    # 1 November is the 305th day, 15 January the 15th.
    assert bands == [(f"{304 / 3.65:.2f}%", f"{61 / 3.65:.2f}%"), ("0.00%", f"{14 / 3.65:.2f}%")]
    (band,) = [r for r in technology.find("rect") if r.attributes["class"] == "bar-2"]
    assert (band.attributes["x"], band.attributes["width"]) == ("0.00%", f"{89 / 3.65:.2f}%")
    assert drawn(held) == [
        "Marketing: planning starts 1 November 2026, budget fixed 15 January 2027",
        "Technology: planning starts not known, budget fixed quarter 1 of 2027",
    ]


def test_ratings_are_two_named_marks_on_one_line(sites: dict[str, Site]) -> None:
    held = tables(sites["author"], "crm")["How Ann Abel and Bob Bell rate working with each other"]
    assert [row[:3] for row in rows(held)[1:]] == [["Asks first", "4", "not known"], ["Keeps promises", "2", "5"]]
    assert drawn(held) == ["Asks first: Ann Abel 4, Bob Bell not known", "Keeps promises: Ann Abel 2, Bob Bell 5"]
    both = held.find("svg")[-3:]
    places = {mark.words(): mark.attributes["x"] for mark in both if "x" in mark.attributes}
    assert places == {"Ann Abel": "40.00%", "Bob Bell": "70.00%"}
    anchors = {text.words(): text.attributes["text-anchor"] for text in both[0].find("text")}
    assert anchors == {"Ann Abel": "end", "Bob Bell": "start"}


def test_what_an_edition_may_not_hold_is_not_compared(sites: dict[str, Site]) -> None:
    assert not [name for name in tables(sites["company"], "crm") if "rate" in name]
    assert "Keeps promises" not in sites["company"].pages["alliances/crm.html"].body.words()


def test_of_what_nobody_wrote_down_there_is_no_table(sites: dict[str, Site]) -> None:
    assert set(tables(sites["company"], "none")) == {"The clocks of both sides"}
    assert rows(tables(sites["company"], "none")["The clocks of both sides"])[1:] == [
        ["Technology", "", "quarter 1 of 2027", "90"],
        ["People", "", "not known", "not known"],
    ]
