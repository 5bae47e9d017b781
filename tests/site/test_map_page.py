"""The map page and the pages of people: what is drawn is in the table, links hold, and each edition shows its own."""

from __future__ import annotations

import posixpath
import random
import re
import time
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from editions.mutate import mutate
from judging import read
from markup import Element, Page
from playbook_gen.intake import CycleReading, situate
from playbook_gen.maps import Drawing, render
from playbook_gen.model.record import Edition
from playbook_gen.pages.atlas import LEVELS, Atlas
from playbook_gen.pages.roll import Roll
from playbook_gen.pages.sheets import labels_of, person_sheet
from playbook_gen.workspace import Cycle
from sites import EDITIONS, Site, build, place, workspace
from strategies import Data, made, seeded, to_yaml

Tie = tuple[str, str]
STANCES = ("ally", "supporter", "undecided", "opponent", "adversary")


def company(people: int, functions: int, ties: int, *, positions: int = 0) -> str:
    """An organisation by number: the first leads all, the next head the functions, the others work below."""
    chance = random.Random(people + ties)  # noqa: S311 - for test data
    lines = ["name: Numbers", "as_of: 2026-06-30", "people:"]
    for n in range(people):
        boss = "none" if n == 0 else "p0" if n <= functions else f"p{1 + n % functions}"
        home = f", function: f{n % functions}" if functions and n else ""
        lines.append(f"  - {{id: p{n}, name: Person {n:03}, title: Title {n}, reports_to: {boss}{home}}}")
    if functions:
        lines.append("functions:")
        lines += [
            f"  - {{id: f{n}, name: Function {n}, head: p{min(n or functions, people - 1)}}}" for n in range(functions)
        ]
    pairs = [(a, b) for a in range(people) for b in range(people) if a != b]
    if ties:
        lines.append("relationships:")
    for a, b in sorted(chance.sample(pairs, ties)):
        rated = f"influence: {chance.randint(1, 5)}, trust: {chance.randint(1, 5)}, agreement: {chance.randint(1, 5)}"
        lines.append(f"  - {{from: p{a}, to: p{b}, {rated}, said_by: p{a}, as_of: 2026-05-01}}")
    if positions:
        lines += [
            "priorities:",
            "  - {id: one, name: First things}",
            "  - {id: two, name: Second things}",
            "positions:",
        ]
    for n in range(positions):
        words = ("strongly for", "for", "undecided", "against", "strongly against")
        for key, step in (("one", n % 5), ("two", (n + n % 2) % 5)):
            said = f"position: {words[0]}, behaviour: {words[step]}, said_by: p0, as_of: 2026-05-01"
            lines.append(f"  - {{person: p{n}, priority: {key}, {said}}}")
    return "\n".join(lines) + "\n"


SIZES: Mapping[str, tuple[int, int, int, int]] = {
    "one": (1, 1, 0, 0),
    "two": (2, 1, 2, 2),
    "untied": (14, 5, 0, 0),
    "twelve": (13, 12, 40, 10),
    "peers70": (71, 70, 300, 12),
    "wide": (201, 200, 120, 0),
}


LARGE = (400, 12, 4_000)


@pytest.fixture(scope="module")
def companies(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], Site]:
    texts = {f"{name}.yaml": company(p, f, t, positions=s) for name, (p, f, t, s) in SIZES.items()}
    root = build(workspace(tmp_path_factory.mktemp("maps") / "w", texts))
    return {(name, edition): Site(name, edition, place(root, name, edition)) for name in SIZES for edition in EDITIONS}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The largest company that these tests build; how long that took is printed."""
    root = workspace(tmp_path_factory.mktemp("maps") / "large", {"large.yaml": company(*LARGE)}, ["author"])
    started = time.monotonic()
    build(root)
    print(f"\n400 people, 12 functions, 4,000 ties, author edition: {time.monotonic() - started:.1f} s")  # noqa: T201
    return Site("large", "author", place(root, "large", "author"))


def drawings(page: Page) -> list[Element]:
    """The maps on a page that are drawn and no copy of another."""
    return [one for one in page.find("svg") if "map" in one.attributes.get("class", "").split() and not one.find("use")]


def titled(element: Element) -> str:
    return next(one.text() for one in element.children() if one.tag == "title")


def classed(element: Element, name: str) -> list[Element]:
    return [one for one in element.elements() if name in one.attributes.get("class", "").split()]


def drawn(pictures: Iterable[Element], between: str = " influences ") -> set[Tie]:
    """Who is drawn as influencing whom; with `` to ``, which functions are joined."""
    told = [titled(one).partition(";")[0].partition(between) for one in _ties(pictures)]
    return {(source, target) for source, found, target in told if found}


def _ties(pictures: Iterable[Element]) -> list[Element]:
    return [one for picture in pictures for one in classed(picture, "map-tie")]


def on_cards(pictures: Iterable[Element]) -> dict[str, Element]:
    """The cards by the name that they bear."""
    return {titled(one).partition(";")[0]: one for picture in pictures for one in classed(picture, "map-card")}


def tabled(page: Page) -> set[Tie]:
    tables = [one for one in page.find("table") if one.find("caption")[0].words() == "Who influences whom"]
    rows = [row.children() for table in tables for row in table.find("tbody")[0].children()]
    found = [(row[0].words(), row[1].words()) for row in rows]
    assert len(found) == len(set(found))
    return set(found)


def stated(name: str) -> set[Tie]:
    """The ties of a company, as its file says them."""
    found = re.findall(r"from: p(\d+), to: p(\d+)", company(*(SIZES[name][:3] if name in SIZES else LARGE)))
    return {(f"Person {int(a):03}", f"Person {int(b):03}") for a, b in found}


@pytest.mark.parametrize("edition", ["leadership", "author"])
@pytest.mark.parametrize("name", SIZES)
def test_what_a_map_draws_is_in_the_table_and_the_other_way_round(
    name: str, edition: str, companies: Mapping[tuple[str, str], Site]
) -> None:
    site = companies[name, edition]
    page = site.pages["map.html"]
    assert tabled(page) == stated(name)
    assert drawn(drawings(page)) <= tabled(page)
    if SIZES[name][0] <= 60:
        assert drawn(drawings(page)) == tabled(page)
    own = {path: one for path, one in site.pages.items() if path.startswith("people/")}
    ends = {end for tie in stated(name) for end in tie}
    assert {one.title.partition(" ")[0] for one in own.values()} <= {"Person"}
    assert set(own) == {f"people/p{int(end.split()[1])}.html" for end in ends}
    for path, one in own.items():
        who = f"Person {int(path[8:-5]):03}"
        assert drawn(drawings(one)) == tabled(one) == {tie for tie in stated(name) if who in tie}, path


def lost(site: Site) -> list[str]:
    """Links that lead nowhere."""
    found = []
    for page in site.pages.values():
        for one in page.root.elements():
            target = one.attributes.get("href", "")
            if one.tag == "link" or not target:
                continue
            path, _, anchor = target.partition("#")
            there = (
                posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(path))) if path else page.path
            )
            if there not in site.files or (anchor and anchor not in site.pages[there].ids):
                found.append(f"{page.path}: {target}")
    return found


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", SIZES)
def test_links_of_maps_hold_and_cards_lead_to_people(
    name: str, edition: str, companies: Mapping[tuple[str, str], Site]
) -> None:
    site = companies[name, edition]
    assert lost(site) == []
    assert [f"{page.path}: {fault}" for page in site.pages.values() for fault in page.faults] == []
    tied = {end for tie in stated(name) for end in tie} if edition != "company" else set()
    on_map = on_cards(drawings(site.pages["map.html"]))
    assert on_map.keys() >= tied
    for who, one in on_map.items():
        own = f"people/p{int(who.split()[1])}.html"
        assert (one.attributes.get("href") == own) is (who in tied and who.startswith("Person")), who


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", SIZES)
def test_everybody_is_on_the_page(name: str, edition: str, companies: Mapping[tuple[str, str], Site]) -> None:
    page = companies[name, edition].pages["map.html"]
    everybody = {f"Person {n:03}" for n in range(SIZES[name][0])}
    assert everybody <= on_cards(drawings(page)).keys()
    (table,) = (one for one in page.find("table") if one.find("caption")[0].words() == "People, from the top")
    assert {row.find("th")[0].words() for row in table.find("tbody")[0].children()} == everybody


def test_nobody_at_all_is_said(tmp_path: Path) -> None:
    root = build(workspace(tmp_path / "w", {"none.yaml": "name: None yet\n"}, ["author"]))
    page = Site("none", "author", place(root, "none", "author")).pages["map.html"]
    assert drawings(page) == []
    assert "Nobody is on record yet" in page.body.words()
    assert "People appear here once they are under people:." in page.body.words()


def words(site: Site) -> dict[str, str]:
    """Maps, and pages of people, without the style sheet, which is the same in every edition."""
    return {
        path: re.sub(r"<style.*?</style>", "", page.source, flags=re.DOTALL)
        for path, page in site.pages.items()
        if path == "map.html" or path.startswith("people/")
    }


def test_no_stance_trust_or_tie_reaches_an_edition_that_may_not_show_it(
    companies: Mapping[tuple[str, str], Site],
) -> None:
    marks = re.compile(r"map-o\d|map-only\d|map-d\d|map-stance|map-shape|map-covert|map-switch|map-a\d")
    trust = re.compile(r"(?i)\btrust\b|map-trust|agreement, 1 to 5")
    ties = re.compile(r"map-tie|map-line|influences|Who influences whom|people/p\d")
    seen = {edition: "\n".join(words(companies["twelve", edition]).values()) for edition in EDITIONS}
    for told in (marks, trust, ties):
        assert told.search(seen["author"]), "the author sees all of it"
    assert ties.search(seen["leadership"])
    for edition, told in (("leadership", marks), ("leadership", trust), ("company", marks), ("company", trust),
                          ("company", ties)):  # fmt: skip
        assert told.search(seen[edition]) is None, (edition, told.search(seen[edition]))
    for edition in ("leadership", "company"):
        assert not [word for word in STANCES if re.search(rf"\b{word}\b", seen[edition])], edition
        assert "First things" not in seen[edition]
    assert not [path for path in companies["twelve", "company"].files if path.startswith("people/")]


def test_the_switch_and_the_small_copies_are_those_of_the_priorities(
    companies: Mapping[tuple[str, str], Site],
) -> None:
    page = companies["twelve", "author"].pages["map.html"]
    copies = [one for one in page.find("figure") if "map-small" in one.attributes.get("class", "").split()]
    assert [one.find("figcaption")[0].words() for one in copies] == ["First things", "Second things"]
    for one in copies:
        (use,) = one.find("use")
        assert use.attributes["href"][1:] in page.ids
    radios = [one for one in page.find("input") if one.attributes.get("type") == "radio"]
    assert {"map-a1", "map-a2", "map-b1", "map-b2"} <= {
        name for one in radios for name in one.attributes.get("class", "").split()
    }
    # The one script of a site is an extra: the switch is inputs and style alone.
    assert [one.attributes.get("src") for one in page.find("script")] == ["assets/script.js"]


def test_those_who_differ_say_so_in_the_table_and_on_the_map(companies: Mapping[tuple[str, str], Site]) -> None:
    page = companies["twelve", "author"].pages["map.html"]
    (table,) = (one for one in page.find("table") if one.find("caption")[0].words().startswith("Where people stand"))
    rows = {row.children()[0].words(): [cell.words() for cell in row.children()[1:]]
            for row in table.find("tbody")[0].children()}  # fmt: skip
    # Everybody said "strongly for"; of deeds, every second was seen one step further off in the second priority.
    by_deeds = ("ally", "supporter", "supporter", "opponent", "adversary")
    for n in range(10):
        one, two, differs = rows[f"Person {n:03}"]
        wanted = (by_deeds[n % 5], by_deeds[(n + n % 2) % 5])
        assert (one.partition(" ")[0], two.partition(" ")[0]) == wanted
        assert differs == ("yes" if wanted[0] != wanted[1] else "no")
    cards = on_cards(drawings(page)[:1])
    marked = {who for who, one in cards.items() if classed(one, "map-d")}
    assert marked == {who for who, row in rows.items() if row[-1] == "yes"}


def test_a_company_of_four_hundred(large: Site) -> None:
    page = Page.read("map.html", large.files["map.html"])
    every = stated("large")
    assert tabled(page) == every
    heads = {f"Person {n:03}" for n in range(13)}
    assert drawn(drawings(page)) == {tie for tie in every if heads.issuperset(tie)}, "more would hide each other"
    own = [path for path in large.files if path.startswith("people/")]
    assert len(own) == 400
    for path in own[::40]:
        one, who = Page.read(path, large.files[path]), f"Person {int(path[8:-5]):03}"
        assert drawn(drawings(one)) == tabled(one) == {tie for tie in every if who in tie}, path
    # A dozen functions and thousands of ties: every function has some with every other, more than can be drawn.
    names = [f"Function {n}" for n in range(12)]
    across = drawn(drawings(page), " to ")
    assert across < {(a, b) for a in names for b in names if a != b}
    assert f"{len(across)} of {12 * 11} ties are drawn" in page.source
    everybody = on_cards(drawings(page))
    assert {f"Person {n:03}" for n in range(400)} <= everybody.keys()
    hrefs = {one.attributes["href"] for who, one in everybody.items() if who.startswith("Person")}
    assert hrefs == set(own)


# Places and pictures say nothing of what an edition may not see


@cache
def pairs(edition: Edition, count: int) -> tuple[tuple[Data, Data], ...]:
    data = [made(90_000 + seed) for seed in range(count)]
    return tuple((one, mutate(one, edition.word, seeded(95_000 + seed))) for seed, one in enumerate(data))


def atlas(data: Data, edition: Edition) -> Atlas:
    """The maps of two years, of which the first lacks the last of the people."""
    reading = CycleReading(cycle=Cycle(name="2026", files=()), reading=read(to_yaml(data)))
    roll = Roll(situate(reading, edition))
    return Atlas(rolls=(("2025", roll), ("2026", roll)), renderer="builtin")


def pictures(maps: Atlas) -> list[str]:
    """Everything that can be drawn of an edition, in both forms, and everybody's place."""
    levels = [maps.draw(level) for level in LEVELS]
    people: list[Drawing] = [
        render(person_sheet(maps.roll, one), renderer="builtin", labels=labels_of(maps.roll))
        for one in maps.roll.people
    ]
    last = maps.last_year("peers")
    found = [f"{one.svg}{one.standalone}{one.overlays}{one.notice}" if one else "" for one in (*levels, *people)]
    return [*found, f"{last.drawing.svg}{last.changes}" if last else "", *(str(maps.places(level)) for level in LEVELS)]


@pytest.mark.parametrize("edition", [Edition.COMPANY, Edition.LEADERSHIP], ids=lambda one: one.word)
def test_positions_and_pictures_do_not_interfere(edition: Edition) -> None:
    told, drawn_at_all = 0, 0
    for one, other in pairs(edition, 30):
        first, second = (pictures(atlas(data, edition)) for data in (one, other))
        assert first == second
        author = [pictures(atlas(data, Edition.AUTHOR)) for data in (one, other)]
        told += author[0] != author[1]
        drawn_at_all += any("<svg" in text for text in first)
    assert drawn_at_all > 20
    assert told > 15, "the author's own maps of the two differ"
