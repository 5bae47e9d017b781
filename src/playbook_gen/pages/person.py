"""One person's place among the others: who has influence on whom, in a picture and in words."""

from __future__ import annotations

from dataclasses import dataclass

from playbook_gen.influence.reach import leaving_sentences
from playbook_gen.language import several
from playbook_gen.maps import Drawing, render
from playbook_gen.model.people import Person
from playbook_gen.pages import urls
from playbook_gen.pages.atlas import Atlas
from playbook_gen.pages.roll import Roll
from playbook_gen.pages.sheets import labels_of, person_sheet
from playbook_gen.pages.ties import TieTable, tie_table
from playbook_gen.pages.verdicts import Views


@dataclass(frozen=True, kw_only=True)
class PersonPage:
    """The ties of one person."""

    heading: str
    name: str
    title: str | None
    function: str | None
    partner: tuple[str, str] | None
    """Name and link of the partner page, where the person heads one."""
    map: Drawing
    leaving: tuple[str, ...]
    """What would break if the person left, in sentences; not worked out in a company too large for one sheet."""
    ties: TieTable


def with_pages(roll: Roll) -> tuple[Person, ...]:
    """Return the people who have a page of their own: those with a tie that the edition shows."""
    return tuple(person for person in roll.people if roll.degree(person))


def person_page(person: Person, views: Views, atlas: Atlas) -> PersonPage:
    """Return the page of one person."""
    roll = atlas.roll
    own = roll.ties_of.get(person.id, ())
    here = urls.person(person.id)

    def link(other: Person) -> str | None:
        return urls.relative(here, urls.person(other.id)) if other is not person else None

    function = views.situation.functions.get(roll.lane(person))
    partner = views.headed.get(person.id)
    return PersonPage(
        heading=_heading(person, roll),
        name=person.name,
        title=person.title if isinstance(person.title, str) else None,
        function=function.name if function else None,
        partner=(partner.name, urls.partner(partner.id)) if partner else None,
        map=render(person_sheet(roll, person, link), renderer=atlas.renderer, labels=labels_of(roll)),
        leaving=() if roll.large else leaving_sentences(roll.network, person.id, roll.situation),
        ties=tie_table(own, views),
    )


def _heading(person: Person, roll: Roll) -> str:
    own = roll.ties_of.get(person.id, ())
    out = sum(tie.source_person == person.id for tie in own)
    into = len(own) - out
    if not into:
        return several(
            "{person} has influence on {number} person",
            "{person} has influence on {number} people",
            out,
            none="{person} has influence on nobody on record",
            person=person.name,
        )
    if not out:
        return several(
            "{person} has influence on nobody on record and is influenced by {number} person",
            "{person} has influence on nobody on record and is influenced by {number} people",
            into,
            person=person.name,
        )
    return several(
        "{person} has influence on {people}, and {number} has influence the other way",
        "{person} has influence on {people}, and {number} have influence the other way",
        into,
        person=person.name,
        people=several("{number} person", "{number} people", out),
    )
