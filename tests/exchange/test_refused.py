"""What cannot be read at all: one plain sentence and the way out, in little time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from playbook_gen.exchange import read_people
from playbook_gen.outcomes import InputRejected

from .harness import as_csv, as_xlsx, read, with_part

if TYPE_CHECKING:
    from pathlib import Path

BOOK = as_xlsx({"S": [["Name", "ID"], ["Ann", "1"]]})
SHEET = "xl/worksheets/sheet1.xml"
XMLNS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROW_1 = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'


def _sheet(rows: str, before: str = "") -> bytes:
    return with_part(
        BOOK, SHEET, f'{before}<worksheet xmlns="{XMLNS}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    )


def _laughs() -> bytes:
    steps = "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9))
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>'
    return _sheet(cell, f'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">{steps}]>')


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty. Export"),
        (b"\xef\xbb\xbf", "none of the first rows has a heading"),
        (b" \n\n", "the file is empty. Export"),
        (b"ID,Salary\n1,2\n", "has a heading for people's names. Understood are Name (or First Name and Last Name)"),
        (b"First Name,ID\nAnn,2\n", "has a heading for people's names"),
        (b"\n" * 30 + b"Name\nAnn\n", "has a heading for people's names"),
        (b"Name,ID\n", "there are headings, but no people below them"),
        (b"Name,ID\nVacant,1\n,2\n", "there are headings, but no people below them"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "is an old Excel file (.xls) or one with a password. Save it",
        ),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "is not a text file. Give a CSV or XLSX file"),
        (b"Name\n\x81\x8d\x8f\n", "is neither UTF-8 nor Windows-1252 text. Save it"),
        (b'Name,ID\nAnn,1\n"Bob,2\nCy,3\n', "a quote opened in line 3 is never closed. Close it"),
        (b'Name,ID\n"' + b"x" * 200_000 + b'",2\n', "line 2 is too long; a quote may be open"),
        (b"Name,ID\n" + b"," * 2_000_000, "line 2 is too long; a quote may be open"),
        (b"Name\n" + b"a" * (16 * 1024 * 1024), "the file is larger than 16 MB. Keep only the columns"),
        (b"PK\x03\x04 and no more", "cannot be read as an XLSX workbook. Open it, save it again"),
        (BOOK[: len(BOOK) // 2], "cannot be read as an XLSX workbook"),
        (with_part(BOOK, SHEET, b"<worksheet><broken"), "cannot be read as an XLSX workbook"),
        (with_part(BOOK, "xl/workbook.xml", b"<x/>"), "in every sheet, none of the first rows has a heading"),
        (_laughs(), "cannot be read as an XLSX workbook"),
        (with_part(BOOK, "xl/media/image1.png", b"\0" * (65 * 1024 * 1024)), "unpacks to more than 64 MB"),
        (with_part(BOOK, "xl/styles.xml", b" " * (1024 * 1024 + 1)), "unpacks to more than 64 MB, or to more cells"),
        (_sheet(ROW_1 + "<row><c/></row>" * 700_000), "or to more cells or styles than a list has. Copy the columns"),
        (as_xlsx({"A": [["x"]], "B": [["ID"]]}), "in every sheet, none of the first rows has a heading"),
        (as_xlsx({"A": [["Name"]]}), "there are headings, but no people below them"),
        (as_xlsx({"A": [["Name"], *([f"P{n}"] for n in range(5_001))]}), "more than 5 000 people. Keep the levels"),
        (as_csv([["Name"], *([f"P{n}"] for n in range(5_001))]), "more than 5 000 people. Keep the levels that matter"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_refused(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(InputRejected) as caught:
        read(tmp_path, data, "people\x1b[2J.dat")
    text = str(caught.value)
    assert says in text
    assert text.startswith("people\\x1b[2J.dat: ")
    assert text.endswith(".")
    assert text.count("\n") == 0


def test_no_file_a_folder_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path / "absent.csv", tmp_path, tmp_path / "pipe.csv"):
        with pytest.raises(InputRejected, match="Give a CSV or XLSX file"):
            read_people(path)


def test_another_archive_is_no_workbook(tmp_path: Path) -> None:
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", "<office/>")
    with pytest.raises(InputRejected, match="is a zip archive, but no XLSX workbook"):
        read(tmp_path, stream.getvalue(), "people.ods")


def test_a_sheet_that_claims_every_cell_is_read_quickly(tmp_path: Path) -> None:
    last = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    ann = '<row r="2"><c r="A2" t="inlineStr"><is><t>Ann</t></is></c></row>'
    found = read(tmp_path, _sheet(ROW_1 + ann + last), "people.xlsx")
    assert [p.name for p in found.people] == ["Ann"]


def test_five_thousand_people_are_read(tmp_path: Path) -> None:
    rows = [["ID", "Name", "Manager ID"], *([n, "Same Name", max(n // 5, 1)] for n in range(1, 5_001))]
    assert len(read(tmp_path, as_csv(rows)).people) == 5_000


def test_a_workbook_made_of_anything_never_ends_in_another_error(tmp_path: Path) -> None:
    for place in range(0, len(BOOK), 97):
        try:
            read(tmp_path, BOOK[:place] + b"\xff\x00" + BOOK[place + 2 :], "people.xlsx")
        except InputRejected:
            continue
