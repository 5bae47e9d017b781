"""Positions in the recorded map, in words; not shown where too few people or too few ratings would make them up.

They say where ties on record run, not what anybody is like; nobody is ranked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from playbook_gen.checks.situation import Situation
from playbook_gen.influence.graph import Influence
from playbook_gen.influence.words import name, names, some, spelled
from playbook_gen.language import say, several
from playbook_gen.network import Graph, Range, bounds, bounds_each
from playbook_gen.network.cohesion import cut_points
from playbook_gen.network.groups import meaningful

FEWEST_PEOPLE = 6
"""With fewer people who have ties, positions mean nothing (judgement; domain.md 3.5)."""

MOST_UNRATED = 0.2
"""With a greater share of needed ties that nobody rated, neither (judgement; domain.md 3.5)."""

PERIPHERAL = 1
"""A person with no more ties in, and no more ties out, is at the edge (judgement; domain.md 3.5)."""

SHARED_BY = 3
"""A position that more people share marks nobody out (judgement)."""

BOUNDED = ("density", "connectedness", "reciprocity_arcs", "reciprocity_dyads")
BOUNDED_EACH = ("in_degree", "out_degree", "core_number")
"""The measures whose best and worst values the room of measures can give."""


@dataclass(frozen=True, kw_only=True)
class SoleLink:
    """A person without whom the recorded map falls into parts, whatever the ties that are not known."""

    person: str
    parts: tuple[tuple[str, ...], ...]
    """What is left of the person's component, largest part first."""

    @property
    def joins_groups(self) -> bool:
        """Whether at least two parts have two people or more; else somebody only hangs on by one tie."""
        return len(self.parts) > 1 and len(self.parts[1]) > 1


@dataclass(frozen=True, kw_only=True)
class MapPositions:
    """Who stands where in the recorded map; each list in order of ids."""

    connectors: tuple[str, ...]
    """Those with most ties in: recorded as influenced by most others."""
    boundary_spanners: tuple[str, ...]
    """Those with most contacts outside their own function; nobody where functions have one member each."""
    sole_links: tuple[SoleLink, ...]
    peripheral: tuple[str, ...]
    """Those who have few ties even if every tie that is not known were there."""
    ties_in: Mapping[str, Range]
    """Fewest and most ties in of each person, whatever the ties that are not known."""


@dataclass(frozen=True, kw_only=True)
class Positions:
    """The positions, or why there are none."""

    found: MapPositions | None
    why_not: str | None


def positions(situation: Situation, network: Influence) -> Positions:
    """Return the positions in the recorded map where enough is on record."""
    reason = _why_not(network)
    return Positions(found=None if reason else _found(situation, network), why_not=reason)


def sentences(positions: Positions, situation: Situation) -> tuple[str, ...]:
    """Return the positions in sentences, or the one that says why there are none."""
    found = positions.found
    if found is None:
        return (positions.why_not or "",)
    said = [link_sentence(link, situation) for link in found.sole_links if link.joins_groups]
    if found.connectors:
        span = found.ties_in[found.connectors[0]]
        who = names(found.connectors, situation)
        said.append(_connector(who, span) if len(found.connectors) == 1 else _connectors(who, span))
    if found.boundary_spanners:
        said.append(
            several(
                "{people} has most contacts in other functions.",
                "{people} have most contacts in other functions.",
                len(found.boundary_spanners),
                people=names(found.boundary_spanners, situation),
            )
        )
    return tuple(said)


def _connector(person: str, span: Range) -> str:
    low, high = int(span.low), int(span.high)
    if low == high:
        return several(
            "{person} is influenced by {count} person, the most on this map.",
            "{person} is influenced by {count} people, the most on this map.",
            low,
            person=person,
            count=spelled(low),
        )
    return several(
        "{person} is influenced by {fewest} to {number} person, the most on this map.",
        "{person} is influenced by {fewest} to {number} people, the most on this map.",
        high,
        person=person,
        fewest=low,
    )


def _connectors(people: str, span: Range) -> str:
    low, high = int(span.low), int(span.high)
    if low == high:
        return several(
            "{people} are each influenced by {count} person, the most on this map.",
            "{people} are each influenced by {count} people, the most on this map.",
            low,
            people=people,
            count=spelled(low),
        )
    return several(
        "{people} are each influenced by {fewest} to {number} person, the most on this map.",
        "{people} are each influenced by {fewest} to {number} people, the most on this map.",
        high,
        people=people,
        fewest=low,
    )


def range_of(network: Influence) -> dict[str, Range | None]:
    """Return best and worst values of measures of the network, with open ties there or not."""
    return {measure: bounds(network.graph, network.open, measure) for measure in BOUNDED}


def ranges_of_each(network: Influence) -> dict[str, Mapping[str, Range]]:
    """Return best and worst values of measures of each person, with open ties there or not."""
    found = {measure: bounds_each(network.graph, network.open, measure) for measure in BOUNDED_EACH}
    return {measure: each for measure, each in found.items() if each is not None}


def grouping(situation: Situation) -> dict[str, str]:
    """Return the function of each person: the one worked in, else the only one headed."""
    found = {}
    for person in situation.people.values():
        headed = situation.headed_by(person.id)
        own = person.function or (headed[0] if len(headed) == 1 else None)
        if own:
            found[person.id] = own
    return found


def _why_not(network: Influence) -> str | None:
    if not network.graph.arcs:
        return say("No ties are on record, so nothing is said of positions in the map.")
    tied = sum(1 for others in network.graph.contacts if others)
    if tied < FEWEST_PEOPLE:
        return several(
            "Only {count} person has ties on record; with fewer than {fewest} positions in the map mean nothing.",
            "Only {count} people have ties on record; with fewer than {fewest} positions in the map mean nothing.",
            tied,
            count=spelled(tied),
            fewest=FEWEST_PEOPLE,
        )
    unrated, needed = len(network.unrated_needed), len(network.needed)
    if needed and len(network.open) == needed:
        return say(
            "No tie between heads of partner functions is on record, so nothing is said of positions in the map."
        )
    if unrated > MOST_UNRATED * needed:
        return several(
            "{unrated} of {number} tie between heads of partner functions is not rated, too many to speak of "
            "positions in the map.",
            "{unrated} of {number} ties between heads of partner functions are not rated, too many to speak of "
            "positions in the map.",
            needed,
            unrated=unrated,
        )
    return None


def _found(situation: Situation, network: Influence) -> MapPositions:
    graph = network.graph
    ties_in = bounds_each(graph, network.open, "in_degree") or {}
    return MapPositions(
        connectors=_most({person: ties_in[person].low for person in graph.people}),
        boundary_spanners=_most(_outside(graph, grouping(situation))),
        sole_links=_sole_links(network),
        peripheral=_peripheral(network),
        ties_in=ties_in,
    )


def _most(counts: Mapping[str, float]) -> tuple[str, ...]:
    """Return those who have most, where that marks out a few."""
    most = max(counts.values(), default=0)
    held = tuple(sorted(person for person, number in counts.items() if number == most))
    return held if most > 0 and len(held) <= SHARED_BY else ()


def _outside(graph: Graph, groups: Mapping[str, str]) -> dict[str, float]:
    """Return how many contacts each person has in other functions; empty where functions tell nothing."""
    if not meaningful(graph, groups):
        return {}
    known = [(graph.place[person], group) for person, group in groups.items() if person in graph.place]
    of_place = dict(known)
    return {
        graph.people[place]: sum(1 for other in graph.contacts[place] if of_place.get(other, group) != group)
        for place, group in known
    }


def _sole_links(network: Influence) -> tuple[SoleLink, ...]:
    """Return the cut points that stay such whatever open ties there are, with what they hold together on record."""
    lasting = set(cut_points(network.graph)) & set(cut_points(network.graph.plus(network.open)))
    return tuple(SoleLink(person=person, parts=_parts(network.graph, person)) for person in sorted(lasting))


def _parts(graph: Graph, person: str) -> tuple[tuple[str, ...], ...]:
    """Return into what a person's component falls without him or her, largest part first."""
    gone = graph.place[person]
    parts, starts = [], set(graph.contacts[gone])
    while starts:
        part = _joined(graph, min(starts), gone)
        starts -= part
        parts.append(tuple(graph.people[place] for place in sorted(part)))
    return tuple(sorted(parts, key=lambda part: (-len(part), part)))


def _joined(graph: Graph, start: int, gone: int) -> set[int]:
    """Return everybody whom ties join with one person, without passing somebody who is gone."""
    seen, last = {start}, {start}
    while last:
        last = set().union(*[graph.contacts[place] for place in last]) - seen - {gone}
        seen |= last
    return seen


def _peripheral(network: Influence) -> tuple[str, ...]:
    fullest = network.graph.plus(network.open)
    return tuple(
        person
        for person, into, out in zip(fullest.people, fullest.ins, fullest.outs, strict=True)
        if max(len(into), len(out)) <= PERIPHERAL
    )


def link_sentence(link: SoleLink, situation: Situation) -> str:
    """Return what a sole link joins."""
    person = name(link.person, situation)
    if len(link.parts) > 2:
        return several(
            "On record, only {person} joins the {count} part of the map.",
            "On record, only {person} joins the {count} parts of the map.",
            len(link.parts),
            person=person,
            count=spelled(len(link.parts)),
        )
    return several(
        "On record, only {person} joins {people} with {count} other person.",
        "On record, only {person} joins {people} with {count} others.",
        len(link.parts[0]),
        person=person,
        people=some(link.parts[1], situation),
        count=spelled(len(link.parts[0])),
    )
