"""Ids for records that came without one, or with one that the organisation file cannot hold."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from playbook_gen.model.record import ID_PATTERN, RESERVED_IDS

if TYPE_CHECKING:
    from collections.abc import Iterable

_ID = re.compile(ID_PATTERN, re.ASCII)
_WORDS = frozenset(["none", "unknown"])
_UNFOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d",
     "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "&": " and ", "'": "", "’": ""}
)  # fmt: skip
_LONGEST = 48


def fits(text: str) -> bool:
    """Whether ``text`` may stand as an id: by the rule of the model, not reserved, no word that means absence."""
    return bool(_ID.fullmatch(text)) and text.lower() not in RESERVED_IDS | _WORDS


def slug(text: str) -> str | None:
    """Return ``text`` as an id in plain letters, e.g. ``jose-nunez``; None where its script has none."""
    folded = unicodedata.normalize("NFKD", text.translate(_UNFOLDED)).encode("ascii", "ignore").decode().lower()
    joined = "-".join(re.findall(r"[a-z0-9]+", folded))
    if len(joined) > _LONGEST:
        joined = joined[:_LONGEST].rsplit("-", 1)[0]
    return joined or None


class Ids:
    """The ids that are taken in one space, without regard to case."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {name.casefold() for name in taken}
        self._last: dict[str, int] = {}

    def has(self, name: str) -> bool:
        """Whether ``name`` is taken."""
        return name.casefold() in self._taken

    def claim(self, wanted: str) -> str:
        """Take ``wanted``, or the first free and allowed of ``wanted-2``, ``wanted-3`` and so on, and return it."""
        chosen, stem = wanted, wanted[:56]
        number = self._last.get(stem.casefold(), 1)
        while self.has(chosen) or not fits(chosen):
            number += 1
            chosen = f"{stem}-{number}"
        self._last[stem.casefold()] = number
        self._taken.add(chosen.casefold())
        return chosen
