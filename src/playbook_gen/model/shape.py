"""The shape of the records, read off their classes: which fields there are, what they hold, which edition they are in.

Everything that must hold for every leaf (references, redaction, the published table) walks through here, so that a
new field needs no second registration.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from playbook_gen.model.record import Edition, Record, Ref

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Field:
    """One field of a record class."""

    name: str
    """The attribute."""
    key: str
    """The word in the file."""
    doc: str
    default: Edition
    floor: Edition
    record: type[Record] | None
    """The class of the records it holds, if it holds records."""
    ref: Ref | None
    required: bool
    many: bool


@cache
def fields(cls: type[Record]) -> tuple[Field, ...]:
    """Return the fields of a record class in the order they are declared."""
    found = []
    for name, info in cls.model_fields.items():
        parts = [info.annotation, *info.metadata]
        extra = info.json_schema_extra
        if not isinstance(extra, dict) or not isinstance(extra.get("edition"), dict):
            raise TypeError(f"{cls.__name__}.{name} has no edition")
        levels: dict[str, str] = extra["edition"]  # type: ignore[assignment]
        found.append(
            Field(
                name=name,
                key=info.alias or name,
                doc=info.description or "",
                default=Edition[levels["default"].upper()],
                floor=Edition[levels["floor"].upper()],
                record=next((t for t in _inside(parts) if isinstance(t, type) and issubclass(t, Record)), None),
                ref=next((t for t in _inside(parts) if isinstance(t, Ref)), None),
                required=info.is_required(),
                many=any(getattr(t, "__origin__", None) is tuple for t in parts),
            )
        )
    return tuple(found)


def _inside(parts: list[Any]) -> Iterator[Any]:
    for part in parts:
        yield part
        if not isinstance(part, Ref):
            yield from _inside([*get_args(part), *getattr(part, "__metadata__", ())])


def field_of(cls: type[Record], key: str) -> Field | None:
    """Return the field written as ``key``, if the class has it."""
    return next((f for f in fields(cls) if f.key == key), None)


def words(cls: type[Record], key: str) -> tuple[str, ...]:
    """Return the words that a field takes, where it takes no others; yes and no are not counted as such."""
    schema = _properties(cls)[key]
    choices = schema.get("anyOf", [schema])
    found = [word for choice in choices for word in choice.get("enum", ())]
    return tuple(word for word in found if isinstance(word, str) and word not in ("none", "unknown", "true", "false"))


@cache
def _properties(cls: type[Record]) -> dict[str, Any]:
    properties: dict[str, Any] = cls.model_json_schema()["properties"]
    return properties


def record_classes(root: type[Record]) -> tuple[type[Record], ...]:
    """Return ``root`` and every record class that it can hold, each once, outermost first."""
    seen: dict[type[Record], None] = {root: None}
    waiting = [root]
    while waiting:
        for field in fields(waiting.pop(0)):
            if field.record and field.record not in seen:
                seen[field.record] = None
                waiting.append(field.record)
    return tuple(seen)


Path = tuple[str | int, ...]
"""Where a value stands in the file: keys, and positions in lists counted from 0."""


def records(record: Record, path: Path = ()) -> Iterator[tuple[Record, Path]]:
    """Walk a raw organisation: every record in it with its path, outer ones first."""
    yield record, path
    for field in fields(type(record)):
        if field.record is None:
            continue
        value = getattr(record, field.name)
        if isinstance(value, Record):
            yield from records(value, (*path, field.key))
        elif isinstance(value, tuple):
            for position, entry in enumerate(value):
                yield from records(entry, (*path, field.key, position))
