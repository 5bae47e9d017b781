"""Writes one file that the user asked for by name, whole or not at all, over an earlier one of its kind."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from playbook_gen.outcomes import Refused
from playbook_gen.publishing.faults import faults, shown
from playbook_gen.publishing.siblings import Siblings
from playbook_gen.publishing.staging import make_folders, remove_folders, write_file

if TYPE_CHECKING:
    from pathlib import Path


def write_over(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Write ``path`` with ``mode`` less the user's own umask; what stood there stays until the new file is complete.

    Raises `Refused` where a folder or a link stands there, `EnvironmentFault` where the machine does not allow it.
    """
    if path.is_symlink() or path.is_dir():
        raise Refused(f"{shown(path)} is a {'link' if path.is_symlink() else 'folder'}. Choose another name.")
    with faults(path, state="nothing was written", needed=len(data)):
        created = make_folders(path.parent)
        try:
            _replace(path, data, mode)
        except BaseException:
            remove_folders(created)
            raise


def _replace(path: Path, data: bytes, mode: int) -> None:
    beside = Siblings(path).staging
    # A killed run may have left one, and numbers of processes come again.
    with contextlib.suppress(FileNotFoundError):
        os.unlink(beside)
    try:
        write_file(beside, data, mode=mode)
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise
