"""Everybody on the maps of one edition, with what is said about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from playbook_gen.checks.situation import Situation
from playbook_gen.influence.graph import Influence, in_post, influence, trust_in
from playbook_gen.influence.reach import Way, ways_to_partners
from playbook_gen.influence.standing import Standing, standings
from playbook_gen.influence.tiers import PEERS, TOP, tiers
from playbook_gen.model.people import Person
from playbook_gen.model.record import Edition
from playbook_gen.model.ties import Relationship

T = TypeVar("T")

READABLE = 60
"""People whose titles and ties can be read on one sheet."""

CORE = 40
"""How many of those with most ties stand for a level that is too large for a sheet."""


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
        return steps([tie.weight for tie in self.ties if tie.weight is not None])

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


def steps(numbers: Iterable[float]) -> Callable[[float], int]:
    """Three steps of width: up to a third of the largest number, up to two thirds, above."""
    most = max(numbers)
    return lambda number: 5 if 3 * number > 2 * most else 3 if 3 * number > most else 1


def _gathered(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for key, item in pairs:
        found.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in found.items()}
