"""Do the partners hold the levers that their goals need?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, Severity, Unknown, ask, cite, declared_none, listing
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.model.alliances import Alliance, Lever


def mandate_gap(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Do the partners hold the levers that their goals need?"""
    name = situation.name_of(alliance)
    levers = alliance.levers
    if levers is None:
        question = f"What must {name} be able to move (price, product, data, budget, staff), and who controls each?"
        missing = (ask(alliance, "levers", question),)
        yield Clause(holds=None, severity=Severity.HIGH, missing=missing)
        return
    for lever in levers:
        yield Clause(
            holds=declared_none(lever.held_by),
            severity=Severity.HIGH,
            message=f"{name} needs {lever.lever}, which nobody controls.",
            evidence=(cite(lever, "lever"), cite(lever, "held_by")),
            missing=_who_holds(lever, name),
        )
    yield _mostly_outside(alliance, levers, situation, limits["outside"])


def _mostly_outside(alliance: Alliance, levers: tuple[Lever, ...], situation: Situation, share: float) -> Clause:
    name = situation.name_of(alliance)
    inside = {p.function.id for p in situation.partners(alliance) if p.function}
    outside = [lever for lever in levers if isinstance(lever.held_by, str) and lever.held_by not in inside]
    unknown = [lever for lever in levers if lever.held_by is None]
    strangers = [p for p in situation.partners(alliance) if p.function is None]
    need = share * len(levers)
    holds: bool | None = None
    if levers and len(outside) >= need:
        holds = True
    elif len(outside) + len(unknown) < need or not levers:
        holds = False
    names = sorted({situation.functions[str(lever.held_by)].name for lever in outside})
    return Clause(
        holds=holds,
        severity=Severity.HIGH,
        # A partner whose function nobody named may be the one that holds them.
        presumed=bool(strangers),
        message=f"{len(outside)} of {len(levers)} levers that {name} needs are held by {listing(names)}, outside it.",
        evidence=tuple(cite(lever, "held_by") for lever in outside),
        missing=tuple(question for lever in unknown for question in _who_holds(lever, name)),
    )


def _who_holds(lever: Lever, name: str) -> tuple[Unknown, ...]:
    if lever.held_by is not None:
        return ()
    return (ask(lever, "held_by", f"Who controls {lever.lever}, which {name} needs?"),)


CHECK = Check(
    id="feasibility.mandate-gap",
    scope="alliance",
    core=True,
    needs=("alliances.levers.lever", "alliances.levers.held_by"),
    thresholds=(Threshold(name="outside", value=0.5, unit="share of levers held outside"),),
    rule=mandate_gap,
)
