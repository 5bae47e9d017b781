"""Do two functions run the same work apart?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from playbook_gen.checks.clauses import (
    Clause,
    Severity,
    Unknown,
    ask,
    both,
    cite,
    either,
    plain,
    unless,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.checks.subjects import COMPANY, Subject
from playbook_gen.model.values import NOTHING, When
from playbook_gen.model.work import Activity


def disconnected_dots(
    group: tuple[Activity, Activity] | Unclear, situation: Situation, limits: Limits
) -> Iterator[Clause]:
    """Do two functions run the same work apart?"""
    if isinstance(group, Unclear):
        yield _unclear(group, situation)
        return
    a, b = group
    same_people, same_goal = _same(a.audience, b.audience), _shared_goal(a, b)
    near = _same_period(a, b, int(limits["gap"]))
    # Work for the same people repeats itself also where the dates do not touch; other work only while both run.
    apart = both(either(_same_period(a, b, 0), both(near, same_people)), known_apart(a, b))
    parts = ("function", "capability", "audience", "goals", "starts", "ends", "alliance")
    facts = tuple(cite(x, part) for x in group for part in parts if getattr(x, part) is not None)
    names = f"“{a.name}” ({situation.function_name(a)}) and “{b.name}” ({situation.function_name(b)})"
    questions = _dot_questions(a, b, dated=near is not None)
    yield Clause(
        holds=both(apart, same_goal),
        severity=Severity.HIGH,
        presumed=not _declared_apart(a, b),
        message=f"{names} are the same kind of work for the same goal, run apart.",
        evidence=facts,
        missing=questions,
    )
    yield Clause(
        holds=unless(both(apart, same_people), both(apart, same_goal)),
        severity=Severity.MEDIUM,
        presumed=not _declared_apart(a, b),
        message=f"{names} are the same kind of work for the same people, run apart.",
        evidence=facts,
        missing=questions,
    )


@dataclass(frozen=True)
class Unclear:
    """Activities of which nobody wrote down what kind of work they are, or whose; None where none are on record."""

    activities: tuple[Activity, ...] | None


def activity_groups(situation: Situation) -> Iterator[Subject]:
    """Yield every two activities that nothing on record keeps apart, then those of which too little is known.

    Two activities count for every alliance that holds both functions; what is unclear for every one it may concern.
    """
    activities = situation.organisation.activities
    clear = [a for a in activities or () if a.capability is not None and a.function is not None]
    for pair in combinations(clear, 2):
        if _could_be_same(*pair):
            held = situation.alliances_of(*(str(activity.function) for activity in pair))
            yield Subject(value=pair, names=tuple(f"activity:{a.id}" for a in pair), counts_for=held)
    yield from _unclear_groups(activities, situation)


def _unclear_groups(activities: tuple[Activity, ...] | None, situation: Situation) -> Iterator[Subject]:
    several = activities if activities and len(activities) > 1 else ()
    unclear = [a for a in several if a.capability is None or a.function is None]
    for function in sorted({a.function for a in unclear if a.function}):
        mine = Unclear(tuple(a for a in unclear if a.function == function))
        yield Subject(value=mine, names=(f"function:{function}",), counts_for=situation.alliances_of(function))
    nobodys = Unclear(None if activities is None else tuple(a for a in unclear if a.function is None))
    yield Subject(value=nobodys, names=COMPANY, counts_for=situation.alliances_of())


def _unclear(group: Unclear, situation: Situation) -> Clause:
    company = situation.organisation
    if group.activities is None:
        question = "Which activities does each function run, for whom, for which goal, when and at what cost?"
        return Clause(holds=None, severity=Severity.HIGH, missing=(ask(company, "activities", question),))
    return Clause(
        holds=None if group.activities else False,
        severity=Severity.HIGH,
        missing=tuple(
            ask(activity, "capability", f"What kind of work is “{activity.name}”, and which function runs it?")
            for activity in group.activities
        ),
    )


def _could_be_same(a: Activity, b: Activity) -> bool:
    if a.function == b.function or not _same(a.capability, b.capability) or known_apart(a, b) is False:
        return False
    return _same(a.audience, b.audience) is not False or _shared_goal(a, b) is not False


def _same(a: object, b: object) -> bool | None:
    if a is None or b is None:
        return None
    return isinstance(a, str) and isinstance(b, str) and plain(a) == plain(b)


def _shared_goal(a: Activity, b: Activity) -> bool | None:
    if a.goals is None or b.goals is None:
        return None
    return bool(set(a.goals) & set(b.goals))


def _same_period(a: Activity, b: Activity, gap: int) -> bool | None:
    """Whether the periods overlap or lie at most ``gap`` days apart; known only if the dates leave no doubt.

    Two events a few weeks apart still ask the same people twice. ``ends: none`` runs on.
    """
    if a.starts is None or b.starts is None:
        return None
    return both(_begins_by(a.starts, b.ends, gap), _begins_by(b.starts, a.ends, gap))


def _begins_by(starts: When, ends: object, gap: int) -> bool | None:
    if ends is NOTHING:
        return True
    if not isinstance(ends, When):
        return None
    slack = timedelta(days=gap)
    if starts.last <= ends.first + slack:
        return True
    return False if starts.first > ends.last + slack else None


def known_apart(a: Activity, b: Activity) -> bool | None:
    """Whether two activities are known not to be run together: neither names the other, and no alliance holds both."""
    if b.id in (a.joint_with or ()) or a.id in (b.joint_with or ()):
        return False
    if isinstance(a.alliance, str) and a.alliance == b.alliance:
        return False
    said = (a.joint_with, b.joint_with, a.alliance, b.alliance)
    return None if all(value is None for value in said) else True


def _declared_apart(a: Activity, b: Activity) -> bool:
    """Whether somebody said so in a list of joint work or by ``alliance: none``; else it is only presumed."""
    return NOTHING in (a.alliance, b.alliance) or not (a.joint_with is None and b.joint_with is None)


def _dot_questions(a: Activity, b: Activity, *, dated: bool) -> tuple[Unknown, ...]:
    found = []
    if known_apart(a, b) is None:
        found.append(ask(a, "joint_with", f"Are “{a.name}” and “{b.name}” run together?"))
    for activity in (a, b):
        person = activity.owner if isinstance(activity.owner, str) else None
        if activity.goals is None:
            found.append(ask(activity, "goals", f"Which goals does “{activity.name}” serve?", person))
        if activity.audience is None:
            found.append(ask(activity, "audience", f"Whom does “{activity.name}” serve?", person))
        if not dated:
            found.append(ask(activity, "starts", f"When does “{activity.name}” start and end?", person))
    return tuple(found)


CHECK = Check(
    id="focus.disconnected-dots",
    scope="activity group",
    needs=(
        "activities.function",
        "activities.capability",
        "activities.audience",
        "activities.goals",
        "activities.starts",
        "activities.ends",
        "activities.joint_with",
        "activities.alliance",
    ),
    thresholds=(
        Threshold(
            name="gap", value=92, unit="days between two activities for the same people that still count as one period"
        ),
    ),
    rule=disconnected_dots,
    subjects=activity_groups,
)
