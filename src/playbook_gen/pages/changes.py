"""What changed since the cycle before: first what each cycle could look at, then which way things went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from playbook_gen.diagnosis.changes import Change, Compared, ModeChange, Trend, gone
from playbook_gen.diagnosis.diagnose import Diagnosis
from playbook_gen.diagnosis.run import State
from playbook_gen.language import marked, say, several
from playbook_gen.pages import urls
from playbook_gen.pages.carried import ActionRow, action_row, people_lines
from playbook_gen.pages.coverage import phrase
from playbook_gen.pages.since import Since, about, coverage, ended, trend_words
from playbook_gen.pages.words import day, mode_title, named, sentence

SHOWN = 60
"""Entries of one kind that the page lists; more are counted, and stand on the pages of their alliances."""


@dataclass(frozen=True, kw_only=True)
class LevelRow:
    """One level then and now, each with what it rests on."""

    name: str
    to: str
    was: str
    was_looked: str
    now: str
    now_looked: str
    trend: str


@dataclass(frozen=True, kw_only=True)
class AllianceRows:
    """The levels of one alliance that are not what they were."""

    name: str
    to: str
    rows: tuple[LevelRow, ...]


@dataclass(frozen=True, kw_only=True)
class Item:
    """One result that is told of."""

    was: str | None
    """What it weighed, where that differs from now."""
    severity: str
    message: str
    title: str
    about: str
    to: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """All results of one kind of change."""

    id: str
    title: str
    note: str
    items: tuple[Item, ...]
    more: int


@dataclass(frozen=True, kw_only=True)
class ChangesPage:
    """What changed since the cycle before."""

    heading: str
    name: str
    was: str
    now: str
    lead: tuple[str, ...]
    modes: tuple[LevelRow, ...]
    known: int
    """Results that both cycles know."""
    weights: tuple[tuple[str, int, int], ...]
    fates: tuple[str, ...]
    """Which alliances came, ended, or weigh more or less than before."""
    alliances: tuple[AllianceRows, ...]
    more_alliances: int
    unmoved: tuple[str, ...]
    """Which alliances stand where they stood, and which are too little known to compare."""
    parts: tuple[Part, ...]
    quiet: tuple[str, ...]
    """Results without a finding that one cycle alone knows, counted."""
    retired: tuple[tuple[str, str], ...]
    actions: tuple[ActionRow, ...]
    more_actions: int
    people: tuple[str, ...]
    more_people: int


def changes_page(since: Since) -> ChangesPage:
    """Return the page of what changed; coverage of both cycles stands before every trend."""
    changes = since.changes
    weights = tuple((weight.word, was, now) for weight, was, now in changes.weights() if was or now)
    people, more_people = _capped(tuple(people_lines(since)))
    actions, more_actions = _capped(since.actions)
    alliances, more_alliances = _capped(tuple(_levels(since)))
    return ChangesPage(
        heading=since.heading(),
        name=say("Since {cycle}", cycle=since.was),
        was=since.was,
        now=changes.now.cycle,
        lead=tuple(_lead(since)),
        modes=tuple(_row(mode, urls.mode(mode.mode), since.was) for mode in changes.modes),
        known=len(changes.common),
        weights=weights,
        fates=(*since.fates(), *_needs(since)),
        alliances=alliances,
        more_alliances=more_alliances,
        unmoved=tuple(_unmoved(since)),
        parts=tuple(_parts(since)),
        quiet=tuple(_quiet(since)),
        retired=tuple(_retired(since)),
        actions=tuple(action_row(one, since) for one in actions),
        more_actions=more_actions,
        people=people,
        more_people=more_people,
    )


Entry = TypeVar("Entry")


def _capped(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], int]:
    return tuple(entries[:SHOWN]), max(len(entries) - SHOWN, 0)


def _lead(since: Since) -> Iterator[str]:
    was, now = since.changes.was, since.changes.now
    if since.heading() != since.tally() and not since.quiet:
        yield sentence(since.tally())
    yield _looked(was, now)
    if sum(m.assessed for m in now.modes) < sum(m.assessed for m in was.modes):
        yield say("Less could be looked at than in {cycle}: fewer findings alone are no progress.", cycle=was.cycle)
    yield say("A result is one check on one alliance, pair, person or function, or on the company.")


_LOOKED = {
    (True, True): marked(
        "In {cycle}, as of {day}, {before} checks could be made; in {current}, as of {today}, {after}."
    ),
    (True, False): marked("In {cycle}, as of {day}, {before} checks could be made; in {current} {after}."),
    (False, True): marked("In {cycle} {before} checks could be made; in {current}, as of {today}, {after}."),
    (False, False): marked("In {cycle} {before} checks could be made; in {current} {after}."),
}
"""What two cycles could look at, by whether the day is known for which each holds."""


def _looked(was: Diagnosis, now: Diagnosis) -> str:
    return say(
        _LOOKED[was.as_of is not None, now.as_of is not None],
        cycle=was.cycle,
        day=day(was.as_of),
        before=coverage(was.modes),
        current=now.cycle,
        today=day(now.as_of),
        after=coverage(now.modes),
    )


def _row(mode: ModeChange, to: str, cycle: str) -> LevelRow:
    return LevelRow(
        name=mode_title(mode.mode),
        to=to,
        was=mode.was.level,
        was_looked=phrase(mode.was, ended=False),
        now=mode.now.level,
        now_looked=phrase(mode.now, ended=False),
        trend=trend_words(mode, cycle),
    )


def _levels(since: Since) -> Iterator[AllianceRows]:
    for one in since.changes.alliances:
        to = urls.alliance(one.id)
        moved = [mode for mode in one.modes if mode.was.level != mode.now.level]
        if moved:
            rows = tuple(_row(mode, f"{to}#{mode.mode}", since.was) for mode in moved)
            yield AllianceRows(name=since.name(one), to=to, rows=rows)


def _unmoved(since: Since) -> Iterator[str]:
    alike = [a for a in since.changes.alliances if a.modes and all(m.was.level == m.now.level for m in a.modes)]
    stayed = [since.name(a) for a in alike if any(m.trend is Trend.SAME for m in a.modes)]
    unknown = [since.name(a) for a in alike if since.name(a) not in stayed]
    if stayed:
        yield say("No known level moved in {alliances}.", alliances=named(stayed))
    if unknown:
        yield say("Too little is known to compare the levels of {alliances}.", alliances=named(unknown))


def _needs(since: Since) -> Iterator[str]:
    for one in since.changes.alliances:
        if needed := since.need(one):
            yield say("{alliance}: {change}.", alliance=since.name(one), change=needed)


_PARTS = {
    Change.WORSENED: (marked("Worsened"), marked("Found in both cycles, and graver now.")),
    Change.NEW: (marked("New"), marked("Looked at in both cycles, and found now only.")),
    Change.REOPENED: (marked("Reopened"), marked("Found once, clear in the cycle before, and found again.")),
    Change.NEWLY_ASSESSED: (
        marked("Newly assessed"),
        marked("Found now, and not looked at in the cycle before: no change is known."),
    ),
    Change.IMPROVED: (marked("Improved"), marked("Found in both cycles, and less grave now.")),
    Change.RESOLVED: (marked("Resolved"), marked("Looked at again, and no longer found. It said:")),
    Change.NO_LONGER_ASSESSED: (
        marked("No longer assessed"),
        marked("Too little is on record now to look again, so none of them is resolved. In {cycle} it said:"),
    ),
    Change.PERSISTING: (marked("Persisting"), marked("Found in both cycles; none is known to weigh less.")),
    Change.NOT_COMPARABLE: (
        marked("Not comparable"),
        marked("The rule or a threshold is another one, so both stand here."),
    ),
}


def _parts(since: Since) -> Iterator[Part]:
    for change, (title, note) in _PARTS.items():
        held, more = _capped([one for one in since.changes.of(change) if one.severity])
        if held:
            slug = change.value.replace(" ", "-")
            items = tuple(_item(one, since) for one in held)
            yield Part(id=slug, title=say(title), note=say(note, cycle=since.was), items=items, more=more)


_WEIGHED = (Change.WORSENED, Change.PERSISTING, Change.IMPROVED)
"""Kinds in which the weights of both cycles can be set side by side."""


def _item(one: Compared, since: Since) -> Item:
    told = next(o for o in (one.now, one.was) if o and o.state is State.FINDING)
    names = since.views.names if told is one.now else since.past.names
    page = told.alliance if told.alliance in since.views.situation.alliances else None
    weighed = one.was.severity.word if one.was and one.was.severity else None
    weight = told.severity.word if told.severity else ""
    return Item(
        was=weighed if weighed != weight and one.change in _WEIGHED else None,
        severity=weight,
        message=told.message,
        title=since.views.title(told.check),
        about=about(told, names),
        to=f"{urls.alliance(page)}#{told.check.mode}" if page else None,
        notes=tuple(_notes(one, since)),
    )


def _notes(one: Compared, since: Since) -> Iterator[str]:
    if one.change is Change.PERSISTING and one.was and one.now and one.was.severity != one.now.severity:
        yield say("could still weigh as much; too little is known")
    if one.change is Change.WORSENED and one.was and one.now and (one.was.worst or 0) >= (one.now.severity or 0):
        yield say("may have weighed as much before; too little was known then")
    if one.change is Change.NEWLY_ASSESSED and (one.was is None or one.was.state is State.NOT_APPLICABLE):
        yield say("not asked in {cycle}", cycle=since.was)
    if one.change is Change.NOT_COMPARABLE:
        before, after = _stood(one.was), _stood(one.now)
        yield say("in {cycle}: {before}; now: {after}", cycle=since.was, before=before, after=after)
    if one.now and one.now.accepted:
        yield say("accepted")


def _stood(outcome: object) -> str:
    state = getattr(outcome, "state", None)
    severity = getattr(outcome, "severity", None)
    if severity:
        return say(severity.word)
    return say(state.value) if isinstance(state, State) else say("no such check")


def _quiet(since: Since) -> Iterator[str]:
    fresh, unseen = (
        sum(not one.severity for one in since.changes.of(change))
        for change in (Change.NEWLY_ASSESSED, Change.NO_LONGER_ASSESSED)
    )
    if fresh:
        yield several(
            "{number} result known for the first time is clear.",
            "{number} results known for the first time are clear.",
            fresh,
        )
    if unseen:
        yield several(
            "{number} result that was clear is not known now.",
            "{number} results that were clear are not known now.",
            unseen,
        )


def _retired(since: Since) -> Iterator[tuple[str, str]]:
    """Yield why findings went without being resolved, each reason once, with the checks that they were of."""
    groups: dict[str, list[str]] = {}
    for one in since.changes.of(Change.RETIRED):
        groups.setdefault(_why(one, since), []).append(since.views.title(one.outcome.check))
    for why in sorted(groups):
        yield why, "; ".join(sorted(set(groups[why])))


def _why(one: Compared, since: Since) -> str:
    now, names = since.changes.now.situation, since.past.names
    told = one.was or one.outcome
    lost = [subject for subject in told.subjects if gone(subject, now)]
    if not lost:
        reason = one.now.message if one.now else say("it is no longer asked")
        return sentence(say("{subject}: {reason}", subject=about(told, names), reason=reason))
    kind, name = lost[0].split(":", 1)
    if kind == "alliance" and name in now.alliances:
        return sentence(ended(names.of(name) or name, now.alliances[name].ends))
    if kind in ("pair", "person"):
        return sentence(_gone([n for n in name.split("+") if gone(f"person:{n}", now)], since))
    off = [subject.split(":", 1)[1] for subject in lost]
    said = several(
        "{names} is no longer on record", "{names} are no longer on record", len(off), names=names.list_of(off)
    )
    return sentence(said)


def _gone(people: list[str], since: Since) -> str:
    names = since.past.names.list_of(people)
    if all(person in since.changes.now.situation.people for person in people):
        return several(
            "{people} left, and the ties ended with that",
            "{people} left, and the ties ended with that",
            len(people),
            people=names,
        )
    return several(
        "{people} is no longer on record, and the ties ended with that",
        "{people} are no longer on record, and the ties ended with that",
        len(people),
        people=names,
    )
