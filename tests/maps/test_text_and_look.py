from __future__ import annotations

import re

import pytest

from playbook_gen.maps.css import PALETTE, STYLE_SHEET, STYLES
from playbook_gen.maps.geometry import Box
from playbook_gen.maps.spread import spread
from playbook_gen.maps.text import ellipsise, graphemes, wrap
from playbook_gen.maps.widths import text_width

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def test_a_title_is_wrapped_before_it_is_cut() -> None:
    lines = wrap("Executive Vice President, Operations and Support", 148, 11.5)
    assert " ".join(lines) == "Executive Vice President, Operations and Support"
    first, second = wrap("Executive Vice President, Operations and Customer Support Worldwide", 148, 11.5)
    assert first == "Executive Vice President,"
    assert second.endswith("…")


@pytest.mark.parametrize("text", ["W" * 200, "i" * 200, FAMILY * 40, "王" * 60, "e\u0301" * 90, "a b " * 60])
@pytest.mark.parametrize("bold", [True, False])
def test_every_line_fits_and_no_cluster_is_torn(text: str, bold: bool) -> None:
    whole = graphemes(text)
    for line in (*wrap(text, 148, 13, bold=bold), ellipsise(text, 148, 13, bold=bold)):
        assert text_width(line, 13, bold=bold) <= 148
        assert set(graphemes(line.removesuffix("…"))) <= set(whole)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(first: str, second: str, mode: int) -> float:
    pair = sorted(_luminance(PALETTE[name][mode]) for name in (first, second))
    return (pair[1] + 0.05) / (pair[0] + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_contrast(mode: int) -> None:
    for ink, ground in (("ink", "card"), ("muted", "card"), ("muted", "band"), ("muted", "paper"), ("on-mark", "mark")):
        assert _contrast(ink, ground, mode) >= 4.5, (ink, ground)
    for line in ("tie", "vague"):
        for ground in ("paper", "band", "alliance"):
            assert _contrast(line, ground, mode) >= 3.0, (line, ground)


def test_the_style_sheet_knows_every_colour_and_every_mode() -> None:
    assert set(re.findall(r"var\(--map-([\w-]+)\)", STYLE_SHEET)) - {"wide"} <= set(PALETTE)
    used = {value[1:] for properties in STYLES.values() for value in properties.values() if value[0] == "@"}
    assert used | {"focus"} == set(PALETTE)
    assert "prefers-color-scheme:dark" in STYLE_SHEET
    assert STYLE_SHEET.index("@media print{.map{--map-paper") > STYLE_SHEET.index("prefers-color-scheme:dark")


def test_ways_that_turn_round_the_same_corner_are_drawn_apart() -> None:
    top, bottom = Box(x=0, y=0, width=100, height=40), Box(x=0, y=300, width=100, height=40)
    way = ((50, 40), (50, 60), (120, 100), (120, 170), (120, 240), (50, 280), (50, 300))
    straight = ((0, 170), (200, 170))
    ends = [(top, bottom), (bottom, top), (top, bottom), (top, bottom)]
    one, two, three, across = spread([way, way[::-1], way, straight], ends)
    assert len({round(line[3][0]) for line in (one, two, three)}) == 3
    assert (one, across) == (way, straight)
