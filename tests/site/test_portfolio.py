"""The overview over several companies: only when asked for, of one edition, and never left behind to contradict."""

from __future__ import annotations

import posixpath
from pathlib import Path

import pytest

from markup import Page, bare_headings, empty
from sites import build, differences, listing, place, playbook, workspace

HARD = "<b>&amp;\"'</td> {{ 7*7 }} שלום"
ONE = """\
name: {name}
as_of: {as_of}
people:
  - {{id: ann, name: Ann Abel}}
  - {{id: bob, name: Bob Bell}}
functions:
  - {{id: sales, name: Sales, head: ann}}
  - {{id: it, name: IT, head: bob}}
alliances:
  - {{id: shop, partners: [sales, it], kind: strategic, necessity: need-to-have, stage: running, charter: none}}
relationships:
  - {{from: ann, to: bob, trust: 1, agreement: 1, said_by: ann, as_of: 2026-06-01}}
"""
FILES = {
    # Their folders stand in another order than their names.
    "a-last/2026.yaml": ONE.format(name="Zebra", as_of="2026-06-30"),
    "b-first/2025.yaml": ONE.format(name="'" + HARD.replace("'", "''") + "'", as_of="2025-03-31"),
    "c-middle.yaml": "name: Little\npeople:\n  - ann: Ann Abel\n",
}


def overview(root: Path, edition: str = "company") -> Page:
    path = place(root, "portfolio", edition) / "index.html"
    return Page.read("index.html", path.read_bytes())


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose last run asked for an overview; tests leave it as it is."""
    return build(workspace(tmp_path_factory.mktemp("portfolio") / "w", FILES, ["company"]), "--portfolio")


def test_one_row_for_each_company_in_the_order_of_names(root: Path) -> None:
    page = overview(root)
    rows = page.find("tbody")[0].find("tr")
    assert [row.find("a")[0].text() for row in rows] == [HARD, "Little", "Zebra"]
    first = rows[0].words()
    assert "2025" in first
    assert "as of 31 March 2025" in first
    assert "no date given" in rows[1].words()
    assert (page.faults, bare_headings(page), empty(page)) == ((), [], [])
    assert page.title.startswith("3 companies")


def test_a_row_says_what_the_company_s_own_site_says(root: Path) -> None:
    brief = Page.read("index.html", (root / "site/a-last/index.html").read_bytes())
    row = overview(root).find("tbody")[0].find("tr")[2]
    assert brief.find("h1")[0].words() in row.words()
    for cell in row.find("td")[:5]:
        link = cell.find("a")[0]
        own = root / "site/portfolio" / link.attributes["href"]
        heading = Page.read("x", own.read_bytes()).find("h2")[0].words()
        (level,) = [e.words() for e in link.find("span") if e.attributes.get("class", "").startswith("level ")]
        assert heading.endswith(level)


def test_every_link_leads_into_a_site_of_the_run(root: Path) -> None:
    targets = [a.attributes["href"] for a in overview(root).find("a")]
    assert "../b-first/index.html" in targets
    for target in targets:
        if not target.startswith("#"):
            assert (root / "site/portfolio" / posixpath.normpath(target)).is_file(), target


def test_the_overview_needs_no_script_and_the_sites_name_no_other(root: Path) -> None:
    assert not overview(root).find("script")
    for path in (root / "site/a-last").rglob("*.html"):
        text = path.read_text("utf-8")
        assert "Little" not in text
        assert "../portfolio" not in text


def test_the_same_run_gives_the_same_bytes_and_one_without_it_leaves_nothing_stale(root: Path, tmp_path: Path) -> None:
    again = build(workspace(tmp_path / "w", FILES, ["company"]), "--portfolio")
    assert differences(listing(root / "site/portfolio"), listing(again / "site/portfolio")) == []
    refused = playbook("build", "c-middle", "--out", str(tmp_path / "elsewhere"), cwd=again)
    assert (refused.code, (again / "site/portfolio").is_dir()) == (0, True), "what goes elsewhere moves nothing here"
    run = playbook("build", "c-middle", cwd=again)
    assert run.code == 0
    assert "site/portfolio was of an earlier build and is gone" in run.out
    assert sorted(path.name for path in (again / "site").iterdir()) == ["a-last", "b-first", "c-middle"]


def test_one_edition_for_all_of_them(tmp_path: Path) -> None:
    again = workspace(tmp_path / "w", {"a-last.yaml": FILES["a-last/2026.yaml"]}, ["leadership", "author"])
    build(again, "--portfolio")
    assert not (again / "site").exists()
    assert sorted(path.name for path in (again / "private/portfolio").iterdir()) == ["leadership"]
    page = overview(again, "leadership")
    assert "leadership" in page.find("p")[0].words().lower()
    assert "../../a-last/leadership/index.html" in [a.attributes["href"] for a in page.find("a")]
    modes = {name: state[0] & 0o777 for name, state in listing(again / "private/portfolio/leadership").items()}
    assert set(modes.values()) == {0o700, 0o600}
    build(again, "--edition", "author")
    assert overview(again, "leadership"), "a run of another edition leaves it"
    build(again)
    assert sorted(path.name for path in (again / "private").iterdir()) == ["a-last"]


def test_what_somebody_wrote_is_not_taken_away_and_a_failed_run_takes_nothing(tmp_path: Path) -> None:
    again = workspace(tmp_path / "w", {"c-middle.yaml": FILES["c-middle.yaml"]}, ["company"])
    build(again, "--portfolio", "--quiet")
    assert overview(again).find("h1")[0].words() == "1 company, by its own record"
    (again / "site/portfolio/notes.txt").write_text("mine", encoding="utf-8")
    before = listing(again / "site")
    for more in ([], ["--portfolio"]):
        run = playbook("build", *more, cwd=again)
        assert (run.code, "notes.txt" in run.err) == (3, True)
        assert listing(again / "site") == before, "refused before the first site was built"
    (again / "orgs/c-middle.yaml").write_text("name: [\n", encoding="utf-8")
    assert playbook("build", "--replace", cwd=again).code == 1
    assert listing(again / "site") == before
    (again / "orgs/c-middle.yaml").write_text(FILES["c-middle.yaml"], encoding="utf-8")
    build(again, "--replace")
    assert not (again / "site/portfolio").exists()


def test_a_folder_of_that_name_is_somebody_else_s(tmp_path: Path) -> None:
    again = workspace(tmp_path / "w", {"portfolio.yaml": FILES["c-middle.yaml"]}, ["company"])
    run = playbook("build", "--portfolio", cwd=again)
    assert (run.code, (again / "site").exists()) == (1, False)
    assert "Rename" in run.err
    run = playbook("build", "--portfolio", "--out", str(tmp_path / "x"), cwd=again)
    assert (run.code, (tmp_path / "x").exists()) == (2, False)
    build(again)
    before = listing(again / "site/portfolio")
    build(again)
    assert listing(again / "site/portfolio") == before, "a company of that name is not taken for an overview"
