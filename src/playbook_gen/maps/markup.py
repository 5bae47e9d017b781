"""Writes SVG elements: the only place where text and attributes become markup, and everything is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from playbook_gen.maps import css
from playbook_gen.maps.geometry import Curve, Point, pieces

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,79}", re.ASCII)
_RELATIVE = re.compile(r"(?!//)[^:\s\\<>\"'`]*(?:[?#][^\s\\<>\"'`]*)?")
_ABSOLUTE = re.compile(r"(?:https?://|mailto:)[^\s\\<>\"'`]+", re.IGNORECASE)


def escape(text: str) -> str:
    """Text that is only text, in content and in double-quoted attributes alike."""
    return text.translate(_ESCAPES)


def number(value: float) -> str:
    """A coordinate with at most one decimal, the same on every machine."""
    shown = f"{value:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown


def plain(prefix: str) -> str:
    """The prefix if it can start an id, else ``map``."""
    return prefix if _PLAIN.fullmatch(prefix) else "map"


def safe_href(href: str | None) -> str | None:
    """The link if it is relative, http, https or mailto and holds nothing strange; else ``None``."""
    if not href or not href.isprintable():
        return None
    return href if _ABSOLUTE.fullmatch(href) or _RELATIVE.fullmatch(href) else None


def element(name: str, attributes: Mapping[str, str], *content: str) -> str:
    """One element; attribute values are escaped here, content is markup already."""
    opened = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{opened}>{''.join(content)}</{name}>" if content else f"<{name}{opened}/>"


def path(curve: Curve) -> str:
    """The ``d`` of a curve."""
    spelled = [f"M{_pair(curve[0])}"]
    spelled += [f"C{' '.join(map(_pair, piece[1:]))}" for piece in pieces(curve)]
    return "".join(spelled)


def polygon(points: Iterable[Point]) -> str:
    """The ``d`` of a closed shape."""
    return "M" + "L".join(map(_pair, points)) + "Z"


def _pair(point: Point) -> str:
    return f"{number(point[0])},{number(point[1])}"


class Paint(Protocol):
    """Turns classes into attributes: the one difference between the two forms of a map."""

    links: bool

    def __call__(self, *classes: str) -> dict[str, str]:
        """Attributes that give an element the look of these classes."""
        ...


class Inline:
    """Classes, for a page that carries the style sheet."""

    links = True

    def __call__(self, *classes: str) -> dict[str, str]:
        """See :class:`Paint`."""
        return {"class": " ".join(filter(None, classes))}


class Standalone:
    """Presentation attributes; no links, since a file that is moved would lead astray."""

    links = False

    def __call__(self, *classes: str) -> dict[str, str]:
        """See :class:`Paint`."""
        return css.attributes(classes)
