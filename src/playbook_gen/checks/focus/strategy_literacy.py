"""Do the managers below know the strategy, and do they work on aligning to it?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from playbook_gen.checks.clauses import (
    Clause,
    Severity,
    Unknown,
    ask,
    ask_day,
    cite,
    declared_none,
    more_than,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.language import dated, marked, percent, say, several
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.strategy import StrategyLiteracy
from playbook_gen.model.values import NOTHING, When

_ASKED = {
    "managers": marked("How many managers does the company have?"),
    "trained": marked("How many of the managers were trained on strategy, goals and purpose?"),
    "name_top_three": marked("Which share of the managers can name the company's top three goals?"),
    "last_workshop": marked("When was the last joint workshop on how the functions align?"),
}


def strategy_literacy(company: Organisation, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Do the managers below know the strategy, and do they work on aligning to it?"""
    said = company.strategy_literacy
    if said is None:
        question = say(
            "How many managers know the company's top goals, and when did they last work on aligning to them?"
        )
        yield Clause(holds=None, severity=Severity.HIGH, missing=(ask(company, "strategy_literacy", question),))
    elif said is NOTHING:
        yield Clause(
            holds=True,
            severity=Severity.MEDIUM,
            message=say("Nothing is done so that managers know the strategy: no training and no joint workshop."),
            evidence=(cite(company, "strategy_literacy"),),
        )
    else:
        yield _untrained(said, limits["trained"])
        yield _unnamed(said, limits["named"])
        yield _apart(said, situation, limits["workshop"])


def _untrained(said: StrategyLiteracy, least: float) -> Clause:
    managers, trained = said.managers, said.trained
    known = managers is not None and trained is not None
    return Clause(
        # As decimals, so that 80 % of 15 is 12 and not a little more.
        holds=Decimal(trained or 0) < Decimal(str(least)) * Decimal(managers or 0) if known else None,
        severity=Severity.MEDIUM,
        message=several(
            "Training on strategy, goals and purpose has reached {trained} of {number} manager, less than {share}.",
            "Training on strategy, goals and purpose has reached {trained} of {number} managers, less than {share}.",
            managers or 0,
            trained=trained,
            share=percent(least),
        ),
        evidence=(cite(said, "managers"), cite(said, "trained")),
        missing=_questions(said, "managers", "trained"),
    )


def _unnamed(said: StrategyLiteracy, least: float) -> Clause:
    share = said.name_top_three
    return Clause(
        holds=None if share is None else share < least,
        severity=Severity.HIGH,
        message=say(
            "Of the managers, {share} can name the company's top three goals, less than {least}.",
            share=percent(share or 0),
            least=percent(least),
        ),
        evidence=(cite(said, "name_top_three"),),
        missing=_questions(said, "name_top_three"),
    )


def _apart(said: StrategyLiteracy, situation: Situation, days: float) -> Clause:
    last = said.last_workshop
    if not isinstance(last, When):
        return Clause(
            holds=declared_none(last),
            severity=Severity.MEDIUM,
            message=say("No joint workshop on how the functions align has been held."),
            evidence=(cite(said, "last_workshop"),),
            missing=_questions(said, "last_workshop"),
        )
    late = more_than(last, int(days), situation.as_of)
    return Clause(
        holds=late,
        severity=Severity.MEDIUM,
        message=several(
            "The last joint workshop on how the functions align dates from {day}, "
            "more than {number} day before {today}.",
            "The last joint workshop on how the functions align dates from {day}, "
            "more than {number} days before {today}.",
            int(days),
            day=last.in_words(),
            today=dated(situation.as_of) if situation.as_of else "",
        ),
        evidence=(cite(said, "last_workshop"),),
        missing=_which_day(said, situation) if late is None else (),
    )


def _which_day(said: StrategyLiteracy, situation: Situation) -> tuple[Unknown, ...]:
    if situation.as_of is None:
        return (ask_day(situation.organisation),)
    question = say("On which day was the last joint workshop on how the functions align?")
    return (ask(said, "last_workshop", question),)


def _questions(said: StrategyLiteracy, *parts: str) -> tuple[Unknown, ...]:
    return tuple(ask(said, part, say(_ASKED[part])) for part in parts if getattr(said, part) is None)


CHECK = Check(
    id="focus.strategy-literacy",
    scope="company",
    needs=(
        "strategy_literacy.managers",
        "strategy_literacy.trained",
        "strategy_literacy.name_top_three",
        "strategy_literacy.last_workshop",
        "as_of",
    ),
    thresholds=(
        Threshold(name="trained", value=0.8, unit=marked("share of managers who were trained, from here on")),
        Threshold(
            name="named",
            value=0.33,
            unit=marked("share of managers who can name the top three goals, from here on"),
            source=marked("Sull and Homkes, HBR, 2015: about a third of leaders"),
        ),
        Threshold(name="workshop", value=365, unit=marked("days since the last joint workshop")),
    ),
    rule=strategy_literacy,
)
