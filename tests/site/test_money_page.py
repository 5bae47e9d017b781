"""The page of the money: what is not known is never 0, no sum mixes currencies, and each edition shows its own."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest

from judging import guidance, read, seen
from markup import Element, Page, bare_headings, empty
from playbook_gen.diagnosis.diagnose import diagnose
from playbook_gen.figures.bars import bars
from playbook_gen.model.record import Edition
from playbook_gen.model.values import NOTHING, Money
from playbook_gen.pages.amounts import Tally, percent, worded
from playbook_gen.pages.money import MoneyPage, money_page
from playbook_gen.pages.tables import Table
from playbook_gen.pages.verdicts import Views
from sites import Site, build, place, workspace

NARROW, HARD = "\u202f", "\xa0"
BASE = """\
name: Mint
currency: EUR
people:
  - {id: ann, name: Ann Abel, incentives: [{measure: Speedy parcels, weight: 0.45}]}
  - {id: bob, name: Bob Bell}
functions:
  - {id: sales, name: Sales, head: ann, budget: 1 200 000}
  - {id: it, name: IT, head: bob, budget: 345 678}
"""
ALLIANCE = """\
alliances:
  - id: both
    partners: [sales, it]
    sides:
"""


def views(text: str, edition: Edition = Edition.AUTHOR) -> Views:
    organisation = seen(read(text), edition)
    return Views(diagnose(organisation, edition, cycle="2026", as_of=None, guidance=guidance()), guidance())


def money(text: str, edition: Edition = Edition.AUTHOR) -> MoneyPage:
    return money_page(views(text, edition))


def part(page: MoneyPage, name: str) -> Table:
    (table,) = (one.table for one in page.parts if one.id == name)
    assert table
    return table


def rows(table: Table) -> dict[str, dict[str, str]]:
    """The cells of a table by the header of the row and that of the column."""
    titles = [column.title for column in table.columns]
    return {
        row[0].text: dict(zip(titles, (cell.text for cell in row), strict=True))
        for group in table.groups
        for row in group.rows
    }


def built(root: Path, text: str) -> dict[str, Page]:
    """The page of the money in every edition."""
    build(workspace(root, {"mint.yaml": text}))
    sites = {edition.word: Site("mint", edition.word, place(root, "mint", edition.word)) for edition in Edition}
    return {word: site.pages["money.html"] for word, site in sites.items()}


def drawn(page: Page) -> list[Element]:
    return [svg for svg in page.find("svg") if svg.attributes.get("class") == "bars"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0 EUR", f"0{HARD}EUR"),
        ("1300000 EUR", f"1{NARROW}300{NARROW}000{HARD}EUR"),
        ("-2500.5 USD", f"−2{NARROW}500.5{HARD}USD"),
        ("1.2m", f"1{NARROW}200{NARROW}000"),
    ],
)
def test_amounts_are_worded_one_way(written: str, said: str) -> None:
    assert worded(Money.parse(written)) == said


def test_not_known_none_and_nought_are_three_things() -> None:
    assert [worded(one) for one in (None, NOTHING, Money(Decimal(0)))] == ["not known", "none", "0"]
    assert [percent(share) for share in (0, 0.005, 0.125, 0.3, 1)] == ["0", "0.5", "12.5", "30", "100"]


@pytest.mark.parametrize("seed", range(25))
def test_no_sum_mixes_currencies_or_counts_what_is_not_known(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - for test data
    held = [
        chance.choice([None, NOTHING, Money(Decimal(chance.randint(-9, 999)), chance.choice(["EUR", "USD"]))])
        for _ in range(chance.randint(0, 8))
    ]
    tally = Tally.of(held)
    euros, dollars = (
        [one.amount for one in held if isinstance(one, Money) and one.currency == unit] for unit in ("EUR", "USD")
    )
    wanted = [Money(sum(one, Decimal(0)), unit) for unit, one in (("EUR", euros), ("USD", dollars)) if one]
    assert list(tally.known) == wanted
    assert tally.unknown == held.count(None)
    assert (tally.total is None) == (len(wanted) != 1 or None in held)
    for unit in wanted:
        assert worded(unit) in tally.said("not known of some")
    assert ("not known" in tally.said("not known of some")) == (None in held)


def test_a_bar_is_as_long_as_its_share_and_what_is_not_known_is_a_broken_line() -> None:
    page = Page.read("x", bars((0.25, None, 0), 'cost "<&').encode())
    assert page.faults == ()
    (drawing,) = page.find("svg")
    assert drawing.attributes["aria-label"] == 'cost "<&'
    lengths = {one.attributes["class"]: one.attributes["width"] for one in page.find("rect")}
    assert lengths == {"bar-ground": "100%", "bar-1": "25.00%", "bar-3": "0.00%"}
    assert [line.attributes["class"] for line in page.find("line")] == ["bar-open"]


def test_sides_show_shares_plans_and_what_nobody_stated() -> None:
    said = f"{BASE}{ALLIANCE}      - {{partner: sales, cost_share: 0.8, planned_amount: 0}}\n      - {{partner: it}}\n"
    table = part(money(said), "who-pays")
    sales, it = rows(table)["Sales"], rows(table)["IT"]
    assert (sales["Bears of the cost"], sales["Planned"]) == ("80", "0")
    assert (it["Bears of the cost"], it["Planned"]) == ("not known", "not known")
    assert not {"Gets of the benefit", "In its plan"} & {column.title for column in table.columns}


def test_two_currencies_stand_beside_each_other_without_a_sum_or_a_bar() -> None:
    said = (
        f"{BASE}{ALLIANCE}      - {{partner: sales, planned_amount: 700 EUR}}\n"
        "      - {partner: it, planned_amount: 500 USD}\n"
    )
    table = part(money(said), "who-pays")
    (planned,) = (column for column in table.columns if column.title == "Planned")
    assert planned.unit is None
    assert [cell.text for cell in planned.cells] == [f"500{HARD}USD", f"700{HARD}EUR"]
    assert not any(cell.bar for cell in planned.cells)
    assert [group.name.notes for group in table.groups if group.name] == [
        (f"planned together: 700{HARD}EUR and 500{HARD}USD",)
    ]
    assert "1200" not in repr(table).replace(NARROW, "")


def test_budgets_bear_their_unit_in_the_header_and_are_not_added_up(tmp_path: Path) -> None:
    page = built(tmp_path / "w", BASE)["author"]
    (table,) = (one for one in page.find("table") if one.find("caption")[0].words().startswith("Budgets"))
    heads = [head.words() for head in table.find("thead")[0].find("th")]
    assert heads == ["Function", "Budget, EUR"]
    found = {row.find("th")[0].words(): row.find("td")[0].words() for row in table.find("tbody")[0].find("tr")}
    assert {name: "".join(text.split()) for name, text in found.items()} == {"IT": "345678", "Sales": "1200000"}
    assert str(1_200_000 + 345_678) not in "".join(page.root.text().split())
    widths = [one.find("rect")[1].attributes["width"] for one in drawn(page) if "IT" in one.attributes["aria-label"]]
    assert widths == [f"{345_678 / 1_200_000 * 100:.2f}%"]


def test_each_edition_shows_its_own(tmp_path: Path) -> None:
    pages = built(tmp_path / "w", BASE)
    words = {edition: page.body.words() for edition, page in pages.items()}
    assert [("Speedy parcels" in words[edition]) for edition in ("company", "leadership", "author")] == [0, 0, 1]
    assert [("345" in words[edition]) for edition in ("company", "leadership", "author")] == [0, 1, 1]
    assert not any("reward" in words[edition] for edition in ("company", "leadership"))


def test_rewards_go_where_the_author_moves_them() -> None:
    moved = f"{BASE}visibility:\n" + "".join(
        f"  - {{field: people.incentives{leaf}, edition: leadership}}\n" for leaf in ("", ".measure", ".weight")
    )
    assert list(rows(part(money(moved, Edition.LEADERSHIP), "rewards"))) == ["Speedy parcels"]


@pytest.mark.parametrize(("written", "said"), [("{owner: none, until: none}", "nobody"), ("none", "nobody")])
def test_nobody_is_said_where_nobody_pays(written: str, said: str) -> None:
    text = f"{BASE}{ALLIANCE}      - {{partner: it}}\n    run_cost: {written}\n"
    assert rows(part(money(text), "running"))["Both"]["Borne by"] == said


def test_a_payer_that_nobody_named_is_not_known() -> None:
    text = f"{BASE}{ALLIANCE}      - {{partner: it}}\n    run_cost: {{until: 2027-01-31}}\n"
    text += "  - {id: other, partners: [sales, it]}\n"
    page = money(text)
    assert rows(part(page, "running"))["Both"] == {
        "Alliance": "Both", "Borne by": "not known", "A year": "not known", "Money until": "31 January 2027",
    }  # fmt: skip
    assert next(one.note for one in page.parts if one.id == "running") == "Who pays is not known for Other."
    assert "A year" not in rows(part(money(text, Edition.COMPANY), "running"))["Both"]


def test_the_heading_is_the_gravest_finding() -> None:
    unfair = f"{BASE}{ALLIANCE}      - {{partner: sales, cost_share: 0.9, benefit_share: 0.1}}\n"
    assert money(unfair).heading == "Sales bears 90\xa0% of the cost of Both and gets 10\xa0% of the benefit"


def test_with_nothing_on_record_the_page_says_what_would_stand_here(tmp_path: Path) -> None:
    pages = built(tmp_path / "w", "name: Mint\npeople:\n  - ann: Ann Abel\n")
    for page in pages.values():
        assert (page.faults, bare_headings(page), empty(page)) == ((), [], [])
        assert not page.find("table")
        assert "This page would show" in page.body.words()
        assert "0" not in page.find("main")[0].words()


@pytest.mark.parametrize("nasty", ["<b>&amp;\"'</td>", "\\N{x} {{ 7*7 }} %", "שלום עולם", "💶 Ω", "x" * 9_000])
def test_nothing_in_a_text_can_break_the_page(nasty: str, tmp_path: Path) -> None:
    quoted = "'" + nasty.replace("'", "''") + "'"
    text = BASE.replace("Sales,", f"{quoted},").replace("Speedy parcels", quoted)
    page = built(tmp_path / "w", f"{text}{ALLIANCE}      - {{partner: sales, cost_share: 1}}\n")["author"]
    assert (page.faults, bare_headings(page), empty(page)) == ((), [], [])
    assert page.body.text().count(nasty) >= 3
    assert len(page.ids) == len(set(page.ids))
