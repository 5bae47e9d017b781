"""What became of the joint actions: which were done, and whether the findings they were to close are gone.

That a finding is gone after an action was done says nothing of what made it go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from playbook_gen.checks.registry import Check
from playbook_gen.diagnosis.diagnose import Diagnosis
from playbook_gen.diagnosis.run import Outcome, State
from playbook_gen.language import marked
from playbook_gen.model.values import When
from playbook_gen.model.work import Action


class Closing(Enum):
    """Where a finding stands that an action was to close."""

    GONE = marked("finding gone")
    STILL = marked("finding still there")
    NOT_ASSESSED = marked("not assessed now")
    NOT_APPLICABLE = marked("no longer applies")
    NEVER = marked("no finding then or now")


@dataclass(frozen=True, kw_only=True)
class Followed:
    """One action on record: where it stands, and each check of this edition that it was to close."""

    action: Action
    status: str | None
    """Done, open, dropped, or None where nobody says; `gone` tells of an action that is no longer on record."""
    gone: bool
    moved: bool
    """Whether it is new on record, or stands elsewhere than in the cycle before."""
    since: str | None
    """The first cycle that had it, where it was not done then."""
    overdue: bool
    closings: tuple[tuple[Check, Closing], ...]


def follow(earlier: Sequence[Diagnosis], now: Diagnosis) -> tuple[Followed, ...]:
    """Return the actions of a cycle and what became of those of the cycle before, by id.

    ``earlier`` are the cycles before, oldest first, at least one. What was done a cycle ago stands here again only
    while a finding that it was to close is still there.
    """
    was = earlier[-1]
    then, since = _by_id(was), _by_id(now)
    found = []
    for name in sorted({**then, **since}):
        before = then.get(name)
        old = bool(before and status(before) == "done")
        one = _followed(since.get(name) or then[name], now, earlier, gone=name not in since)
        if not old or any(closing is Closing.STILL for _, closing in one.closings):
            found.append(one)
    return tuple(found)


def status(action: Action) -> str | None:
    """Return where an action stands: a day on which it was done counts as done."""
    return "done" if isinstance(action.done, When) else action.status


def _by_id(diagnosis: Diagnosis) -> dict[str, Action]:
    return {action.id: action for action in diagnosis.organisation.actions or ()}


def _followed(action: Action, now: Diagnosis, earlier: Sequence[Diagnosis], *, gone: bool) -> Followed:
    standing = status(action)
    pending = standing in ("open", None)
    due = action.due.last if isinstance(action.due, When) else None
    held = [d.cycle for d in earlier if action.id in _by_id(d)]
    return Followed(
        action=action,
        status=standing,
        gone=gone,
        moved=gone or standing != _standing_then(action, earlier[-1]),
        since=held[0] if held and pending else None,
        overdue=bool(pending and due and now.as_of and due < now.as_of),
        closings=tuple(_closings(action, earlier[-1], now)) if standing == "done" else (),
    )


def _standing_then(action: Action, was: Diagnosis) -> str | None:
    before = _by_id(was).get(action.id)
    return status(before) if before else "not on record"


def _closings(action: Action, was: Diagnosis, now: Diagnosis) -> Iterator[tuple[Check, Closing]]:
    """Yield each check that the edition holds and the action names; of others nothing is said."""
    for check in now.checks:
        if check.id in (action.closes or ()):
            then, since = (_about(action, check, d.outcomes) for d in (was, now))
            if then or since:
                yield check, _closing(then, since)


def _about(action: Action, check: Check, outcomes: Iterable[Outcome]) -> set[State]:
    """Return what a check came to where an action belongs: in its alliance, or in the company as a whole."""
    place = action.alliance if isinstance(action.alliance, str) else None
    return {o.state for o in outcomes if o.check.id == check.id and o.alliance == place}


def _closing(then: set[State], since: set[State]) -> Closing:
    if State.FINDING in since:
        return Closing.STILL
    if State.NOT_ASSESSED in since:
        return Closing.NOT_ASSESSED
    if State.CLEAR not in since:
        return Closing.NOT_APPLICABLE
    return Closing.GONE if State.FINDING in then else Closing.NEVER
