"""Does success hang on somebody outside whom the partners do not reach?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from playbook_gen.checks.clauses import Clause, Evidence, Severity, Unknown, ask, both, cite, listing
from playbook_gen.checks.feasibility._shared import answerable, strangers, vacancy, who_heads
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.model.alliances import Alliance, Dependency
from playbook_gen.model.people import Person
from playbook_gen.model.ties import Relationship


def blocked_path(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Does success hang on somebody outside whom the partners do not reach?"""
    name = situation.name_of(alliance)
    if alliance.depends_on is None:
        question = f"On which functions outside it does {name} depend, and which of them can stop it?"
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
    return Clause(
        holds=None if who_heads(post) else post.vacant,
        severity=Severity.HIGH if need.can_veto else Severity.MEDIUM,
        most=Severity.MEDIUM if need.can_veto is False else Severity.HIGH,
        # A partner whose function nobody named may turn out to be this one.
        presumed=bool(unplaced),
        message=f"Nobody heads {post.name}, on which {outsider.name} depends"
        f"{' and which can stop it' if need.can_veto else ''}.",
        evidence=(cite(need, "function"), *_veto(need), *vacancy(post, situation)),
        missing=(*_open(outsider), *unplaced),
    )


def _veto(need: Dependency) -> tuple[Evidence, ...]:
    return () if need.can_veto is None else (cite(need, "can_veto"),)


def _open(outsider: _Outsider) -> tuple[Unknown, ...]:
    """Ask who heads the function and whether it can stop the work, where nobody said."""
    question = f"Can {outsider.post.name} stop the work of {outsider.name}?"
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
    """The steps on record, and the ends of the way: the partners' heads and sponsors, and whoever has to be reached."""

    steps: tuple[_Step, ...]
    start: frozenset[str]
    end: Person


def _reach(
    outsider: _Outsider, head: Person, alliance: Alliance, situation: Situation, limits: Limits
) -> Iterator[Clause]:
    start = _own_people(alliance, situation)
    ways = _Ways(_steps(start, head.id, situation, limits["heard"]), start, head)
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


def _steps(start: frozenset[str], end: str, situation: Situation, heard: float) -> tuple[_Step, ...]:
    """Return the ties in which somebody is heard; between the partners and the outsider either direction will do."""
    found = []
    for tie in situation.ties:
        if tie.influence is not None and tie.influence >= heard:
            found.append(_Step(tie.source_person, tie.target_person, tie))
            if tie.source_person == end and tie.target_person in start:
                found.append(_Step(tie.target_person, tie.source_person, tie))
    return tuple(found)


def _distances(steps: Iterable[_Step], start: Collection[str], without: str = "") -> dict[str, int]:
    """Return everybody whom the steps reach from ``start``, ``without`` one person, with the fewest steps to each."""
    onward: dict[str, list[str]] = {}
    for step in steps:
        onward.setdefault(step.source, []).append(step.target)
    reached = dict.fromkeys(start, 0)
    waiting = list(reached)
    for name in waiting:
        for target in onward.get(name, ()):
            if target not in reached and target != without:
                reached[target] = reached[name] + 1
                waiting.append(target)
    return reached


def _shortest(ways: _Ways) -> tuple[_Step, ...]:
    """Return the steps that lie on a shortest way."""
    there = _distances(ways.steps, ways.start)
    back = _distances([_Step(s.target, s.source, s.tie) for s in ways.steps], [ways.end.id])
    return tuple(
        step
        for step in ways.steps
        if step.source in there
        and step.target in back
        and there[step.source] + 1 + back[step.target] == there[ways.end.id]
    )


def _cut_off(outsider: _Outsider, ways: _Ways, alliance: Alliance, situation: Situation) -> Clause:
    """Find an outsider that can stop the work and whom nobody on the partners' side reaches.

    No tie is known to be missing because nobody wrote it down: either there are declared to be none, or all those
    between the partners and the outsider are on record and say that neither hears the other.
    """
    nobody = situation.organisation.relationships == ()
    direct = _direct(ways, situation)
    certain = nobody and _all_known(alliance, situation)
    unplaced = strangers(alliance, situation)
    question = f"Who among the executives influences {ways.end.name}, and how far, 1 to 5?"
    path = f"relationships[>{ways.end.id}].influence"
    asked = () if certain else (ask(situation.organisation, path, question, answerable(alliance)),)
    linked = ways.end.id in _distances(ways.steps, ways.start)
    return Clause(
        holds=both(outsider.need.can_veto, False if linked else True if nobody or direct else None),
        severity=Severity.HIGH,
        presumed=not certain or bool(unplaced),
        message=f"{outsider.post.name} can stop the work of {outsider.name}, and nobody among the partners' heads and "
        f"sponsors is recorded as having the ear of {ways.end.name}, who heads it.",
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
    names = listing(situation.people[person].name for person in between)
    steps = [step for step in _shortest(ways) if {step.source, step.target} & set(between)]
    return Clause(
        holds=both(outsider.need.can_veto, bool(between)),
        severity=Severity.MEDIUM,
        presumed=True,
        message=f"The only way on record from the partners of {outsider.name} to {ways.end.name}, head of "
        f"{outsider.post.name}, which can stop its work, runs through {names}.",
        evidence=(*_veto(outsider.need), *(cite(step.tie, "influence") for step in steps)),
        missing=_open(outsider),
    )


def _between(ways: _Ways) -> tuple[str, ...]:
    """Return those whom every way passes, in its order; each of them is alone at its distance on the shortest ways."""
    there = _distances(ways.steps, ways.start)
    passed: dict[int, set[str]] = {}
    for step in _shortest(ways):
        passed.setdefault(there[step.source], set()).add(step.source)
    alone = [name for _, names in sorted(passed.items()) if len(names) == 1 for name in names]
    return tuple(name for name in alone if ways.end.id not in _distances(ways.steps, ways.start, without=name))


def _low_trust(outsider: _Outsider, ways: _Ways, situation: Situation, low: float) -> Clause:
    """Find that every way on record uses a tie of low trust."""
    firm = _Ways(tuple(s for s in ways.steps if s.tie.trust is not None and s.tie.trust > low), ways.start, ways.end)
    hoped = _Ways(tuple(s for s in ways.steps if s.tie.trust is None or s.tie.trust > low), ways.start, ways.end)
    linked, trusted, perhaps = (ways.end.id in _distances(some.steps, some.start) for some in (ways, firm, hoped))
    weak = [step.tie for step in _shortest(ways) if step.tie.trust is not None and step.tie.trust <= low]
    names = listing(sorted(" in ".join(_names(tie, situation)) for tie in weak))
    unrated = [step.tie for step in _shortest(hoped) if step.tie.trust is None]
    return Clause(
        holds=both(outsider.need.can_veto, False if trusted or not linked else None if perhaps else True),
        severity=Severity.MEDIUM,
        presumed=True,
        message=f"Every way on record from the partners of {outsider.name} to {ways.end.name}, head of "
        f"{outsider.post.name}, which can stop its work, rests on low trust: {names}.",
        evidence=(*_veto(outsider.need), *(cite(tie, "trust") for tie in weak)),
        missing=(*_open(outsider), *(_how_trusted(tie, situation) for tie in unrated)),
    )


def _names(tie: Relationship, situation: Situation) -> tuple[str, str]:
    return situation.people[tie.source_person].name, situation.people[tie.target_person].name


def _how_trusted(tie: Relationship, situation: Situation) -> Unknown:
    source, target = _names(tie, situation)
    return ask(tie, "trust", f"How far does {source} trust {target}, 1 to 5?", tie.source_person)


CHECK = Check(
    id="feasibility.blocked-path",
    scope="alliance",
    needs=("alliances.depends_on.function", "alliances.depends_on.can_veto", "functions.head"),
    also_reads=("alliances.sides.sponsor", "relationships.influence", "relationships.trust"),
    thresholds=(
        Threshold(name="heard", value=2, unit="of 5 for influence, from here on a tie counts"),
        Threshold(name="low_trust", value=2, unit="of 5, down to here"),
    ),
    rule=blocked_path,
)
