"""The list of places on a long page: what it leads to, and when it is left out."""

from __future__ import annotations

import re

from playbook_gen.rendering.places import FEWEST, MOST, outline

from .themes import draw, page


def headings(count: int) -> str:
    return "".join(
        f'<h2 id="h{n}">Part &lt;{n}&gt; <span class="level"><svg></svg><span>at risk</span></span></h2>'
        for n in range(count)
    )


def test_it_stands_above_what_it_leads_to() -> None:
    text = draw(page(headings(FEWEST)))
    (held,) = re.findall(r'<nav class="places".*?</nav>', text, re.DOTALL)
    assert re.findall(r'href="#(h\d)">([^<]*)<', held)[1] == ("h1", "Part &lt;1&gt;")
    assert text.index("</h1>") < text.index('class="places"') < text.index('<h2 id="h0"')


def test_few_and_too_many_places_are_no_help() -> None:
    for count in (0, FEWEST - 1, MOST + 1):
        assert 'class="places"' not in draw(page(headings(count)))


def test_the_brief_has_none() -> None:
    text = draw({"brief.html": page(headings(9))["glossary.html"]}, template="brief")
    assert "places" not in text.partition("</style>")[2]


def test_headings_that_never_end_are_passed_over() -> None:
    assert outline('<h2 id="a">' * MOST + "x" * 100_000) == []


def test_a_theme_that_asks_for_it_twice_gets_it_once() -> None:
    text = draw(page("{{ places }}" + headings(FEWEST)))
    assert text.count('<nav class="places"') == 1
