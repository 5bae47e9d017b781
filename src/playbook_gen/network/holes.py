"""Structural holes: how much a person's contacts know each other (Burt 1992).

Both measures look at both directions: a_ij counts the arcs between i and j, so that a mutual tie weighs two, and p_ij
is a_ij over the sum of i's. They ignore strength, and are None for a person without a tie, of whom nothing can be said.
networkx and igraph define them so; xUCINET takes outgoing ties only and ranks people quite differently. networkx gives
the same numbers but for some styles of call (see ``library``).
"""

from __future__ import annotations

from math import fsum

from playbook_gen.network.graph import Graph


def constraint(graph: Graph) -> dict[str, float | None]:
    """Return how far each person's ties lead back to the same few: sum over contacts j of (p_ij + sum p_iq p_qj)².

    Not normalised; it depends on the number of contacts and can exceed 1, so never show it without both references
    below. A person with one contact has 1. None for an isolated person.
    """
    shares = _shares(graph)
    return {person: _constraint(graph, shares, place) for place, person in enumerate(graph.people)}


def effective_size(graph: Graph) -> dict[str, float | None]:
    """Return how many contacts that are not redundant each person has: sum over contacts j of 1 - sum p_iq m_jq.

    m_jq is a_jq over the largest a of j. From 1 to the number of contacts; not normalised. None for an isolated person.
    """
    shares = _shares(graph)
    return {person: _effective_size(graph, shares, place) for place, person in enumerate(graph.people)}


def constraint_apart(contacts: int) -> float | None:
    """Return the constraint of a person whose contacts have no tie among them and equal ones to him or her: 1/k."""
    return 1 / contacts if contacts else None


def constraint_of_team(contacts: int) -> float | None:
    """Return the constraint of each member of a team of k+1 in which all are tied to all: (2k-1)²/k³.

    With n people it reads (2n-3)²/(n-1)³: 1.125 for three, 0.926 for four, 0.766 for five.
    """
    return (2 * contacts - 1) ** 2 / contacts**3 if contacts else None


def _constraint(graph: Graph, shares: list[dict[int, float]], ego: int) -> float | None:
    own, contacts = shares[ego], graph.contacts[ego]
    parts = []
    for other in contacts:
        led = fsum([own[by] * shares[by][other] for by in contacts & graph.contacts[other]])
        parts.append((own[other] + led) ** 2)
    return fsum(parts) if parts else None


def _effective_size(graph: Graph, shares: list[dict[int, float]], ego: int) -> float | None:
    own, contacts = shares[ego], graph.contacts[ego]
    redundant: list[float] = []
    for other in contacts:
        strongest = max(shares[other].values())
        redundant += [own[by] * shares[other][by] / strongest for by in contacts & graph.contacts[other]]
    return len(contacts) - fsum(redundant) if contacts else None


def _shares(graph: Graph) -> list[dict[int, float]]:
    """Return p: for each person the share of each contact in all his or her arcs, both directions counted."""
    return [
        {other: (2 if other in graph.partners[ego] else 1) / (len(out) + len(into)) for other in out | into}
        for ego, (out, into) in enumerate(zip(graph.outs, graph.ins, strict=True))
    ]
