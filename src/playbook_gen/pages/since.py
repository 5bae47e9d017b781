"""What changed since the cycle before, in words that the brief, the alliances and the page of changes share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from playbook_gen.checks.clauses import listing
from playbook_gen.diagnosis.changes import BETTER, WORSE, AllianceChange, Change, Changes, Compared, ModeChange, Trend
from playbook_gen.diagnosis.changes import compare as compare_cycles
from playbook_gen.diagnosis.diagnose import Diagnosis
from playbook_gen.diagnosis.followed import Followed, follow
from playbook_gen.diagnosis.levels import NOT_ENOUGH, ModeVerdict
from playbook_gen.diagnosis.run import Outcome
from playbook_gen.diagnosis.turnover import Turnover, turnover
from playbook_gen.model.values import When
from playbook_gen.pages.verdicts import Views
from playbook_gen.pages.words import Names, count, day, sentence

NAMED = 6
"""Things that one sentence names; more are counted."""


@dataclass(frozen=True, kw_only=True)
class SinceView:
    """What changed since the cycle before in a few sentences, and in lines of a term with what belongs to it."""

    cycle: str
    said: tuple[str, ...]
    lines: tuple[tuple[str, str], ...] = ()


class Since:
    """Everything that changed since the cycle before, with the names of both cycles."""

    def __init__(self, earlier: Sequence[Diagnosis], views: Views) -> None:
        """Take the diagnoses of the cycles before, oldest first, at least one, and the views of this one."""
        self.earlier = earlier
        self.views, self.past = views, Views(earlier[-1], views.guidance)
        self.changes: Changes = compare_cycles(earlier, views.diagnosis)

    @property
    def was(self) -> str:
        """The name of the cycle before."""
        return self.changes.was.cycle

    @cached_property
    def people(self) -> Turnover:
        """Who changed."""
        return turnover(self.changes.was.situation, self.changes.now.situation)

    @cached_property
    def actions(self) -> tuple[Followed, ...]:
        """What became of the joint actions."""
        return follow(self.earlier, self.changes.now)

    @cached_property
    def quiet(self) -> bool:
        """Whether nothing at all changed."""
        moved = any(one.change is not Change.PERSISTING for one in self.changes.results)
        alike = all(same(one) for one in self.changes.modes) and not any(map(differs, self.changes.alliances))
        return alike and not moved and not self.people and not any(one.moved for one in self.actions)

    def heading(self) -> str:
        """Return the finding of the page: how many results could be compared, and which way they went."""
        if self.quiet:
            return f"Nothing changed since {self.was}"
        known = len(self.changes.common)
        if not known:
            return f"No check was made in both cycles, so no result can be compared with {self.was}"
        worse, better = (len(self.changes.of(*kinds)) for kinds in (WORSE, BETTER))
        better -= sum(one.now is None for one in self.changes.of(Change.RESOLVED))
        parts = [f"{worse} got worse"] * bool(worse) + [f"{better} got better"] * bool(better)
        if not parts:
            return f"All {known} results known in both cycles stayed as they were" if known > 1 else _ONE_STAYED
        stayed = known - worse - better
        parts += [f"{stayed} stayed"] * bool(stayed)
        return f"Of {count(known, 'result')} known in both cycles, {listing(parts)}"

    def brief(self) -> SinceView:
        """Return what the brief says."""
        said = [sentence(self.heading())]
        for word, kinds, trend in (("worse", WORSE, Trend.WORSE), ("better", BETTER, Trend.BETTER)):
            counts = [(sum(r.change in kinds for r in a.results), self.name(a)) for a in self.changes.alliances]
            if moved := [f"{name} {number}" for number, name in sorted(counts, key=lambda c: (-c[0], c[1])) if number]:
                said.append(f"Results that got {word}: {several(moved, 'alliance')}.")
            levels = [(self.name(a), [m.mode for m in a.modes if m.trend is trend]) for a in self.changes.alliances]
            if risen := [f"{name} ({listing(modes)})" for name, modes in levels if modes]:
                said.append(f"Levels that got {word}: {several(risen, 'alliance')}.")
        return SinceView(cycle=self.was, said=(*said, *self.fates()))

    def fates(self) -> Iterator[str]:
        """Yield which alliances came, ended, or are no longer on record."""
        alliances = self.changes.alliances
        new = [self.name(a) for a in alliances if a.was is None]
        ended = [self.name(a) for a in alliances if a.ended]
        lost = [self.name(a) for a in alliances if a.now is None]
        again = [self.name(a) for a in alliances if a.was and a.now and a.was.ended and not a.now.ended]
        for words, names in (
            ("New on record", new),
            ("Running again", again),
            ("Ended", ended),
            ("No longer on record", lost),
        ):
            if names:
                yield f"{words}: {several(names, 'alliance')}."

    def alliance(self, name: str) -> SinceView | None:
        """Return what the page of one alliance says; None where there is nothing to tell apart from then."""
        one = self.changes.by_alliance.get(name)
        if one is None or one.now is None or (one.now.ended and not one.ended):
            return None
        if one.was is None:
            return SinceView(cycle=self.was, said=(f"It is new on record; {self.was} does not know it.",))
        if one.was.ended:
            return SinceView(cycle=self.was, said=("It runs again; it had ended then.",))
        if one.ended:
            return SinceView(cycle=self.was, said=("It has ended since, and what was found on it went with it.",))
        if not differs(one) and all(held.change is Change.PERSISTING for held in one.results):
            return SinceView(cycle=self.was, said=("Nothing changed on it.",))
        return SinceView(cycle=self.was, said=(), lines=tuple(self._lines(one)))

    def _lines(self, one: AllianceChange) -> Iterator[tuple[str, str]]:
        then, since = (coverage(side) for side in zip(*((m.was, m.now) for m in one.modes), strict=True))
        yield "Checks made", f"{then} in {self.was}, {since} now"
        for mode in one.modes:
            if mode.was.level != mode.now.level:
                how = trend_words(mode, self.was)
                yield mode.mode.capitalize(), f"from {mode.was.level} to {mode.now.level}: {how}"
        if needed := self.need(one):
            yield "Necessity", needed
        for change in Change:
            held = [r for r in one.results if r.change is change and r.severity]
            if held:
                titles = dict.fromkeys(self.views.title(r.outcome.check) for r in held)
                yield f"Findings: {change.value}", "; ".join(titles)

    def need(self, one: AllianceChange) -> str | None:
        """Say how much an alliance is needed now, where both cycles say it and it changed."""
        if not one.was or not one.now:
            return None
        then, since = one.was.alliance.necessity, one.now.alliance.necessity
        if then and since and then != since:
            return f"{then} in {self.was}, {since} now; that alone moves the weight of its findings"
        return None

    def name(self, one: AllianceChange) -> str:
        """Return the name of an alliance, the newest there is."""
        verdict = one.now or one.was
        return verdict.name if verdict else one.id

    def names(self, one: Compared) -> Names:
        """Return the names of the cycle that a result is told of."""
        return self.views.names if one.now else self.past.names


_ONE_STAYED = "The one result known in both cycles stayed as it was"


def differs(one: AllianceChange) -> bool:
    """Whether an alliance came, went, ended, or has another level or coverage in some mode."""
    return (
        one.was is None
        or one.now is None
        or one.was.ended is not one.now.ended
        or not all(same(mode) for mode in one.modes)
    )


def same(mode: ModeChange) -> bool:
    """Whether a mode has the level and the coverage that it had."""
    then, since = ((m.level, m.assessed, m.applicable) for m in (mode.was, mode.now))
    return then == since


def coverage(modes: Iterable[ModeVerdict]) -> str:
    """Return how many checks could be made over several modes."""
    held = tuple(modes)
    return f"{sum(m.assessed for m in held)} of {sum(m.applicable for m in held)}"


def several(names: Sequence[str], one: str) -> str:
    """Return names as a sentence lists them, or their number where they are many."""
    return listing(names) if len(names) <= NAMED else count(len(names), one)


def trend_words(mode: ModeChange, cycle: str) -> str:
    """Return which way a level went, and why it cannot be said where it cannot."""
    if mode.trend is Trend.EVIDENCE:
        return "no trend, on other evidence"
    if mode.trend is not Trend.NOT_COMPARABLE:
        return str(mode.trend.value)
    then, since = (m.level == NOT_ENOUGH for m in (mode.was, mode.now))
    which = "in both cycles" if then and since else f"in {cycle}" if then else "now"
    return f"not comparable, too little known {which}"


def about(outcome: Outcome, names: Names) -> str:
    """Return what a result is about: an alliance, two people in it, activities side by side, or the company."""
    held = [subject.split(":", 1) for subject in outcome.subjects]
    words = [names.list_of(name.split("+")) for kind, name in held if kind != "company"]
    if not words:
        return "the company"
    return ", ".join(words) if any(kind == "alliance" for kind, _ in held) else listing(words)


def ended_on(ends: object) -> str:
    """Return when something ended, as the end of a sentence, as far as that is known."""
    if not isinstance(ends, When):
        return ""
    return f" {'on' if ends.first == ends.last else 'in'} {day(ends)}"
