"""Every page: links lead somewhere, nothing leaves the site, and those who cannot see it are told the same."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from itertools import pairwise
from urllib.parse import unquote

import pytest

from markup import Element, Page, bare_headings, empty, level
from sites import Site

_LINKS = ("href", "src", "action", "data", "poster", "srcset", "xlink:href")
_POINTS_TO_IDS = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers")


def _of_each(site: Site) -> list[Page]:
    assert len(site.pages) > 10
    return list(site.pages.values())


def _where(page: Page, element: Element) -> str:
    return f"{page.path}:{element.line}: <{element.tag}>"


def test_pages_are_well_formed(site: Site) -> None:
    faults = [f"{page.path}:{fault}" for page in _of_each(site) for fault in page.faults]
    assert faults == []
    for page in _of_each(site):
        assert page.doctype.lower() == "doctype html", page.path
        assert page.source.startswith("<!DOCTYPE html>"), page.path
        assert [element.tag for element in page.root.children()] == ["html"], page.path


def test_every_link_and_anchor_leads_somewhere(site: Site) -> None:
    lost = []
    for page in _of_each(site):
        for element in page.root.elements():
            for name in ("href", "xlink:href"):
                target = element.attributes.get(name)
                if target is not None and element.tag != "link" and not _resolves(site, page, target):
                    lost.append(f"{_where(page, element)} leads to {target!r}")
            for name in _POINTS_TO_IDS:
                lost += [
                    f"{_where(page, element)}: {name} names {wanted!r}"
                    for wanted in element.attributes.get(name, "").split()
                    if wanted not in page.ids
                ]
    assert lost == []


def _resolves(site: Site, page: Page, target: str) -> bool:
    path, mark, anchor = target.partition("#")
    if mark and not anchor:
        return False
    there = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(path))) if path else page.path
    if not there.endswith(".html"):
        return there in site.files and not mark
    found = site.pages.get(there)
    return bool(found and (not anchor or unquote(anchor) in found.ids))


def test_links_are_relative_and_name_files(site: Site) -> None:
    wrong = [
        f"{_where(page, element)} leads to {target!r}"
        for page in _of_each(site)
        for element in page.find("a")
        for target in [element.attributes.get("href", "")]
        if re.match(r"(?i)[a-z][a-z0-9+.-]*:|/|\\", target)
        or not re.search(r"\.html(#|$)|^#|^plan\.(csv|ics)$", target)
    ]
    assert wrong == []


def test_every_page_is_reached_from_the_brief(site: Site) -> None:
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = site.pages[waiting.pop()]
        for element in page.find("a"):
            path = element.attributes["href"].partition("#")[0]
            there = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
            if there not in seen and there in site.pages:
                seen.add(there)
                waiting.append(there)
    assert set(site.pages) - seen == {"404.html"}


def test_nothing_asks_for_anything_outside_the_page(site: Site) -> None:
    asks = []
    for page in _of_each(site):
        for element in page.root.elements():
            for name, held in element.attributes.items():
                if name in _LINKS and element.tag not in ("a", "script") and not held.startswith(("data:,", "#")):
                    asks.append(f"{_where(page, element)} {name}={held!r}")
                if name.startswith("on") or name in ("style", "ping", "background"):
                    asks.append(f"{_where(page, element)} has {name}")
            if element.tag == "script" and not _is_the_script_of_the_site(site, page, element):
                asks.append(f"{_where(page, element)} is a script that is not the site's")
            if element.tag in ("iframe", "object", "embed", "base", "form", "audio", "video", "image"):
                asks.append(f"{_where(page, element)} stands there")
        style = "".join(element.text() for element in page.find("style"))
        if re.search(r"(?i)url\s*\(|@import|image-set\s*\(|expression\s*\(", style):
            asks.append(f"{page.path}: the style sheet fetches something")
        if re.search(r"(?i)\b(https?:)?//(?!www\.w3\.org/(2000/svg|1999/xlink)\b)", style):
            asks.append(f"{page.path}: the style sheet names an address")
    assert asks == []


def _is_the_script_of_the_site(site: Site, page: Page, element: Element) -> bool:
    there = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), element.attributes.get("src", "")))
    return there == "assets/script.js" and there in site.files and not element.text()


def test_the_only_addresses_are_names_of_namespaces(site: Site) -> None:
    found = {
        address
        for page in _of_each(site)
        for element in page.root.elements()
        for held in element.attributes.values()
        for address in re.findall(r"(?i)(?:https?:|file:)?//[^\s\"'>]+", held)
    }
    assert found <= {"http://www.w3.org/2000/svg"}


def test_ids_are_unique_in_a_page(site: Site) -> None:
    for page in _of_each(site):
        assert len(page.ids) == len(set(page.ids)), [one for one in page.ids if page.ids.count(one) > 1]
        assert all(re.fullmatch(r"\S+", one) for one in page.ids), page.path


def test_headings_stand_in_order(site: Site) -> None:
    wrong = []
    for page in _of_each(site):
        found = [element for element in page.body.elements() if level(element)]
        if [level(element) for element in found].count(1) != 1 or level(found[0]) != 1:
            wrong.append(f"{page.path}: not one first heading")
        for one, following in pairwise(found):
            if level(following) > level(one) + 1:
                wrong.append(f"{_where(page, following)} {following.words()!r} follows <{one.tag}>")
    assert wrong == []


def test_every_picture_says_what_it_shows(site: Site) -> None:
    for page in _of_each(site):
        for image in page.find("img"):
            assert "alt" in image.attributes, _where(page, image)
        for drawing in page.find("svg"):
            named = _names(page, drawing)
            hidden = drawing.attributes.get("aria-hidden") == "true"
            assert hidden != bool(named), _where(page, drawing)
            if hidden:
                assert not drawing.find("title", "a"), _where(page, drawing)
                assert drawing.attributes.get("focusable") == "false", _where(page, drawing)


def _names(page: Page, drawing: Element) -> str:
    wanted = drawing.attributes.get("aria-labelledby", "").split()
    words = [element.words() for element in page.root.elements() if element.attributes.get("id") in wanted]
    return " ".join(words) or drawing.attributes.get("aria-label", "")


def test_tables_have_captions_and_headers(site: Site) -> None:
    for page in _of_each(site):
        for table in page.find("table"):
            captions = [element for element in table.children() if element.tag == "caption"]
            assert len(captions) == 1, _where(page, table)
            assert captions[0].words(), _where(page, table)
            for header in table.find("th"):
                assert header.attributes.get("scope") in ("col", "row", "rowgroup"), _where(page, header)
            _has_even_rows(page, table)


def _has_even_rows(page: Page, table: Element) -> None:
    widths = set()
    for row in table.find("tr"):
        cells = row.children()
        widths.add(sum(int(cell.attributes.get("colspan", "1")) for cell in cells))
        assert any(cell.tag == "th" for cell in cells), _where(page, row)
    assert len(widths) == 1, _where(page, table)


def test_what_scrolls_can_be_reached_and_is_named(site: Site) -> None:
    for page in _of_each(site):
        regions = [
            e for e in page.body.elements() if e.attributes.get("role") == "region" or "tabindex" in e.attributes
        ]
        for region in regions:
            assert region.attributes.get("tabindex") == "0", _where(page, region)
            assert region.attributes.get("aria-label", "").strip(), _where(page, region)
        labels = [region.attributes["aria-label"] for region in regions]
        assert len(labels) == len(set(labels)), (page.path, [one for one in labels if labels.count(one) > 1])


def test_titles_are_unique_in_a_site(site: Site) -> None:
    titles = [page.title for page in _of_each(site)]
    assert all(titles)
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


_LEFTOVERS = re.compile(
    r"\{\{|\}\}|\{%|%\}|\{#|\bNone\b(?! of )|\bNOTHING\b|\bUndefined\b|\bnan\b|<[a-z_.]+ object|\bTrue\b|\bFalse\b"
    r"|State\.|Edition\.|\[\]|\(\)|\bnull\b|\bundefined\b|(?<!\.)\.\.(?!\.)|[,;:],|\s[,;.](?:\s|$)|&(?:amp|lt|gt|#)"
)


def test_nothing_is_left_of_templates_or_of_python(site: Site) -> None:
    found = []
    for page in _of_each(site):
        words = " ".join(_own_words(page.body).split())
        found += [
            f"{page.path}: {match[0]!r} in {words[max(0, match.start() - 60) : match.end() + 20]!r}"
            for match in _LEFTOVERS.finditer(words)
        ]
    assert found == []


def _own_words(element: Element) -> str:
    """What the program says; guidance, which people write, may well begin a sentence with such a word."""
    if element.attributes.get("class") == "prose":
        return ""
    return "".join(child if isinstance(child, str) else _own_words(child) for child in element.inside)


def test_nothing_is_empty(site: Site) -> None:
    assert [fault for page in _of_each(site) for fault in (*empty(page), *bare_headings(page))] == []


def test_one_landmark_of_each_kind(site: Site) -> None:
    for page in _of_each(site):
        assert [len(page.find(tag)) for tag in ("main", "title", "style")] == [1, 1 + _drawn_titles(page), 1]
        assert page.find("html")[0].attributes.get("lang") == "en"
        skip = page.find("a")[0]
        assert skip.attributes["href"] == "#main", page.path
        here = [e for e in page.find("a") if e.attributes.get("aria-current") == "page"]
        assert len(here) <= 1, page.path


def _drawn_titles(page: Page) -> int:
    return sum(len(drawing.find("title")) for drawing in page.find("svg"))


def test_the_policy_comes_first_and_names_the_style_sheet(site: Site) -> None:
    for page in _of_each(site):
        head = page.find("head")[0].children()
        assert head[0].attributes == {"charset": "utf-8"}, page.path
        assert head[1].attributes.get("http-equiv") == "Content-Security-Policy", page.path
        policy = dict(rule.strip().split(" ", 1) for rule in head[1].attributes["content"].split(";"))
        style = page.find("style")[0].text()
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert "\r" not in style, page.path
        assert policy["default-src"] == "'none'"
        assert policy["style-src"] == f"'sha256-{digest}'", page.path
        # `file:` is for readers whose browser takes no folder for a site of its own.
        assert policy["script-src"] == "'self' file:"
        assert set(policy) == {
            "default-src",
            "script-src",
            "style-src",
            "img-src",
            "connect-src",
            "base-uri",
            "form-action",
        }
        assert policy["img-src"] == "data:"
        assert policy["connect-src"] == "'self'"
        assert policy["base-uri"] == policy["form-action"] == "'none'"


@pytest.mark.parametrize(
    ("fault", "source"),
    [
        ("not closed", "<div>"),
        ("closes", "<div><b></div></b>"),
        ("a bare &", "<p>a & b</p>"),
        ("twice", '<p id="a" id="b">x</p>'),
        ("directly in", "<ul><p>x</p></ul>"),
        ("only words", "<p><div>x</div></p>"),
        ("outside a drawing", "<p><span/></p>"),
        ("a comment", "<!-- x -->"),
    ],
)
def test_the_reader_of_these_tests_notices(fault: str, source: str) -> None:
    assert fault in " ".join(Page.read("x.html", source.encode()).faults)
