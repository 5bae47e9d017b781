"""The whole diagnosis of one edition: outcomes, levels for each alliance and the company, questions and actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from playbook_gen.checks.catalogue import Rulebook
from playbook_gen.checks.clauses import Severity
from playbook_gen.checks.practices import SPECS, Direction, directions
from playbook_gen.checks.registry import MODES, Check
from playbook_gen.checks.situation import Pair, Situation
from playbook_gen.diagnosis.accepted import IdleAcceptance, accept_findings
from playbook_gen.diagnosis.actions import PlannedAction, plan_actions
from playbook_gen.diagnosis.levels import ModeVerdict, verdicts
from playbook_gen.diagnosis.questions import Question, questions
from playbook_gen.diagnosis.run import Outcome, State, run_checks
from playbook_gen.diagnosis.sensitivity import Sensitivities, Sensitivity, of_company
from playbook_gen.guidance import Guidance
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Edition


@dataclass(frozen=True, kw_only=True)
class AllianceVerdict:
    """One alliance with the verdict of each mode."""

    alliance: Alliance
    name: str
    modes: tuple[ModeVerdict, ...]
    ended: bool


@dataclass(frozen=True, kw_only=True)
class PracticeRow:
    """One practice between two people: how far each direction goes."""

    check: Check
    pair: Pair
    there: Direction
    back: Direction
    outcome: Outcome


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """Everything that one edition can say about one company at one date."""

    organisation: Organisation
    situation: Situation
    edition: Edition
    cycle: str
    as_of: date | None
    checks: tuple[Check, ...]
    rulebook: Rulebook
    outcomes: tuple[Outcome, ...]
    modes: tuple[ModeVerdict, ...]
    alliances: tuple[AllianceVerdict, ...]
    practices: tuple[PracticeRow, ...]
    questions: tuple[Question, ...]
    actions: tuple[PlannedAction, ...]
    idle: tuple[IdleAcceptance, ...]
    """Acceptances that mark no finding."""

    @cached_property
    def sensitivities(self) -> Sensitivities:
        """What each level rests on, worked out when it is asked for."""
        return Sensitivities(self.situation, self.checks, self.outcomes, self.rulebook.thresholds)

    def rests_on(self, verdict: ModeVerdict, alliance: str | None) -> Sensitivity:
        """Return what a level rests on, of one alliance or, without one, of the company."""
        if alliance:
            return self.sensitivities.of_alliance(alliance, verdict)
        return of_company(verdict, [_limited(outcome, self.situation) for outcome in self.outcomes])

    @property
    def findings(self) -> tuple[Outcome, ...]:
        """All findings, worst first, then by mode, check and subject."""
        found = [o for o in self.outcomes if o.state is State.FINDING]
        return tuple(
            sorted(found, key=lambda o: (-(o.severity or 0), MODES.index(o.check.mode), o.check.id, o.subjects))
        )


def diagnose(
    organisation: Organisation,
    edition: Edition,
    *,
    cycle: str,
    as_of: date | None,
    guidance: Guidance,
    rulebook: Rulebook | None = None,
) -> Diagnosis:
    """Judge a redacted organisation by the catalogue of its edition; a pure function of its arguments."""
    situation = Situation(organisation, as_of, edition)
    rulebook = rulebook or Rulebook()
    checks = rulebook.checks(edition)
    judged = run_checks(situation, checks, rulebook.thresholds)
    outcomes, idle = accept_findings(
        judged, organisation.accepted or (), as_of, [check.id for check in rulebook.everything]
    )
    return Diagnosis(
        organisation=organisation,
        situation=situation,
        edition=edition,
        cycle=cycle,
        as_of=as_of,
        checks=checks,
        rulebook=rulebook,
        outcomes=outcomes,
        modes=_company(outcomes, situation),
        alliances=tuple(_alliance(a, outcomes, situation) for a in situation.alliances.values()),
        practices=_practices(situation, checks, outcomes, rulebook.thresholds),
        questions=questions(outcomes, situation),
        actions=plan_actions(outcomes, situation, guidance, checks),
        idle=idle,
    )


def _alliance(alliance: Alliance, outcomes: tuple[Outcome, ...], situation: Situation) -> AllianceVerdict:
    mine = [o for o in outcomes if alliance.id in o.counts_for]
    return AllianceVerdict(
        alliance=alliance,
        name=situation.name_of(alliance),
        modes=verdicts(mine),
        ended=situation.ended(alliance),
    )


def _company(outcomes: tuple[Outcome, ...], situation: Situation) -> tuple[ModeVerdict, ...]:
    """Roll everything up; a nice-to-have alliance or a coalition lowers the company at most to watch."""
    return verdicts(_limited(o, situation) for o in outcomes)


def _limited(outcome: Outcome, situation: Situation) -> Outcome:
    alliance = situation.alliances.get(outcome.alliance or "")
    if alliance is None:
        return outcome

    def at_most(severity: Severity | None) -> Severity | None:
        return min(severity, Severity.MEDIUM) if severity else None

    if alliance.necessity == "nice-to-have" or alliance.kind == "coalition":
        return replace(
            outcome,
            severity=at_most(outcome.severity),
            next=at_most(outcome.next),
            best=at_most(outcome.best),
            worst=at_most(outcome.worst),
        )
    # It may turn out to be one of these, and then weigh less.
    return replace(outcome, best=at_most(outcome.best)) if None in (alliance.necessity, alliance.kind) else outcome


def _practices(
    situation: Situation, checks: tuple[Check, ...], outcomes: tuple[Outcome, ...], thresholds: Mapping[str, float]
) -> tuple[PracticeRow, ...]:
    held = {check.id: check for check in checks if check.practice}
    found = {(o.check.id, o.subjects): o for o in outcomes if o.check.practice}
    rows = []
    for alliance in situation.alliances.values():
        for pair in situation.pairs(alliance):
            for spec in SPECS:
                check = held.get(f"practice.{spec.slug}")
                if check is None:
                    continue
                there, back = directions(spec, pair, situation, check.limits(thresholds))
                outcome = found[check.id, (f"alliance:{alliance.id}", f"pair:{pair.id}")]
                rows.append(PracticeRow(check=check, pair=pair, there=there, back=back, outcome=outcome))
    return tuple(rows)
