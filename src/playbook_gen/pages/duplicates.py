"""Work of two functions that may be the same, side by side: what the checks on duplicates found, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook_gen.checks.clauses import shown
from playbook_gen.checks.focus._likeness import named_within, same, same_period, signals
from playbook_gen.checks.registry import Limits
from playbook_gen.diagnosis.run import Outcome
from playbook_gen.model.values import When
from playbook_gen.model.work import Activity
from playbook_gen.pages import urls
from playbook_gen.pages.amounts import worded
from playbook_gen.pages.chains import cost, who
from playbook_gen.pages.verdicts import FindingView, Views
from playbook_gen.pages.words import day

SHOWN = 12
"""Pairs that stand side by side; the others are named with what was found."""

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
    meant = [(both, said) for subjects, said in found.items() if (both := _activities(subjects, views))]
    return tuple(_pair(place, both, said, views) for place, (both, said) in enumerate(meant, start=1))


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
    for term, words in first.items():
        if words or second[term]:
            yield Line(
                term=term,
                first=words or "not known",
                second=second[term] or "not known",
                signal=spoken.get(term, ""),
            )


def _signals(both: Both, limits: Limits) -> dict[str, str]:
    """Return in a word which leaves speak for one piece of work, by the rule of the check itself."""
    heard, gap = signals(*both, limits["alike"]), int(limits["gap"])
    people = [activity.audience for activity in both]
    held = (
        ("Kind of work", "shared", same(*(activity.capability for activity in both))),
        ("For whom", "reads alike", named_within(*people)),
        ("For whom", "shared", same(*people)),
        ("Goals", "shared", heard["goals"]),
        ("When", f"at most {gap} days apart", same_period(*both, gap)),
        ("When", "shared", same_period(*both, 0)),
        ("Supplier or tool", "shared", heard["vendor"]),
        ("Purpose", "reads alike", heard["purpose"]),
        ("What comes out", "reads alike", heard["output"]),
    )
    return {term: word for term, word, holds in held if holds}


def _said(activity: Activity, views: Views) -> dict[str, str]:
    names = views.names
    texts = {
        "Function": names.of(activity.function),
        "Answers for it": who(activity.owner, views),
        "Kind of work": activity.capability,
        "For whom": activity.audience,
        "Purpose": activity.purpose,
        "What comes out": activity.output,
        "Goals": None if activity.goals is None else names.list_of(activity.goals) or "none",
        "When": period(activity),
        "Cost": None if activity.cost is None else worded(cost(activity, views)),
        "Supplier or tool": activity.vendor,
        "Alliance": None if activity.alliance is None else names.of(shown(activity.alliance)),
        "Run together with": None if activity.joint_with is None else names.list_of(activity.joint_with) or "none",
    }
    return {term: "" if value is None else shown(value) for term, value in texts.items()}


def period(activity: Activity) -> str | None:
    """Return when an activity runs, in words."""
    starts = day(activity.starts) if activity.starts else None
    ends = day(activity.ends) if isinstance(activity.ends, When) else None
    if activity.ends is not None and ends is None:
        return f"from {starts}, without an end" if starts else "without an end"
    if starts == ends:
        return starts
    return " ".join(part for part in (starts and f"from {starts}", ends and f"to {ends}") if part)
