"""Do two functions run the same work apart, under one word or under two?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from playbook_gen.checks.clauses import (
    Clause,
    Evidence,
    Severity,
    Unknown,
    ask,
    both,
    cite,
    either,
    named,
    unless,
)
from playbook_gen.checks.focus._likeness import (
    known_apart,
    named_within,
    same,
    same_period,
    shared_goal,
    signals,
    under_other_words,
)
from playbook_gen.checks.focus._meetings import (
    Between,
    Half,
    Two,
    Unclear,
    activity_groups,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.language import listed, marked, say, several
from playbook_gen.model.values import NOTHING, When
from playbook_gen.model.work import Activity

__all__ = ["CHECK", "Between", "Two", "Unclear", "activity_groups", "disconnected_dots"]


def disconnected_dots(group: Two | Unclear | Between, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Do two functions run the same work apart, under one word or under two?"""
    if isinstance(group, Unclear):
        yield from _unclear(group, situation, limits)
    elif isinstance(group, Between):
        yield from _between(group, limits)
    elif same(group[0].capability, group[1].capability):
        yield from _same_kind(group, situation, limits)
    else:
        yield _other_words(group, situation, limits)


_SAME_GOAL = marked("{activity} and {other} are the same kind of work for the same goal, run apart.")
_SAME_PEOPLE = marked("{activity} and {other} are the same kind of work for the same people, run apart.")
_TWO_NAMES = marked("{activity} and {other} look like one piece of work under two names, run apart.")


def _same_kind(two: Two, situation: Situation, limits: Limits) -> Iterator[Clause]:
    people = same(*(activity.audience for activity in two))
    # Work without any date stands in the file of a cycle, and is presumed to be of that cycle.
    undated = all(activity.starts is None and activity.ends is None for activity in two)
    met, known = True if undated else _met(two, people, int(limits["gap"])), known_apart(*two)
    apart = both(met, known)
    for_goal, for_people = both(apart, shared_goal(*two)), both(apart, people)
    found = partial(_clause, two, situation, limits, presumed=undated or not _declared_apart(*two))
    missing = _dot_questions(two, ("goals", "audience"), dated=met is not None and not undated, apart=known is not None)
    yield found(for_goal, Severity.HIGH, _SAME_GOAL, missing)
    yield found(unless(for_people, for_goal), Severity.MEDIUM, _SAME_PEOPLE, missing)


def _met(two: Two, people: bool | None, gap: int) -> bool | None:
    """Work for the same people repeats itself also where the dates do not touch; other work only while both run."""
    return either(same_period(*two, 0), both(same_period(*two, gap), people))


def _other_words(two: Two, situation: Situation, limits: Limits) -> Clause:
    """Two kinds of work by name may be one; only the people who run them can tell, so it is presumed."""
    holds = under_other_words(*two, int(limits["gap"]), limits["alike"])
    missing = _dot_questions(two, ("goals", "purpose", "output", "vendor"), dated=holds is not None, apart=False)
    return _clause(two, situation, limits, holds, Severity.MEDIUM, _TWO_NAMES, missing, presumed=True)


def _clause(
    two: Two,
    situation: Situation,
    limits: Limits,
    holds: bool | None,
    severity: Severity,
    what: str,
    missing: tuple[Unknown, ...],
    *,
    presumed: bool,
) -> Clause:
    if not holds:
        return Clause(holds=holds, severity=severity, missing=missing)
    first, second = (
        say("“{activity}” ({function})", activity=activity.name, function=situation.function_name(activity))
        for activity in two
    )
    return Clause(
        holds=holds,
        severity=severity,
        presumed=presumed,
        message=f"{say(what, activity=first, other=second)} {in_common(two, limits)}",
        evidence=_facts(two, limits),
        missing=missing,
    )


def in_common(two: Two, limits: Limits) -> str:
    """Say which signals spoke: facts that both share, then texts that read alike."""
    a, b = two
    spoken, gap = signals(a, b, limits["alike"]), int(limits["gap"])
    people, period = same(a.audience, b.audience), same_period(a, b, 0)
    near = several("the season (within {number} day)", "the season (within {number} days)", gap)
    facts = (
        (say("the kind of work"), same(a.capability, b.capability)),
        (say("the people served"), people),
        (say("the period"), period),
        (near, same_period(a, b, gap) and not period),
        (several("the goal", "the goals", len(set(a.goals or ()) & set(b.goals or ()))), spoken["goals"]),
        (say("the supplier or tool"), spoken["vendor"]),
    )
    texts = (
        (say("people served"), not people and named_within(a.audience, b.audience)),
        (say("purposes"), spoken["purpose"]),
        (say("outputs"), spoken["output"]),
    )
    shared, read = (listed(word for word, holds in said if holds) for said in (facts, texts))
    if read:
        return say("They share {facts}; their {texts} read alike.", facts=shared, texts=read)
    return say("They share {facts}.", facts=shared)


def _facts(two: Two, limits: Limits) -> tuple[Evidence, ...]:
    spoken = signals(*two, limits["alike"])
    parts = ["function", "capability", "audience", "goals", "starts", "ends", "alliance", "joint_with"]
    parts += [part for part in ("vendor", "purpose", "output") if spoken[part]]
    return tuple(cite(activity, part) for activity in two for part in parts if getattr(activity, part) is not None)


def _declared_apart(a: Activity, b: Activity) -> bool:
    """Whether somebody said so in a list of joint work or by ``alliance: none``; else it is only presumed."""
    return NOTHING in (a.alliance, b.alliance) or not (a.joint_with is None and b.joint_with is None)


_ASKED = {
    "capability": marked("What kind of work is “{activity}”, and which function runs it?"),
    "function": marked("Which function runs “{activity}”?"),
    "audience": marked("Whom does “{activity}” serve?"),
    "goals": marked("Which goals does “{activity}” serve?"),
    "purpose": marked("What is “{activity}” for?"),
    "output": marked("What comes out of “{activity}”?"),
    "vendor": marked("Which supplier or tool does “{activity}” use?"),
    "starts": marked("When does “{activity}” start?"),
    "ends": marked("When does “{activity}” end?"),
    "joint_with": marked("Is “{activity}” run together with work of another function?"),
}


def _dot_questions(two: Two, wanted: Iterable[str], *, dated: bool, apart: bool) -> tuple[Unknown, ...]:
    """Ask for what is wanted of both, and whether they are run together where it is not settled that they are not."""
    # By name, so that an id never decides who is asked.
    first, second = sorted(two, key=lambda activity: (activity.name, activity.id))
    unsaid = [activity for activity in (first, second) if activity.joint_with is None]
    found = []
    if unsaid and not apart:
        words = say("Are “{activity}” and “{other}” run together?", activity=first.name, other=second.name)
        found.append(ask(unsaid[0], "joint_with", words))
    parts = (*wanted, *(() if dated else ("starts", "ends")))
    found += [_question(a, part) for a in (first, second) for part in parts if _inexact(getattr(a, part))]
    return tuple(found)


def _inexact(value: object) -> bool:
    """Whether a leaf is not known, or a date not to the day."""
    return value is None or (isinstance(value, When) and value.first < value.last)


def _question(activity: Activity, part: str) -> Unknown:
    return ask(activity, part, say(_ASKED[part], activity=activity.name), _owner(activity))


def _owner(activity: Activity) -> str | None:
    return named(activity.owner)


# What is known too little


def _unclear(group: Unclear, situation: Situation, limits: Limits) -> Iterator[Clause]:
    if group.activities is None:
        question = say("Which activities does each function run, for whom, for which goal, when and at what cost?")
        missing = (ask(situation.organisation, "activities", question),)
        yield Clause(holds=None, severity=Severity.HIGH, missing=missing)
        return
    parts = (("capability" if a.capability is None else "function", a) for a in group.activities)
    yield _pending(Severity.HIGH, (_question(activity, part) for part, activity in parts))
    unserved = [a for a in group.unserved if any(_may_be_same(a, b, limits=limits) for b in group.others)]
    yield _pending(Severity.MEDIUM, (_question(activity, "audience") for activity in unserved))


def _between(group: Between, limits: Limits) -> Iterator[Clause]:
    for weight, goal in ((Severity.HIGH, None), (Severity.MEDIUM, False)):
        bare = _open(group.same_kind, partial(_may_repeat, goal=goal, limits=limits))
        asked = [(activity, part) for activity in bare for part in ("audience", "goals")]
        yield _pending(weight, (_question(a, part) for a, part in asked if getattr(a, part) is None))
    met = _open(group.same_people, partial(_may_be_same, limits=limits))
    yield _pending(Severity.MEDIUM, (question for activity in met for question in _first_question(activity)))


def _pending(most: Severity, questions: Iterable[Unknown]) -> Clause:
    missing = tuple(questions)
    return Clause(holds=None if missing else False, severity=most, missing=missing)


def _open(blocks: Iterable[tuple[Half, Half]], may: Callable[[Activity, Activity], bool]) -> list[Activity]:
    """Return the activities of which some other may, for all that is known, be a repetition."""
    found = {}
    for halves in blocks:
        for mine, theirs in (halves, halves[::-1]):
            found.update({a.id: a for a in mine if any(may(a, b) for b in theirs)})
    return list(found.values())


def _may_be_same(a: Activity, b: Activity, *, limits: Limits) -> bool:
    return under_other_words(a, b, int(limits["gap"]), limits["alike"]) is None


def _may_repeat(a: Activity, b: Activity, *, goal: bool | None, limits: Limits) -> bool:
    """Whether two activities of one kind may serve the same people, with a goal in common that is not known or none."""
    bare = same(a.audience, b.audience) is None and shared_goal(a, b) is goal
    return bare and both(_met((a, b), None, int(limits["gap"])), known_apart(a, b)) is not False


def _first_question(activity: Activity) -> tuple[Unknown, ...]:
    """Ask for one thing at a time; what is open of a piece of work may be all of it."""
    parts = [
        "purpose",
        "output",
        "vendor",
        "goals",
        "starts",
        "ends",
        *(["joint_with"] if activity.alliance is None else []),
    ]
    return tuple(_question(activity, part) for part in parts if _inexact(getattr(activity, part)))[:1]


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
    also_reads=("activities.purpose", "activities.output", "activities.vendor"),
    thresholds=(
        Threshold(
            name="gap",
            value=92,
            unit=marked("days between two activities for the same people that still count as one period"),
        ),
        Threshold(name="alike", value=80, unit=marked("of 100, from where on two texts read alike")),
    ),
    rule=disconnected_dots,
    subjects=activity_groups,
)
