"""What readers may search is what the pages of their edition say, and nothing else."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from markup import Element, Page
from playbook_gen.rendering.search import Indexed, search_index
from sites import Site, build, differences, place, workspace

NAMED = """\
name: "Işıl & Söhne \\\\ \\"Co\\" </script>"
as_of: 2026-10-30
sponsor: cmo
people:
  - {id: cmo, name: Işıl İnce, title: "Chief <b>Marketing</b> Officer", function: marketing,
     incentives: [{measure: velvet-crowbar, weight: 0.5}]}
  - {id: cio, name: José Ångström, title: "المديرة التقنية", function: it}
  - {id: coo, name: 東京 太郎, title: "김영수의 팀"}
functions:
  - {id: marketing, name: Marketing}
  - {id: it, name: 情報システム部}
alliances:
  - id: online
    name: "OVERLONG"
    partners: [marketing, it]
    summary: "One file, two owners"
relationships:
  - {from: cmo, to: cio, influence: 4, trust: 1, said_by: cmo}
""".replace("OVERLONG", "long " * 2_000)


def read(data: bytes) -> tuple[list[str], list[Any]]:
    """The lines and pages of an index."""
    found = re.fullmatch(r"var playbookText=(.*);\n", data.decode("utf-8"))
    assert found
    lines, pages = json.loads(found[1])
    return lines, pages


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    root = build(workspace(tmp_path_factory.mktemp("built") / "search", {"named.yaml": NAMED}, ["company", "author"]))
    return {edition: Site("named", edition, place(root, "named", edition)) for edition in ("company", "author")}


@pytest.mark.parametrize("edition", ["company", "author"])
def test_the_index_says_what_the_pages_say(edition: str, sites: dict[str, Site]) -> None:
    site = sites[edition]
    lines, pages = read(site.files["assets/search.js"])
    assert pages[0][0] == "index.html"
    assert {path for path, _, _, _ in pages} == set(site.pages) - {"404.html", "print.html"}
    assert {path: name for path, name, _, _ in pages}["glossary.html"] == "Glossary"
    for path, name, heading, sections in pages:
        page = site.pages[path]
        assert name in page.title
        assert heading in page.title
        told = [heading + "".join(lines[number] for number in numbers) for _, heading, numbers in sections]
        assert _letters("".join(told)) == _letters(_below_title(page)), path
        assert {anchor for anchor, _, _ in sections} - {""} <= set(page.ids), path


def _letters(text: str) -> str:
    return "".join(text.split())


def _below_title(page: Page) -> str:
    (main,) = page.find("main")
    (title,) = main.find("h1")
    return _said(main).partition(f"{title.text()}\0")[2].replace("\0", "")


def _said(element: Element) -> str:
    """The words of an element without drawings, switches and lists of places; its first heading ends with a mark."""
    if element.tag in ("svg", "fieldset", "nav"):
        return ""
    words = "".join(child if isinstance(child, str) else _said(child) for child in element.inside)
    return f"{words}\0" if element.tag == "h1" else words


def test_hidden_facts_are_not_in_it(sites: dict[str, Site]) -> None:
    company, author = (sites[edition].files["assets/search.js"].decode() for edition in ("company", "author"))
    assert "velvet-crowbar" in author
    assert "velvet-crowbar" not in company
    assert "Işıl İnce" in company


def test_hidden_facts_move_nothing(sites: dict[str, Site], tmp_path: Path) -> None:
    other = NAMED.replace("velvet-crowbar", "x").replace("trust: 1", "trust: 5")
    root = build(workspace(tmp_path / "w", {"named.yaml": other}, ["company"]))
    again = Site("named", "company", place(root, "named", "company"))
    assert differences(sites["company"].files, again.files) == []


def test_a_page_is_cut_where_links_can_lead() -> None:
    page = """<main id="main"><p class="standing">note</p><h1>Title</h1><p>Lead</p><svg><title>drawn</title></svg>
    <section id="one"><h2>First &amp; best</h2><p>a <b>b</b>c</p><ul><li>d</li></ul></section>
    <h2>Loose</h2><p>e<span class="note">f</span></p>
    <details class="guide"><summary><b>Box</b> why</summary><div id="box"><p>g</p>
    <details><summary>Evidence</summary><p>h</p></details></div></details></main><footer>foot</footer>"""
    lines, [[path, name, title, sections]] = read(search_index([Indexed("a.html", "Name", "Title", page.encode())]))
    told = [[anchor, heading, [lines[number] for number in numbers]] for anchor, heading, numbers in sections]
    assert (path, name, title) == ("a.html", "Name", "Title")
    assert told == [
        ["", "", ["Lead"]],
        ["one", "First & best", ["a bc", "d"]],
        ["one", "Loose", ["e", "f"]],
        ["box", "Box why", ["g", "Evidence", "h"]],
    ]


def test_what_ends_a_line_of_script_is_written_out() -> None:
    nasty = "a\u2028b\u2029c\"d\\e</script>'"
    data = search_index([Indexed("a.html", "", nasty, f"<main><h1>T</h1><p>{html.escape(nasty)}</p></main>".encode())])
    assert data.count(b"\n") == 1
    assert not {"\u2028", "\u2029"} & set(data.decode())
    lines, [[_, _, title, _]] = read(data)
    assert title == nasty
    assert "".join(lines).split() == nasty.split()


def test_the_index_stays_small(sites: dict[str, Site]) -> None:
    site = sites["author"]
    pages = sum(len(data) for name, data in site.files.items() if name.endswith(".html") and name != "print.html")
    assert len(site.files["assets/search.js"]) < pages / 4
