"""What changed between two diagnoses of one company, a planning cycle apart.

A result is one check on one subject. Its key is the id of the check and the ids of the subjects, which stay the same
over the years; texts and orders play no part. Nothing counts as resolved that was not looked at again, and a trend is
read only off results that both cycles know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from playbook_gen.checks.clauses import Severity
from playbook_gen.checks.registry import MODES, Mode
from playbook_gen.checks.situation import Situation
from playbook_gen.checks.subjects import COMPANY
from playbook_gen.diagnosis.diagnose import AllianceVerdict, Diagnosis
from playbook_gen.diagnosis.levels import LEVELS, NOT_ENOUGH, ModeVerdict, level_of
from playbook_gen.diagnosis.run import Outcome, State
from playbook_gen.language import marked
from playbook_gen.model.values import When

Key = tuple[str, tuple[str, ...]]
"""The id of a check with the ids of its subjects."""
_Shared = Mapping[Key, "Change | None"]
"""Results that both cycles know, with what became of them; None where both were clear."""


class Change(Enum):
    """What became of one result."""

    WORSENED = "worsened"
    NEW = "new"
    REOPENED = "reopened"
    NEWLY_ASSESSED = "newly assessed"
    PERSISTING = "persisting"
    IMPROVED = "improved"
    RESOLVED = "resolved"
    NO_LONGER_ASSESSED = "no longer assessed"
    RETIRED = "retired with its subject"
    NOT_COMPARABLE = "not comparable"


WORSE = (Change.WORSENED, Change.NEW, Change.REOPENED)
BETTER = (Change.IMPROVED, Change.RESOLVED)


class Trend(Enum):
    """Which way a level went."""

    BETTER = marked("better")
    WORSE = marked("worse")
    SAME = marked("as before")
    EVIDENCE = marked("other evidence")
    """The level differs, and what both cycles know did not move that way."""
    NOT_COMPARABLE = marked("not comparable")


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One result then and now; either is None where there was no such subject or no such check."""

    change: Change
    was: Outcome | None
    now: Outcome | None

    @property
    def outcome(self) -> Outcome:
        """The newest there is."""
        found = self.now or self.was
        assert found  # noqa: S101 - one of them is what it was made from
        return found

    @property
    def severity(self) -> Severity | None:
        """The most that it weighs or weighed as a finding."""
        return max((o.severity for o in (self.was, self.now) if o and o.severity), default=None)


@dataclass(frozen=True, kw_only=True)
class ModeChange:
    """The level of one mode then and now, each with its coverage."""

    mode: Mode
    was: ModeVerdict
    now: ModeVerdict
    trend: Trend


@dataclass(frozen=True, kw_only=True)
class AllianceChange:
    """One alliance then and now; None where a cycle has no record of it."""

    id: str
    was: AllianceVerdict | None
    now: AllianceVerdict | None
    modes: tuple[ModeChange, ...]
    """Empty unless it ran in both cycles."""
    results: tuple[Compared, ...]

    @property
    def ended(self) -> bool:
        """Whether it ended between the two."""
        return bool(self.was and self.now and self.now.ended and not self.was.ended)


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Everything that two cycles of one edition allow to compare."""

    was: Diagnosis
    now: Diagnosis
    results: tuple[Compared, ...]
    """All that moved, and all findings that did not, worst first."""
    common: tuple[tuple[Outcome, Outcome], ...]
    """Results that both cycles know, by the same rule: then and now."""
    modes: tuple[ModeChange, ...]
    alliances: tuple[AllianceChange, ...]

    def of(self, *kinds: Change) -> tuple[Compared, ...]:
        """Return the results of these kinds."""
        return tuple(one for one in self.results if one.change in kinds)

    @cached_property
    def by_alliance(self) -> Mapping[str, AllianceChange]:
        """The alliances by id."""
        return {one.id: one for one in self.alliances}

    def weights(self) -> tuple[tuple[Severity, int, int], ...]:
        """Return how many findings of each weight there were and are, among the results that both cycles know."""
        then, since = (Counter(pair[side].severity for pair in self.common) for side in (0, 1))
        return tuple((weight, then[weight], since[weight]) for weight in sorted(Severity, reverse=True))


def compare(earlier: Sequence[Diagnosis], now: Diagnosis) -> Changes:
    """Compare a cycle with the one before it; a pure function of diagnoses of one edition.

    ``earlier`` are the cycles before, oldest first, at least one; those before the last only tell what was found
    once already.
    """
    was = earlier[-1]
    then, since = _by_key(was), _by_key(now)
    alike = _same_rules(was, now)
    once = {key for older in earlier[:-1] for key, o in _by_key(older).items() if o.state is State.FINDING}
    fates = {key: _fate(then.get(key), since.get(key), since, now.situation) for key in {**then, **since}}
    kinds = {key: change if key[0] in alike else Change.NOT_COMPARABLE for key, change in fates.items() if change}
    kinds |= {key: Change.REOPENED for key, change in kinds.items() if change is Change.NEW and key in once}
    moved = (Compared(change=kind, was=then.get(key), now=since.get(key)) for key, kind in kinds.items())
    results = tuple(sorted(moved, key=_rank))
    known = {key for key in then.keys() & since.keys() if key[0] in alike and _assessed(then[key], since[key])}
    shared = {key: kinds.get(key) for key in sorted(known)}
    return Changes(
        was=was,
        now=now,
        results=results,
        common=tuple((then[key], since[key]) for key in shared),
        modes=_modes(was.modes, now.modes, shared),
        alliances=tuple(_alliances(was, now, results, shared)),
    )


def _key(outcome: Outcome) -> Key:
    return outcome.check.id, outcome.subjects


def _by_key(diagnosis: Diagnosis) -> dict[Key, Outcome]:
    return {_key(outcome): outcome for outcome in diagnosis.outcomes}


def _rank(one: Compared) -> tuple[int, int, str, tuple[str, ...]]:
    check = one.outcome.check
    return -(one.severity or 0), MODES.index(check.mode), check.id, one.outcome.subjects


_ASSESSED = (State.FINDING, State.CLEAR)
_MOVES = {
    (State.FINDING, State.CLEAR): Change.RESOLVED,
    (State.FINDING, State.NOT_ASSESSED): Change.NO_LONGER_ASSESSED,
    (State.FINDING, State.NOT_APPLICABLE): Change.RETIRED,
    (State.CLEAR, State.FINDING): Change.NEW,
    (State.CLEAR, State.NOT_ASSESSED): Change.NO_LONGER_ASSESSED,
    (State.NOT_ASSESSED, State.FINDING): Change.NEWLY_ASSESSED,
    (State.NOT_ASSESSED, State.CLEAR): Change.NEWLY_ASSESSED,
    (State.NOT_APPLICABLE, State.FINDING): Change.NEWLY_ASSESSED,
    (State.NOT_APPLICABLE, State.CLEAR): Change.NEWLY_ASSESSED,
}


def _same_rules(was: Diagnosis, now: Diagnosis) -> set[str]:
    """Return the ids of the checks that both catalogues hold with the same rule and the same thresholds."""
    then, since = ({c.id: (c, c.limits(d.rulebook.thresholds)) for c in d.checks} for d in (was, now))
    return {name for name in then.keys() & since.keys() if then[name] == since[name]}


def _assessed(was: Outcome, now: Outcome) -> bool:
    return was.state in _ASSESSED and now.state in _ASSESSED


def _fate(
    was: Outcome | None, now: Outcome | None, since: Mapping[Key, Outcome], situation: Situation
) -> Change | None:
    """Return what became of a result, as if the rule had stayed; None where there is nothing to say."""
    before = was.state if was else State.NOT_APPLICABLE
    after = now.state if now else State.NOT_APPLICABLE
    if was and not now and before is State.FINDING:
        return _without(was, since, situation)
    if was and now and before is after is State.FINDING:
        if (now.severity or 0) > (was.severity or 0):
            return Change.WORSENED
        # What nobody knows now may weigh as much as before, and is no improvement.
        return Change.IMPROVED if (now.worst or 0) < (was.severity or 0) else Change.PERSISTING
    return _MOVES.get((before, after))


def _without(was: Outcome, since: Mapping[Key, Outcome], situation: Situation) -> Change:
    """Return what became of a finding on something that the check is no longer asked about.

    Where all that it was about is still on record, what the check says of the wider subject decides: a pair whose
    head nobody names any more is not assessed, and functions of whose duties none overlaps any more are clear.
    """
    if any(gone(subject, situation) for subject in was.subjects):
        return Change.RETIRED
    wider = [COMPANY, *((subject,) for subject in was.subjects)]
    states = {o.state for names in wider if (o := since.get((was.check.id, names)))}
    if State.NOT_ASSESSED in states:
        return Change.NO_LONGER_ASSESSED
    return Change.RESOLVED if State.CLEAR in states else Change.RETIRED


def gone(subject: str, situation: Situation) -> bool:
    """Whether something that a result was about has left the record, or has ended on it."""
    kind, name = subject.split(":", 1)
    if kind == "alliance":
        return name not in situation.alliances or situation.ended(situation.alliances[name])
    if kind == "function":
        return name not in situation.functions
    if kind == "activity":
        return name not in situation.activities
    people = name.split("+") if kind in ("pair", "person") else []
    return any(one not in situation.people or has_left(one, situation) for one in people)


def has_left(name: str, situation: Situation) -> bool:
    """Whether the file says that a person has left by its date."""
    left = situation.people[name].left
    return isinstance(left, When) and (situation.as_of is None or left.last <= situation.as_of)


def _modes(was: Iterable[ModeVerdict], now: Iterable[ModeVerdict], shared: _Shared) -> tuple[ModeChange, ...]:
    return tuple(
        ModeChange(mode=one.mode, was=one, now=other, trend=_trend(one, other, shared))
        for one, other in zip(was, now, strict=True)
    )


def _trend(was: ModeVerdict, now: ModeVerdict, shared: _Shared) -> Trend:
    """Return which way a level went, as far as what both cycles know moved that way too."""
    if NOT_ENOUGH in (was.level, now.level):
        return Trend.NOT_COMPARABLE
    if was.level == now.level:
        return Trend.SAME
    before = {_key(o): o.severity or Severity.LOW for o in was.findings if _key(o) in shared}
    after = {_key(o): o.severity or Severity.LOW for o in now.findings if _key(o) in shared}
    after |= {key: max(after[key], before[key]) for key in after if shared[key] is Change.PERSISTING}
    then, since = (LEVELS.index(level_of(max(held.values(), default=None))) for held in (before, after))
    better = LEVELS.index(now.level) > LEVELS.index(was.level)
    if then == since or (since > then) is not better:
        return Trend.EVIDENCE
    return Trend.BETTER if better else Trend.WORSE


def _alliances(
    was: Diagnosis, now: Diagnosis, results: tuple[Compared, ...], shared: _Shared
) -> Iterable[AllianceChange]:
    then, since = ({v.alliance.id: v for v in d.alliances} for d in (was, now))
    mine: dict[str, list[Compared]] = {}
    for one in results:
        for name in sorted({*(one.was.counts_for if one.was else ()), *(one.now.counts_for if one.now else ())}):
            mine.setdefault(name, []).append(one)
    for name in sorted({**then, **since}):
        before, after = then.get(name), since.get(name)
        both = before and after and not before.ended and not after.ended
        yield AllianceChange(
            id=name,
            was=before,
            now=after,
            modes=_modes(before.modes, after.modes, shared) if before and after and both else (),
            results=tuple(mine.get(name, ())),
        )
