"""What a map is drawn from and what comes back: values without a file, a clock or an edition in them.

The caller decides what a reader may see; whatever stands in a :class:`Sheet` is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Renderer = Literal["embedded", "system", "builtin"]
OVERLAYS_CAP = 6
"""Priorities that one map can show in turn; the page has a table of all."""

Kind = Literal["ally", "supporter", "undecided", "opponent", "adversary"]


@dataclass(frozen=True, kw_only=True)
class Stance:
    """How a person stands to a priority, by its id; ``covert`` where words and deeds differ."""

    priority: str
    kind: Kind
    covert: bool = False


@dataclass(frozen=True, kw_only=True)
class Card:
    """One person (or function): ``level`` 0 is the top, 1 the peers, and so on; gaps are allowed.

    ``lane`` names a :class:`Lane`, or is empty.
    """

    id: str
    name: str
    title: str
    lane: str
    level: int
    href: str | None = None
    sponsor: bool = False
    stances: tuple[Stance, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Lane:
    """A function; lanes are drawn in the order in which they are given."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Tie:
    """``source`` influences ``target``; both ratings run 1 to 5, ``None`` is not known or not shown.

    ``priorities`` are the overlays in which the tie stays in front.
    """

    source: str
    target: str
    strength: int | None = None
    trust: int | None = None
    one_sided: bool = False
    priorities: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AllianceLink:
    """An alliance between two cards, or between two lanes (each stands for its topmost card)."""

    a: str
    b: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything one map shows.

    ``priorities`` are (id, name) pairs, one overlay each where anybody's stance is given. ``prefix`` starts every
    element id, so that several maps can stand on one page. Without ``show_trust`` no trust value reaches the drawing,
    neither in a form nor in words. ``shown`` is the priority whose stances a standalone file shows; a page lets its
    reader choose; ``caption`` are lines above a file, which has no page around it that says whose it is and for whom.
    ``headings`` are (level, words) above the columns of a grid. Without ``routed`` ties take plain
    curves and Graphviz is not asked.
    """

    title: str
    description: str
    cards: tuple[Card, ...]
    lanes: tuple[Lane, ...] = ()
    ties: tuple[Tie, ...] = ()
    priorities: tuple[tuple[str, str], ...] = ()
    prefix: str = "map"
    show_trust: bool = False
    links: tuple[AllianceLink, ...] = ()
    shown: str | None = None
    headings: tuple[tuple[int, str], ...] = ()
    routed: bool = True
    caption: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A finished map in two forms, with its size in points.

    ``svg`` goes into a page that carries :data:`playbook_gen.maps.STYLE_SHEET`; ``standalone`` is a file of its own,
    written when it is asked for. ``overlays`` are (name, SVG) of the same map with one priority shown, for paper: they
    repeat the picture of ``svg`` by reference and stand on the same page, as ``again`` does without any. ``notice``
    says in words what was drawn otherwise than asked, or is ``None``.
    """

    svg: str
    write_file: Callable[[], str] = field(default=str, repr=False, compare=False)
    width: int
    height: int
    notice: str | None
    overlays: tuple[tuple[str, str], ...] = ()
    again: str = ""
    prefix: str = "map"

    @property
    def weight(self) -> int:
        """Bytes that the map with its overlays adds to a page."""
        return len(self.svg.encode()) + sum(len(svg.encode()) for _, svg in self.overlays)

    @cached_property
    def standalone(self) -> str:
        """The form for files and converters."""
        return self.write_file()
