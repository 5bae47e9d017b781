"""The record a site carries: it proves that a folder is ours, whose it is, and that nobody changed it."""

from __future__ import annotations

import hashlib
import json
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playbook_gen.publishing.site import Site

MANIFEST = ".playbook-gen.json"
"""The record's name within the target."""

_TOOL = "playbook-gen"
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """What a record says; ``whole`` is false where it could not be read, and then it says nothing else."""

    organisation: str = ""
    edition: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)
    whole: bool = True

    @property
    def name(self) -> str:
        """``organisation/edition``, as messages name a site."""
        return f"{self.organisation}/{self.edition}"


def with_manifest(site: Site) -> dict[str, bytes]:
    """All files of ``site`` and its record; the record is a function of the site alone."""
    record = {
        "tool": _TOOL,
        "format": 1,
        "organisation": site.organisation,
        "edition": site.edition,
        "cycle": site.cycle,
        "files": {path: hashlib.sha256(data).hexdigest() for path, data in site.files.items()},
    }
    text = json.dumps(record, indent=1, sort_keys=True) + "\n"
    return {**site.files, MANIFEST: text.encode("ascii")}


def holds_manifest(folder: Path) -> bool:
    """Whether ``folder`` carries a record, readable or not."""
    try:
        return stat.S_ISREG((folder / MANIFEST).lstat().st_mode)
    except OSError:
        return False


def read_manifest(folder: Path) -> Manifest | None:
    """The record in ``folder``: ``None`` where there is none, not ``whole`` where it is damaged.

    Raises `OSError` where it is there and cannot be opened.
    """
    if not holds_manifest(folder):
        return None
    with (folder / MANIFEST).open("rb") as file:
        data = file.read(_LARGEST + 1)
    return _parsed(data) or Manifest(whole=False)


def _parsed(data: bytes) -> Manifest | None:
    try:
        record = json.loads(data) if len(data) <= _LARGEST else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(record, dict) or record.get("tool") != _TOOL:
        return None
    organisation, edition, files = (record.get(key) for key in ("organisation", "edition", "files"))
    if not (isinstance(organisation, str) and isinstance(edition, str) and isinstance(files, dict)):
        return None
    return Manifest(organisation, edition, {path: str(digest) for path, digest in files.items()})
