"""How to reach a person, in sentences: the best route, others, who is on every one, and what distrust leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from playbook_gen.checks.situation import Situation
from playbook_gen.influence.graph import Influence, trust_in
from playbook_gen.influence.words import NAMED, count, name, names, some, step, strength
from playbook_gen.network import Arc, Departure, Graph, Reach, Route, departure, reach, routes
from playbook_gen.network.routes import LIMIT

_STEPS = count(LIMIT, "step", "steps")

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
        said.append(f"Without {who} the recorded map falls into {count(len(gone.parts), 'part', 'parts')}.")
    if gone.cut_off:
        left = "is" if len(gone.cut_off) == 1 else "are"
        said.append(f"{_first_capital(some(gone.cut_off, situation))} {left} then without any tie on record.")
    if gone.lost:
        lost = count(len(gone.lost), "route", "routes")
        said.append(f"In all, {lost} of at most {_STEPS} would be gone, from one person to another.")
    return tuple(said) or (f"On record, everybody still reaches the same people without {who}.",)


def _best(found: Way, situation: Situation, network: Influence) -> Iterator[str]:
    source, target = name(found.source, situation), name(found.target, situation)
    if found.reach.best is None:
        yield _why_none(found, source, target)
        return
    best = found.reach.best
    how = f"through {names(best.brokers, situation)}" if best.brokers else "directly"
    yield f"{source} reaches {target} best {how}{_strengths(best, network)}."


def _strengths(route: Route, network: Influence) -> str:
    told = [text for arc in pairwise(route.people) if (text := strength(arc, network))]
    return f" ({', then '.join(told)})" if told else ""


def _others(found: Way, situation: Situation) -> Iterator[str]:
    """Name the alternatives, and who is on every route: without such a person none is left."""
    best, brokers = found.reach.best, found.reach.sole_brokers
    if best is None:
        return
    without = f"without {names(brokers, situation, last='or')} none is left" if brokers else ""
    if not found.reach.alternatives:
        yield f"No other route of at most {_STEPS} is on record{f': {without}' if without else ''}."
        return
    through = [f"through {names(r.brokers, situation)}" if r.brokers else "directly" for r in found.reach.alternatives]
    yield f"Otherwise {', or '.join(through)}."
    if without:
        verb = "is" if len(brokers) == 1 else "are"
        on_all = (
            f"{names(brokers, situation)} {verb} on every one of the {count(found.reach.routes, 'route', 'routes')}"
        )
        yield f"{on_all} of at most {_STEPS}: {without}."


def _if_leaves(found: Way, situation: Situation) -> Iterator[str]:
    then: dict[tuple[str, ...], list[str]] = {}
    for person, left in found.if_leaves:
        if left is not None:
            then.setdefault(tuple(left.brokers), []).append(person)
    for brokers, people in then.items():
        how = f"leads through {names(brokers, situation)}" if brokers else "is the direct one"
        yield f"Should {names(people, situation, last='or')} leave, the best route {how}."


def _distrust(found: Way, situation: Situation, network: Influence) -> Iterator[str]:
    rated = [f"{step(arc, situation)} (trust {trust_in(network.said[arc])} of 5)" for arc in found.distrusted[:NAMED]]
    more = len(found.distrusted) - len(rated)
    if rated:
        yield f"Left out for low trust: {', '.join(rated)}{f' and {more} more' if more else ''}."


def _why_none(found: Way, source: str, target: str) -> str:
    route = f"No route from {source} to {target} is on record"
    return {
        "no-ties": f"{route}, nor any other: no ties are on record in this edition.",
        "no-tie-from": f"{route}: nobody is recorded as influenced by {source}.",
        "no-tie-to": f"{route}: nobody is recorded as influencing {target}.",
        "only-through-distrust": f"{route} that does without a step of low trust.",
        "strength-not-known": f"{route} by ties of known strength; the strength of some was never said.",
        "too-many-steps": f"{route} within {_STEPS}; every one is longer.",
        "not-connected": f"{route}: no ties lead from one to the other.",
    }[found.obstacle or "not-connected"]


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
