"""Do the partners meet, and was the last meeting recent?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import (
    Clause,
    Severity,
    Unknown,
    ask,
    ask_day,
    cite,
    declared_none,
    either,
    more_than,
    unless,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.model.alliances import Alliance, Forum
from playbook_gen.model.values import NOTHING, Nothing, When


def cadence(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Do the partners meet, and was the last meeting recent?"""
    name = situation.name_of(alliance)
    forum = alliance.forum
    never = _never_met(forum)
    held = forum.last_held if forum is not None and forum is not NOTHING else None
    last = held if isinstance(held, When) else None
    stale, late = (_ago(last, limits[name], situation, never) for name in ("stale", "fresh"))
    missing = () if never else _meeting_questions(alliance, situation, name, settled=None not in (stale, late))
    facts = (cite(forum, "last_held") if held is not None else cite(alliance, "forum"),)
    met = f"The last recorded meeting of the partners of {name} was {_on(last) if last else ''}"
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


def _on(day: When) -> str:
    return f"{'on' if day.first == day.last else 'in'} {day.in_words()}"


def _meeting_questions(alliance: Alliance, situation: Situation, name: str, *, settled: bool) -> tuple[Unknown, ...]:
    if situation.as_of is None:
        return (ask_day(situation.organisation),)
    forum = alliance.forum
    if forum is None:
        return (ask(alliance, "forum", f"Where and how often do the partners of {name} meet, and when last?"),)
    if forum is not NOTHING and not settled:
        day = "last meet" if forum.last_held is None else "last meet, to the day"
        return (ask(forum, "last_held", f"When did the partners of {name} {day}?"),)
    return ()


CHECK = Check(
    id="function.cadence",
    scope="alliance",
    core=True,
    needs=("alliances.forum.last_held", "as_of"),
    thresholds=(
        Threshold(name="fresh", value=31, unit="days", source="McKinsey via anandnair.com, 2014"),
        Threshold(name="stale", value=62, unit="days"),
    ),
    rule=cadence,
)
