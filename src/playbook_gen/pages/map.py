"""The influence map: the peers on one sheet, the levels below, last year beside this one, and all of it in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from playbook_gen.checks.clauses import shown
from playbook_gen.influence.positions import positions, sentences
from playbook_gen.influence.readings import foremost, left_out, readings
from playbook_gen.influence.standing import Stance, Standing
from playbook_gen.language import listed, marked, say, several
from playbook_gen.maps import Drawing, spoken_labels
from playbook_gen.model.people import Person
from playbook_gen.model.values import NOTHING
from playbook_gen.pages import urls
from playbook_gen.pages.atlas import BELOW, EVERYONE, FUNCTIONS, PEERS, Atlas, LastYear
from playbook_gen.pages.person import with_pages
from playbook_gen.pages.sheets import Link
from playbook_gen.pages.ties import TieTable, tie_table
from playbook_gen.pages.verdicts import Views
from playbook_gen.pages.words import heading


@dataclass(frozen=True, kw_only=True)
class StandingRow:
    """Where one person stands to each priority, in the order of the priorities."""

    name: str
    words: tuple[str, ...]
    differs: bool
    """Whether the person stands otherwise in one priority than in another."""


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """One person in the table of everybody."""

    name: str
    to: str | None
    title: str
    function: str
    manager: str


@dataclass(frozen=True, kw_only=True)
class MapPage:
    """All maps of one edition, and the tables behind them."""

    heading: str
    peers: Drawing | None
    selected: str | None
    """Who the first map shows, where that is not everybody of the level."""
    below: Drawing | None
    functions: Drawing | None
    everyone: Drawing | None
    everyone_tied: bool
    """Whether the last map shows ties."""
    readings: tuple[str, ...]
    unsaid: int
    """How many more readings there are of kinds of which the first few are shown."""
    positions: tuple[str, ...]
    """Who stands where in the recorded map, or why that is not said; none where no ties are shown."""
    priorities: tuple[str, ...]
    standings: tuple[StandingRow, ...]
    last_year: LastYear | None
    ties: TieTable
    agreements: tuple[tuple[str, str, str], ...]
    """Alliances as rows: name, link, partners."""
    people: tuple[PersonRow, ...]


def map_page(views: Views, atlas: Atlas) -> MapPage:
    """Return the map page; all pictures are drawn from what the edition may see and nothing else."""
    situation, roll, link = views.situation, atlas.roll, _links(views, atlas)
    found = readings(situation, roll.network)
    said = tuple(reading.sentence for reading in foremost(found))
    priorities = situation.organisation.priorities or ()
    more = len(roll.people) > max(len(roll.peers), len(roll.below))
    return MapPage(
        heading=_heading(views, atlas, said),
        peers=atlas.draw(PEERS, link),
        selected=_selected(atlas),
        below=atlas.draw(BELOW, link) if roll.below else None,
        functions=atlas.draw(FUNCTIONS, link) if more and roll.large else None,
        everyone=atlas.draw(EVERYONE, link) if more else None,
        everyone_tied=bool(atlas.shows_ties(EVERYONE)),
        readings=said,
        unsaid=sum(left_out(found).values()),
        positions=sentences(positions(situation, roll.network), situation) if roll.ties else (),
        priorities=tuple(p.name for p in priorities) if roll.standings else (),
        standings=tuple(_standings(roll.standings, [p.id for p in priorities], views)),
        last_year=atlas.last_year(PEERS),
        ties=tie_table(roll.ties, views),
        agreements=tuple(
            (v.name, urls.alliance(v.alliance.id), listed(p.name for p in situation.partners(v.alliance)))
            for v in views.diagnosis.alliances
        ),
        people=tuple(
            _person(person, views, link) for person in sorted(roll.people, key=lambda p: (roll.tiers[p.id], p.id))
        ),
    )


def _links(views: Views, atlas: Atlas) -> Link:
    """Return where each person is linked to: the page of the person, else of the partner that he or she heads."""
    found = {person: urls.partner(partner.id) for person, partner in views.headed.items()}
    found.update({person.id: urls.person(person.id) for person in with_pages(atlas.roll)})
    return lambda person: found.get(person.id)


def _heading(views: Views, atlas: Atlas, said: tuple[str, ...]) -> str:
    people, ties = len(atlas.roll.people), len(atlas.roll.ties)
    if not people:
        return say("Nobody is on record yet")
    if said:
        return heading(said[0])
    whom = several("{number} person", "{number} people", people)
    if not ties:
        held = several("{number} alliance", "{number} alliances", len(views.diagnosis.alliances), none="no alliances")
        return say("{people} and {alliances} on record", people=whom, alliances=held)
    between = several("{number} tie", "{number} ties", ties)
    return say("{people} and {ties} between them, each in its own direction", people=whom, ties=between)


def _selected(atlas: Atlas) -> str | None:
    roll = atlas.roll
    if not roll.selects:
        return None
    return several(
        "{drawn} of {number} person: those at the top, the sponsor, the heads of partners, and those with the most "
        "ties.",
        "{drawn} of {number} people: those at the top, the sponsor, the heads of partners, and those with the most "
        "ties.",
        len(roll.people),
        drawn=len(roll.peers),
    )


def _standings(found: tuple[Standing, ...], priorities: list[str], views: Views) -> list[StandingRow]:
    words = spoken_labels().stances
    by_person: dict[str, dict[str, Standing]] = {}
    for standing in found:
        by_person.setdefault(standing.person, {})[standing.priority] = standing
    return [
        StandingRow(
            name=views.names.of(person) or person,
            words=tuple(_stands(own.get(priority), words) for priority in priorities),
            differs=len({standing.stance for standing in own.values()}) > 1,
        )
        for person, own in sorted(by_person.items(), key=lambda item: views.names.of(item[0]) or "")
    ]


_ALONE = {"words": marked("words only"), "deeds": marked("deeds only")}


def _stands(standing: Standing | None, stances: Mapping[Stance, str]) -> str:
    if standing is None:
        return say("not known")
    notes = [
        say("words and deeds differ") if standing.openness == "covert" else "",
        say(_ALONE[standing.rests_on]) if standing.rests_on in _ALONE else "",
        say("contested") if standing.contested else "",
    ]
    told, stance = ", ".join(note for note in notes if note), stances[standing.stance]
    return f"{stance} ({told})" if told else stance


def _person(person: Person, views: Views, link: Link) -> PersonRow:
    names = views.names
    manager = say("nobody") if person.reports_to is NOTHING else names.of(person.reports_to)
    return PersonRow(
        name=person.name,
        to=link(person),
        title=shown(person.title),
        function=names.of(person.function) or shown(None),
        manager=manager or shown(None),
    )
