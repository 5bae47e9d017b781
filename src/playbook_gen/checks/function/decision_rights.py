"""Does each decision have one decider?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, NotApplicable, Severity, Unknown, ask, cite
from playbook_gen.checks.function.escalation import path_agreed, path_questions
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.language import listed, marked, say, several
from playbook_gen.model.alliances import Alliance, Decision


def decision_rights(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause] | NotApplicable:
    """Does each decision have one decider?"""
    if alliance.decisions == ():
        return NotApplicable(reason=say("it needs no decisions of its own"))
    return _decisions(alliance, situation, limits)


def _decisions(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    name = situation.name_of(alliance)
    if alliance.decisions is None:
        question = say("Which decisions does {alliance} need, and who decides each?", alliance=name)
        yield Clause(holds=None, severity=Severity.HIGH, missing=(ask(alliance, "decisions", question),))
        return
    for decision in alliance.decisions:
        yield _deciders(decision, alliance, situation, int(limits["deciders"]))
        yield _agreers(decision, name, limits["agreers"])


def _agreers(decision: Decision, name: str, most: float) -> Clause:
    who = None if decision.agrees is None else len(set(decision.agrees))
    question = say(
        "Who must agree before “{decision}” is decided in {alliance}?", decision=decision.decision, alliance=name
    )
    return Clause(
        holds=None if who is None else who > most,
        severity=Severity.LOW,
        message=several(
            "In {alliance}, {number} must agree before “{decision}” can be decided.",
            "In {alliance}, {number} must agree before “{decision}” can be decided.",
            who or 0,
            alliance=name,
            decision=decision.decision,
        ),
        evidence=(cite(decision, "agrees"),),
        missing=(ask(decision, "agrees", question),) if who is None else (),
    )


def _deciders(decision: Decision, alliance: Alliance, situation: Situation, most: int) -> Clause:
    """Judge who decides; several who decide jointly weigh less where a way out of a tie is agreed."""
    name = situation.name_of(alliance)
    who = None if decision.decides is None else sorted(set(decision.decides))
    way_out = path_agreed(alliance) if who else False
    if who:
        message = several(
            "In {alliance}, “{decision}” has {number} decider: {partners}.",
            "In {alliance}, “{decision}” has {number} deciders: {partners}.",
            len(who),
            alliance=name,
            decision=decision.decision,
            partners=listed(situation.partner(one, alliance.partners).name for one in who),
        )
    else:
        message = say(
            "In {alliance}, nobody is named to decide “{decision}”.", alliance=name, decision=decision.decision
        )
    return Clause(
        holds=None if who is None else not 1 <= len(who) <= most,
        severity=Severity.MEDIUM if way_out else Severity.HIGH,
        least=Severity.HIGH if way_out is False and who is not None else Severity.MEDIUM,
        most=Severity.MEDIUM if way_out else Severity.HIGH,
        message=message,
        evidence=(cite(decision, "decides"),),
        missing=_questions(decision, alliance, name, way_out),
    )


def _questions(decision: Decision, alliance: Alliance, name: str, way_out: bool | None) -> tuple[Unknown, ...]:
    """Ask who decides, or what a tie of several would come to."""
    if decision.decides is None:
        question = say("Who decides “{decision}” in {alliance}?", decision=decision.decision, alliance=name)
        return (ask(decision, "decides", question),)
    return path_questions(alliance, name) if way_out is None else ()


CHECK = Check(
    id="function.decision-rights",
    scope="alliance",
    core=True,
    needs=(
        "alliances.decisions.decision",
        "alliances.decisions.decides",
        "alliances.decisions.agrees",
        "alliances.escalation",
        "alliances.charter.escalation",
    ),
    thresholds=(
        Threshold(name="deciders", value=1, unit=marked("a decision"), source=marked("Bain (RAPID); RACI practice")),
        Threshold(name="agreers", value=2, unit=marked("a decision")),
    ),
    rule=decision_rights,
)
