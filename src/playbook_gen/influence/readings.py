"""What the map says, as sentences that each rest on statements: who is not tied to whom, who joins, who speaks how.

Each kind is read only in editions that show its fields by schema, and says nothing where nothing is known. Sentences
speak of ties and of behaviour, never of character.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from playbook_gen.checks.clauses import Evidence, cite
from playbook_gen.checks.situation import Pair, Situation
from playbook_gen.checks.stands import AGAINST, FOR
from playbook_gen.influence.graph import Influence, influence, trust_in
from playbook_gen.influence.positions import Positions, link_sentence, positions
from playbook_gen.influence.standing import Standing, standings
from playbook_gen.influence.words import NAMED, name, names, quoted
from playbook_gen.language import say, several
from playbook_gen.model.strategy import Goal, Priority
from playbook_gen.model.ties import Relationship

Kind = Literal[
    "needed-tie-absent",
    "needed-tie-one-sided",
    "sole-link",
    "owner-at-the-edge",
    "opposition",
    "words-not-deeds",
    "messenger",
]
KINDS: tuple[Kind, ...] = (
    "needed-tie-absent",
    "needed-tie-one-sided",
    "sole-link",
    "owner-at-the-edge",
    "opposition",
    "words-not-deeds",
    "messenger",
)
"""In the order in which a reader can act on them."""

FOREMOST = 5
"""So many readings of one kind can be used at once (judgement)."""

HEARD = 3
"""From this influence on somebody is usually heard (judgement; domain.md 3.5)."""

HARDLY = 1
"""At this influence somebody is hardly listened to."""

TRUSTED = 4
"""From here on trust is high (judgement; domain.md 4.3)."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One thing that the map says."""

    kind: Kind
    sentence: str
    people: tuple[str, ...]
    """Ids, whom it is about first."""
    about: str | None = None
    """The id of the alliance, priority or goal that makes it matter."""
    reach: int = 0
    """How many people it concerns beside those named; among readings about the same thing the widest comes first."""
    basis: tuple[Evidence, ...] = ()
    """The statements it rests on; none where it says that nothing is on record."""


def readings(situation: Situation, network: Influence | None = None) -> tuple[Reading, ...]:
    """Return everything that the map says, by kind, then by what it is about, then by whom."""
    if not situation.reads("relationships.influence"):
        return ()
    known = network or influence(situation)
    found = [*_needed(situation, known), *_positions(situation, known), *_stands(situation, known)]
    return tuple(sorted(found, key=lambda one: (KINDS.index(one.kind), one.about or "", -one.reach, one.people)))


def foremost(found: Iterable[Reading], most: int = FOREMOST) -> tuple[Reading, ...]:
    """Return the first few of each kind."""
    return tuple(reading for _, same in groupby(found, lambda one: one.kind) for reading in list(same)[:most])


def left_out(found: Sequence[Reading], most: int = FOREMOST) -> Mapping[Kind, int]:
    """Return how many readings of each kind ``foremost`` leaves out, of kinds of which it does."""
    counts = Counter(reading.kind for reading in found)
    return {kind: counts[kind] - most for kind in KINDS if counts[kind] > most}


# Needed ties


def _needed(situation: Situation, network: Influence) -> Iterator[Reading]:
    """Look at each two heads of a living alliance that is need-to-have; without a list of ties nothing is absent."""
    if situation.organisation.relationships is None:
        return
    for alliance in situation.alliances.values():
        if alliance.necessity == "need-to-have" and not situation.ended(alliance):
            for pair in situation.pairs(alliance):
                if {pair.a.id, pair.b.id} <= network.graph.place.keys():
                    yield from _of_pair(pair, situation, network)


def _of_pair(pair: Pair, situation: Situation, network: Influence) -> Iterator[Reading]:
    alliance = quoted(situation.name_of(pair.alliance))
    there, back = (network.said.get(arc) for arc in ((pair.a.id, pair.b.id), (pair.b.id, pair.a.id)))
    if there is None and back is None:
        yield Reading(
            kind="needed-tie-absent",
            sentence=_absent(pair, alliance, situation),
            people=(pair.a.id, pair.b.id),
            about=pair.alliance.id,
            basis=_old_word(pair, situation),
        )
    for tie, other in ((there, back), (back, there)):
        if tie is not None and (other is None or _one_way(tie, other)):
            yield _one_sided(tie, other, pair, situation, network)


def _absent(pair: Pair, alliance: str, situation: Situation) -> str:
    if _old_word(pair, situation):
        return say(
            "{alliance} needs {person} and {other} to hear each other; nothing that counts is on record.",
            alliance=alliance,
            person=pair.a.name,
            other=pair.b.name,
        )
    return say(
        "{alliance} needs {person} and {other} to hear each other; no tie is on record.",
        alliance=alliance,
        person=pair.a.name,
        other=pair.b.name,
    )


def _old_word(pair: Pair, situation: Situation) -> tuple[Evidence, ...]:
    """Return what is on record of two people and does not count: too old, or reports that disagree."""
    ends = {pair.a.id, pair.b.id}
    ties = situation.organisation.relationships or ()
    return tuple(_strength(t) for t in ties if {t.source_person, t.target_person} == ends)


def _one_way(tie: Relationship, back: Relationship) -> bool:
    """Whether one is usually heard and hardly listens."""
    if tie.influence is None or back.influence is None:
        return False
    return tie.influence >= HEARD and back.influence <= HARDLY


def _one_sided(
    tie: Relationship, back: Relationship | None, pair: Pair, situation: Situation, network: Influence
) -> Reading:
    alliance = quoted(situation.name_of(pair.alliance))
    person, other = name(tie.source_person, situation), name(tie.target_person, situation)
    if (tie.target_person, tie.source_person) in network.absent:
        said = say(
            "In {alliance}, {person} is heard by {other}, and on record there is no tie back.",
            alliance=alliance,
            person=person,
            other=other,
        )
    elif back is None:
        said = say(
            "In {alliance}, how far {person} is heard by {other} is on record, the way back is not.",
            alliance=alliance,
            person=person,
            other=other,
        )
    else:
        said = say(
            "In {alliance}, {person} is heard by {other} ({rating} of 5) and hardly the other way ({back} of 5).",
            alliance=alliance,
            person=person,
            other=other,
            rating=tie.influence,
            back=back.influence,
        )
    return Reading(
        kind="needed-tie-one-sided",
        sentence=said,
        people=(tie.source_person, tie.target_person),
        about=pair.alliance.id,
        basis=tuple(_strength(t) for t in (tie, back) if t),
    )


# Positions


def _positions(situation: Situation, network: Influence) -> Iterator[Reading]:
    where = positions(situation, network)
    if where.found is None:
        return
    for link in where.found.sole_links:
        if link.joins_groups:
            apart = {person for part in link.parts[1:] for person in part}
            yield Reading(
                kind="sole-link",
                sentence=link_sentence(link, situation),
                people=(link.person,),
                reach=len(apart),
                basis=_between(link.person, apart, network),
            )
    yield from _owners(where, situation, network)


def _between(person: str, others: Iterable[str], network: Influence) -> tuple[Evidence, ...]:
    """Return the statements on ties between a person and others, in order."""
    arcs = (arc for other in sorted(others) for arc in ((person, other), (other, person)))
    return tuple(_strength(network.said[arc]) for arc in arcs if arc in network.said)


def _strength(tie: Relationship) -> Evidence:
    """Return what makes a tie one: the rating, or what was measured."""
    return cite(tie, "weight" if tie.influence is None and tie.weight is not None else "influence")


def _owners(where: Positions, situation: Situation, network: Influence) -> Iterator[Reading]:
    """Find what is answered for by somebody at the edge of the map."""
    edge = where.found.peripheral if where.found else ()
    owned: list[tuple[Priority | Goal, str]] = [(p, p.name) for p in situation.organisation.priorities or ()]
    owned += [(goal, goal.statement) for goal in situation.company_goals]
    for thing, label in owned:
        if isinstance(thing.owner, str) and thing.owner in edge:
            ties = _between(thing.owner, network.graph.people, network)
            yield Reading(
                kind="owner-at-the-edge",
                sentence=_at_the_edge(name(thing.owner, situation), quoted(label), tied=bool(ties)),
                people=(thing.owner,),
                about=thing.id,
                basis=(cite(thing, "owner"), *ties),
            )


def _at_the_edge(person: str, task: str, *, tied: bool) -> str:
    if tied:
        return say("{person} answers for {task} with at most one tie each way on record.", person=person, task=task)
    return say("{person} answers for {task} with no ties on record.", person=person, task=task)


# Stands


def _stands(situation: Situation, network: Influence) -> Iterator[Reading]:
    if not situation.reads("positions.position", "positions.behaviour"):
        return
    labels = {priority.id: quoted(priority.name) for priority in situation.organisation.priorities or ()}
    known = standings(situation)
    for standing in known:
        label = labels[standing.priority]
        said = _words_and_deeds(standing, label, situation)
        if said:
            kind, sentence = said
            yield Reading(
                kind=kind,
                sentence=f"{sentence} {say('The record is disputed.')}" if standing.contested else sentence,
                people=(standing.person,),
                about=standing.priority,
                basis=standing.basis,
            )
        if standing.opposes:
            yield from _messengers(standing, label, known, situation, network)


def _words_and_deeds(standing: Standing, label: str, situation: Situation) -> tuple[Kind, str] | None:
    """Return what words and deeds say together; None where they agree in support, or one of the two is open."""
    person = name(standing.person, situation)
    if standing.openness == "overt":
        if standing.deeds in AGAINST:
            said = say(
                "{person}, on record, speaks against {priority} and acts against it.", person=person, priority=label
            )
        else:
            said = say("{person}, on record, speaks against {priority}.", person=person, priority=label)
        return "opposition", said
    if standing.openness == "covert":
        said = say("{person}, on record, speaks for {priority} and acts against it.", person=person, priority=label)
        return "words-not-deeds", said
    if standing.words in FOR and standing.deeds == "undecided":
        said = say("{person}, on record, speaks for {priority} and acts neither way.", person=person, priority=label)
        return "words-not-deeds", said
    return None


def _messengers(
    opposed: Standing, label: str, known: Sequence[Standing], situation: Situation, network: Influence
) -> Iterator[Reading]:
    """Find who supports a priority, is usually heard by somebody who opposes it, and trusts that person."""
    if not situation.reads("relationships.trust"):
        return
    able = [s for s in known if s.priority == opposed.priority and s.supports and _carries(s.person, opposed, network)]
    if not able:
        return
    people = tuple(standing.person for standing in able)
    ties = [network.said[person, opposed.person] for person in people]
    named = people[:NAMED]
    yield Reading(
        kind="messenger",
        sentence=several(
            "{people} supports {priority} and could speak with {opponent}.",
            "{people} support {priority} and could speak with {opponent}.",
            len(named),
            people=names(named, situation),
            priority=label,
            opponent=name(opposed.person, situation),
        ),
        people=(opposed.person, *people),
        about=opposed.priority,
        basis=(
            *opposed.basis,
            *(fact for standing in able for fact in standing.basis),
            *(cite(tie, field) for tie in ties for field in ("influence", "trust")),
        ),
    )


def _carries(ally: str, opposed: Standing, network: Influence) -> bool:
    """Whether a message would pass: usually heard, high trust, and no distrust on record the other way."""
    tie = network.said.get((ally, opposed.person))
    if tie is None or tie.influence is None or tie.influence < HEARD:
        return False
    trust = trust_in(tie)
    return trust is not None and trust >= TRUSTED and (opposed.person, ally) not in network.distrusted
