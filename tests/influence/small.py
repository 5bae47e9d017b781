"""Small organisations in a few characters, as what an edition makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from judging import organisation, redacted, seen
from judging import read as read_text
from playbook_gen.checks.situation import Situation
from playbook_gen.model.record import Edition

VECTOR = "ceo>cfo cfo>ceo ceo>cio ceo>cmo cmo>ceo cfo>cio cio>cfo cmo>cro cro>cmo cro>ceo chro>ceo"
"""The arcs of domain.md 3.4."""


def ties(text: str, field: str = "influence") -> Iterator[str]:
    """Lines of ``relationships`` from ``a>b a>b:4 a>b:4/2``: strength, then trust; each said by its sender."""
    for word in text.split():
        arc, _, rated = word.partition(":")
        sender, receiver = arc.split(">")
        strength, _, trust = rated.partition("/")
        said = [f"from: {sender}", f"to: {receiver}", f"said_by: {sender}"]
        said += [f"{field}: {strength}"] if strength else []
        said += [f"trust: {trust}"] if trust else []
        yield f"  - {{{', '.join(said)}}}"


def company(people: str, arcs: str = "", *more: str, field: str = "influence", as_of: str = "2026-06-30") -> str:
    """The text of a file; each person heads the function of his or her id with an f before it."""
    ids = people.split()
    lines = ["name: Example", *([f"as_of: {as_of}"] if as_of else []), "people:"]
    lines += [f"  - {{id: {person}, name: {person.capitalize()}}}" for person in ids]
    lines += ["functions:", *(f"  - {{id: f{person}, name: F {person}, head: {person}}}" for person in ids)]
    lines += ["relationships:", *ties(arcs, field)] if arcs else []
    return "\n".join([*lines, *more])


def alliance(partners: Iterable[str], necessity: str = "need-to-have", name: str = "joint") -> str:
    return f"alliances:\n  - {{id: {name}, partners: [{', '.join(partners)}], necessity: {necessity}}}"


def look(text: str, edition: Edition = Edition.AUTHOR) -> Situation:
    """What an edition knows, with places where it may have them."""
    raw = organisation(text)
    return Situation(seen(read_text(text), edition), raw.as_of.last if raw.as_of else None, edition)


def glance(text: str, edition: Edition = Edition.AUTHOR) -> Situation:
    """What an edition knows, without places."""
    raw = organisation(text)
    return Situation(redacted(raw, edition), raw.as_of.last if raw.as_of else None, edition)
