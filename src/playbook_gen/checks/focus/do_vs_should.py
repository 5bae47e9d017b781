"""Does the alliance contribute to each goal what it should?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from playbook_gen.checks.clauses import (
    Clause,
    Severity,
    Unknown,
    ask,
    cite,
    declared_none,
    opposite,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.language import listed, marked, meant, say
from playbook_gen.model.alliances import Alliance, ContributionNow

_STEPS = ("none", "some", "main", "leading")
_WITHIN = {
    None: marked("“{goal}”"),
    "short": marked("“{goal}” within the cycle"),
    "long": marked("“{goal}” beyond the cycle"),
}


def do_vs_should(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Does the alliance contribute to each goal what it should?"""
    if alliance.contributions == ():
        yield _nothing(alliance, situation)
        return
    for entry in alliance.contributions or ():
        yield _gap(entry, alliance, situation, limits)
    yield _unstated(alliance, situation)


def _nothing(alliance: Alliance, situation: Situation) -> Clause:
    """An alliance that serves goals and contributes to none: one step short at least, whatever it should do."""
    name = situation.name_of(alliance)
    goals = listed(say("“{goal}”", goal=situation.goals[goal].statement) for goal in alliance.supports or ())
    return Clause(
        holds=opposite(declared_none(alliance.supports)),
        severity=Severity.MEDIUM,
        message=say("{alliance} contributes nothing to what it is there for: {goals}.", alliance=name, goals=goals),
        evidence=(cite(alliance, "contributions"), cite(alliance, "supports")),
        missing=_served(alliance, name),
    )


def _gap(entry: ContributionNow, alliance: Alliance, situation: Situation, limits: Limits) -> Clause:
    name = situation.name_of(alliance)
    goal = say(_WITHIN[entry.horizon], goal=situation.goals[entry.goal].statement)
    weight = _worst(entry, limits)
    if entry.now is None or entry.should is None:
        missing = _gap_questions(entry, name, goal)
        return Clause(holds=None, severity=weight or Severity.LOW, missing=missing)
    now, should = _part(entry.now), _part(entry.should)
    if entry.should == "none":
        said = say(
            "{alliance} contributes {now} to {goal} and is asked for nothing.", alliance=name, now=now, goal=goal
        )
    else:
        said = say(
            "{alliance} contributes {now} to {goal} and should contribute {should}.",
            alliance=name,
            now=now,
            goal=goal,
            should=should,
        )
    return Clause(
        holds=bool(weight),
        severity=weight or Severity.LOW,
        message=said,
        evidence=(cite(entry, "now"), cite(entry, "should")),
    )


def _part(step: str) -> str:
    """Return what somebody contributes by a step."""
    parts = {
        "none": meant("what somebody contributes", "nothing"),
        "some": meant("what somebody contributes", "some"),
        "main": meant("what somebody contributes", "a main part"),
        "leading": meant("what somebody contributes", "the leading part"),
    }
    return parts[step]


def _worst(entry: ContributionNow, limits: Limits) -> Severity | None:
    """Return the most that the entry may weigh, over every value that the unknowns may still take."""
    now, should = ((step,) if step else _STEPS for step in (entry.now, entry.should))
    weights = (_weight(_STEPS.index(a), _STEPS.index(b), limits) for a, b in product(now, should))
    return max((weight for weight in weights if weight), default=None)


def _weight(now: int, should: int, limits: Limits) -> Severity | None:
    if should - now >= limits["wide"]:
        return Severity.HIGH
    if should > now:
        return Severity.MEDIUM
    return Severity.LOW if should == 0 and now >= limits["over"] else None


def _gap_questions(entry: ContributionNow, name: str, goal: str) -> tuple[Unknown, ...]:
    asked = {
        "now": marked("What does {alliance} contribute to {goal} now?"),
        "should": marked("What should {alliance} contribute to {goal}?"),
    }
    return tuple(
        ask(entry, part, say(words, alliance=name, goal=goal))
        for part, words in asked.items()
        if getattr(entry, part) is None
    )


def _unstated(alliance: Alliance, situation: Situation) -> Clause:
    """Goals that it serves and of which no entry speaks: what it does for them, and should, is not known."""
    name = situation.name_of(alliance)
    stated = {entry.goal for entry in alliance.contributions or ()}
    silent = [goal for goal in alliance.supports or () if goal not in stated]
    if alliance.contributions is None:
        question = say(
            "What does {alliance} contribute to each goal now, and what should it contribute?", alliance=name
        )
        missing: tuple[Unknown, ...] = (ask(alliance, "contributions", question),)
    else:
        words = marked("What does {alliance} contribute to “{goal}” now, and what should it contribute?")
        asked = {goal: say(words, alliance=name, goal=situation.goals[goal].statement) for goal in silent}
        missing = _served(alliance, name) + tuple(
            ask(alliance, f"contributions[{goal}]", question) for goal, question in asked.items()
        )
    return Clause(holds=None if missing else False, severity=Severity.HIGH, missing=missing)


def _served(alliance: Alliance, name: str) -> tuple[Unknown, ...]:
    if alliance.supports is not None:
        return ()
    return (ask(alliance, "supports", say("Which company goals does {alliance} serve?", alliance=name)),)


CHECK = Check(
    id="focus.do-vs-should",
    scope="alliance",
    needs=("alliances.contributions.now", "alliances.contributions.should", "alliances.supports"),
    also_reads=("alliances.contributions.horizon",),
    thresholds=(
        Threshold(name="wide", value=2, unit=marked("steps of three between what it does and what it should do")),
        Threshold(name="over", value=2, unit=marked("steps of three, from here on, where nothing is asked")),
    ),
    rule=do_vs_should,
)
