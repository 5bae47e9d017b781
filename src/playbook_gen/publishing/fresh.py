"""Lays down the files of a new workspace, all of them or none, over nothing that is there."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from playbook_gen.outcomes import Refused
from playbook_gen.publishing.faults import faults, shown, some
from playbook_gen.publishing.paths import refuse_hostile
from playbook_gen.publishing.staging import make_folders, remove_folders, write_file

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` (relative POSIX paths) below ``folder`` with the user's own umask.

    Raises `Refused` where one of them is there already, `EnvironmentFault` where the machine does not allow
    it; what was written until then is taken back. Other files in ``folder`` stay.
    """
    refuse_hostile(files)
    with faults(folder, state="nothing was written"):
        _refuse_occupied(folder, files)
        _write_all(folder, files)


def _refuse_occupied(folder: Path, files: Mapping[str, bytes]) -> None:
    if os.path.lexists(folder) and not folder.is_dir():
        raise Refused(f"{shown(folder)} is a file. Choose another folder.")
    root = os.path.realpath(folder)
    strays = [path for path in files if not Path(os.path.realpath(folder / path)).is_relative_to(root)]
    if strays:
        raise Refused(f"{shown(folder)}: a link leads out of the folder for {some(strays)}. Remove the link.")
    taken = [path for path in files if os.path.lexists(folder / path)]
    if taken:
        raise _occupied(folder, taken)


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    created: list[Path] = []
    written: list[Path] = []
    try:
        for path, data in files.items():
            created += make_folders((folder / path).parent)
            _write_one(folder, path, data, written)
    except BaseException:
        for file in written:
            with contextlib.suppress(OSError):
                file.unlink()
        remove_folders(created)
        raise


def _write_one(folder: Path, path: str, data: bytes, written: list[Path]) -> None:
    try:
        # Noted first: a write that fails half-way must be taken back too.
        written.append(folder / path)
        write_file(folder / path, data, mode=0o666)
    except FileExistsError:
        written.pop()
        raise _occupied(folder, [path]) from None


def _occupied(folder: Path, taken: list[str]) -> Refused:
    return Refused(
        f"{shown(folder)} already holds {some(taken)}; nothing was written. Choose another folder, or move them away."
    )
