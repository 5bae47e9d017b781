"""Puts finished pages together on one: headings a step lower, ids of their own, links that stay inside.

Works on the finished text, so that a theme's own templates come along as they are.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup

from playbook_gen.pages import urls
from playbook_gen.pages.site import Frame, Page
from playbook_gen.pages.whole import Part, WholePage, parted, whole_page
from playbook_gen.rendering.theme import MAX_PAGE, Renderer
from playbook_gen.rendering.words import say

_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
_BODY = re.compile(r"<body\b[^>]*>(.*)</body>", re.DOTALL)
_STANDING = re.compile(r'<p class="standing">.*?</p>\s*', re.DOTALL)
_PLACES = re.compile(r'<nav class="places".*?</nav>\s*', re.DOTALL)
# Tags without anything to be moved are most of a page, and are passed over fast.
_TAG = re.compile(
    r"<(?!(?:path|rect|circle|g|text|td|p|li|span|b|bdi|dt|dd)(?: (?:class|d|cx|cy|r|x|y|width|height)=\"[^\"]*\")*/?>)"
    r"(?!/[^h])(/?)([A-Za-z][\w:-]*)((?:[^<>\"']+|\"[^\"]*\"|'[^']*')*)>"
)
_ATTRIBUTE = re.compile(r"(\s)(id|href|xlink:href|for|name|headers|aria-[a-z]+|[a-z-]+(?==\"url\())=\"([^\"]*)\"")
_NAMED = re.compile(r"\saria-label(?:ledby)?=\"[^\"]*\"")
_REFERENCES = frozenset(["for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"])
_LOWEST = 6
MAX_WHOLE = 8 * MAX_PAGE


def render_whole(
    renderer: Renderer, pages: Sequence[Page], frame: Frame, files: Mapping[str, bytes], *, alone: bool = False
) -> bytes:
    """Return the page that holds all others, as UTF-8.

    ``files`` are pages that are already drawn, by path; what is missing is drawn. ``alone`` as in `whole_page`.

    Raises:
        ThemeFault: a template is broken.

    """
    page = whole_page(pages, organisation=frame.organisation, alone=alone)
    view: WholePage = page.view
    own = {one.path: one for one in pages}
    inside = {}
    for part, one in zip(view.parts, _in_order(view, parted(pages)), strict=True):
        drawn = files.get(one.path) if one is own[one.path] else None
        text = (drawn or renderer.render(one, frame)).decode("utf-8")
        inside[part.anchor] = part_of(text, one.path, part, view.anchors)
    more: dict[str, Any] = {"inside": inside.__getitem__}
    if alone:
        more["link"] = lambda target: f"#{_inside(target, view.anchors)}"
    return renderer.render(page, frame, more, most=MAX_WHOLE)


def _in_order(view: WholePage, parts: Sequence[Page]) -> list[Page]:
    by_anchor = {urls.part(page.path): page for page in parts}
    return [by_anchor[part.anchor] for part in view.parts]


def _inside(target: str, anchors: Mapping[str, str]) -> str:
    """Return where a page of the site, or an anchor on it, stands in the whole; its beginning for any other."""
    path, _, anchor = target.partition("#")
    if path not in anchors:
        return "main"
    # A page that is left out has no anchors here, only the page that leads to it.
    shown = anchors[path]
    return urls.part(path, anchor) if shown == urls.part(path) else shown


def part_of(text: str, path: str, part: Part, anchors: Mapping[str, str]) -> Markup:
    """Return what a page says, as a part of the page that holds all of them.

    ``path`` is where the page stands in the site, ``anchors`` where each page of the site stands in the whole. What
    is said of every page (the standing note) is left to the page around it.
    """
    found = _MAIN.search(text) or _BODY.search(text)
    inner = _PLACES.sub("", _STANDING.sub("", found[1] if found else text, count=1), count=1)
    mover = _Mover(path, part, anchors)
    return Markup(_TAG.sub(mover.tag, inner).strip())  # noqa: S704 - escaped when the page was drawn


class _Mover:
    """Rewrites the tags of one page for their new place."""

    def __init__(self, path: str, part: Part, anchors: Mapping[str, str]) -> None:
        self.folder = posixpath.dirname(path)
        self.path = path
        self.part = part
        self.anchors = anchors

    def tag(self, found: re.Match[str]) -> str:
        closing, name, rest = found.groups()
        if len(name) == 2 and name[0] in "hH" and name[1].isdigit():
            name = f"h{min(int(name[1]) + 1, _LOWEST)}"
        if '="' not in rest:
            return f"<{closing}{name}{rest}>"
        region = 'tabindex="0"' in rest
        if name == "section" and not region:
            # Each page's sections are landmarks; those of all pages together would be a list that leads nowhere.
            rest = _NAMED.sub("", rest)
        moved = _ATTRIBUTE.sub(lambda one: self._attribute(one, name, region=region), rest)
        return f"<{closing}{name}{moved}>"

    def _attribute(self, found: re.Match[str], tag: str, *, region: bool) -> str:
        space, name, value = found.groups()
        if name == "id" or (name == "name" and tag == "input"):
            value = self._own(value)
        elif name in _REFERENCES:
            value = " ".join(map(self._own, value.split()))
        elif name in ("href", "xlink:href"):
            value = self._link(value)
        elif value.startswith("url(#"):
            value = f"url(#{self._own(value[5:])}"
        elif name == "aria-label" and region:
            value = say("{page}: {region}", page=self.part.title, region=Markup(value))  # noqa: S704 - as it stood
        return f'{space}{name}="{value}"'

    def _own(self, name: str) -> str:
        return urls.inner(self.part.anchor, name)

    def _link(self, target: str) -> str:
        path, mark, anchor = target.partition("#")
        there = posixpath.normpath(posixpath.join(self.folder, unquote(path))) if path else self.path
        inside = there in self.anchors
        return f"#{_inside(f'{there}{mark}{anchor}', self.anchors)}" if inside else target
