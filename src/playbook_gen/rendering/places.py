"""The places on a long page that a reader may want to go to: its headings of the second step that have a name.

They are known once the page is written, so a page says `places` where their list is to stand, and gets a token first.
"""

from __future__ import annotations

import re

from markupsafe import Markup

TOKEN = Markup("<!--places-->")
FEWEST, MOST = 4, 60
"""Headings from where on a list of them helps, and up to where."""

_HEADING = re.compile(r'<h2 id="([^"<>]+)"[^<>]*>(.{1,2000}?)</h2>', re.DOTALL)
_LEVEL = re.compile(r'<span class="level\b.*?</span></span>', re.DOTALL)
"""What stands beside the words of a heading and is none of them."""


def outline(text: str) -> list[tuple[str, str]]:
    """Return the id and the words of each heading of a page, in order; nothing where there are few or too many."""
    if not FEWEST <= text.count('<h2 id="') <= MOST:
        return []
    # What was escaped on the page is escaped again where it is listed.
    found = [(name, Markup(_LEVEL.sub("", words)).striptags()) for name, words in _HEADING.findall(text)]  # noqa: S704
    return found if len(found) >= FEWEST else []
