"""What is published, and what came of it, as plain values: the rest of the room passes these about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Gate = Callable[[Mapping[str, bytes]], None]
"""Reads the staged files, path to bytes, and raises where they may not be shown."""

_LOWEST_EDITION = "company"
_EPOCH = date(1970, 1, 1)
_NO_DATE = date(1980, 1, 1)
_NANOSECONDS_A_DAY = 86_400 * 10**9


@dataclass(frozen=True)
class Modes:
    """Permission bits of a site's folders and files."""

    folder: int
    file: int


_OPEN = Modes(folder=0o755, file=0o644)
_OWNER_ALONE = Modes(folder=0o700, file=0o600)


@dataclass(frozen=True, kw_only=True)
class Site:
    """One edition of one organisation's playbook, ready to be written.

    ``files`` maps relative POSIX paths to bytes; it is copied, so that nothing changes it later.
    """

    organisation: str
    edition: str
    cycle: str
    as_of: date | None
    files: Mapping[str, bytes] = field(repr=False)

    def __post_init__(self) -> None:
        """Freeze ``files`` in sorted order: the order of writing is then a function of the site."""
        object.__setattr__(self, "files", MappingProxyType(dict(sorted(self.files.items()))))

    @property
    def name(self) -> str:
        """``organisation/edition``, as messages name a site."""
        return f"{self.organisation}/{self.edition}"

    @property
    def modes(self) -> Modes:
        """Readable by all for the lowest edition, by the owner alone for every other."""
        return _OPEN if self.edition == _LOWEST_EDITION else _OWNER_ALONE

    @property
    def time_ns(self) -> int:
        """The time that every file and folder carries: midnight UTC of ``as_of``, else of 1980-01-01."""
        return ((self.as_of or _NO_DATE) - _EPOCH).days * _NANOSECONDS_A_DAY


@dataclass(frozen=True)
class Published:
    """Where a site now stands, how many HTML pages it has and how many bytes it holds, record included."""

    target: Path
    pages: int
    bytes: int
