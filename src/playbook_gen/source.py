"""Positions: where in which file something was written."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """One spot in one file; ``line`` and ``column`` count from 1, as editors do.

    ``file`` is relative to the workspace, with forward slashes, so that it says the same on every machine.
    """

    # A tuple, because a large file has hundreds of thousands of places, and making one must cost next to nothing.
    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
