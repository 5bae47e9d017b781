"""Which activities are held against each other: those that may be the same work, found without trying every two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product

from playbook_gen.checks.clauses import plain
from playbook_gen.checks.focus._likeness import Marks, known_apart, same, shared_goal, under_other_words, wider
from playbook_gen.checks.situation import Situation
from playbook_gen.checks.subjects import COMPANY, Subject
from playbook_gen.model.work import Activity

Two = tuple[Activity, Activity]
Half = tuple[Activity, ...]
Functions = tuple[str, str]

EVER = 10_000_000
"""Days between any two dates that a file may hold: subjects are found without the thresholds of a workspace."""


@dataclass(frozen=True)
class Unclear:
    """Activities of which nobody wrote down what kind of work they are, or whose; None where none are on record."""

    activities: Half | None
    unserved: Half = ()
    """Those of which nobody wrote down whom they serve."""
    others: Half = ()
    """The work of other functions, which they may repeat under other words."""


@dataclass(frozen=True)
class Between:
    """Work of two functions that may be the same, as far as is known: any of one half with any of the other."""

    same_kind: list[tuple[Half, Half]] = field(default_factory=list)
    """Whom they serve cannot be compared, and no goal in common is on record."""
    same_people: list[tuple[Half, Half]] = field(default_factory=list)
    """The kind of work goes by two names."""


# Who meets whom


def activity_groups(situation: Situation) -> Iterator[Subject]:
    """Yield every two activities that may be the same work, then those of which too little is known.

    Two activities count for every alliance that holds both functions; what is unclear for every one it may concern.
    """
    activities = situation.organisation.activities
    clear = [a for a in activities or () if a.capability is not None and a.function is not None]
    between: dict[Functions, Between] = {}
    pairs = [*_of_one_kind(clear, between), *_of_two_kinds(clear, between)]
    held = {functions: situation.alliances_of(*functions) for functions in {*map(_functions, pairs), *between}}
    for two in sorted(pairs, key=lambda two: (two[0].id, two[1].id)):
        names = tuple(f"activity:{activity.id}" for activity in two)
        yield Subject(value=two, names=names, counts_for=held[_functions(two)])
    for functions in sorted(between):
        names = tuple(f"function:{name}" for name in functions)
        yield Subject(value=between[functions], names=names, counts_for=held[functions])
    yield from _unclear_groups(activities, situation)


def _of_one_kind(clear: list[Activity], between: dict[Functions, Between]) -> Iterator[Two]:
    """Yield every two activities of one kind with the same people or goal, or where one of these may be the same."""
    for group in _by(clear, "capability").values():
        bare: set[Functions] = set()
        for two in combinations(group, 2):
            if two[0].function == two[1].function or known_apart(*two) is False:
                continue
            people, goal = same(two[0].audience, two[1].audience), shared_goal(*two)
            if people is None and not goal:
                bare.add(_functions(two))
            elif people is not False or goal is not False:
                yield two
        for functions in sorted(bare):
            between.setdefault(functions, Between()).same_kind.append(_halves(functions, group, group))


def _of_two_kinds(clear: list[Activity], between: dict[Functions, Between]) -> Iterator[Two]:
    """Yield every two activities for the same people that, on the widest reading, look like one piece of work."""
    served = _by(clear, "audience")
    further = wider(served)
    marks = {activity.id: Marks.of(activity) for activity in clear}
    for name, mine in served.items():
        for other in (name, *further.get(name, ())):
            theirs, unsure = served[other], set[Functions]()
            for two in combinations(mine, 2) if other == name else product(mine, theirs):
                functions = _functions(two)
                if functions[0] == functions[1]:
                    continue
                # One pair that is not known well enough is all there is to say of two functions.
                if functions in unsure and not marks[two[0].id].may_agree(marks[two[1].id]):
                    continue
                known = under_other_words(*two, EVER, 0)
                if known:
                    yield two if two[0].id < two[1].id else two[::-1]
                elif known is None:
                    unsure.add(functions)
            for functions in sorted(unsure):
                blocks = between.setdefault(functions, Between()).same_people
                blocks += [_halves(functions, mine, theirs), _halves(functions, theirs, mine)]


def _unclear_groups(activities: Half | None, situation: Situation) -> Iterator[Subject]:
    several = activities if activities and len(activities) > 1 else ()
    unclear = [a for a in several if a.capability is None or a.function is None]
    unserved = [a for a in several if a.audience is None and a.capability is not None and a.function is not None]
    for function in sorted({a.function for a in (*unclear, *unserved) if a.function}):
        mine = Unclear(
            tuple(a for a in unclear if a.function == function),
            tuple(a for a in unserved if a.function == function),
            tuple(a for a in several if a.function not in (None, function)),
        )
        yield Subject(value=mine, names=(f"function:{function}",), counts_for=situation.alliances_of(function))
    nobodys = Unclear(None if activities is None else tuple(a for a in unclear if a.function is None))
    yield Subject(value=nobodys, names=COMPANY, counts_for=situation.alliances_of())


def _by(activities: Iterable[Activity], part: str) -> dict[str, list[Activity]]:
    """Return activities by the words in one of their leaves, those that say nothing there left out."""
    found: dict[str, list[Activity]] = {}
    for activity in activities:
        if isinstance(words := getattr(activity, part), str):
            found.setdefault(plain(words), []).append(activity)
    return found


def _functions(two: Two) -> Functions:
    first, second = str(two[0].function), str(two[1].function)
    return (first, second) if first < second else (second, first)


def _halves(functions: Functions, mine: Iterable[Activity], theirs: Iterable[Activity]) -> tuple[Half, Half]:
    first, second = functions
    return tuple(a for a in mine if a.function == first), tuple(b for b in theirs if b.function == second)
