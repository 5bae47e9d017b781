"""`content/` to values: the guidance pages with their front matter, nearest folder first, parsed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from playbook_gen.bundled import folder
from playbook_gen.diagnostics import Code, Collector
from playbook_gen.language import SOURCE, spoken
from playbook_gen.reading.files import read_bytes
from playbook_gen.reading.nodes import Mapping as Tree
from playbook_gen.reading.nodes import Scalar, compose
from playbook_gen.reading.text import decode
from playbook_gen.source import Place

MAX_PAGE_BYTES = 1024 * 1024
"""The most bytes one guidance page may hold."""

_KEYS = {
    "check": (
        (
            "id",
            "title",
            "question",
            "severity",
            "horizon",
            "who",
            "effort",
            "remedy",
            "first_step",
            "done_when",
            "source",
        ),
        ("merges", "after", "mode", "remedy_if_begun", "first_step_if_begun"),
    ),
    "mode": (("id", "title", "line", "question", "source"), ()),
    "text": (("id", "title"), ()),
}


_WORDS = {
    "severity": ("low", "medium", "high", "critical"),
    "horizon": ("quick", "plan"),
    "effort": ("S", "M", "L"),
}
"""Fields that take certain words alone."""


@dataclass(frozen=True)
class Page:
    """One guidance page: its front matter, and its Markdown by section; the text before the first is under ``""``."""

    id: str
    facts: Mapping[str, str]
    sections: Mapping[str, str]
    file: str
    language: str | None = None
    """Its language, where that is not the language of the site: nobody translated the bundled page."""

    def __getitem__(self, key: str) -> str:
        return self.facts[key]

    @property
    def title(self) -> str:
        """The page's title."""
        return self.facts["title"]


@dataclass(frozen=True)
class Guidance:
    """All pages: checks and practices by their id, modes by name, and the texts that stand by themselves."""

    checks: Mapping[str, Page]
    modes: Mapping[str, Page]
    texts: Mapping[str, Page]


def read_guidance(roots: Sequence[Path], found: Collector) -> Guidance:
    """Read every page below the roots; a page in an earlier root replaces the one of the same path in a later.

    Only ``.md`` files count; hidden files, editor leavings and links that lead out of the root are passed over.
    """
    files: dict[str, Path] = {}
    for root in reversed(roots):
        files.update(_pages(root))
    pages = {name: _told(page, files[name]) for name in sorted(files) if (page := _read(files[name], name, found))}
    modes = {n.split("/")[1]: p for n, p in pages.items() if n.startswith("failure-modes/") and n.endswith("/index.md")}
    checks = {p.id: p for n, p in pages.items() if _kind(n) == "check"}
    texts = {p.id: p for n, p in pages.items() if _kind(n) == "text"}
    return Guidance(MappingProxyType(checks), MappingProxyType(modes), MappingProxyType(texts))


def _told(page: Page, path: Path) -> Page:
    """Return a page that says in which language it is, where it has to."""
    strange = spoken().code != SOURCE and path.is_relative_to(folder("content"))
    return replace(page, language=SOURCE) if strange else page


def _pages(root: Path) -> dict[str, Path]:
    if not root.is_dir():
        return {}
    inside = root.resolve()
    found = {}
    for path in sorted(root.rglob("*.md")):
        name = path.relative_to(root).as_posix()
        hidden = any(part.startswith((".", "~")) for part in name.split("/"))
        if not hidden and path.is_file() and path.resolve().is_relative_to(inside):
            found[name] = path
    return found


def _kind(name: str) -> str:
    if name.startswith("failure-modes/"):
        return "mode" if name.endswith("/index.md") else "check"
    return "check" if name.startswith("practices/") else "text"


def _read(path: Path, name: str, found: Collector) -> Page | None:
    file = f"content/{name}"
    mine = Collector()
    data = read_bytes(path, file, mine, limit=MAX_PAGE_BYTES)
    text = decode(data, file, mine) if data is not None else None
    page = _page(text, file, _kind(name), mine) if text is not None else None
    found.found += mine.found
    return page


def _page(text: str, file: str, kind: str, found: Collector) -> Page | None:
    tokens = MarkdownIt("js-default").use(front_matter_plugin).parse(text)
    if not tokens or tokens[0].type != "front_matter":
        found.error(Code.MISSING, Place(file, 1, 1), "the page has no front matter", hint="begin with --- and id: ...")
        return None
    tree = compose("\n" + tokens[0].content, file, found)
    if not isinstance(tree, Tree):
        return None
    facts = {key.text: value.text for key, value in tree.entries if isinstance(value, Scalar)}
    required, optional = _KEYS[kind]
    for key, _ in tree.entries:
        if key.text not in (*required, *optional):
            hint = f"allowed here: {', '.join((*required, *optional))}"
            found.error(Code.UNKNOWN_FIELD, key.place, f"unknown field {key.text}", hint=hint)
    for missing in (key for key in required if not facts.get(key)):
        found.error(Code.MISSING, tree.place, f"{missing} is missing", hint="every page of this kind needs it")
    for key, value in tree.entries:
        if (words := _WORDS.get(key.text)) and isinstance(value, Scalar) and value.text not in words:
            hint = f"one of {', '.join(words)}"
            found.error(Code.VALUE, value.place, f"{key.text} is not one of its words", hint=hint)
    if found.failed:
        return None
    lines = text.split("\n")
    first = (tokens[0].map or [0, 0])[1]
    return Page(facts["id"], MappingProxyType(facts), MappingProxyType(_sections(lines[first:])), file)


def _sections(lines: Sequence[str]) -> dict[str, str]:
    """Split a body at its second-level headings; fenced text is never taken for one."""
    body = "\n".join(lines)
    starts = [
        (token.map[0], lines[token.map[0]].lstrip("# ").strip())
        for token in MarkdownIt("js-default").parse(body)
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0 and token.map
    ]
    edges = [(-1, ""), *starts, (len(lines), "")]
    return {
        name: "\n".join(lines[line + 1 : edges[number + 1][0]]).strip()
        for number, (line, name) in enumerate(edges[:-1])
    }
