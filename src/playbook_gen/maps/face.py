"""What stands on a card, line by line; all cards of a map share one size, so that the grid stays even."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from playbook_gen.maps.plan import Person
from playbook_gen.maps.text import ellipsise, wrap
from playbook_gen.maps.widths import text_width

WIDTH = 172.0
INSET = 12.0
NAME, TITLE, LANE = 13.0, 11.5, 10.5
"""Sizes of type in points."""

_PADDING = 9.0
_LEADING = {NAME: 16.0, TITLE: 14.0, LANE: 15.5}


PILL_TYPE, PILL_HEIGHT = 10.0, 15.0


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of text: its class, its words, its start and its baseline inside the card's text."""

    kind: str
    words: str
    left: float
    baseline: float


@dataclass(frozen=True, kw_only=True)
class Face:
    """The lines of one card, how tall they are together, and the word of the pill in its first row."""

    lines: tuple[Line, ...]
    height: float
    pill: str


def pill_width(word: str) -> float:
    """Width of the shape around the sponsor's mark, in points; 0 without a word."""
    return text_width(word, PILL_TYPE, bold=True) + 14 if word else 0.0


def _rows(person: Person, lane: str, pill: str) -> list[tuple[str, str, float, float]]:
    room, left = WIDTH - 2 * INSET, pill_width(pill) + 6 if pill else 0.0
    rows = [("map-over", ellipsise(lane, room - left, LANE), LANE, left)] if lane or pill else []
    rows += [("map-name", words, NAME, 0.0) for words in wrap(person.name, room, NAME, bold=True)]
    return rows + [("map-role", words, TITLE, 0.0) for words in wrap(person.title, room, TITLE)]


def face(person: Person, lane: str = "", mark: str = "") -> Face:
    """The lines for a person; ``lane`` stands above the name where no band shows it, ``mark`` on a sponsor."""
    pill = ellipsise(mark, WIDTH / 2, PILL_TYPE, bold=True) if person.sponsor else ""
    lines, top = [], 0.0
    for kind, words, size, left in _rows(person, lane, pill):
        lines.append(Line(kind=kind, words=words, left=left, baseline=top + size * 0.95))
        top += _LEADING[size]
    return Face(lines=tuple(line for line in lines if line.words), height=top, pill=pill)


def common_height(faces: Iterable[Face]) -> float:
    """The height that fits every card of a map, in points."""
    return max(one.height for one in faces) + 2 * _PADDING
