"""Outcomes to levels: the worst finding decides; coverage and the range of the unknowns stand beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from playbook_gen.checks.clauses import Severity
from playbook_gen.checks.registry import MODES, Check, Mode
from playbook_gen.diagnosis.run import Outcome, State
from playbook_gen.language import marked

FAILING, AT_RISK, WATCH = marked("failing"), marked("at risk"), marked("watch")
CLEAR, NOT_ENOUGH = marked("clear"), marked("not enough evidence")
LEVELS = (FAILING, AT_RISK, WATCH, CLEAR, NOT_ENOUGH)
"""The five words, worst first; the last stands outside the order."""

_BY_SEVERITY = {Severity.CRITICAL: FAILING, Severity.HIGH: AT_RISK, Severity.MEDIUM: WATCH}
LEAST_COVERAGE = 0.5
"""Share of applicable checks that must be assessed before a mode may be called clear (judgement)."""


@dataclass(frozen=True, kw_only=True)
class ModeVerdict:
    """What one mode came to for one alliance, or for the company."""

    mode: Mode
    level: str
    range: tuple[str, str]
    """The worst and the best level that the unknowns leave open."""
    findings: tuple[Outcome, ...]
    """Worst first."""
    assessed: int
    applicable: int
    not_assessed: tuple[Check, ...]
    partial: tuple[Check, ...]
    """Checks assessed on some subjects and not on others."""
    open_outcomes: tuple[Outcome, ...]
    """Outcomes, findings included, to which some answer is missing."""


def level_of(severity: Severity | None) -> str:
    """Return the level that a worst finding means; low findings and none are clear."""
    return _BY_SEVERITY.get(severity, CLEAR) if severity else CLEAR


def verdict(mode: Mode, outcomes: Iterable[Outcome], *, cap: Severity | None = None) -> ModeVerdict:
    """Roll the outcomes of one mode up to its level; ``cap`` limits how much a finding may weigh."""
    mine = [o for o in outcomes if o.check.mode == mode]
    findings = sorted(
        (o for o in mine if o.state is State.FINDING), key=lambda o: (-(o.severity or 0), o.check.id, o.subjects)
    )
    counted = [o for o in mine if not o.check.practice]
    applicable = _ids(o for o in counted if o.state is not State.NOT_APPLICABLE)
    assessed = _ids(o for o in counted if o.state in (State.FINDING, State.CLEAR))
    pending = _ids(o for o in counted if o.state is State.NOT_ASSESSED)
    checks = {o.check.id: o.check for o in counted}
    worst = max((_capped(o.severity, cap) for o in findings if o.severity), default=None)
    return ModeVerdict(
        mode=mode,
        level=_level(worst, assessed, applicable, [checks[i] for i in applicable]),
        range=_range(mine, cap) if applicable else (NOT_ENOUGH, NOT_ENOUGH),
        findings=tuple(findings),
        assessed=len(assessed),
        applicable=len(applicable),
        not_assessed=tuple(checks[i] for i in sorted(applicable - assessed)),
        partial=tuple(checks[i] for i in sorted(assessed & pending)),
        open_outcomes=tuple(o for o in mine if o.missing),
    )


def _range(outcomes: list[Outcome], cap: Severity | None) -> tuple[str, str]:
    worst = max((_capped(o.worst, cap) for o in outcomes if o.worst), default=None)
    best = max((_capped(o.best, cap) for o in outcomes if o.best), default=None)
    return level_of(worst), level_of(best)


def _ids(outcomes: Iterable[Outcome]) -> set[str]:
    return {o.check.id for o in outcomes}


def _capped(severity: Severity, cap: Severity | None) -> Severity:
    return min(severity, cap) if cap else severity


def _level(worst: Severity | None, assessed: set[str], applicable: set[str], checks: list[Check]) -> str:
    if worst and worst > Severity.LOW:
        return _BY_SEVERITY[worst]
    core_known = all(check.id in assessed for check in checks if check.core)
    enough = bool(assessed) and core_known and len(assessed) >= LEAST_COVERAGE * len(applicable)
    return CLEAR if enough else NOT_ENOUGH


def verdicts(outcomes: Iterable[Outcome], *, cap: Severity | None = None) -> tuple[ModeVerdict, ...]:
    """Return the verdict of each of the five modes, in their order."""
    every = tuple(outcomes)
    return tuple(verdict(mode, every, cap=cap) for mode in MODES)
