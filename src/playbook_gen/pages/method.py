"""How the verdicts come about, the glossary, and the page for a page that is not there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from playbook_gen.checks.registry import JUDGEMENT, Check, mode_word
from playbook_gen.diagnosis.run import State
from playbook_gen.language import numeral, say, several
from playbook_gen.pages.mode import Section, sections
from playbook_gen.pages.verdicts import Views
from playbook_gen.pages.words import sentence


@dataclass(frozen=True, kw_only=True)
class ThresholdRow:
    """One threshold as used."""

    name: str
    value: str
    source: str


@dataclass(frozen=True, kw_only=True)
class CheckRow:
    """One check of the catalogue and what became of it."""

    id: str
    title: str
    question: str
    mode: str
    core: bool
    practice: bool
    thresholds: tuple[ThresholdRow, ...]
    source: str
    states: str


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A check that this workspace does not make, and why."""

    id: str
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One page of guidance as a part of this one."""

    id: str
    title: str
    language: str | None
    sections: tuple[Section, ...]


@dataclass(frozen=True, kw_only=True)
class MethodPage:
    """Every rule and what was and was not assessed."""

    heading: str
    sections: tuple[Section, ...]
    about: tuple[Chapter, ...]
    """What alliances and maps are, for those who want to know."""
    checks: tuple[CheckRow, ...]
    left_out: tuple[LeftOut, ...]
    open_questions: int


@dataclass(frozen=True, kw_only=True)
class GlossaryPage:
    """The words."""

    heading: str
    entries: tuple[Section, ...]


@dataclass(frozen=True, kw_only=True)
class NotFoundPage:
    """Shown by a server where a page is missing."""

    heading: str


def method_page(views: Views) -> MethodPage:
    """Return the method page of one edition; it knows only that edition's catalogue."""
    checks = tuple(_row(check, views) for check in views.diagnosis.checks)
    made = {o.check.id for o in views.diagnosis.outcomes if o.state in (State.FINDING, State.CLEAR)}
    texts = views.guidance.texts
    return MethodPage(
        heading=several(
            "{made} of {number} check could be made at least once with what is on record",
            "{made} of {number} checks could be made at least once with what is on record",
            len(checks),
            none="{made} of no checks could be made at least once with what is on record",
            made=sum(check.id in made for check in checks),
        ),
        sections=sections(texts.get("method")),
        about=tuple(
            Chapter(id=name, title=page.title, language=page.language, sections=sections(page))
            for name in ("alliances", "influence-mapping")
            if (page := texts.get(name))
        ),
        checks=checks,
        left_out=tuple(
            LeftOut(id=check.id, title=views.title(check), reason=sentence(reason))
            for check, reason in views.diagnosis.rulebook.left_out(views.diagnosis.edition)
        ),
        open_questions=len(views.diagnosis.questions),
    )


def _row(check: Check, views: Views) -> CheckRow:
    page = views.guidance.checks.get(check.id)
    limits = check.limits(views.diagnosis.rulebook.thresholds)
    source = page.facts.get("source", "") if page else ""
    return CheckRow(
        id=check.id,
        title=views.title(check),
        question=page.facts.get("question", "") if page else "",
        mode=mode_word(check.mode),
        core=check.core,
        practice=check.practice,
        thresholds=tuple(
            ThresholdRow(
                name=say(t.name.replace("_", " ")),
                value=say("{number} {unit}", number=numeral(f"{limits[t.name]:g}"), unit=say(t.unit)),
                source=_origin(t.source, changed=limits[t.name] != t.value),
            )
            for t in check.thresholds
        ),
        source=say("rule of thumb") if source == JUDGEMENT else source,
        states=_states(check, views),
    )


def _origin(source: str, *, changed: bool) -> str:
    if changed:
        return say("set by this workspace")
    return say("rule of thumb") if source == JUDGEMENT else say(source)


def _states(check: Check, views: Views) -> str:
    mine = Counter(outcome.state for outcome in views.diagnosis.outcomes if outcome.check.id == check.id)
    told = {
        State.FINDING: several("{number} found", "{number} found", mine[State.FINDING]),
        State.CLEAR: several("{number} clear", "{number} clear", mine[State.CLEAR]),
        State.NOT_ASSESSED: several("{number} not assessed", "{number} not assessed", mine[State.NOT_ASSESSED]),
        State.NOT_APPLICABLE: several("{number} not applicable", "{number} not applicable", mine[State.NOT_APPLICABLE]),
    }
    return ", ".join(words for state, words in told.items() if mine[state]) or say("nothing to apply it to")


def glossary_page(views: Views) -> GlossaryPage:
    """Return the words and their meanings."""
    found = sorted(sections(views.guidance.texts.get("glossary")), key=lambda s: s.title.casefold())
    return GlossaryPage(heading=say("Words and what they mean here"), entries=tuple(found))


def not_found_page(views: Views) -> NotFoundPage:
    """Return the page for what is not there."""
    return NotFoundPage(heading=say("This page is not part of the playbook"))
