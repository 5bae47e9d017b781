"""Do rewards pull together?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from playbook_gen.checks.clauses import (
    Clause,
    Evidence,
    Severity,
    Unknown,
    ask,
    both,
    cite,
    either,
    plain,
    unless,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Pair, Situation
from playbook_gen.language import marked, percent, say
from playbook_gen.model.people import Incentive, Person


def incentive_conflict(pair: Pair, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Do rewards pull together?"""
    yield from _opposed(pair.a, pair.b)
    yield from _shared(pair.a, pair.b, limits["thin"])


def _opposed(a: Person, b: Person) -> Iterator[Clause]:
    """Find one measure that should rise for one of the two and fall for the other.

    What lists that nobody wrote down may hold weighs as much in what the two share, and is left open there.
    """
    for mine, theirs in product(a.incentives or (), b.incentives or ()):
        ways = {mine.direction, theirs.direction}
        if not _same_measure(mine, theirs) or "hold" in ways:
            continue
        yield Clause(
            holds=None if None in ways else len(ways) > 1,
            severity=Severity.HIGH,
            message=say(
                "{person} is rewarded for “{measure}” going up, and {other} for the same measure going down.",
                person=a.name,
                measure=mine.measure,
                other=b.name,
            )
            if mine.direction == "up"
            else say(
                "{person} is rewarded for “{measure}” going down, and {other} for the same measure going up.",
                person=a.name,
                measure=mine.measure,
                other=b.name,
            ),
            evidence=tuple(cite(one, part) for one in (mine, theirs) for part in ("measure", "direction")),
            missing=(*_asked(a, mine, "direction"), *_asked(b, theirs, "direction")),
        )


def _shared(a: Person, b: Person, thin: float) -> Iterator[Clause]:
    """Weigh what both are rewarded for, by the share of it in the reward of whichever of the two has less of it."""
    bounds = ((a, *_weight(a.incentives, b.incentives)), (b, *_weight(b.incentives, a.incentives)))
    least, most = min(low for _, low, _ in bounds), min(high for _, _, high in bounds)
    limit = Fraction(str(thin))
    rewarded = either(*(None if person.incentives is None else bool(person.incentives) for person in (a, b)))
    nothing = both(rewarded, False if least > 0 else most == 0 or None)
    little = both(rewarded, False if least >= limit else most < limit or None)
    poorer = [person for person, _, high in bounds if high < limit]
    facts = tuple(fact for person in (a, b) for fact in _facts(person))
    missing = (*_lists_asked(a, b), *_links_asked(a, b), *_links_asked(b, a))
    yield Clause(
        holds=nothing,
        severity=Severity.HIGH,
        message=say(
            "{person} and {other} are rewarded for nothing in common.",
            person=a.name,
            other=b.name,
        ),
        evidence=facts,
        missing=missing if nothing is None else (),
    )
    yield Clause(
        holds=unless(little, nothing),
        severity=Severity.MEDIUM,
        message=_little(a, b, poorer, thin),
        evidence=facts,
        missing=missing if little is None else (),
    )


def _little(a: Person, b: Person, poorer: list[Person], thin: float) -> str:
    share = percent(thin)
    if len(poorer) > 1:
        return say(
            "What {person} and {other} are both rewarded for makes up less than {share} of the variable reward of "
            "{person} and of {other}.",
            person=a.name,
            other=b.name,
            share=share,
        )
    return say(
        "What {person} and {other} are both rewarded for makes up less than {share} of the variable reward of "
        "{rewarded}.",
        person=a.name,
        other=b.name,
        share=share,
        rewarded=poorer[0].name if poorer else "",
    )


_Incentives = tuple[Incentive, ...] | None


def _weight(mine: _Incentives, theirs: _Incentives) -> tuple[Fraction, Fraction]:
    """Return the least and the most weight that somebody's incentives shared with the other may have."""
    if mine is None:
        return Fraction(0), Fraction(1)
    least = most = Fraction(0)
    for one in mine:
        linked = _linked(one, theirs)
        least += Fraction(str(one.weight or 0)) if linked else 0
        most += 0 if linked is False else Fraction(str(1 if one.weight is None else one.weight))
    return least, most


def _linked(one: Incentive, others: _Incentives) -> bool | None:
    if others is None:
        return None
    return either(*(either(_same_measure(one, other), _same_goal(one, other)) for other in others))


def _same_measure(one: Incentive, other: Incentive) -> bool:
    return plain(one.measure) == plain(other.measure)


def _same_goal(one: Incentive, other: Incentive) -> bool | None:
    return None if one.goal is None or other.goal is None else one.goal == other.goal


def _facts(person: Person) -> tuple[Evidence, ...]:
    if person.incentives == ():
        return (cite(person, "incentives"),)
    parts = ("measure", "goal", "weight")
    return tuple(cite(one, part) for one in person.incentives or () for part in parts if getattr(one, part) is not None)


def _lists_asked(*people: Person) -> tuple[Unknown, ...]:
    return tuple(
        ask(
            person,
            "incentives",
            say("What is {person} rewarded for, and with what weight?", person=person.name),
            person.id,
        )
        for person in people
        if person.incentives is None
    )


def _links_asked(person: Person, other: Person) -> tuple[Unknown, ...]:
    """Ask for the goal and the weight of what may be shared with the other."""
    found: list[Unknown] = []
    for one in person.incentives or ():
        linked = _linked(one, other.incentives)
        found += _asked(person, one, "weight") if linked is not False else ()
        found += _asked(person, one, "goal") if linked is None else ()
    return tuple(found)


def _asked(person: Person, incentive: Incentive, part: str) -> tuple[Unknown, ...]:
    if getattr(incentive, part) is not None:
        return ()
    return (ask(incentive, part, say(_ASKED[part], person=person.name, measure=incentive.measure), person.id),)


_ASKED = {
    "direction": marked("Is {person} rewarded for “{measure}” going up or down?"),
    "weight": marked("Which share of the variable reward of {person} hangs on “{measure}”?"),
    "goal": marked("Which goal does the reward of {person} for “{measure}” belong to?"),
}


CHECK = Check(
    id="financial.incentive-conflict",
    scope="pair",
    needs=(
        "people.incentives.measure",
        "people.incentives.goal",
        "people.incentives.weight",
        "people.incentives.direction",
    ),
    thresholds=(
        Threshold(
            name="thin", value=0.2, unit=marked("of the variable reward, below which what is shared weighs little")
        ),
    ),
    rule=incentive_conflict,
)
