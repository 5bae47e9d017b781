"""What stands on a card, line by line; all cards of a map share one size, so that the grid stays even."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from playbook_gen.maps.plan import Person
from playbook_gen.maps.text import ellipsise, wrap
from playbook_gen.maps.widths import text_width


@dataclass(frozen=True, kw_only=True)
class Size:
    """How large cards are and how far apart they stand, in points; type sizes are those of name, title and function.

    A ``title`` of 0 leaves the title to the hover text and the page.
    """

    width: float
    inset: float
    padding: float
    name: float
    title: float
    over: float
    between_columns: float
    between_folds: float
    between_rows: float


ROOMY = Size(
    width=172,
    inset=12,
    padding=9,
    name=13,
    title=11.5,
    over=10.5,
    between_columns=104,
    between_folds=36,
    between_rows=18,
)
COMPACT = Size(
    width=118, inset=7, padding=4, name=11, title=0, over=10.5, between_columns=56, between_folds=10, between_rows=6
)
"""For maps of more people than a reader takes in at once: names alone, close together."""

PILL_TYPE, PILL_HEIGHT = 10.0, 15.0
_LEADING = 1.22
_NARROWEST = 96
MARK_ROW = 19.0


class Line(NamedTuple):
    """One line of text: its classes, its words, its start and its baseline inside the card's text."""

    kind: tuple[str, ...]
    words: str
    left: float
    baseline: float


class Face(NamedTuple):
    """The lines of one card, how tall they are together, and the word of the pill in its first row."""

    lines: tuple[Line, ...]
    height: float
    pill: str


def fitted(size: Size, people: Iterable[Person], *, marked: bool) -> Size:
    """The size with cards no wider than the longest name or title needs; two marks side by side need all of it."""
    if marked and size.title:
        return size
    texts = [text_width(one.name, size.name, bold=True) for one in people]
    texts += [text_width(one.title, size.title) for one in people if size.title]
    needed = math.ceil(max(texts) + 2 * size.inset + 2)
    return replace(size, width=float(min(size.width, max(_NARROWEST, needed))))


def pill_width(word: str) -> float:
    """Width of the shape around the sponsor's mark, in points; 0 without a word."""
    return text_width(word, PILL_TYPE, bold=True) + 14 if word else 0.0


class _Row(NamedTuple):
    kind: tuple[str, ...]
    words: str
    type_size: float
    left: float = 0.0


def _rows(person: Person, lane: str, pill: str, size: Size, *, brief: bool) -> list[_Row]:
    names_on, titles_on = (1, 1) if brief else (2, 3)
    room, left = size.width - 2 * size.inset, pill_width(pill) + 6 if pill else 0.0
    if not size.title:
        return [
            _Row(
                kind=("map-name", "map-little"),
                words=ellipsise(person.name, room, size.name, bold=True),
                type_size=size.name,
            )
        ]
    over = ellipsise(lane, room - left, size.over)
    rows = [_Row(kind=("map-over",), words=over, type_size=size.over, left=left)] if lane or pill else []
    names = wrap(person.name, room, size.name, lines=names_on, bold=True)
    titles = wrap(person.title, room, size.title, lines=titles_on)
    rows += [_Row(kind=("map-name",), words=words, type_size=size.name) for words in names]
    return rows + [_Row(kind=("map-role",), words=words, type_size=size.title) for words in titles]


def face(person: Person, lane: str = "", mark: str = "", *, size: Size = ROOMY, brief: bool = False) -> Face:
    """The lines for a person; ``lane`` stands above the name where no band shows it, ``mark`` on a sponsor.

    A ``brief`` face gives name and title one line each.
    """
    pill = ellipsise(mark, size.width / 2, PILL_TYPE, bold=True) if person.sponsor and size.title else ""
    lines, top = [], 0.0
    for row in _rows(person, lane, pill, size, brief=brief):
        lines.append(Line(kind=row.kind, words=row.words, left=row.left, baseline=top + row.type_size * 0.95))
        top += max(row.type_size * _LEADING, PILL_HEIGHT if row.kind == ("map-over",) else 0.0)
    return Face(lines=tuple(line for line in lines if line.words), height=top, pill=pill)


def common_height(faces: Iterable[Face], size: Size, *, marked: bool) -> float:
    """The height that fits every card of a map, in points; ``marked`` keeps a row free for where people stand."""
    return round(max(one.height for one in faces) + 2 * size.padding + (MARK_ROW if marked else 0.0), 1)
