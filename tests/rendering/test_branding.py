"""A name, a logo, colours and fonts of a house's own: shown as they are, tried for every eye, and never a way in."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook_gen.branding.colours import LEVELS, contrast, distance, faults, palettes
from playbook_gen.branding.logo import MAX_LOGO_BYTES, LogoFault, logo_address
from playbook_gen.branding.read import read_branding, try_colours
from playbook_gen.diagnostics import Collector
from playbook_gen.reading.nodes import compose

from .themes import bundled, draw, page

LIGHT, DARK = palettes(bundled("default").files["style.css"])
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 2, *more: bytes) -> bytes:
    rows = zlib.compress(b"".join(b"\0" + b"\x80\x10\x20" * width for _ in range(2)))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, 2, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def svg(inside: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" {attributes}>{inside}</svg>'.encode()


def picture(data: bytes) -> bytes:
    return base64.b64decode(logo_address(data).split(",", 1)[1])


def test_known_contrasts() -> None:
    # The two ends of the scale, and the grey that is known as the lightest one to be read on white.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_known_distances() -> None:
    # L* of white is 100, and red lies at L* 53.24, a* 80.09, b* 67.20.
    assert distance("#000000", "#ffffff") == pytest.approx(100, abs=0.05)
    assert distance("#ff0000", "#000000") == pytest.approx((53.24**2 + 80.09**2 + 67.20**2) ** 0.5, abs=0.2)


@given(COLOURS, COLOURS)
def test_contrast_and_distance_have_no_direction(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one) >= 1
    for sight in ("", "protanopia", "deuteranopia", "tritanopia"):
        assert distance(one, other, sight) == pytest.approx(distance(other, one, sight))
        assert distance(one, one, sight) == 0
        # Grey is grey to every eye.
        grey = f"#{one[1:3] * 3}"
        assert distance("#000000", grey, sight) == pytest.approx(distance("#000000", grey), abs=0.1)


@pytest.mark.parametrize("theme", ["default", "ledger"])
def test_bundled_themes_can_be_read_by_every_eye(theme: str) -> None:
    files = [bundled("default").files["style.css"], bundled(theme).files.get("additions.css", "")]
    for palette in palettes("\n".join(files)):
        assert set(LEVELS) < set(palette)
        assert list(faults(palette, palette)) == []
    light, dark = palettes("\n".join(files))
    settled = {"clear": "#005ea8", "watch": "#8a6100", "risk": "#8a0038", "open": "#59626b"}
    assert {name: light[name] for name in LEVELS} == settled
    assert [dark[name] for name in LEVELS] == ["#7cc0ff", "#f0c24b", "#ff9b85", "#b3bcc4"]


def read(text: str, root: Path) -> tuple[object, list[str]]:
    found = Collector()
    node = compose(text, "playbook.yaml", found)
    branding = read_branding(node, root, found)
    try_colours(branding, bundled("default").files["style.css"], found)
    return branding, [f"{d.place} {d.level} {d.message}" for d in found.sorted()]


def test_colours_that_fail_are_named_with_by_how_much(tmp_path: Path) -> None:
    text = 'colours:\n  light:\n    accent: "#777777"\n    watch: "#8a0036"\n  dark:\n    accent: "#ffffff"\n'
    _, told = read(text, tmp_path)
    assert told[0] == (
        "playbook.yaml:3:13 warning branding.colours.light: accent on paper has a contrast of 4.47:1, and needs 4.5:1"
    )
    assert any("playbook.yaml:4:12" in line and "watch and risk differ by" in line for line in told)
    assert not any("dark" in line for line in told)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("colour: red", "unknown field"),
        ("colours: {accent: '#777777'}", "unknown field"),
        ("colours: {light: {accent: red}}", "no colour"),
        ("colours: {light: {accent: '#fff'}}", "no colour"),
        ("colours: {light: {accent: '#1f4e79;} body{display:none'}}", "no colour"),
        ("fonts: {body: 'x; } body { display: none'}", "no list of fonts"),
        ("fonts: {body: 'url(https://example.org/x)'}", "no list of fonts"),
        ("fonts: {body: ''}", "no list of fonts"),
        ("fonts: {body: [a]}", "no list of fonts"),
        ("marking: [a]", "short text"),
        (f"footer: {'x' * 10_000}", "short text"),
        ("logo: ../outside.svg", "out of the workspace"),
        ("logo: /etc/passwd", "out of the workspace"),
        ("logo: ''", "out of the workspace"),
        ("logo: nowhere.svg", "cannot be opened"),
        ("logo: .", "out of the workspace"),
        ("[a]", "expected fields"),
        ("text", "expected fields"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place(text: str, says: str, tmp_path: Path) -> None:
    branding, told = read(text, tmp_path)
    assert [line for line in told if says in line and "playbook.yaml:1:" in line], told
    assert branding.style == ""  # type: ignore[attr-defined]


def test_a_link_cannot_lead_a_logo_out(tmp_path: Path) -> None:
    (tmp_path / "outside.svg").write_bytes(svg(""))
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "logo.svg").symlink_to("../outside.svg")
    assert "out of the workspace" in read("logo: logo.svg", tmp_path / "w")[1][0]


def test_nothing_but_the_picture_of_a_png_is_kept() -> None:
    remark = chunk(b"tEXt", b"Author\0velvet-crowbar")
    assert picture(png(2, remark) + b"velvet-crowbar") == png()


@pytest.mark.parametrize(
    "data",
    [
        png()[:-9],
        png().replace(b"IDAT", b"IDAX"),
        png(5_000),
        b"\x89PNG\r\n\x1a\n",
        b"",
        b"GIF89a",
        b"<html/>",
        b"\0" * 9,
    ],
)
def test_a_picture_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(LogoFault):
        logo_address(data)


def test_a_large_picture_is_refused() -> None:
    with pytest.raises(LogoFault, match="24 KB"):
        logo_address(png(2, chunk(b"tEXt", b"x" * MAX_LOGO_BYTES)))


@pytest.mark.parametrize(
    "data",
    [
        svg("<script>alert(1)</script>"),
        svg("<path d='M0 0'/>", "onload='alert(1)'"),
        svg("<path ONCLICK='x' d='M0 0'/>"),
        svg("<image href='https://example.org/x.png'/>"),
        svg("<use href='https://example.org/x.svg#a'/>"),
        svg("<use xmlns:x='http://www.w3.org/1999/xlink' x:href='data:image/svg+xml,a'/>"),
        svg("<a href='javascript:alert(1)'><path d='M0 0'/></a>"),
        svg("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>"),
        svg("<style>@import 'https://example.org'</style>"),
        svg("<path fill='url(https://example.org/x)'/>"),
        svg("<path style='fill: u\\72l(https://example.org/x)'/>"),
        svg("<animate attributeName='href' to='x'/>"),
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg("&a;"),
        b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + svg("&a;"),
        b"<?xml-stylesheet href='https://example.org'?>" + svg(""),
        svg("<g>" * 70 + "</g>" * 70),
        svg("<g/>" * 2_001),
        svg("<g>"),
    ],
)
def test_an_svg_that_could_run_load_or_link_is_refused(data: bytes) -> None:
    with pytest.raises(LogoFault) as caught:
        logo_address(data)
    assert "example.org" not in str(caught.value)


def test_what_a_drawing_program_left_is_dropped() -> None:
    left = (
        "<!-- /home/velvet-crowbar --><metadata>velvet-crowbar</metadata>"
        "<i:view xmlns:i='http://www.inkscape.org/' i:path='velvet-crowbar'>velvet-crowbar</i:view>"
        "<g xmlns:i='http://www.inkscape.org/' i:label='velvet-crowbar' fill='url(#a)'><path d='M0 0h8'/></g>"
    )
    kept = picture(svg(left)).decode()
    assert "velvet" not in kept
    assert 'd="M0 0h8"' in kept
    assert 'fill="url(#a)"' in kept
    assert picture(kept.encode()).decode() == kept


NASTY = ['"><script>alert(1)</script>', "it's {{ 7 * 7 }}", "\\", "‏اسم", "👩‍👩‍👧", "x" * 300, "</style>", "a  b"]


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("theme", ["default", "ledger"])
def test_texts_are_shown_as_they_are(nasty: str, theme: str, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(svg(""))
    quoted = "'" + nasty.replace("'", "''") + "'"
    branding, told = read(
        "logo: logo.svg\n" + "".join(f"{k}: {quoted}\n" for k in ("name", "footer", "marking")), tmp_path
    )
    assert told == []
    text = draw(page(""), *([theme] if theme != "default" else []), branding=branding)  # type: ignore[arg-type]
    assert "<script>" not in text
    shown = " ".join(nasty.split())
    for plain, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;")):
        shown = shown.replace(plain, written)
    assert text.count(f"<bdi>{shown}</bdi>") == 3
    assert f'alt="{shown}"' in text


def test_colours_and_fonts_follow_the_theme(tmp_path: Path) -> None:
    text = 'colours: {light: {accent: "#7A1F3D", risk: "#8a0038"}, dark: {accent: "#f2a7bd"}}\n'
    text += 'fonts: {body: "Calibri, Open Sans"}\n'
    branding, told = read(text, tmp_path)
    assert told == []
    assert branding.style.splitlines() == [  # type: ignore[attr-defined]
        ':root { --body: "Calibri", "Open Sans", sans-serif; }',
        "@media screen { :root { --accent: #7a1f3d; --risk: #8a0038; } }",
        "@media screen and (prefers-color-scheme: dark) { :root { --accent: #f2a7bd; } }",
        "@media print { :root { --risk: #8a0038; } }",
    ]
    assert branding.style in draw(page(""), branding=branding)  # type: ignore
