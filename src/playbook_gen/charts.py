"""All cycles of one organisation to the maps of one edition, with the lock that says where they begin."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from playbook_gen.checks.situation import Situation
from playbook_gen.diagnostics import Collector
from playbook_gen.exchange.map_lock import Lock, lock_text, read_lock
from playbook_gen.intake import CycleReading, OrganisationReading, Rejected, situate
from playbook_gen.maps import Renderer
from playbook_gen.model.record import Edition
from playbook_gen.pages.atlas import LEVELS, Atlas
from playbook_gen.pages.roll import Roll
from playbook_gen.publishing import write_over
from playbook_gen.reading import read_bytes
from playbook_gen.workspace import Workspace

MAX_LOCK_BYTES = 4 * 1024 * 1024


def chart(
    workspace: Workspace,
    reading: OrganisationReading,
    item: CycleReading,
    edition: Edition,
    renderer: Renderer = "embedded",
    *,
    as_of: date | None = None,
    known: Situation | None = None,
) -> Atlas:
    """Return the maps of a cycle; places begin with the lock and fold over the cycles, each redacted by itself.

    ``known`` is what the edition knows of the cycle, where that was worked out already.

    Raises:
        InputRejected: the lock of this edition cannot be read.

    """
    before = reading.cycles[: reading.cycles.index(item)]
    situations = [*(situate(one, edition) for one in before), known or situate(item, edition, as_of)]
    names = [one.cycle.name for one in (*before, item)]
    lock = _locked(workspace, reading.source.slug, edition)
    return Atlas(
        rolls=tuple((name, Roll(situation)) for name, situation in zip(names, situations, strict=True)),
        renderer=renderer,
        lock=lock.maps if lock else {},
        locked=lock.cycle if lock else "",
    )


def write_lock(workspace: Workspace, reading: OrganisationReading, atlas: Atlas) -> Path:
    """Write down where everybody stands on the maps of an edition; return the file."""
    path = workspace.lock(reading.source.slug, atlas.roll.situation.edition)
    known = {level: places for level in LEVELS if (places := atlas.places(level))}
    write_over(path, lock_text(known, atlas.rolls[-1][0]).encode())
    return path.relative_to(workspace.root)


def _locked(workspace: Workspace, slug: str, edition: Edition) -> Lock | None:
    path = workspace.lock(slug, edition)
    if not path.is_file():
        return None
    found = Collector()
    name = path.relative_to(workspace.root).as_posix()
    data = read_bytes(path, name, found, limit=MAX_LOCK_BYTES)
    if data is None or found.failed:
        raise Rejected(found.sorted())
    return read_lock(data, name)
