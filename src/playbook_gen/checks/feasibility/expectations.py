"""Are the expectations that others have of an executive stated, agreed and free of contradiction?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, Severity, Unknown, ask, both, cite, declared_none, opposite
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Situation
from playbook_gen.language import marked, say
from playbook_gen.model.people import Expectation, Person

_SIDES = {"up": marked("those above"), "sideways": marked("the peers"), "down": marked("the team")}


def expectations(person: Person, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Are the expectations that others have of an executive stated, agreed and free of contradiction?"""
    given = person.expectations
    if not given:
        yield _none_given(person)
        return
    for side, who in _SIDES.items():
        if all(expectation.side != side for expectation in given):
            # What nobody has asked for yet may turn out unstated, or at odds with the rest.
            question = say("What is expected of {person} by {holder}?", person=person.name, holder=say(who))
            missing = (ask(person, f"expectations[{side}]", question, person.id),)
            yield Clause(holds=None, severity=Severity.HIGH, missing=missing)
    for expectation in given:
        holder = situation.people[expectation.by].name if expectation.by else say(_SIDES[expectation.side])
        if expectation.side == "up":
            yield _unstated(expectation, person, holder)
            yield _not_agreed(expectation, person, holder)
        yield _contradiction(expectation, person, holder)


def _none_given(person: Person) -> Clause:
    question = say("What do those above, the peers and the team expect of {person}?", person=person.name)
    return Clause(
        holds=declared_none(person.expectations),
        severity=Severity.HIGH,
        message=say("Nobody has stated what is expected of {person}.", person=person.name),
        evidence=(cite(person, "expectations"),),
        missing=(ask(person, "expectations", question, person.id),) if person.expectations is None else (),
    )


def _unstated(expectation: Expectation, person: Person, holder: str) -> Clause:
    return Clause(
        holds=declared_none(expectation.expectation),
        severity=Severity.HIGH,
        message=say("What is expected of {person} by {holder} has not been stated.", person=person.name, holder=holder),
        evidence=(cite(expectation, "expectation"),),
        missing=_what(expectation, person, holder),
    )


def _not_agreed(expectation: Expectation, person: Person, holder: str) -> Clause:
    question = say("Have {person} and {holder} agreed on what is expected?", person=person.name, holder=holder)
    asked = (ask(expectation, "agreed", question, person.id),) if expectation.agreed is None else ()
    return Clause(
        holds=both(opposite(declared_none(expectation.expectation)), opposite(expectation.agreed)),
        severity=Severity.MEDIUM,
        message=say(
            "{person} and {holder} have not agreed on what is expected: “{expectation}”.",
            person=person.name,
            holder=holder,
            expectation=expectation.expectation,
        ),
        evidence=(cite(expectation, "expectation"), cite(expectation, "agreed")),
        missing=(*_what(expectation, person, holder), *asked),
    )


def _contradiction(expectation: Expectation, person: Person, holder: str) -> Clause:
    """Find two expectations that cannot both be met; what is not expected contradicts nothing."""
    question = say(
        "With which other expectation of {person}, if any, can that of {holder} not be met?",
        person=person.name,
        holder=holder,
    )
    asked = (ask(expectation, "contradicts", question, person.id),) if expectation.contradicts is None else ()
    return Clause(
        holds=both(*(opposite(declared_none(said)) for said in (expectation.expectation, expectation.contradicts))),
        severity=Severity.HIGH,
        message=say(
            "{person} cannot meet both “{expectation}”, expected by {holder}, and “{other}”.",
            person=person.name,
            expectation=expectation.expectation,
            holder=holder,
            other=expectation.contradicts,
        ),
        evidence=(cite(expectation, "expectation"), cite(expectation, "contradicts")),
        missing=(*_what(expectation, person, holder), *asked),
    )


def _what(expectation: Expectation, person: Person, holder: str) -> tuple[Unknown, ...]:
    if expectation.expectation is not None:
        return ()
    question = say("What is expected of {person} by {holder}?", person=person.name, holder=holder)
    return (ask(expectation, "expectation", question, expectation.by or person.id),)


CHECK = Check(
    id="feasibility.expectations",
    scope="person",
    needs=(
        "people.expectations.side",
        "people.expectations.expectation",
        "people.expectations.agreed",
        "people.expectations.contradicts",
    ),
    rule=expectations,
)
