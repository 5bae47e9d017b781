"""Whom a workshop is for: each partner function with its alliances and the people one and two levels below its head."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.people import Person
from playbook_gen.model.values import NOTHING, When
from playbook_gen.pages import urls
from playbook_gen.pages.verdicts import Views

NAMED = 8
"""How many people of one level are named; the map of the company shows all."""


@dataclass(frozen=True, kw_only=True)
class Guests:
    """People of one level, named contacts of an alliance first."""

    people: tuple[tuple[str, bool], ...]
    """Name with title, and whether the person is the contact of an alliance."""
    more: int


@dataclass(frozen=True, kw_only=True)
class Guest:
    """One partner function: the alliances it takes part in, who heads it, and who works below."""

    name: str
    to: str
    alliances: tuple[tuple[str, str], ...]
    head: str | None
    first: Guests
    second: Guests


def guests(running: Sequence[Alliance], views: Views) -> tuple[Guest, ...]:
    """Return every partner of these alliances once, in the order of their names.

    Levels follow the reporting lines; a named contact whom no line leads to stands where the file puts the contact.
    """
    situation = views.situation
    held: dict[str, tuple[Partner, list[Alliance]]] = {}
    for alliance in running:
        for partner in situation.partners(alliance):
            held.setdefault(partner.id, (partner, []))[1].append(alliance)
    reports = _reports(situation)
    ordered = sorted(held.values(), key=lambda pair: (pair[0].name, pair[0].id))
    return tuple(_guest(partner, alliances, reports, views) for partner, alliances in ordered)


def _reports(situation: Situation) -> dict[str, list[Person]]:
    """Return who reports to whom, without those who left and those who head a function themselves."""
    heads = {head.id for name in situation.functions if (head := situation.head_of(name))}
    found: dict[str, list[Person]] = {}
    for person in situation.people.values():
        if isinstance(person.reports_to, str) and person.id not in heads and not isinstance(person.left, When):
            found.setdefault(person.reports_to, []).append(person)
    return found


def _guest(partner: Partner, alliances: list[Alliance], reports: Mapping[str, list[Person]], views: Views) -> Guest:
    first = _below([partner.head] if partner.head else (), partner, reports)
    second = _below(first.values(), partner, reports)
    middle, operating = _contacts(partner, alliances, views.situation)
    second = {name: person for name, person in second.items() if name not in first}
    first |= {person.id: person for person in middle if person.id not in {*second, partner.person}}
    second |= {person.id: person for person in operating if person.id not in {*first, partner.person}}
    named = {person.id for person in (*middle, *operating)}
    return Guest(
        name=partner.name,
        to=urls.partner(partner.id),
        alliances=tuple((views.situation.name_of(a), urls.alliance(a.id)) for a in alliances),
        head=_called(partner.head) if partner.head else None,
        first=_level(first.values(), named),
        second=_level(second.values(), named),
    )


def _below(heads: Iterable[Person], partner: Partner, reports: Mapping[str, list[Person]]) -> dict[str, Person]:
    """Return who reports to one of these people within the partner's own function."""
    own = partner.function.id if partner.function else None
    return {
        person.id: person
        for head in heads
        for person in reports.get(head.id, ())
        if person.function is None or own is None or person.function == own
    }


def _contacts(partner: Partner, alliances: list[Alliance], situation: Situation) -> tuple[list[Person], list[Person]]:
    """Return the contacts that alliances name on the middle and on the operating level of this side."""
    held = [side.contacts for alliance in alliances if (side := situation.side(alliance, partner.id))]
    known = [contacts for contacts in held if contacts is not None and contacts is not NOTHING]
    middle = [situation.people[c.middle] for c in known if isinstance(c.middle, str)]
    operating = [situation.people[c.operating] for c in known if isinstance(c.operating, str)]
    return middle, operating


def _level(people: Iterable[Person], named: set[str]) -> Guests:
    ordered = sorted(people, key=lambda person: (person.id not in named, person.name, person.id))
    shown = tuple((_called(person), person.id in named) for person in ordered[:NAMED])
    return Guests(people=shown, more=max(len(ordered) - NAMED, 0))


def _called(person: Person) -> str:
    return f"{person.name}, {person.title}" if isinstance(person.title, str) else person.name
