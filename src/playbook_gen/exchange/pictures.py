"""A finished map as PNG and as PDF, drawn by libraries that are imported only when a picture is asked for.

The same map gives the same bytes on every machine with the same version of the library, as long as the bundled
typefaces have all of its characters. For others the machine's own fonts stand in where they have them: then the
text that they draw differs from machine to machine, in shape, width and weight, and where no font has a character
an empty box stands in its place. `undrawable` tells which characters those are.
"""

from __future__ import annotations

import math
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

from playbook_gen.exchange import typefaces
from playbook_gen.language import spoken
from playbook_gen.maps.text import clean
from playbook_gen.outcomes import EnvironmentFault, UsageError

Paper = Literal["a4", "letter"]

MAX_PIXELS = 25_000_000
"""The most pixels of a PNG: 100 MB while it is drawn."""
MARGIN = 36.0
"""The margin of a page, in points."""

_SHEETS: dict[Paper, tuple[str, float, float]] = {"a4": ("a4", 595.0, 841.0), "letter": ("us-letter", 612.0, 792.0)}
# Readers of PDF are only bound to take in 32,767 bytes of one text, at two bytes a character.
_MAX_TOLD = 16_000

# What maps are made of. Nothing else is drawn: an image or a style sheet could reach for a file.
_ELEMENTS = frozenset(["svg", "title", "desc", "g", "rect", "path", "circle", "text"])
_TAG = re.compile(r"<([^\s/>]+)")
_SPACE = "{http://www.w3.org/2000/svg}"
_FAMILY = re.compile(r'\A(<svg\b[^>]*\sfont-family=")[^"]*')

# A group that is faint as a whole costs a layer of the size of the picture: 10 s for 400 ties.
_FAINT = re.compile(r'(<g\b[^>]*)\sopacity="([^"]*)"')

# Everything that comes from outside arrives as text in `sys.inputs` and is never read as markup.
_PAGE = b"""
#let given = sys.inputs
#set document(title: given.title, date: none)
#set page(paper: given.paper, flipped: given.flipped == "yes", margin: float(given.margin) * 1pt)
#set text(lang: given.language)
#align(center + horizon, image(
  bytes(given.picture), format: "svg", width: float(given.width) * 1pt, alt: given.told,
))
"""


@dataclass(frozen=True, kw_only=True)
class _Picture:
    """A map's SVG in the bundled typefaces, its size in points, what it tells, and what those fonts lack."""

    svg: str
    width: float
    height: float
    told: tuple[str, ...]
    lacking: tuple[str, ...]


def undrawable(svg: str) -> tuple[str, ...]:
    """Return the characters of a map's visible text that the bundled typefaces lack, in the order of Unicode.

    Characters that no font draws (joiners, variation selectors) do not count.
    """
    return _picture(svg).lacking


def as_png(svg: str, *, scale: float) -> bytes:
    """Return a map as PNG, ``scale`` pixels for each of its points.

    ``svg`` is the standalone form of a map that has people.

    Raises:
        UsageError: ``scale`` is not above 0, or the picture would have more than `MAX_PIXELS`.
        ValueError: ``svg`` is no such map.

    """
    import resvg_py

    picture = _picture(svg)
    _check_scale(picture, scale)
    with typefaces.folder() as folder:
        drawn = resvg_py.svg_to_bytes(
            svg_string=picture.svg,
            zoom=scale,
            skip_system_fonts=not picture.lacking,
            font_files=[str(folder / name) for name in typefaces.FILES],
        )
    return bytes(drawn)


def _check_scale(picture: _Picture, scale: float) -> None:
    most = math.floor(10 * math.sqrt(MAX_PIXELS / (math.ceil(picture.width) * math.ceil(picture.height)))) / 10
    if not 0 < scale <= most:
        raise UsageError(f"This map can be drawn at a scale above 0 and up to {most}; for more, take SVG or PDF.")


def as_pdf(svg: str, *, title: str, paper: Paper) -> bytes:
    """Return a map as a PDF of one page, in vectors, with text that can be searched and copied.

    The page lies on its side when the map is wider than high. The map is scaled down to fit inside the margins
    and never up: at full size its names stand at 13 points. The file is tagged, and the picture's alternative
    text is what the map tells. It declares PDF/UA-1 where it can: not where no font has a character, nor where one
    is made of several glyphs (an accent without a composed form, a vowel point, a joined emoji). It holds no
    date. ``svg`` is the standalone form of a map that has people.

    Raises:
        EnvironmentFault: typst is not installed.
        ValueError: ``svg`` is no such map.

    """
    try:
        import typst
    except ImportError:
        way_out = "Install it with: pip install 'playbook-gen[pdf]'"
        raise EnvironmentFault(f"A PDF needs the library typst, which is not installed. {way_out}") from None

    picture = _picture(svg)
    given = _given(picture, title, paper)
    with typefaces.folder() as folder:
        fonts = typst.Fonts(
            include_system_fonts=bool(picture.lacking), include_embedded_fonts=False, font_paths=[str(folder)]
        )
        # The page reads no file; its root is the folder of the fonts, whatever the working directory is.
        typesetter = typst.Compiler(root=str(folder), font_paths=fonts, sys_inputs=given)
        try:
            return cast("bytes", typesetter.compile(_PAGE, pdf_standards="ua-1", timestamp=0))
        except typst.TypstError:
            return cast("bytes", typesetter.compile(_PAGE, timestamp=0))


def _given(picture: _Picture, title: str, paper: Paper) -> dict[str, str]:
    name, short, long = _SHEETS[paper]
    flipped = picture.width > picture.height
    across, down = (long, short) if flipped else (short, long)
    scale = min(1.0, (across - 2 * MARGIN) / picture.width, (down - 2 * MARGIN) / picture.height)
    return {
        "picture": picture.svg,
        "title": clean(title) or picture.told[0],
        "told": _told(picture),
        # Readers of PDF choose a voice by it; which country is meant makes no difference there.
        "language": spoken().code.partition("-")[0],
        "paper": name,
        "flipped": "yes" if flipped else "no",
        "margin": str(MARGIN),
        "width": f"{scale * picture.width:.2f}",
    }


def _told(picture: _Picture) -> str:
    text = ". ".join(picture.told)
    return text if len(text) <= _MAX_TOLD else ". ".join(picture.told[:2])


def _picture(svg: str) -> _Picture:
    if "svg" not in (found := set(_TAG.findall(svg))) or found - _ELEMENTS:
        raise ValueError("this is not the standalone form of a map with people in it")
    root = ET.fromstring(svg)  # noqa: S314 - it has no DOCTYPE: `_ELEMENTS`
    told = (one.text for one in root.iter() if one.tag in {f"{_SPACE}title", f"{_SPACE}desc"})
    return _Picture(
        svg=_redrawn(svg),
        width=float(root.get("width", "")),
        height=float(root.get("height", "")),
        told=tuple(text for text in told if text),
        lacking=_lacking("".join(_shown(root))),
    )


def _redrawn(svg: str) -> str:
    """Return the same picture in the bundled typefaces and without what the libraries draw badly."""
    named = _FAMILY.sub(rf"\g<1>{typefaces.FAMILY}", svg)
    return _FAINT.sub(r'\g<1> fill-opacity="\2" stroke-opacity="\2"', named)


def _shown(root: ET.Element) -> Iterator[str]:
    for text in root.iter(f"{_SPACE}text"):
        yield text.text or ""
        yield from (tooltip.tail or "" for tooltip in text)


def _lacking(text: str) -> tuple[str, ...]:
    known = typefaces.characters()
    return tuple(sorted(char for char in set(text) if ord(char) not in known and not _unseen(char)))


def _unseen(char: str) -> bool:
    selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return selector or char.isspace() or unicodedata.category(char) == "Cf"
