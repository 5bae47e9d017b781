"""Does a page that a theme made still keep its reader's browser at home?

The content-security policy forbids every request but for scripts beside the page; it has to stand first, and three
things are not its business: a page that sends its reader elsewhere by itself, links in the head that browsers follow
ahead of time, and whose script it is that stands beside the page.
"""

from __future__ import annotations

import re

from markupsafe import escape

_BEGINS = r"\s*<!DOCTYPE html>\s*<html\b[^<>]*>\s*<head>\s*(?:<meta charset=\"utf-8\">\s*)?"
_TAG = re.compile(r"<(meta|link|base)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>?", re.IGNORECASE)
_SCRIPT = re.compile(r"<(?:\w+:)?script\b", re.IGNORECASE)
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")


def broken_fence(text: str, policy: str, script: str) -> str | None:
    """Return what is missing or too much in a page, or None where it is safe to open.

    ``script`` is the link to the one script that a page may load.
    """
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
    first = re.compile(_BEGINS + re.escape(meta), re.IGNORECASE).match(text)
    if not first:
        return "the page does not begin with its content-security policy"
    for kind, rest in _TAG.findall(text[first.end() :]):
        bare = _VALUE.sub("", rest).lower()
        if kind.lower() == "base" or (kind.lower() == "meta" and "http-equiv" in bare):
            return "the page sends its reader elsewhere"
        if kind.lower() == "link" and 'href="data:' not in rest:
            return "the page links to a file in its head, which browsers may fetch"
    if _SCRIPT.search(text.replace(script_tag(script), "", 1)):
        return "the page brings a script of its own"
    return None


def script_tag(script: str) -> str:
    """Return the element that loads the one script of a site."""
    return f'<script src="{escape(script)}" defer></script>'
