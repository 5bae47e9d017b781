"""A dumb-bell: how two people rate the same thing, as two named marks on one line of five steps."""

from __future__ import annotations

from html import escape

from playbook_gen.figures.bars import percent
from playbook_gen.maps.markup import element
from playbook_gen.maps.text import ellipsise
from playbook_gen.maps.widths import text_width

_STEPS = 5
_HIGH, _MIDDLE = 26, 13
_FIRST, _LAST = 0.3, 0.7
"""Where the line begins and ends; what is left at its sides is for the names."""
_TYPE, _ROOM = 12.0, 96.0
"""Size of the names in CSS pixels, and the most that one may take of the least width of a drawing, 380 pixels."""


def dumbbell(ratings: tuple[int | None, int | None], names: tuple[str, str], label: str) -> str:
    """Return one row as an SVG element.

    Args:
        ratings: 1 to 5, the first as a disc and the second as an open square; None has no mark.
        names: whose they are; the lower one stands to the left of its mark, the other to the right.
        label: the same in words, for those who do not see it.

    """
    first, second = ratings
    left_first = first is None or second is None or first <= second
    parts = [_scale(), _between(first, second)]
    if second is not None:
        parts.append(_mark(second, names[1], "square", left=not left_first))
    if first is not None:
        parts.append(_mark(first, names[0], "disc", left=left_first))
    named = {"class": "dumbbell", "role": "img", "aria-label": label, "width": "100%", "height": str(_HIGH)}
    return element("svg", named, *parts)


def _at(step: int) -> str:
    return percent(_FIRST + (_LAST - _FIRST) * (step - 1) / (_STEPS - 1))


def _line(kind: str, x1: str, x2: str, y1: int, y2: int) -> str:
    return element("line", {"class": kind, "x1": x1, "x2": x2, "y1": str(y1), "y2": str(y2)})


def _scale() -> str:
    ticks = (_line("scale", _at(step), _at(step), _MIDDLE - 4, _MIDDLE + 4) for step in range(1, _STEPS + 1))
    return "".join([_line("scale", _at(1), _at(_STEPS), _MIDDLE, _MIDDLE), *ticks])


def _between(first: int | None, second: int | None) -> str:
    known = first is not None and second is not None and first != second
    return _line("gap", _at(first or 1), _at(second or 1), _MIDDLE, _MIDDLE) if known else ""


def _mark(rating: int, name: str, kind: str, *, left: bool) -> str:
    """A mark with its name beside it, drawn about a point that is a share of the width."""
    shape = (
        element("circle", {"class": "bar-1", "cy": str(_MIDDLE), "r": "5"})
        if kind == "disc"
        else element("rect", {"class": "bar-2", "x": "-7", "y": str(_MIDDLE - 7), "width": "14", "height": "14"})
    )
    shown = ellipsise(name, _ROOM, _TYPE)
    wide = text_width(shown, _TYPE) + 4
    place = {"x": "-13" if left else "13", "y": str(_MIDDLE + 4), "text-anchor": "end" if left else "start"}
    # The line does not run through the name.
    size = {"y": str(_MIDDLE - 8), "height": "16", "width": f"{wide:.0f}"}
    ground = element("rect", {"class": "ground", "x": f"{-wide - 11:.0f}" if left else "11", **size})
    words = element("text", place, escape(shown))
    return element("svg", {"x": _at(rating), "overflow": "visible"}, ground, words, shape)
