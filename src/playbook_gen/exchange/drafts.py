"""Rows of a table to drafts of people: what each row says of one person, before ids and reporting lines are settled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook_gen.exchange.cells import (
    MAX_TEXT,
    blank,
    clean,
    damaged,
    date_text,
    day_comes_first,
    key,
    plain_number,
    salutation,
    vacant,
    withheld,
)
from playbook_gen.exchange.tables import Remark, Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNIT_NUMBER = re.compile(r"\d+\s+(?=\S)")
_UNIT_MANAGER = re.compile(r"(?<=\S)\s*\([^()]*\)\Z")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What one row says of one person or post; everything is clean text, None where the row says nothing."""

    row: int
    given: str | None
    """The id in the list."""
    name: str
    named: bool
    """Whether ``name`` is a name, and not the title in its stead."""
    vacant: bool
    title: str | None
    department: str | None
    managers: tuple[str, ...]
    """What stands in the columns that say whom the person reports to, the surest first."""
    email: str | None
    """Only for finding whom others report to."""
    since: str | None
    hired: str | None


class Drafting:
    """Reads the rows of one table; remarks gather in ``remarks``."""

    def __init__(self, table: Table) -> None:
        self.remarks = list(table.remarks)
        self._table = table
        self._columns = {field: self._best(columns) for field, columns in table.headings.columns.items()}
        self._day_first = {field: self._order(field) for field in ("since", "hired")}
        self._undated: dict[str, list[int]] = {}

    @property
    def fields(self) -> frozenset[str]:
        """What the list has columns for."""
        return frozenset(self._columns)

    def drafts(self) -> tuple[Draft, ...]:
        """Return the drafts in the order of the rows."""
        found = tuple(draft for row in self._table.rows if (draft := self._draft(row)))
        for field, rows in self._undated.items():
            words = {"since": "start in post", "hired": "hire date"}[field]
            more = f", and {len(rows) - 1} more" if len(rows) > 1 else ""
            self._remark(rows[0], f"the {words} cannot be told from what stands here{more}; write it as 2026-10-30")
        return found

    def _remark(self, row: int, message: str) -> None:
        self.remarks.append(Remark(row, message))

    def _best(self, columns: Sequence[int]) -> int:
        """Choose the first column that holds anything."""
        rows = self._table.rows
        return next((c for c in columns if any(not blank(clean(_cell(row, c))) for row in rows)), columns[0])

    def _order(self, field: str) -> bool | None:
        column = self._columns.get(field)
        return None if column is None else day_comes_first([clean(_cell(row, column)) for row in self._table.rows])

    def _text(self, row: Row, field: str) -> str:
        column = self._columns.get(field)
        raw = "" if column is None else _cell(row, column)
        if damaged(raw):
            self._remark(row.number, f"characters that cannot be shown were taken out of the {field}")
        text = clean(raw)
        if len(text) > MAX_TEXT and field in ("name", "first", "last", "title", "department"):
            self._remark(row.number, f"the {field} was cut after {MAX_TEXT} characters")
            text = text[:MAX_TEXT].rstrip()
        return text

    def _draft(self, row: Row) -> Draft | None:
        name, title = self._name(row), self._text(row, "title")
        known_title = None if blank(title) or salutation(title) else title
        named = not withheld(name)
        if not named and known_title is None:
            self._remark(row.number, "neither a name nor a title stands here; the row was left out")
            return None
        if not named:
            self._remark(row.number, "no name stands here; the title was taken in its stead")
        given, email = plain_number(self._text(row, "id")), self._text(row, "email")
        return Draft(
            row=row.number,
            given=None if blank(given) else given,
            name=name if named else known_title or "",
            named=named,
            vacant=named and vacant(name),
            title=known_title,
            department=self._department(row),
            managers=self._managers(row),
            email=None if blank(email) else email,
            since=self._date(row, "since"),
            hired=self._date(row, "hired"),
        )

    def _name(self, row: Row) -> str:
        whole, first, last = (self._text(row, field) for field in ("name", "first", "last"))
        if "last" in self._columns and "first" not in self._columns:
            # Some tools call the first name `name`.
            first, whole = whole, whole if last and key(whole).endswith(key(last)) else ""
        if not withheld(whole):
            return whole
        return " ".join(part for part in (first, last) if not withheld(part))

    def _department(self, row: Row) -> str | None:
        text = self._text(row, "department")
        if self._columns.get("department") in self._table.headings.supervisory:
            text = _UNIT_MANAGER.sub("", _UNIT_NUMBER.sub("", text, count=1))
        return None if blank(text) else text

    def _managers(self, row: Row) -> tuple[str, ...]:
        columns = self._table.headings.columns.get("manager", ())
        return tuple(text for column in columns if (text := plain_number(clean(_cell(row, column)))))

    def _date(self, row: Row, field: str) -> str | None:
        text = self._text(row, field)
        if blank(text):
            return None
        date = date_text(text, day_first=self._day_first[field])
        if date is None:
            self._undated.setdefault(field, []).append(row.number)
        return date


def _cell(row: Row, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""


def without_repeats(drafts: Sequence[Draft], remarks: list[Remark]) -> tuple[Draft, ...]:
    """Keep the first row of a person who stands there several times under one id, and remark on the others."""
    first: dict[tuple[str, str], Draft] = {}
    kept = []
    for draft in drafts:
        earlier = first.setdefault((key(draft.given), key(draft.name)), draft) if draft.given else draft
        if earlier is draft or not draft.named:
            kept.append(draft)
        else:
            message = f"the same id and name as in row {earlier.row}; this row, a second post or a copy, was left out"
            remarks.append(Remark(draft.row, message))
    remarks += _namesakes(kept)
    return tuple(kept)


def _namesakes(drafts: Sequence[Draft]) -> list[Remark]:
    first: dict[str, Draft] = {}
    found = []
    for draft in drafts:
        if not draft.named or draft.vacant:
            continue
        earlier = first.setdefault(key(draft.name), draft)
        if earlier is not draft:
            found.append(
                Remark(draft.row, f"the same name as in row {earlier.row}; if it is one person, keep one entry")
            )
    return found
