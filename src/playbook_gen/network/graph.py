"""People and the arcs between them as one frozen value, with no word about where they come from.

Imported networks and organisations are measured by the same code because it sees only ids and numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

Arc = tuple[str, str]
"""From whom, to whom."""

Neighbours = tuple[frozenset[int], ...]
"""For each place in ``Graph.people`` the places of others."""


@dataclass(frozen=True)
class Graph:
    """A directed graph without self-loops; made by ``Graph.of``, which holds its promises.

    ``people`` are all ids in order, isolated ones too. ``arcs`` go from sender to receiver, in order, with a strength.
    """

    people: tuple[str, ...]
    arcs: Mapping[Arc, float]
    loops: int = 0
    """How many ties led from a person to the same person; they were dropped."""
    repeats: int = 0
    """How many ties named an arc that another tie had named; the strongest counts, in whatever order they came."""

    @classmethod
    def of(cls, people: Iterable[str], ties: Iterable[tuple[str, str, float]]) -> Graph:
        """Build a graph from ids and from (from, to, strength).

        Raises:
            ValueError: a tie names somebody who is not among the people.

        """
        known = frozenset(people)
        given = tuple(ties)
        if strangers := {end for sender, receiver, _ in given for end in (sender, receiver)} - known:
            raise ValueError(f"a tie names {min(strangers)!r}, who is not among the people")
        proper = [tie for tie in given if tie[0] != tie[1]]
        arcs: dict[Arc, float] = {}
        for sender, receiver, strength in proper:
            arcs[sender, receiver] = max(strength, arcs.get((sender, receiver), strength))
        return cls(tuple(sorted(known)), dict(sorted(arcs.items())), len(given) - len(proper), len(proper) - len(arcs))

    def plus(self, arcs: Iterable[Arc], strength: float = 1.0) -> Graph:
        """Return the graph with these arcs as well; those that it has keep their strength."""
        new = {arc: strength for arc in arcs if arc not in self.arcs}
        return Graph.of(self.people, _ties({**self.arcs, **new}))

    def minus(self, arcs: Set[Arc]) -> Graph:
        """Return the graph without these arcs; everybody stays."""
        return replace(self, arcs={arc: strength for arc, strength in self.arcs.items() if arc not in arcs})

    def without(self, person: str) -> Graph:
        """Return the graph without one person and his or her ties."""
        left = tuple(other for other in self.people if other != person)
        return replace(self, people=left, arcs={arc: s for arc, s in self.arcs.items() if person not in arc})

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Where each person stands in ``people``; sets of small numbers are several times faster than sets of ids."""
        return {person: place for place, person in enumerate(self.people)}

    @cached_property
    def outs(self) -> Neighbours:
        """To whom each person has an arc."""
        return self._gathered(self.arcs)

    @cached_property
    def ins(self) -> Neighbours:
        """From whom each person has an arc."""
        return self._gathered((receiver, sender) for sender, receiver in self.arcs)

    @cached_property
    def contacts(self) -> Neighbours:
        """With whom each person has an arc in either direction."""
        return tuple(out | into for out, into in zip(self.outs, self.ins, strict=True))

    @cached_property
    def partners(self) -> Neighbours:
        """With whom each person has arcs in both directions."""
        return tuple(out & into for out, into in zip(self.outs, self.ins, strict=True))

    @cached_property
    def pairs(self) -> tuple[Arc, ...]:
        """Every two people with an arc in either direction, once, smaller id first, in order."""
        return tuple(sorted({(min(arc), max(arc)) for arc in self.arcs}))

    def _gathered(self, arcs: Iterable[Arc]) -> Neighbours:
        found: list[set[int]] = [set() for _ in self.people]
        for one, other in arcs:
            found[self.place[one]].add(self.place[other])
        return tuple(map(frozenset, found))


def check_people(graph: Graph, people: Iterable[str]) -> None:
    """Raise ValueError if somebody is not in the graph."""
    if strangers := set(people) - graph.place.keys():
        raise ValueError(f"{min(strangers)!r} is not among the people")


def check_arcs(graph: Graph, arcs: Iterable[Arc]) -> None:
    """Raise ValueError if an arc names somebody who is not in the graph."""
    check_people(graph, chain.from_iterable(arcs))


def _ties(arcs: Mapping[Arc, float]) -> Iterable[tuple[str, str, float]]:
    return ((sender, receiver, strength) for (sender, receiver), strength in arcs.items())
