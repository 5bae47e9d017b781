"""Positions: where in which file something was written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One spot in one file; ``line`` and ``column`` count from 1, as editors do.

    ``file`` is relative to the workspace, with forward slashes, so that it says the same on every machine.
    """

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
