"""Do the partners hold the levers that their goals need?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, Severity, Unknown, ask, cite, declared_none, listing
from playbook_gen.checks.feasibility._shared import answerable, strangers
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.model.alliances import Alliance, Lever


def mandate_gap(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Do the partners hold the levers that their goals need?"""
    name = situation.name_of(alliance)
    levers = alliance.levers
    if levers is None:
        question = f"What must {name} be able to move (price, product, data, budget, staff), and who controls each?"
        missing = (ask(alliance, "levers", question, answerable(alliance)),)
        yield Clause(holds=None, severity=Severity.HIGH, missing=missing)
        return
    for lever in levers:
        yield Clause(
            holds=declared_none(lever.held_by),
            severity=Severity.HIGH,
            message=f"{name} needs {lever.lever}, which nobody controls.",
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
    names = listing(sorted({situation.functions[str(lever.held_by)].name for lever in outside}))
    verb = "is" if len(outside) == 1 else "are"
    return Clause(
        holds=len(outside) >= need,
        severity=Severity.HIGH,
        presumed=bool(unplaced),
        message=f"{len(outside)} of {len(levers)} levers that {name} needs {verb} held by {names}, outside it.",
        evidence=tuple(cite(lever, "held_by") for lever in outside),
        missing=unplaced,
    )


def _who_holds(lever: Lever, alliance: Alliance, name: str) -> tuple[Unknown, ...]:
    if lever.held_by is not None:
        return ()
    return (ask(lever, "held_by", f"Who controls {lever.lever}, which {name} needs?", answerable(alliance)),)


CHECK = Check(
    id="feasibility.mandate-gap",
    scope="alliance",
    core=True,
    needs=("alliances.levers.lever", "alliances.levers.held_by"),
    thresholds=(Threshold(name="outside", value=0.5, unit="share of levers held outside"),),
    rule=mandate_gap,
)
