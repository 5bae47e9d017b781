"""The hidden names beside a target: on its file system, so that a switch is a rename and never a copy."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_STEM = 160  # bytes; a file name has 255, and the longest ending here needs 40


@dataclass(frozen=True)
class Siblings:
    """The names that a build of ``place`` uses beside it."""

    place: Path

    @property
    def lock(self) -> Path:
        """Held while a build of this target runs."""
        return self._named("lock")

    @property
    def aside(self) -> Path:
        """Where the old site waits between two renames; while it is there, the switch is not done."""
        return self._named("aside")

    @property
    def staging(self) -> Path:
        """Where this process writes the new site, and where the old one lies after the switch."""
        return self._named(f"staging-{os.getpid()}")

    def abandoned(self) -> Iterator[Path]:
        """Staging folders of this target, by whatever process."""
        pattern = re.compile(re.escape(self._named("staging").name) + r"-[0-9]+")
        with os.scandir(self.place.parent) as listing:
            yield from sorted(Path(entry) for entry in listing if pattern.fullmatch(entry.name))

    def _named(self, role: str) -> Path:
        return self.place.with_name(f".{_stem(self.place.name)}.playbook-{role}")


def _stem(name: str) -> str:
    encoded = os.fsencode(name)
    if len(encoded) <= _LONGEST_STEM:
        return name
    return f"{name[:20]}-{hashlib.sha256(encoded).hexdigest()[:16]}"
