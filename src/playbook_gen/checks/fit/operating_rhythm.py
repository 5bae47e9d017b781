"""Do the clocks of the partners match?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from playbook_gen.checks.clauses import Clause, NotApplicable, Severity, Unknown, ask, cite
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.language import listed, marked, meant, say, several
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.people import Function
from playbook_gen.model.values import When

_YEAR = 365


def operating_rhythm(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause] | NotApplicable:
    """Do the clocks of the partners match?"""
    partners = situation.partners(alliance)
    functions = list({p.function.id: p.function for p in partners if p.function}.values())
    strangers = [partner for partner in partners if partner.function is None]
    if len(functions) < 2 and not strangers:
        return NotApplicable(reason=say("the partners belong to one function"))
    return _clocks(functions, _whose(strangers), situation, limits)


def _clocks(
    functions: list[Function], whose: tuple[Unknown, ...], situation: Situation, limits: Limits
) -> Iterator[Clause]:
    # What a partner without a known function could add by its budget weighs no more than by its lead time.
    yield _lead_times(functions, whose, situation, limits)
    for a, b in combinations(functions, 2):
        yield _budget_locks(a, b, situation, int(limits["locks"]))


def _whose(strangers: list[Partner]) -> tuple[Unknown, ...]:
    return tuple(
        ask(p.head, "function", say("In which function does {partner} work?", partner=p.name), p.person)
        for p in strangers
    )


def _lead_times(functions: list[Function], whose: tuple[Unknown, ...], situation: Situation, limits: Limits) -> Clause:
    """Compare the slowest with the fastest; what takes less than a day counts as a day."""
    days = {f.id: max(f.lead_time_days, 1) for f in functions if f.lead_time_days is not None}
    slowest, fastest = max(days.values(), default=1), min(days.values(), default=1)
    much_slower = slowest >= limits["far_slower"] * fastest
    weight = Severity.HIGH if much_slower else Severity.MEDIUM
    missing = whose + tuple(
        ask(
            f,
            "lead_time_days",
            say("How many days does {function} usually take from request to delivery?", function=f.name),
            _head(f, situation),
        )
        for f in functions
        if f.id not in days
    )
    return Clause(
        holds=True if slowest >= limits["slower"] * fastest else None if missing else False,
        severity=weight,
        most=Severity.HIGH if missing else weight,
        message=_lead_message(functions, days, slowest, fastest),
        evidence=tuple(cite(f, "lead_time_days") for f in functions if f.id in days),
        missing=() if much_slower else missing,
    )


def _lead_message(functions: list[Function], days: dict[str, int], slowest: int, fastest: int) -> str:
    slow, fast = ([f.name for f in functions if days.get(f.id) == wanted] for wanted in (slowest, fastest))
    return several(
        "{slow} usually takes {longest} from request to delivery, {fast} {shortest}.",
        "{slow} usually take {longest} from request to delivery, {fast} {shortest}.",
        len(slow),
        slow=listed(slow),
        longest=_time(slowest),
        fast=listed(fast),
        shortest=_time(fastest),
    )


def _time(days: int) -> str:
    return several("{number} day", "{number} days", days) if days > 1 else say("a day or less")


def _budget_locks(a: Function, b: Function, situation: Situation, limit: int) -> Clause:
    ours, theirs = a.budget_locks, b.budget_locks
    if ours is None or theirs is None:
        return Clause(holds=None, severity=Severity.MEDIUM, missing=_lock_questions(a, b, situation))
    fewest, most = _round_the_year(ours, theirs)
    if fewest <= limit < most:
        return Clause(holds=None, severity=Severity.MEDIUM, missing=_lock_questions(a, b, situation))
    return Clause(
        holds=fewest > limit,
        severity=Severity.MEDIUM,
        message=several(
            "{function} fixes its budget {when} and {other} {other_when}: more than {number} day apart, "
            "by the shorter way round the year.",
            "{function} fixes its budget {when} and {other} {other_when}: more than {number} days apart, "
            "by the shorter way round the year.",
            limit,
            function=a.name,
            when=_when(ours),
            other=b.name,
            other_when=_when(theirs),
        ),
        evidence=(cite(a, "budget_locks"), cite(b, "budget_locks")),
    )


def _lock_questions(a: Function, b: Function, situation: Situation) -> tuple[Unknown, ...]:
    vague = [f for f in (a, b) if f.budget_locks is None or f.budget_locks.first != f.budget_locks.last]
    return tuple(
        ask(
            f,
            "budget_locks",
            say("On which day is the budget of {function} fixed?", function=f.name),
            _head(f, situation),
        )
        for f in vague
    )


def _round_the_year(a: When, b: When) -> tuple[int, int]:
    """Return the fewest and the most days between two dates that come back each year, the shorter way round."""
    ways = range((b.first - a.last).days, (b.last - a.first).days + 1)
    days = [min(way % _YEAR, -way % _YEAR) for way in ways]
    return min(days), max(days)


def _when(when: When) -> str:
    if when.first == when.last:
        return meant("when something is done", "on {day}", day=when.in_words())
    # Translators: a month, a quarter or a year.
    return meant("when something is done", "in {period}", period=when.in_words())


def _head(function: Function, situation: Situation) -> str | None:
    head = situation.head_of(function.id)
    return head.id if head else None


CHECK = Check(
    id="fit.operating-rhythm",
    scope="alliance",
    needs=("functions.lead_time_days", "functions.budget_locks"),
    thresholds=(
        Threshold(name="slower", value=4, unit=marked("times the days of the fastest partner, from here on")),
        Threshold(name="far_slower", value=8, unit=marked("times the days of the fastest partner, from here on")),
        Threshold(name="locks", value=60, unit=marked("days between two budgets being fixed, beyond it")),
    ),
    rule=operating_rhythm,
)
