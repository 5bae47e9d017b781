"""Do the partners meet, and was the last meeting recent?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

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
from playbook_gen.language import dated, marked, say, several
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
    yield Clause(
        holds=either(never, stale),
        severity=Severity.HIGH,
        message=say("The partners of {alliance} do not meet.", alliance=name)
        if never
        else _said(last, name, int(limits["stale"]), situation.as_of),
        evidence=facts,
        missing=missing,
    )
    yield Clause(
        holds=unless(late, stale),
        severity=Severity.MEDIUM,
        message=_said(last, name, int(limits["fresh"]), situation.as_of),
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


def _said(last: When | None, name: str, days: int, as_of: date | None) -> str:
    if last is None or as_of is None:
        return ""
    if last.first == last.last:
        return several(
            "The last recorded meeting of the partners of {alliance} was on {day}, {number} day before {today}.",
            "The last recorded meeting of the partners of {alliance} was on {day}, {number} days before {today}.",
            (as_of - last.last).days,
            alliance=name,
            day=last.in_words(),
            today=dated(as_of),
        )
    # Translators: the period is a month, a quarter or a year.
    return several(
        "The last recorded meeting of the partners of {alliance} was in {period}, more than {number} day before "
        "{today}.",
        "The last recorded meeting of the partners of {alliance} was in {period}, more than {number} days before "
        "{today}.",
        days,
        alliance=name,
        period=last.in_words(),
        today=dated(as_of),
    )


def _meeting_questions(alliance: Alliance, situation: Situation, name: str, *, settled: bool) -> tuple[Unknown, ...]:
    if situation.as_of is None:
        return (ask_day(situation.organisation),)
    forum = alliance.forum
    if forum is None:
        question = say("Where and how often do the partners of {alliance} meet, and when last?", alliance=name)
        return (ask(alliance, "forum", question),)
    if forum is not NOTHING and not settled:
        question = (
            say("When did the partners of {alliance} last meet?", alliance=name)
            if forum.last_held is None
            else say("When did the partners of {alliance} last meet, to the day?", alliance=name)
        )
        return (ask(forum, "last_held", question),)
    return ()


CHECK = Check(
    id="function.cadence",
    scope="alliance",
    core=True,
    needs=("alliances.forum.last_held", "as_of"),
    thresholds=(
        Threshold(name="fresh", value=31, unit=marked("days"), source=marked("McKinsey via anandnair.com, 2014")),
        Threshold(name="stale", value=62, unit=marked("days")),
    ),
    rule=cadence,
)
