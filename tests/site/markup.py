"""Reads pages as a strict parser would: every element is closed in its order, every reference is written out."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from itertools import pairwise

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
    }
)  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PHRASING_ONLY = frozenset({"p", "span", "b", "code", "a", "bdi", "caption", "dt", *_HEADINGS})
_CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "thead", "tbody", "tfoot"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    "html": {"head", "body"},
}
"""What may stand directly inside these; text that is more than space may not."""


@dataclass
class Element:
    """One element with what is inside it, in order."""

    tag: str
    attributes: dict[str, str]
    line: int
    parent: Element | None = field(default=None, repr=False)
    inside: list[Element | str] = field(default_factory=list, repr=False)

    def elements(self) -> Iterator[Element]:
        """This element and all below it, in document order."""
        yield self
        for child in self.children():
            yield from child.elements()

    def children(self) -> list[Element]:
        return [child for child in self.inside if isinstance(child, Element)]

    def find(self, *tags: str) -> list[Element]:
        return [element for element in self.elements() if element.tag in tags]

    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text() for child in self.inside)

    def words(self) -> str:
        return " ".join(self.text().split())

    def above(self) -> Iterator[Element]:
        found = self.parent
        while found is not None:
            yield found
            found = found.parent


class Reader(HTMLParser):
    """Builds the tree of one page and notes every fault instead of mending it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.root = Element("", {}, 0)
        self.open = [self.root]
        self.faults: list[str] = []
        self.doctype = ""
        self.feed(text)
        self.close()
        self.faults += [f"{element.line}: <{element.tag}> is not closed" for element in self.open[1:]]

    def _fault(self, text: str) -> None:
        self.faults.append(f"{self.getpos()[0]}: {text}")

    def handle_decl(self, decl: str) -> None:
        self.doctype = decl

    def handle_comment(self, data: str) -> None:
        self._fault("a comment")

    def handle_pi(self, data: str) -> None:
        self._fault("a processing instruction")

    def unknown_decl(self, data: str) -> None:
        self._fault("a marked section")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._start(tag, attrs)
        if tag not in VOID:
            self.open.append(self.open[-1].children()[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._start(tag, attrs)
        if tag not in VOID and not any(element.tag == "svg" for element in self.open):
            self._fault(f"<{tag}/> outside a drawing")

    def _start(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self._fault(f"<{tag}> has an attribute twice")
        parent = self.open[-1]
        allowed = _CHILDREN.get(parent.tag)
        if allowed and tag not in allowed:
            self._fault(f"<{tag}> directly in <{parent.tag}>")
        if tag in _BLOCKS and any(element.tag in _PHRASING_ONLY for element in self.open):
            self._fault(f"<{tag}> inside <{parent.tag}>, where only words may stand")
        if tag == "a" and any(element.tag == "a" for element in self.open):
            self._fault("<a> inside <a>")
        values = {name: value or "" for name, value in attrs}
        parent.inside.append(Element(tag, values, self.getpos()[0], parent))

    def handle_endtag(self, tag: str) -> None:
        if tag != self.open[-1].tag:
            self._fault(f"</{tag}> closes <{self.open[-1].tag}>")
        if any(element.tag == tag for element in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        inside = self.open[-1]
        if inside.tag not in ("style", "script"):
            for mark in "<&":
                if mark in data:
                    self._fault(f"a bare {mark}")
        if inside.tag in _CHILDREN and data.strip():
            self._fault(f"text directly in <{inside.tag}>")
        inside.inside.append(data)

    def handle_entityref(self, name: str) -> None:
        known = html.unescape(f"&{name};")
        if known == f"&{name};":
            self._fault(f"&{name}; is no character")
        self.open[-1].inside.append(known)

    def handle_charref(self, name: str) -> None:
        self.open[-1].inside.append(html.unescape(f"&#{name};"))


@dataclass(frozen=True)
class Page:
    """One page of a site, read."""

    path: str
    source: str
    root: Element
    faults: tuple[str, ...]
    doctype: str

    @classmethod
    def read(cls, path: str, data: bytes) -> Page:
        text = data.decode("utf-8")
        reader = Reader(text)
        return cls(path, text, reader.root, tuple(reader.faults), reader.doctype)

    def find(self, *tags: str) -> list[Element]:
        return self.root.find(*tags)

    @cached_property
    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.root.elements() if "id" in element.attributes]

    @property
    def body(self) -> Element:
        return self.find("body")[0]

    @property
    def title(self) -> str:
        return next(
            element.words() for element in self.find("title") if element.parent and element.parent.tag == "head"
        )


def level(element: Element) -> int:
    """The level of a heading, 0 for what is none."""
    return _HEADINGS.index(element.tag) + 1 if element.tag in _HEADINGS else 0


def bare_headings(page: Page) -> list[str]:
    """Headings with nothing below them before the next heading of their level or a higher one."""
    told: list[tuple[Element, list[str]]] = []
    for element in page.find("main")[0].elements():
        if level(element):
            told.append((element, []))
        elif told and not any(level(above) for above in element.above()):
            said = "".join(child for child in element.inside if isinstance(child, str)).strip()
            told[-1][1].append(said or (element.tag if element.tag in ("svg", "img") else ""))
    found = []
    for (one, words), (following, _) in pairwise([*told, (Element("h1", {}, 0), [])]):
        if not any(words) and level(following) <= level(one):
            found.append(f"{page.path}:{one.line}: nothing under {one.words()!r}")
    return found


def empty(page: Page) -> list[str]:
    """Boxes, lists, headings and the like that hold neither a word nor a drawing."""
    tags = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "dl", "li", "dt", "dd", "table", "tbody", "caption",
            "th", "div", "section", "article", "summary", "details", "a", "b", "nav")  # fmt: skip
    return [
        f"{page.path}:{element.line}: <{element.tag}> is empty"
        for element in page.find(*tags)
        if not element.words() and not element.find("svg", "img")
    ]
