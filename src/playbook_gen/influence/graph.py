"""One edition of an organisation read as a network: who is on it, which ties count, how strong each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from playbook_gen.checks.situation import Situation
from playbook_gen.model.people import Person
from playbook_gen.model.ties import Relationship
from playbook_gen.model.values import When
from playbook_gen.network import Arc, Graph

DISTRUST = 2
"""Trust of so much or less is no way to send a message (judgement; domain.md 4.3 calls it low)."""

TOP_RATING = 5.0
"""The strength of a tie that is decisive."""


@dataclass(frozen=True, kw_only=True)
class Influence:
    """Who influences whom, as far as one edition knows it on its date.

    ``graph`` holds everybody in post and an arc for each direction of which a statement counts. An arc of unknown
    strength is in it with 0: it is a tie, adds nothing to strength, and is no way.
    """

    graph: Graph
    said: Mapping[Arc, Relationship]
    """The statement that each arc rests on."""
    unrated: frozenset[Arc]
    """Arcs on record whose strength nobody said, though it is said of others."""
    distrusted: frozenset[Arc]
    """Arcs whose sender trusts the receiver too little to be a way; none where the edition holds no trust."""
    absent: frozenset[Arc]
    """Arcs that are known not to be there: measured as 0, or the file declares that there are no ties."""
    needed: tuple[Arc, ...]
    """Both directions between the heads of partner functions, of alliances that have not ended, in order."""
    full: float
    """The greatest strength that the scale in use has."""
    rated: bool
    """Whether any strength is known; if none is, every arc counts 1."""
    aged: int
    """How many directions have only statements that are too old to count."""

    @cached_property
    def open(self) -> tuple[Arc, ...]:
        """Needed arcs of which nothing that counts is on record: they may be there or not."""
        return tuple(arc for arc in self.needed if arc not in self.graph.arcs and arc not in self.absent)

    @cached_property
    def unrated_needed(self) -> tuple[Arc, ...]:
        """Needed arcs that are open or of unknown strength."""
        return tuple(arc for arc in self.needed if arc in self.unrated or arc in self.open)

    @cached_property
    def known_or_not(self) -> Graph:
        """The network in which a tie of unknown strength is a way like any other."""
        return self.graph.minus(self.unrated).plus(self.unrated)

    def statements(self, people: tuple[str, ...]) -> tuple[Relationship, ...]:
        """Return what each step of a route rests on."""
        return tuple(self.said[arc] for arc in pairwise(people))


def influence(situation: Situation) -> Influence:
    """Read one edition as a network; ties of people who have left are left out with them."""
    people = frozenset(person.id for person in situation.people.values() if in_post(person, situation))
    counted = {
        (tie.source_person, tie.target_person): tie
        for tie in situation.ties
        if {tie.source_person, tie.target_person} <= people and tie.source_person != tie.target_person
    }
    said = {arc: tie for arc, tie in counted.items() if _strength(tie) != 0}
    strengths = {arc: _strength(tie) for arc, tie in said.items()}
    known = [strength for strength in strengths.values() if strength is not None]
    otherwise = 0.0 if known else 1.0
    arcs = [(*arc, otherwise if strength is None else strength) for arc, strength in strengths.items()]
    needed = _needed(situation, people)
    return Influence(
        graph=Graph.of(people, arcs),
        said=said,
        unrated=frozenset(arc for arc, strength in strengths.items() if strength is None) if known else frozenset(),
        distrusted=frozenset(arc for arc, tie in said.items() if _distrusts(tie)),
        absent=frozenset(needed if situation.organisation.relationships == () else counted.keys() - said.keys()),
        needed=needed,
        full=_full(said.values(), known),
        rated=bool(known),
        aged=len(_aged(situation, people)),
    )


def in_post(person: Person, situation: Situation) -> bool:
    """Whether a person has not left by the date of the file; without a date nobody has."""
    left = person.left if isinstance(person.left, When) else None
    return not (left and situation.as_of and left.last < situation.as_of)


def trust_in(tie: Relationship) -> int | None:
    """Return the sender's trust in the receiver; the lowest edition does not even have the field."""
    return getattr(tie, "trust", None)


def _aged(situation: Situation, people: frozenset[str]) -> set[Arc]:
    """Return the directions between people in post of which nothing on record is recent enough."""
    old: set[Arc] = set()
    recent: set[Arc] = set()
    for tie in situation.organisation.relationships or ():
        if {tie.source_person, tie.target_person} <= people:
            (recent if situation.fresh(tie) else old).add((tie.source_person, tie.target_person))
    return old - recent


def _strength(tie: Relationship) -> float | None:
    """Return influence, 1 to 5, else the weight that an imported tie came with, in its own unit."""
    if tie.influence is not None:
        return float(tie.influence)
    return None if tie.weight is None else float(tie.weight)


def _distrusts(tie: Relationship) -> bool:
    trust = trust_in(tie)
    return trust is not None and trust <= DISTRUST


def _full(ties: Iterable[Relationship], known: list[float]) -> float:
    most = max(known, default=1.0)
    return max(most, TOP_RATING) if any(tie.influence is not None for tie in ties) else most


def _needed(situation: Situation, people: frozenset[str]) -> tuple[Arc, ...]:
    pairs = {
        (pair.a.id, pair.b.id)
        for alliance in situation.alliances.values()
        if not situation.ended(alliance)
        for pair in situation.pairs(alliance)
        if {pair.a.id, pair.b.id} <= people
    }
    return tuple(sorted(pairs | {(b, a) for a, b in pairs}))
