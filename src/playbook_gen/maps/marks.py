"""The mark of a stance on a card: a shape, a word and an outline, so that it reads in black and white."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from playbook_gen.maps.geometry import Point
from playbook_gen.maps.labels import Labels
from playbook_gen.maps.markup import Paint, measures, polygon, tag
from playbook_gen.maps.model import Kind, Stance
from playbook_gen.maps.text import ellipsise

HEIGHT = 15.0
SHAPE = 16.0
"""Width of the shape alone, in points."""

TYPE = 9.5
BETWEEN = 4.0
_SIDES: dict[Kind, str] = {
    "ally": "map-for",
    "supporter": "map-for",
    "undecided": "map-open",
    "opponent": "map-against",
    "adversary": "map-against",
}
_HOLLOW: frozenset[Kind] = frozenset({"supporter", "opponent"})


def shape(kind: Kind, x: float, y: float, paint: Paint) -> str:
    """The shape about a point: a disc for an ally, a ring, a bar, a triangle, a full triangle for an adversary."""
    look = paint("map-shape", _SIDES[kind], "map-hollow" if kind in _HOLLOW else "")
    if kind in ("ally", "supporter"):
        return tag("circle", look + measures(cx=x, cy=y, r=3.8))
    if kind == "undecided":
        return tag("rect", look + measures(x=x - 4, y=y - 1.4, width=8, height=2.8))
    corners: tuple[Point, ...] = ((x, y - 4.4), (x + 4.6, y + 3.6), (x - 4.6, y + 3.6))
    return tag("path", look + polygon(corners))


def said(stance: Stance, priority: str, labels: Labels) -> str:
    """What the mark says, in words."""
    words = labels.stance_covert if stance.covert else labels.stance
    return words.format(priority=priority, stance=labels.stances[stance.kind])


def outline(at: Point, width: float, paint: Paint, *, covert: bool) -> str:
    """The box around a mark, dashed where words and deeds differ."""
    look = paint("map-stance", "map-covert" if covert else "")
    return tag("rect", look + measures(x=at[0], y=at[1], width=width, height=HEIGHT, rx=3))


def mark(stance: Stance, at: Point, width: float, labels: Labels, paint: Paint) -> Iterator[str]:
    """The parts of a mark whose upper left corner is given; where there is no room for the word, the shape alone."""
    x, y = at
    worded = width > 2 * SHAPE
    if worded or stance.covert:
        yield outline(at, width, paint, covert=stance.covert)
    yield shape(stance.kind, x + SHAPE / 2 + 1, y + HEIGHT / 2, paint)
    if worded:
        word = ellipsise(labels.stances[stance.kind], width - SHAPE - 5, TYPE)
        yield tag("text", paint("map-stance-word") + measures(x=x + SHAPE + 2, y=y + 11), escape(word))
