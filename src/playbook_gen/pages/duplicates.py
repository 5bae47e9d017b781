"""Work of two functions that may be the same, side by side: what the checks on duplicates found, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook_gen.checks.clauses import shown
from playbook_gen.checks.focus._likeness import named_within, same, same_period, signals
from playbook_gen.checks.focus.disconnected_dots import in_common
from playbook_gen.checks.registry import Limits
from playbook_gen.diagnosis.run import Outcome
from playbook_gen.language import marked, meant, say, several
from playbook_gen.model.values import NOTHING, When
from playbook_gen.model.work import Activity
from playbook_gen.pages import urls
from playbook_gen.pages.amounts import worded
from playbook_gen.pages.chains import cost, who
from playbook_gen.pages.verdicts import FindingView, Views
from playbook_gen.pages.words import day

SHOWN, NAMED = 12, 100
"""Pairs that stand side by side, and those that are named with what was found; more are counted."""

TERMS = {
    "function": marked("Function"),
    "owner": marked("Answers for it"),
    "capability": marked("Kind of work"),
    "audience": marked("For whom"),
    "purpose": marked("Purpose"),
    "output": marked("What comes out"),
    "goals": marked("Goals"),
    "period": marked("When"),
    "cost": marked("Cost"),
    "vendor": marked("Supplier or tool"),
    "alliance": marked("Alliance"),
    "joint_with": marked("Run together with"),
}
"""What stands side by side, in this order, and what it is called."""

Both = tuple[Activity, Activity]

_WORK, _MONEY = "focus.disconnected-dots", "financial.duplicate-spend"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One leaf of both activities."""

    term: str
    first: str
    second: str
    signal: str
    """How it speaks for one piece of work; empty where it does not."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two activities that may be one piece of work."""

    anchor: str
    to: str
    first: str
    second: str
    lines: tuple[Line, ...]
    """Empty beyond the first dozen pairs."""
    findings: tuple[FindingView, ...]
    """What was found about the work, then about the money; empty beyond the first dozen pairs."""
    said: tuple[str, ...]
    """The same in a sentence each."""
    spent: bool
    """Whether money may be spent twice."""
    costs: tuple[str, str]
    """What each of them costs."""


def pairs(views: Views) -> tuple[Pair, ...]:
    """Return every two activities that a check on duplicates spoke of, the gravest first."""
    found: dict[tuple[str, ...], dict[str, Outcome]] = {}
    for outcome in views.diagnosis.findings:
        if outcome.check.id in (_WORK, _MONEY):
            found.setdefault(outcome.subjects, {})[outcome.check.id] = outcome
    known = [(both, said) for subjects, said in found.items() if (both := _activities(subjects, views))]
    return tuple(_pair(place, both, said, views) for place, (both, said) in enumerate(known, start=1))


def run_apart(outcome: Outcome, views: Views) -> str:
    """Return what was found, without what two pieces of work share: that stands beside them."""
    both = _activities(outcome.subjects, views) if outcome.check.id == _WORK else None
    if both is None:
        return outcome.message
    limits = outcome.check.limits(views.diagnosis.rulebook.thresholds)
    return outcome.message.removesuffix(in_common(both, limits)).rstrip()


def _activities(subjects: tuple[str, ...], views: Views) -> Both | None:
    held = [views.situation.activities.get(subject.partition(":")[2]) for subject in subjects]
    known = [activity for activity in held if activity]
    return (known[0], known[1]) if len(known) == 2 else None


def _pair(place: int, both: Both, said: dict[str, Outcome], views: Views) -> Pair:
    first, second = both
    found = [said[check] for check in (_WORK, _MONEY) if check in said]
    anchor = f"twice-{place}"
    limits = next(iter(said.values())).check.limits(views.diagnosis.rulebook.thresholds)
    return Pair(
        anchor=anchor,
        to=f"{urls.STRATEGY}#{anchor}",
        first=first.name,
        second=second.name,
        lines=tuple(_lines(both, limits, views)) if place <= SHOWN else (),
        findings=tuple(map(views.finding, found)) if place <= SHOWN else (),
        said=tuple(outcome.message for outcome in found),
        spent=_MONEY in said,
        costs=(worded(cost(first, views)), worded(cost(second, views))),
    )


def _lines(both: Both, limits: Limits, views: Views) -> Iterator[Line]:
    """Yield what is known of either, leaf by leaf, with the signals that the checks heard."""
    first, second = (_said(activity, views) for activity in both)
    spoken = _signals(both, limits)
    for leaf, term in TERMS.items():
        if first[leaf] or second[leaf]:
            yield Line(
                term=say(term),
                first=first[leaf] or say("not known"),
                second=second[leaf] or say("not known"),
                signal=spoken.get(leaf, ""),
            )


def _signals(both: Both, limits: Limits) -> dict[str, str]:
    """Return in a word which leaves speak for one piece of work, by the rule of the check itself."""
    heard, gap = signals(*both, limits["alike"]), int(limits["gap"])
    people = [activity.audience for activity in both]
    shared, alike = meant("by two pieces of work", "shared"), meant("in two pieces of work", "reads alike")
    near = several("at most {number} day apart", "at most {number} days apart", gap)
    held = (
        ("capability", shared, same(*(activity.capability for activity in both))),
        ("audience", alike, named_within(*people)),
        ("audience", shared, same(*people)),
        ("goals", shared, heard["goals"]),
        ("period", near, same_period(*both, gap)),
        ("period", shared, same_period(*both, 0)),
        ("vendor", shared, heard["vendor"]),
        ("purpose", alike, heard["purpose"]),
        ("output", alike, heard["output"]),
    )
    return {leaf: word for leaf, word, holds in held if holds}


def _said(activity: Activity, views: Views) -> dict[str, str]:
    """Return what is known of an activity, by the names of ``TERMS``."""
    names, joint = views.names, activity.joint_with
    texts = {
        "function": names.of(activity.function),
        "owner": who(activity.owner, views),
        "capability": activity.capability,
        "audience": activity.audience,
        "purpose": activity.purpose,
        "output": activity.output,
        "goals": None if activity.goals is None else names.list_of(activity.goals) or meant("goals", "none"),
        "period": period(activity),
        "cost": None if activity.cost is None else worded(cost(activity, views)),
        "vendor": activity.vendor,
        "alliance": alliance_of(activity, views),
        "joint_with": None if joint is None else names.list_of(joint) or meant("pieces of work", "none"),
    }
    return {leaf: "" if value is None else shown(value) for leaf, value in texts.items()}


def alliance_of(activity: Activity, views: Views) -> str | None:
    """Return the name of the alliance that an activity is part of; None where that is not known."""
    return meant("alliances", "none") if activity.alliance is NOTHING else views.names.of(activity.alliance)


def period(activity: Activity) -> str | None:
    """Return when an activity runs, in words."""
    starts = day(activity.starts) if activity.starts else None
    ends = day(activity.ends) if isinstance(activity.ends, When) else None
    if activity.ends is not None and ends is None:
        return say("from {start}, without an end", start=starts) if starts else say("without an end")
    if starts == ends:
        return starts
    if not starts:
        return meant("time", "to {end}", end=ends)
    if not ends:
        return meant("time", "from {start}", start=starts)
    return meant("time", "from {start} to {end}", start=starts, end=ends)
