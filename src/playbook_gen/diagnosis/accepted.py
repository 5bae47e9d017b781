"""Findings that the people concerned chose to live with: they stand as accepted, and no action is asked for them.

Accepting changes no level. It says what people decided, and is no evidence that the finding is not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from playbook_gen.checks.subjects import COMPANY
from playbook_gen.diagnosis.run import Acceptance, Outcome, State
from playbook_gen.model.organisation import Accepted
from playbook_gen.model.record import Origin
from playbook_gen.model.values import NOTHING


class Idle(Enum):
    """Why an acceptance has no effect."""

    NO_CHECK = "there is no check of that name"
    NO_FINDING = "the check finds nothing there now"
    PAST = "its review date has passed, so the finding counts as open again"


@dataclass(frozen=True)
class IdleAcceptance:
    """An acceptance without effect, and why."""

    check: str
    why: Idle
    origin: Origin


def accept_findings(
    outcomes: Iterable[Outcome], accepted: Iterable[Accepted], as_of: date | None, known: Iterable[str]
) -> tuple[tuple[Outcome, ...], tuple[IdleAcceptance, ...]]:
    """Mark the findings that were accepted, and return the acceptances that mark none.

    An acceptance holds until its review date; from the day after it the finding is open again. ``known`` are the ids
    of all checks there are.
    """
    found, idle, names = list(outcomes), [], set(known)
    for entry in accepted:
        hits = [number for number, outcome in enumerate(found) if _meant(entry, outcome)]
        why = _why_idle(entry, as_of, names, hit=bool(hits))
        if why:
            idle.append(IdleAcceptance(entry.check, why, entry.origin))
            continue
        taken = Acceptance(reason=entry.reason, review=entry.review, said_by=entry.said_by)
        for number in hits:
            found[number] = replace(found[number], accepted=taken)
    return tuple(found), tuple(idle)


def _why_idle(entry: Accepted, as_of: date | None, known: set[str], *, hit: bool) -> Idle | None:
    if entry.check not in known:
        return Idle.NO_CHECK
    if not hit:
        return Idle.NO_FINDING
    past = entry.review is not None and as_of is not None and entry.review.last < as_of
    return Idle.PAST if past else None


def _meant(entry: Accepted, outcome: Outcome) -> bool:
    if outcome.check.id != entry.check or outcome.state is not State.FINDING:
        return False
    if entry.subject is NOTHING:
        return outcome.subjects == COMPANY
    ids = {name for subject in outcome.subjects for name in subject.split(":", 1)[1].split("+")}
    return entry.subject in ids
