"""How far a level rests on one finding or on one threshold, in a sentence each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from playbook_gen.checks.registry import Check, Mode, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.checks.subjects import Subject
from playbook_gen.diagnosis.levels import CLEAR, NOT_ENOUGH, ModeVerdict, verdict
from playbook_gen.diagnosis.run import SUBJECTS, Outcome, State, run_check

STEPS = (0.8, 1.25, 0.5, 2.0)
"""Factors that a threshold is moved by, the nearer first: a quarter, then double and half (judgement)."""

_OF_ONE_ALLIANCE = ("alliance", "pair")


@dataclass(frozen=True, kw_only=True)
class Tipping:
    """A threshold that decides: what it is, where it would have to stand, and the level then."""

    check: Check
    threshold: Threshold
    value: float
    moved: float
    level: str


@dataclass(frozen=True, kw_only=True)
class Sensitivity:
    """What one mode's level of one alliance, or of the company, rests on."""

    rests_on: Outcome | None = None
    """The one finding that decides; None where several weigh as much, or none does."""
    equal: int = 0
    """How many findings weigh as much as the one that decides."""
    without: str | None = None
    """The level if that finding's evidence were gone."""
    tipping: Tipping | None = None


class Sensitivities:
    """Answers for one diagnosis; subjects are looked up once, and nothing is computed before it is asked for."""

    def __init__(
        self,
        situation: Situation,
        checks: tuple[Check, ...],
        outcomes: tuple[Outcome, ...],
        changed: Mapping[str, float],
    ) -> None:
        """Take what the diagnosis was made from, and the thresholds that a workspace changed."""
        self.situation, self.checks, self.outcomes, self.changed = situation, checks, outcomes, changed
        self._subjects: dict[str, list[tuple[Check, Subject]]] | None = None

    def of_alliance(self, alliance: str, found: ModeVerdict) -> Sensitivity:
        """Return what the level of one alliance rests on."""
        mine = [o for o in self.outcomes if alliance in o.counts_for and o.check.mode == found.mode]
        return replace(_evidence(found, mine), tipping=self._tipping(alliance, found, mine))

    def _tipping(self, alliance: str, found: ModeVerdict, mine: list[Outcome]) -> Tipping | None:
        if found.level == NOT_ENOUGH:
            return None
        made = {outcome.check.id for outcome in mine if outcome.state in (State.FINDING, State.CLEAR)}
        tried = [(check, subjects) for check, subjects in self._tried(alliance, found.mode) if check.id in made]
        for step in STEPS:
            for check, subjects in tried:
                for threshold in check.thresholds:
                    if tipped := self._moved(step, check, threshold, subjects, found, mine):
                        return tipped
        return None

    def _moved(
        self,
        step: float,
        check: Check,
        threshold: Threshold,
        subjects: list[Subject],
        found: ModeVerdict,
        mine: list[Outcome],
    ) -> Tipping | None:
        limits = check.limits(self.changed)
        value = limits[threshold.name]
        moved = _rounded(value * step, value)
        if moved == value:
            return None
        again = [run_check(check, s, self.situation, {**limits, threshold.name: moved}) for s in subjects]
        level = verdict(found.mode, [*(o for o in mine if o.check.id != check.id), *again]).level
        if level in (found.level, NOT_ENOUGH):
            return None
        return Tipping(check=check, threshold=threshold, value=value, moved=moved, level=level)

    def _tried(self, alliance: str, mode: Mode) -> Iterator[tuple[Check, list[Subject]]]:
        """Yield the checks of one mode whose thresholds can be tried, each with its subjects in the alliance."""
        if self._subjects is None:
            self._subjects = {}
            for check in self.checks:
                if check.scope in _OF_ONE_ALLIANCE and check.thresholds:
                    for subject in SUBJECTS[check.scope](self.situation):
                        for name in subject.counts_for:
                            self._subjects.setdefault(name, []).append((check, subject))
        own = self._subjects.get(alliance, [])
        for check in dict.fromkeys(check for check, _ in own if check.mode == mode):
            yield check, [subject for other, subject in own if other is check]


def of_company(found: ModeVerdict, outcomes: Iterable[Outcome]) -> Sensitivity:
    """Return what the company's level rests on; thresholds are tried for each alliance alone."""
    return _evidence(found, [outcome for outcome in outcomes if outcome.check.mode == found.mode])


def _rounded(moved: float, value: float) -> float:
    """Return a moved threshold as a person would write it: whole numbers stay whole and move by one at least."""
    if value == int(value) and value >= 1:
        whole = round(moved)
        return float(whole if whole != value else value + (1 if moved > value else -1))
    return round(moved, 3)


def _evidence(found: ModeVerdict, mine: list[Outcome]) -> Sensitivity:
    if found.level in (CLEAR, NOT_ENOUGH) or not found.findings:
        return Sensitivity()
    worst = found.findings[0]
    equal = sum(1 for outcome in found.findings if outcome.severity == worst.severity)
    if equal > 1:
        return Sensitivity(equal=equal)
    place = next(number for number, outcome in enumerate(mine) if _same(outcome, worst))
    without = replace(mine[place], severity=worst.next, state=State.FINDING if worst.next else State.NOT_ASSESSED)
    level = verdict(found.mode, [*mine[:place], without, *mine[place + 1 :]]).level
    return Sensitivity(rests_on=worst, equal=1, without=level)


def _same(outcome: Outcome, other: Outcome) -> bool:
    return (outcome.check.id, outcome.subjects) == (other.check.id, other.subjects)
