"""One map, or the network behind it, as the bytes of a file in the format asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from playbook_gen.exchange.dot import as_dot
from playbook_gen.exchange.graphml import as_graphml
from playbook_gen.exchange.map_network import network_of
from playbook_gen.exchange.measures import measures_json
from playbook_gen.exchange.pictures import MAX_PIXELS, as_pdf, as_png, undrawable
from playbook_gen.influence.tiers import PEERS
from playbook_gen.language import say
from playbook_gen.maps import Drawing, render
from playbook_gen.outcomes import InputRejected
from playbook_gen.pages.atlas import BELOW, FUNCTIONS, Atlas
from playbook_gen.pages.roll import READABLE, Roll
from playbook_gen.pages.sheets import labels_of, person_sheet
from playbook_gen.spelling import unknown

SCALE = 2.0
"""Pixels of a PNG for each point, as far as its size allows."""

PICTURES = ("svg", "png", "pdf")


@dataclass(frozen=True, kw_only=True)
class MapFile:
    """The bytes of a file, and what its reader should know of it."""

    data: bytes
    notices: tuple[str, ...] = ()


def drawn(
    atlas: Atlas, form: str, *, slug: str, level: str, person: str | None, priority: str | None, paper: str
) -> MapFile:
    """Return a map in one of the forms; ``level``, ``person``, ``priority`` and ``paper`` matter to pictures alone.

    Raises:
        UsageError: there is no such person or priority.
        InputRejected: there is nobody to draw.

    """
    _known("priority", priority, [one.id for one in atlas.roll.situation.organisation.priorities or ()])
    _known("person", person, [one.id for one in atlas.roll.people])
    if form in PICTURES:
        return _picture(_drawing(atlas, level, person, priority), atlas, form, paper)
    if form == "json":
        cycle = atlas.rolls[-1][0]
        return MapFile(data=f"{measures_json(atlas.roll.situation, slug=slug, cycle=cycle)}\n".encode())
    write = as_dot if form == "dot" else as_graphml
    return MapFile(data=write(network_of(atlas.roll)).encode())


def _drawing(atlas: Atlas, level: str, person: str | None, priority: str | None) -> Drawing:
    roll = atlas.roll
    if person is not None:
        chosen = person_sheet(roll, roll.situation.people[person])
        return render(chosen, renderer=atlas.renderer, labels=labels_of(roll))
    found = atlas.draw(level, shown=priority)
    if found is None or not found.standalone:
        raise InputRejected(_nobody(level, roll))
    return found


def _nobody(level: str, roll: Roll) -> str:
    """Why a level has no map."""
    if level == BELOW and roll.people:
        if PEERS + 1 in roll.tiers.values():
            return f"peers and the level below are more people than one sheet can hold ({READABLE}); take --person"
        return "nobody is on record at the level below the peers; --level peers shows all there are"
    if level == FUNCTIONS and roll.people:
        return "a map of functions needs three functions, and ties between them that this edition shows"
    return f"nobody is on the map of this level ({level}) in this edition"


def _known(kind: str, name: str | None, names: list[str]) -> None:
    if name is not None and name not in names:
        raise unknown(kind, name, names)


def _picture(drawing: Drawing, atlas: Atlas, form: str, paper: str) -> MapFile:
    notices = [drawing.notice] if drawing.notice else []
    svg = drawing.standalone
    if form == "svg":
        return MapFile(data=svg.encode(), notices=tuple(notices))
    if missing := undrawable(svg):
        notices.append(
            f"{len(missing)} characters are not in the fonts that come along; fonts of this machine stand in for them, "
            "so the picture may differ elsewhere"
        )
    if form == "png":
        return MapFile(data=as_png(svg, scale=_scale(drawing)), notices=tuple(notices))
    title = say("Influence map of {company}", company=atlas.roll.situation.organisation.name)
    sheet = cast("Literal['a4', 'letter']", paper)
    return MapFile(data=as_pdf(svg, title=title, paper=sheet), notices=tuple(notices))


def _scale(drawing: Drawing) -> float:
    room: float = (MAX_PIXELS / (drawing.width * drawing.height)) ** 0.5
    return min(SCALE, room * 0.99)
