"""XLSX: the first sheet that has the headings, its values as text, without trusting the archive."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from itertools import islice
from typing import TYPE_CHECKING, Any

import openpyxl

from playbook_gen.exchange.headings import NO_NAMES, SEARCHED_ROWS, find_headings
from playbook_gen.exchange.tables import Remark, Row, Table, filled
from playbook_gen.outcomes import InputRejected, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_UNPACKED = 64 * 1024 * 1024
"""The most bytes that all parts of a workbook may unpack to."""
MAX_STYLES = 1024 * 1024
"""The most bytes of its table of styles, for which openpyxl needs two seconds."""
MAX_ELEMENTS = 1_000_000
"""The most elements in all its parts together; 5,000 people in 50 columns stay below."""
MAX_PARTS = 2_000
MAX_COLUMNS = 100
_CHUNK = 1024 * 1024
_ZEROS = re.compile(r"0{2,15}\Z")


def read_workbook(data: bytes, name: str) -> Table:
    """Return the table of the first sheet that has headings; ``name`` is what messages call the file.

    Raises:
        InputRejected: it is no workbook, is broken, unpacks to too much, or has none of the headings.

    """
    try:
        _refuse_bombs(data, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _first_table(data, name)
    except Outcome:
        raise
    except Exception as error:
        # On broken files openpyxl raises whatever its parts raise.
        message = "cannot be read as an XLSX workbook. Open it, save it again as XLSX or CSV UTF-8, and try that."
        raise InputRejected(f"{name}: {message}") from error


def _refuse_bombs(data: bytes, name: str) -> None:
    """Refuse what would take long to read.

    The declared sizes can be trusted as bounds: zipfile never unpacks a part beyond its own.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if "xl/workbook.xml" not in {part.filename for part in parts}:
            raise InputRejected(f"{name}: is a zip archive, but no XLSX workbook. Save the list as XLSX or CSV UTF-8.")
        styles = sum(part.file_size for part in parts if part.filename.lower().endswith("styles.xml"))
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or styles > MAX_STYLES or _crowded(archive):
            message = (
                f"unpacks to more than {MAX_UNPACKED // (1024 * 1024)} MB, or to more cells or styles than a list has"
            )
            raise InputRejected(f"{name}: {message}. Copy the columns that matter to a new workbook, or save as CSV.")


def _crowded(archive: zipfile.ZipFile) -> bool:
    count = 0
    for part in archive.infolist():
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                count += chunk.count(b"<")
                if count > 2 * MAX_ELEMENTS:
                    return True
    return False


def _first_table(data: bytes, name: str) -> Table:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        for number, sheet in enumerate(book.worksheets, 1):
            found = find_headings(row.cells for row in islice(_rows(sheet), SEARCHED_ROWS))
            if found:
                rows = tuple(filled(islice(_rows(sheet), found.row, None), name))
                return Table(found, rows, _one_of_many(number, len(book.worksheets)))
    finally:
        book.close()
    raise InputRejected(f"{name}: in every sheet, {NO_NAMES}")


def _one_of_many(number: int, sheets: int) -> tuple[Remark, ...]:
    return (Remark(0, f"only sheet {number} of {sheets} was read"),) if sheets > 1 else ()


def _rows(sheet: Any) -> Iterator[Row]:
    # The declared size of a sheet is often wrong, and sometimes all 17 thousand million cells.
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), 1):
        yield Row(number, tuple(_text(cell) for cell in cells))


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if type(value) is int and _ZEROS.match(cell.number_format or ""):
        return str(value).zfill(len(cell.number_format))
    return str(value)
