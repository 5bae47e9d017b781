"""Who came, who left and who took over a post between two cycles.

Leaving ends a person's ties; it loses nobody's trust. Only what both files say is a change: who is not named any
more in a file that names nobody is not known to have gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.diagnosis.changes import has_left
from playbook_gen.model.people import Function, Person
from playbook_gen.model.values import When


@dataclass(frozen=True, kw_only=True)
class Departure:
    """Somebody who left, or who is no longer on record."""

    person: Person
    on: When | None
    """When, if the file says that."""
    ties: int
    """Ties on record in the cycle before that ended with it."""


@dataclass(frozen=True, kw_only=True)
class Succession:
    """A function that has another head, or none any more; None where the post is vacant."""

    function: Function
    was: Person | None
    now: Person | None
    acting: bool


@dataclass(frozen=True, kw_only=True)
class Move:
    """Somebody who works in another function than before."""

    person: Person
    was: Function
    now: Function


@dataclass(frozen=True, kw_only=True)
class Turnover:
    """Every change of people that two files tell of, each kind by id."""

    posts: tuple[Succession, ...]
    left: tuple[Departure, ...]
    moved: tuple[Move, ...]
    came: tuple[Person, ...]

    def __bool__(self) -> bool:
        return bool(self.posts or self.left or self.moved or self.came)


def turnover(was: Situation, now: Situation) -> Turnover:
    """Return who changed between two cycles."""
    named = was.organisation.people is not None and now.organisation.people is not None
    return Turnover(
        posts=tuple(_posts(was, now)),
        left=tuple(_left(was, now)) if named else (),
        moved=tuple(_moved(was, now)),
        came=tuple(now.people[name] for name in sorted(now.people.keys() - was.people.keys())) if named else (),
    )


def _posts(was: Situation, now: Situation) -> Iterator[Succession]:
    for name in sorted(was.functions.keys() & now.functions.keys()):
        before, after = was.partner(name), now.partner(name)
        if before.person != after.person and _told(before) and _told(after):
            yield Succession(function=now.functions[name], was=before.head, now=after.head, acting=_acting(after, now))


def _told(partner: Partner) -> bool:
    return partner.head is not None or partner.vacant


def _acting(partner: Partner, situation: Situation) -> bool:
    heads = situation.organisation.heads or ()
    mine = [h for h in heads if (h.function, h.person) == (partner.id, partner.person) and situation.holds_now(h)]
    return any(head.acting for head in mine)


def _left(was: Situation, now: Situation) -> Iterator[Departure]:
    for name in sorted(was.people):
        if has_left(name, was):
            continue
        person = now.people.get(name)
        if person is None or has_left(name, now):
            left = person.left if person else None
            yield Departure(
                person=person or was.people[name],
                on=left if isinstance(left, When) else None,
                ties=sum(name in (tie.source_person, tie.target_person) for tie in was.ties),
            )


def _moved(was: Situation, now: Situation) -> Iterator[Move]:
    for name in sorted(was.people.keys() & now.people.keys()):
        before = was.functions.get(was.people[name].function or "")
        after = now.functions.get(now.people[name].function or "")
        if before and after and before.id != after.id:
            yield Move(person=now.people[name], was=before, now=after)
