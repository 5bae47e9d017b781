"""Function: does the alliance work day to day: charter, decisions, rhythm?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import (
    Clause,
    NotApplicable,
    Severity,
    Unknown,
    ask,
    both,
    cite,
    declared_none,
    either,
    listing,
    more_than,
    opposite,
    unless,
)
from playbook_gen.checks.registry import Limits, Threshold, check
from playbook_gen.checks.situation import Situation
from playbook_gen.model.alliances import Alliance, Charter, Decision, Forum
from playbook_gen.model.values import NOTHING, Nothing, When

_WITHOUT_CHARTER = {"strategic": Severity.HIGH, "tactical": Severity.MEDIUM, "coalition": Severity.LOW}


@check(
    "function.no-agreement",
    scope="alliance",
    core=True,
    needs=(
        "alliances.charter.purpose",
        "alliances.charter.roles",
        "alliances.charter.decision_rights",
        "alliances.kind",
        "alliances.ends",
    ),
)
def no_agreement(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Is there a charter that says what was agreed?"""
    name = situation.name_of(alliance)
    charter = alliance.charter
    kind = alliance.kind
    yield Clause(
        holds=declared_none(charter),
        severity=_WITHOUT_CHARTER.get(kind or "", Severity.MEDIUM),
        least=_WITHOUT_CHARTER[kind] if kind else Severity.LOW,
        most=_WITHOUT_CHARTER[kind] if kind else Severity.HIGH,
        message=f"Nothing is written down about what the partners of {name} agreed.",
        evidence=(cite(alliance, "charter"),),
        missing=(ask(alliance, "charter", f"Is there a written charter for {name}, and what does it hold?"),)
        if charter is None
        else (),
    )
    for part in ("purpose", "roles", "decision_rights"):
        yield _charter_part(charter, part, name)
    coalition = None if kind is None else kind == "coalition"
    yield Clause(
        holds=both(coalition, declared_none(alliance.ends)),
        severity=Severity.MEDIUM,
        message=f"{name} is a coalition without an end date.",
        evidence=(cite(alliance, "kind"), cite(alliance, "ends")),
        missing=_end_questions(alliance, name, coalition),
    )


def _end_questions(alliance: Alliance, name: str, coalition: bool | None) -> tuple[Unknown, ...]:
    if coalition is False or isinstance(alliance.ends, When):
        return ()
    kind = (ask(alliance, "kind", f"Is {name} strategic, tactical or a coalition?"),) if coalition is None else ()
    ends = (ask(alliance, "ends", f"When does {name} end?"),) if alliance.ends is None else ()
    return kind + ends


def _charter_part(charter: Charter | Nothing | None, part: str, name: str) -> Clause:
    if charter is None or charter is NOTHING:
        return Clause(holds=None if charter is None else False, severity=Severity.MEDIUM)
    words = part.replace("_", " ")
    value = getattr(charter, part)
    return Clause(
        holds=declared_none(value),
        severity=Severity.MEDIUM,
        message=f"The charter of {name} leaves {words} open.",
        evidence=(cite(charter, part),),
        missing=(ask(charter, part, f"What does the charter of {name} say about {words}?"),) if value is None else (),
    )


@check(
    "function.decision-rights",
    scope="alliance",
    core=True,
    needs=(
        "alliances.decisions.decision",
        "alliances.decisions.decides",
        "alliances.decisions.agrees",
        "alliances.escalation",
    ),
    thresholds=[
        Threshold(name="deciders", value=1, unit="a decision", source="Bain (RAPID); RACI practice"),
        Threshold(name="agreers", value=2, unit="a decision"),
    ],
)
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


@check(
    "function.cadence",
    scope="alliance",
    core=True,
    needs=("alliances.forum.last_held", "as_of"),
    thresholds=[
        Threshold(name="fresh", value=31, unit="days", source="McKinsey via anandnair.com, 2014"),
        Threshold(name="stale", value=62, unit="days"),
    ],
)
def cadence(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Do the partners meet, and was the last meeting recent?"""
    name = situation.name_of(alliance)
    forum = alliance.forum
    never = _never_met(forum)
    held = forum.last_held if forum is not None and forum is not NOTHING else None
    last = held if isinstance(held, When) else None
    stale, late = (_ago(last, limits[name], situation, never) for name in ("stale", "fresh"))
    missing = _meeting_questions(alliance, situation, name, settled=None not in (stale, late))
    facts = (cite(forum if last else alliance, "last_held" if last else "forum"),)
    met = f"The last recorded meeting of the partners of {name} was on {last.in_words() if last else None}"
    yield Clause(
        holds=either(never, stale),
        severity=Severity.HIGH,
        message=f"The partners of {name} do not meet."
        if never
        else f"{met}, more than {limits['stale']:g} days before the date of this file.",
        evidence=facts,
        missing=missing,
    )
    yield Clause(
        holds=unless(late, stale),
        severity=Severity.MEDIUM,
        message=f"{met}, more than {limits['fresh']:g} days before the date of this file.",
        evidence=facts,
        missing=missing,
    )


def _ago(last: When | None, days: float, situation: Situation, never: bool | None) -> bool | None:
    """Whether the last meeting is longer ago; with none ever held, the question does not arise."""
    if last is None:
        return False if never else None
    return more_than(last, int(days), situation.as_of)


def _never_met(forum: Forum | Nothing | None) -> bool | None:
    if forum is None or forum is NOTHING:
        return declared_none(forum)
    return declared_none(forum.last_held)


def _meeting_questions(alliance: Alliance, situation: Situation, name: str, *, settled: bool) -> tuple[Unknown, ...]:
    if situation.as_of is None:
        return (ask(situation.organisation, "as_of", "For which day does this file hold?"),)
    forum = alliance.forum
    if forum is None:
        return (ask(alliance, "forum", f"Where and how often do the partners of {name} meet, and when last?"),)
    if forum is not NOTHING and not settled:
        day = "last meet" if forum.last_held is None else "last meet, to the day"
        return (ask(forum, "last_held", f"When did the partners of {name} {day}?"),)
    return ()
