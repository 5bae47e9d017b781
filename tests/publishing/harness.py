"""What the tests of the writing room share: sites, snapshots, and a file system that fails on command."""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from playbook_gen.publishing import Published, Site, publish, switch

AS_OF = date(2026, 3, 1)
OLD_FILES = {"index.html": b"old home", "people/ann.html": b"old ann", "people/gone.html": b"gone"}
NEW_FILES = {"index.html": b"new home", "people/ann.html": b"new ann", "maps/all.svg": b"<svg/>", "e.txt": b""}

OPERATIONS = (
    "mkdir", "open", "write", "fsync", "chmod", "utime", "rename", "unlink", "rmdir", "scandir",
)  # fmt: skip

Snapshot = dict[str, tuple[int, int, bytes]] | None


def make_site(files: dict[str, bytes] | None = None, **fields: Any) -> Site:
    given = {"organisation": "acme", "edition": "company", "cycle": "2026", "as_of": AS_OF, **fields}
    return Site(files=OLD_FILES if files is None else files, **given)


OLD = make_site(OLD_FILES)
NEW = make_site(NEW_FILES)


def put(site: Site, target: Path, **options: Any) -> Published:
    """Publish with a workspace that lies apart, unless told otherwise."""
    given = {"sources": (), "workspace": target.parent / "no-such-workspace", **options}
    return publish(site, target, **given)


def snapshot(folder: Path) -> Snapshot:
    """Every path below ``folder`` with mode, time and bytes; ``None`` where there is no folder."""
    if not os.path.lexists(folder):
        return None
    found = {}
    for path in [folder, *sorted(folder.rglob("*"))]:
        status = path.lstat()
        data = path.read_bytes() if stat.S_ISREG(status.st_mode) else b""
        found[path.relative_to(folder).as_posix()] = (status.st_mode, status.st_mtime_ns, data)
    return found


class Disk:
    """Counts the operations that change or open files, and calls ``strike`` from the ``at``-th one on."""

    def __init__(self, at: int, strike: Callable[[], None], *, once: bool = True, after: bool = False) -> None:
        self.at, self.strike, self.once, self.after = at, strike, once, after
        self.count = itertools.count()
        self.seen = 0

    def wrap(self, operation: Callable[..., Any]) -> Callable[..., Any]:
        def struck(*args: Any, **kwargs: Any) -> Any:
            self.seen = next(self.count)
            now = self.seen == self.at or (self.seen > self.at and not self.once)
            if now and not self.after:
                self.strike()
            result = operation(*args, **kwargs)
            if now and self.after:
                release(operation.__name__, result)
                self.strike()
            return result

        return struck


@contextlib.contextmanager
def failing(disk: Disk) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in OPERATIONS:
            patch.setattr(os, name, disk.wrap(getattr(os, name)))
        patch.setattr(switch, "exchange", disk.wrap(switch.exchange))
        yield


def release(name: str, result: Any) -> None:
    """Close what an operation opened and its caller will never see."""
    if name == "open":
        os.close(result)
    elif name == "scandir":
        result.close()


def raising(error: BaseException) -> Callable[[], None]:
    def strike() -> None:
        raise error

    return strike


def nothing() -> None:
    """A strike that only counts."""


def operations_of(action: Callable[[], object]) -> int:
    """How many operations ``action`` takes when nothing fails."""
    disk = Disk(-1, nothing)
    with failing(disk):
        action()
    return disk.seen + 1


def in_child(action: Callable[[], object]) -> int:
    """Run ``action`` in a forked process and return how it ended, as `subprocess` would say it."""
    pid = os.fork()
    if pid == 0:
        code = 99
        try:
            action()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
