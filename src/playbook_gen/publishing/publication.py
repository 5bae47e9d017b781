"""The order of a build's last act: judge the place, lock it, settle it, stage, gate, seal, switch, remove."""

from __future__ import annotations

import contextlib
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playbook_gen.publishing.contents import refuse_losses
from playbook_gen.publishing.faults import faults, mark_replaced, shown
from playbook_gen.publishing.lock import locked
from playbook_gen.publishing.manifest import MANIFEST, with_manifest
from playbook_gen.publishing.paths import refuse_hostile
from playbook_gen.publishing.siblings import Siblings
from playbook_gen.publishing.site import Gate, Published, Site
from playbook_gen.publishing.staging import (
    make_folders,
    read_back,
    remove_folders,
    remove_tree,
    seal_tree,
    write_tree,
)
from playbook_gen.publishing.switch import settle, switch
from playbook_gen.publishing.targets import allowed_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ATTEMPTS = 3


def publish(
    site: Site,
    target: Path,
    *,
    sources: Sequence[Path],
    workspace: Path,
    replace: bool = False,
    adopt: bool = False,
    gate: Gate | None = None,
) -> Published:
    """Write ``site`` to ``target`` so that readers see the old site or the new one, each of them whole.

    ``gate`` reads every staged byte, the record included, and raises where one may not be shown. Raises
    `Refused` for a place or contents that a build may not touch (``replace`` and ``adopt``: see
    `refuse_losses`), `EnvironmentFault` where the machine did not allow it or another build is running.
    After any exception the old site stands as it was, unless `was_replaced` says that the new one is live.
    """
    refuse_hostile(site.files, kept=MANIFEST)
    with faults(target):
        place = allowed_place(target, sources=sources, workspace=workspace)
    files = with_manifest(site)
    names = Siblings(place)
    live = False
    try:
        with _held(names, site):
            with faults(place):
                settle(names)
                refuse_losses(place, site, files, replace=replace, adopt=adopt)
            _stage_and_switch(names, site, files, gate)
            live = True
            _remove_old(names)
    except BaseException as error:
        if live:
            mark_replaced(error)
        raise
    pages = sum(path.endswith(".html") for path in files)
    return Published(target=place, pages=pages, bytes=sum(map(len, files.values())))


def recover(target: Path) -> None:
    """Clear what a killed build of ``target`` left: a half-done switch is taken back, staging removed.

    Every `publish` does so first. Raises `EnvironmentFault` where a build is running.
    """
    names = Siblings(Path(os.path.realpath(target)))
    with faults(target):
        if names.place.parent.is_dir() and names.place.name:
            with locked(names.lock):
                settle(names)


@contextmanager
def _held(names: Siblings, site: Site) -> Iterator[None]:
    """Hold the target's lock; folders made for a build that then failed are taken back."""
    with contextlib.ExitStack() as stack:
        with faults(names.place):
            created = _lock(stack, names, site)
        try:
            yield
        except BaseException:
            stack.close()
            remove_folders(created)
            raise


def _lock(stack: contextlib.ExitStack, names: Siblings, site: Site) -> list[Path]:
    created: list[Path] = []
    for attempt in range(_ATTEMPTS):
        created += make_folders(names.place.parent, mode=site.modes.folder)
        try:
            stack.enter_context(locked(names.lock))
        except FileNotFoundError:
            # A failing build of a neighbour has just taken back the folder that both had in mind.
            if attempt + 1 == _ATTEMPTS:
                raise
        except BaseException:
            remove_folders(created)
            raise
        else:
            break
    return created


def _stage_and_switch(names: Siblings, site: Site, files: dict[str, bytes], gate: Gate | None) -> None:
    needed = sum(map(len, files.values()))
    try:
        with faults(names.place, needed=needed):
            write_tree(names.staging, files)
            staged = read_back(names.staging, files)
        if gate is not None:
            gate(staged)
        with faults(names.place, needed=needed):
            seal_tree(names.staging, files, modes=site.modes, time_ns=site.time_ns)
            switch(names)
    except BaseException:
        with contextlib.suppress(OSError):
            remove_tree(names.staging)
        raise


def _remove_old(names: Siblings) -> None:
    state = f"the new site is in place, but what it replaced is still at {shown(names.staging)}"
    with faults(names.place, state=f"{state}; the next build removes it, or do it by hand"):
        try:
            remove_tree(names.staging)
        except BaseException as error:
            # What it replaced may be a higher edition: not even a stop signal leaves it lying about.
            with contextlib.suppress(OSError):
                remove_tree(names.staging)
            if not isinstance(error, OSError) or os.path.lexists(names.staging):
                raise
