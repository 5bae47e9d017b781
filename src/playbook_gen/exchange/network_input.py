"""Opens the files of a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook_gen.diagnostics import Code, Collector
from playbook_gen.exchange.tables import shown
from playbook_gen.outcomes import InputRejected
from playbook_gen.reading.files import MAX_FILE_BYTES, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

_OTHERS = {
    b"PK": "an Excel workbook or another archive",
    b"\xd0\xcf\x11\xe0": "an old Excel file",
    b"\x1f\x8b": "packed",
}


def load_network(path: Path, form: str) -> tuple[bytes, str]:
    """Return what the file holds, and what messages call it; ``form`` is the format that it should have.

    Raises:
        InputRejected: it cannot be opened, is no regular file, is empty, too large or of a known other format.

    """
    file, found = shown(path), Collector()
    if path.is_dir():
        raise InputRejected(f"{file}: is a folder. Give a {form} file.")
    data = read_bytes(path, file, found)
    if data is None:
        fault = found.found[0]
        way_out = (
            f"{MAX_FILE_BYTES // (1024 * 1024)} MB is the most"
            if fault.code is Code.TOO_LARGE
            else f"Give a {form} file"
        )
        raise InputRejected(f"{file}: {fault.message}. {way_out}.")
    if not data.strip():
        raise InputRejected(f"{file}: the file is empty. Export the network again.")
    for magic, words in _OTHERS.items():
        if data.startswith(magic):
            raise InputRejected(f"{file}: is {words}. Save it as {form}.")
    return data, file
