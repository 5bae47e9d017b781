"""The few words that sentences about the map share: names, short lists of them, and how strong a tie is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from playbook_gen.checks.clauses import listing
from playbook_gen.checks.situation import Situation
from playbook_gen.influence.graph import Influence
from playbook_gen.network import Arc

NAMED = 3
"""So many people are named in one sentence; more are counted."""

LABEL = 80
"""Priorities and goals are quoted up to so many characters."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def count(number: int, one: str, many: str) -> str:
    """Return a count with its noun, small ones in words: one tie, 12 ties."""
    return f"{_NUMBERS[number] if number < len(_NUMBERS) else number} {one if number == 1 else many}"


def name(person: str, situation: Situation) -> str:
    """Return the name of a person."""
    return situation.people[person].name


def names(people: Iterable[str], situation: Situation, *, last: str = "and") -> str:
    """Return all names as a sentence lists them."""
    return listing((name(person, situation) for person in people), last=last)


def some(people: Sequence[str], situation: Situation) -> str:
    """Return the names of a few people, or how many they are."""
    if len(people) <= NAMED:
        return names(people, situation)
    return count(len(people), "person", "people")


def quoted(label: str) -> str:
    """Return what a priority, goal or alliance is called in quotation marks, cut between words where it is long."""
    text = " ".join(label.split())
    if len(text) > LABEL:
        kept = text[:LABEL].rsplit(" ", 1)[0]
        text = f"{kept}…"
    return f"“{text}”"


def step(arc: Arc, situation: Situation) -> str:
    """Return one step in words: Ann Ames to Bo Blum."""
    return f"{name(arc[0], situation)} to {name(arc[1], situation)}"


def strength(arc: Arc, network: Influence) -> str:
    """Return how strong a tie is: 4 of 5 where it is rated, a bare number where it was imported, else nothing."""
    if not network.rated:
        return ""
    if arc in network.unrated:
        return "strength not known"
    found = f"{network.graph.arcs[arc]:.2f}".rstrip("0").rstrip(".")
    return f"{found} of 5" if network.said[arc].influence is not None else f"strength {found}"
