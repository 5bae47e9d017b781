"""Would anything be lost? Judged by what the target holds, with the lock held and leftovers cleared.

A build may take away only what a build wrote: files that the record lists with the same digest, files left
empty by a power cut, and files that are written again byte for byte. All else is somebody's work.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from playbook_gen.outcomes import Refused
from playbook_gen.publishing.faults import shown, some
from playbook_gen.publishing.manifest import MANIFEST, Manifest, read_manifest
from playbook_gen.publishing.paths import VERSION_CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook_gen.publishing.site import Site


def refuse_losses(place: Path, site: Site, writes: Mapping[str, bytes], *, replace: bool, adopt: bool) -> None:
    """Refuse (exit 3) to switch ``place`` where that would lose what no build wrote.

    ``replace`` gives up another site's files and changes made by hand, in a folder that carries our record.
    ``adopt`` takes over a folder without a record, and only where ``writes`` names each of its files.
    Neither touches version control or a site nested in the target.
    """
    if not os.path.lexists(place):
        return
    found = dict(_entries(place))
    _refuse_treasures(place, found)
    record = read_manifest(place)
    if record is None:
        _refuse_foreign(place, list(found), writes, adopt=adopt)
    elif not replace:
        _refuse_other(place, record, site)
        _refuse_changed(place, record, sorted(_lost(found, record, writes)))


def _entries(place: Path) -> Iterator[tuple[str, Path]]:
    """Every path below ``place`` that is no plain folder, relative and composed."""
    waiting = [place]
    while waiting:
        folder = waiting.pop()
        with os.scandir(folder) as listing:
            for entry in sorted(listing, key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False) and entry.name not in VERSION_CONTROL:
                    waiting.append(Path(entry))
                else:
                    yield _relative(Path(entry), place), Path(entry)


def _relative(path: Path, place: Path) -> str:
    return unicodedata.normalize("NFC", path.relative_to(place).as_posix())


def _refuse_treasures(place: Path, found: Mapping[str, Path]) -> None:
    for path, entry in found.items():
        if entry.name in VERSION_CONTROL or (entry.name == MANIFEST and path != MANIFEST):
            what = "another site" if entry.name == MANIFEST else "version control"
            raise Refused(
                f"{shown(place)} holds {what} ({shown(path)}), which a build would remove. "
                "Move it away or choose another folder with --out."
            )


def _refuse_foreign(place: Path, found: list[str], writes: Mapping[str, bytes], *, adopt: bool) -> None:
    foreign = sorted(path for path in found if not (adopt and path in writes))
    if not foreign:
        return
    way_out = (
        "--adopt takes over only files that this build writes. Move the others away or choose another folder."
        if adopt
        else "Choose another folder with --out, or use --adopt if all its files may be written over."
    )
    raise Refused(f"{shown(place)} was not made by playbook-gen (it holds {some(foreign)}). {way_out}")


def _refuse_other(place: Path, record: Manifest, site: Site) -> None:
    if not record.whole or record.name == site.name:
        return
    raise Refused(
        f"{shown(place)} holds site {shown(record.name)}; you asked {shown(site.name)}. "
        "Choose another folder with --out, or use --replace to remove that site."
    )


def _refuse_changed(place: Path, record: Manifest, lost: list[str]) -> None:
    if not lost:
        return
    what = "files changed or added by hand" if record.whole else "files that its damaged record does not name"
    raise Refused(
        f"{shown(place)} holds {what} since the last build: {some(lost)}. "
        "Move them away, or use --replace to give them up."
    )


def _lost(found: Mapping[str, Path], record: Manifest, writes: Mapping[str, bytes]) -> Iterator[str]:
    ours = {MANIFEST, *record.digests}
    for path, entry in found.items():
        if path != MANIFEST and _is_lost(entry, path, record, writes, ours):
            yield path


def _is_lost(entry: Path, path: str, record: Manifest, writes: Mapping[str, bytes], ours: set[str]) -> bool:
    # A link, a pipe or a device is never ours, and reading one could hang.
    if entry.is_symlink() or not entry.is_file():
        return True
    if entry.stat().st_size == 0 and (path in ours or not record.whole):
        return False
    with entry.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    kept = hashlib.sha256(writes[path]).hexdigest() if path in writes else None
    return digest not in (record.digests.get(path), kept)
