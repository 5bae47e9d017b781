from __future__ import annotations

import csv
import io
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from playbook_gen.exchange import PeopleList, organisation_text, read_people
from playbook_gen.reading import read_cycle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from playbook_gen.diagnostics import Diagnostic
    from playbook_gen.model.organisation import Organisation

SHARED = Path(os.environ.get("PLAYBOOK_SHARED", Path(__file__).resolve().parents[3] / "shared"))
DATA = SHARED / "data"


def real(*parts: str) -> Path:
    """A file of the shared real data, or a loud skip."""
    path = DATA.joinpath(*parts)
    if not path.is_file():
        pytest.skip(f"REAL DATA ABSENT: {'/'.join(parts)} not found; set PLAYBOOK_SHARED")
    return path


def as_csv(rows: Iterable[Sequence[object]], delimiter: str = ",") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode()


def as_xlsx(sheets: Mapping[str, Iterable[Sequence[object]]], formats: Mapping[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    for cell, number_format in (formats or {}).items():
        book.worksheets[0][cell].number_format = number_format
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(workbook: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one part replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return stream.getvalue()


def read(folder: Path, data: bytes | str, name: str = "people.csv") -> PeopleList:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_people(path)


def read_back(folder: Path, text: str) -> tuple[Organisation, tuple[Diagnostic, ...]]:
    path = folder / "back.yaml"
    path.write_text(text, encoding="utf-8")
    reading = read_cycle([(path, "back.yaml")])
    assert reading.organisation is not None, [(d.message, d.place.line) for d in reading.diagnostics]
    return reading.organisation, reading.diagnostics


def organisation(folder: Path, people: PeopleList) -> Organisation:
    """What the reader makes of the text written from ``people``, which must hold all of it."""
    found, _ = read_back(folder, organisation_text(people, name="A Company", as_of="2026-10-30"))
    assert [(p.id, p.name, p.reports_to) for p in found.people or ()] == [
        (p.id, p.name, p.reports_to) for p in people.people
    ]
    assert [p.title for p in found.people or ()] == [p.title for p in people.people]
    return found


def messages(people: PeopleList) -> list[tuple[int, str]]:
    return [(remark.row, remark.message) for remark in people.remarks]
