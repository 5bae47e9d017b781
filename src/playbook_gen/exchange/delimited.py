"""CSV and its cousins: text in rows, with the encodings and separators that spreadsheets write."""

from __future__ import annotations

import codecs
import csv
import io
from itertools import islice
from typing import TYPE_CHECKING

from playbook_gen.exchange.headings import NO_NAMES, SEARCHED_ROWS, Headings, find_headings
from playbook_gen.exchange.tables import Remark, Row, Table, filled
from playbook_gen.outcomes import InputRejected

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LINE = 1_000_000
"""The most characters of one line."""
DELIMITERS = (",", ";", "\t", "|")
"""What may stand between two cells."""
# Put behind the last row: where it does not come back as a row of its own, a quote was left open.
_END = "\x00end\x00"


class _LongLine(Exception):  # noqa: N818 - leaves the reader, is no error of its own
    """A line is longer than any list has."""


def read_delimited(data: bytes, name: str) -> Table:
    """Return the table in ``data``; ``name`` is what messages call the file.

    Raises:
        InputRejected: it is no text, has none of the headings, or leaves a quote open.

    """
    text, remarks = decode(data, name)
    delimiter, headings = _sniff(text, name)
    rows = tuple(filled(islice(rows_in(text, delimiter, name), headings.row, None), name))
    return Table(headings, rows, remarks)


def decode(data: bytes, name: str) -> tuple[str, tuple[Remark, ...]]:
    """Return the text, and a remark where its encoding had to be guessed.

    Raises:
        InputRejected: it is no text.

    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _no_binary(data.decode("utf-16", "replace"), name), ()
    try:
        return _no_binary(data.decode("utf-8-sig"), name), ()
    except UnicodeDecodeError:
        pass
    try:
        text = _no_binary(data.decode("cp1252"), name)
    except UnicodeDecodeError:
        message = "is neither UTF-8 nor Windows-1252 text. Save it as CSV UTF-8 or as XLSX."
        raise InputRejected(f"{name}: {message}") from None
    return text, (Remark(0, "the file is not UTF-8; it was read as Windows-1252, so look at names with accents"),)


def _no_binary(text: str, name: str) -> str:
    if "\x00" in text:
        raise InputRejected(f"{name}: is not a text file. Give a CSV or XLSX file.")
    return text


def _sniff(text: str, name: str) -> tuple[str, Headings]:
    """Choose the separator under which most headings are understood."""
    best: tuple[str, Headings] | None = None
    fault = InputRejected(f"{name}: {NO_NAMES}")
    for delimiter in DELIMITERS:
        try:
            found = find_headings(row.cells for row in islice(rows_in(text, delimiter, name), SEARCHED_ROWS))
        except InputRejected as broken:
            fault = broken
            continue
        if found and (best is None or len(found.columns) > len(best[1].columns)):
            best = (delimiter, found)
    if best is None:
        raise fault
    return best


def rows_in(text: str, delimiter: str, name: str) -> Iterator[Row]:
    """Split the text into rows, each with the line on which it begins.

    Raises:
        InputRejected: a quote is left open, or a line is too long.

    """
    reader = csv.reader(_lines(text), delimiter=delimiter)
    start = 1
    try:
        for cells in reader:
            if cells == [_END]:
                return
            if cells and _END in cells[-1]:
                raise InputRejected(f"{name}: a quote opened in line {start} is never closed. Close it and try again.")
            yield Row(start, tuple(cells))
            start = reader.line_num + 1
    except (csv.Error, _LongLine):
        message = f"line {start} is too long; a quote may be open. Correct it, or save the list as XLSX."
        raise InputRejected(f"{name}: {message}") from None


def _lines(text: str) -> Iterator[str]:
    # Not splitlines(): it also ends lines at characters that may stand inside a name.
    between = "" if text.endswith(("\n", "\r")) else "\n"
    for line in io.StringIO(f"{text}{between}{_END}\n", newline=""):
        if len(line) > MAX_LINE:
            raise _LongLine
        yield line
