"""Do the partners look together at how the alliance works, and does anything come of it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from playbook_gen.checks.clauses import (
    Clause,
    NotApplicable,
    Severity,
    Unknown,
    ask,
    ask_day,
    both,
    cite,
    named,
    unless,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.language import dated, marked, say, several
from playbook_gen.model.alliances import Alliance, Review
from playbook_gen.model.values import When


def no_health_check(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause] | NotApplicable:
    """Do the partners look together at how the alliance works, and does anything come of it?"""
    months = int(limits["overdue"])
    if alliance.reviews == () and _longer_ago(alliance.since, months, situation.as_of) is False:
        reason = several(
            "it was agreed within the past {number} month, and no review is overdue",
            "it was agreed within the past {number} months, and no review is overdue",
            months,
        )
        return NotApplicable(reason=reason)
    return _judge(alliance, situation, months)


def _judge(alliance: Alliance, situation: Situation, months: int) -> Iterator[Clause]:
    name = situation.name_of(alliance)
    held = _held(alliance, situation.as_of)
    last = held[0] if held else None
    overdue, idle = _overdue(alliance, held, months, situation.as_of), _without_actions(alliance, held)
    when = last.held.in_words() if last else ""
    never = cite(alliance, "reviews"), *((cite(alliance, "since"),) if alliance.since else ())
    yield Clause(
        holds=overdue,
        severity=Severity.MEDIUM,
        presumed=alliance.reviews == () and alliance.since is None,
        message=several(
            "The last joint review of {alliance} ({day}) lies more than {number} month before {today}.",
            "The last joint review of {alliance} ({day}) lies more than {number} months before {today}.",
            months,
            alliance=name,
            day=when,
            today=dated(situation.as_of) if situation.as_of else "",
        )
        if last
        else say("The partners of {alliance} have never looked together at how it works.", alliance=name),
        evidence=tuple(cite(review, "held") for review in held) or never,
        missing=_when_questions(alliance, situation, overdue),
    )
    yield Clause(
        holds=unless(idle, overdue),
        severity=Severity.LOW,
        message=say("No action came out of the last joint review of {alliance} ({day}).", alliance=name, day=when),
        evidence=tuple(cite(review, field) for review in _may_be_last(held) for field in ("held", "actions")),
        missing=_action_questions(alliance, situation, held, idle),
    )


def _longer_ago(when: When | None, months: int, as_of: date | None) -> bool | None:
    """Whether a date lies more than so many months back; known only if true of the whole interval."""
    if when is None or as_of is None or when.first > as_of:
        return None
    if _months_and_day(when.last, months) < _months_and_day(as_of, 0):
        return True
    return None if _months_and_day(when.first, months) < _months_and_day(as_of, 0) else False


def _months_and_day(day: date, later: int) -> tuple[int, int]:
    return day.year * 12 + day.month + later, day.day


def _held(alliance: Alliance, as_of: date | None) -> list[Review]:
    """Return the reviews held by then, the last one first."""
    held = [review for review in alliance.reviews or () if as_of and review.held.first <= as_of]
    return sorted(held, key=lambda review: (review.held.last, review.held.first), reverse=True)


def _overdue(alliance: Alliance, held: list[Review], months: int, as_of: date | None) -> bool | None:
    """Whether all reviews lie too far back; without any, whether the alliance began so long ago, which is presumed."""
    if held:
        return both(*(_longer_ago(review.held, months, as_of) for review in held))
    if as_of is None or alliance.reviews != ():
        return None
    return alliance.since is None or _longer_ago(alliance.since, months, as_of)


def _without_actions(alliance: Alliance, held: list[Review]) -> bool | None:
    """Whether nothing came out of the last review; of several that may be the last, all must say the same."""
    if not held:
        return False if alliance.reviews == () else None
    newest = _may_be_last(held)
    said = {None if review.actions is None else not review.actions for review in newest}
    if False in said and not any(map(_inexact, newest)):
        return False  # of one day: what came out of one of them came out of that day
    return said.pop() if len(said) == 1 else None


def _may_be_last(held: list[Review]) -> list[Review]:
    return [review for review in held if not any(other.held.first > review.held.last for other in held)]


def _inexact(review: Review) -> bool:
    return review.held.first != review.held.last


def _when_questions(alliance: Alliance, situation: Situation, overdue: bool | None) -> tuple[Unknown, ...]:
    if alliance.reviews == () and situation.as_of and (overdue is None or alliance.since is None):
        question = say("On which day was {alliance} agreed?", alliance=situation.name_of(alliance))
        return (ask(alliance, "since", question, _answers(alliance)),)
    return _review_questions(alliance, situation, alliance.reviews or ()) if overdue is None else ()


def _action_questions(
    alliance: Alliance, situation: Situation, held: list[Review], idle: bool | None
) -> tuple[Unknown, ...]:
    if idle is not None:
        return ()
    name = situation.name_of(alliance)
    newest = _may_be_last(held)
    asked = tuple(
        ask(
            review,
            "actions",
            say(
                "How many actions came out of the joint review of {alliance}, {day}?",
                alliance=name,
                day=review.held.in_words(),
            ),
        )
        for review in newest
        if review.actions is None
    )
    return asked or _review_questions(alliance, situation, newest or alliance.reviews or ())


def _review_questions(alliance: Alliance, situation: Situation, reviews: Iterable[Review]) -> tuple[Unknown, ...]:
    """Ask for the day of each review that is not exact, or still to come; without any, for the reviews."""
    if situation.as_of is None:
        return (ask_day(situation.organisation),)
    name = situation.name_of(alliance)
    question = say("On which day did the partners of {alliance} last look together at how it works?", alliance=name)
    vague = (review for review in reviews if _inexact(review) or review.held.first > situation.as_of)
    asked = tuple(ask(review, "held", question) for review in vague)
    question = say(
        "When did the partners of {alliance} last look together at how it works, and what came of it?", alliance=name
    )
    return asked or (ask(alliance, "reviews", question, _answers(alliance)),)


def _answers(alliance: Alliance) -> str | None:
    return named(alliance.accountable)


CHECK = Check(
    id="function.no-health-check",
    scope="alliance",
    needs=("alliances.reviews.held", "alliances.reviews.actions", "alliances.since", "as_of"),
    thresholds=(Threshold(name="overdue", value=12, unit=marked("months"), source=marked("Peter Simoons, undated")),),
    rule=no_health_check,
)
