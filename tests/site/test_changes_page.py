"""What changed since the cycle before: on its own page, on the brief, and on the pages of alliances."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from markup import Page, bare_headings, empty
from sites import Run, Site, build, differences, listing, place, playbook, workspace

HEAD = """\
name: Oak
as_of: {year}-06-30
functions: [{{sales: Sales}}, {{it: IT}}]
people:
  - {{id: ann, name: Ann Abel, function: sales}}
  - {{id: bob, name: "{bob}", function: it}}
heads: [{{function: sales, person: ann}}, {{function: it, person: bob}}]
"""
HOSTILE = '<b>Bob</b> & \\"Bell\\" 🦉 مرحبا'


def cycle(year: int, *alliances: str, more: str = "", bob: str = "Bob Bell") -> str:
    lines = "".join(f"  - {{partners: [sales, it], necessity: useful, {one}}}\n" for one in alliances)
    return HEAD.format(year=year, bob=bob) + f"alliances:\n{lines}" + more


def met(name: str, day: str) -> str:
    return f"id: {name}, forum: {{last_held: {day}}}"


ACTIONS = """\
actions:
  - {id: meet, what: Meet again, alliance: shelf, closes: [function.cadence], done: 2026-06-01}
"""
TWO = {
    "oak/2025.yaml": cycle(
        2025, met("shelf", "2025-01-01"), met("other", "2025-06-20"), "id: old, forum: none", "id: back, stage: ended"
    ),
    "oak/2026.yaml": cycle(
        2026,
        met("shelf", "2026-06-20"),
        met("other", "2026-05-16"),
        "id: old, stage: ended",
        "id: back",
        more=ACTIONS,
        bob=HOSTILE,
    ),
}
SAME = cycle(2025, met("shelf", "2025-05-16"))


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    """A company that moved, one in which nothing did, one with a single cycle, and one of which nothing is known."""
    files = {
        **TWO,
        "elm/2025.yaml": SAME,
        "elm/2026.yaml": SAME,
        "ash/2025.yaml": SAME,
        "yew/2025.yaml": "name: Yew\npeople: [ann: Ann]\n",
        "yew/2026.yaml": "name: Yew\npeople: [ann: Ann]\n",
    }
    root = build(workspace(tmp_path_factory.mktemp("changes") / "w", files, ["company"]))
    return {slug: Site(slug, "company", place(root, slug, "company")) for slug in ("oak", "elm", "ash", "yew")}


def words(page: Page) -> str:
    return page.find("main")[0].words()


def part(page: Page, anchor: str) -> str:
    return next(s.words() for s in page.find("section") if s.attributes.get("aria-labelledby") == anchor)


def links(page: Page) -> set[str]:
    return {a.attributes["href"] for a in page.find("a")}


def test_what_changed_stands_after_what_was_looked_at(sites: dict[str, Site]) -> None:
    page = sites["oak"].pages["changes.html"]
    said = words(page)
    assert said.startswith("Other got worse; Shelf got better ")
    assert "Of 2 results known in both cycles, 1 got worse and 1 got better." in said
    looked, weighed, resolved = (
        said.rindex(text) for text in ("checks could be made", "Findings by weight", "Resolved")
    )
    assert looked < weighed < resolved
    assert "Other" in part(page, "new")
    assert "Shelf" in part(page, "resolved")
    assert "Old ended" in part(page, "retired")
    assert "A meeting rhythm that holds: finding gone" in said
    assert "worked" not in said


def test_the_brief_and_the_alliances_say_it_in_short(sites: dict[str, Site]) -> None:
    pages = sites["oak"].pages
    assert "Ended: Old." in part(pages["index.html"], "since")
    assert "changes.html" in links(pages["index.html"])
    shelf = part(pages["alliances/shelf.html"], "since")
    assert re.search(r"Checks made *\d+ of \d+ in 2025, \d+ of \d+ now", shelf)
    assert "No longer missingA meeting rhythm that holds" in shelf
    assert "ended since" in part(pages["alliances/old.html"], "since")
    assert "runs again" in part(pages["alliances/back.html"], "since")
    assert "../changes.html" in links(pages["alliances/shelf.html"])


def test_nothing_changed_is_one_sentence(sites: dict[str, Site]) -> None:
    pages = sites["elm"].pages
    assert words(pages["changes.html"]).startswith("Nothing changed since 2025 ")
    assert part(pages["index.html"], "since").startswith("What changed since 2025 Nothing changed since 2025. All")
    assert "Nothing changed on it." in part(pages["alliances/shelf.html"], "since")


def test_one_cycle_has_neither_page_nor_link(sites: dict[str, Site]) -> None:
    assert "changes.html" not in sites["ash"].files
    assert not any("changes" in to for page in sites["ash"].pages.values() for to in links(page))
    assert "since" not in sites["ash"].pages["index.html"].ids


@pytest.mark.parametrize("slug", ["oak", "elm", "yew"])
def test_no_box_is_empty_and_no_heading_bare(slug: str, sites: dict[str, Site]) -> None:
    for name in ("changes.html", "index.html"):
        page = sites[slug].pages[name]
        assert page.faults == ()
        assert empty(page) == []
        assert bare_headings(page) == []


def _built(root: Path, files: dict[str, str]) -> tuple[Run, dict[str, object]]:
    workspace(root, files, ["company"])
    run = playbook("build", cwd=root)
    return run, dict(listing(place(root, "oak", "company")))


def test_a_hidden_fact_of_the_cycle_before_changes_no_byte(tmp_path: Path) -> None:
    """Hidden: ties, stances, a person and an alliance; of an open action, nothing but its own words shows."""
    hidden = TWO["oak/2025.yaml"].replace(
        "heads:", "  - {id: eve, name: Eve Unseen, visible_to: author, function: it, left: 2025-02-01}\nheads:"
    ) + (
        "  - {id: deal, partners: [sales, it], visible_to: author, necessity: need-to-have, forum: none}\n"
        "relationships:\n  - {from: ann, to: bob, influence: 4, trust: 1, agreement: 1, said_by: ann}\n"
        "actions:\n  - {id: plot, what: Plot, visible_to: author, status: open}\n"
    )
    (one, bare), (other, full) = (
        _built(tmp_path / name, {**TWO, "oak/2025.yaml": text})
        for name, text in (("bare", TWO["oak/2025.yaml"]), ("full", hidden))
    )
    assert one.code == 0, one.err
    assert one == other
    assert differences(bare, full) == []
