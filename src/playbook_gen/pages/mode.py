"""One page per failure mode, and the page of the nine practices: guidance first, then how this company stands."""

from __future__ import annotations

from dataclasses import dataclass

from playbook_gen.diagnosis.diagnose import AllianceVerdict
from playbook_gen.diagnosis.levels import LEVELS, NOT_ENOUGH, ModeVerdict
from playbook_gen.diagnosis.questions import varied
from playbook_gen.guidance import Page
from playbook_gen.language import listed, say, several
from playbook_gen.pages import urls
from playbook_gen.pages.coverage import phrase as phrase_of
from playbook_gen.pages.practice import PairStrip, strips
from playbook_gen.pages.verdicts import FindingView, ModeView, QuestionView, Views
from playbook_gen.pages.words import HEADED, mode_title, named

SHOWN, NAMED = 30, 230
"""Findings that the page of a mode shows with all that they rest on, and those that it names at all."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading and Markdown below it."""

    title: str
    text: str
    language: str | None
    """Where that is not the language of the page."""


@dataclass(frozen=True, kw_only=True)
class Stand:
    """How one alliance stands in a mode."""

    name: str
    to: str
    level: str
    phrase: str
    ended: bool = False


@dataclass(frozen=True, kw_only=True)
class Remedy:
    """One check of a mode with what would help."""

    title: str
    question: str
    sections: tuple[Section, ...]
    source: str
    anchor: str


@dataclass(frozen=True, kw_only=True)
class ModePage:
    """One failure mode."""

    heading: str
    name: str
    line: str
    view: ModeView
    sections: tuple[Section, ...]
    stands: tuple[Stand, ...]
    findings: tuple[FindingView, ...]
    more: tuple[FindingView, ...]
    """Those that are named with what was found and no more: beyond so many a page would be a book."""
    unsaid: int
    """Those that are counted alone."""
    checks: tuple[Remedy, ...]
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, kw_only=True)
class ModesPage:
    """All five."""

    heading: str
    modes: tuple[ModeView, ...]


@dataclass(frozen=True, kw_only=True)
class PracticesPage:
    """The nine practices."""

    heading: str
    practices: tuple[Remedy, ...]
    strips: tuple[PairStrip, ...]
    held: bool
    """Whether the edition's catalogue holds practices at all."""


def sections(page: Page | None) -> tuple[Section, ...]:
    """Return the sections of a guidance page that have text."""
    if page is None:
        return ()
    return tuple(Section(title=name, text=text, language=page.language) for name, text in page.sections.items() if text)


def modes_page(views: Views) -> ModesPage:
    """Return the list of the five modes."""
    found = tuple(views.mode(mode, alliance=None) for mode in views.diagnosis.modes)
    return ModesPage(heading=say("Five ways in which an alliance fails"), modes=found)


def mode_page(verdict: ModeVerdict, views: Views) -> ModePage:
    """Return the page of one mode."""
    page = views.guidance.modes.get(verdict.mode)
    view = views.mode(verdict, alliance=None)
    return ModePage(
        heading=_heading(verdict, views),
        name=mode_title(verdict.mode),
        line=view.line,
        view=view,
        sections=sections(page),
        stands=tuple(_stand(v, verdict.mode) for v in sorted(views.diagnosis.alliances, key=_worst_in(verdict.mode))),
        findings=view.findings[:SHOWN],
        more=view.findings[SHOWN:NAMED],
        unsaid=max(len(view.findings) - NAMED, 0),
        questions=_questions(verdict, views),
        checks=tuple(
            remedy(views, check.id, check.slug)
            for check in views.diagnosis.checks
            if check.mode == verdict.mode and not check.practice
        ),
    )


def _questions(verdict: ModeVerdict, views: Views) -> tuple[QuestionView, ...]:
    """Return up to five questions that this mode waits for, of as many checks as there are."""
    waiting = {unknown.path for outcome in verdict.open_outcomes for unknown in outcome.missing}
    mine = tuple(q for q in views.diagnosis.questions if q.path in waiting)
    return tuple(views.question(question) for question in varied(mine, 5))


def _heading(verdict: ModeVerdict, views: Views) -> str:
    name = mode_title(verdict.mode)
    held = {v.alliance.id: m.level for v in views.diagnosis.alliances for m in v.modes if m.mode == verdict.mode}
    poor = {
        level: [v.name for v in views.diagnosis.alliances if held[v.alliance.id] == level and not v.ended]
        for level in LEVELS[:2]
    }
    parts = [
        several(
            "{alliances} is {level}",
            "{alliances} are {level}",
            len(names),
            alliances=named(names, HEADED),
            level=say(level),
        )
        for level, names in poor.items()
        if names
    ]
    if parts:
        return say("{mode}: {alliances}", mode=name, alliances=listed(parts))
    if verdict.level in LEVELS[:2]:
        return say("{mode}: the company as a whole is {level}", mode=name, level=say(verdict.level))
    if verdict.level == NOT_ENOUGH:
        return say("{mode}: too little is known to judge", mode=name)
    return several(
        "{mode}: {number} finding that weighs little",
        "{mode}: {number} findings that weigh little",
        len(verdict.findings),
        none="{mode}: no problem found so far",
        mode=name,
    )


def _worst_in(mode: str):  # type: ignore[no-untyped-def]
    def key(verdict: AllianceVerdict) -> tuple[bool, int, str]:
        own = next(m for m in verdict.modes if m.mode == mode)
        return verdict.ended, LEVELS.index(own.level), verdict.alliance.id

    return key


def _stand(verdict: AllianceVerdict, mode: str) -> Stand:
    own = next(m for m in verdict.modes if m.mode == mode)
    phrase = phrase_of(own, ended=verdict.ended)
    to = f"{urls.alliance(verdict.alliance.id)}#{mode}"
    return Stand(name=verdict.name, to=to, level=own.level, phrase=phrase, ended=verdict.ended)


def remedy(views: Views, check: str, anchor: str) -> Remedy:
    """Return what the guidance says about one check or practice."""
    page = views.guidance.checks.get(check)
    source = page.facts.get("source", "") if page else ""
    return Remedy(
        title=page.title if page else check,
        question=page.facts.get("question", "") if page else "",
        sections=sections(page),
        source=say("a rule of thumb of this project") if source == "judgement" else source,
        anchor=anchor,
    )


def practices_page(views: Views) -> PracticesPage:
    """Return the page of the practices; their guidance stands in every edition, who does what only where it may."""
    found = tuple(
        remedy(views, name, name.split(".", 1)[1]) for name in views.guidance.checks if name.startswith("practice.")
    )
    all_strips = strips(views)
    return PracticesPage(
        heading=say("Nine practices that keep two sides working together"),
        practices=found,
        strips=tuple(strip for strip in all_strips if strip.known),
        held=any(check.practice for check in views.diagnosis.checks),
    )
