"""What several checks of this mode look up: who holds a post on the date of the file, whom to ask, shares in words."""

from __future__ import annotations

from playbook_gen.checks.clauses import Evidence, Unknown, ask, cite, named
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.language import figure, say
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.people import Head, Person
from playbook_gen.model.values import NOTHING, Nothing


def holding(function: str, person: str | Nothing, situation: Situation) -> tuple[Head, ...]:
    """Return the entries of `heads` by which this person, or nobody, heads a function on the date of the file."""
    return tuple(entry for entry in current(function, situation) if entry.person == person)


def current(function: str, situation: Situation) -> tuple[Head, ...]:
    """Return the entries of `heads` that hold for a function on the date of the file."""
    entries = situation.organisation.heads or ()
    return tuple(entry for entry in entries if entry.function == function and situation.holds_now(entry))


def vacancy(partner: Partner, situation: Situation) -> tuple[Evidence, ...]:
    """Return where the file says that a post is vacant, if it does."""
    if partner.function is None:
        return ()
    entries = holding(partner.function.id, NOTHING, situation)
    return tuple(cite(entry, "person") for entry in entries) or (cite(partner.function, "head"),)


def who_heads(partner: Partner) -> tuple[Unknown, ...]:
    """Ask who heads a function, where nobody said."""
    if partner.head or partner.vacant:
        return ()
    return (ask(partner.function, "head", say("Who heads {partner}?", partner=partner.name)),)


def strangers(alliance: Alliance, situation: Situation) -> tuple[Unknown, ...]:
    """Ask which function a partner stands for, where only the person is named: it may be any."""
    people = [p.head for p in situation.partners(alliance) if p.function is None and p.head]
    return tuple(_stands_for(person, situation.name_of(alliance)) for person in people)


def _stands_for(person: Person, alliance: str) -> Unknown:
    question = say("Which function does {person} stand for in {alliance}?", person=person.name, alliance=alliance)
    return ask(person, "function", question, person.id)


def which_alliances(person: Person, situation: Situation) -> Unknown:
    """Ask in which alliances a person has a part, where no alliance is on record."""
    question = say("Which alliances does {person} answer for, or head a partner of?", person=person.name)
    return ask(situation.organisation, "alliances", question, person.id)


def answerable(alliance: Alliance) -> str | None:
    """Return the id of whoever answers for the alliance, to put questions to."""
    return named(alliance.accountable)


def percent(share: float) -> str:
    """Return a share as a reader would say it."""
    return say("{number} %", number=figure(round(share * 100, 2)))
