"""Who stands where, apart from coordinates: what one map hands on to the next.

Places fold over the planning cycles. Whoever stays, stays where he or she was; an arrival takes a place that is free
in the same function and level, and where none is free a place at the edge, so that nobody else moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NamedTuple

from playbook_gen.maps.plan import Person

EDGE = -1
"""The level of those at the edge: below each other to the right of everything else."""

CROWDED = 0.25
"""Share of people at the edge above which a map is arranged afresh (judgement)."""

Shape = Literal["ring", "field", "grid"]


class Place(NamedTuple):
    """One place of a lattice.

    ``step`` counts half rows down from the middle of the lane, so that one card can stand level with two. On a ring it
    counts places clockwise from the top, in a field and at the edge rows from the top; ``lane`` then says nothing.
    """

    lane: str = ""
    level: int = 0
    fold: int = 0
    step: int = 0


@dataclass(frozen=True, kw_only=True)
class Places:
    """All places that a map has given, by the id of the card; those of leavers are kept until somebody else needs them.

    ``width`` and ``height`` are those of every card, in points: cards that grew would push each other away.
    ``panels`` are lanes below each other; several panels stand side by side.
    """

    shape: Shape
    compact: bool
    width: float
    height: float
    panels: tuple[tuple[str, ...], ...]
    of: Mapping[str, Place]
    left: frozenset[Place] = frozenset()
    """Places that somebody left for another: nobody's, but the frame counts them."""
    middle: float = 0.0
    """How far below the top of the bands those beside them have their middle, in points."""
    homes: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The lane of everybody who was placed, by id: on a ring or field it says whose successor an arrival is."""

    @cached_property
    def every(self) -> frozenset[Place]:
        """All places, taken or not."""
        return self.left.union(self.of.values())

    def columns(self, lanes: Iterable[str]) -> dict[int, int]:
        """How many cards of these lanes stand beside each other in each level, in order; the edge is none."""
        found: dict[int, int] = {}
        for lane in lanes:
            for level, folds in self._folds.get(lane, {}).items():
                if folds > found.get(level, 0):
                    found[level] = folds
        return dict(sorted(found.items()))

    @cached_property
    def _folds(self) -> dict[str, dict[int, int]]:
        found: dict[str, dict[int, int]] = {}
        for place in self.every:
            if place.level != EDGE:
                levels = found.setdefault(place.lane, {})
                levels[place.level] = max(levels.get(place.level, 0), place.fold + 1)
        return found

    @cached_property
    def free_levels(self) -> frozenset[int]:
        """Levels in which nobody has a lane: they stand beside the bands, in the middle of the height."""
        laned = {level for lane, levels in self._folds.items() if lane for level in levels}
        return frozenset(self._folds.get("", {})) - laned if laned else frozenset()

    @cached_property
    def reaches(self) -> dict[str, int]:
        """How many half rows each lane reaches up and down from its middle."""
        found: dict[str, int] = {}
        for place in self.every:
            if place.level != EDGE and place.level not in self.free_levels:
                found[place.lane] = max(found.get(place.lane, 0), abs(place.step))
        return found


def with_new_lanes(places: Places, people: Iterable[Person], lanes: Sequence[str]) -> Places:
    """The places with lanes that nobody stood in before, below the others, as they are stated."""
    if places.shape != "grid":
        return places
    used = {person.lane_key for person in people}
    known = {lane for panel in places.panels for lane in panel}
    new = tuple(lane for lane in lanes if lane in used - known)
    *panels, last = places.panels or ((),)
    return replace(places, panels=(*panels, (*last, *new)))


def kept(people: Sequence[Person], before: Places) -> dict[str, Place]:
    """The places of those who stay as they were, by id; of two who would share one, whoever came later keeps it."""
    by_key = {person.key: person for person in people}
    holders = {place: key for key, place in before.of.items() if key in by_key and _suits(place, by_key[key], before)}
    return {key: place for place, key in holders.items()}


def _suits(place: Place, person: Person, before: Places) -> bool:
    return before.shape != "grid" or place.level == EDGE or (place.lane, place.level) == (person.lane_key, person.level)


def grown(people: Sequence[Person], lanes: Sequence[str], before: Places, height: float) -> Places:
    """The places of the last map with arrivals in them; see the module for the rule."""
    held = kept(people, before)
    now = replace(with_new_lanes(before, people, lanes), height=max(before.height, height))
    given = {**held, **_succeeding(people, before, held)}
    taken = set(given.values())
    for person in people:
        if person.key not in given:
            every = replace(now, of={**before.of, **given})
            given[person.key] = next(place for place in _offers(person, every) if place not in taken)
            taken.add(given[person.key])
    of = {**{key: place for key, place in before.of.items() if key not in given}, **given}
    return replace(now, of=of, left=before.every.difference(of.values()))


def _succeeding(people: Iterable[Person], before: Places, held: Mapping[str, Place]) -> dict[str, Place]:
    """Arrivals who take the place of somebody who left the same function, where no lane says where they belong."""
    if before.shape == "grid":
        return {}
    taken = set(held.values())
    free: dict[str, list[Place]] = {}
    for key, place in sorted(before.of.items(), key=lambda item: item[1]):
        if place not in taken and place.level != EDGE and before.homes.get(key):
            free.setdefault(before.homes[key], []).append(place)
    arrivals = [person for person in people if person.key not in held]
    return {person.key: free[person.lane_key].pop(0) for person in arrivals if free.get(person.lane_key)}


def crowded(people: Sequence[Person], places: Places) -> bool:
    """Whether so many stand at the edge that a fresh map reads better."""
    outside = sum(places.of[person.key].level == EDGE for person in people)
    return outside > max(1, CROWDED * len(people))


def _offers(person: Person, places: Places) -> Iterator[Place]:
    inside = sorted({place for place in places.of.values() if place.level != EDGE})
    if places.shape == "ring":
        yield from inside
    elif places.shape == "field":
        rows = range(max((place.step for place in inside), default=-1) + 1)
        yield from (Place(fold=c, step=r) for r in rows for c in range(max(p.fold for p in inside) + 1))
    elif _belongs(person, places):
        panel = next((panel for panel in places.panels if person.lane_key in panel), ())
        for fold in range(places.columns(panel).get(person.level, 0)):
            yield from _steps(places, Place(lane=person.lane_key, level=person.level, fold=fold))
    yield from (Place(level=EDGE, step=step) for step in range(len(places.of) + 1))


def _belongs(person: Person, places: Places) -> bool:
    """Whether a place among the lanes leaves the frame as it is: with a lane where lanes are, beside them without."""
    beside = person.level in places.free_levels
    return not beside if person.lane_key else beside or "" in places.reaches


def _steps(places: Places, at: Place) -> Iterator[Place]:
    """Places of one column of one lane on which no card would lie, nearest to the middle first, then lower ones."""
    reach = places.reaches.get(at.lane, 0)
    near = {p.step for p in places.every if (p.lane, p.level, p.fold) == (at.lane, at.level, at.fold)}
    for step in sorted(range(-reach, reach + 1), key=lambda step: (abs(step), -step)):
        if step - 1 not in near and step + 1 not in near:
            yield at._replace(step=step)


NOWHERE = Places(shape="ring", compact=False, width=0.0, height=0.0, panels=(), of={})
"""The places of a map without anybody."""
