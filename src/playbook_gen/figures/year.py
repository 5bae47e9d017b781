"""A year as one line: when something is planned and when it is fixed; below each other, two clocks compare."""

from __future__ import annotations

from datetime import date

from playbook_gen.figures.bars import percent
from playbook_gen.maps.markup import element

Span = tuple[date, date]
"""The first and the last day that something may fall on; both are the same where the day is known."""

_HIGH, _MIDDLE, _BAND = 18, 9, 8
_DAYS = 365


def year(begins: Span | None, ends: Span | None, label: str) -> str:
    """Return one year, January to December, as an SVG element.

    Args:
        begins: when a work begins that comes back every year; it is drawn until it ``ends``, over the turn of the year
            where it ends earlier in the year than it begins.
        ends: when it is done, as a diamond; as a band where only a month or a quarter is known.
        label: the same in words, for those who do not see it.

    """
    parts = [_band("bar-ground", 0, 1), *(_tick(month / 12) for month in range(13))]
    if begins and ends:
        start, end = _share(begins[0]), _share(ends[1])
        pieces = [(start, end)] if start <= end else [(start, 1.0), (0.0, end)]
        parts += [_band("bar-1", *piece) for piece in pieces]
    elif begins:
        parts.append(_mark(_share(begins[0]), "bar-1"))
    if ends and ends[0] != ends[1]:
        parts.append(_band("bar-2", _share(ends[0]), _share(ends[1])))
    elif ends:
        parts.append(_mark(_share(ends[0]), "bar-2"))
    named = {"class": "year", "role": "img", "aria-label": label, "width": "100%", "height": str(_HIGH)}
    return element("svg", named, *parts)


def _share(day: date) -> float:
    """How far a day is into its year; leap days fall on the day before them."""
    return min(day.timetuple().tm_yday - 1, _DAYS - 1) / _DAYS


def _band(kind: str, start: float, end: float) -> str:
    place = {"x": percent(start), "width": percent(end - start), "y": str(_MIDDLE - _BAND // 2), "height": str(_BAND)}
    return element("rect", {"class": kind, **place})


def _tick(share: float) -> str:
    x = percent(share)
    return element("line", {"class": "scale", "x1": x, "x2": x, "y1": str(_HIGH - 5), "y2": str(_HIGH)})


def _mark(share: float, kind: str) -> str:
    diamond = element("path", {"class": kind, "d": f"M0,{_MIDDLE - 7}l7,7l-7,7l-7,-7z"})
    return element("svg", {"x": percent(share), "overflow": "visible"}, diamond)
