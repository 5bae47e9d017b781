"""Puts a staged site in the place of the old one, whole: there is no moment in which a reader gets half.

Linux and macOS can exchange two folders in one step. Elsewhere two renames do it, and the folder *aside* is
the journal: while it is there the switch is not done, and `settle` takes it back.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import sys
from typing import TYPE_CHECKING

from playbook_gen.publishing.faults import mark_replaced
from playbook_gen.publishing.staging import remove_tree, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playbook_gen.publishing.siblings import Siblings

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # of renameat2 on Linux; RENAME_SWAP of renamex_np on macOS is 2 as well
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)


def switch(names: Siblings) -> None:
    """Show the staged site; the old one, if any, then lies where the new one was staged.

    After any exception the old site is back, except where the system refuses that too: the exception is
    then marked as `was_replaced` tells.
    """
    new = _identity(names.staging)
    try:
        _swap(names)
        sync_folder(names.place.parent)
    except BaseException as error:
        with contextlib.suppress(OSError):
            _undo(names, new)
        if _identity(names.place) == new:
            mark_replaced(error)
        raise


def settle(names: Siblings) -> None:
    """After a killed run: take back a half-done switch, then remove what lies about. The lock is held."""
    if os.path.lexists(names.aside) and not os.path.lexists(names.place):
        os.rename(names.aside, names.place)
        sync_folder(names.place.parent)
    for leftover in (names.aside, *names.abandoned()):
        remove_tree(leftover)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two paths in one step; false where system or file system cannot."""
    call = _exchange_call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _swap(names: Siblings) -> None:
    if not os.path.lexists(names.place):
        os.rename(names.staging, names.place)
    elif not exchange(names.staging, names.place):
        os.rename(names.place, names.aside)
        os.rename(names.staging, names.place)
        os.rename(names.aside, names.staging)


def _undo(names: Siblings, new: tuple[int, int] | None) -> None:
    live = _identity(names.place) == new
    if os.path.lexists(names.aside):
        if live:
            os.rename(names.place, names.staging)
        os.rename(names.aside, names.place)
    elif live and os.path.lexists(names.staging):
        _swap(names)
    elif live:
        os.rename(names.place, names.staging)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = os.lstat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _exchange_call() -> Callable[[bytes, bytes], int] | None:
    if sys.platform == "win32":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "renameat2"):
        return lambda one, other: libc.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE)
    if hasattr(libc, "renamex_np"):
        return lambda one, other: libc.renamex_np(one, other, _RENAME_EXCHANGE)
    return None
