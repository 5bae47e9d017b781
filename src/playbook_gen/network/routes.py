"""How to reach a person: best route and alternatives, who is on every route, and what happens when somebody leaves.

A route follows arcs from sender to receiver, within a number of steps, and passes nobody twice. Arcs that the caller
excludes (distrust) and arcs without strength are no way. Its strength is the product of strength / full over its arcs,
which is the same order as the least sum of -ln(strength / full).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from math import prod

from playbook_gen.network.graph import Arc, Graph, check_people

LIMIT = 3
"""Within how many steps somebody can be reached (judgement; domain.md 3.5)."""

FULL = 5.0
"""The strength that passes everything on; the top of the scale for regard."""

ALTERNATIVES = 2


@dataclass(frozen=True)
class Route:
    """People from the first to the last, and how much of full strength comes through."""

    people: tuple[str, ...]
    strength: float

    @property
    def brokers(self) -> tuple[str, ...]:
        """Return the people in between."""
        return self.people[1:-1]


@dataclass(frozen=True)
class Reach:
    """How one person reaches another."""

    best: Route | None
    alternatives: tuple[Route, ...]
    """Those that share nobody in between with better ones first, then the next best."""
    sole_brokers: tuple[str, ...]
    """Who is on every route within the limit, in order; nobody where there is none."""
    routes: int
    """How many routes there are within the limit."""


@dataclass(frozen=True)
class Departure:
    """What a person's leaving would break."""

    lost: tuple[Arc, ...]
    """Which of the others then has no route to whom within the limit, but had one, in order."""
    cut_off: tuple[str, ...]
    """Who had ties to this person only, and then has none, in order."""
    parts: tuple[tuple[str, ...], ...]
    """Into what the person's component falls, largest first; one where it stays whole, none for an isolated person."""


def routes(
    graph: Graph, source: str, target: str, excluded: Collection[Arc] = (), limit: int = LIMIT, full: float = FULL
) -> list[Route]:
    """Return all routes within the limit, best first; of equal ones the shorter, then by ids.

    Raises:
        ValueError: source or target is not among the people, or they are the same.

    """
    check_people(graph, (source, target))
    if source == target:
        raise ValueError(f"{source!r} needs no route to the same person")
    ways = _ways(usable(graph, excluded), (graph.place[source],), graph.place[target], limit)
    found = [_route(graph, way, full) for way in ways]
    return sorted(found, key=lambda route: (-route.strength, len(route.people), route.people))


def reach(
    graph: Graph, source: str, target: str, excluded: Collection[Arc] = (), limit: int = LIMIT, full: float = FULL
) -> Reach:
    """Return the best route, alternatives and the sole brokers; see ``routes``."""
    found = routes(graph, source, target, excluded, limit, full)
    if not found:
        return Reach(None, (), (), 0)
    on_all = reduce(frozenset.intersection, (frozenset(route.brokers) for route in found))
    return Reach(found[0], _alternatives(found, ALTERNATIVES), tuple(sorted(on_all)), len(found))


def departure(graph: Graph, person: str, excluded: Collection[Arc] = (), limit: int = LIMIT) -> Departure:
    """Return what becomes of the others when a person leaves.

    Raises:
        ValueError: the person is not among the people.

    """
    check_people(graph, (person,))
    before, gone = usable(graph, excluded), graph.place[person]
    after = before.minus({arc for arc in before.arcs if person in arc})
    reached = zip(graph.people, _within(before, limit), _within(after, limit), strict=True)
    lost = tuple(
        (source, graph.people[target])
        for source, could, can in reached
        if source != person
        for target in sorted(could - can - {gone})
    )
    cut_off = tuple(graph.people[other] for other in sorted(before.contacts[gone]) if not after.contacts[other])
    return Departure(lost, cut_off, _parts(after, before.contacts[gone]))


def usable(graph: Graph, excluded: Collection[Arc] = ()) -> Graph:
    """Return the graph with the arcs that a route may take."""
    barred = frozenset(excluded)
    return graph.minus({arc for arc, strength in graph.arcs.items() if arc in barred or strength <= 0})


def _ways(graph: Graph, way: tuple[int, ...], target: int, limit: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to a target that begins so and passes nobody twice, in any order."""
    onward = graph.outs[way[-1]]
    if len(way) <= limit and target in onward:
        yield (*way, target)
    if len(way) < limit:
        for other in onward.difference(way, {target}):
            yield from _ways(graph, (*way, other), target, limit)


def _route(graph: Graph, way: tuple[int, ...], full: float) -> Route:
    people = tuple(graph.people[place] for place in way)
    # Multiplied first and in order, so that two routes of equal strengths come out equal to the last bit.
    strengths = sorted(graph.arcs[arc] for arc in pairwise(people))
    return Route(people, prod(strengths) / full ** len(strengths))


def _alternatives(found: list[Route], wanted: int) -> tuple[Route, ...]:
    """Return those after the best: first, best first, such as share no broker with those taken, then the others."""
    apart: list[Route] = []
    others: list[Route] = []
    met = set(found[0].brokers)
    for route in found[1:]:
        if met.isdisjoint(route.brokers):
            apart.append(route)
            met.update(route.brokers)
        else:
            others.append(route)
    return tuple([*apart, *others][:wanted])


def _within(graph: Graph, limit: int) -> list[set[int]]:
    """Return whom each person reaches within the limit; the person is among them."""
    return [_reached(graph, place, limit) for place in range(len(graph.people))]


def _reached(graph: Graph, place: int, limit: int) -> set[int]:
    seen, last = {place}, {place}
    for _ in range(limit):
        last = set().union(*[graph.outs[one] for one in last]) - seen
        seen |= last
    return seen


def _parts(graph: Graph, starts: frozenset[int]) -> tuple[tuple[str, ...], ...]:
    """Return the components that hold these people, largest first, then by id."""
    parts, open_starts = [], set(starts)
    while open_starts:
        part = _joined(graph, min(open_starts))
        open_starts -= part
        parts.append(tuple(graph.people[place] for place in sorted(part)))
    return tuple(sorted(parts, key=lambda part: (-len(part), part)))


def _joined(graph: Graph, place: int) -> set[int]:
    seen, last = {place}, {place}
    while last:
        last = set().union(*[graph.contacts[one] for one in last]) - seen
        seen |= last
    return seen
