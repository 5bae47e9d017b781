"""Runs each check on each of its subjects and turns clauses into outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import Any

from playbook_gen.checks.clauses import Clause, Evidence, NotApplicable, Severity, Unknown, ask
from playbook_gen.checks.registry import Check, Subjects
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.checks.subjects import Subject, Unnamed, of_alliances, of_company, of_executives, of_pairs
from playbook_gen.diagnosis.necessity import OWN_CLAUSE, Shift, open_questions, shift_of
from playbook_gen.language import marked, say
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.values import When

DOCUMENTARY, ONE_SIDE, BOTH_SIDES = marked("documentary"), marked("one side"), marked("both sides")
"""Whose word a finding rests on."""


class State(Enum):
    """What a check came to on one subject."""

    FINDING = marked("finding")
    CLEAR = marked("clear")
    NOT_ASSESSED = marked("not assessed")
    NOT_APPLICABLE = marked("not applicable")


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """Why a finding was accepted, by whom, and when to look at it again."""

    reason: str
    review: When | None = None
    said_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One check on one subject: its state, how much it weighs, and the range that its unknowns leave open.

    ``best`` and ``worst`` are the least and the most severe finding it could be once everything is known; None
    means that it could be clear.
    """

    check: Check
    subjects: tuple[str, ...]
    alliance: str | None
    """Id of the one alliance that it is about, if it is about one."""
    state: State
    counts_for: tuple[str, ...] = ()
    """Ids of the alliances whose level it bears on."""
    severity: Severity | None = None
    best: Severity | None = None
    worst: Severity | None = None
    message: str = ""
    also: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Unknown, ...] = ()
    confidence: str = DOCUMENTARY
    next: Severity | None = None
    """What it would weigh without the heaviest thing that it found; None where that was all."""
    accepted: Acceptance | None = None


SUBJECTS: Mapping[str, Subjects] = {
    "company": of_company,
    "alliance": of_alliances,
    "pair": of_pairs,
    "person": of_executives,
}
"""What a check of each scope is asked about, where it does not name its subjects itself."""


def run_checks(situation: Situation, checks: Iterable[Check], changed: Mapping[str, float]) -> tuple[Outcome, ...]:
    """Return the outcome of every check on every subject it concerns; ``changed`` holds a workspace's thresholds."""
    return tuple(
        run_check(check, subject, situation, check.limits(changed))
        for check in checks
        for subject in (check.subjects or SUBJECTS[check.scope])(situation)
    )


def run_check(check: Check, subject: Subject, situation: Situation, limits: Mapping[str, float]) -> Outcome:
    """Return the outcome of one check on one subject."""
    about = subject.alliance.id if subject.alliance else subject.counts_for[0] if len(subject.counts_for) == 1 else None
    outcome = partial(
        Outcome, check=check, subjects=tuple(sorted(subject.names)), alliance=about, counts_for=subject.counts_for
    )
    if subject.alliance and situation.ended(subject.alliance):
        return outcome(state=State.NOT_APPLICABLE, message=say("the alliance has ended"))
    said = _rule(check, subject, situation, limits)
    if isinstance(said, NotApplicable):
        return outcome(state=State.NOT_APPLICABLE, message=said.reason)
    shift = Shift(0, 0, 0) if _weighs_need(check) else shift_of(subject.alliance, situation)
    return _weigh(outcome, tuple(said), shift, situation, subject.alliance)


def _rule(
    check: Check, subject: Subject, situation: Situation, limits: Mapping[str, float]
) -> Iterable[Clause] | NotApplicable:
    if isinstance(subject.value, Unnamed):
        return (_unnamed(subject.value.partners, check, subject.alliance),)
    return check.rule(subject.value, situation, limits)


def _unnamed(partners: tuple[Partner, ...], check: Check, alliance: Alliance | None) -> Clause:
    """Leave open what a check would say of heads whom nobody named: at most the most that it can weigh."""
    light = _weighs_need(check) and alliance is not None and alliance.necessity not in (None, "need-to-have")
    return Clause(
        holds=None,
        severity=Severity.MEDIUM if light else Severity.HIGH,
        missing=tuple(
            ask(partner.function, "head", say("Who heads {partner}?", partner=partner.name)) for partner in partners
        ),
    )


def _weighs_need(check: Check) -> bool:
    """Whether the rule itself asks how much an alliance is needed; its findings then take no step for that."""
    return check.practice or check.id in OWN_CLAUSE


def _weigh(
    outcome: Callable[..., Outcome],
    clauses: tuple[Clause, ...],
    shift: Shift,
    situation: Situation,
    alliance: Alliance | None,
) -> Outcome:
    true = sorted((c for c in clauses if c.holds), key=lambda c: -c.severity)
    pending = [c for c in clauses if c.holds is None]
    best = max((c.span[0].moved(shift.least) for c in true if not c.presumed), default=None)
    worst = max((c.span[1].moved(shift.most) for c in (*true, *pending)), default=None)
    missing = _heaviest(
        replace(question, weight=clause.span[1].moved(shift.most))
        for clause in (*true, *pending)
        for question in clause.missing
    )
    if not true:
        state = State.NOT_ASSESSED if any(not c.beyond for c in pending) else State.CLEAR
        return outcome(state=state, best=None, worst=worst, missing=missing)
    evidence = _once(fact for clause in true for fact in clause.evidence)
    return outcome(
        state=State.FINDING,
        severity=true[0].severity.moved(shift.nominal),
        next=true[1].severity.moved(shift.nominal) if len(true) > 1 else None,
        best=best,
        worst=worst,
        message=true[0].message,
        also=tuple(dict.fromkeys(c.message for c in true[1:] if c.message != true[0].message)),
        evidence=evidence,
        missing=(*missing, *_on_its_weight(alliance, situation, shift, worst)),
        confidence=_confidence(evidence, situation, alliance),
    )


def _on_its_weight(
    alliance: Alliance | None, situation: Situation, shift: Shift, worst: Severity | None
) -> tuple[Unknown, ...]:
    """Ask how much the alliance matters, where a finding's weight still hangs on that."""
    if alliance is None or shift.least == shift.most:
        return ()
    return tuple(replace(q, weight=worst) for q in open_questions(alliance, situation))


def _heaviest(questions: Iterable[Unknown]) -> tuple[Unknown, ...]:
    """Keep each question once, with the greatest weight that any clause gives it."""
    found: dict[str, Unknown] = {}
    for question in questions:
        known = found.get(question.path)
        if known is None or (question.weight or 0) > (known.weight or 0):
            found[question.path] = question
    return tuple(found.values())


def _once(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(items))


def _confidence(evidence: tuple[Evidence, ...], situation: Situation, alliance: Alliance | None) -> str:
    """Say whose word a finding rests on; it stands beside the severity and never changes it."""
    people = {fact.said_by for fact in evidence if fact.said_by and fact.basis != "documented"}
    if not people:
        return DOCUMENTARY
    if alliance is None:
        return BOTH_SIDES if len(people) > 1 else ONE_SIDE
    sides = {p.id for p in situation.partners(alliance) if people & _voices(p, situation)}
    return BOTH_SIDES if len(sides) > 1 else ONE_SIDE


def _voices(partner: Any, situation: Situation) -> set[str]:
    """Return the ids of everyone whose word counts as this partner's: its head and the people of its function."""
    own = {p.id for p in situation.people.values() if partner.function and p.function == partner.function.id}
    return own | ({partner.head.id} if partner.head else set())
