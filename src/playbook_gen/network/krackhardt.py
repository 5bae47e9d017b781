"""Krackhardt's four: how far the network is from a tree in which everybody has one boss (Krackhardt 1994).

All four as R sna 2.7 computes them. Each is 1 for an out-tree, whose arcs lead from the top down; with arcs that lead
up, from a report to a boss, few pairs have an upper bound. Strength is ignored.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import combinations
from operator import or_

from playbook_gen.network import library
from playbook_gen.network.cohesion import components
from playbook_gen.network.graph import Graph

SMALLEST_THAT_CAN_BREAK = 3
"""Two people with a tie always have an upper bound: the one who reaches the other."""


def connectedness(graph: Graph) -> float:
    """Return the share of pairs that ties join, direction left aside; isolated people are in pairs that none joins.

    With fewer than two people it is 1, as in sna: nobody is parted from anybody.
    """
    pairs = _pairs(len(graph.people))
    return sum(_pairs(len(part)) for part in components(graph)) / pairs if pairs else 1.0


def efficiency(graph: Graph) -> float | None:
    """Return 1 minus the arcs that the weak components do not need over those that they could have beyond need.

    A component of N people needs N-1 arcs and could have N(N-1). Isolated people need none. None without an arc.
    """
    sizes = [len(part) for part in components(graph)]
    needed = sum(size - 1 for size in sizes)
    spare = sum(size * (size - 1) for size in sizes) - needed
    return 1 - (len(graph.arcs) - needed) / spare if spare else None


def hierarchy(graph: Graph) -> float | None:
    """Return the share of one-way pairs among the pairs of which one can reach the other along arcs.

    sna's ``hierarchy(measure="krackhardt")``. Isolated people are in no such pair. None without an arc.
    """
    reach = _reach(graph)
    mutual = sum(map(_pairs, reach.sizes))
    downward = sum(size * reach.superiors(part) for part, size in enumerate(reach.sizes))
    # `downward` has each person as his or her own superior, and both directions of each mutual pair.
    joined = downward - len(graph.people) - mutual
    return (joined - mutual) / joined if joined else None


def least_upper_bound(graph: Graph) -> float | None:
    """Return 1 minus the pairs without a least upper bound over (N-1)(N-2)/2, both summed over weak components.

    An upper bound of two people is whoever can reach both along arcs, one of the two included. As sna's ``lubness``
    computes it, the least is the one that reaches every other; its manual, like UCINET's, says the reverse, for which
    see ``closest_upper_bound``. Components of one or two count nothing. None where no component has three.
    """
    return _bounded(graph, _one_on_top)


def closest_upper_bound(graph: Graph) -> float | None:
    """Return what the manuals of sna and UCINET define: the least upper bound is the one that every other can reach.

    Normalised like ``least_upper_bound``. The two agree where upper bounds form a chain, as in an out-tree.
    """
    return _bounded(graph, _one_below)


@dataclass(frozen=True)
class _Reach:
    """Who reaches whom: strong components, each before those that it reaches, and bit sets of them."""

    sizes: list[int]
    above: list[int]
    """For each component those that reach it, itself included."""
    below: list[int]
    """For each component those that it reaches, itself included."""
    together: list[list[int]]
    """The components by weak component, in order."""

    def superiors(self, part: int) -> int:
        """Return how many people reach somebody in a component, those in it included."""
        above = self.above[part]
        return above.bit_count() + sum(size - 1 for part, size in self._large if above >> part & 1)

    @cached_property
    def _large(self) -> list[tuple[int, int]]:
        return [(part, size) for part, size in enumerate(self.sizes) if size > 1]


_Settles = Callable[[int, _Reach], bool]


def _reach(graph: Graph) -> _Reach:
    members, direct = library.strong_parts(graph)
    above: list[int] = []
    for part, superiors in enumerate(direct):
        above.append(reduce(or_, (above[over] for over in superiors), 1 << part))
    below = [1 << part for part in range(len(members))]
    for part in reversed(range(len(members))):
        for over in direct[part]:
            below[over] |= below[part]
    home = {graph.people[place]: part for part, places in enumerate(members) for place in places}
    together = [sorted({home[person] for person in people}) for people in components(graph)]
    return _Reach([len(places) for places in members], above, below, together)


def _bounded(graph: Graph, settles: _Settles) -> float | None:
    reach = _reach(graph)
    broken = possible = 0
    for parts in reach.together:
        size = sum(reach.sizes[part] for part in parts)
        if size >= SMALLEST_THAT_CAN_BREAK:
            possible += _pairs(size - 1)
            broken += _broken(reach, parts, settles)
    return 1 - broken / possible if possible else None


def _broken(reach: _Reach, parts: list[int], settles: _Settles) -> int:
    """Return how many pairs of people within these components have no least upper bound."""
    within = sum(_pairs(reach.sizes[part]) for part in parts if not settles(reach.above[part], reach))
    between = (
        reach.sizes[one] * reach.sizes[other]
        for one, other in combinations(parts, 2)
        if not settles(reach.above[one] & reach.above[other], reach)
    )
    return within + sum(between)


def _one_on_top(bounds: int, reach: _Reach) -> bool:
    """Whether one of these components reaches all of them: only the first in order can."""
    return bool(bounds) and not bounds & ~reach.below[(bounds & -bounds).bit_length() - 1]


def _one_below(bounds: int, reach: _Reach) -> bool:
    """Whether all of these components reach one of them: only the last in order can be it."""
    return bool(bounds) and not bounds & ~reach.above[bounds.bit_length() - 1]


def _pairs(people: int) -> int:
    return people * (people - 1) // 2
