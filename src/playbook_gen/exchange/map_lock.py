"""The lock of a company's maps: where everybody stands, as text that a person can review and a build begins with.

One line a person, sorted by id: ``[lane, level, fold, step]``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from playbook_gen.maps import Place, Places
from playbook_gen.outcomes import InputRejected

VERSION = 1
_FARTHEST = 100_000


def lock_text(maps: Mapping[str, Places]) -> str:
    """Return the text of a lock; the same places give the same text."""
    drawn = [f"    {json.dumps(level)}: {_map_text(places)}" for level, places in sorted(maps.items())]
    return "\n".join([f'{{\n  "lock": {VERSION},', '  "maps": {', ",\n".join(drawn), "  }", "}", ""])


def _map_text(places: Places) -> str:
    frame = {
        "shape": places.shape,
        "compact": places.compact,
        "card": [places.width, places.height],
        "panels": [list(panel) for panel in places.panels],
    }
    people = [
        f"        {json.dumps(key)}: {json.dumps([at.lane, at.level, at.fold, at.step])}"
        for key, at in sorted(places.of.items())
    ]
    head = ", ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in frame.items())
    return "\n".join([f'{{\n      {head},\n      "people": {{', ",\n".join(people), "      }", "    }"])


def read_lock(data: bytes, name: str) -> dict[str, Places]:
    """Return the places of each map.

    Raises:
        InputRejected: the file is no lock of this version; the text names the file and the way out.

    """
    try:
        tree = json.loads(data)
        if tree["lock"] != VERSION:
            raise ValueError
        return {str(level): _places(one) for level, one in tree["maps"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputRejected(
            f"{name}: is not a lock that this version can read. Delete it, or write it again with map --lock."
        ) from None


def _places(one: Any) -> Places:
    width, height = one["card"]
    if (
        one["shape"] not in ("ring", "field", "grid")
        or not 0 < float(width) < _FARTHEST
        or not 0 < float(height) < _FARTHEST
    ):
        raise ValueError
    panels = tuple(tuple(str(lane) for lane in panel) for panel in one["panels"])
    of = {str(key): _place(at) for key, at in one["people"].items()}
    lanes = {lane for panel in panels for lane in panel} | {""}
    if any(place.lane not in lanes for place in of.values()) or len(set(of.values())) < len(of):
        raise ValueError
    compact = one["compact"] is True
    return Places(shape=one["shape"], compact=compact, width=float(width), height=float(height), panels=panels, of=of)


def _place(at: Any) -> Place:
    lane, level, fold, step = at
    if not all(isinstance(value, int) and abs(value) < _FARTHEST for value in (level, fold, step)) or fold < 0:
        raise ValueError
    return Place(lane=str(lane), level=level, fold=fold, step=step)
