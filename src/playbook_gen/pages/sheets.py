"""Which people and ties each map of a company shows, from its peers to everybody, and the map of one person.

Sheets are made of what one edition knows and nothing else; links are left to whoever puts a map on a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from playbook_gen.checks.situation import Situation
from playbook_gen.influence.graph import Influence, in_post, influence, trust_in
from playbook_gen.influence.reach import Way, ways_to_partners
from playbook_gen.influence.standing import Standing, standings
from playbook_gen.influence.tiers import PEERS, TOP, tiers
from playbook_gen.language import say, several
from playbook_gen.maps import AllianceLink, Card, Labels, Lane, Sheet, Stance, Tie, spoken_labels
from playbook_gen.model.people import Function, Person
from playbook_gen.model.record import Edition
from playbook_gen.model.ties import Relationship
from playbook_gen.pages.words import day, marking, sentence

T = TypeVar("T")
Link = Callable[[Person], str | None]

READABLE = 60
"""People whose titles and ties can be read on one sheet."""

CORE = 40
"""How many of those with most ties stand for a level that is too large for a sheet."""

DRAWN_TIES = 150
"""People without functions above whom ties would hide each other, and a map is a list of names; with functions it is
one above those who can be read on one sheet."""

FEWEST_FUNCTIONS, MOST_FUNCTIONS = 3, 40


@dataclass(frozen=True)
class Roll:
    """Everybody on the maps of one edition at one date, with what is said about them."""

    situation: Situation

    @cached_property
    def tiers(self) -> dict[str, int]:
        """The level of each person."""
        return tiers(self.situation)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everybody in post, in the order of the file."""
        return tuple(person for person in self.situation.people.values() if in_post(person, self.situation))

    @cached_property
    def network(self) -> Influence:
        """Who influences whom."""
        return influence(self.situation)

    @cached_property
    def ties(self) -> tuple[Relationship, ...]:
        """The statements behind the ties, in order; none in an edition that does not show them."""
        return tuple(self.network.said.values()) if self.situation.edition >= Edition.LEADERSHIP else ()

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Where people stand to priorities, where the edition may know."""
        return standings(self.situation)

    @cached_property
    def carries(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """Ties by which support of a priority could travel: from somebody for it to somebody who is not."""
        stands = {(s.priority, s.person): s.supports for s in self.standings}
        supporters = [key for key, supports in stands.items() if supports]
        found: dict[tuple[str, str], set[str]] = {}
        for tie in self.ties:
            for priority, person in supporters:
                if person == tie.source_person and stands.get((priority, tie.target_person)) is False:
                    found.setdefault((tie.source_person, tie.target_person), set()).add(priority)
        return {arc: frozenset(priorities) for arc, priorities in found.items()}

    @cached_property
    def ways(self) -> Mapping[str, Way]:
        """How the sponsor reaches the head of each partner, by the id of the head."""
        return ways_to_partners(self.situation, self.network)

    @cached_property
    def ties_of(self) -> Mapping[str, tuple[Relationship, ...]]:
        """The ties of each person who has any, in both directions, in order."""
        return _gathered((end, tie) for tie in self.ties for end in (tie.source_person, tie.target_person))

    @cached_property
    def standings_of(self) -> Mapping[str, tuple[Standing, ...]]:
        """Where each person stands, of whom that is known."""
        return _gathered((standing.person, standing) for standing in self.standings)

    def degree(self, person: Person) -> int:
        """How many ties a person has."""
        return len(self.ties_of.get(person.id, ()))

    @cached_property
    def weighed(self) -> bool:
        """Whether strengths come in a unit of their own, because nobody rated any influence."""
        return not any(tie.influence for tie in self.ties) and any(tie.weight for tie in self.ties)

    def strength(self, tie: Relationship) -> int | None:
        """The rating of a tie, else one of three steps of its weight."""
        if tie.influence is not None or tie.weight is None:
            return tie.influence
        return self._steps(tie.weight)

    @cached_property
    def _steps(self) -> Callable[[float], int]:
        return _steps([tie.weight for tie in self.ties if tie.weight is not None])

    @cached_property
    def peers(self) -> tuple[Person, ...]:
        """Heads of functions and their like, and who is above them; the most tied of them where they are too many."""
        return self._most_tied([person for person in self.people if self.tiers[person.id] <= PEERS])

    @property
    def selects(self) -> bool:
        """Whether the peers are a selection."""
        return len(self.peers) < sum(self.tiers[person.id] <= PEERS for person in self.people)

    @property
    def large(self) -> bool:
        """Whether there are more people than can be read on one sheet."""
        return len(self.people) > READABLE

    @cached_property
    def shows_trust(self) -> bool:
        """Whether the edition may show trust, and there is any."""
        return self.judges and any(trust_in(tie) for tie in self.ties)

    @property
    def judges(self) -> bool:
        """Whether the edition shows what people think of each other."""
        return self.situation.edition >= Edition.AUTHOR

    @cached_property
    def below(self) -> tuple[Person, ...]:
        """The peers and the level below; nobody where that is no more, or too many for one sheet."""
        found = tuple(person for person in self.people if self.tiers[person.id] <= PEERS + 1)
        return found if len(self.peers) < len(found) <= READABLE else ()

    def _most_tied(self, people: list[Person]) -> tuple[Person, ...]:
        """All of them, or those at the top, the sponsor and the heads of partners, filled up with the most tied."""
        if len(people) <= READABLE:
            return tuple(people)
        central = {end for arc in self.network.needed for end in arc} | {self.situation.organisation.sponsor}
        first = [person for person in people if person.id in central or self.tiers[person.id] == TOP][:READABLE]
        ranked = sorted(people, key=lambda p: (p not in first, -self.degree(p), p.id))
        chosen = {person.id for person in ranked[: max(CORE, len(first))]}
        return tuple(person for person in people if person.id in chosen)

    def lane(self, person: Person) -> str:
        """The function in which a person stands; empty at the very top without one, and where it is not known."""
        headed = self.situation.headed_by(person.id)
        if self.tiers[person.id] == TOP and not headed:
            return ""
        own = person.function if person.function in self.situation.functions else None
        return own or (headed[0] if headed else "")


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


def labels_of_functions() -> Labels:
    """The words for the map of functions."""
    return replace(
        spoken_labels(),
        legend=say(
            "How to read this map: the wider an arrow, the more ties lead that way between people of the two functions."
        ),
        strong=say("over two thirds of the most"),
        middling=say("over one third"),
        weak=say("up to one third"),
        tie=say("{source} to {target}"),
        tie_strength=say("its width shows how many ties"),
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
        caption=_caption(title, roll, *said),
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
        caption=_caption(say("Ties of {person}, {company}", person=name, company=company), roll),
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


def functions_sheet(roll: Roll) -> Sheet | None:
    """The functions and how many ties lead from one to another; None where there are too few to be a map."""
    home = {person.id: roll.lane(person) for person in roll.people}
    sizes = Counter(lane for lane in home.values() if lane)
    between = Counter(
        (home[tie.source_person], home[tie.target_person])
        for tie in roll.ties
        if home[tie.source_person] and home[tie.target_person]
    )
    across = {pair: number for pair, number in between.items() if pair[0] != pair[1]}
    weight = Counter(end for pair, number in across.items() for end in pair for _ in range(number))
    chosen = sorted(sizes, key=lambda lane: (-weight[lane], lane))[:MOST_FUNCTIONS]
    if len(chosen) < FEWEST_FUNCTIONS or not across:
        return None
    functions = roll.situation.functions
    steps = _steps(across.values())
    title = say("Functions of {company}", company=roll.situation.organisation.name)
    return Sheet(
        title=title,
        caption=_caption(title, roll, _selected(len(chosen), len(sizes))),
        description=_functions_described(len(chosen), len(sizes)),
        cards=tuple(_function_card(functions[lane], sizes[lane]) for lane in functions if lane in chosen),
        ties=tuple(
            Tie(source=a, target=b, strength=steps(number))
            for (a, b), number in sorted(across.items())
            if {a, b} <= set(chosen)
        ),
        prefix="f",
    )


def _selected(chosen: int, functions: int) -> str:
    if chosen == functions:
        return ""
    return several(
        "{drawn} of {number} function, those with the most ties",
        "{drawn} of {number} functions, those with the most ties",
        functions,
        drawn=chosen,
    )


def _functions_described(chosen: int, functions: int) -> str:
    if chosen == functions:
        return several(
            "{number} function; the lines say how many ties lead from one to another.",
            "{number} functions; the lines say how many ties lead from one to another.",
            functions,
        )
    return several(
        "{drawn} of {number} function, those with the most ties; the lines say how many ties lead from one to another.",
        "{drawn} of {number} functions, those with the most ties; "
        "the lines say how many ties lead from one to another.",
        functions,
        drawn=chosen,
    )


def _function_card(function: Function, people: int) -> Card:
    title = several("{number} person", "{number} people", people)
    return Card(id=function.id, name=function.name, title=title, lane="", level=1)


def _steps(numbers: Iterable[float]) -> Callable[[float], int]:
    """Three steps of width: up to a third of the largest number, up to two thirds, above."""
    most = max(numbers)
    return lambda number: 5 if 3 * number > 2 * most else 3 if 3 * number > most else 1


def _gathered(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for key, item in pairs:
        found.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in found.items()}


def _caption(title: str, roll: Roll, *said: str) -> tuple[str, ...]:
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
