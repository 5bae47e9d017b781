"""Where peers stand when nearly all are of one level: on a ring, so that every tie can run straight.

A column of peers would push all their ties into one margin. On an ellipse no card stands between two
others, and the order is the stated one: clockwise from the top.
"""

from __future__ import annotations

import bisect
import itertools
import math
from collections import Counter
from collections.abc import Sequence

from playbook_gen.maps.face import WIDTH
from playbook_gen.maps.geometry import Point
from playbook_gen.maps.plan import Person

MOST = 16
"""People on a ring; above that it grows so wide that names become too small on a page."""

_STEPS = 720
_SPACE = (46.0, 34.0)
_SMALLEST = 236.0
_FLAT, _ROUND = 0.62, 1.0
_ROUND_FROM = 20


def suits(people: Sequence[Person]) -> bool:
    """Whether a ring reads better than a grid: up to 16 people, all but a few of them in one level."""
    fullest = max(Counter(person.column for person in people).values())
    others = len(people) - fullest
    return fullest >= 2 and len(people) <= MOST and others <= max(1, len(people) // 4)


def _row(count: int) -> list[Point]:
    return [(place * (WIDTH + 110.0), 0.0) for place in range(count)]


def _shape(count: int) -> float:
    """Height over width: few people lie wide, many round, since a card takes less room down than across."""
    share = min(1.0, max(0.0, (count - 8) / (_ROUND_FROM - 8)))
    return _FLAT + (_ROUND - _FLAT) * share


def _slots(count: int, shape: float, room: Point) -> list[Point]:
    """Equal steps along an ellipse of half-width 1, measured in cards: a step across costs more."""
    turns = [math.tau * step / _STEPS - math.pi / 2 for step in range(_STEPS)]
    path = [(math.cos(turn), shape * math.sin(turn)) for turn in turns]
    travelled = [0.0]
    for before, after in itertools.pairwise(path):
        step = max(abs(after[0] - before[0]) / room[0], abs(after[1] - before[1]) / room[1])
        travelled.append(travelled[-1] + step)
    whole = travelled[-1]
    return [path[bisect.bisect_left(travelled, whole * slot / count - 1e-9)] for slot in range(count)]


def _scale(slots: Sequence[Point], room: Point) -> float:
    """How wide the ellipse must be for no two cards to touch: each pair apart in one direction at least."""

    def needed(a: Point, b: Point) -> float:
        across, down = abs(a[0] - b[0]), abs(a[1] - b[1])
        return min(room[0] / across if across else math.inf, room[1] / down if down else math.inf)

    return max([_SMALLEST, *(needed(a, b) for a, b in itertools.combinations(slots, 2))])


def _roomy(count: int, height: float) -> list[Point]:
    room = (WIDTH + _SPACE[0], height + _SPACE[1])
    slots = _slots(count, _shape(count), room)
    wide = _scale(slots, room)
    return [(round(x * wide, 1), round(y * wide, 1)) for x, y in slots]


def ring(people: Sequence[Person], height: float) -> tuple[Point, ...]:
    """A middle for every person: by level, then lane, then the given order, clockwise from the top."""
    order = sorted(range(len(people)), key=lambda i: (people[i].column, people[i].lane, i))
    slots = _row(len(people)) if len(people) <= 3 else _roomy(len(people), height)
    places = dict(zip(order, slots, strict=True))
    return tuple(places[index] for index in range(len(people)))
