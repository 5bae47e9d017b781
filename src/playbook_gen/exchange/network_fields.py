"""Which column of a table, or which key of a GraphML file, holds what of a person or a tie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from playbook_gen.exchange.headings import SYNONYMS, folded

Fields: TypeAlias = Mapping[str, tuple[str, ...]]
"""The words for each field, the surest first."""

PERSON: Fields = {
    "id": ("ID", "Node ID", "Node", *SYNONYMS["id"], "Person", "Vertex", "Actor"),
    "name": (*SYNONYMS["name"], "Label"),
    "title": SYNONYMS["title"],
    "department": SYNONYMS["department"],
    "manager": SYNONYMS["manager"],
}
TIE: Fields = {
    "source": ("Source", "From", "Sender"),
    "target": ("Target", "To", "Receiver"),
    "weight": ("Weight", "Strength", "Influence"),
    "direction": ("Direction", "Type"),
}

MAX_WORDS = 1_000
"""Further columns or keys are not looked at."""
_MUTUAL = frozenset(["undirected", "mutual"])


def fields_of(words: Sequence[str], fields: Fields) -> dict[str, tuple[int, ...]]:
    """Return for each field that is there the places of its words, the surest first."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words[:MAX_WORDS]):
        places.setdefault(folded(word), []).append(place)
    found = {
        field: dict.fromkeys(place for word in known for place in places.get(folded(word), ()))
        for field, known in fields.items()
    }
    return {field: tuple(ranked) for field, ranked in found.items() if ranked}


def mutual(direction: str) -> bool:
    """Whether the word that a tie carries for its direction means both."""
    return direction.strip().casefold() in _MUTUAL
