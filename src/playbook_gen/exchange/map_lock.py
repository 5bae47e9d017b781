"""The lock of a company's maps: where everybody stands, as text that a person can review and a build begins with.

One line a person, sorted by id: ``[lane, level, fold, step]``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from playbook_gen.maps import Place, Places
from playbook_gen.maps.places import EDGE
from playbook_gen.maps.ring import MOST
from playbook_gen.outcomes import InputRejected

VERSION = 1
_FARTHEST = 10_000
_LOWEST = 1_000_000.0


@dataclass(frozen=True, kw_only=True)
class Lock:
    """The places of each map, by its level, and the cycle whose maps they are."""

    cycle: str
    maps: Mapping[str, Places]


def lock_text(maps: Mapping[str, Places], cycle: str) -> str:
    """Return the text of a lock; the same places give the same text."""
    drawn = [f"    {json.dumps(level)}: {_map_text(places)}" for level, places in sorted(maps.items())]
    head = f'{{\n  "lock": {VERSION},\n  "cycle": {json.dumps(cycle)},'
    return "\n".join([head, '  "maps": {', ",\n".join(drawn), "  }", "}", ""])


def _map_text(places: Places) -> str:
    frame = {
        "shape": places.shape,
        "compact": places.compact,
        "card": [places.width, places.height],
        "panels": [list(panel) for panel in places.panels],
        "middle": places.middle,
        "left": [_list(at) for at in sorted(places.left)],
    }
    people = [f"        {json.dumps(key)}: {json.dumps(_list(at))}" for key, at in sorted(_holders(places).items())]
    head = ", ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in frame.items())
    return "\n".join([f'{{\n      {head},\n      "people": {{', ",\n".join(people), "      }", "    }"])


def _list(at: Place) -> list[str | int]:
    return [at.lane, at.level, at.fold, at.step]


def _holders(places: Places) -> dict[str, Place]:
    """Who stands where; of a leaver and the successor in the same place, who come in this order, the successor."""
    return {key: place for place, key in {place: key for key, place in places.of.items()}.items()}


def read_lock(data: bytes, name: str) -> Lock:
    """Return what a lock says.

    Raises:
        InputRejected: the file is no lock of this version; the text names the file and the way out.

    """
    try:
        tree = json.loads(data)
        _require(type(tree["lock"]) is int and tree["lock"] == VERSION)
        maps = {level: _places(one) for level, one in tree["maps"].items()}
        return Lock(cycle=_word(tree["cycle"]), maps=maps)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputRejected(
            f"{name}: is not a lock that this version can read. Delete it; map --lock writes a new one."
        ) from None


def _places(one: Any) -> Places:
    (width, height), middle = one["card"], one["middle"]
    _require(type(middle) in (int, float) and 0 <= middle < _LOWEST)
    panels = tuple(tuple(_word(lane) for lane in panel) for panel in one["panels"])
    found = Places(
        shape=_word(one["shape"]),  # type: ignore[arg-type]  # `_stands` knows no other
        compact=one["compact"],
        width=_side(width),
        height=_side(height),
        panels=panels,
        of={key: _place(at) for key, at in one["people"].items()},
        left=frozenset(_place(at) for at in one["left"]),
        middle=float(middle),
    )
    lanes = [lane for panel in panels for lane in panel]
    _require(isinstance(found.compact, bool) and len(set(lanes)) == len(lanes))
    _require(found.shape in ("ring", "field", "grid") and all(_stands(place, found) for place in found.every))
    _require(_apart(found.of.values(), 2 if found.shape == "grid" else 1))
    return found


def _place(at: Any) -> Place:
    lane, level, fold, step = at
    _require(all(type(value) is int and abs(value) < _FARTHEST for value in (level, fold, step)))
    return Place(lane=_word(lane), level=level, fold=fold, step=step)


def _stands(place: Place, places: Places) -> bool:
    """Whether a map of this shape could have given the place: any other would have no coordinates of its own."""
    lane, level, fold, step = place.lane, place.level, place.fold, place.step
    if level == EDGE:
        return (lane, fold) == ("", 0) and step >= 0
    if places.shape == "grid":
        return level >= 0 and fold >= 0 and any(lane in panel for panel in places.panels)
    return (
        (lane, level) == ("", 0) and step >= 0 and (fold >= 0 if places.shape == "field" else not fold and step < MOST)
    )


def _apart(places: Iterable[Place], least: int) -> bool:
    """Whether no card lies on another; those at the edge count whole rows."""
    return all(
        (a.lane, a.level, a.fold) != (b.lane, b.level, b.fold) or b.step - a.step >= (1 if a.level == EDGE else least)
        for a, b in pairwise(sorted(places))
    )


def _word(value: Any) -> str:
    _require(isinstance(value, str))
    return str(value)


def _side(value: Any) -> float:
    _require(type(value) in (int, float) and 0 < value < _FARTHEST)
    return float(value)


def _require(fits: bool) -> None:  # noqa: FBT001 - an assertion that stays when Python is told to optimise
    if not fits:
        raise ValueError
