"""Guidance text to HTML: no raw HTML, no scheme outside a short list, no picture from elsewhere."""

from __future__ import annotations

from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from playbook_gen.language import say

_SCHEMES = ("https:", "http:", "mailto:", "tel:", "#", "/", "./", "../")


def _allowed(url: str) -> bool:
    """Let through the schemes on the list, and relative links, which have no colon before their first slash."""
    plain = url.strip().lower()
    return plain.startswith(_SCHEMES) or ":" not in plain.split("/", 1)[0]


@cache
def _renderer() -> MarkdownIt:
    renderer = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    renderer.validateLink = _allowed  # type: ignore[method-assign]
    renderer.add_render_rule("table_open", _table_open)
    renderer.add_render_rule("table_close", _table_close)
    return renderer.disable("image")


def _table_open(_renderer: Any, _tokens: Any, _index: Any, _options: Any, env: Any) -> str:
    return f'<section class="scroll" tabindex="0" aria-label="{escape(env["table"])}">\n<table>\n'


def _table_close(*_: object) -> str:
    return "</table>\n</section>\n"


def to_html(text: str) -> Markup:
    """Return guidance as HTML; the same text is rendered once however many pages and companies use it."""
    return _in_html(text, say("Table"))


@cache
def _in_html(text: str, table: str) -> Markup:
    """Return HTML in which ``table`` is the name of each table's region."""
    html = _renderer().render(text, {"table": table})
    return Markup(html)  # noqa: S704 - raw HTML is off, so what comes out is the renderer's own
