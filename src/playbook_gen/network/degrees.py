"""How many ties, how strong, and how many of them are returned."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum

from playbook_gen.network.graph import Graph, Neighbours


@dataclass(frozen=True)
class Dyads:
    """How many pairs have arcs in both directions, in one, in none (Holland and Leinhardt 1970)."""

    mutual: int
    one_way: int
    empty: int


def in_degree(graph: Graph) -> dict[str, int]:
    """Return how many arcs each person receives; not weighted, not normalised; 0 for an isolated person."""
    return _sizes(graph, graph.ins)


def out_degree(graph: Graph) -> dict[str, int]:
    """Return how many arcs each person sends; not weighted, not normalised; 0 for an isolated person."""
    return _sizes(graph, graph.outs)


def in_strength(graph: Graph) -> dict[str, float]:
    """Return the sum of the strengths that each person receives, in the unit of the file; 0 for an isolated person."""
    return _sums(graph, end=1)


def out_strength(graph: Graph) -> dict[str, float]:
    """Return the sum of the strengths that each person sends, in the unit of the file; 0 for an isolated person."""
    return _sums(graph, end=0)


def dyads(graph: Graph) -> Dyads:
    """Return the census of pairs; isolated people are in pairs without a tie."""
    mutual = len(graph.arcs) - len(graph.pairs)
    people = len(graph.people)
    return Dyads(mutual, len(graph.pairs) - mutual, people * (people - 1) // 2 - len(graph.pairs))


def density(graph: Graph) -> float | None:
    """Return the share of possible arcs that are there, n(n-1) of them; None below two people."""
    people = len(graph.people)
    return len(graph.arcs) / (people * (people - 1)) if people > 1 else None


def reciprocity_arcs(graph: Graph) -> float | None:
    """Return the share of arcs that are returned, 2M/(2M+A); not weighted; None without an arc.

    M counts mutual pairs, A one-way pairs. What networkx calls overall reciprocity, igraph reciprocity, sna edgewise.
    """
    return share_of_arcs(dyads(graph))


def reciprocity_dyads(graph: Graph) -> float | None:
    """Return the share of pairs with any tie that have both arcs, M/(M+A); not weighted; None without an arc.

    What sna calls dyadic.nonnull and igraph the ratio mode; sna's default counts pairs without a tie as returned.
    """
    return share_of_dyads(dyads(graph))


def share_of_arcs(census: Dyads) -> float | None:
    """Return 2M/(2M+A) of a census, None where no pair has a tie."""
    arcs = 2 * census.mutual + census.one_way
    return 2 * census.mutual / arcs if arcs else None


def share_of_dyads(census: Dyads) -> float | None:
    """Return M/(M+A) of a census, None where no pair has a tie."""
    tied = census.mutual + census.one_way
    return census.mutual / tied if tied else None


def _sizes(graph: Graph, neighbours: Neighbours) -> dict[str, int]:
    return {person: len(others) for person, others in zip(graph.people, neighbours, strict=True)}


def _sums(graph: Graph, end: int) -> dict[str, float]:
    parts: dict[str, list[float]] = {person: [] for person in graph.people}
    for arc, strength in graph.arcs.items():
        parts[arc[end]].append(strength)
    return {person: fsum(strengths) for person, strengths in parts.items()}
