"""Guidance text to HTML: no raw HTML, no scheme outside a short list, no picture from elsewhere."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup

_SCHEMES = ("https:", "http:", "mailto:", "tel:", "#", "/", "./", "../")


def _allowed(url: str) -> bool:
    """Let through the schemes on the list, and relative links, which have no colon before their first slash."""
    plain = url.strip().lower()
    return plain.startswith(_SCHEMES) or ":" not in plain.split("/", 1)[0]


@cache
def _renderer() -> MarkdownIt:
    renderer = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    renderer.validateLink = _allowed  # type: ignore[method-assign]
    return renderer.disable("image")


@cache
def to_html(text: str) -> Markup:
    """Return guidance as HTML; the same text is rendered once however many pages and companies use it."""
    return Markup(_renderer().render(text))  # noqa: S704 - raw HTML is off, so what comes out is the renderer's own
