"""Everything of one site on one page: for paper, for mail, and for hosts that take no folders."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from playbook_gen.language import say, several
from playbook_gen.pages import urls
from playbook_gen.pages.brief import BriefPage
from playbook_gen.pages.plan import PlanPage
from playbook_gen.pages.site import Page
from playbook_gen.pages.words import sentence

MOST_PEOPLE = 60
"""Pages of single people that one page takes in; each has a map, and more would bury the rest."""
_HOMES = {"people": urls.MAP}
"""Folders whose pages are reached from a page outside them."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One page of the site as a part of the whole."""

    anchor: str
    template: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the contents, with those that belong below it."""

    part: Part
    below: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class WholePage:
    """A cover, the contents, and every page in the order of the site."""

    heading: str
    contents: tuple[Entry, ...]
    left_out: str | None
    """What stands on the site alone, in a sentence."""
    alone: bool
    """Whether no site stands around it: its menu then leads to its own parts."""
    anchors: Mapping[str, str]
    """Path of a page → where it stands here; of one that is left out, where the page stands that leads to it."""

    @property
    def parts(self) -> Iterator[Part]:
        """All parts in their order."""
        for entry in self.contents:
            yield entry.part
            yield from entry.below


def parted(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return the pages of a site that the whole is made of, each without what another of them draws."""
    people = [page for page in pages if page.template == "person"]
    left_out = {id(page) for page in people} if len(people) > MOST_PEOPLE else set()
    left_out |= {id(page) for page in pages if page.template == "record"}
    return tuple(_once(page) for page in pages if page.path != urls.NOT_FOUND and id(page) not in left_out)


def whole_page(pages: Sequence[Page], *, organisation: str, alone: bool = False) -> Page:
    """Return the page that holds the given ones; `alone` makes it a file without a site around it."""
    parts = parted(pages)
    known = {page.path for page in parts}
    missing = [page for page in pages if page.path not in known and page.path != urls.NOT_FOUND]
    view = WholePage(
        heading=say("The whole playbook of {company}", company=organisation),
        contents=tuple(_entries(parts)),
        left_out=_left_out(missing),
        alone=alone,
        anchors=MappingProxyType({page.path: urls.part(_shown(page.path, known)) for page in pages}),
    )
    return Page(path=urls.PRINT, template="whole", title=say("The whole playbook"), view=view)


def _left_out(pages: Sequence[Page]) -> str | None:
    """Return what the site has beyond these: maps of people when they are many, and what the files hold of each."""
    counts = Counter(page.template for page in pages)
    said = []
    if counts["person"]:
        said.append(
            several(
                "Left out: the maps of {number} single person; the table of ties has all of them",
                "Left out: the maps of {number} single people; the table of ties has all of them",
                counts["person"],
            )
        )
    if counts["record"]:
        said.append(
            several(
                "Left out: the page of {number} record; the list of records tells where each stands",
                "Left out: the pages of {number} records; the list of records tells where each stands",
                counts["record"],
            )
        )
    return " ".join(map(sentence, said)) or None


def _once(page: Page) -> Page:
    """Return a page without the map that the page of maps draws too, and without files to take along from a site."""
    if isinstance(page.view, BriefPage):
        return replace(page, view=replace(page.view, peers=None))
    if isinstance(page.view, PlanPage):
        return replace(page, view=replace(page.view, alone=True))
    return page


def _entries(parts: Sequence[Page]) -> Iterator[Entry]:
    known = {page.path for page in parts}
    for page in parts:
        if _home(page.path, known) == page.path:
            below = [other for other in parts if other is not page and _home(other.path, known) == page.path]
            yield Entry(part=_part(page), below=tuple(map(_part, below)))


def _part(page: Page) -> Part:
    return Part(anchor=urls.part(page.path), template=page.template, title=page.title)


def _home(path: str, known: set[str]) -> str:
    """Return the page below which the contents name a page; itself where there is none."""
    folder = posixpath.dirname(path)
    home = _HOMES.get(folder, f"{folder}/index.html")
    return home if folder and home in known else path


def _shown(path: str, known: set[str]) -> str:
    return path if path in known else _home(path, known) if _home(path, known) in known else urls.BRIEF
