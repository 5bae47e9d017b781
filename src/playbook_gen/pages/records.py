"""The records of the files, a page each, for whoever keeps them: what is held, who may see it, and who names it.

Only the author's edition has these pages. They also answer a person who asks what is held about him or her.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from playbook_gen.language import listed, say, several
from playbook_gen.model.record import Identified, Record
from playbook_gen.model.shape import fields
from playbook_gen.pages import urls
from playbook_gen.pages.held import LISTS, Group, Held, Key, Mention, in_words, place
from playbook_gen.pages.words import capital


@dataclass(frozen=True, kw_only=True)
class RecordPage:
    """Everything that is held of one record."""

    heading: str
    name: str
    id: str
    kind: str
    """The list that it stands in, in words."""
    shown: tuple[tuple[str, str], ...]
    """Title and path of the pages that are about it."""
    groups: tuple[Group, ...]
    unknown: str | None
    """The fields of its own that nobody filled in, as a sentence."""
    statements: tuple[Group, ...]
    """What stands outside every record and names this one."""
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the list of records."""

    name: str
    id: str
    to: str
    place: str


@dataclass(frozen=True, kw_only=True)
class Kind:
    """All records of one kind."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class RecordsPage:
    """What is held of the company itself, and all records by kind."""

    heading: str
    name: str
    company: tuple[Group, ...]
    kinds: tuple[Kind, ...]


def records_page(held: Held) -> RecordsPage:
    """Return the list of all records."""
    return RecordsPage(
        heading=several("The files hold {number} record", "The files hold {number} records", len(held.records)),
        name=say("Records"),
        company=held.company,
        kinds=tuple(_kinds(held)),
    )


def record_page(key: Key, held: Held, shown: tuple[tuple[str, str], ...]) -> RecordPage:
    """Return the page of one record; ``shown`` are title and path of the pages that are about it."""
    record, name = held.records[key], held.name(key)
    return RecordPage(
        heading=say("What is held about {name}", name=name),
        name=name,
        id=record.id,
        kind=capital(say(key[0])),
        shown=shown,
        groups=held.groups[key],
        unknown=_unknown(record, cast("type[Record]", LISTS[key[0]].record)),
        statements=tuple(held.statements.get(key, ())),
        mentions=tuple(held.mentions.get(key, ())),
    )


def _kinds(held: Held) -> Iterator[Kind]:
    for kind, keys in groupby(held.records, key=lambda key: key[0]):
        entries = (
            Entry(name=held.name(key), id=key[1], to=urls.record(*key), place=place(held.records[key])) for key in keys
        )
        yield Kind(title=capital(say(kind)), entries=tuple(entries))


def _unknown(record: Any, cls: type[Record]) -> str | None:
    own = [field for field in fields(cls) if field.name not in Identified.model_fields]
    empty = [in_words(field) for field in own if getattr(record, field.name) is None]
    return say("Not known: {fields}.", fields=listed(empty)) if empty else None
