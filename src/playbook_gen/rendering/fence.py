"""Does a page that a theme made still keep its reader's browser at home?

The content-security policy forbids every request but for scripts beside the page; it has to stand first, and three
things are not its business: a page that sends its reader elsewhere by itself, links in the head that browsers follow
ahead of time, and whose script it is that stands beside the page.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markupsafe import escape

_BEGINS = r"\s*<!DOCTYPE html>\s*<html\b[^<>]*>\s*<head>\s*(?:<meta charset=\"utf-8\">\s*)?"
_TAG = re.compile(r"<(meta|link|base)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>?", re.IGNORECASE)
_SCRIPT = re.compile(r"<(?:\w+:)?script\b", re.IGNORECASE)
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")


class Breach(NamedTuple):
    """What is missing or too much in a page, and the words in a template that such a fault hangs on."""

    message: str
    words: str


def broken_fence(text: str, policy: str, script: str, marking: str | None) -> Breach | None:
    """Return what is missing or too much in a page, or None where it is safe to open.

    ``script`` is the link to the one script that a page may load, ``marking`` what a page of this edition has to say.
    """
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
    first = re.compile(_BEGINS + re.escape(meta), re.IGNORECASE).match(text)
    if not first:
        return Breach("the page does not begin with its content-security policy", "<head")
    for kind, rest in _TAG.findall(text[first.end() :]):
        bare = _VALUE.sub("", rest).lower()
        if kind.lower() == "base" or (kind.lower() == "meta" and "http-equiv" in bare):
            return Breach("the page sends its reader elsewhere", f"<{kind}")
        if kind.lower() == "link" and 'href="data:' not in rest:
            return Breach("the page links to a file, which browsers may fetch", "<link")
    if _SCRIPT.search(text.replace(script_tag(script), "", 1)):
        return Breach("the page brings a script of its own", "<script")
    if marking and str(escape(marking)) not in text:
        return Breach("the page does not say for whom its edition is", "block marking")
    return None


def script_tag(script: str) -> str:
    """Return the element that loads the one script of a site."""
    return f'<script src="{escape(script)}" defer></script>'
