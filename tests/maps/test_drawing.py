from __future__ import annotations

import itertools
import math
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from playbook_gen.maps import AllianceLink, Card, Drawing, Renderer, Sheet, Tie, render
from playbook_gen.maps.system import find
from playbook_gen.outcomes import EnvironmentFault

from . import reading
from .sheets import card, sheet

SIZES = [(1, 0, 1), (2, 2, 1), (4, 6, 1), (7, 12, 1), (10, 25, 1), (9, 14, 3), (12, 20, 2), (32, 40, 3), (70, 90, 3)]
TESTS = Path(__file__).resolve().parents[1]


def drawn(people: int, count: int, levels: int, renderer: Renderer = "embedded") -> Drawing:
    return render(sheet(people, count, levels=levels), renderer=renderer)


def content(drawing: Drawing) -> tuple[object, ...]:
    cards = sorted(
        (reading.told(one), one.get("href"), tuple(reading.shown(one))) for one in reading.cards(drawing.svg)
    )
    return cards, reading.ties(drawing.svg)


@pytest.mark.parametrize(("people", "count", "levels"), SIZES)
@pytest.mark.parametrize("renderer", ["embedded", "builtin"])
def test_cards_stand_apart_and_everything_is_inside_the_view(
    people: int, count: int, levels: int, renderer: Renderer
) -> None:
    svg = drawn(people, count, levels, renderer).svg
    boxes = reading.boxes(svg)
    assert len(boxes) == people
    for i, (x, y, w, h) in enumerate(boxes):
        for x2, y2, w2, h2 in boxes[:i]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y
    left, top, width, height = reading.view(svg)
    corners = [(x + dx, y + dy) for x, y, w, h in boxes for dx, dy in ((0, 0), (w, h))]
    for x, y in [*corners, *reading.points(svg)]:
        assert left <= x <= left + width
        assert top <= y <= top + height


@pytest.mark.parametrize(("people", "count", "levels"), SIZES)
def test_every_renderer_says_the_same(people: int, count: int, levels: int) -> None:
    first = drawn(people, count, levels)
    assert first.notice is None
    assert content(first) == content(drawn(people, count, levels, "builtin"))
    assert len(reading.ties(first.svg)) == count


@pytest.mark.parametrize(("people", "count", "levels"), [*SIZES, (24, 40, 1)])
def test_an_installed_dot_says_the_same(people: int, count: int, levels: int) -> None:
    try:
        find()
    except EnvironmentFault:
        pytest.skip("NO INSTALLED dot ON PATH: renderer 'system' was not compared")
    found = drawn(people, count, levels, "system")
    assert found.notice is None
    assert content(found) == content(drawn(people, count, levels))


def test_the_same_sheet_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    program = (
        "from maps.sheets import sheet; from playbook_gen.maps import render;"
        "import hashlib;"
        "ds=[render(sheet(n,k,levels=l),renderer=r) for n,k,l in((4,6,1),(12,20,2),(32,40,3),(70,90,3))"
        " for r in('embedded','builtin')];"
        "print(hashlib.sha256(''.join(d.svg+d.standalone for d in ds).encode()).hexdigest())"
    )

    def run(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(TESTS), "XDG_CACHE_HOME": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    # The first run compiles and fills the cache, the second reads it.
    assert run("1") == run("2")
    assert [path.stat().st_mode & 0o077 for path in (tmp_path / "playbook-gen").iterdir()] == [0]


def test_nobody_on_a_sheet_is_nothing_drawn() -> None:
    assert render(sheet(0)) == Drawing(svg="", width=0, height=0, notice=None)


def test_cards_are_links_named_in_reading_order() -> None:
    cards = reading.cards(drawn(9, 14, 3).svg)
    assert cards[0].tag == f"{reading.NS}a"
    lanes = [reading.told(one).split("; ")[2] for one in cards[1:]]
    assert lanes == sorted(lanes, key=["Finance", "Technology", "Operations"].index)
    assert "; Sponsor" in reading.told(next(one for one in cards if one.get("id") == "m1-n1"))
    assert {one.get("id") for one in cards} == {f"m1-n{number}" for number in range(9)}


def test_trust_reaches_the_drawing_only_when_it_may_be_shown() -> None:
    def text(trust: int | None) -> tuple[str, str]:
        tie = Tie(source="p0", target="p1", strength=4, trust=trust)
        found = render(sheet(4, ties=(tie,), show_trust=False))
        return found.svg, found.standalone

    assert text(1) == text(5) == text(None)
    assert "trust" not in "".join(text(1))


def test_standalone_needs_no_style_sheet_and_no_page() -> None:
    found = drawn(9, 14, 3)
    root = reading.parse(found.standalone)
    assert float(root.get("width", "")) <= found.width < float(root.get("width", "")) + 1
    assert "var(" not in found.standalone
    assert "href" not in found.standalone
    assert all(one.get("font-size") and one.get("fill") for one in root.iter(f"{reading.NS}text"))


def test_what_names_nobody_is_left_out_and_counted() -> None:
    base = sheet(4)
    odd = Sheet(
        title="t",
        description="d",
        cards=(*base.cards, base.cards[1]),
        lanes=base.lanes,
        ties=(Tie(source="p0", target="ghost"), Tie(source="p1", target="p1"), Tie(source="p0", target="p1")),
        links=(AllianceLink(a="fin", b="nowhere", name="x"), AllianceLink(a="fin", b="tec", name="Two <b>")),
    )
    found = render(odd)
    assert len(reading.cards(found.svg)) == 4
    assert len(reading.ties(found.svg)) == 1
    assert found.notice == "Entries that name nobody on this map, or name somebody twice, are not drawn: 4."
    assert "Alliance 1: Two &lt;b&gt;" in found.svg


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("people/cio.html#top", True),
        ("../map.html?x=1", True),
        ("https://example.org/", True),
        ("mailto:cio@example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//evil.example", False),
        ('x" onclick="alert(1)', False),
        ("\\\\host\\share", False),
        ("", False),
    ],
)
def test_only_harmless_links_become_links(href: str, kept: bool) -> None:
    one = Card(id="a", name="Ann", title="", lane="", level=0, href=href)
    (card,) = reading.cards(render(Sheet(title="t", description="d", cards=(one,))).svg)
    assert (card.get("href") == href) is kept


def test_a_long_title_is_whole_on_a_card_of_three_lines() -> None:
    long = "Group President, Consumer Business and Services"
    svg = render(sheet(3, 0, cards=(card(0), card(1, title=long), card(2)))).svg
    assert "…" not in " ".join(words for one in reading.cards(svg) for words in reading.shown(one))


def test_badges_of_alliances_stand_apart() -> None:
    ends = (("p0", "p1"), ("p0", "p2"), ("p1", "p2"))
    links = tuple(AllianceLink(a=a, b=b, name="One") for a, b in ends)
    for people in (3, 5, 8):
        svg = render(sheet(people, 0, levels=1, links=links)).svg
        found = re.findall(r'class="map-badge" cx="([\d.-]+)" cy="([\d.-]+)" r="9"', svg)
        spots = [(float(x), float(y)) for x, y in found]
        assert len(spots) > len(links)
        assert all(math.dist(a, b) >= 18 for a, b in itertools.combinations(spots[:3], 2)), people
