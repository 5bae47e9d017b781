"""What stands on a card, line by line; all cards of a map share one size, so that the grid stays even."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from playbook_gen.maps.plan import Person
from playbook_gen.maps.text import ellipsise, wrap

WIDTH = 172.0
INSET = 12.0
NAME, TITLE, LANE = 13.0, 11.5, 10.5
"""Sizes of type in points."""

_PADDING = 9.0
_LEADING = {NAME: 16.0, TITLE: 14.0, LANE: 14.0}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of text: its class, its words, and its baseline from the top of the card's text."""

    kind: str
    words: str
    baseline: float


@dataclass(frozen=True, kw_only=True)
class Face:
    """The lines of one card and how tall they are together."""

    lines: tuple[Line, ...]
    height: float


def _lines(person: Person, lane: str) -> list[tuple[str, str, float]]:
    room = WIDTH - 2 * INSET
    rows = [("map-over", ellipsise(lane, room, LANE), LANE)] if lane else []
    rows += [("map-name", words, NAME) for words in wrap(person.name, room, NAME, bold=True)]
    return rows + [("map-role", words, TITLE) for words in wrap(person.title, room, TITLE)]


def face(person: Person, lane: str = "") -> Face:
    """The lines for a person; ``lane`` stands above the name where no band shows it."""
    lines, top = [], 0.0
    for kind, words, size in _lines(person, lane):
        lines.append(Line(kind=kind, words=words, baseline=top + size * 0.95))
        top += _LEADING[size]
    return Face(lines=tuple(lines), height=top)


def common_height(faces: Iterable[Face]) -> float:
    """The height that fits every card of a map, in points."""
    return max(one.height for one in faces) + 2 * _PADDING
