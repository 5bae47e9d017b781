"""The overview over several companies: one line for each, side by side and never against each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from playbook_gen import __version__
from playbook_gen.diagnosis.diagnose import Diagnosis
from playbook_gen.language import say, several
from playbook_gen.model.record import Edition
from playbook_gen.pages import urls
from playbook_gen.pages.coverage import phrase
from playbook_gen.pages.site import Frame, Page
from playbook_gen.pages.words import day, marking


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One mode of one company: its level, and how much was looked at."""

    mode: str
    level: str
    phrase: str


@dataclass(frozen=True, kw_only=True)
class Company:
    """What an overview says of one company, in the words of its own site."""

    name: str
    headline: str
    standings: tuple[Standing, ...]
    cycle: str
    as_of: date | None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line: a company, and where its site is as seen from the overview."""

    company: Company
    as_of: str
    home: str

    @property
    def to(self) -> str:
        """The first page of the company's site."""
        return f"{self.home}/{urls.BRIEF}"

    def mode(self, name: str) -> str:
        """Return the page of one failure mode in the company's site."""
        return f"{self.home}/{urls.mode(name)}"


@dataclass(frozen=True, kw_only=True)
class PortfolioPage:
    """Every company of one run, in the order of their names."""

    heading: str
    name: str
    entries: tuple[Entry, ...]


def company(diagnosis: Diagnosis, headline: str, cycle: str | None) -> Company:
    """Return what an overview says of a company; ``headline`` is the heading of its brief in the same edition.

    ``cycle`` is the planning cycle as that site says it, where the file says which.
    """
    return Company(
        name=diagnosis.organisation.name,
        headline=headline,
        standings=tuple(
            Standing(mode=mode.mode, level=mode.level, phrase=phrase(mode, ended=False)) for mode in diagnosis.modes
        ),
        cycle=cycle or say("not said"),
        as_of=diagnosis.as_of,
    )


def portfolio_page(found: Iterable[tuple[str, Company]], edition: Edition, title: str | None) -> tuple[Page, Frame]:
    """Return the overview with its frame; ``found`` is the way to each site from the overview's folder, and who it is.

    The order is that of the names, whatever the levels are.
    """
    ordered = sorted(found, key=lambda pair: (pair[1].name.casefold(), pair[1].name, pair[0]))
    entries = tuple(
        Entry(company=one, as_of=day(one.as_of) if one.as_of else say("no date given"), home=home)
        for home, one in ordered
    )
    view = PortfolioPage(heading=_heading(len(entries)), name=say("Portfolio"), entries=entries)
    return Page(path=urls.BRIEF, template="portfolio", title=view.heading, view=view), _frame(edition, title)


def _heading(companies: int) -> str:
    return several(
        "{number} company, by its own record",
        "{number} companies, each by its own record",
        companies,
        none="no companies, each by its own record",
    )


def _frame(edition: Edition, title: str | None) -> Frame:
    """Return a frame without a menu: the overview is no part of any company's site."""
    return Frame(
        organisation=title or say("Alliance playbooks"),
        cycle="",
        as_of=None,
        edition=edition.word,
        marking=marking(edition),
        standing_note=None,
        version=__version__,
        digest="",
        title=say("Portfolio"),
        base_url=None,
        menu=(),
    )
