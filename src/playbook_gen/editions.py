"""Redaction: what one audience may see, copied out of the model before anything is judged, drawn or shown.

Allowed leaves are copied in; nothing is deleted from a copy. The result is built from other types, which lack the
attributes that the edition may never hold, so that code above this shelf cannot reach them by mistake.
"""

from __future__ import annotations

from dataclasses import field as dataclass_field
from dataclasses import fields as dataclass_fields
from dataclasses import make_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Edition, Identified, Origin, Record, Statement
from playbook_gen.model.shape import Field, Path, fields

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from playbook_gen.source import Place


@cache
def view_type(cls: type[Record], edition: Edition) -> type[Any]:
    """Return the frozen type that stands for ``cls`` in ``edition``: its fields that the edition may ever hold."""
    allowed = [(f.name, Any, dataclass_field(default=None)) for f in fields(cls) if f.floor <= edition]
    origin = ("origin", Origin, dataclass_field(repr=False, compare=False))
    return make_dataclass(cls.__name__, [*allowed, origin], frozen=True, kw_only=True)


def redact(
    organisation: Organisation,
    edition: Edition,
    *,
    as_of: date | None = None,
    locate: Callable[[Path], tuple[Place, str | None]] | None = None,
) -> Organisation:
    """Return what ``edition`` may see of the organisation, in an order that the order of the file does not change.

    A record that the edition may not see is gone, then whatever refers to it: a reference is dropped from a list or
    an optional field, and a record that cannot stand without it goes too; a list that loses all it held is not
    known. Statements past their ``expires`` on ``as_of`` are gone from every edition. ``locate`` gives places; they
    are kept in the author edition only.
    """
    visible = _Visible(organisation, edition, as_of, locate if edition is Edition.AUTHOR else None)
    while True:
        copy = visible.copy_all()
        if visible.settled():
            _name(copy, "")
            return cast("Organisation", copy)


def moved_fields(organisation: Organisation) -> Mapping[str, Edition]:
    """Return the fields that the author moved to another edition, such as ``activities.cost``."""
    moved: dict[str, Edition] = {}
    for move in organisation.visibility or ():
        # Said twice, the stricter word holds, whichever stands first.
        moved[move.field] = max(Edition[move.edition.upper()], moved.get(move.field, Edition.COMPANY))
    return moved


def lowest(field: Field, dotted: str, moved: Mapping[str, Edition]) -> Edition:
    """Return the lowest edition that shows a field, which is ``dotted`` from the organisation on."""
    return max(moved.get(dotted, field.default), field.floor)


class _Visible:
    """One redaction: copies until no reference leads to a record that is gone."""

    def __init__(
        self,
        organisation: Organisation,
        edition: Edition,
        as_of: date | None,
        locate: Callable[[Path], tuple[Place, str | None]] | None,
    ) -> None:
        self.organisation, self.edition, self.as_of, self.locate = organisation, edition, as_of, locate
        self.moved = moved_fields(organisation)
        self.lists = [f for f in fields(Organisation) if f.record and issubclass(f.record, Identified)]
        self.known = {f.key: {r.id for r in getattr(organisation, f.name) or ()} for f in self.lists}
        self.kept: dict[str, set[str]] = {}

    def copy_all(self) -> object:
        self.kept = {f.key: set() for f in self.lists}
        return self._copy(self.organisation, "", ())

    def settled(self) -> bool:
        """Whether the last copy kept every record it took for granted; else the next copy takes only those."""
        stable = self.kept == self.known
        self.known = self.kept
        return stable

    def _copy(self, record: Record, name: str, path: Path) -> object | None:
        if not self._stands(record):
            return None
        cls = type(record)
        copied: dict[str, Any] = {}
        for field in fields(cls):
            if field.floor > self.edition:
                continue
            dotted = f"{name}.{field.key}" if name else field.key
            value = getattr(record, field.name) if self._shows(field, dotted) else None
            copied[field.name] = self._value(value, field, dotted, (*path, field.key))
            if field.required and copied[field.name] is None:
                return None
        copy: object = view_type(cls, self.edition)(**copied, origin=Origin("", self._places(record, path)))
        return copy

    def _stands(self, record: Record) -> bool:
        expires = getattr(record, "expires", None) if isinstance(record, Statement) else None
        if expires and self.as_of and expires.last < self.as_of:
            return False
        if isinstance(record, Identified) and record.visible_to:
            return Edition[record.visible_to.upper()] <= self.edition
        return True

    def _shows(self, field: Field, dotted: str) -> bool:
        return lowest(field, dotted, self.moved) <= self.edition

    def _value(self, value: Any, field: Field, dotted: str, path: Path) -> Any:
        if field.ref:
            return self._reference(value, field)
        if isinstance(value, Record):
            return self._copy(value, dotted, path)
        if isinstance(value, tuple) and field.record:
            return self._list(value, field, dotted, path)
        return tuple(sorted(value)) if isinstance(value, tuple) else value

    def _reference(self, value: Any, field: Field) -> Any:
        assert field.ref  # noqa: S101 - only called for references
        spaces = [self.known.get(kind, set()) for kind in field.ref.kinds]

        def known(name: object) -> bool:
            return any(name in space for space in spaces)

        if isinstance(value, tuple):
            kept = tuple(sorted(name for name in value if known(name)))
            if field.required:
                return kept if len(kept) >= min(2, len(value)) else None
            return _left(kept, value)
        return value if not isinstance(value, str) or known(value) else None

    def _list(self, values: tuple[Record, ...], field: Field, dotted: str, path: Path) -> tuple[object, ...] | None:
        copies: list[Any] = []
        for position, record in enumerate(values):
            copy = self._copy(record, dotted, (*path, position))
            if copy is not None:
                copies.append(copy)
                if isinstance(record, Identified) and len(path) == 1:
                    self.kept[field.key].add(record.id)
        return _left(tuple(sorted(copies, key=_order)), values)

    def _places(self, record: Record, path: Path) -> Mapping[str, Place]:
        if self.locate is None:
            return {}
        own = self.locate(path)[0]
        places = {"": own}
        for field in fields(type(record)):
            place, key = self.locate((*path, field.key))
            if key == field.key:
                places[field.name] = place
        return places


def _left(kept: tuple[Any, ...], values: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """Return what is left of a list: one that lost every entry is not known, for nobody declared it to be none."""
    return kept if kept or not values else None


def _order(copy: Any) -> tuple[str, str]:
    """Order records by id, else by what the edition itself may see of them."""
    return getattr(copy, "id", ""), repr(copy)


def _name(record: Any, path: str) -> None:
    """Give every record its path in words, now that the order of the redacted lists is settled.

    The one place that sets an attribute of a frozen value: before this, nobody else has seen it.
    """
    object.__setattr__(record, "origin", Origin(path, record.origin.places))
    for field in dataclass_fields(record):
        value = getattr(record, field.name)
        inner = f"{path}.{field.name}".lstrip(".")
        if hasattr(value, "origin"):
            _name(value, inner)
        elif isinstance(value, tuple):
            for position, entry in enumerate(value, start=1):
                if hasattr(entry, "origin"):
                    _name(entry, f"{inner}[{getattr(entry, 'id', position)}]")
