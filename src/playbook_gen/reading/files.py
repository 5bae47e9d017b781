"""Opens what the author wrote, without ever hanging on it: no pipes, no devices, no endless files."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from playbook_gen.diagnostics import Code, Collector
from playbook_gen.source import Place

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES = 16 * 1024 * 1024
"""The most bytes one input file may hold (settled limit)."""


def read_bytes(path: Path, name: str, found: Collector, *, limit: int = MAX_FILE_BYTES) -> bytes | None:
    """Return what the file holds, or None with a diagnostic at ``name`` saying why it cannot be used."""
    place = Place(name, 1, 1)
    try:
        # O_NONBLOCK: opening a pipe that nobody writes to must not wait.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        found.error(
            Code.FILES,
            place,
            f"cannot be opened: {error.strerror}",
            hint="check the path and its permissions",
        )
        return None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        found.error(Code.FILES, place, "is not a regular file", hint="give a YAML file, or a folder of them")
        return None
    with os.fdopen(descriptor, "rb") as handle:
        data = handle.read(limit + 1)
    if len(data) > limit:
        found.error(
            Code.TOO_LARGE,
            place,
            f"the file is larger than {limit // (1024 * 1024)} MB",
            hint="spread its lists over several files in one folder",
        )
        return None
    return data
