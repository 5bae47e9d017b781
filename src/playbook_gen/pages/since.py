"""What changed since the cycle before, in words that the brief, the alliances and the page of changes share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from playbook_gen.checks.registry import mode_word
from playbook_gen.diagnosis.changes import BETTER, WORSE, AllianceChange, Change, Changes, Compared, ModeChange, Trend
from playbook_gen.diagnosis.changes import compare as compare_cycles
from playbook_gen.diagnosis.diagnose import Diagnosis
from playbook_gen.diagnosis.followed import Followed, follow
from playbook_gen.diagnosis.levels import NOT_ENOUGH, ModeVerdict
from playbook_gen.diagnosis.run import Outcome
from playbook_gen.diagnosis.turnover import Turnover, turnover
from playbook_gen.language import listed, marked, say, several
from playbook_gen.model.values import When
from playbook_gen.pages.verdicts import Views
from playbook_gen.pages.words import HEADED, Names, day, mode_title, named, sentence


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
        """Return the finding of the page: which alliances got worse and better; else how results went."""
        if self.quiet:
            return say("Nothing changed since {cycle}", cycle=self.was)
        found = {way: self._gone_one_way(way) for way in (Trend.WORSE, Trend.BETTER)}
        parts = [
            say(words, alliances=named(names, HEADED))
            for words, names in (
                (marked("{alliances} got worse"), found[Trend.WORSE]),
                (marked("{alliances} got better"), found[Trend.BETTER]),
            )
            if names
        ]
        return "; ".join(parts) if parts else self.tally()

    def _gone_one_way(self, way: Trend) -> list[str]:
        """Return the alliances that went one way and not the other, by their levels, or by results where none moved."""
        return [self.name(one) for one in self.changes.alliances if _ways(one) == {way}]

    def tally(self) -> str:
        """Return how many results could be compared, and which way they went."""
        known = len(self.changes.common)
        if not known:
            return say("No check was made in both cycles, so no result can be compared with {cycle}", cycle=self.was)
        worse, better = (len(self.changes.of(*kinds)) for kinds in (WORSE, BETTER))
        better -= sum(one.now is None for one in self.changes.of(Change.RESOLVED))
        stayed = known - worse - better
        if not worse and not better:
            return _all_stayed(known)
        parts = []
        if worse:
            parts.append(several("{number} got worse", "{number} got worse", worse))
        if better:
            parts.append(several("{number} got better", "{number} got better", better))
        if stayed:
            # Translators: results that are as they were.
            parts.append(several("{number} stayed", "{number} stayed", stayed))
        return several(
            "Of {number} result known in both cycles, {changes}",
            "Of {number} results known in both cycles, {changes}",
            known,
            changes=listed(parts),
        )

    def brief(self) -> SinceView:
        """Return what the brief says."""
        said = [sentence(text) for text in dict.fromkeys((self.heading(), "" if self.quiet else self.tally())) if text]
        for results, risen, kinds, trend in (
            (
                marked("Results that got worse: {alliances}."),
                marked("Levels that got worse: {alliances}."),
                WORSE,
                Trend.WORSE,
            ),
            (
                marked("Results that got better: {alliances}."),
                marked("Levels that got better: {alliances}."),
                BETTER,
                Trend.BETTER,
            ),
        ):
            counts = [(sum(r.change in kinds for r in a.results), self.name(a)) for a in self.changes.alliances]
            if moved := [f"{name} {number}" for number, name in sorted(counts, key=lambda c: (-c[0], c[1])) if number]:
                said.append(say(results, alliances=named(moved)))
            levels = [(self.name(a), [m.mode for m in a.modes if m.trend is trend]) for a in self.changes.alliances]
            if held := [f"{name} ({listed(mode_word(m) for m in modes)})" for name, modes in levels if modes]:
                said.append(say(risen, alliances=named(held)))
        return SinceView(cycle=self.was, said=(*said, *self.fates()))

    def fates(self) -> Iterator[str]:
        """Yield which alliances came, ended, or are no longer on record."""
        alliances = self.changes.alliances
        new = [self.name(a) for a in alliances if a.was is None]
        over = [self.name(a) for a in alliances if a.ended]
        lost = [self.name(a) for a in alliances if a.now is None]
        again = [self.name(a) for a in alliances if a.was and a.now and a.was.ended and not a.now.ended]
        for words, names in (
            (marked("New on record: {alliances}."), new),
            (marked("Running again: {alliances}."), again),
            (marked("Ended: {alliances}."), over),
            (marked("No longer on record: {alliances}."), lost),
        ):
            if names:
                yield say(words, alliances=named(names))

    def alliance(self, name: str) -> SinceView | None:
        """Return what the page of one alliance says; None where there is nothing to tell apart from then."""
        one = self.changes.by_alliance.get(name)
        if one is None or one.now is None or (one.now.ended and not one.ended):
            return None
        if one.was is None:
            return SinceView(
                cycle=self.was, said=(say("It is new on record; {cycle} does not know it.", cycle=self.was),)
            )
        if one.was.ended:
            return SinceView(cycle=self.was, said=(say("It runs again; it had ended then."),))
        if one.ended:
            said = say("It has ended since, and what was found on it went with it.")
            return SinceView(cycle=self.was, said=(said,))
        if not differs(one) and all(held.change is Change.PERSISTING for held in one.results):
            return SinceView(cycle=self.was, said=(say("Nothing changed on it."),))
        return SinceView(cycle=self.was, said=(), lines=tuple(self._lines(one)))

    def _lines(self, one: AllianceChange) -> Iterator[tuple[str, str]]:
        then, since = (coverage(side) for side in zip(*((m.was, m.now) for m in one.modes), strict=True))
        looked = say("{before} in {cycle}, {after} now", before=then, cycle=self.was, after=since)
        yield say("Checks made"), looked
        for mode in one.modes:
            if mode.was.level != mode.now.level:
                how = trend_words(mode, self.was)
                before, after = say(mode.was.level), say(mode.now.level)
                moved = say("from {before} to {after}: {trend}", before=before, after=after, trend=how)
                yield mode_title(mode.mode), moved
        if needed := self.need(one):
            yield say("Necessity"), needed
        for change in Change:
            held = [r for r in one.results if r.change is change and r.severity]
            if held:
                titles = dict.fromkeys(self.views.title(r.outcome.check) for r in held)
                yield say(_HELD[change]), "; ".join(titles)

    def need(self, one: AllianceChange) -> str | None:
        """Say how much an alliance is needed now, where both cycles say it and it changed."""
        if not one.was or not one.now:
            return None
        then, since = one.was.alliance.necessity, one.now.alliance.necessity
        if then and since and then != since:
            return say(
                "{before} in {cycle}, {after} now; that alone moves the weight of its findings",
                before=say(then),
                cycle=self.was,
                after=say(since),
            )
        return None

    def name(self, one: AllianceChange) -> str:
        """Return the name of an alliance, the newest there is."""
        verdict = one.now or one.was
        return verdict.name if verdict else one.id

    def names(self, one: Compared) -> Names:
        """Return the names of the cycle that a result is told of."""
        return self.views.names if one.now else self.past.names


def _ways(one: AllianceChange) -> set[Trend]:
    """Return which ways the levels of an alliance went, or its results where no level moved."""
    if not one.was or not one.now or one.was.ended or one.now.ended:
        return set()
    levels = {mode.trend for mode in one.modes} & {Trend.WORSE, Trend.BETTER}
    results = {Trend.WORSE if r.change in WORSE else Trend.BETTER for r in one.results if r.change in WORSE + BETTER}
    return levels or results


def _all_stayed(known: int) -> str:
    if known == 1:
        return say("The one result known in both cycles stayed as it was")
    return several(
        "All {number} result known in both cycles stayed as they were",
        "All {number} results known in both cycles stayed as they were",
        known,
    )


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
    # Translators: how many checks could be made, of all that apply.
    return say("{made} of {number}", made=sum(m.assessed for m in held), number=sum(m.applicable for m in held))


_HELD = {
    # Translators: what follows is the name of a check, such as "A meeting rhythm that holds".
    Change.WORSENED: marked("Missing, and graver now"),
    Change.NEW: marked("Newly missing"),
    Change.REOPENED: marked("Missing once more"),
    Change.NEWLY_ASSESSED: marked("Missing at a first look"),
    Change.PERSISTING: marked("Still missing"),
    Change.IMPROVED: marked("Missing, and less grave now"),
    Change.RESOLVED: marked("No longer missing"),
    Change.NO_LONGER_ASSESSED: marked("Was missing, not known now"),
    Change.RETIRED: marked("Was missing, and no longer asked"),
    Change.NOT_COMPARABLE: marked("Not comparable"),
}
"""What became of results, in words that go before the names of their checks: these name the state to reach."""


def trend_words(mode: ModeChange, cycle: str) -> str:
    """Return which way a level went, and why it cannot be said where it cannot."""
    if mode.trend is Trend.EVIDENCE:
        return say("no trend, on other evidence")
    if mode.trend is not Trend.NOT_COMPARABLE:
        return say(mode.trend.value)
    then, since = (m.level == NOT_ENOUGH for m in (mode.was, mode.now))
    if then and since:
        return say("not comparable, too little known in both cycles")
    if then:
        return say("not comparable, too little known in {cycle}", cycle=cycle)
    return say("not comparable, too little known now")


def about(outcome: Outcome, names: Names) -> str:
    """Return what a result is about: an alliance, two people in it, activities side by side, or the company."""
    held = [subject.split(":", 1) for subject in outcome.subjects]
    words = [names.list_of(name.split("+")) for kind, name in held if kind != "company"]
    if not words:
        return say("the company")
    return ", ".join(words) if any(kind == "alliance" for kind, _ in held) else listed(words)


def ended(alliance: str, ends: object) -> str:
    """Return that an alliance ended, and when, as far as that is known."""
    if not isinstance(ends, When):
        return say("{alliance} ended", alliance=alliance)
    if ends.first == ends.last:
        return say("{alliance} ended on {day}", alliance=alliance, day=day(ends))
    return say("{alliance} ended in {period}", alliance=alliance, period=day(ends))
