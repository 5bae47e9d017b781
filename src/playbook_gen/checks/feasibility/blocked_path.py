"""Does success hang on somebody outside whom the partners do not reach?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from playbook_gen.checks.clauses import Clause, Evidence, Severity, Unknown, ask, both, cite
from playbook_gen.checks.feasibility._shared import answerable, strangers, vacancy, who_heads
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.language import listed, marked, meant, say
from playbook_gen.model.alliances import Alliance, Dependency
from playbook_gen.model.people import Person
from playbook_gen.model.ties import Relationship


def blocked_path(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Does success hang on somebody outside whom the partners do not reach?"""
    name = situation.name_of(alliance)
    if alliance.depends_on is None:
        question = say(
            "On which functions outside it does {alliance} depend, and which of them can stop it?", alliance=name
        )
        missing = (ask(alliance, "depends_on", question, answerable(alliance)),)
        yield Clause(holds=None, severity=Severity.HIGH, missing=missing)
    inside = situation.members(alliance)
    for need in alliance.depends_on or ():
        if need.function in inside:
            continue
        outsider = _Outsider(need, situation.partner(need.function), name)
        yield _vacant_post(outsider, alliance, situation)
        head = outsider.post.head
        if head and need.can_veto is not False and situation.reads("relationships.influence"):
            yield from _reach(outsider, head, alliance, situation, limits)


@dataclass(frozen=True)
class _Outsider:
    """A function outside an alliance that depends on it, the post at its top, and the name of the alliance."""

    need: Dependency
    post: Partner
    name: str


def _vacant_post(outsider: _Outsider, alliance: Alliance, situation: Situation) -> Clause:
    need, post = outsider.need, outsider.post
    unplaced = strangers(alliance, situation)
    said = (
        marked("Nobody heads {function}, on which {alliance} depends and which can stop it.")
        if need.can_veto
        else marked("Nobody heads {function}, on which {alliance} depends.")
    )
    return Clause(
        holds=None if who_heads(post) else post.vacant,
        severity=Severity.HIGH if need.can_veto else Severity.MEDIUM,
        most=Severity.MEDIUM if need.can_veto is False else Severity.HIGH,
        # A partner whose function nobody named may turn out to be this one.
        presumed=bool(unplaced),
        message=say(said, function=post.name, alliance=outsider.name),
        evidence=(cite(need, "function"), *_veto(need), *vacancy(post, situation)),
        missing=(*_open(outsider), *unplaced),
    )


def _veto(need: Dependency) -> tuple[Evidence, ...]:
    return () if need.can_veto is None else (cite(need, "can_veto"),)


def _open(outsider: _Outsider) -> tuple[Unknown, ...]:
    """Ask who heads the function and whether it can stop the work, where nobody said."""
    question = say("Can {function} stop the work of {alliance}?", function=outsider.post.name, alliance=outsider.name)
    veto = ask(outsider.need, "can_veto", question, outsider.post.person)
    return (*who_heads(outsider.post), *((veto,) if outsider.need.can_veto is None else ()))


# Ways to the head of the function


@dataclass(frozen=True)
class _Step:
    """One person who is heard by another."""

    source: str
    target: str
    tie: Relationship


@dataclass(frozen=True)
class _Ways:
    """The ties that count, and the ends of the way: the partners' heads and sponsors, and whoever has to be reached."""

    onward: Mapping[str, tuple[Relationship, ...]]
    start: frozenset[str]
    end: Person
    there: Mapping[str, int]
    """The fewest steps to everybody who is not further than the end."""
    shortest: tuple[_Step, ...]
    """The steps that lie on a shortest way."""

    @classmethod
    def of(cls, start: frozenset[str], end: Person, situation: Situation, heard: float) -> _Ways:
        onward = situation.heard(heard)
        there = _distances(onward, start, end.id)
        return cls(onward, start, end, there, _shortest(onward, start, end.id, there))

    @property
    def linked(self) -> bool:
        return self.end.id in self.there

    def without(self, person: str) -> bool:
        """Whether a way is left that passes somebody by."""
        return self.end.id in _distances(self.onward, self.start, self.end.id, lambda _, target: target != person)

    def by(self, passable: Callable[[Relationship], bool]) -> tuple[bool, tuple[_Step, ...]]:
        """Whether a way is left over some ties alone, and the steps that lie on a shortest one."""
        there = _distances(self.onward, self.start, self.end.id, lambda tie, _: passable(tie))
        steps = _shortest(self.onward, self.start, self.end.id, there)
        return self.end.id in there, tuple(step for step in steps if passable(step.tie))


def _reach(
    outsider: _Outsider, head: Person, alliance: Alliance, situation: Situation, limits: Limits
) -> Iterator[Clause]:
    start = _own_people(alliance, situation)
    ways = _Ways.of(start, head, situation, limits["heard"])
    yield _cut_off(outsider, ways, alliance, situation)
    yield _one_person(outsider, ways, situation)
    if situation.reads("relationships.trust"):
        yield _low_trust(outsider, ways, situation, limits["low_trust"])


def _own_people(alliance: Alliance, situation: Situation) -> frozenset[str]:
    """Return the heads of the partners and the sponsors of their sides, as far as they are known."""
    heads = {partner.person for partner in situation.partners(alliance)}
    sponsors = {side.sponsor for side in alliance.sides or ()}
    return frozenset(person for person in heads | sponsors if isinstance(person, str))


def _all_known(alliance: Alliance, situation: Situation) -> bool:
    return not any(
        who_heads(partner) or side is None or side.sponsor is None for partner, side in situation.sides(alliance)
    )


def _steps(
    onward: Mapping[str, tuple[Relationship, ...]], name: str, start: Collection[str], end: str
) -> Iterator[_Step]:
    """Yield the steps from one person; between the partners and the outsider a tie in either direction will do."""
    for tie in onward.get(name, ()):
        yield _Step(name, tie.target_person, tie)
    if name in start:
        yield from (_Step(name, end, tie) for tie in onward.get(end, ()) if tie.target_person == name)


def _distances(
    onward: Mapping[str, tuple[Relationship, ...]],
    start: Collection[str],
    end: str,
    passable: Callable[[Relationship, str], bool] | None = None,
) -> dict[str, int]:
    """Return everybody who is reached from ``start`` before or together with ``end``, with the fewest steps to each.

    ``passable`` is asked for each tie and for the person that it leads to.
    """
    reached = dict.fromkeys(sorted(start), 0)
    waiting = list(reached)
    heard_by = {tie.target_person: tie for tie in onward.get(end, ()) if tie.target_person in start}
    for name in waiting:
        if reached[name] >= reached.get(end, len(reached) + 1):
            break
        # Plain loops: a company may have twenty thousand ties, and every alliance asks for its own way.
        steps = [(tie, tie.target_person) for tie in onward.get(name, ()) if tie.target_person not in reached]
        steps += [(heard_by[name], end)] if name in heard_by else []
        for tie, target in steps:
            if target not in reached and (passable is None or passable(tie, target)):
                reached[target] = reached[name] + 1
                waiting.append(target)
    return reached


def _shortest(
    onward: Mapping[str, tuple[Relationship, ...]], start: Collection[str], end: str, there: Mapping[str, int]
) -> tuple[_Step, ...]:
    """Return the steps that lie on a shortest way, in its order."""
    nearer = [
        step
        for name, far in there.items()
        if far < there.get(end, 0)
        for step in _steps(onward, name, start, end)
        if there.get(step.target) == far + 1
    ]
    wanted, found = {end}, []
    for step in sorted(nearer, key=lambda step: -there[step.source]):
        if step.target in wanted:
            wanted.add(step.source)
            found.append(step)
    return tuple(sorted(found, key=lambda step: (there[step.source], step.source, step.target)))


def _cut_off(outsider: _Outsider, ways: _Ways, alliance: Alliance, situation: Situation) -> Clause:
    """Find an outsider that can stop the work and whom nobody on the partners' side reaches.

    No tie is known to be missing because nobody wrote it down: either there are declared to be none, or all those
    between the partners and the outsider are on record and say that neither hears the other.
    """
    nobody = situation.organisation.relationships == ()
    direct = _direct(ways, situation)
    certain = nobody and _all_known(alliance, situation)
    unplaced = strangers(alliance, situation)
    question = say("Who among the executives influences {person}, and how far, 1 to 5?", person=ways.end.name)
    path = f"relationships[>{ways.end.id}].influence"
    asked = () if certain else (ask(situation.organisation, path, question, answerable(alliance)),)
    return Clause(
        holds=both(outsider.need.can_veto, False if ways.linked else True if nobody or direct else None),
        severity=Severity.HIGH,
        presumed=not certain or bool(unplaced),
        message=say(
            "{function} can stop the work of {alliance}, and nobody among the partners' heads and sponsors is recorded "
            "as having the ear of {person}, who heads it.",
            function=outsider.post.name,
            alliance=outsider.name,
            person=ways.end.name,
        ),
        evidence=(
            *_veto(outsider.need),
            *((cite(situation.organisation, "relationships"),) if nobody else ()),
            *(cite(tie, "influence") for tie in direct),
        ),
        missing=(*_open(outsider), *asked, *unplaced),
    )


def _direct(ways: _Ways, situation: Situation) -> tuple[Relationship, ...]:
    """Return the ties both ways between the partners' people and the outsider, or none where one is not rated."""
    pairs = [pair for own in sorted(ways.start) for pair in ((own, ways.end.id), (ways.end.id, own))]
    found = [situation.tie(*pair) for pair in pairs]
    rated = tuple(tie for tie in found if tie and tie.influence is not None)
    return rated if len(rated) == len(pairs) else ()


def _one_person(outsider: _Outsider, ways: _Ways, situation: Situation) -> Clause:
    """Find a single person without whom no way is left; a way that nobody wrote down may yet go round."""
    between = _between(ways)
    names = listed(situation.people[person].name for person in between)
    steps = [step for step in ways.shortest if {step.source, step.target} & set(between)]
    return Clause(
        holds=both(outsider.need.can_veto, bool(between)),
        severity=Severity.MEDIUM,
        presumed=True,
        message=say(
            "The only way on record from the partners of {alliance} to {person}, head of {function}, "
            "which can stop its work, runs through {names}.",
            alliance=outsider.name,
            person=ways.end.name,
            function=outsider.post.name,
            names=names,
        ),
        evidence=(*_veto(outsider.need), *(cite(step.tie, "influence") for step in steps)),
        missing=_open(outsider),
    )


def _between(ways: _Ways) -> tuple[str, ...]:
    """Return those whom every way passes, in its order; each of them is alone at its distance on the shortest ways."""
    passed: dict[int, set[str]] = {}
    for step in ways.shortest:
        passed.setdefault(ways.there[step.source], set()).add(step.source)
    alone = [min(passed[far]) for far in sorted(passed) if far > 0 and len(passed[far]) == 1]
    return tuple(name for name in alone if not ways.without(name))


def _low_trust(outsider: _Outsider, ways: _Ways, situation: Situation, low: float) -> Clause:
    """Find that every way on record uses a tie of low trust."""
    trusted, _ = ways.by(lambda tie: tie.trust is not None and tie.trust > low)
    perhaps, hoped = ways.by(lambda tie: tie.trust is None or tie.trust > low)
    weak = [step.tie for step in ways.shortest if step.tie.trust is not None and step.tie.trust <= low]
    pairs = (_names(tie, situation) for tie in weak)
    doubts = sorted(meant("trust", "{person} in {other}", person=person, other=other) for person, other in pairs)
    unrated = [step.tie for step in hoped if step.tie.trust is None]
    return Clause(
        holds=both(outsider.need.can_veto, False if trusted or not ways.linked else None if perhaps else True),
        severity=Severity.MEDIUM,
        presumed=True,
        message=say(
            "Every way on record from the partners of {alliance} to {person}, head of {function}, "
            "which can stop its work, rests on low trust: {doubts}.",
            alliance=outsider.name,
            person=ways.end.name,
            function=outsider.post.name,
            doubts=listed(doubts),
        ),
        evidence=(*_veto(outsider.need), *(cite(tie, "trust") for tie in weak)),
        missing=(*_open(outsider), *(_how_trusted(tie, situation) for tie in unrated)),
    )


def _names(tie: Relationship, situation: Situation) -> tuple[str, str]:
    return situation.people[tie.source_person].name, situation.people[tie.target_person].name


def _how_trusted(tie: Relationship, situation: Situation) -> Unknown:
    person, other = _names(tie, situation)
    question = say("How far does {person} trust {other}, 1 to 5?", person=person, other=other)
    return ask(tie, "trust", question, tie.source_person)


CHECK = Check(
    id="feasibility.blocked-path",
    scope="alliance",
    needs=("alliances.depends_on.function", "alliances.depends_on.can_veto", "functions.head"),
    also_reads=("alliances.sides.sponsor", "relationships.influence", "relationships.trust"),
    thresholds=(
        Threshold(name="heard", value=2, unit=marked("of 5 for influence, from here on a tie counts")),
        Threshold(name="low_trust", value=2, unit=marked("of 5, down to here")),
    ),
    rule=blocked_path,
)
