"""The legend inside the picture, in words: only forms that the map uses, flowing over as many rows as needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from playbook_gen.maps.labels import Labels
from playbook_gen.maps.marks import SHAPE
from playbook_gen.maps.model import Kind
from playbook_gen.maps.plan import Plan, Track, alliance_numbers
from playbook_gen.maps.route import weight
from playbook_gen.maps.text import ellipsise
from playbook_gen.maps.widths import text_width

SIZE = 11.0
"""Size of the legend's type in points."""

SWATCH = 34.0
ROW = 20.0
_AFTER_SWATCH, _AFTER_ITEM = 8.0, 22.0
_WIDEST = 360.0


class Key(NamedTuple):
    """One form and its words; ``sample`` is a tie drawn as a specimen, ``badge`` an alliance's number."""

    words: str
    x: float
    y: float
    sample: Track | None = None
    badge: int | None = None
    kind: Kind | None = None
    dashed: bool = False

    @property
    def right(self) -> float:
        """Where its words end, in points."""
        return self.x + lead(self) + text_width(self.words, SIZE)


class _Entry(NamedTuple):
    words: str
    sample: Track | None = None
    badge: int | None = None
    kind: Kind | None = None
    dashed: bool = False

    @property
    def lead(self) -> float:
        if self.sample:
            return SWATCH + _AFTER_SWATCH
        if self.kind:
            return SHAPE
        if self.dashed:
            return SHAPE + 14.0
        return 20.0 + _AFTER_SWATCH if self.badge else 0.0

    @property
    def width(self) -> float:
        return self.lead + text_width(self.words, SIZE)


def _specimen(strength: int | None, trust: int | None = None, *, one_sided: bool = False) -> Track:
    return Track(tail=0, head=1, strength=strength, trust=trust, one_sided=one_sided, overlays=())


def _strengths(plan: Plan, trust: int | None, labels: Labels) -> Iterator[_Entry]:
    used = {weight(track.strength) for track in plan.tracks}
    if used == {0}:
        return
    words = {3: labels.strong, 2: labels.middling, 1: labels.weak, 0: labels.strength_unknown}
    values = {3: 5, 2: 3, 1: 1, 0: None}
    for step in (3, 2, 1, 0):
        if step or 0 in used:
            yield _Entry(words=words[step], sample=_specimen(values[step], trust))


def _pale(plan: Plan, labels: Labels) -> Iterator[_Entry]:
    if plan.crowded:
        yield _Entry(words=labels.pale if plan.rated else labels.pale_unrated)


def _trusts(plan: Plan, labels: Labels) -> Iterator[_Entry]:
    named = ((5, labels.trust_high), (3, labels.trust_middling), (1, labels.trust_low))
    yield from (_Entry(words=words, sample=_specimen(3, value)) for value, words in named)
    if any(track.trust is None for track in plan.tracks):
        yield _Entry(words=labels.trust_unknown, sample=_specimen(3, None))


def _stances(plan: Plan, labels: Labels) -> Iterator[_Entry]:
    given = [stance for person in plan.people for stance in person.stances if stance]
    used = {stance.kind for stance in given}
    yield from (_Entry(words=word, kind=kind) for kind, word in labels.stances.items() if kind in used)
    if any(stance.covert for stance in given):
        yield _Entry(words=labels.covert, dashed=True)


def _entries(plan: Plan, labels: Labels, *, show_trust: bool) -> list[_Entry]:
    entries: list[_Entry] = []
    if plan.tracks:
        entries.append(_Entry(words=labels.legend))
        entries += _strengths(plan, 5 if show_trust else None, labels)
        entries += _trusts(plan, labels) if show_trust else ()
    if any(track.one_sided for track in plan.tracks):
        high = 5 if show_trust else None
        entries.append(_Entry(words=labels.one_sided, sample=_specimen(3, high, one_sided=True)))
    entries += _pale(plan, labels)
    entries += [_Entry(words=plan.thinned)] if plan.thinned else []
    entries += _stances(plan, labels)
    entries += (
        _Entry(words=ellipsise(labels.alliance.format(number=n, name=name), _WIDEST, SIZE), badge=n)
        for name, n in alliance_numbers(plan).items()
    )
    return entries


def _flow(entries: Sequence[_Entry], left: float, top: float, width: float) -> Iterator[Key]:
    x, y = left, top
    for entry in entries:
        if x > left and x + entry.width > left + width:
            x, y = left, y + ROW
        yield Key(
            words=entry.words, x=x, y=y, sample=entry.sample, badge=entry.badge, kind=entry.kind, dashed=entry.dashed
        )
        x += entry.width + _AFTER_ITEM
        if not entry.lead:
            x, y = left, y + ROW


def legend(plan: Plan, labels: Labels, *, show_trust: bool, at: tuple[float, float], width: float) -> tuple[Key, ...]:
    """The keys with the left end of their middle line, in reading order; none for a map without ties."""
    entries = _entries(plan, labels, show_trust=show_trust)
    fits = max([width, *(entry.width for entry in entries)])
    return tuple(_flow(entries, *at, fits))


def lead(key: Key) -> float:
    """How far right of its start the words of a key begin, in points."""
    return _Entry(words="", sample=key.sample, badge=key.badge, kind=key.kind, dashed=key.dashed).lead
