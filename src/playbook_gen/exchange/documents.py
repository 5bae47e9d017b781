"""Finished pages as a PDF: tagged, with bookmarks, page numbers and the marking on every sheet.

WeasyPrint sets the pages and is imported only for that. It takes no style sheet of a page into a drawing, so maps go
in as files of their own, and small drawings carry their look with them. Everything is set in the bundled typefaces;
for characters that they lack the machine's own fonts stand in, and then the file differs from machine to machine.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape, unescape
from typing import Any, Literal, cast

from playbook_gen.exchange import typefaces
from playbook_gen.maps.text import clean
from playbook_gen.outcomes import EnvironmentFault

Paper = Literal["a4", "letter"]

_FAMILY = "Playbook Sans"
_WAY_OUT = "Without it: open print.html of the site, or the file of --format single-file, and print it to a file there."
_INLINE = re.compile(r'<svg\b[^>]*\bclass="map .*?</svg>', re.DOTALL)
_NAME = re.compile(r'\baria-label="([^"]*)"|<title\b[^>]*>(.*?)</title>', re.DOTALL)
_FONT = re.compile(r'\bfont-family="[^"]*"')
_SIZE = re.compile(r"\A<svg\b[^>]*?>")
_MARK = re.compile(r'<svg class="mark mark-([a-z-]+)"[^>]*>')
_ELSEWHERE = re.compile(r' href="(?!#|https?:|data:)[^"]*"')
_FIGURE = re.compile(r'<svg\b[^>]*\bclass="(?:bars|dumbbell|year)"[^>]*>')
_INK = {
    "failing": "#8a0038",
    "at-risk": "#8a0038",
    "watch": "#8a6100",
    "clear": "#005ea8",
    "not-enough-evidence": "#59626b",
}
"""The ink of each level on paper, as in the style sheet of the default theme."""
_LOOK = """<style>.solid{fill:currentColor;stroke:none}.cut{stroke:#fff;stroke-width:1.7}
.dashed{stroke-dasharray:2.6 2.3}.dot{stroke-linecap:round}.bar-ground{fill:#e6eaee}.bar-1{fill:#28617a}
.bar-2{fill:#fff;stroke:#28617a;stroke-width:1.5}.bar-open{stroke:#555;stroke-width:1.5;stroke-dasharray:3 4}
.scale{stroke:#777;stroke-width:1}.gap{stroke:#28617a;stroke-width:3}.ground{fill:#fff}
text{font:12px "Playbook Sans",sans-serif;fill:#000}</style>"""
_SIZES = (8.5, 8.0, 7.5, 7.1, 6.8)
"""Points of type that a brief may be set in, the largest first."""
_TYPE = "<style>html:has(> .page-brief) { font-size: %spt !important }</style>"
_SHEET = """
@font-face { font-family: "%(family)s"; src: url(font:Regular); }
@font-face { font-family: "%(family)s"; font-weight: 700; src: url(font:Bold); }
@page sheet { size: %(paper)s landscape; }
@page { size: %(paper)s; @bottom-right { font: 8pt "%(family)s", sans-serif; } }
@page { @bottom-left { content: string(company); font: 8pt "%(family)s", sans-serif; } }
@page brief { @bottom-left { content: none; } }
@page sheet { @bottom-left { content: none; } }
.company span::before { content: "· "; }
.company span { margin-inline-start: .3em; }
.company { string-set: company content(); }
@page { @top-left { font-family: "%(family)s", sans-serif; } }
:root { --body: "%(family)s", sans-serif; --display: "%(family)s", sans-serif; }
code { font-family: "%(family)s", sans-serif; }
h1, .part > h2 { font-weight: 700; }
.map-switch { display: none; }
.level { display: inline; }
.mark { vertical-align: -.15em; margin-right: .3em; }
.map-view, .years { display: block; }
.glossary, .part .actions { columns: auto; }
.part { bookmark-level: 1; bookmark-label: attr(data-title); bookmark-state: closed; }
.part.below { bookmark-level: 2; }
.part :is(h2, h3, h4, h5, h6) { bookmark-level: none; }
.part:not(.below) h3 { bookmark-level: 2; }
.part.below h3 { bookmark-level: 3; }
.contents { font-size: .92em; line-height: 1.35; }
.map-small { display: inline-block; width: 48%%; vertical-align: top; }
img.map { display: block; width: 100%%; max-width: 100%%; max-height: 195mm; object-fit: contain; }
.map-small img.map { max-height: 80mm; }
.years img.map { max-height: 105mm; }
.page-brief img.map { max-height: 95mm; }
.page-brief .map-small { display: none; }
.contents a::after { content: leader(". ") target-counter(attr(href url), page); color: #444; }
.part.page-brief { font-size: 7.7pt; }
.part.page-brief :is(.lead p, .questions li, .modes > li, .action dl, .matrix) { font-size: 7.4pt; }
.part.page-brief :is(.aside, .level, .said, .finding p, .action p) { font-size: 1em; }
.part.page-brief .matrix .level { font-size: 6.8pt; }
.part.page-brief .matrix .aside { font-size: 6.3pt; }
.page-brief .action dt, .page-brief .action dd { float: none; display: inline; margin: 0; }
.page-brief .action dt::after { content: " "; }
.page-brief .action dd::after { content: "\\a"; white-space: pre; }
"""


_ALONE = "".join(
    f"@page {name} {{ @bottom-left {{ content: none; }} @bottom-right {{ content: none; }} }}\n"
    for name in ("brief", "sheet", "author-brief", "leadership-brief")
)
"""One sheet needs neither number nor name at its foot."""


def as_document(page: str, *, paper: Paper, one_sheet: bool = False) -> bytes:
    """Return a finished page as PDF/UA-1; its headings become bookmarks.

    ``page`` is a page of the site whose maps `with_pictures` has replaced; with ``one_sheet`` its type is as large
    as one sheet allows, and no smaller than can be read. Nothing is fetched: neither by the page nor
    by what stands in it. The file holds no date, and the same page gives the same bytes.

    Raises:
        EnvironmentFault: WeasyPrint, or the system's library that it stands on, is not there.

    """
    weasyprint = _weasyprint()
    sheet = _SHEET % {"family": _FAMILY, "paper": "A4" if paper == "a4" else "letter"}
    text = page.replace("</head>", f"<style>{sheet}</style></head>", 1)
    if one_sheet:
        # The sheet goes out alone: what lies beside the page on a site is not there.
        text = _ELSEWHERE.sub("", text).replace("</head>", f"<style>{_ALONE}</style></head>", 1)
    text = _FIGURE.sub(rf"\g<0>{_LOOK}", _MARK.sub(_inked, text))
    mark = hashlib.sha256(text.encode()).digest()[:16]
    wanted = {"pdf_variant": "pdf/ua-1", "pdf_tags": True, "pdf_identifier": mark}
    options = {**weasyprint.DEFAULT_OPTIONS, **wanted}

    def sheets(style: str) -> Any:
        styled = text.replace("</head>", f"{style}</head>", 1)
        return weasyprint.HTML(string=styled, url_fetcher=_fetcher(weasyprint)).render(**options)

    document = _largest(sheets) if one_sheet else sheets("")
    return cast("bytes", document.write_pdf(**options))


def _largest(sheets: Callable[[str], Any]) -> Any:
    """Return the document in the largest type that takes one sheet; where none does, in the smallest."""
    sizes: Sequence[float] = _SIZES
    best = document = None
    while sizes:
        # Halves what is left to try: setting a page takes seconds.
        middle = len(sizes) // 2
        document = sheets(_TYPE % sizes[middle])
        fits = len(document.pages) == 1
        best = document if fits else best
        sizes = sizes[:middle] if fits else sizes[middle + 1 :]
    return best or document


def with_pictures(page: str, pictures: Mapping[str, str]) -> str:
    """Return a page with each of its maps as an image.

    ``pictures`` says for a map as it stands in the page which file shows the same; a map without one is left out.
    """
    return _INLINE.sub(lambda found: _image(found[0], pictures.get(found[0])), page)


def _image(inline: str, file: str | None) -> str:
    if not file:
        return ""
    name = _NAME.search(inline)
    told = unescape((name[1] or name[2]) if name else "")
    data = base64.b64encode(_FONT.sub(f'font-family="{_FAMILY}"', file).encode()).decode()
    return f'<img class="map" alt="{escape(clean(told))}" src="data:image/svg+xml;base64,{data}">'


def _inked(found: re.Match[str]) -> str:
    ink = _INK.get(found[1], "#000")
    opened = found[0].replace("<svg ", f'<svg style="color:{ink}" fill="none" stroke="{ink}" stroke-width="1.8" ', 1)
    return opened + _LOOK


def _weasyprint() -> Any:
    # It warns of every rule that it does not know, and pages carry rules for browsers.
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        import weasyprint
    except ImportError:
        way_out = "Install it with: pip install 'playbook-gen[pdf]'"
        raise EnvironmentFault(f"A PDF needs the library WeasyPrint. {way_out}. {_WAY_OUT}") from None
    except OSError:
        way_out = "On Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        raise EnvironmentFault(
            f"A PDF needs Pango, a library of the system that pip cannot install. {way_out}; on macOS: "
            f"brew install pango. {_WAY_OUT}"
        ) from None
    _say_words_whole(weasyprint)
    return weasyprint


class _Whole(str):
    """A text that is set as one piece: WeasyPrint 70 sets the words of a drawing letter by letter, from left to right.

    Arabic would come out in the wrong order and unjoined.
    """

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def _say_words_whole(weasyprint: Any) -> None:
    def text(node: Any) -> str | None:
        held = node._etree_node.text
        return _Whole(held) if held else held

    weasyprint.svg.Node.text = property(text)


def _fetcher(weasyprint: Any) -> Any:
    """Return what hands out the bundled fonts and pictures that stand in the page, and nothing else."""
    fonts = dict(_fonts())
    response = weasyprint.urls.URLFetcherResponse

    class Fetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in fonts:
                return response(url, fonts[url], {"Content-Type": "font/ttf"})
            return super().fetch(url, headers)

    return Fetcher(allowed_protocols=["data"], allow_redirects=False)


def _fonts() -> Iterator[tuple[str, bytes]]:
    with typefaces.folder() as folder:
        for name in typefaces.FILES:
            yield f"font:{name.removesuffix('.ttf').rpartition('-')[2]}", (folder / name).read_bytes()
