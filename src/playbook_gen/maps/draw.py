"""The way from a sheet to a drawing, and what happens when the chosen layout cannot do it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from playbook_gen.language import say
from playbook_gen.maps import svg
from playbook_gen.maps.arrange import arrange
from playbook_gen.maps.builtin import Builtin
from playbook_gen.maps.labels import Labels, spoken_labels
from playbook_gen.maps.layout import Edge, Engine, Layout, Layouter, LayoutFailed, Node
from playbook_gen.maps.markup import plain
from playbook_gen.maps.model import Drawing, Renderer, Sheet
from playbook_gen.maps.places import NOWHERE, Places
from playbook_gen.maps.plan import ROUTED_UP_TO, Plan, plan
from playbook_gen.maps.scene import scene
from playbook_gen.maps.system import Installed
from playbook_gen.maps.wasm import Embedded


class Guarded:
    """A layouter that never fails: what the first cannot do, the built-in one does, and it is noted."""

    def __init__(self, first: Layouter) -> None:
        self._first = first
        self._last = Builtin()
        self.reasons: list[str] = []

    def layout(self, nodes: Sequence[Node], edges: Sequence[Edge], engine: Engine) -> Layout:
        """See :class:`playbook_gen.maps.layout.Layouter`; raises nothing for a layout's own failure."""
        try:
            found = self._first.layout(nodes, edges, engine)
        except LayoutFailed as failed:
            self.reasons.append(str(failed))
            return self._last.layout(nodes, edges, engine)
        return found if engine != "nop2" or all(found.curves) else self._mended(found, nodes, edges)

    def _mended(self, found: Layout, nodes: Sequence[Node], edges: Sequence[Edge]) -> Layout:
        """Edges for which no way was found get one."""
        spare = self._last.layout(nodes, edges, "nop2").curves
        curves = tuple(curve or other for curve, other in zip(found.curves, spare, strict=True))
        return Layout(positions=found.positions, curves=curves)


def layouter(renderer: Renderer) -> Layouter:
    """The layouter of that name.

    Raises ``EnvironmentFault`` when ``system`` is asked for and no ``dot`` is installed.
    """
    if renderer == "system":
        return Installed()
    return Embedded() if renderer == "embedded" else Builtin()


def render(
    sheet: Sheet, *, renderer: Renderer = "embedded", labels: Labels | None = None, places: Places | None = None
) -> Drawing:
    """Draws a sheet: the same sheet, renderer and places give the same bytes.

    ``labels`` are its words, without them those of the language that is spoken. With ``places`` people stand where
    these say, and whoever is new to them at the edge or where there is room.
    Whatever the sheet holds, a drawing comes back; when the layout reaches a limit, crashes or is absent,
    the built-in one draws and ``notice`` says so. No cards give empty SVG. Above 150 people the built-in
    layout is used by design, without a notice.

    Raises ``EnvironmentFault`` only with ``renderer="system"``: no ``dot`` installed, or one that does not
    answer as Graphviz does.
    """
    return draw(sheet, layouter(renderer), labels, places)


def fold(
    sheet: Sheet, before: Places | None, *, renderer: Renderer = "embedded", labels: Labels | None = None
) -> Places:
    """The places of a sheet, from those of the map before it: who stays, stays in place.

    A map that grew crowded at its edge, or needs another shape, is arranged afresh. Raises as :func:`render`.
    """
    words = labels or spoken_labels()
    ready = plan(sheet, words)
    if not ready.people:
        return before or NOWHERE
    return arrange(ready, words, _guarded(ready, layouter(renderer), sheet), before, may_start_afresh=True).places


def _drawn_otherwise(reason: str) -> str:
    return say("The map was drawn by the built-in layout: {reason}.", reason=reason)


def _guarded(ready: Plan, chosen: Layouter, sheet: Sheet) -> Guarded:
    return Guarded(chosen if sheet.routed and len(ready.people) <= ROUTED_UP_TO else Builtin())


def draw(sheet: Sheet, chosen: Layouter, labels: Labels | None = None, places: Places | None = None) -> Drawing:
    """Draws a sheet with a given layouter; see :func:`render`."""
    words = labels or spoken_labels()
    ready = plan(sheet, words)
    if not ready.people:
        return Drawing(svg="", width=0, height=0, notice=" ".join(ready.notices) or None)
    guarded = _guarded(ready, chosen, sheet)
    picture = scene(ready, words, guarded, arrange(ready, words, guarded, places), show_trust=sheet.show_trust)
    fallbacks = [_drawn_otherwise(reason) for reason in dict.fromkeys(guarded.reasons)]
    return Drawing(
        svg=svg.inline(sheet, ready, picture, words),
        write_file=partial(svg.standalone, sheet, ready, picture, words),
        width=math.ceil(picture.view.width),
        height=math.ceil(picture.view.height),
        notice=" ".join([*ready.notices, *fallbacks]) or None,
        prefix=plain(sheet.prefix),
        again=svg.repeated(sheet, picture),
        overlays=tuple(
            (name, svg.repeated(sheet, picture, name, place)) for place, name in enumerate(ready.overlays, start=1)
        ),
    )
