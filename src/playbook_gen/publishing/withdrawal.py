"""Takes away a site that the present run does not stand for: whole, and only where it is ours and unchanged."""

from __future__ import annotations

import os
from pathlib import Path

from playbook_gen.publishing.contents import refuse_losses
from playbook_gen.publishing.faults import faults
from playbook_gen.publishing.lock import locked
from playbook_gen.publishing.manifest import read_manifest
from playbook_gen.publishing.siblings import Siblings
from playbook_gen.publishing.site import Site
from playbook_gen.publishing.staging import remove_folders, remove_tree, sync_folder
from playbook_gen.publishing.switch import settle


def stands(site: Site, target: Path) -> bool:
    """Whether ``target`` holds an earlier state of ``site``, by the record in it; a link holds none."""
    with faults(target):
        record = None if target.is_symlink() else read_manifest(target)
    return record is not None and record.whole and record.name == site.name


def refuse_taken(site: Site, target: Path, *, replace: bool = False) -> None:
    """Refuse (exit 3) where ``target`` holds what neither `publish` nor `withdraw` of ``site`` may take away."""
    with faults(target):
        refuse_losses(Path(os.path.realpath(target)), site, {}, replace=replace, adopt=False)


def withdraw(site: Site, target: Path, *, replace: bool = False) -> bool:
    """Remove an earlier state of ``site`` at ``target`` and say whether there was one; all else there is left alone.

    Raises `Refused` where somebody changed it by hand and ``replace`` does not give that up, `EnvironmentFault`
    where the machine did not allow it or a build of it is running.
    """
    if not stands(site, target):
        return False
    place = Path(os.path.realpath(target))
    names = Siblings(place)
    with faults(place), locked(names.lock):
        settle(names)
        refuse_losses(place, site, {}, replace=replace, adopt=False)
        # One rename: readers see all of it or nothing, and what a kill leaves is cleared as staging.
        os.rename(place, names.staging)
        sync_folder(place.parent)
        remove_tree(names.staging)
    remove_folders([place.parent])
    return True
