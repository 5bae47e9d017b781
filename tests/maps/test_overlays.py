"""Stances on a map: each as shape and word, switched on a page without script, told apart where two differ."""

from __future__ import annotations

import html
import itertools
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import pytest

from playbook_gen.maps import STYLE_SHEET, Card, Drawing, Sheet, Stance, Tie, render
from playbook_gen.maps.model import OVERLAYS_CAP, Kind

from . import reading

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
KINDS: tuple[Kind, ...] = get_args(Kind)
SHAPES: Mapping[Kind, tuple[str, bool]] = {
    "ally": ("circle", True),
    "supporter": ("circle", False),
    "undecided": ("rect", True),
    "opponent": ("path", False),
    "adversary": ("path", True),
}
"""The element that shows a stance, and whether it is full; five that can be told apart without colour."""

PRIORITIES = (("erp", "ERP renewal"), ("web", "Online"), ("cost", "Cost"))


def stance(kind: Kind, priority: str = "erp", *, covert: bool = False) -> Stance:
    return Stance(priority=priority, kind=kind, covert=covert)


def card(key: str, *stances: Stance, lane: str = "") -> Card:
    return Card(id=key, name=f"Person {key}", title="Director", lane=lane, level=1, stances=stances)


def drawn(*cards: Card, shown: str | None = None, priorities: tuple[tuple[str, str], ...] = PRIORITIES) -> Drawing:
    ties = (Tie(source=cards[0].id, target=cards[-1].id, strength=3, priorities=("erp",)),) if len(cards) > 1 else ()
    return render(
        Sheet(title="t", description="d", cards=cards, ties=ties, priorities=priorities, shown=shown),
        renderer="builtin",
    )


def marks(svg: str, key: str) -> list[ET.Element]:
    """What marks a stance on the card of a person: its group for each overlay."""
    found = next(one for one in reading.cards(svg) if reading.told(one).startswith(f"Person {key};"))
    return [one for one in found if re.match(r"map-o\d", one.get("class") or "")]


def shape(group: ET.Element) -> tuple[str, bool]:
    """The tag of the shape in a mark, and whether it is full."""
    (one,) = (part for part in group if "map-shape" in (part.get("class") or ""))
    return one.tag.removeprefix(reading.NS), "map-hollow" not in (one.get("class") or "").split()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("covert", [False, True])
def test_a_stance_is_a_shape_a_word_and_a_sentence(kind: Kind, covert: bool) -> None:
    found = drawn(card("a", stance(kind, covert=covert)), card("b"))
    (group,) = marks(found.svg, "a")
    assert shape(group) == SHAPES[kind]
    assert [one.text for one in group.findall(f"{reading.NS}text")] == [kind]
    dashed = [one for one in group if "map-covert" in (one.get("class") or "")]
    assert bool(dashed) is covert
    told = reading.told(reading.cards(found.svg)[0])
    assert f"; ERP renewal: {kind}" in told
    assert ("words and deeds differ" in told) is covert
    assert marks(found.svg, "b") == []
    legend = [one.text for one in reading.parse(found.svg).iter(f"{reading.NS}text")]
    assert (kind in legend, "words and deeds differ" in legend) == (True, covert)


def test_the_five_shapes_can_be_told_apart_without_colour() -> None:
    assert len(set(SHAPES.values())) == len(KINDS)


@pytest.mark.parametrize("shown", ["erp", "web"])
def test_a_file_shows_one_priority_and_no_other(shown: str) -> None:
    found = drawn(card("a", stance("ally"), stance("adversary", "web")), card("b"), shown=shown)
    words = [one.text for one in reading.parse(found.standalone).iter(f"{reading.NS}text")]
    on_cards = [text for one in reading.cards(found.standalone) for text in reading.shown(one)]
    assert [word for word in on_cards if word in KINDS] == []
    held = {"erp": "ally", "web": "adversary"}[shown]
    groups = marks(found.standalone, "a")
    assert [[one.text for one in group.findall(f"{reading.NS}text")] for group in groups] == [[held]]
    assert held in words


def test_without_a_priority_a_file_shows_none() -> None:
    assert marks(drawn(card("a", stance("ally")), card("b")).standalone, "a") == []


def test_on_a_map_of_many_a_stance_is_a_shape_and_its_word_is_said() -> None:
    found = drawn(*(card(f"{n:02}", stance(KINDS[n % 5])) for n in range(62)))
    for n in range(62):
        (group,) = marks(found.svg, f"{n:02}")
        assert shape(group) == SHAPES[KINDS[n % 5]]
        assert group.findall(f"{reading.NS}text") == []
    assert all(f"ERP renewal: {KINDS[n % 5]}" in found.svg for n in range(5))


def differs(svg: str, key: str) -> set[tuple[int, int]]:
    """The pairs of overlays in which a person is marked as standing otherwise."""
    found = next(one for one in reading.cards(svg) if reading.told(one).startswith(f"Person {key};"))
    signs = [one for one in found if "map-d" in (one.get("class") or "").split()]
    assert len(signs) <= 1
    return {(int(a), int(b)) for one in signs for a, b in re.findall(r"map-d(\d)(\d)", one.get("class") or "")}


def test_a_difference_is_marked_for_exactly_those_who_differ() -> None:
    people = {
        f"{''.join(map(str, held))}": [
            stance(KINDS[kind], key) for kind, (key, _) in zip(held, PRIORITIES, strict=True) if kind is not None
        ]
        for held in itertools.product((0, 3, None), repeat=3)
    }
    svg = drawn(*(card(key, *stances) for key, stances in people.items())).svg
    for key, stances in people.items():
        by = {name: next((one.kind for one in stances if one.priority == name), None) for name, _ in PRIORITIES}
        wanted = {
            (a + 1, b + 1)
            for a, b in itertools.combinations(range(3), 2)
            if None not in (one := [by[PRIORITIES[place][0]] for place in (a, b)]) and one[0] != one[1]
        }
        assert differs(svg, key) == wanted, key


def test_words_and_deeds_that_differ_are_no_other_stance() -> None:
    svg = drawn(card("a", stance("opponent"), stance("opponent", "web", covert=True)), card("b")).svg
    assert differs(svg, "a") == set()


def test_there_is_one_small_copy_for_each_priority_that_anybody_has_a_stance_on() -> None:
    found = drawn(card("a", stance("ally", "cost")), card("b", stance("opponent")))
    assert [name for name, _ in found.overlays] == ["ERP renewal", "Cost"]
    ids = {one.get("id") for one in reading.parse(found.svg).iter()}
    for place, (name, svg) in enumerate(found.overlays, start=1):
        root = reading.parse(svg)
        assert name in (root.get("aria-label") or "")
        assert f"map-only{place}" in (root.get("class") or "").split()
        assert [one.get("href", "")[1:] in ids for one in root] == [True]
        assert root.get("viewBox") == reading.parse(found.svg).get("viewBox")


def test_more_priorities_than_a_map_can_show_are_said_to_be_more() -> None:
    many = tuple((f"k{n}", f"Priority {n}") for n in range(OVERLAYS_CAP + 2))
    found = drawn(card("a", *(stance("ally", key) for key, _ in many)), card("b"), priorities=many)
    assert [name for name, _ in found.overlays] == [f"Priority {n}" for n in range(OVERLAYS_CAP)]
    assert found.notice == "6 of 8 priorities can be shown on the map; the table lists all."


def test_no_stance_changes_where_a_card_stands() -> None:
    one = drawn(card("a", stance("ally")), card("b"), card("c"), card("d"))
    other = drawn(card("a"), card("b", stance("adversary", "web", covert=True)), card("c"), card("d"))
    assert reading.boxes(one.svg) == reading.boxes(other.svg)


HOSTILE = ("<b>&amp;\"'</b>", "a\\b\nc", "\u202egnirts", "👨\u200d👩\u200d👧 王", "x" * 10_000, "map-o1}")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_of_priorities_stay_text(name: str) -> None:
    found = drawn(card("a", stance("ally")), card("b"), priorities=(("erp", name),), shown="erp")
    plain = drawn(card("a", stance("ally")), card("b"), priorities=(("erp", "Plain"),), shown="erp")
    for form in ("svg", "standalone"):
        assert reading.shape(getattr(found, form)) == reading.shape(getattr(plain, form))
    for _, svg in found.overlays:
        assert [one.tag for one in reading.parse(svg).iter()] == [f"{reading.NS}svg", f"{reading.NS}use"]


@pytest.mark.parametrize("name", ["Online", ""])
def test_priorities_are_told_apart_by_id(name: str) -> None:
    one = card("a", stance("ally"), stance("adversary", "web"))
    found = drawn(one, card("b"), priorities=(("erp", name), ("web", name)), shown="web")
    assert [[text.text for text in group.findall(f"{reading.NS}text")] for group in marks(found.standalone, "a")] == [
        ["adversary"]
    ]


# In a browser

_LOOK = """
const look = (one) => one ? getComputedStyle(one).display : "absent";
const left = (one) => one && look(one) !== "none" ? Math.round(one.getBoundingClientRect().left * 10) / 10 : null;
const state = () => {
  const map = document.querySelector(".map-view svg.map");
  const cards = [...map.querySelectorAll(".map-card")].map((card) => {
    const marks = Object.fromEntries([1, 2, 3].map((n) => [n, left(card.querySelector(`.map-o${n}`))]));
    const name = card.querySelector("title").textContent.split(";")[0];
    return [name, {marks, differs: look(card.querySelector(".map-d"))}];
  });
  const tie = getComputedStyle(map.querySelector(".map-tie")).opacity;
  return {cards: Object.fromEntries(cards), tie};
};
const found = {};
for (const [a, b] of STEPS) {
  document.querySelector(`.map-a${a}`).checked = true;
  document.querySelector(`.map-b${b}`).checked = true;
  found[`${a},${b}`] = state();
}
found.printed = [...document.querySelectorAll(".map-small")].map(look);
const pre = document.createElement("pre");
pre.id = "found";
pre.textContent = JSON.stringify(found);
document.body.append(pre);
"""


def page(found: Drawing, *, script: str) -> str:
    """A page with nothing but a map and its switch, as themes have it; the script only looks."""
    radios = "".join(f'<input type="radio" name="{group}" class="map-{group}{n}">' for group in "ab" for n in range(4))
    small = "".join(f"<figure>{svg}</figure>" for _, svg in found.overlays)
    return (
        f'<!doctype html><meta charset="utf-8"><style>{STYLE_SHEET}</style><body>'
        f'<div class="map-view"><div class="map-switch">{radios}</div>{found.svg}</div>'
        f'<div class="map-small">{small}</div><script>{script}</script>'
    )


def browser(folder: Path, *arguments: str) -> str:
    assert CHROMIUM
    fixed = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND",
             f"--user-data-dir={folder / 'profile'}")  # fmt: skip
    done = subprocess.run([CHROMIUM, *fixed, *arguments], capture_output=True, timeout=60, check=True)
    return done.stdout.decode("utf-8", "replace")


@pytest.mark.skipif(CHROMIUM is None, reason="NO CHROMIUM ON THIS MACHINE: the switch of overlays was not tried")
def test_the_switch_shows_what_is_chosen_and_marks_what_differs(tmp_path: Path) -> None:
    people = (
        card("a", stance("ally"), stance("adversary", "web")),
        card("b", stance("ally"), stance("ally", "web"), stance("opponent", "cost")),
        card("c", stance("undecided", "cost")),
        card("d"),
    )
    steps = [(a, b) for a in range(4) for b in range(4)]
    file = tmp_path / "map.html"
    file.write_text(page(drawn(*people), script=_LOOK.replace("STEPS", json.dumps(steps))), encoding="utf-8")
    dumped = browser(tmp_path, "--dump-dom", file.as_uri())
    text = re.search(r'<pre id="found">(.*?)</pre>', dumped, re.DOTALL)
    assert text
    found = json.loads(html.unescape(text[1]))
    held = {f"Person {one.id}": {s.priority: s.kind for s in one.stances} for one in people}
    keys = {n: key for n, (key, _) in enumerate(PRIORITIES, start=1)}
    for a, b in steps:
        state = found[f"{a},{b}"]
        for name, own in held.items():
            shown = {n for n, x in state["cards"][name]["marks"].items() if x is not None}
            assert shown == {str(n) for n in (a, b) if n and keys[n] in own}, (a, b, name)
            kinds = {own.get(keys[n]) for n in (a, b) if n}
            marked = state["cards"][name]["differs"] in ("inline", "block")
            assert marked == (a != b and 0 not in (a, b) and None not in kinds and len(kinds) == 2), (a, b, name)
        # Two marks beside each other, not one over the other.
        both = found[f"{a},{b}"]["cards"]["Person b"]["marks"]
        if 0 not in (a, b) and a != b:
            assert both[str(a)] < both[str(b)], (a, b)
        # The only tie carries the first priority, and the first choice says which ties stay in front.
        assert (float(state["tie"]) == 1) == (a in (0, 1)), (a, b)
    assert found["printed"] == ["none"]


@pytest.mark.skipif(CHROMIUM is None, reason="NO CHROMIUM ON THIS MACHINE: print was not tried")
def test_paper_has_one_small_copy_for_each_priority_and_no_switch(tmp_path: Path) -> None:
    found = drawn(card("a", stance("ally"), stance("opponent", "web")), card("b", stance("undecided", "cost")))
    assert len(found.overlays) == 3
    file, picture = tmp_path / "map.html", tmp_path / "map.pdf"
    file.write_text(page(found, script=""), encoding="utf-8")
    browser(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={picture}", file.as_uri())
    pypdf = pytest.importorskip("pypdf")
    text = "\n".join(one.extract_text() for one in pypdf.PdfReader(picture).pages)
    # The map itself with no overlay chosen, then each copy with its own: the name of a person four times.
    assert text.count("Person a") == 4
    legend = 4
    assert {kind: text.count(kind) - legend for kind in ("ally", "opponent", "undecided")} == {
        "ally": 1, "opponent": 1, "undecided": 1,
    }  # fmt: skip


def test_the_switch_needs_nothing_but_a_style_sheet() -> None:
    found = drawn(card("a", stance("ally")), card("b"))
    for svg in (found.svg, found.again, *(copy for _, copy in found.overlays)):
        root = reading.parse(svg)
        assert not [one.tag for one in root.iter() if one.tag.endswith(("script", "foreignObject", "style"))]
        assert not [key for one in root.iter() for key in one.attrib if key.startswith("on") or key == "style"]
