"""What holds the network together, and where it would part."""

from __future__ import annotations

from playbook_gen.network import library
from playbook_gen.network.graph import Arc, Graph


def transitivity(graph: Graph) -> float | None:
    """Return the share of two-paths a-b-c whose ends are tied too, of the undirected form: a tie either way is a tie.

    Three times the triangles over the two-paths; not weighted. None where nobody has two contacts, as igraph has it
    (networkx says 0). The directed forms of sna give other numbers.
    """
    paths = sum(len(others) * (len(others) - 1) for others in graph.contacts)
    closed = sum(len(others & graph.contacts[by]) for others in graph.contacts for by in others)
    return closed / paths if paths else None


def components(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """Return the weak components, largest first, then by id; an isolated person is one by himself or herself."""
    parts = [tuple(sorted(part)) for part in library.components(graph)]
    return tuple(sorted(parts, key=lambda part: (-len(part), part)))


def isolates(graph: Graph) -> tuple[str, ...]:
    """Return the people without a tie in either direction, in order."""
    return tuple(person for person, others in zip(graph.people, graph.contacts, strict=True) if not others)


def cut_points(graph: Graph) -> tuple[str, ...]:
    """Return the people without whom others of their component lose contact, direction left aside, in order."""
    return tuple(sorted(library.cut_points(graph)))


def bridges(graph: Graph) -> tuple[Arc, ...]:
    """Return the pairs whose tie, in whichever direction, alone joins two parts; smaller id first, in order."""
    return tuple(sorted((min(pair), max(pair)) for pair in library.bridges(graph)))


def core_number(graph: Graph) -> dict[str, int]:
    """Return for each person the largest k such that he or she is in a group where all have k contacts inside it.

    Undirected, unweighted, not normalised; 0 for an isolated person (Seidman 1983).
    """
    found = library.core_numbers(graph)
    return {person: found[person] for person in graph.people}


def simmelian_ties(graph: Graph) -> tuple[Arc, ...]:
    """Return the mutual ties whose two ends share a mutual tie to a third; smaller id first, in order.

    Unweighted (Krackhardt 1999; sna's ``simmelian``).
    """
    return tuple(
        (person, graph.people[other])
        for place, person in enumerate(graph.people)
        for other in sorted(graph.partners[place])
        if place < other and graph.partners[place] & graph.partners[other]
    )
