"""Do the partners hold the levers that their goals need?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, Severity, Unknown, ask, cite, declared_none
from playbook_gen.checks.feasibility._shared import answerable, strangers
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.language import listed, marked, say, several
from playbook_gen.model.alliances import Alliance, Lever


def mandate_gap(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Do the partners hold the levers that their goals need?"""
    name = situation.name_of(alliance)
    levers = alliance.levers
    if levers is None:
        question = say(
            "What must {alliance} be able to move (price, product, data, budget, staff), and who controls each?",
            alliance=name,
        )
        missing = (ask(alliance, "levers", question, answerable(alliance)),)
        yield Clause(holds=None, severity=Severity.HIGH, missing=missing)
        return
    for lever in levers:
        yield Clause(
            holds=declared_none(lever.held_by),
            severity=Severity.HIGH,
            message=say("{alliance} needs {lever}, which nobody controls.", alliance=name, lever=lever.lever),
            evidence=(cite(lever, "lever"), cite(lever, "held_by")),
            missing=_who_holds(lever, alliance, name),
        )
    if levers:
        yield _mostly_outside(alliance, levers, situation, limits["outside"])


def _mostly_outside(alliance: Alliance, levers: tuple[Lever, ...], situation: Situation, share: float) -> Clause:
    """Find most levers outside, as far as known; one whose holder is not known leaves the range open by itself."""
    name = situation.name_of(alliance)
    inside = situation.members(alliance)
    outside = [lever for lever in levers if isinstance(lever.held_by, str) and lever.held_by not in inside]
    # A partner whose function nobody named may be the one that holds them.
    unplaced = strangers(alliance, situation)
    # Rounded, so that a share such as 0.7 of ten levers counts as the seven that are meant.
    need = round(share * len(levers), 6)
    holders = sorted({situation.functions[str(lever.held_by)].name for lever in outside})
    return Clause(
        holds=len(outside) >= need,
        severity=Severity.HIGH,
        presumed=bool(unplaced),
        message=several(
            "{number} of {levers} levers that {alliance} needs is held by {functions}, outside it.",
            "{number} of {levers} levers that {alliance} needs are held by {functions}, outside it.",
            len(outside),
            levers=len(levers),
            alliance=name,
            functions=listed(holders),
        ),
        evidence=tuple(cite(lever, "held_by") for lever in outside),
        missing=unplaced,
    )


def _who_holds(lever: Lever, alliance: Alliance, name: str) -> tuple[Unknown, ...]:
    if lever.held_by is not None:
        return ()
    question = say("Who controls {lever}, which {alliance} needs?", lever=lever.lever, alliance=name)
    return (ask(lever, "held_by", question, answerable(alliance)),)


CHECK = Check(
    id="feasibility.mandate-gap",
    scope="alliance",
    core=True,
    needs=("alliances.levers.lever", "alliances.levers.held_by"),
    thresholds=(Threshold(name="outside", value=0.5, unit=marked("share of levers held outside")),),
    rule=mandate_gap,
)
