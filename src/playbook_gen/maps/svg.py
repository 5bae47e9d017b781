"""From a finished picture to SVG, inline or standalone: same elements, same order, other attributes.

Painted from the ground up: bands, alliances, ties, then lane by lane its title and its cards, then the
legend. Ties and bands are hidden from screen readers: the page has them as a table beside the map.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import combinations, groupby

from playbook_gen.language import say
from playbook_gen.maps import css, legend, marks
from playbook_gen.maps.face import MARK_ROW, PILL_HEIGHT, pill_width
from playbook_gen.maps.geometry import Box
from playbook_gen.maps.grid import Band
from playbook_gen.maps.labels import Labels
from playbook_gen.maps.markup import (
    Inline,
    Paint,
    Standalone,
    at,
    attributes,
    classed,
    element,
    measures,
    number,
    path,
    plain,
    polygon,
    safe_href,
    tag,
)
from playbook_gen.maps.model import Sheet
from playbook_gen.maps.plan import Plan, Track
from playbook_gen.maps.route import RING, Arrow, arrow, weight
from playbook_gen.maps.scene import LANE_TYPE, MARGIN, Heading, Ribbon, Scene, Seat
from playbook_gen.maps.text import clean, ellipsise
from playbook_gen.maps.widths import text_width

_HIDDEN = ' aria-hidden="true"'
_WIDTHS = ("map-w0", "map-w1", "map-w2", "map-w3")
_TRUST = {
    None: "map-trust-unknown",
    1: "map-trust-low",
    2: "map-trust-low",
    3: "map-trust-middling",
    4: "",
    5: "",
}


class Writer:
    """Writes one map in one form."""

    def __init__(self, sheet: Sheet, plan: Plan, scene: Scene, labels: Labels, paint: Paint) -> None:
        self._sheet, self._plan, self._scene = sheet, plan, scene
        self._labels, self._paint = labels, paint
        self._prefix = plain(sheet.prefix)
        self._inset = scene.size.inset
        self._fixed = self._fixed_overlay()

    def _fixed_overlay(self) -> int | None:
        """The overlay that a file shows for good; on a page the reader chooses."""
        shown, keys = self._sheet.shown, self._plan.overlay_keys
        return keys.index(shown) if shown in keys and not isinstance(self._paint, Inline) else None

    def content(self) -> str:
        """Everything inside the outer element, in painting order."""
        parts = [
            element("title", {"id": f"{self._prefix}-title"}, escape(clean(self._sheet.title) or self._labels.unnamed)),
            element("desc", {"id": f"{self._prefix}-desc"}, escape(clean(self._sheet.description))),
            element("g", {"id": f"{self._prefix}-picture"}, "\n", self._picture(), "\n"),
        ]
        return "\n".join(parts)

    def _picture(self) -> str:
        parts = [
            _group(map(self._band, self._scene.bands), _HIDDEN),
            _group(map(self._ribbon, self._scene.ribbons), _HIDDEN),
            _group(map(self._tie, self._scene.arrows), _HIDDEN),
            _group(map(self._badge, self._scene.ribbons), _HIDDEN),
            _group(map(self._heading, self._scene.headings)),
            *self._lanes(),
            _group(self._key(key) for key in self._scene.keys if self._tells(key)),
        ]
        return "\n".join(part for part in parts if part)

    def _band(self, band: Band) -> str:
        return tag("rect", self._paint("map-band") + _extent(band.box, 8))

    def _heading(self, heading: Heading) -> str:
        x, y = heading.at
        ground = self._ground("map-ground", x - _wide(heading.words) / 2, y, heading.words)
        return ground + tag("text", self._paint("map-lane", "map-centred") + at(x, y), escape(heading.words))

    def _lanes(self) -> Iterator[str]:
        bands = {band.lane: band for band in self._scene.bands}
        for lane, seats in groupby(self._scene.seats, key=lambda seat: self._plan.people[seat.person].lane_key):
            cards = map(self._card, seats)
            title = self._lane_title(bands[lane]) if lane in bands else ""
            yield _group(filter(None, [title, *cards]))

    def _lane_title(self, band: Band) -> str:
        full = self._plan.lanes[self._plan.lane_keys.index(band.lane)]
        shown = ellipsise(full, band.box.width - 2 * self._inset, LANE_TYPE, bold=True)
        if not full:
            return ""
        x, y = band.box.x + self._inset, band.box.y + 19
        told = _tooltip(full) if shown != full else ""
        return self._ground("map-band", x, y, shown) + tag(
            "text", self._paint("map-lane") + at(x, y), told, escape(shown)
        )

    def _ground(self, kind: str, x: float, y: float, words: str) -> str:
        """What parts words from the lines that run below them, as wide as the words from x on."""
        box = Box(x=x - 3, y=y - 12, width=_wide(words) + 6, height=16)
        return tag("rect", self._paint(kind) + _extent(box, 3))

    def _card(self, seat: Seat) -> str:
        person = self._plan.people[seat.person]
        href = safe_href(person.href) if self._paint.links else None
        key = f' id="{self._prefix}-n{seat.person}" class="map-card"'
        parts = [_tooltip(self._told(seat)), self._box(seat, sponsor=person.sponsor)]
        parts += self._lines(seat)
        parts += self._pill(seat) if seat.face.pill else ()
        parts += self._stances(seat) if person.stances else ()
        return tag("a", key + attributes({"href": href}), *parts) if href else tag("g", key, *parts)

    def _told(self, seat: Seat) -> str:
        """All that the card says, uncut: for the pointer and for screen readers."""
        person = self._plan.people[seat.person]
        lane = self._plan.lanes[person.lane] if person.lane >= 0 else ""
        sponsor = self._labels.sponsor if person.sponsor else ""
        known = zip(self._plan.overlays, person.stances, strict=True)
        stance = [marks.said(one, name, self._labels) for name, one in known if one]
        return "; ".join(part for part in (person.name, person.title, lane, sponsor, *stance) if part)

    def _box(self, seat: Seat, *, sponsor: bool) -> str:
        return tag("rect", self._paint("map-box", "map-box-sponsor" if sponsor else "") + _extent(seat.box, 7))

    def _lines(self, seat: Seat) -> Iterator[str]:
        left, top = seat.box.x + self._inset, self._text_top(seat)
        for line in seat.face.lines:
            place = at(left + line.left, top + line.baseline)
            yield f"<text{self._paint(*line.kind)}{place}>{escape(line.words)}</text>"

    def _text_top(self, seat: Seat) -> float:
        marked = MARK_ROW if self._plan.overlays else 0.0
        return seat.box.y + (seat.box.height - marked - seat.face.height) / 2

    def _pill(self, seat: Seat) -> Iterator[str]:
        width = pill_width(seat.face.pill)
        left, top = seat.box.x + self._inset, self._text_top(seat) - 2
        box = Box(x=left, y=top, width=width, height=PILL_HEIGHT)
        yield tag("rect", self._paint("map-pill") + _extent(box, PILL_HEIGHT / 2))
        middle = at(left + width / 2, top + 11)
        yield tag("text", self._paint("map-pill-word") + middle, escape(seat.face.pill))

    def _stances(self, seat: Seat) -> Iterator[str]:
        """A mark for each overlay, of which the page shows one or two, and a sign where two of them differ."""
        stances = self._plan.people[seat.person].stances
        room = seat.box.width - 2 * self._inset
        width = (room - marks.BETWEEN) / 2 if self._scene.size.title else marks.SHAPE + 2
        corner = (seat.box.x + self._inset, seat.box.bottom - marks.HEIGHT - 5)
        for place, stance in enumerate(stances):
            if stance and (isinstance(self._paint, Inline) or place == self._fixed):
                drawn = marks.mark(stance, corner, width, self._labels, self._paint)
                yield element("g", {"class": f"map-o{place + 1}"}, *drawn)
        if isinstance(self._paint, Inline):
            yield from self._difference(seat)

    def _difference(self, seat: Seat) -> Iterator[str]:
        known = [(n, stance.kind) for n, stance in enumerate(self._plan.people[seat.person].stances, start=1) if stance]
        pairs = [f"map-d{a}{b}" for (a, one), (b, other) in combinations(known, 2) if one != other]
        if pairs:
            x, y = seat.box.right - 2, seat.box.y + 2
            sign = tag("path", self._paint("map-sign") + _unequal(x, y))
            disc = tag("circle", self._paint("map-badge") + measures(cx=x, cy=y, r=8))
            yield element("g", {"class": " ".join(["map-d", *pairs])}, _tooltip(self._labels.differs), disc, sign)

    def _trust(self, track: Track) -> str:
        if not self._sheet.show_trust:
            return ""
        return _TRUST[track.trust]

    def _strokes(self, one: Arrow) -> str:
        track, trust = one.track, self._trust(one.track)
        width = _WIDTHS[weight(track.strength)] if self._plan.rated else "map-plain"
        line = f"<path{self._paint('map-line', trust, width)}{path(one.line)}/>" if one.line else ""
        unknown = "map-head-unknown" if trust == "map-trust-unknown" else ""
        head = f"<path{self._paint('map-head', unknown)}{polygon(one.head)}/>"
        return line + head + (self._ring(*one.line[0]) if track.one_sided else "")

    def _ring(self, x: float, y: float) -> str:
        return tag("circle", self._paint("map-tail") + measures(cx=x, cy=y, r=RING))

    def _tie(self, one: Arrow) -> str:
        crowded = self._plan.crowded and weight(one.track.strength) < 3 and (self._plan.rated or not one.mutual)
        behind = self._fixed is not None and self._fixed not in one.track.overlays
        look = "" if isinstance(self._paint, Inline) else self._paint(*_dimmed(crowded=crowded, behind=behind))
        classes = ["map-tie", *(f"map-p{place + 1}" for place in one.track.overlays)]
        named = classed(*classes, "map-faint" if crowded else "")
        ends = self._ends(one.track.tail, one.track.head)
        return tag("g", named + look + ends, _tooltip(self._said(one.track)), self._strokes(one))

    def _said(self, track: Track) -> str:
        words, people = self._labels, self._plan.people
        said = [words.tie.format(source=people[track.tail].name, target=people[track.head].name)]
        said.append(_rated(track.strength, words.tie_strength, words.tie_strength_unknown))
        if self._sheet.show_trust:
            said.append(_rated(track.trust, words.tie_trust, words.tie_trust_unknown))
        if track.one_sided:
            said.append(words.tie_one_sided)
        return "; ".join(said)

    def _ribbon(self, ribbon: Ribbon) -> str:
        return tag("path", self._paint("map-ribbon") + self._ends(*ribbon.ends) + path(ribbon.curve))

    def _ends(self, *people: int) -> str:
        """Whom a line joins, for the script of a page to bring some of them forward."""
        return f' data-ends="{" ".join(map(str, people))}"' if isinstance(self._paint, Inline) else ""

    def _badge(self, ribbon: Ribbon) -> str:
        told = self._labels.alliance.format(number=ribbon.number, name=ribbon.name)
        return tag("g", self._ends(*ribbon.ends), _tooltip(told), *self._disc(ribbon.number, *ribbon.badge))

    def _disc(self, count: int, x: float, y: float) -> Iterator[str]:
        yield tag("circle", self._paint("map-badge") + measures(cx=x, cy=y, r=9))
        yield tag("text", self._paint("map-badge-word") + at(x, y + 3.8), str(count))

    def _tells(self, key: legend.Key) -> bool:
        """Whether a key explains anything: a file without an overlay bears no stances."""
        return isinstance(self._paint, Inline) or self._fixed is not None or not (key.kind or key.dashed)

    def _key(self, key: legend.Key) -> str:
        parts: list[str] = []
        if key.sample:
            across = ((key.x, key.y), (key.x + legend.SWATCH, key.y))
            parts.append(self._strokes(arrow(key.sample, across)))
        if key.kind:
            parts.append(marks.shape(key.kind, key.x + 5, key.y, self._paint))
        if key.dashed:
            parts.append(marks.outline((key.x, key.y - 6), 22, self._paint, covert=True))
        if key.badge:
            parts += self._disc(key.badge, key.x + 10, key.y)
        place = at(key.x + legend.lead(key), key.y + 4)
        parts.append(tag("text", self._paint("map-key") + place, escape(key.words)))
        return tag("g", "", *parts)


def _wide(words: str) -> float:
    return text_width(words, LANE_TYPE, bold=True)


def _group(parts: Iterable[str], opened: str = "") -> str:
    lines = list(parts)
    return tag("g", opened, "\n", "\n".join(lines), "\n") if lines else ""


def _tooltip(text: str) -> str:
    return f"<title>{escape(text)}</title>"


def _extent(box: Box, corner: float) -> str:
    """A box as attributes, with the radius of its corners."""
    return measures(x=box.x, y=box.y, width=box.width, height=box.height, rx=corner)


def _unequal(x: float, y: float) -> str:
    strokes = (((-4, -2), (4, -2)), ((-4, 2), (4, 2)), ((-2.5, 5), (2.5, -5)))
    drawn = (f"M{number(x + a)},{number(y + b)}L{number(x + c)},{number(y + d)}" for (a, b), (c, d) in strokes)
    return attributes({"d": "".join(drawn)})


def _dimmed(*, crowded: bool, behind: bool) -> list[str]:
    return ["map-behind"] if behind else ["map-faint"] if crowded else []


def _rated(value: int | None, known: str, unknown: str) -> str:
    return unknown if value is None else known.format(rating=value)


def _outer(view: Box) -> dict[str, str]:
    return {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": " ".join(map(number, (view.x, view.y, view.width, view.height))),
    }


def _told_by(sheet: Sheet, role: str) -> dict[str, str]:
    """A map is a group of links on a page and a document of its own in a file; its title and description name it."""
    prefix = plain(sheet.prefix)
    return {"role": role, "aria-labelledby": f"{prefix}-title {prefix}-desc"}


def inline(sheet: Sheet, plan: Plan, scene: Scene, labels: Labels) -> str:
    """The form for a page: classes and variables, links, no fixed size."""
    written = Writer(sheet, plan, scene, labels, Inline()).content()
    return element(
        "svg", {**_outer(scene.view), **_told_by(sheet, "group"), "class": _classes(scene)}, "\n", written, "\n"
    )


def _classes(scene: Scene) -> str:
    return f"map {css.size_class(scene.view.width)}{'' if scene.size.title else ' map-compact'}"


def repeated(sheet: Sheet, scene: Scene, name: str = "", place: int = 0) -> str:
    """A copy of an inline map on the same page, with one overlay fixed where one is named; it costs a reference."""
    view = _outer(scene.view)
    title = clean(sheet.title)
    label = say("{map}: {priority}", map=title, priority=name) if name else title
    said = {"role": "img", "aria-label": label, "class": f"{_classes(scene)} map-only{place}"}
    return element("svg", {**view, **said}, element("use", {"href": f"#{plain(sheet.prefix)}-picture"}))


def standalone(sheet: Sheet, plan: Plan, scene: Scene, labels: Labels) -> str:
    """The form for files and converters: numeric size, presentation attributes, light colours, no links."""
    paint = Standalone()
    view = _with_caption(scene.view, sheet.caption)
    size = {"width": number(view.width), "height": number(view.height)}
    ground = tag("rect", paint("map-ground") + measures(x=view.x, y=view.y, width=view.width, height=view.height))
    written = Writer(sheet, plan, scene, labels, paint).content()
    outer = {**_outer(view), **_told_by(sheet, "graphics-document"), **size, "font-family": css.FONTS}
    return element("svg", outer, "\n", "\n".join([ground, *_caption(view, sheet.caption, paint), written]), "\n") + "\n"


_CAPTION = ((15.0, 20.0), (11.0, 16.0))
"""Type size and height of the first line of a caption, and of every other."""


def _with_caption(view: Box, caption: Sequence[str]) -> Box:
    room = sum(_CAPTION[min(place, 1)][1] for place in range(len(caption)))
    return Box(x=view.x, y=view.y - room, width=view.width, height=view.height + room)


def _caption(view: Box, caption: Sequence[str], paint: Standalone) -> Iterator[str]:
    x, y = view.x + MARGIN, view.y + MARGIN
    for place, line in enumerate(caption):
        size, height = _CAPTION[min(place, 1)]
        shown = ellipsise(clean(line), view.width - 2 * MARGIN, size, bold=not place)
        look = paint("map-key" if place else "map-caption") + at(x, y + size * 0.8)
        yield tag("text", look, _tooltip(clean(line)) if shown != clean(line) else "", escape(shown))
        y += height
