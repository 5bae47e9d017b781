"""How far unknown ties leave a measure open.

An unknown arc may be there or not. A measure that only rises with arcs is lowest without all of them and highest with
all of them; reciprocity, which does not, is settled pair by pair. Of any other measure nothing is promised: None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from playbook_gen.network.cohesion import core_number
from playbook_gen.network.degrees import (
    Dyads,
    density,
    dyads,
    in_degree,
    out_degree,
    share_of_arcs,
    share_of_dyads,
)
from playbook_gen.network.graph import Arc, Graph, check_arcs
from playbook_gen.network.krackhardt import connectedness


@dataclass(frozen=True)
class Range:
    """The lowest and the highest value over all ways to settle what is unknown; both are reached."""

    low: float
    high: float


_RISING: Mapping[str, Callable[[Graph], float | None]] = {"density": density, "connectedness": connectedness}
_RISING_EACH: Mapping[str, Callable[[Graph], Mapping[str, int]]] = {
    "in_degree": in_degree,
    "out_degree": out_degree,
    "core_number": core_number,
}
_SHARES: Mapping[str, Callable[[Dyads], float | None]] = {
    "reciprocity_arcs": share_of_arcs,
    "reciprocity_dyads": share_of_dyads,
}


def bounds(graph: Graph, unknown_arcs: Iterable[Arc], measure: str) -> Range | None:
    """Return the range of a measure of the network: density, connectedness, reciprocity_arcs or reciprocity_dyads.

    ``graph`` has the arcs that are known to be there. Completions in which the measure is undefined are left out; None
    where it is undefined in all, and for measures of which no bound is known.

    Raises:
        ValueError: an unknown arc names somebody who is not among the people.

    """
    unknown = _open(graph, unknown_arcs)
    if share := _SHARES.get(measure):
        return _of_share(graph, unknown, share)
    rising = _RISING.get(measure)
    return _range(rising(graph), rising(graph.plus(unknown))) if rising else None


def bounds_each(graph: Graph, unknown_arcs: Iterable[Arc], measure: str) -> dict[str, Range] | None:
    """Return the range of a measure of each person: in_degree, out_degree or core_number; of others None.

    Raises:
        ValueError: an unknown arc names somebody who is not among the people.

    """
    unknown = _open(graph, unknown_arcs)
    rising = _RISING_EACH.get(measure)
    if rising is None:
        return None
    low, high = rising(graph), rising(graph.plus(unknown))
    return {person: Range(low[person], high[person]) for person in graph.people}


def _open(graph: Graph, unknown_arcs: Iterable[Arc]) -> frozenset[Arc]:
    """Return the arcs that are really open: what the graph has is known, and nobody has a tie to himself or herself."""
    unknown = frozenset(unknown_arcs)
    check_arcs(graph, unknown)
    return frozenset(arc for arc in unknown if arc not in graph.arcs and arc[0] != arc[1])


def _of_share(graph: Graph, unknown: frozenset[Arc], share: Callable[[Dyads], float | None]) -> Range | None:
    """Return the range of a share that rises with every mutual pair and falls with every one-way pair."""
    full = dyads(graph.plus(unknown))
    # Highest: a pair is mutual where it can be, and otherwise without a tie where it can be.
    most_mutual = Dyads(full.mutual, _surely_one_way(graph, unknown), 0)
    # Lowest: a pair is one-way where it can be; only two known arcs make it mutual.
    surely_mutual = dyads(graph).mutual
    most_one_way = Dyads(surely_mutual, full.mutual + full.one_way - surely_mutual, 0)
    lowest = share(most_one_way)
    # Where the highest is undefined, every defined completion has one-way pairs only: none is returned.
    return _range(lowest, 0.0 if (highest := share(most_mutual)) is None else highest) if lowest is not None else None


def _surely_one_way(graph: Graph, unknown: frozenset[Arc]) -> int:
    """Return how many pairs have an arc that is there and one that is known not to be."""
    back = ((receiver, sender) for sender, receiver in graph.arcs)
    return sum(1 for arc in back if arc not in graph.arcs and arc not in unknown)


def _range(low: float | None, high: float | None) -> Range | None:
    return Range(low, high) if low is not None and high is not None else None
