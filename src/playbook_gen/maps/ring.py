"""Where peers stand when nearly all are of one level: on a ring, so that every tie can run straight.

A column of peers would push all their ties into one margin. On an ellipse no card stands between two
others, and the order is the stated one: clockwise from the top.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from playbook_gen.maps.face import WIDTH
from playbook_gen.maps.geometry import Point, around
from playbook_gen.maps.plan import Person

MOST = 30
"""People on a ring; above that its inside grows too wide to follow a line across."""

_STEPS = 720
_SPACE = (24.0, 22.0)
_SMALLEST = (236.0, 150.0)
_SHAPE = 0.66
_GROWTH = 1.04


def suits(people: Sequence[Person]) -> bool:
    """Whether a ring reads better than a grid: up to 30 people, all but a few of them in one level."""
    fullest = max(Counter(person.column for person in people).values())
    others = len(people) - fullest
    return fullest >= 2 and len(people) <= MOST and others <= max(1, len(people) // 4)


def _row(count: int) -> list[Point]:
    return [(place * (WIDTH + 110.0), 0.0) for place in range(count)]


def _ellipse(a: float, b: float) -> list[Point]:
    turns = (math.tau * step / _STEPS - math.pi / 2 for step in range(_STEPS))
    return [(round(a * math.cos(turn), 1), round(b * math.sin(turn), 1)) for turn in turns]


def _slots(count: int, a: float, b: float, height: float) -> list[Point]:
    """Equal steps along the ellipse, measured in cards: a step sideways costs more than one down."""
    path = _ellipse(a, b)
    wide, tall = WIDTH + _SPACE[0], height + _SPACE[1]
    travelled = [0.0]
    for before, after in zip(path, path[1:], strict=False):
        step = max(abs(after[0] - before[0]) / wide, abs(after[1] - before[1]) / tall)
        travelled.append(travelled[-1] + step)
    whole = travelled[-1]
    wanted = (whole * slot / count for slot in range(count))
    return [path[next(i for i, done in enumerate(travelled) if done >= want - 1e-9)] for want in wanted]


def _crowded(slots: Sequence[Point], height: float) -> bool:
    boxes = [around(slot, WIDTH + _SPACE[0], height + _SPACE[1]) for slot in slots]
    return any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])


def ring(people: Sequence[Person], height: float) -> tuple[Point, ...]:
    """A middle for every person: by level, then lane, then the given order, clockwise from the top."""
    order = sorted(range(len(people)), key=lambda i: (people[i].column, people[i].lane, i))
    slots = _row(len(people)) if len(people) <= 3 else _roomy(len(people), height)
    places = dict(zip(order, slots, strict=True))
    return tuple(places[index] for index in range(len(people)))


def _roomy(count: int, height: float) -> list[Point]:
    a, b = _SMALLEST
    slots = _slots(count, a, b, height)
    while _crowded(slots, height):
        a *= _GROWTH
        b = max(b, a * _SHAPE)
        slots = _slots(count, a, b, height)
    return slots
