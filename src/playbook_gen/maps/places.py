"""Who stands where, apart from coordinates: what one map hands on to the next.

Places fold over the planning cycles. Whoever stays, stays where he or she was; an arrival takes a place that is free
in the same function and level, and where none is free a place at the edge, so that nobody else moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from playbook_gen.maps.plan import Person

EDGE = -1
"""The level of those at the edge: beside all columns, in the band of their own function."""

CROWDED = 0.25
"""Share of people at the edge above which a map is arranged afresh (judgement)."""

Shape = Literal["ring", "grid"]


@dataclass(frozen=True, kw_only=True, order=True)
class Place:
    """One place of a lattice.

    ``step`` counts half rows down from the middle of the lane, so that one card can stand level with two; on a ring it
    counts places clockwise from the top, and ``lane``, ``level`` and ``fold`` say nothing.
    """

    lane: str = ""
    level: int = 0
    fold: int = 0
    step: int = 0


@dataclass(frozen=True, kw_only=True)
class Places:
    """All places that a map has given, by the id of the card; those of leavers are kept until somebody else needs them.

    ``width`` and ``height`` are those of every card, in points: cards that grew would push each other away.
    """

    shape: Shape
    width: float
    height: float
    lanes: tuple[str, ...]
    of: Mapping[str, Place]

    def columns(self) -> dict[int, int]:
        """How many cards stand beside each other in each level, from the first level to the edge."""
        found: dict[int, int] = {}
        for place in self.of.values():
            found[place.level] = max(found.get(place.level, 0), place.fold + 1)
        return dict(sorted(found.items(), key=lambda item: (item[0] == EDGE, item[0])))

    def free_levels(self) -> set[int]:
        """Levels in which nobody has a lane: they stand beside the bands, in the middle of the height."""
        laned = {place.level for place in self.of.values() if place.lane}
        return {place.level for place in self.of.values()} - laned if laned else set()

    def reach(self, lane: str) -> int:
        """How many half rows a lane reaches up and down from its middle."""
        free = self.free_levels()
        return max((abs(p.step) for p in self.of.values() if p.lane == lane and p.level not in free), default=0)


def lane_order(people: Iterable[Person], lanes: Sequence[str], before: Sequence[str] = ()) -> tuple[str, ...]:
    """Lanes that somebody stands in: those of the last map in its order, then new ones as they are stated."""
    used = {person.lane_key for person in people}
    stated = [lane for lane in ("", *lanes) if lane in used]
    return (*before, *(lane for lane in stated if lane not in before))


def kept(people: Sequence[Person], before: Places) -> dict[str, Place]:
    """The places of those who stay as they were, by id; of two who would share one, the first keeps it."""
    found: dict[str, Place] = {}
    for person in people:
        place = before.of.get(person.key)
        if place and _suits(place, person, before) and place not in found.values():
            found[person.key] = place
    return found


def _suits(place: Place, person: Person, before: Places) -> bool:
    return before.shape == "ring" or (place.lane == person.lane_key and place.level in (person.level, EDGE))


def grown(people: Sequence[Person], lanes: Sequence[str], before: Places, height: float) -> Places:
    """The places of the last map with arrivals in them; see the module for the rule."""
    held = kept(people, before)
    now = replace(before, lanes=lane_order(people, lanes, before.lanes), height=max(before.height, height))
    taken = set(held.values())
    given = dict(held)
    for person in people:
        if person.key not in held:
            every = replace(now, of={**before.of, **given})
            given[person.key] = next(place for place in _offers(person, every) if place not in taken)
            taken.add(given[person.key])
    return replace(now, of={**{key: place for key, place in before.of.items() if key not in given}, **given})


def crowded(people: Sequence[Person], places: Places) -> bool:
    """Whether so many stand at the edge that a fresh map reads better."""
    outside = sum(places.of[person.key].level == EDGE for person in people)
    return outside > max(1, CROWDED * len(people))


def _offers(person: Person, places: Places) -> Iterator[Place]:
    if places.shape == "ring":
        yield from sorted(place for place in set(places.of.values()) if place.level != EDGE)
        yield from (Place(level=EDGE, step=step) for step in range(len(places.of) + 1))
        return
    lane, level = person.lane_key, person.level
    for fold in range(places.columns().get(level, 0)):
        yield from _steps(places, Place(lane=lane, level=level, fold=fold))
    for fold in range(len(places.of) + 1):
        yield from _steps(places, Place(lane=lane, level=EDGE, fold=fold))


def _steps(places: Places, at: Place) -> Iterator[Place]:
    """Places of one column of one lane on which no card would lie, nearest to the middle first, then lower ones."""
    reach = places.reach(at.lane)
    near = {p.step for p in places.of.values() if (p.lane, p.level, p.fold) == (at.lane, at.level, at.fold)}
    for step in sorted(range(-reach, reach + 1), key=lambda step: (abs(step), -step)):
        if step - 1 not in near and step + 1 not in near:
            yield replace(at, step=step)


NOWHERE = Places(shape="ring", width=0.0, height=0.0, lanes=(), of={})
"""The places of a map without anybody."""
