"""The frame around every page, and the list of all pages of one edition."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from playbook_gen import __version__
from playbook_gen.diagnosis.diagnose import Diagnosis
from playbook_gen.guidance import Guidance
from playbook_gen.language import marked, say, spoken
from playbook_gen.model.record import Edition
from playbook_gen.pages import urls
from playbook_gen.pages.alliance import alliance_page, alliances_page
from playbook_gen.pages.atlas import Atlas
from playbook_gen.pages.brief import brief_page
from playbook_gen.pages.changes import changes_page
from playbook_gen.pages.held import Held, Key
from playbook_gen.pages.map import map_page
from playbook_gen.pages.method import glossary_page, method_page, not_found_page
from playbook_gen.pages.mode import mode_page, modes_page, practices_page
from playbook_gen.pages.money import money_page
from playbook_gen.pages.partner import partner_page, partner_pages, partners_page
from playbook_gen.pages.person import person_page, with_pages
from playbook_gen.pages.plan import plan_page
from playbook_gen.pages.records import record_page, records_page
from playbook_gen.pages.roll import Roll
from playbook_gen.pages.since import Since
from playbook_gen.pages.strategy import strategy_page
from playbook_gen.pages.verdicts import Views
from playbook_gen.pages.words import day, marking
from playbook_gen.pages.workshop import workshop_page

MENU = (
    (marked("Brief"), urls.BRIEF),
    (marked("Alliances"), urls.ALLIANCES),
    (marked("Partners"), urls.PARTNERS),
    (marked("Map"), urls.MAP),
    (marked("Plan"), urls.PLAN),
    (marked("Method"), urls.METHOD),
)


def _menu() -> tuple[tuple[str, str], ...]:
    return tuple((say(word), to) for word, to in MENU)


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What stands around every page of one site."""

    organisation: str
    cycle: str | None
    """The planning cycle, where the file says which."""
    as_of: str | None
    """The day in words, where the file gives one."""
    day: date | None = None
    edition: str
    marking: str | None
    """What stands on every page and sheet of an edition that is not for everyone."""
    standing_note: str | None
    version: str
    digest: str
    title: str
    """What this site calls itself beside the company's name."""
    base_url: str | None
    """Where the site will be, with a slash at its end, if that is known."""
    menu: tuple[tuple[str, str], ...] = field(default_factory=_menu)
    since: str | None = None
    """The cycle before, where there is one and a page says what changed since."""
    records: bool = False
    """Whether this edition has a page for each record of the files."""
    language: str = field(default_factory=lambda: spoken().code)
    """The language of the pages, as a browser wants it said."""
    direction: str = field(default_factory=lambda: spoken().direction)
    """Which way its lines run: ltr or rtl."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page: where it is, which template shows it, and what it says."""

    path: str
    template: str
    title: str
    """What a tab or a list of hits shows: the heading, with the name where that lacks it."""
    view: Any
    name: str = ""
    """What it is about or is called, in a word or two."""
    section: str | None = None
    """The page of the menu to which it belongs."""
    record: str | None = None
    """The page of the record that it is about, in an edition that has these."""


def frame(
    diagnosis: Diagnosis,
    *,
    title: str | None = None,
    base_url: str | None = None,
    since: str | None = None,
    slug: str | None = None,
) -> Frame:
    """Return the frame of a site; a file named after the organisation, its ``slug``, does not name a cycle."""
    organisation = diagnosis.organisation
    note = organisation.standing_note
    return Frame(
        organisation=organisation.name,
        cycle=diagnosis.cycle if diagnosis.cycle != slug else None,
        as_of=day(diagnosis.as_of) if diagnosis.as_of else None,
        day=diagnosis.as_of,
        edition=diagnosis.edition.word,
        marking=marking(diagnosis.edition),
        standing_note=note if isinstance(note, str) else None,
        version=__version__,
        title=title or say("Alliance playbook"),
        base_url=f"{base_url.rstrip('/')}/" if base_url else None,
        digest=hashlib.sha256(repr(organisation).encode()).hexdigest(),
        since=since,
        records=diagnosis.edition is Edition.AUTHOR,
    )


def pages(
    diagnosis: Diagnosis, guidance: Guidance, atlas: Atlas | None = None, *, earlier: Sequence[Diagnosis] = ()
) -> Iterator[Page]:
    """Yield every page of the site, the brief first; without an atlas, maps know of no cycle before.

    ``earlier`` are the cycles before, oldest first, judged for the same edition.
    """
    views = Views(diagnosis, guidance)
    held = Held(diagnosis.organisation, views.names) if diagnosis.edition is Edition.AUTHOR else None
    about: dict[Key, list[Page]] = defaultdict(list)
    for page in _pages(views, atlas, earlier):
        key = _subject(page.path, held) if held else None
        if key:
            about[key].append(page)
        yield replace(page, record=urls.record(*key)) if key else page
    if held:
        yield _page(urls.RECORDS, "records", records_page(held))
        for key in held.records:
            shown = tuple((page.title, page.path) for page in about[key])
            yield _page(urls.record(*key), "record", record_page(key, held, shown))
    yield _page(urls.NOT_FOUND, "404", not_found_page(views))


_SUBJECTS = {"alliances": ("alliances",), "partners": ("functions", "people"), "people": ("people",)}
"""Folders of the site, and the lists of the organisation whose records have pages there."""


def _subject(path: str, held: Held) -> Key | None:
    """Return the record that a page is about."""
    folder, _, file = path.rpartition("/")
    keys = ((kind, file.removesuffix(".html")) for kind in _SUBJECTS.get(folder, ()))
    return next((key for key in keys if key in held.records), None)


def _pages(views: Views, atlas: Atlas | None, earlier: Sequence[Diagnosis]) -> Iterator[Page]:
    """Yield the pages that every edition has."""
    diagnosis = views.diagnosis
    atlas = atlas or Atlas(rolls=((diagnosis.cycle, Roll(diagnosis.situation)),))
    drawn = map_page(views, atlas)
    since = Since(earlier, views) if earlier else None
    yield _page(urls.BRIEF, "brief", brief_page(views, drawn.peers, since))
    yield _page(urls.ALLIANCES, "alliances", alliances_page(views))
    for verdict in diagnosis.alliances:
        yield _page(urls.alliance(verdict.alliance.id), "alliance", alliance_page(verdict, views, since))
    yield _page(urls.PARTNERS, "partners", partners_page(views))
    for partner in partner_pages(views):
        yield _page(urls.partner(partner.id), "partner", partner_page(partner, views, atlas))
    yield _page(urls.MAP, "map", drawn)
    for person in with_pages(atlas.roll):
        yield _page(urls.person(person.id), "person", person_page(person, views, atlas))
    yield _page(urls.MODES, "modes", modes_page(views))
    for mode in diagnosis.modes:
        yield _page(urls.mode(mode.mode), "mode", mode_page(mode, views))
    yield _page(urls.PRACTICES, "practices", practices_page(views))
    yield _page(urls.STRATEGY, "strategy", strategy_page(views))
    yield _page(urls.MONEY, "money", money_page(views))
    yield _page(urls.PLAN, "plan", plan_page(views))
    if since:
        yield _page(urls.CHANGES, "changes", changes_page(since))
    yield _page(urls.WORKSHOP, "workshop", workshop_page(views))
    yield _page(urls.METHOD, "method", method_page(views))
    yield _page(urls.GLOSSARY, "glossary", glossary_page(views))


_SECTIONS = {"alliances": urls.ALLIANCES, "partners": urls.PARTNERS, "people": urls.MAP}
"""Folders of the site that are reached from a page of the menu."""


_CALLED = {
    urls.MODES: marked("Five failure modes"),
    urls.PRACTICES: marked("Nine practices"),
    urls.GLOSSARY: marked("Glossary"),
    **{path: word for word, path in MENU},
}
"""Pages that are about nothing in particular, as the menu and the foot of a page call them."""


def _page(path: str, template: str, view: Any) -> Page:
    section = _SECTIONS.get(path.rpartition("/")[0])
    name = say(_CALLED[path]) if path in _CALLED else getattr(view, "name", "")
    title = view.heading if name in view.heading else say("{name}: {heading}", name=name, heading=view.heading)
    return Page(path=path, template=template, title=title, view=view, name=name, section=section)
