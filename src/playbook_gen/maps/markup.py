"""Writes SVG elements: the only place where text and attributes become markup, and everything is escaped."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Protocol

from playbook_gen.maps import css
from playbook_gen.maps.geometry import Curve, Point

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,79}", re.ASCII)
_RELATIVE = re.compile(r"(?!//)[^:\s\\<>\"'`]*(?:[?#][^\s\\<>\"'`]*)?")
_ABSOLUTE = re.compile(r"(?:https?://|mailto:)[^\s\\<>\"'`]+", re.IGNORECASE)
_LOOKS = 256
"""Looks that are kept written out: more than there are combinations of the style sheet's classes on one element."""


def number(value: float) -> str:
    """A coordinate with at most one decimal, the same on every machine; never a negative nought."""
    return f"{value:z.1f}".removesuffix(".0")


def plain(prefix: str) -> str:
    """The prefix if it can start an id, else ``map``."""
    return prefix if _PLAIN.fullmatch(prefix) else "map"


def safe_href(href: str | None) -> str | None:
    """The link if it is relative, http, https or mailto and holds nothing strange; else ``None``."""
    if not href or not href.isprintable():
        return None
    return href if _ABSOLUTE.fullmatch(href) or _RELATIVE.fullmatch(href) else None


def attributes(named: Mapping[str, str]) -> str:
    """Attributes as markup, each after a space; values are escaped here, empty ones are left out."""
    return "".join([f' {key}="{escape(value)}"' for key, value in named.items() if value])


def measures(**named: float) -> str:
    """Coordinates and lengths as attributes."""
    return _written(_lengths(*named), named.values())


def at(x: float, y: float) -> str:
    """A place as attributes."""
    return _written(' x="%.1f" y="%.1f"', (x, y))


def tag(name: str, opened: str, *content: str) -> str:
    """One element; attributes and content are markup already."""
    return f"<{name}{opened}>{''.join(content)}</{name}>" if content else f"<{name}{opened}/>"


def element(name: str, named: Mapping[str, str], *content: str) -> str:
    """One element; attribute values are escaped here, content is markup already."""
    return tag(name, attributes(named), *content)


def path(curve: Curve) -> str:
    """A curve as the attribute ``d``."""
    return _written(_way(len(curve)), itertools.chain.from_iterable(curve))


def polygon(points: Sequence[Point]) -> str:
    """A closed shape as the attribute ``d``."""
    return _written(_outline(len(points)), itertools.chain.from_iterable(points))


@lru_cache(maxsize=256)
def _lengths(*names: str) -> str:
    return "".join([f' {name}="%.1f"' for name in names])


@lru_cache(maxsize=256)
def _way(count: int) -> str:
    first, *others = ["%.1f,%.1f"] * count
    return f' d="M{first}{"L" if count == 2 else "C"}{" ".join(others)}"'


@lru_cache(maxsize=256)
def _outline(count: int) -> str:
    return f' d="M{"L".join(["%.1f,%.1f"] * count)}Z"'


def _written(form: str, numbers: Iterable[float]) -> str:
    """Numbers of one decimal in a form that tells where they stand, without decimals that are nought."""
    return (form % tuple(numbers)).replace("-0.0", "0").replace(".0", "")


@lru_cache(maxsize=_LOOKS)
def classed(*classes: str) -> str:
    """The attribute that holds these classes, without empty ones."""
    return attributes({"class": " ".join(filter(None, classes))})


@lru_cache(maxsize=_LOOKS)
def _presented(*classes: str) -> str:
    return attributes(css.attributes(classes))


class Paint(Protocol):
    """Turns classes into attributes: the one difference between the two forms of a map."""

    links: bool

    def __call__(self, *classes: str) -> str:
        """Attributes that give an element the look of these classes, as markup."""
        ...


class Inline:
    """Classes, for a page that carries the style sheet."""

    links = True

    def __call__(self, *classes: str) -> str:
        """See :class:`Paint`."""
        return classed(*classes)


class Standalone:
    """Presentation attributes; no links, since a file that is moved would lead astray."""

    links = False

    def __call__(self, *classes: str) -> str:
        """See :class:`Paint`."""
        return _presented(*classes)
