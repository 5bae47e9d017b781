"""What must hold of every diagnosis, whatever the organisation: what is not known can only leave more open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from hypothesis import given

from judging import dump, judged, organisation, read, redacted
from playbook_gen.diagnosis.diagnose import Diagnosis
from playbook_gen.diagnosis.levels import CLEAR, LEVELS, NOT_ENOUGH, ModeVerdict
from playbook_gen.diagnosis.run import State
from playbook_gen.model.record import Edition
from playbook_gen.reading import Reading
from strategies import (
    NAMES,
    PROOF,
    STRUCTURE,
    UNKNOWN,
    Chunk,
    Data,
    Draw,
    Leaf,
    Step,
    Word,
    all_ids,
    chunks,
    entries,
    leaves,
    organisations,
    shuffled,
    tidy,
    to_yaml,
    value,
    walk,
)

# Facts


def facts(data: Data) -> Iterator[tuple[Data, Leaf, tuple[Step, ...]]]:
    """Every place of the file where a fact can be known or not, the judged parts of it first."""
    for record, cls, path in walk(data):
        for leaf in leaves(cls):
            structure = leaf.field.required or leaf.key in STRUCTURE or leaf.key == "as_of"
            # Whose goal it is makes it a company goal or not, which is a matter of kind.
            structure |= (cls.__name__, leaf.key) == ("Goal", "function")
            if not structure and leaf.key not in UNREAD and (path or leaf.key not in NAMES):
                yield record, leaf, (*path, leaf.key)


UNREAD = frozenset({"note", "extra", "source", "basis", "contested"})
"""Fields that no check turns on."""


def known(held: Any) -> bool:
    return held is not None and not (isinstance(held, Word) and held == UNKNOWN)


def forgotten(data: Data, chunk: Chunk) -> Data | None:
    """The organisation with one known fact unknown."""
    copy = deepcopy(data)
    found = [(record, leaf) for record, leaf, _ in facts(copy) if known(record.get(leaf.key))]
    if not found:
        return None
    record, leaf = found[(chunk.byte() * 256 + chunk.byte()) % len(found)]
    record[leaf.key] = UNKNOWN
    return copy


def learnt(data: Data, chunk: Chunk) -> Data | None:
    """The organisation with one unknown fact known."""
    copy = deepcopy(data)
    found = [(record, leaf) for record, leaf, _ in facts(copy) if not known(record.get(leaf.key)) and not leaf.field.record]
    if not found:
        return None
    record, leaf = found[(chunk.byte() * 256 + chunk.byte()) % len(found)]
    if leaf.key in ("reports_to", "part_of"):
        return None
    if leaf.none and chunk.byte() % 3 == 0:
        record[leaf.key] = Word("none")
    else:
        record[leaf.key] = value(leaf, chunk, all_ids(copy))
    return copy if record[leaf.key] is not None else None


def author(text_or_reading: str | Reading) -> Diagnosis:
    raw = organisation(text_or_reading) if isinstance(text_or_reading, str) else text_or_reading.organisation
    assert raw
    return judged(redacted(raw, Edition.AUTHOR), Edition.AUTHOR)


def verdicts(diagnosis: Diagnosis) -> dict[tuple[str, str], ModeVerdict]:
    own = {("company:company", verdict.mode): verdict for verdict in diagnosis.modes}
    return own | {
        (f"alliance:{one.alliance.id}", verdict.mode): verdict for one in diagnosis.alliances for verdict in one.modes
    }


def narrower(more_known: Diagnosis, less_known: Diagnosis) -> list[str]:
    """Say where knowing less leaves less open."""
    found = []
    less = verdicts(less_known)
    for name, verdict in verdicts(more_known).items():
        other = less.get(name)
        if other is None or not (verdict.applicable and other.applicable):
            continue
        (worst, best), (low, high) = (tuple(LEVELS.index(level) for level in v.range) for v in (verdict, other))
        if not (low <= worst and best <= high):
            found.append(f"{name}: {verdict.range} became {other.range}")
    return found
