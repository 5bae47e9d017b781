"""A file to rows of text under known headings, whichever format it came in, within fixed limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook_gen.diagnostics import Code, Collector, visible
from playbook_gen.outcomes import InputRejected
from playbook_gen.reading import MAX_PEOPLE
from playbook_gen.reading.files import MAX_FILE_BYTES, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from playbook_gen.exchange.headings import Headings

MAX_EMPTY_ROWS = 10_000
"""After so many empty rows in a row the list is taken to have ended; sheets may be formatted down to row 1,048,576."""


@dataclass(frozen=True)
class Row:
    """One row of a table; ``number`` is its line in the file or its row in the sheet, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, order=True)
class Remark:
    """Something noticed in a list that stops nothing; ``row`` is 0 where it is about the whole of it."""

    row: int
    message: str


@dataclass(frozen=True)
class Table:
    """The rows below the headings that hold anything, in order."""

    headings: Headings
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...] = ()


def load(path: Path) -> bytes:
    """Return the bytes of an input file.

    Raises:
        InputRejected: it cannot be opened, is no regular file, is empty or is too large.

    """
    name = shown(path)
    found = Collector()
    if path.is_dir():
        raise InputRejected(f"{name}: is a folder. Give a CSV or XLSX file.")
    data = read_bytes(path, name, found)
    if data is None:
        fault = found.found[0]
        mega = MAX_FILE_BYTES // (1024 * 1024)
        ways = {Code.TOO_LARGE: f"Keep only the columns and people that matter; {mega} MB is the most"}
        raise InputRejected(f"{name}: {fault.message}. {ways.get(fault.code, 'Give a CSV or XLSX file')}.")
    if not data.strip():
        raise InputRejected(f"{name}: the file is empty. Export the list again, with one row of headings.")
    return data


def shown(path: Path) -> str:
    """Return the file's name as messages may show it."""
    return visible(path.name)


def filled(rows: Iterable[Row], name: str) -> Iterator[Row]:
    """Pass on the rows that hold anything.

    Raises:
        InputRejected: there are more than an organisation may have people.

    """
    count = empty = 0
    for row in rows:
        if not any(cell.strip() for cell in row.cells):
            empty += 1
            if empty >= MAX_EMPTY_ROWS:
                return
            continue
        count, empty = count + 1, 0
        if count > MAX_PEOPLE:
            limit = f"{MAX_PEOPLE:,}".replace(",", " ")
            raise InputRejected(f"{name}: more than {limit} people. Keep the levels that matter and try again.")
        yield row
