"""Joint actions and people from one cycle to the next, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook_gen.checks.clauses import listing
from playbook_gen.diagnosis.followed import Followed
from playbook_gen.diagnosis.turnover import Departure, Succession
from playbook_gen.model.values import When
from playbook_gen.pages.since import Since, ended_on
from playbook_gen.pages.words import count, sentence


@dataclass(frozen=True, kw_only=True)
class ActionRow:
    """A joint action, where it stands, and what became of each thing that it was to close."""

    what: str
    where: str
    status: str
    closings: tuple[str, ...]


def action_row(one: Followed, since: Since) -> ActionRow:
    """Return an action with where it stands, and what became of what it was to close."""
    action = one.action
    place = action.alliance if isinstance(action.alliance, str) else None
    names = since.past.names if one.gone else since.views.names
    closings = tuple(f"{since.views.title(check)}: {closing.value}" for check, closing in one.closings)
    silent = ("what it was to close is not on record",) if one.status == "done" and action.closes is None else ()
    return ActionRow(
        what=action.what, where=names.of(place) or "", status=_status(one, since), closings=closings or silent
    )


def _status(one: Followed, since: Since) -> str:
    done = one.action.done
    stands = f"done{ended_on(done)}" if isinstance(done, When) else one.status or "status not known"
    if one.gone:
        return f"no longer on record; {stands} in {since.was}"
    carried = f", on record since {one.since}" if one.since else ""
    return f"{stands}{carried}{', overdue' if one.overdue else ''}"


def people_lines(since: Since) -> Iterator[str]:
    """Yield who took over, left, moved and came, in sentences."""
    people = since.people
    yield from (_succession(one) for one in people.posts)
    yield from (_departure(one) for one in people.left)
    yield from (sentence(f"{one.person.name} moved from {one.was.name} to {one.now.name}") for one in people.moved)
    if people.came:
        yield sentence(f"New on record: {listing(person.name for person in people.came)}")


def _succession(one: Succession) -> str:
    was = f"after {one.was.name}" if one.was else "a post that was vacant"
    if one.now is None:
        return sentence(f"{one.function.name}: the post is vacant, {was}")
    how = "stands in" if one.acting else "is the head"
    return sentence(f"{one.function.name}: {one.now.name} {how}, {was}")


def _departure(one: Departure) -> str:
    went = f"left{ended_on(one.on)}" if one.on else "is no longer on record"
    ties = f", and {count(one.ties, 'tie')} ended with it" if one.ties else ""
    return sentence(f"{one.person.name} {went}{ties}")
