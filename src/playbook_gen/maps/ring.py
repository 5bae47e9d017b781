"""Where peers stand when nearly all are of one level: on a ring, so that every tie can run straight.

A column of peers would push all their ties into one margin. On an ellipse no card stands between two others. The order
is the one that crosses few ties, with the topmost person at the top.
"""

from __future__ import annotations

import bisect
import itertools
import math
from collections import Counter
from collections.abc import Sequence

from playbook_gen.maps.face import Size
from playbook_gen.maps.geometry import Point
from playbook_gen.maps.places import EDGE, Place, Places
from playbook_gen.maps.plan import Person

MOST = 16
"""People on a ring; above that it grows so wide that names become too small on a page."""

IN_A_ROW = 3
"""People who stand beside each other and not on a ring; their cards may grow without moving anybody."""

_STEPS = 720
_SPACE = (46.0, 34.0)
_SMALLEST = 236.0
_FLAT, _ROUND = 0.62, 1.0
_ROUND_FROM = 20
_ROUNDS = 3


def suits(people: Sequence[Person]) -> bool:
    """Whether a ring reads better than a grid: up to 16 people, all but a few of them in one level."""
    fullest = max(Counter(person.level for person in people).values())
    others = len(people) - fullest
    return len(people) <= 2 or (fullest >= 2 and len(people) <= MOST and others <= max(1, len(people) // 4))


def arranged(people: Sequence[Person], joined: Sequence[tuple[int, int]], size: Size, height: float) -> Places:
    """Places clockwise from the top: the first of the top level there, then in the order that crosses few ties."""
    stated = sorted(range(len(people)), key=lambda i: (people[i].level, people[i].lane, i))
    order = _uncrossed(stated, joined)
    of = {people[index].key: Place(step=step) for step, index in enumerate(order)}
    return Places(shape="ring", compact=False, width=size.width, height=height, panels=(), of=of)


def _uncrossed(stated: list[int], joined: Sequence[tuple[int, int]]) -> list[int]:
    """Sifting (Baur and Brandes 2004): each in turn walks round the circle and stays where fewest ties cross."""
    if len(stated) < 4:
        return stated
    near: dict[int, set[int]] = {index: set() for index in stated}
    for a, b in joined:
        near[a].add(b)
        near[b].add(a)
    order = list(stated)
    for _ in range(_ROUNDS):
        before = list(order)
        for index in sorted(stated, key=lambda i: (-len(near[i]), i)):
            order = _sifted(order, index, near)
        if order == before:
            break
    start = order.index(stated[0])
    first, *others = order[start:] + order[:start]
    # Of the two ways round, the one that keeps nearer to the order in which people are stated.
    return [first, *(others if stated.index(others[0]) < stated.index(others[-1]) else reversed(others))]


def _sifted(order: list[int], index: int, near: dict[int, set[int]]) -> list[int]:
    others = [other for other in order if other != index]
    rank = {other: place for place, other in enumerate(others)}
    own = sorted(rank[other] for other in near[index])
    change, at, gains = 0, order.index(index), [0]
    for place, passed in enumerate(others):
        theirs = sorted((rank[other] - place) % len(others) for other in near[passed] if other != index)
        mine = sorted((one - place) % len(others) for one in own if one != place)
        change += _apart(theirs, mine) - _apart(mine, theirs)
        gains.append(change)
    best = min(range(len(others)), key=lambda place: (gains[place], abs(place - at), place))
    return [*others[:best], index, *others[best:]]


def _apart(first: Sequence[int], second: Sequence[int]) -> int:
    """How many pairs there are in which one of ``first`` lies before one of ``second``."""
    return sum(len(second) - bisect.bisect_right(second, one) for one in first)


def _row(count: int, width: float) -> list[Point]:
    return [(place * (width + 110.0), 0.0) for place in range(count)]


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


def _roomy(count: int, width: float, height: float) -> list[Point]:
    room = (width + _SPACE[0], height + _SPACE[1])
    slots = _slots(count, _shape(count), room)
    wide = _scale(slots, room)
    return [(round(x * wide, 1), round(y * wide, 1)) for x, y in slots]


def ring(places: Places) -> dict[str, Point]:
    """The coordinates of places on a ring, in points."""
    count = 1 + max((place.step for place in places.of.values() if place.level != EDGE), default=-1)
    slots = _row(count, places.width) if count <= IN_A_ROW else _roomy(count, places.width, places.height)
    return {key: slots[place.step] for key, place in places.of.items() if place.level != EDGE}
