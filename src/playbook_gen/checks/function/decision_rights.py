"""Does each decision have one decider?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import (
    Clause,
    NotApplicable,
    Severity,
    ask,
    cite,
    declared_none,
    either,
    listing,
    opposite,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.model.alliances import Alliance, Decision
from playbook_gen.model.values import NOTHING


def decision_rights(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause] | NotApplicable:
    """Does each decision have one decider?"""
    if alliance.decisions == ():
        return NotApplicable(reason="it needs no decisions of its own")
    return _decisions(alliance, situation, limits)


def _decisions(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    if alliance.decisions is None:
        question = f"Which decisions does {situation.name_of(alliance)} need, and who decides each?"
        yield Clause(holds=None, severity=Severity.HIGH, missing=(ask(alliance, "decisions", question),))
        return
    for decision in alliance.decisions:
        yield _deciders(decision, alliance, situation, int(limits["deciders"]))
        yield Clause(
            holds=None if decision.agrees is None else len(decision.agrees) > limits["agreers"],
            severity=Severity.LOW,
            message=f"More than {limits['agreers']:g} must agree before “{decision.decision}” can be decided.",
            evidence=(cite(decision, "agrees"),),
            missing=(ask(decision, "agrees", f"Who must agree before “{decision.decision}” is decided?"),)
            if decision.agrees is None
            else (),
        )


def _deciders(decision: Decision, alliance: Alliance, situation: Situation, most: int) -> Clause:
    """Judge who decides; two who decide jointly weigh less where a way out of a tie is agreed."""
    who = decision.decides
    way_out = _way_out(alliance) if who else False
    if who:
        names = listing(situation.partner(name).name for name in who)
        message = f"“{decision.decision}” has {len(who)} deciders: {names}."
    else:
        message = f"Nobody is named to decide “{decision.decision}”."
    return Clause(
        holds=None if who is None else not 1 <= len(who) <= most,
        severity=Severity.MEDIUM if way_out else Severity.HIGH,
        least=Severity.HIGH if way_out is False and who is not None else Severity.MEDIUM,
        most=Severity.MEDIUM if way_out else Severity.HIGH,
        message=message,
        evidence=(cite(decision, "decides"),),
        missing=(ask(decision, "decides", f"Who decides “{decision.decision}”?"),) if who is None else (),
    )


def _way_out(alliance: Alliance) -> bool | None:
    """Whether a path for conflicts is agreed, in the alliance or in its charter."""
    charter = alliance.charter
    written = charter.escalation if charter is not None and charter is not NOTHING else charter
    return either(*(opposite(declared_none(path)) for path in (alliance.escalation, written)))


CHECK = Check(
    id="function.decision-rights",
    scope="alliance",
    core=True,
    needs=(
        "alliances.decisions.decision",
        "alliances.decisions.decides",
        "alliances.decisions.agrees",
        "alliances.escalation",
    ),
    thresholds=(
        Threshold(name="deciders", value=1, unit="a decision", source="Bain (RAPID); RACI practice"),
        Threshold(name="agreers", value=2, unit="a decision"),
    ),
    rule=decision_rights,
)
