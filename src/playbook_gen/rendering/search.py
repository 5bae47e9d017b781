"""What a reader may search: the text of finished pages, cut into sections, as a script that works from a folder.

It is made of pages as they will be read, so it cannot hold what an edition does not show. Case and accents are folded
by the reader's script alone, which looks through the text itself (docs/decisions/0013-scripts.md).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from playbook_gen.pages import urls
from playbook_gen.pages.site import Page
from playbook_gen.rendering.scripts import worded

_MAIN = re.compile(r"<main\b[^>]*>(.*?)</main\s*>", re.DOTALL | re.IGNORECASE)
_UNSAID = frozenset(["svg", "style", "script", "fieldset", "nav"])
"""Drawings, whose words the page has as text too, switches, and the list of the places on a page."""
_FIRST = re.compile(r"</h1\s*>", re.IGNORECASE)
# No piece reaches beyond the next "<", so that no page takes long.
_PIECE = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\"[^\"<]*\"|'[^'<]*'|[^'\"<>])*)>|[^<]+|<", re.IGNORECASE)
_ID = re.compile(r"\sid=\"([^\"]+)\"", re.IGNORECASE)
_BLOCK = re.compile(r"\sclass=\"(?:note|step)\"")
"""Classes of spans that the style sheet sets on lines of their own."""
_GUIDE = re.compile(r"\sclass=\"guide\"")
_HEADINGS = frozenset(["h2", "h3", "h4"])
_IN_A_LINE = frozenset(["a", "abbr", "b", "bdi", "bdo", "code", "em", "i", "mark", "small", "span", "strong"])
"""Elements that part no words; all others end a line."""


class Indexed(NamedTuple):
    """One finished page as the index takes it."""

    path: str
    name: str
    heading: str
    html: bytes


@dataclass
class _Section:
    """What stands between one heading and the next."""

    anchor: str = ""
    heading: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def beside(script: str, pages: Sequence[Page], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the scripts of a site by path: the theme's own, and the index of its pages as they are in ``files``."""
    found = (
        Indexed(page.path, page.name, page.view.heading, files[page.path])
        for page in pages
        if page.path != urls.NOT_FOUND
    )
    return {urls.SCRIPT: worded(script).encode(), urls.SEARCH: search_index(found)} if script else {}


def search_index(pages: Iterable[Indexed]) -> bytes:
    """Return a site's index as a classic script: all lines of text, and pages with path, name, heading and sections.

    A section is an anchor, a heading and the numbers of its lines, since many lines stand on several pages; the first
    section of a page has neither anchor nor heading. Pages come in the order in which equal hits are shown.
    """
    numbers: dict[str, int] = {}
    entries = [(p.path, p.name, p.heading, list(_told(p.html.decode(), numbers))) for p in pages]
    held = json.dumps([list(numbers), entries], ensure_ascii=False, separators=(",", ":"))
    # Older browsers end a line of script at these two.
    held = held.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"var playbookText={held};\n".encode()


def _told(html: str, numbers: dict[str, int]) -> Iterator[tuple[str, str, list[int]]]:
    """Yield the sections that say anything; ``numbers`` takes lines that it does not know."""
    for section in _sections(html):
        heading, lines = " ".join(_lines(section.heading)), _lines(section.text)
        if heading or lines:
            yield section.anchor, heading, [numbers.setdefault(line, len(numbers)) for line in lines]


def _sections(html: str) -> list[_Section]:
    """Cut a page at its headings, and at boxes of guidance; each leads to its own anchor, else the nearest above."""
    found = [_Section()]
    part, anchor, boxed, unsaid = found[0].text, "", False, 0
    for piece in _PIECE.finditer(_below_title(html)):
        closing, tag, own = piece[1], (piece[2] or "").lower(), _ID.search(piece[3] or "")
        unsaid = max(0, unsaid + (-1 if closing else 1)) if tag in _UNSAID else unsaid
        if unsaid:
            continue
        if own:
            anchor = unescape(own[1])
            # The anchor of a box stands below its summary, so that following a link opens the box.
            if boxed and not found[-1].text:
                found[-1].anchor = anchor
        if tag == "details":
            boxed = not closing and bool(_GUIDE.search(piece[3]))
        if tag in _HEADINGS or (tag == "summary" and boxed):
            found += () if closing else [_Section(anchor)]
            part = found[-1].text if closing else found[-1].heading
        elif tag not in _IN_A_LINE or _BLOCK.search(piece[3] or ""):
            part.append("\n" if tag else unescape(piece[0]))
    return found


def _below_title(html: str) -> str:
    """Return what a page says below its first heading."""
    main = _MAIN.search(html)
    inner = main[1] if main else ""
    first = _FIRST.search(inner)
    return inner[first.end() :] if first else inner


def _lines(parts: list[str]) -> list[str]:
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return [line for line in lines if line]
