"""Organisations about which little is known: a page says what is on record and what to ask, and shows no empty box."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

import pytest

from markup import Page, bare_headings, empty, level
from sites import NOBODY, SMALL, SPARSE, Site


@pytest.fixture(params=SPARSE, ids=lambda pair: "-".join(pair))
def small(request: pytest.FixtureRequest, small_sites: Mapping[tuple[str, str], Site]) -> Site:
    return small_sites[request.param]


def _brief(site: Site) -> Page:
    return site.pages["index.html"]


def test_pages_read_well(small: Site) -> None:
    faults = []
    for page in small.pages.values():
        faults += [f"{page.path}:{fault}" for fault in page.faults]
        faults += empty(page) + bare_headings(page)
        faults += [f"{page.path}: {word}" for word in re.findall(r"\bNone\b(?! of )|\{\{", _words_outside_prose(page))]
        found = [level(element) for element in page.body.elements() if level(element)]
        faults += [f"{page.path}: heading order {found}"] * any(b > a + 1 for a, b in pairwise(found))
    titles = [page.title for page in small.pages.values()]
    assert faults == []
    assert len(titles) == len(set(titles)), titles


def _words_outside_prose(page: Page) -> str:
    prose = {
        id(inner) for one in page.find("div") if one.attributes.get("class") == "prose" for inner in one.elements()
    }
    return "".join(
        child for e in page.body.elements() if id(e) not in prose for child in e.inside if isinstance(child, str)
    )


def test_the_brief_asks_instead_of_judging(small: Site) -> None:
    brief = _brief(small)
    assert not brief.find("table"), "a matrix of nothing but question marks says nothing"
    assert len([item for items in brief.find("ol") for item in items.find("li")]) <= 5
    assert "at risk" not in brief.body.words()
    assert "failing" not in brief.body.find("main")[0].words()


def test_the_brief_shows_who_is_on_record(small: Site) -> None:
    drawings = [svg for svg in _brief(small).find("svg") if svg.attributes.get("aria-hidden") != "true"]
    names = " ".join(drawing.words() for drawing in drawings)
    people = re.findall(r"name: (\w+ \w+),|: (\w+ \w+), |- \w+: (\w+ \w+)\n", _people(small.slug))
    for name in ("".join(parts) for parts in people):
        assert name in names
    assert bool(people) == bool(drawings)


def _people(slug: str) -> str:
    """The part of the file that lists people."""
    text = {**SMALL, **NOBODY}[f"{slug}.yaml"]
    found = re.search(r"^people:\n((?:  .*\n)*)", text, re.MULTILINE)
    return found[1] if found else ""


def test_no_heading_promises_what_does_not_follow(small: Site) -> None:
    """Five answers are promised only where five questions follow, and so on."""
    brief = _brief(small)
    numbers = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
    promised = re.search(r"(\w+) answers? would", brief.find("h1")[0].words())
    if promised:
        assert numbers[promised[1].lower()] == len(brief.find("ol")[0].find("li"))


def test_forty_lines_are_forty_lines() -> None:
    assert len(SMALL["forty-lines.yaml"].splitlines()) <= 40
