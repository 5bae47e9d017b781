"""Bars: lengths below each other."""

from __future__ import annotations

from collections.abc import Sequence

from playbook_gen.maps.markup import element

_HIGH = 10
_GAP = 3


def bars(shares: Sequence[float | None], label: str) -> str:
    """Return bars below each other as one SVG element.

    Args:
        shares: the length of each bar as a part of the whole width, 0 to 1; None is drawn as a broken line, so that
            what is not known never looks like nothing.
        label: the same in words, for those who do not see it.

    """
    height = len(shares) * (_HIGH + _GAP) - _GAP
    drawn = [_bar(share, place, place * (_HIGH + _GAP)) for place, share in enumerate(shares)]
    named = {"class": "bars", "role": "img", "aria-label": label, "width": "100%", "height": str(height)}
    return element("svg", named, *drawn)


def percent(share: float) -> str:
    """Return a share, 0 to 1, as a length of a drawing; what lies beyond is cut."""
    return f"{min(max(share, 0), 1) * 100:.2f}%"


def _bar(share: float | None, place: int, top: int) -> str:
    if share is None:
        middle = str(top + _HIGH // 2)
        return element("line", {"class": "bar-open", "x1": "0", "x2": "100%", "y1": middle, "y2": middle})
    size = {"y": str(top), "height": str(_HIGH)}
    ground = element("rect", {"class": "bar-ground", "width": "100%", **size})
    return ground + element("rect", {"class": f"bar-{place + 1}", "width": percent(share), **size})
