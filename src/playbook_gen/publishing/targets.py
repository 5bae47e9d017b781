"""May this folder be written? Judged by where it lies, before anything is touched.

Site generators have deleted their users' sources and home folders by trusting an output path; this one
asks first.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from playbook_gen.outcomes import Refused
from playbook_gen.publishing.faults import shown
from playbook_gen.publishing.manifest import holds_manifest
from playbook_gen.publishing.paths import VERSION_CONTROL

_Test = Callable[[Path, Path], bool]


def allowed_place(target: Path, *, sources: Sequence[Path], workspace: Path) -> Path:
    """Return ``target`` resolved, or refuse (exit 3) a place where a site could do harm."""
    if "\0" in os.fspath(target):
        raise Refused(f"the output path “{shown(target)}” holds a null character. Choose another name.")
    if target.is_symlink():
        raise Refused(
            f"{shown(target)} is a symbolic link, and switching the site would replace the link. "
            "Name the folder that it points to."
        )
    place = Path(os.path.realpath(target))
    for objection in _objections(place, sources, workspace):
        raise Refused(f"{shown(place)} {objection} Choose another folder with --out.")
    return place


def refuse_places(file: Path, *, sources: Sequence[Path]) -> None:
    """Refuse (exit 3) a place where a single file could do harm: in version control, among the sources, in a site."""
    place = Path(os.path.realpath(file))
    for objection in (*_of_version_control(place), *_of_the_sources(place, sources), *_of_sites(place)):
        raise Refused(f"{shown(place)} {objection} Choose another name with --out.")


def refuse_exposed(organisation_files: Sequence[Path], published: Sequence[Path]) -> None:
    """Refuse (exit 3) source data that lies inside a folder whose files are copied into sites."""
    for file in organisation_files:
        for folder in published:
            if _overlap(file, folder, _within):
                raise Refused(
                    f"{shown(file)}: source data inside a published folder ({shown(folder)}). Move it to orgs/."
                )


def _objections(place: Path, sources: Sequence[Path], workspace: Path) -> Iterator[str]:
    yield from _of_the_system(place)
    yield from _of_version_control(place)
    if _within(Path(os.path.realpath(workspace)), place):
        yield "is the workspace or holds it, and a build replaces its whole target."
    yield from _of_the_sources(place, sources)
    if os.path.lexists(place) and not place.is_dir():
        yield "is a file, and a site is a folder."
    yield from _of_sites(place)


def _of_sites(place: Path) -> Iterator[str]:
    for folder in place.parents:
        if holds_manifest(folder):
            yield f"lies inside the site at {shown(folder)}, whose readers would reach it."


def _of_the_system(place: Path) -> Iterator[str]:
    if place == place.parent:
        yield "is the root of the file system."
    home = _home()
    if home is not None and _within(home, place):
        yield "is your home folder or holds it."


def _of_version_control(place: Path) -> Iterator[str]:
    if any(part.casefold() in VERSION_CONTROL for part in place.parts):
        yield "lies inside a version-control folder."
    for name in sorted(VERSION_CONTROL):
        if os.path.lexists(place / name):
            yield f"contains {name}, whose history a build would remove."


def _of_the_sources(place: Path, sources: Sequence[Path]) -> Iterator[str]:
    for source in sources:
        if _overlap(source, place, _within):
            yield f"is or contains the source {shown(source)}, which a build would remove."
        if _overlap(source, place, lambda outer, inner: _within(inner, outer)):
            yield f"lies inside the source folder {shown(source)}, which a build reads."


def _overlap(source: Path, folder: Path, test: _Test) -> bool:
    # A source reached by a link can be lost at either end: where the link lies and where it points.
    place = Path(os.path.realpath(folder))
    return any(test(end, place) for end in (Path(os.path.abspath(source)), Path(os.path.realpath(source))))


def _within(inner: Path, outer: Path) -> bool:
    return any(_same(folder, outer) for folder in (inner, *inner.parents))


def _same(one: Path, other: Path) -> bool:
    # Spelling does not tell on a disk that ignores case; the file system does.
    if os.path.normcase(one) == os.path.normcase(other):
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False


def _home() -> Path | None:
    try:
        return Path(os.path.realpath(Path.home()))
    except RuntimeError:
        return None
