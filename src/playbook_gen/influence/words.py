"""The few words that sentences about the map share: names, short lists of them, and how strong a tie is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from playbook_gen.checks.situation import Situation
from playbook_gen.influence.graph import Influence
from playbook_gen.language import listed, meant, say, several, spoken
from playbook_gen.network import Arc

NAMED = 3
"""So many people are named in one sentence; more are counted."""

LABEL = 80
"""Priorities and goals are quoted up to so many characters."""


def spelled(number: int) -> str:
    """Return a count as it stands before its noun: one (tie), 12 (ties)."""
    # Translators: digits will do where the word would have to follow its noun.
    small = (
        meant("number", "no"),
        meant("number", "one"),
        meant("number", "two"),
        meant("number", "three"),
        meant("number", "four"),
        meant("number", "five"),
        meant("number", "six"),
        meant("number", "seven"),
        meant("number", "eight"),
        meant("number", "nine"),
    )
    return small[number] if number < len(small) else str(number)


def name(person: str, situation: Situation) -> str:
    """Return the name of a person."""
    return situation.people[person].name


def names(people: Iterable[str], situation: Situation, *, last: Literal["and", "or"] = "and") -> str:
    """Return all names as a sentence lists them."""
    return listed((name(person, situation) for person in people), last=last)


def some(people: Sequence[str], situation: Situation) -> str:
    """Return the names of a few people, or how many they are."""
    if len(people) <= NAMED:
        return names(people, situation)
    return several("{count} person", "{count} people", len(people), count=spelled(len(people)))


def quoted(label: str) -> str:
    """Return what a priority, goal or alliance is called in quotation marks, cut between words where it is long."""
    text = " ".join(label.split())
    if len(text) > LABEL:
        kept = text[:LABEL].rsplit(" ", 1)[0]
        text = f"{kept}…"
    return say("“{name}”", name=text)


def step(arc: Arc, situation: Situation) -> str:
    """Return one step in words: Ann Ames to Bo Blum."""
    return say("{source} to {target}", source=name(arc[0], situation), target=name(arc[1], situation))


def strength(arc: Arc, network: Influence) -> str:
    """Return how strong a tie is: 4 of 5 where it is rated, a bare number where it was imported, else nothing."""
    if not network.rated:
        return ""
    if arc in network.unrated:
        return say("strength not known")
    rating = network.said[arc].influence
    if rating is not None:
        return say("{rating} of 5", rating=rating)
    return say("strength {number}", number=_weight(network.graph.arcs[arc]))


def _weight(strength: float) -> str:
    """Return an imported strength with at most two decimals; thousands are not parted."""
    from babel.numbers import format_decimal

    return str(format_decimal(Decimal(f"{strength:.2f}"), format="0.##", locale=spoken().locale))
