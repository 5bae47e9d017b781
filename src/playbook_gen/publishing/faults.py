"""Turns what the operating system refuses into a sentence that says how the site stands now."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playbook_gen.outcomes import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONGEST_SHOWN = 400
_REPLACED = "the new site is in place"
_UNCHANGED = "the site is unchanged"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def shown(value: str | os.PathLike[str]) -> str:
    """A path or name as a message may print it: one line, no control characters, no endless text."""
    text = str(value)
    safe = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return safe if len(safe) <= _LONGEST_SHOWN else f"{safe[:_LONGEST_SHOWN]}…"


def some(names: list[str]) -> str:
    """Up to five names, and how many more there are."""
    first = ", ".join(shown(name) for name in names[:5])
    return first if len(names) <= 5 else f"{first} and {len(names) - 5} more"


def mark_replaced(error: BaseException) -> None:
    """Note on ``error`` that the new site went live before it struck."""
    error.add_note(_REPLACED)


def was_replaced(error: BaseException) -> bool:
    """Whether the new site is in place although ``error`` ended the run, a stop signal for instance."""
    return _REPLACED in getattr(error, "__notes__", ())


@contextmanager
def faults(path: Path, *, state: str = _UNCHANGED, needed: int | None = None) -> Iterator[None]:
    """Raise `EnvironmentFault` for any `OSError` inside, with its path, its text and ``state``.

    ``needed`` is the number of bytes being written, named where the disk is full.
    """
    try:
        yield
    except OSError as error:
        after = _REPLACED if was_replaced(error) else state
        fault = EnvironmentFault(f"{_complaint(error, path, needed)}; {after}.")
        if was_replaced(error):
            mark_replaced(fault)
        raise fault from error


def _complaint(error: OSError, path: Path, needed: int | None) -> str:
    reason = os.strerror(error.errno) if error.errno else type(error).__name__
    room = f" ({_megabytes(needed)} MB needed)" if needed and error.errno in _NO_ROOM else ""
    where = error.filename
    place = f" at {shown(where)}" if isinstance(where, str) and where != str(path) else ""
    return f"{shown(path)}: {reason}{room}{place}"


def _megabytes(count: int) -> str:
    return f"{max(count / 1_000_000, 0.1):.1f}"
