"""The way from a sheet to a drawing, and what happens when the chosen layout cannot do it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from playbook_gen.maps import svg
from playbook_gen.maps.builtin import Builtin
from playbook_gen.maps.labels import ENGLISH, Labels
from playbook_gen.maps.layout import Edge, Engine, Layout, Layouter, LayoutFailed, Node
from playbook_gen.maps.model import Drawing, Renderer, Sheet
from playbook_gen.maps.plan import plan
from playbook_gen.maps.scene import ROUTED_UP_TO, scene
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
        return found if engine == "dot" or all(found.curves) else self._mended(found, nodes, edges)

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


def render(sheet: Sheet, *, renderer: Renderer = "embedded", labels: Labels = ENGLISH) -> Drawing:
    """Draws a sheet: the same sheet and renderer give the same bytes.

    Whatever the sheet holds, a drawing comes back; when the layout reaches a limit, crashes or is absent,
    the built-in one draws and ``notice`` says so. No cards give empty SVG. Above 60 people the built-in
    layout is used by design, without a notice.

    Raises ``EnvironmentFault`` only with ``renderer="system"``: no ``dot`` installed, or one that does not
    answer as Graphviz does.
    """
    chosen = layouter(renderer)
    return draw(sheet, chosen, labels)


def draw(sheet: Sheet, chosen: Layouter, labels: Labels = ENGLISH) -> Drawing:
    """Draws a sheet with a given layouter; see :func:`render`."""
    ready = plan(sheet, labels)
    if not ready.people:
        return Drawing(svg="", standalone="", width=0, height=0, notice=" ".join(ready.notices) or None)
    guarded = Guarded(chosen if len(ready.people) <= ROUTED_UP_TO else Builtin())
    picture = scene(ready, labels, guarded, show_trust=sheet.show_trust)
    fallbacks = [labels.fallback.format(reason=reason) for reason in dict.fromkeys(guarded.reasons)]
    return Drawing(
        svg=svg.inline(sheet, ready, picture, labels),
        standalone=svg.standalone(sheet, ready, picture, labels),
        width=math.ceil(picture.view.width),
        height=math.ceil(picture.view.height),
        notice=" ".join([*ready.notices, *fallbacks]) or None,
    )
