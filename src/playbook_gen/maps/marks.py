"""The mark of a stance on a card: a shape, a word and an outline, so that it reads in black and white."""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.maps.geometry import Point
from playbook_gen.maps.labels import Labels
from playbook_gen.maps.markup import Paint, element, escape, number, polygon
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
        return element("circle", {**look, "cx": number(x), "cy": number(y), "r": "3.8"})
    if kind == "undecided":
        place = {"x": number(x - 4), "y": number(y - 1.4), "width": "8", "height": "2.8"}
        return element("rect", {**look, **place})
    corners: tuple[Point, ...] = ((x, y - 4.4), (x + 4.6, y + 3.6), (x - 4.6, y + 3.6))
    return element("path", {**look, "d": polygon(corners)})


def said(stance: Stance, priority: str, labels: Labels) -> str:
    """What the mark says, in words."""
    told = labels.stance.format(priority=priority, word=labels.stances[stance.kind])
    return f"{told} ({labels.covert})" if stance.covert else told


def outline(at: Point, width: float, paint: Paint, *, covert: bool) -> str:
    """The box around a mark, dashed where words and deeds differ."""
    size = {"width": number(width), "height": number(HEIGHT), "rx": "3"}
    look = paint("map-stance", "map-covert" if covert else "")
    return element("rect", {**look, "x": number(at[0]), "y": number(at[1]), **size})


def mark(stance: Stance, at: Point, width: float, labels: Labels, paint: Paint) -> Iterator[str]:
    """The parts of a mark whose upper left corner is given; where there is no room for the word, the shape alone."""
    x, y = at
    worded = width > 2 * SHAPE
    if worded or stance.covert:
        yield outline(at, width, paint, covert=stance.covert)
    yield shape(stance.kind, x + SHAPE / 2 + 1, y + HEIGHT / 2, paint)
    if worded:
        word = ellipsise(labels.stances[stance.kind], width - SHAPE - 5, TYPE)
        place = {"x": number(x + SHAPE + 2), "y": number(y + 11)}
        yield element("text", {**paint("map-stance-word"), **place}, escape(word))
