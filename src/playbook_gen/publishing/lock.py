"""One build per target at a time: a lock that a dead process cannot keep.

Where the system has advisory locks they end with their process. Elsewhere the lock is a file that names a
process and when that process started, since its number alone may by now be another's.
"""

from __future__ import annotations

import contextlib
import errno
import importlib.util
import os
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from playbook_gen.outcomes import EnvironmentFault
from playbook_gen.publishing.faults import shown
from playbook_gen.publishing.processes import started

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
_NO_LOCKS_HERE = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock ``path``; raise `EnvironmentFault` where another build holds it. Nothing stays behind."""
    release = _advisory(path) if importlib.util.find_spec("fcntl") else None
    release = release or exclusive(path)
    try:
        yield
    finally:
        # A lock file that cannot be removed is harmless: the next build takes it over.
        with contextlib.suppress(OSError):
            release()


def exclusive(path: Path) -> Callable[[], None]:
    """Take the lock without help from the system; return what gives it back."""
    draft = path.with_name(f"{path.name}-{os.getpid()}")
    draft.write_text(_signature(), encoding="ascii")
    try:
        while True:
            try:
                _create(draft, path)
            except FileExistsError:
                _clear_stale(path)
            else:
                return path.unlink
    finally:
        draft.unlink(missing_ok=True)


def _advisory(path: Path) -> Callable[[], None] | None:
    while True:
        descriptor = os.open(path, _OPEN, 0o600)
        try:
            if not _flock(descriptor, path):
                os.close(descriptor)
                return None
            if _is_current(descriptor, path):
                _sign(descriptor)
                return lambda: _release(descriptor, path)
        except BaseException:
            os.close(descriptor)
            raise
        # The holder before us removed the file that we waited to open: what we hold is nobody's lock.
        os.close(descriptor)


def _flock(descriptor: int, path: Path) -> bool:
    import fcntl  # absent on Windows

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise _busy(path, _signed(path)) from None
    except OSError as error:
        if error.errno in _NO_LOCKS_HERE:
            return False
        raise
    return True


def _is_current(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(path))
    except FileNotFoundError:
        return False


def _sign(descriptor: int) -> None:
    # The signature only informs; a full disk must not keep the lock from holding.
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.write(descriptor, _signature().encode("ascii"))


def _release(descriptor: int, path: Path) -> None:
    try:
        path.unlink()
    finally:
        os.close(descriptor)


def _create(draft: Path, path: Path) -> None:
    # Either way the lock appears with its text in it, and fails where one is there.
    if os.name == "nt":
        draft.rename(path)
    else:
        os.link(draft, path)


def _clear_stale(path: Path) -> None:
    text = _signed(path)
    pid, _, start = text.strip().partition(" ")
    if pid.isdecimal() and start and started(int(pid)) == start:
        raise _busy(path, text)
    claimed = path.with_name(f"{path.name}-stale-{os.getpid()}")
    with contextlib.suppress(FileNotFoundError):
        path.rename(claimed)
        moved = _signed(claimed)
        if moved != text:
            # Another build took the stale lock over first, and this is its own.
            with contextlib.suppress(FileExistsError):
                _create(claimed, path)
        claimed.unlink(missing_ok=True)
        if moved != text:
            raise _busy(path, moved)


def _signature() -> str:
    return f"{os.getpid()} {started(os.getpid())}\n"


def _signed(path: Path) -> str:
    try:
        return path.read_bytes()[:200].decode("ascii", "replace")
    except OSError:
        return ""


def _busy(path: Path, text: str) -> EnvironmentFault:
    pid = text.partition(" ")[0]
    who = f"process {pid}" if pid.isdecimal() else "its process is unknown"
    return EnvironmentFault(
        f"another build is running ({who}{_since(path)}), says {shown(path)}; the site is unchanged. "
        "Wait for it to end, then build again."
    )


def _since(path: Path) -> str:
    try:
        taken = datetime.fromtimestamp(path.lstat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return ""
    return f", since {taken:%Y-%m-%d %H:%M} UTC"
