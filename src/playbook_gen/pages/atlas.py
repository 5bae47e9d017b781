"""All maps of one edition, in places that fold over the planning cycles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from playbook_gen.language import listed, marked, say, several
from playbook_gen.maps import Drawing, Labels, Places, Renderer, Sheet, fold, render
from playbook_gen.pages.functions import functions_sheet, labels_of_functions
from playbook_gen.pages.roll import Roll
from playbook_gen.pages.sheets import Link, labels_of, nowhere, sheet
from playbook_gen.pages.words import sentence

PEERS, BELOW, EVERYONE, FUNCTIONS = LEVELS = ("peers", "below", "everyone", "functions")
TITLES = {
    PEERS: marked("Peers of {company}"),
    BELOW: marked("Peers and the level below of {company}"),
    EVERYONE: marked("Everyone on record of {company}"),
}

NAMED_CHANGES = 6
"""Ties that a sentence on what changed names; more are counted."""


@dataclass(frozen=True, kw_only=True)
class LastYear:
    """The map of the cycle before, with everybody in the same place as now, and what changed in words."""

    cycle: str
    drawing: Drawing
    changes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Atlas:
    """Draws maps; the same cycles, renderer and lock give the same bytes."""

    rolls: tuple[tuple[str, Roll], ...]
    """Names of cycles and who was on the maps then, the newest last."""
    renderer: Renderer = "embedded"
    lock: Mapping[str, Places] = field(default_factory=dict)
    """Places to begin with, by level."""
    locked: str = ""
    """The cycle of the lock: what came of earlier ones is in it."""
    _folded: dict[str, Places | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def roll(self) -> Roll:
        """Who is on the maps now."""
        return self.rolls[-1][1]

    def sheet(
        self, level: str, roll: Roll, link: Link = nowhere, *, prefix: str = "", shown: str | None = None
    ) -> Sheet | None:
        """Return what a level shows in one cycle; None where it would show nobody."""
        if level == FUNCTIONS:
            return functions_sheet(roll)
        chosen = {PEERS: roll.peers, BELOW: roll.below, EVERYONE: roll.people}[level]
        if not chosen:
            return None
        return sheet(
            roll,
            chosen,
            say(TITLES[level], company=roll.situation.organisation.name),
            prefix or level[0],
            link,
            shown=shown,
            overlaid=level == PEERS and prefix != "y",
        )

    def shows_ties(self, level: str) -> bool:
        """Whether the map of a level shows any tie."""
        one = self.sheet(level, self.roll)
        return bool(one and one.ties)

    def places(self, level: str) -> Places | None:
        """Return where everybody of a level stands, from the lock and then cycle by cycle."""
        if level not in self._folded:
            self._folded[level] = self._fold(level)
        return self._folded[level]

    def _fold(self, level: str) -> Places | None:
        found = self.lock.get(level)
        names = [cycle for cycle, _ in self.rolls]
        first = names.index(self.locked) if found and self.locked in names else 0
        for _, roll in self.rolls[first:]:
            one = self.sheet(level, roll)
            if one is not None:
                found = fold(one, found, renderer=self.renderer, labels=_labels(level, roll))
        return found

    def draw(self, level: str, link: Link = nowhere, *, shown: str | None = None) -> Drawing | None:
        """Draw a level of the newest cycle; ``shown`` is the priority whose stances a file shows."""
        one = self.sheet(level, self.roll, link, shown=shown)
        return self._render(one, level, self.roll) if one else None

    def last_year(self, level: str) -> LastYear | None:
        """Draw a level of the cycle before; None where there is none, or nobody in it."""
        if len(self.rolls) < 2:
            return None
        cycle, past = self.rolls[-2]
        one = self.sheet(level, past, prefix="y")
        if one is None:
            return None
        drawing = self._render(one, level, past)
        return LastYear(cycle=cycle, drawing=drawing, changes=tuple(_changes(past, self.roll)))

    def _render(self, one: Sheet, level: str, roll: Roll) -> Drawing:
        return render(one, renderer=self.renderer, labels=_labels(level, roll), places=self.places(level))


def _labels(level: str, roll: Roll) -> Labels:
    return labels_of_functions() if level == FUNCTIONS else labels_of(roll)


def _changes(past: Roll, now: Roll) -> Iterator[str]:
    """Yield what is different on the map, in sentences."""
    were, are = ({person.id: person for person in roll.people} for roll in (past, now))
    yield from _moves(past, now)
    if come := [are[one].name for one in are if one not in were]:
        yield sentence(say("{people} came", people=listed(come)))
    if gone := [were[one].name for one in were if one not in are]:
        yield sentence(say("{people} left the map", people=listed(gone)))
    before, after = past.network.said, now.network.said
    grown = {arc: _grew(past, now, arc) for arc in before.keys() & after.keys()}
    for words, arcs in (
        (marked("New on record: {ties}"), sorted(after.keys() - before.keys())),
        (marked("No longer on record: {ties}"), sorted(before.keys() - after.keys())),
        (marked("Stronger than before: {ties}"), sorted(arc for arc, by in grown.items() if by > 0)),
        (marked("Weaker than before: {ties}"), sorted(arc for arc, by in grown.items() if by < 0)),
    ):
        if arcs and now.ties:
            yield sentence(say(words, ties=_named(arcs, past, now)))


def _moves(past: Roll, now: Roll) -> Iterator[str]:
    names = {function.id: function.name for function in now.situation.functions.values()}
    before = {person.id: past.lane(person) for person in past.people}
    for person in now.people:
        lane = now.lane(person)
        if lane in names and before.get(person.id, lane) != lane:
            yield sentence(say("{person} now stands in {function}", person=person.name, function=names[lane]))


def _grew(past: Roll, now: Roll, arc: tuple[str, str]) -> int:
    before, after = past.strength(past.network.said[arc]), now.strength(now.network.said[arc])
    return 0 if before is None or after is None else after - before


def _named(arcs: Sequence[tuple[str, str]], past: Roll, now: Roll) -> str:
    people = {**past.situation.people, **now.situation.people}
    if len(arcs) > NAMED_CHANGES:
        return several("{number} tie", "{number} ties", len(arcs))
    return listed(say("{source} to {target}", source=people[a].name, target=people[b].name) for a, b in arcs)
