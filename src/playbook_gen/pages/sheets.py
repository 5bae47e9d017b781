"""Which people and ties each map of a company shows, from its peers to everybody, and the map of one person.

Sheets are made of what one edition knows and nothing else; links are left to whoever puts a map on a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from playbook_gen.checks.situation import Situation
from playbook_gen.influence.graph import trust_in
from playbook_gen.influence.tiers import TOP
from playbook_gen.language import say, several
from playbook_gen.maps import AllianceLink, Card, Labels, Lane, Sheet, Stance, Tie, spoken_labels
from playbook_gen.model.people import Person
from playbook_gen.model.ties import Relationship
from playbook_gen.pages.roll import READABLE, Roll
from playbook_gen.pages.words import day, marking, sentence

Link = Callable[[Person], str | None]

DRAWN_TIES = 150
"""People without functions above whom ties would hide each other, and a map is a list of names; with functions it is
one above those who can be read on one sheet."""


def labels_of(roll: Roll) -> Labels:
    """The words for maps of people; ties may have a strength in a unit of their own."""
    if not roll.weighed:
        return spoken_labels()
    return replace(
        spoken_labels(),
        strong=say("over two thirds of the strongest"),
        middling=say("over one third"),
        weak=say("up to one third"),
        tie_strength=say("its width shows its strength"),
    )


def nowhere(person: Person) -> None:
    """Link nobody."""


def sheet(
    roll: Roll,
    people: Iterable[Person],
    title: str,
    prefix: str,
    link: Link = nowhere,
    *,
    shown: str | None = None,
    overlaid: bool = False,
) -> Sheet:
    """A map of these people and what is between them; an ``overlaid`` one can show where they stand."""
    chosen = tuple(people)
    ids = {person.id for person in chosen}
    lanes = _lanes(roll, chosen)
    known = [tie for tie in roll.ties if {tie.source_person, tie.target_person} <= ids]
    room = READABLE if any(lanes.values()) else DRAWN_TIES
    drawn = known if len(chosen) <= room else []
    situation = roll.situation
    priorities = {one.id: one.name for one in situation.organisation.priorities or ()}
    selected = several(
        "{drawn} of {number} person, those with the most ties among them",
        "{drawn} of {number} people, those with the most ties among them",
        len(roll.people),
        drawn=len(chosen),
    )
    said = [
        selected if roll.selects and chosen == roll.peers else "",
        say("where people stand: {priority}", priority=priorities[shown]) if shown else "",
    ]
    return Sheet(
        title=title,
        caption=caption(title, roll, *said),
        description=_described(len(chosen), len(known)),
        cards=tuple(_card(person, lanes[person.id], roll, link) for person in chosen),
        lanes=tuple(Lane(id=f.id, name=f.name) for f in situation.functions.values() if f.id in lanes.values()),
        ties=tuple(_tie(tie, roll) for tie in drawn),
        priorities=tuple(priorities.items()) if overlaid or shown else (),
        prefix=prefix,
        show_trust=roll.shows_trust,
        links=_links(situation, ids) if drawn or len(chosen) <= READABLE else (),
        shown=shown,
    )


def _lanes(roll: Roll, people: Iterable[Person]) -> dict[str, str]:
    """The function of each person; whoever is above all and alone in it stands beside the functions."""
    found = {person.id: roll.lane(person) for person in people}
    sizes = Counter(found.values())
    alone = {one for one, lane in found.items() if roll.tiers[one] == TOP and sizes[lane] == 1}
    return {one: "" if one in alone and len(sizes) > 1 else lane for one, lane in found.items()}


def person_sheet(roll: Roll, person: Person, link: Link = nowhere) -> Sheet:
    """One person between those who influence him or her, on the left, and those whom he or she influences.

    Whoever does both stands on the right. Ties among the others are left to their own maps.
    """
    own = roll.ties_of.get(person.id, ())
    out = {tie.target_person for tie in own if tie.source_person == person.id}
    into = {tie.source_person for tie in own if tie.target_person == person.id}
    both, into = into & out, into - out
    name, company = person.name, roll.situation.organisation.name
    sides = {person.id: 1, **dict.fromkeys(into, 0), **dict.fromkeys(out, 2)}
    near = [one for one in roll.people if one.id in sides]
    return Sheet(
        title=say("Ties of {person}", person=name),
        caption=caption(say("Ties of {person}, {company}", person=name, company=company), roll),
        description=_described(len(near), len(own)),
        cards=tuple(_card(one, "", roll, link, level=sides[one.id]) for one in near),
        ties=tuple(_tie(tie, roll) for tie in own),
        prefix="p",
        show_trust=roll.shows_trust,
        headings=(
            (0, say("Who has influence")),
            (2, say("Influenced, or both ways") if both else say("Who is influenced")),
        ),
        routed=False,
    )


def caption(title: str, roll: Roll, *said: str) -> tuple[str, ...]:
    """What a file says of itself: whose map it is, of which day, what is chosen, and for whom."""
    as_of = roll.situation.as_of
    parts = [say("as of {day}", day=day(as_of)) if as_of else "", *said]
    said_of_it = sentence("; ".join(filter(None, parts))) if any(parts) else None
    return (title, *filter(None, [said_of_it, marking(roll.situation.edition)]))


def _described(people: int, ties: int) -> str:
    return say(
        "{people} and {ties}, also as tables.",
        people=several("{number} person", "{number} people", people, none="no people"),
        ties=several("{number} directed tie", "{number} directed ties", ties, none="no directed ties"),
    )


def _card(person: Person, lane: str, roll: Roll, link: Link, level: int | None = None) -> Card:
    own = roll.standings_of.get(person.id, ())
    return Card(
        id=person.id,
        name=person.name,
        title=person.title if isinstance(person.title, str) else "",
        lane=lane,
        level=roll.tiers[person.id] if level is None else level,
        href=link(person),
        sponsor=person.id == roll.situation.organisation.sponsor,
        stances=tuple(Stance(priority=s.priority, kind=s.stance, covert=s.openness == "covert") for s in own),
    )


def _tie(tie: Relationship, roll: Roll) -> Tie:
    return Tie(
        source=tie.source_person,
        target=tie.target_person,
        strength=roll.strength(tie),
        trust=trust_in(tie) if roll.judges else None,
        one_sided=bool(tie.said_by and tie.said_by != tie.source_person),
        priorities=tuple(sorted(roll.carries.get((tie.source_person, tie.target_person), ()))),
    )


def _links(situation: Situation, shown: set[str]) -> tuple[AllianceLink, ...]:
    return tuple(
        AllianceLink(a=pair.a.id, b=pair.b.id, name=situation.name_of(alliance))
        for alliance in situation.alliances.values()
        if not situation.ended(alliance)
        for pair in situation.pairs(alliance)
        if {pair.a.id, pair.b.id} <= shown
    )
