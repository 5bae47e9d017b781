"""What the files hold of each record: its fields, who may see each, where they stand, and who names whom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from playbook_gen.editions import lowest, moved_fields
from playbook_gen.language import say
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Edition, Identified, Record
from playbook_gen.model.shape import Field, fields
from playbook_gen.pages import urls
from playbook_gen.pages.words import Names, capital, word_of

Key = tuple[str, str]
"""A record: the list of the organisation that it stands in, and its id."""


@dataclass(frozen=True, kw_only=True)
class Value:
    """What one field holds, or one entry of it."""

    text: str
    to: str | None = None
    """The page of the record that it names."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One field that somebody filled in."""

    field: str
    """In words."""
    values: tuple[Value, ...]
    edition: str
    """The lowest edition that shows it."""
    place: str
    names: tuple[Key, ...]
    """The records that it names."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """The fields of one record, or of one that stands inside it."""

    title: str | None
    """None for a record's own fields."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A place in another record that names this one."""

    name: str
    to: str
    where: str
    """The field that does so, in words."""
    place: str


@dataclass(frozen=True)
class _Inside:
    """Where a walk stands: its place in words and in the schema, and the lowest edition that comes this far."""

    words: tuple[str, ...]
    dotted: str
    edition: Edition

    def path(self, field: Field) -> str:
        """Return where a field stands in the schema, such as ``alliances.sides.sponsor``."""
        return f"{self.dotted}.{field.key}" if self.dotted else field.key


LISTS: Mapping[str, Field] = {f.key: f for f in fields(Organisation) if f.record and issubclass(f.record, Identified)}
"""The lists of an organisation whose entries have ids, and so pages."""


class Held:
    """Everything that an organisation file holds, record by record; of the author's edition, which holds all of it."""

    def __init__(self, organisation: Organisation, names: Names) -> None:
        """Walk the organisation once."""
        self.names = names
        self._moved = moved_fields(organisation)
        self.records: Mapping[Key, Any] = {
            (kind, record.id): record for kind in LISTS for record in getattr(organisation, kind) or ()
        }
        self._editions: dict[Key, Edition] = {}
        # In the order of the lists: an alliance stands only where its partners do, and these come before it.
        for key, record in self.records.items():
            self._editions[key] = self._stands(record, LISTS[key[0]], key[0])
        self.groups = {key: tuple(self._own(key)) for key in self.records}
        """The fields of each record."""
        self.company: tuple[Group, ...] = tuple(self._of_the_company(organisation))
        """What is held of the company itself."""
        self.statements: dict[Key, list[Group]] = defaultdict(list)
        """What stands outside every record and names one: ties, positions, ratings, posts."""
        self._spread(organisation)
        self.mentions: dict[Key, list[Mention]] = defaultdict(list)
        """Where other records name one."""
        for key, groups in self.groups.items():
            self._mention(key, groups)

    def name(self, key: Key) -> str:
        """Return what a record is called."""
        return self.names.called(self.records[key]) or key[1]

    def _own(self, key: Key) -> Iterator[Group]:
        cls = cast("type[Record]", LISTS[key[0]].record)
        return self._walk(self.records[key], cls, _Inside((), key[0], self._editions[key]))

    def _of_the_company(self, organisation: Organisation) -> Iterator[Group]:
        lists = {field.name for field in fields(Organisation) if field.record and field.many}
        alone = replace(cast("Any", organisation), **dict.fromkeys(lists))
        return self._walk(alone, Organisation, _Inside((), "", Edition.COMPANY))

    def _walk(self, record: Any, cls: type[Record], inside: _Inside) -> Iterator[Group]:
        """Yield the fields of a record, then those of each record inside it."""
        filled = [field for field in fields(cls) if field.name != "id" and getattr(record, field.name) is not None]
        rows = [self._row(record, field, inside) for field in filled if not _inner(record, field)]
        if rows:
            yield Group(title=capital(", ".join(inside.words)) or None, rows=tuple(rows))
        for field in filled:
            for one in _inner(record, field):
                yield from self._below(one, field, inside)

    def _below(self, record: Any, field: Field, inside: _Inside) -> Iterator[Group]:
        """Yield a record that stands in a field of another."""
        dotted = inside.path(field)
        edition = max(inside.edition, self._stands(record, field, dotted))
        words = (*inside.words, *filter(None, (in_words(field), self.names.called(record))))
        return self._walk(record, cast("type[Record]", field.record), _Inside(words, dotted, edition))

    def _stands(self, record: Any, field: Field, dotted: str) -> Edition:
        """Return the lowest edition in which the entry of a field stands, as far as the entry itself decides."""
        cls = cast("type[Record]", field.record)
        hidden = getattr(record, "visible_to", None)
        found = [lowest(field, dotted, self._moved), Edition[hidden.upper()] if hidden else Edition.COMPANY]
        for needed in fields(cls):
            if needed.required:
                found.append(lowest(needed, f"{dotted}.{needed.key}", self._moved))
                found += self._reach(tuple(self._named(needed, getattr(record, needed.name))), least=2)
        return max(found)

    def _reach(self, names: tuple[Key, ...], *, least: int = 1) -> list[Edition]:
        """Return, in a list, the lowest edition in which ``least`` of these stand; of no names, nothing."""
        return sorted(self._editions[key] for key in names)[:least][-1:]

    def _row(self, record: Any, field: Field, inside: _Inside) -> Row:
        value = getattr(record, field.name)
        names = tuple(self._named(field, value))
        edition = max(inside.edition, lowest(field, inside.path(field), self._moved))
        return Row(
            field=in_words(field),
            values=tuple(Value(text=self.name(key), to=urls.record(*key)) for key in names)
            or tuple(Value(text=text) for text in self._texts(record, field)),
            edition=max([edition, *self._reach(names)]).word,
            place=place(record, field.name),
            names=names,
        )

    def _texts(self, record: Any, field: Field) -> Iterator[str]:
        """Yield what a field holds that names no record, as it was written, entry by entry."""
        value = getattr(record, field.name)
        if isinstance(value, tuple) and value:
            yield from map(str, value)
        elif isinstance(value, str):
            yield word_of(record, field.name, value)
        else:
            yield _flat(value) if isinstance(value, dict) else self.names.held(record, field.name)

    def _named(self, field: Field, value: Any) -> Iterator[Key]:
        """Yield the records that a field names."""
        for name in value if isinstance(value, tuple) else (value,):
            kinds = field.ref.kinds if field.ref else ()
            yield from [(kind, name) for kind in kinds if (kind, name) in self.records][:1]

    def _spread(self, organisation: Organisation) -> None:
        """Give what stands outside every record to those that it names; what names nobody is the company's."""
        for field in (field for field in fields(Organisation) if field.many and field.key not in LISTS):
            for one in _inner(organisation, field):
                groups = tuple(self._below(one, field, _Inside((), "", Edition.COMPANY)))
                named = {key for group in groups for row in group.rows for key in row.names}
                for key in sorted(named):
                    self.statements[key] += groups
                self.company += () if named else groups

    def _mention(self, key: Key, groups: tuple[Group, ...]) -> None:
        for group in groups:
            for row in group.rows:
                where = ": ".join(filter(None, (group.title, row.field)))
                for other in row.names:
                    if other != key:
                        found = Mention(name=self.name(key), to=urls.record(*key), where=where, place=row.place)
                        self.mentions[other].append(found)


_FIRST = re.compile(r"(\w+)\[([^\]]+)\]")


def page_of(path: str) -> str | None:
    """Return the page of the record in which a path ends, if that record has one."""
    found = _FIRST.match(path)
    return urls.record(found[1], found[2]) if found and found[1] in LISTS else None


def in_words(field: Field) -> str:
    """Return the name of a field as words."""
    return say(field.key.replace("_", " "))


def place(record: Any, field: str = "") -> str:
    """Return where a field, or the record, stands in the files."""
    found = record.origin.places.get(field)
    return say("{file}, line {number}", file=found.file, number=found.line) if found else ""


def _inner(record: Any, field: Field) -> tuple[Any, ...]:
    """Return the records that a field of a record holds."""
    value = getattr(record, field.name)
    if field.record is None or not value:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _flat(value: Mapping[str, Any]) -> str:
    """Return fields of the author's own as text."""
    return "; ".join(f"{name}: {_flat(one) if isinstance(one, dict) else one}" for name, one in value.items())
