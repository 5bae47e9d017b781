"""Writes and removes whole trees: every byte is on disk, with its mode and time, before a tree is shown."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from playbook_gen.publishing.site import Modes

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def write_tree(staging: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` below the new folder ``staging``, for the owner alone as long as it is staged."""
    for folder in (staging, *(staging / folder for folder in _folders(files))):
        os.mkdir(folder, 0o700)
        os.chmod(folder, 0o700)  # a umask may have taken even the owner's bits
    for path, data in files.items():
        write_file(staging / path, data, mode=0o600)
        os.chmod(staging / path, 0o600)


def read_back(staging: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The bytes as they lie on the disk; raises `OSError` where they are not what was written."""
    staged = {path: (staging / path).read_bytes() for path in files}
    for path, data in staged.items():
        if data != files[path]:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(staging / path))
    return staged


def seal_tree(staging: Path, files: Iterable[str], *, modes: Modes, time_ns: int) -> None:
    """Give every file and folder its mode and time and bring all of it to the disk, the top folder last."""
    paths = [staging / path for path in files]
    folders = [staging / folder for folder in reversed(_folders(files))]
    for path in paths:
        _stamp(path, modes.file, time_ns)
    for path in paths:
        _sync(path)
    for folder in (*folders, staging):
        _stamp(folder, modes.folder, time_ns)
        sync_folder(folder)


def write_file(path: Path, data: bytes, *, mode: int) -> None:
    """Write the new file ``path``; raises `FileExistsError` where anything stands there, a link included."""
    descriptor = os.open(path, _NEW, mode)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)


def make_folders(folder: Path, *, mode: int | None = None) -> list[Path]:
    """Create ``folder`` and the parents it lacks, with ``mode`` whatever the umask; return those created."""
    missing = [f for f in (folder, *folder.parents) if not os.path.lexists(f)]
    created: list[Path] = []
    try:
        for new in reversed(missing):
            # Another build may make the same parent at the same moment.
            with contextlib.suppress(FileExistsError):
                os.mkdir(new)
                created.append(new)
                if mode is not None:
                    os.chmod(new, mode)
                sync_folder(new.parent)
    except BaseException:
        remove_folders(created)
        raise
    return created


def remove_folders(created: Iterable[Path]) -> None:
    """Take back folders that were created for nothing, deepest first, as far as they are empty."""
    for folder in reversed(list(created)):
        with contextlib.suppress(OSError):
            os.rmdir(folder)


def remove_tree(path: Path) -> None:
    """Remove ``path`` and all below it, also where folders were made read-only; follow no link."""
    if not os.path.lexists(path):
        return
    if path.is_symlink() or not path.is_dir():
        os.unlink(path)
        return
    try:
        shutil.rmtree(path)
    except PermissionError:
        _unprotect(path)
        shutil.rmtree(path)


def sync_folder(folder: Path) -> None:
    """Bring the folder's list of names to the disk, where the system has a way to."""
    if os.name == "nt":
        return
    try:
        _sync(folder)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise


def _folders(files: Iterable[str]) -> list[str]:
    """Every folder that ``files`` need below the top, parents first."""
    return sorted({str(parent) for path in files for parent in PurePosixPath(path).parents} - {"."})


def _stamp(path: Path, mode: int, time_ns: int) -> None:
    os.chmod(path, mode)
    os.utime(path, ns=(time_ns, time_ns))


def _sync(path: Path) -> None:
    # Windows flushes only what is open for writing; a folder opens only for reading.
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unprotect(path: Path) -> None:
    os.chmod(path, 0o700)
    with os.scandir(path) as listing:
        folders = [Path(entry) for entry in listing if entry.is_dir(follow_symlinks=False)]
    for folder in folders:
        _unprotect(folder)
