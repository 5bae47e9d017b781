"""How to reach a person, in sentences: the best route, others, who is on every one, and what distrust leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from typing import Literal

from playbook_gen.checks.situation import Situation
from playbook_gen.influence.graph import Influence, trust_in
from playbook_gen.influence.words import NAMED, name, names, some, spelled, step, strength
from playbook_gen.language import marked, say, several
from playbook_gen.network import Arc, Departure, Graph, Reach, Route, departure, reach, routes
from playbook_gen.network.routes import LIMIT

Obstacle = Literal[
    "no-ties",
    "no-tie-from",
    "no-tie-to",
    "only-through-distrust",
    "strength-not-known",
    "too-many-steps",
    "not-connected",
]
"""Why there is no route: nobody is influenced by the first, nobody influences the last, and so on."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """How one person reaches another, within a few steps and by ties of known strength."""

    source: str
    target: str
    reach: Reach
    """Best route, alternatives and sole brokers, over ties without distrust."""
    distrusted: tuple[Arc, ...]
    """Steps on routes within the limit that are left out, because the sender trusts the receiver too little."""
    obstacle: Obstacle | None
    """Why there is no route; None where there is one."""
    if_leaves: tuple[tuple[str, Route | None], ...]
    """For each person in between on the best route: the best route that would be left."""


def way(network: Influence, source: str, target: str) -> Way:
    """Return how one person reaches another.

    Raises:
        ValueError: one of them is not on the map, or they are the same.

    """
    found = reach(network.graph, source, target, network.distrusted, full=network.full)
    # With every route at hand, those without a person or a step need no search of their own.
    every = routes(network.graph, source, target, full=network.full)
    trusted = [route for route in every if network.distrusted.isdisjoint(pairwise(route.people))]
    return Way(
        source=source,
        target=target,
        reach=found,
        distrusted=tuple(sorted({arc for route in every for arc in pairwise(route.people)} & network.distrusted)),
        obstacle=None if found.best else _obstacle(network, source, target),
        if_leaves=tuple(
            (person, next((route for route in trusted if person not in route.people), None))
            for person in (found.best.brokers if found.best else ())
        ),
    )


def ways_to_partners(situation: Situation, network: Influence) -> dict[str, Way]:
    """Return how the sponsor reaches the head of each partner of an alliance, by the id of that person, in order.

    None in an edition that by schema holds no ties, and without a sponsor on the map.
    """
    sponsor = situation.organisation.sponsor
    if not situation.reads("relationships.influence"):
        return {}
    if not isinstance(sponsor, str) or sponsor not in network.graph.place:
        return {}
    living = [alliance for alliance in situation.alliances.values() if not situation.ended(alliance)]
    heads = {partner.person for alliance in living for partner in situation.partners(alliance) if partner.person}
    known = sorted(heads & network.graph.place.keys() - {sponsor})
    return {head: way(network, sponsor, head) for head in known}


def leaving(network: Influence, person: str) -> Departure:
    """Return what becomes of the others when a person leaves: distrusted ties are no routes, and hold the map together.

    Raises:
        ValueError: the person is not on the map.

    """
    whole = departure(network.known_or_not, person, limit=0)
    return replace(whole, lost=departure(network.known_or_not, person, network.distrusted).lost)


# In sentences


def sentences(found: Way, situation: Situation, network: Influence) -> tuple[str, ...]:
    """Return the way in sentences: the best route or why there is none, others, who is on all, who is left out."""
    return (
        *_best(found, situation, network),
        *_others(found, situation),
        *_if_leaves(found, situation),
        *_distrust(found, situation, network),
    )


def leaving_sentences(network: Influence, person: str, situation: Situation) -> tuple[str, ...]:
    """Return what a person's leaving would break, in sentences; one that says so where it would break nothing."""
    gone = leaving(network, person)
    who = name(person, situation)
    said = []
    if len(gone.parts) > 1:
        said.append(
            several(
                "Without {person} the recorded map falls into {count} part.",
                "Without {person} the recorded map falls into {count} parts.",
                len(gone.parts),
                person=who,
                count=spelled(len(gone.parts)),
            )
        )
    if gone.cut_off:
        cut_off = several(
            "{people} is then without any tie on record.",
            "{people} are then without any tie on record.",
            len(gone.cut_off),
            people=some(gone.cut_off, situation),
        )
        said.append(_first_capital(cut_off))
    if gone.lost:
        said.append(
            several(
                "In all, {count} route of at most {limit} steps would be gone, from one person to another.",
                "In all, {count} routes of at most {limit} steps would be gone, from one person to another.",
                len(gone.lost),
                count=spelled(len(gone.lost)),
                limit=spelled(LIMIT),
            )
        )
    return tuple(said) or (say("On record, everybody still reaches the same people without {person}.", person=who),)


def _best(found: Way, situation: Situation, network: Influence) -> Iterator[str]:
    source, target = name(found.source, situation), name(found.target, situation)
    if found.reach.best is None:
        yield _why_none(found, source, target)
        return
    best = found.reach.best
    brokers, strengths = names(best.brokers, situation), _strengths(best, network)
    if brokers and strengths:
        yield say(
            "{source} reaches {target} best through {people} ({strengths}).",
            source=source,
            target=target,
            people=brokers,
            strengths=strengths,
        )
    elif brokers:
        yield say("{source} reaches {target} best through {people}.", source=source, target=target, people=brokers)
    elif strengths:
        yield say(
            "{source} reaches {target} best directly ({strength}).", source=source, target=target, strength=strengths
        )
    else:
        yield say("{source} reaches {target} best directly.", source=source, target=target)


def _strengths(route: Route, network: Influence) -> str:
    """Return how strong the steps of a route are, in their order."""
    told = [text for arc in pairwise(route.people) if (text := strength(arc, network))]
    return reduce(_then, told) if told else ""


def _then(strengths: str, next_one: str) -> str:
    return say("{strengths}, then {strength}", strengths=strengths, strength=next_one)


def _others(found: Way, situation: Situation) -> Iterator[str]:
    """Name the alternatives, and who is on every route: without such a person none is left."""
    best, brokers = found.reach.best, found.reach.sole_brokers
    if best is None:
        return
    if found.reach.alternatives:
        yield _otherwise([names(route.brokers, situation) for route in found.reach.alternatives])
        if brokers:
            yield _on_every_route(brokers, found.reach.routes, situation)
    elif brokers:
        yield say(
            "No other route of at most {limit} steps is on record: without {people} none is left.",
            limit=spelled(LIMIT),
            people=names(brokers, situation, last="or"),
        )
    else:
        yield say("No other route of at most {limit} steps is on record.", limit=spelled(LIMIT))


def _otherwise(ways: list[str]) -> str:
    """Name one or two other routes by who is in between: nobody on the direct one, of which there is one at most."""
    if len(ways) == 1:
        return say("Otherwise through {people}.", people=ways[0]) if ways[0] else say("Otherwise directly.")
    first, second = ways
    if not first:
        return say("Otherwise directly, or through {people}.", people=second)
    if not second:
        return say("Otherwise through {people}, or directly.", people=first)
    return say("Otherwise through {people}, or through {others}.", people=first, others=second)


def _on_every_route(brokers: Sequence[str], routes: int, situation: Situation) -> str:
    if len(brokers) == 1:
        return several(
            "{person} is on every one of the {count} route of at most {limit} steps: without {person} none is left.",
            "{person} is on every one of the {count} routes of at most {limit} steps: without {person} none is left.",
            routes,
            count=spelled(routes),
            person=names(brokers, situation),
            limit=spelled(LIMIT),
        )
    return several(
        "{people} are on every one of the {count} route of at most {limit} steps: without {any_of_them} none is left.",
        "{people} are on every one of the {count} routes of at most {limit} steps: without {any_of_them} none is left.",
        routes,
        count=spelled(routes),
        people=names(brokers, situation),
        any_of_them=names(brokers, situation, last="or"),
        limit=spelled(LIMIT),
    )


def _if_leaves(found: Way, situation: Situation) -> Iterator[str]:
    then: dict[tuple[str, ...], list[str]] = {}
    for person, left in found.if_leaves:
        if left is not None:
            then.setdefault(tuple(left.brokers), []).append(person)
    for brokers, people in then.items():
        leaving_ones = names(people, situation, last="or")
        if brokers:
            yield say(
                "Should {people} leave, the best route leads through {others}.",
                people=leaving_ones,
                others=names(brokers, situation),
            )
        else:
            yield say("Should {people} leave, the best route is the direct one.", people=leaving_ones)


def _distrust(found: Way, situation: Situation, network: Influence) -> Iterator[str]:
    named = found.distrusted[:NAMED]
    more = len(found.distrusted) - len(named)
    steps = ", ".join(_distrusted(arc, situation, network) for arc in named)
    if more:
        yield several(
            "Left out for low trust: {steps} and {number} more.",
            "Left out for low trust: {steps} and {number} more.",
            more,
            steps=steps,
        )
    elif named:
        yield say("Left out for low trust: {steps}.", steps=steps)


def _distrusted(arc: Arc, situation: Situation, network: Influence) -> str:
    return say("{step} (trust {rating} of 5)", step=step(arc, situation), rating=trust_in(network.said[arc]))


_WHY_NONE: dict[Obstacle, str] = {
    "no-ties": marked(
        "No route from {source} to {target} is on record, nor any other: no ties are on record in this edition."
    ),
    "no-tie-from": marked(
        "No route from {source} to {target} is on record: nobody is recorded as influenced by {source}."
    ),
    "no-tie-to": marked("No route from {source} to {target} is on record: nobody is recorded as influencing {target}."),
    "only-through-distrust": marked("Every route on record from {source} to {target} takes a step of low trust."),
    "strength-not-known": marked(
        "No route from {source} to {target} is on record by ties of known strength; the strength of some was never "
        "said."
    ),
    "too-many-steps": marked(
        "No route from {source} to {target} is on record within {limit} steps; every one is longer."
    ),
    "not-connected": marked("No route from {source} to {target} is on record: no ties lead from one to the other."),
}


def _why_none(found: Way, source: str, target: str) -> str:
    words = _WHY_NONE[found.obstacle or "not-connected"]
    return say(words, source=source, target=target, limit=spelled(LIMIT))


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# What there is


def _obstacle(network: Influence, source: str, target: str) -> Obstacle:
    """Return the first reason that holds, the plainest first."""
    graph = network.known_or_not
    if not graph.arcs:
        return "no-ties"
    if not graph.outs[graph.place[source]]:
        return "no-tie-from"
    if not graph.ins[graph.place[target]]:
        return "no-tie-to"
    if reach(graph, source, target, network.distrusted, full=network.full).best:
        return "strength-not-known"
    if reach(graph, source, target, full=network.full).best:
        return "only-through-distrust"
    return "too-many-steps" if _connected(graph, source, target) else "not-connected"


def _connected(graph: Graph, source: str, target: str) -> bool:
    """Whether arcs lead from one to the other in any number of steps."""
    seen = last = {graph.place[source]}
    while last:
        last = set().union(*[graph.outs[place] for place in last]) - seen
        seen = seen | last
    return graph.place[target] in seen
