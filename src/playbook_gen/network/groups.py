"""Ties within and between groups, and who brokers between them.

A grouping is a mapping from person to group; people who are in none, and ties that touch them, are left out. Where
every group has one member, or there is one group only, every tie is external or none is and every broker has the same
role: the functions then return None rather than a number that says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from playbook_gen.network.graph import Graph


@dataclass(frozen=True)
class ExternalInternal:
    """The E-I index, from -1 (all ties stay inside groups) to +1 (all cross)."""

    network: float | None
    groups: Mapping[str, float | None]
    """For each group that of the arcs that touch it; None where none does."""


@dataclass(frozen=True)
class Roles:
    """How many open two-paths a person brokers, by the groups of the three (Gould and Fernandez 1989)."""

    coordinator: int = 0
    """A to A to A: all three are of one group."""
    itinerant: int = 0
    """A to B to A: two of one group are joined by an outsider."""
    gatekeeper: int = 0
    """A to B to B: what comes in passes by."""
    representative: int = 0
    """A to A to B: what goes out passes by."""
    liaison: int = 0
    """A to B to C: each is of another group."""

    @property
    def total(self) -> int:
        """All of them together."""
        return self.coordinator + self.itinerant + self.gatekeeper + self.representative + self.liaison


def meaningful(graph: Graph, grouping: Mapping[str, str]) -> bool:
    """Whether a grouping can tell anything: at least two groups of which at least one has two members."""
    sizes = Counter(grouping[person] for person in graph.people if person in grouping)
    return len(sizes) > 1 and max(sizes.values()) > 1


def ei_index(graph: Graph, grouping: Mapping[str, str]) -> ExternalInternal | None:
    """Return (E - I) / (E + I) over arcs, of the network and of each group (Krackhardt and Stern 1988).

    E counts arcs between groups, I arcs within one; not weighted; a mutual tie counts twice. The value of a group is
    over the arcs with at least one end in it, in whichever direction. None where the grouping can tell nothing, and as
    a value where there is no arc. Isolated people count nothing.
    """
    if not meaningful(graph, grouping):
        return None
    external: Counter[str] = Counter()
    internal: Counter[str] = Counter()
    for ends in graph.arcs:
        groups = {grouping[person] for person in ends if person in grouping}
        if all(person in grouping for person in ends):
            (internal if len(groups) == 1 else external).update(groups)
    names = sorted({grouping[person] for person in graph.people if person in grouping})
    # Each external arc touches two groups.
    network = _index(external.total() // 2, internal.total())
    return ExternalInternal(network, {name: _index(external[name], internal[name]) for name in names})


def brokerage_roles(graph: Graph, grouping: Mapping[str, str]) -> dict[str, Roles] | None:
    """Return how often each person is the middle of a to v to b where there is no arc from a to b, by role.

    Counts of ordered pairs, directed, unweighted, not normalised, as sna's ``brokerage``; 0 for an isolated person and
    for one without a group. None where the grouping can tell nothing.
    """
    if not meaningful(graph, grouping):
        return None
    groups = [grouping.get(person) for person in graph.people]
    return {person: _roles(graph, groups, place) for place, person in enumerate(graph.people)}


def _index(external: int, internal: int) -> float | None:
    ties = external + internal
    return (external - internal) / ties if ties else None


def _roles(graph: Graph, groups: list[str | None], broker: int) -> Roles:
    found: Counter[str] = Counter()
    if (own := groups[broker]) is None:
        return Roles()
    for source in graph.ins[broker]:
        if (first := groups[source]) is not None:
            open_ends = graph.outs[broker] - graph.outs[source] - {source}
            found.update(_role(first, own, last) for end in open_ends if (last := groups[end]) is not None)
    return Roles(**found)


def _role(first: str, own: str, last: str) -> str:
    if first == last:
        return "coordinator" if first == own else "itinerant"
    if first == own:
        return "representative"
    return "gatekeeper" if last == own else "liaison"
