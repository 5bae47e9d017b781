"""Did last cycle's work deliver what was wanted?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, NotApplicable, Severity, Unknown, ask, cite, named, unless
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.language import listed, marked, say
from playbook_gen.model.alliances import Alliance, Outcome
from playbook_gen.model.values import NOTHING

_LINES = {
    # Translators: what the work of an alliance missed, as are the next four.
    "budget": marked("its budget"),
    "schedule": marked("its schedule"),
    "specification": marked("its specification"),
    "customers": marked("what customers expected"),
    "goals": marked("the company's goals"),
}
"""The five lines, as they are missed."""
_ASKED = {
    "budget": marked("Was last cycle's work of {alliance} within budget?"),
    "schedule": marked("Was last cycle's work of {alliance} on time?"),
    "specification": marked("Was last cycle's work of {alliance} as specified?"),
    "customers": marked("Was last cycle's work of {alliance} as customers expected?"),
    "goals": marked("Was last cycle's work of {alliance} still in line with the company's goals?"),
}


def failed_outcome(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause] | NotApplicable:
    """Did last cycle's work deliver what was wanted?"""
    if alliance.outcome is NOTHING:
        return NotApplicable(reason=say("nothing was due last cycle"))
    return _judge(alliance, alliance.outcome, situation, limits)


def _judge(alliance: Alliance, outcome: Outcome | None, situation: Situation, limits: Limits) -> Iterator[Clause]:
    name = situation.name_of(alliance)
    known = {line: getattr(outcome, line) if outcome else None for line in _LINES}
    missed = [line for line, reached in known.items() if reached is False]
    unknown = [line for line, reached in known.items() if reached is None]
    most, some = (_at_least(limits[limit], len(missed), len(unknown)) for limit in ("most", "some"))
    one = _at_least(1, len(missed), len(unknown))
    missing = _questions(alliance, outcome, unknown, name)
    message = say(
        "Last cycle's work of {alliance} missed {lines}.",
        alliance=name,
        lines=listed(say(_LINES[line]) for line in missed),
    )
    facts = tuple(cite(outcome, line) for line in missed)
    yield Clause(holds=most, severity=Severity.HIGH, message=message, evidence=facts, missing=missing)
    yield Clause(holds=unless(some, most), severity=Severity.MEDIUM, message=message, evidence=facts, missing=missing)
    yield Clause(holds=unless(one, some), severity=Severity.LOW, message=message, evidence=facts, missing=missing)


def _at_least(limit: float, found: int, unknown: int) -> bool | None:
    """Whether so many failed; known as soon as enough did, or as too few are left."""
    if found >= limit:
        return True
    return None if found + unknown >= limit else False


def _questions(alliance: Alliance, outcome: Outcome | None, unknown: list[str], name: str) -> tuple[Unknown, ...]:
    person = named(alliance.accountable)
    if outcome is None:
        question = say(
            "Was last cycle's work of {alliance} within budget, on time, as specified, as customers expected and still "
            "in line with the company's goals?",
            alliance=name,
        )
        return (ask(alliance, "outcome", question, person),)
    return tuple(ask(outcome, line, say(_ASKED[line], alliance=name), person) for line in unknown)


CHECK = Check(
    id="function.failed-outcome",
    scope="alliance",
    needs=tuple(f"alliances.outcome.{line}" for line in _LINES),
    thresholds=(
        Threshold(
            name="most", value=3, unit=marked("of five lines failed, high"), source=marked("Inc. on Tabrizi, undated")
        ),
        Threshold(name="some", value=2, unit=marked("of five lines failed, medium")),
    ),
    rule=failed_outcome,
)
