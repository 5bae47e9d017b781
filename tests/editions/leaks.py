"""Redaction done wrong in one small way at a time; each of these must be noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from typing import Any

import pytest

from playbook_gen import editions
from playbook_gen.model.record import Edition, Identified, Origin, Statement
from playbook_gen.model.shape import Field

Patch = Callable[[pytest.MonkeyPatch], None]
LEAKS: dict[str, Patch] = {}
Visible: Any = editions._Visible


def leak(patch: Patch) -> Patch:
    LEAKS[patch.__name__] = patch
    return patch


def lowered(*names: str) -> Patch:
    """Let fields of these names into every edition."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        right = editions.fields

        def wrong(cls: Any) -> tuple[Field, ...]:
            low = {"default": Edition.COMPANY, "floor": Edition.COMPANY}
            return tuple(replace(f, **low) if f.name in names else f for f in right(cls))  # type: ignore[arg-type]

        monkeypatch.setattr(editions, "fields", wrong)

    return patch


LEAKS["a note is copied"] = lowered("note")
LEAKS["the author's own fields are copied"] = lowered("extra")
LEAKS["trust is taken for harmless"] = lowered("trust")
LEAKS["who said it is named"] = lowered("said_by")
LEAKS["a disputed statement is marked"] = lowered("contested")
LEAKS["rewards are shown"] = lowered("incentives", "measure", "weight")
LEAKS["budgets are shown"] = lowered("budget", "cost", "planned_amount")


@leak
def moves_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Visible, "_shows", lambda self, field, dotted: field.default <= self.edition)


@leak
def a_moved_field_opens_its_container(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Visible._shows

    def wrong(self: Any, field: Field, dotted: str) -> bool:
        inside = [level for name, level in self.moved.items() if name.startswith(f"{dotted}.")]
        return bool(right(self, field, dotted) or (inside and min(inside) <= self.edition))

    monkeypatch.setattr(Visible, "_shows", wrong)


@leak
def the_level_of_a_container_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Visible._shows
    monkeypatch.setattr(Visible, "_shows", lambda self, field, dotted: field.record or right(self, field, dotted))


@leak
def a_hidden_record_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Visible._stands

    def wrong(self: Any, record: Any) -> bool:
        return bool(right(self, record.model_copy(update={"visible_to": None})))

    monkeypatch.setattr(Visible, "_stands", wrong)


@leak
def only_people_can_be_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Visible._stands

    def wrong(self: Any, record: Any) -> bool:
        person = type(record).__name__ == "Person" or not isinstance(record, Identified)
        return bool(right(self, record) or not person)

    monkeypatch.setattr(Visible, "_stands", wrong)


@leak
def an_expired_statement_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Visible._stands

    def wrong(self: Any, record: Any) -> bool:
        lasting = record.model_copy(update={"expires": None}) if isinstance(record, Statement) else record
        return bool(right(self, lasting))

    monkeypatch.setattr(Visible, "_stands", wrong)


@leak
def a_dangling_reference_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Visible, "_reference", lambda self, value, field: value)


@leak
def a_dangling_reference_is_kept_in_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Visible._reference

    def wrong(self: Any, value: Any, field: Field) -> Any:
        many = isinstance(value, tuple) and not field.required
        return tuple(sorted(value)) if many else right(self, value, field)

    monkeypatch.setattr(Visible, "_reference", wrong)


@leak
def a_tie_to_a_hidden_person_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Visible._reference

    def wrong(self: Any, value: Any, field: Field) -> Any:
        return value if field.required and isinstance(value, str) else right(self, value, field)

    monkeypatch.setattr(Visible, "_reference", wrong)


@leak
def an_alliance_of_one_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Visible._reference

    def wrong(self: Any, value: Any, field: Field) -> Any:
        return (
            right(self, value, replace(field, required=False))
            if isinstance(value, tuple)
            else right(self, value, field)
        )

    monkeypatch.setattr(Visible, "_reference", wrong)


@leak
def references_are_dropped_once_only(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Visible.settled
    passes: dict[int, int] = {}

    def wrong(self: Any) -> bool:
        passes[id(self)] = passes.get(id(self), 0) + 1
        return bool(right(self) or passes.pop(id(self)) > 1)

    monkeypatch.setattr(Visible, "settled", wrong)


@leak
def the_order_of_the_file_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "_order", lambda copy: "")


@leak
def records_stand_in_the_order_of_their_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Visible._list

    def wrong(self: Any, values: Any, field: Field, dotted: str, path: Any) -> Any:
        monkeypatch.setattr(editions, "_order", lambda copy: "")
        return right(self, tuple(sorted(values, key=lambda one: str(getattr(one, "note", "")))), field, dotted, path)

    monkeypatch.setattr(Visible, "_list", wrong)


@leak
def what_is_hidden_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    right, shows = Visible._copy, Visible._shows

    def copy(self: Any, record: Any, name: str, path: Any) -> Any:
        made = right(self, record, name, path)
        for field in editions.fields(type(record)) if made else ():
            dotted = f"{name}.{field.key}".lstrip(".")
            hidden = field.floor <= self.edition and not shows(self, field, dotted)
            if hidden and getattr(record, field.name) is not None:
                object.__setattr__(made, field.name, "not for you")
        return made

    monkeypatch.setattr(Visible, "_copy", copy)


@leak
def a_mark_stands_where_there_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Visible._copy

    def wrong(self: Any, record: Any, name: str, path: Any) -> Any:
        made = right(self, record, name, path)
        if made is not None and getattr(record, "note", None):
            object.__setattr__(made, "basis", "observed")
        return made

    monkeypatch.setattr(Visible, "_copy", wrong)


@leak
def a_large_budget_is_called_large(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Visible._copy

    def wrong(self: Any, record: Any, name: str, path: Any) -> Any:
        made = right(self, record, name, path)
        for key in ("budget", "cost", "planned_amount"):
            amount = getattr(getattr(record, key, None), "amount", 0)
            if made is not None and amount >= 20_000:
                object.__setattr__(made, "source", "a large one")
        return made

    monkeypatch.setattr(Visible, "_copy", wrong)


@leak
def an_emptied_list_is_called_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "_left", lambda kept, values: kept)


@leak
def paths_count_what_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    right, right_name = Visible._list, editions._name
    sizes: dict[str, int] = {}

    def wrong_list(self: Any, values: Any, field: Field, dotted: str, path: Any) -> Any:
        sizes[field.name] = len(values)
        return right(self, values, field, dotted, path)

    def wrong_name(record: Any, path: str) -> None:
        right_name(record, path)
        for key in (f.name for f in dataclass_fields(record) if f.name in sizes):
            held = getattr(record, key)
            for entry in held if isinstance(held, tuple) and all(hasattr(one, "origin") for one in held) else ():
                object.__setattr__(entry, "origin", Origin(f"{key}[of {sizes[key]}]", entry.origin.places))

    monkeypatch.setattr(Visible, "_list", wrong_list)
    monkeypatch.setattr(editions, "_name", wrong_name)


@leak
def lines_of_the_file_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Visible.__init__

    def wrong(self: Any, organisation: Any, edition: Any, as_of: Any, locate: Any) -> None:
        right(self, organisation, edition, as_of, kept[0] or locate)

    kept: list[Any] = [None]
    right_redact = editions.redact

    def redact(organisation: Any, edition: Any, *, as_of: Any = None, locate: Any = None) -> Any:
        kept[0] = locate
        return right_redact(organisation, edition, as_of=as_of, locate=locate)

    monkeypatch.setattr(Visible, "__init__", wrong)
    monkeypatch.setattr("judging.redact", redact)
