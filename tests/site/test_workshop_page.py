"""The kit of the workshop: who comes, what to ask, and forms that are blank."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from judging import guidance, judged, read, seen
from markup import Page, bare_headings, empty
from playbook_gen.model.record import Edition
from playbook_gen.pages.guests import NAMED
from playbook_gen.pages.verdicts import Views
from playbook_gen.pages.workshop import WorkshopPage, workshop_page
from sites import Site, build, place, workspace

BASE = """\
name: Compass
as_of: 2026-06-30
people:
  - {id: ceo, name: Cleo Top, reports_to: none}
  - {id: ann, name: Ann Abel, title: Head of Sales, function: sales, reports_to: ceo}
  - {id: bob, name: Bob Bell, function: it, reports_to: ann}
  - {id: mia, name: Mia Moor, function: sales, reports_to: ann}
  - {id: lea, name: Lea Lund, title: Planner, function: sales, reports_to: ann}
  - {id: tom, name: Tom Tarn, function: sales, reports_to: mia}
  - {id: gus, name: Gus Gone, function: sales, reports_to: ann, left: 2025-01-31}
  - {id: ida, name: Ida Iles, function: it}
functions:
  - {id: sales, name: Sales, head: ann}
  - {id: it, name: IT, head: bob}
  - {id: hr, name: HR}
alliances:
  - id: shop
    partners: [sales, it]
    sides:
      - {partner: sales, contacts: {executive: ann, middle: mia, operating: none}}
      - {partner: it, contacts: {middle: ida, operating: ida}}
  - {id: over, partners: [sales, hr], stage: ended}
"""


def kit(text: str, edition: Edition = Edition.AUTHOR) -> WorkshopPage:
    return workshop_page(Views(judged(seen(read(text), edition), edition), guidance()))


def built(root: Path, text: str, edition: str = "company") -> Site:
    build(workspace(root, {"compass.yaml": text}, [edition]))
    return Site("compass", edition, place(root, "compass", edition))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    return built(tmp_path_factory.mktemp("kit") / "w", BASE).pages["workshop.html"]


def test_functions_of_running_alliances_come_with_two_levels_below_their_heads() -> None:
    it, sales = kit(BASE).guests
    assert (sales.name, sales.head, it.name) == ("Sales", "Ann Abel, Head of Sales", "IT")
    # Who heads another function, has left, or belongs to another function is not asked for this side.
    assert sales.first.people == (("Mia Moor", True), ("Lea Lund, Planner", False))
    assert sales.second.people == (("Tom Tarn", False),)
    # Named on two levels, with no reporting line: once, on the higher of the two.
    assert it.first.people == (("Ida Iles", True),)
    assert it.second.people == ()
    assert sales.alliances == (("Shop", "alliances/shop.html"),)


def test_many_people_are_counted_and_not_all_named() -> None:
    more = "".join(f"  - {{id: p{n}, name: P {n}, function: sales, reports_to: ann}}\n" for n in range(500))
    sales = kit(BASE.replace("functions:\n", f"{more}functions:\n", 1)).guests[1]
    assert (len(sales.first.people), sales.first.more) == (NAMED, 502 - NAMED)
    assert sales.first.people[0] == ("Mia Moor", True)


def test_the_heading_says_what_has_not_reached_the_teams() -> None:
    assert kit(BASE).heading == "This kit takes Shop one or two levels down"
    none = BASE.replace("middle: mia, operating: none", "middle: none, operating: none")
    none = none.replace("middle: ida, operating: ida", "middle: none, operating: none")
    none = none.replace("  - id: shop\n", "  - id: shop\n    stage: running\n")
    assert (
        kit(BASE.replace("  - id: shop\n", "  - id: shop\n    stage: ended\n")).heading
        == "Every alliance on record has ended"
    )
    assert kit(none).heading == "Shop has not fully reached the teams below the executives"


def test_a_card_names_the_alliances_worst_first_and_leaves_out_what_is_clear(page: Page) -> None:
    cards = {card.title: card for card in kit(BASE).cards}
    assert list(cards) == ["Focus", "Fit", "Feasibility", "Function", "Financial"]
    assert [one.name for one in cards["Financial"].stands] == ["Shop"], "what has ended is not asked about"
    for card in cards.values():
        assert card.question.endswith("?")
        order = [("failing", "at risk", "watch", "not enough evidence").index(one.level) for one in card.stands]
        assert order == sorted(order)
    marks = {name for span in page.find("span") for name in span.attributes.get("class", "").split()}
    assert "level-not-enough-evidence" in marks
    assert "level-clear" not in marks


def test_the_minutes_of_the_agenda_add_up() -> None:
    found = kit(BASE)
    gone = 0
    for step in found.agenda:
        assert step.starts == f"{gone // 60}:{gone % 60:02}"
        gone += step.minutes or 0
    assert (gone, found.length) == (210, "3 hours and 30 minutes")


def test_forms_have_labels_and_nothing_filled_in(page: Page) -> None:
    forms = [table for table in page.find("table") if "blank" in table.attributes.get("class", "").split()]
    assert len(forms) == 4
    for form in forms:
        assert all(header.words() for header in form.find("th"))
        blanks = form.find("td")
        assert len(blanks) >= 6
        assert [cell.text() for cell in blanks if cell.text()] == []


def test_what_is_hidden_moves_nothing() -> None:
    ties = "relationships:\n  - {from: ann, to: bob, trust: 1, agreement: 1, note: Grudge}\n"
    bonus = "incentives: [{measure: Calls, weight: 1}]"
    hidden = BASE.replace("name: Ann Abel,", f"name: Ann Abel, {bonus},") + ties
    assert kit(hidden, Edition.COMPANY) == kit(BASE, Edition.COMPANY)


def test_no_finding_about_a_person_stands_on_the_kit() -> None:
    ties = "relationships:\n  - {from: ann, to: bob, trust: 1, agreement: 1, said_by: ann, as_of: 2026-06-01}\n"
    said = repr(kit(BASE + ties))
    diagnosis = judged(seen(read(BASE + ties), Edition.AUTHOR), Edition.AUTHOR)
    assert diagnosis.findings
    assert [one.message for one in diagnosis.findings if one.message in said] == []


@pytest.mark.parametrize("text", ["name: Compass\nfunctions:\n  - {id: it, name: IT}\n", BASE])
def test_the_page_reads_well_with_and_without_alliances(text: str, tmp_path: Path) -> None:
    site = built(tmp_path / "w", text)
    page = site.pages["workshop.html"]
    assert (page.faults, bare_headings(page), empty(page)) == ((), [], [])
    assert len(page.ids) == len(set(page.ids))
    assert ("No alliance is on record" in page.body.words()) == ("alliances:" not in text)
    assert len(page.find("li")) > 10
    for path in ("plan.html", "index.html", "alliances/index.html"):
        assert any(a.attributes["href"].endswith("workshop.html") for a in site.pages[path].find("a")), path


def test_sentences_are_short_and_said_once(page: Page) -> None:
    blocks = [one for one in page.find("main")[0].find("p", "li") if not one.find("ul", "p")[one.tag == "p" :]]
    sentences = [
        part for one in blocks if one.words().endswith((".", "?")) for part in re.split(r"(?<=[.?])\s+", one.words())
    ]
    assert len(sentences) > 40
    assert [one for one in sentences if len(one.split()) >= 25] == []
    assert sorted({one for one in sentences if sentences.count(one) > 1}) == []


NASTY = ("<b>&amp;\"'</td>", "\\N{x} {{ 7*7 }} %", "שלום עולם", "💶 Ω", "x" * 9_000)


def test_nothing_in_a_name_can_break_the_page(tmp_path: Path) -> None:
    quoted = ["'" + nasty.replace("'", "''") + "'" for nasty in NASTY]
    people = "".join(
        f"  - {{id: p{n}, name: {name}, function: sales, reports_to: ann}}\n" for n, name in enumerate(quoted)
    )
    more = "".join(f"  - {{id: a{n}, name: {name}, partners: [sales, it]}}\n" for n, name in enumerate(quoted))
    text = BASE.replace("functions:\n", f"{people}functions:\n", 1).replace("alliances:\n", f"alliances:\n{more}")
    found = built(tmp_path / "w", text).pages["workshop.html"]
    assert (found.faults, bare_headings(found), empty(found)) == ((), [], [])
    assert [nasty[:20] for nasty in NASTY if found.body.text().count(nasty) < 4] == []


def test_a_workspace_writes_its_own_agenda(tmp_path: Path) -> None:
    root = workspace(tmp_path / "w", {"compass.yaml": BASE}, ["company"])
    own = root / "content" / "workshop" / "agenda.md"
    own.parent.mkdir(parents=True)
    own.write_text("---\nid: workshop-agenda\ntitle: Ours\n---\n\n## Coffee\n\nSit down.\n", encoding="utf-8")
    build(root)
    page = Site("compass", "company", place(root, "compass", "company")).pages["workshop.html"]
    (step,) = (row for row in page.find("tr") if "Coffee" in row.words())
    assert "Sit down." in step.words()
    assert (page.faults, bare_headings(page), empty(page)) == ((), [], [])
    assert "Minutes" not in page.body.words()
