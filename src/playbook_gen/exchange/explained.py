"""Guidance and verdicts for a terminal, in the words of the pages."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from playbook_gen.checks.catalogue import Rulebook
from playbook_gen.checks.registry import JUDGEMENT, MODES
from playbook_gen.diagnosis.diagnose import Diagnosis
from playbook_gen.diagnostics import visible
from playbook_gen.guidance import Guidance, Page
from playbook_gen.model.record import Edition
from playbook_gen.outcomes import UsageError
from playbook_gen.pages.verdicts import FindingView, ModeView, Views
from playbook_gen.spelling import unknown

COMPANY = "company"
"""The word for the company as a whole where an alliance may be named."""

_WIDTH = 96


def everything(guidance: Guidance, rulebook: Rulebook) -> str:
    """Return every mode and check with its title, one a line."""
    return "\n".join(f"{name:<32}{page.title}" for name, page in _pages(guidance, rulebook).items())


def check(name: str, guidance: Guidance, rulebook: Rulebook) -> str:
    """Return the guidance of one check or mode, with the thresholds in force.

    Raises:
        UsageError: there is nothing of that name.

    """
    pages = _pages(guidance, rulebook)
    if name not in pages:
        meant = next((known for known in pages if known.endswith(f".{name}")), None)
        raise unknown("check, practice or mode called", name, pages, meant=meant)
    page = pages[name]
    lines = [f"{page.title} ({name})", page["question"], *_rule(name, rulebook)]
    for title, text in ((title, text) for title, text in page.sections.items() if text):
        lines += ["", title, textwrap.indent(text, "  ")] if title else ["", text]
    return "\n".join([*lines, "", f"Source: {page['source']}"])


def _pages(guidance: Guidance, rulebook: Rulebook) -> dict[str, Page]:
    own = {c.id: guidance.checks[c.id] for c in rulebook.checks(Edition.AUTHOR) if c.id in guidance.checks}
    return {**guidance.modes, **own}


def _rule(name: str, rulebook: Rulebook) -> Iterator[str]:
    found = next((c for c in rulebook.everything if c.id == name), None)
    if found is None:
        return
    limits = found.limits(rulebook.thresholds)
    yield f"\nMode {found.mode}, asked of each {found.scope}{', core check' if found.core else ''}"
    yield f"Held by the {found.edition.word} edition and above. Reads: {', '.join(found.reads)}"
    for t in found.thresholds:
        source = "rule of thumb" if t.source == JUDGEMENT else t.source
        yield f"Threshold {t.name}: {limits[t.name]:g} {t.unit} ({source})"


def verdict(diagnosis: Diagnosis, guidance: Guidance, *, alliance: str, mode: str) -> str:
    """Return one verdict as its page shows it: level, range, what it rests on, findings, and what would settle it.

    Raises:
        UsageError: there is no such alliance, or no such mode.

    """
    if mode not in MODES:
        raise UsageError(f"there is no mode {mode}; there are {', '.join(MODES)}")
    views = Views(diagnosis, guidance)
    if alliance == COMPANY:
        name, ended, modes = diagnosis.organisation.name, False, diagnosis.modes
    else:
        found = next((v for v in diagnosis.alliances if v.alliance.id == alliance), None)
        if found is None:
            raise unknown("alliance", alliance, [*(v.alliance.id for v in diagnosis.alliances), COMPANY])
        name, ended, modes = found.name, found.ended, found.modes
    one = next(verdict for verdict in modes if verdict.mode == mode)
    view = views.mode(one, alliance=None if alliance == COMPANY else alliance, ended=ended)
    return "\n".join(visible(line) for line in _verdict(name, view))


def _verdict(name: str, view: ModeView) -> Iterator[str]:
    yield f"{name}, {view.mode}: {view.level}"
    yield from _wrapped(" ".join(part for part in (view.coverage, view.room, view.rests) if part))
    if view.unlooked:
        yield from _wrapped(view.unlooked)
    if view.findings:
        yield from ("", "Findings")
    for finding in view.findings:
        yield from _finding(finding)
    if view.questions:
        yield from ("", "What would change this")
    for question in view.questions:
        yield from _wrapped(f"- {question.question}{f' (ask {question.ask})' if question.ask else ''}", "  ")


def _finding(finding: FindingView) -> Iterator[str]:
    yield from _wrapped(f"{finding.severity}: {finding.message}", "  ")
    for more in finding.also:
        yield from _wrapped(more, "    ")
    yield f"    {finding.check}, {finding.confidence}"
    for row in finding.evidence:
        notes = f" ({', '.join(row.notes)})" if row.notes else ""
        yield from _wrapped(f"{row.fact}: {row.value}{notes}", "      ")
    if finding.accepted or finding.remedy:
        yield from _wrapped(finding.accepted or f"What helps: {finding.remedy}", "    ")


def _wrapped(text: str, indent: str = "") -> Iterable[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  " if indent else "")
