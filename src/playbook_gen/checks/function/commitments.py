"""Do the partners keep what they promise each other?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from playbook_gen.checks.clauses import (
    Clause,
    Evidence,
    NotApplicable,
    Severity,
    Unknown,
    ask,
    ask_day,
    cite,
    named,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.language import listed, marked, say, several
from playbook_gen.model.alliances import Alliance, Commitment
from playbook_gen.model.values import NOTHING, When


def commitments(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause] | NotApplicable:
    """Do the partners keep what they promise each other?"""
    if alliance.commitments == ():
        return NotApplicable(reason=say("no promises were made"))
    promises = [_promise(record, alliance, situation) for record in alliance.commitments or ()]
    if promises and all(promise.fell_due is False for promise in promises):
        return NotApplicable(reason=say("no promise has fallen due yet"))
    return _judge(promises, alliance, situation, limits)


@dataclass(frozen=True)
class Promise:
    """One promise: between whom, whether it fell due by the date of the file, and whether it was kept."""

    record: Commitment
    by: Partner
    to: Partner
    fell_due: bool | None
    kept: bool | None

    @property
    def presumed_due(self) -> bool | None:
        """Whether it counts as long as nothing more is said: what was said of the keeping stands for a date."""
        return True if self.record.due is None and self.kept is not None else self.fell_due


Counts = tuple[int, int]
"""How many promises were kept, and how many were broken."""


def _promise(record: Commitment, alliance: Alliance, situation: Situation) -> Promise:
    by, to = (situation.partner(name, alliance.partners) for name in (record.by, record.to))
    return Promise(record, by, to, _fell_due(record.due, situation.as_of), record.kept)


def _fell_due(due: object, as_of: date | None) -> bool | None:
    """Whether a promise has fallen due; one that has no date counts by what was said of the keeping."""
    if not isinstance(due, When) or as_of is None:
        return True if due is NOTHING else None
    if due.last <= as_of:
        return True
    return None if due.first <= as_of else False


def _judge(promises: list[Promise], alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    name = situation.name_of(alliance)
    if not promises:
        question = say(
            "What did the partners of {alliance} promise each other, by when, and was it kept?", alliance=name
        )
        person = named(alliance.accountable)
        yield Clause(holds=None, severity=Severity.HIGH, missing=(ask(alliance, "commitments", question, person),))
        return
    groups = [promises, *_directions(promises)]
    certain = _gravest((_best((p.fell_due, p.kept) for p in group) for group in groups), limits)
    found = _gravest((_best((p.presumed_due, p.kept) for p in group) for group in groups), limits)
    worst = _gravest((_worst((p.fell_due, p.kept) for p in group) for group in groups), limits)
    yield Clause(
        holds=True if found else None if worst else False,
        severity=found or worst or Severity.LOW,
        least=certain,
        most=worst,
        presumed=certain is None,
        message=_message(promises, name, limits),
        evidence=tuple(fact for promise in promises for fact in _facts(promise)),
        missing=tuple(q for p in promises for q in _questions(p, situation, name)) if certain != worst else (),
    )


def _directions(promises: list[Promise]) -> list[list[Promise]]:
    found: dict[tuple[str, str], list[Promise]] = {}
    for promise in promises:
        found.setdefault((promise.record.by, promise.record.to), []).append(promise)
    return list(found.values())


def _best(said: Iterable[tuple[bool | None, bool | None]]) -> Counts:
    """Count with every unknown as good as it can be."""
    pairs = list(said)
    kept = sum(due is not False and kept is not False for due, kept in pairs)
    return kept, sum(due is True and kept is False for due, kept in pairs)


def _worst(said: Iterable[tuple[bool | None, bool | None]]) -> Counts:
    """Count with every unknown as bad as it can be."""
    pairs = list(said)
    kept = sum(due is True and kept is True for due, kept in pairs)
    return kept, sum(due is not False and kept is not True for due, kept in pairs)


def _gravest(groups: Iterable[Counts], limits: Limits) -> Severity | None:
    return max((weight for counts in groups if (weight := _weight(counts, limits))), default=None)


def _weight(counts: Counts, limits: Limits) -> Severity | None:
    """Weigh one direction, or all together: a share of few promises means little, so the broken ones count too."""
    kept, broken = counts
    if not broken or kept / (kept + broken) >= limits["most"]:
        return None
    if kept / (kept + broken) < limits["half"] and broken >= limits["many"]:
        return Severity.HIGH
    return Severity.MEDIUM if broken >= limits["several"] else Severity.LOW


def _message(promises: list[Promise], name: str, limits: Limits) -> str:
    due = [promise for promise in promises if promise.presumed_due]
    broken = sum(promise.kept is False for promise in due)
    unknown = sum(promise.kept is None for promise in due)
    counted = [_counted(group) for group in _directions(due)]
    parts = listed(_part(*group, limits) for group in sorted(counted, key=_share_kept) if group[0])
    promised = several("{number} promise", "{number} promises", len(due))
    if unknown:
        return several(
            "Of {promises} in {alliance} that fell due, {number} was not kept and {unknown}. Not kept: {parts}.",
            "Of {promises} in {alliance} that fell due, {number} were not kept and {unknown}. Not kept: {parts}.",
            broken,
            promises=promised,
            alliance=name,
            unknown=several("{number} is not known", "{number} are not known", unknown),
            parts=parts,
        )
    return several(
        "Of {promises} in {alliance} that fell due, {number} was not kept: {parts}.",
        "Of {promises} in {alliance} that fell due, {number} were not kept: {parts}.",
        broken,
        promises=promised,
        alliance=name,
        parts=parts,
    )


Counted = tuple[int, int, int, str, str]
"""Of one direction: how many promises were broken, how many counted, how many not known; by whom and to whom."""


def _counted(group: list[Promise]) -> Counted:
    broken, unknown = (sum(promise.kept is kept for promise in group) for kept in (False, None))
    return broken, len(group), unknown, group[0].by.name, group[0].to.name


def _share_kept(counted: Counted) -> tuple[float, int, str, str]:
    broken, many, _, by, to = counted
    return 1 - broken / many, -broken, by, to


def _part(broken: int, many: int, unknown: int, by: str, to: str, limits: Limits) -> str:
    if many < limits["few"] or unknown:
        return say("{number} of {total} by {partner} to {other}", number=broken, total=many, partner=by, other=to)
    return say(
        "{number} of {total} by {partner} to {other} ({share} kept)",
        number=broken,
        total=many,
        partner=by,
        other=to,
        share=say("{number} %", number=100 * (many - broken) // many),
    )


def _facts(promise: Promise) -> tuple[Evidence, ...]:
    if not promise.presumed_due or promise.kept is None:
        return ()
    return (*((cite(promise.record, "due"),) if promise.record.due else ()), cite(promise.record, "kept"))


def _questions(promise: Promise, situation: Situation, name: str) -> tuple[Unknown, ...]:
    """Ask whoever promised when it falls due, and whoever was promised whether it was kept."""
    if promise.fell_due is False:
        return ()
    record = promise.record
    what = {"promise": record.promise, "partner": promise.by.name, "other": promise.to.name, "alliance": name}
    found = []
    if isinstance(record.due, When) and situation.as_of is None:
        found.append(ask_day(situation.organisation))
    elif promise.fell_due is None:
        question = say(
            "On which day did or does this fall due: “{promise}”, promised by {partner} to {other} in {alliance}?",
            **what,
        )
        found.append(ask(record, "due", question, promise.by.person))
    if promise.kept is None:
        question = say("Was this kept: “{promise}”, promised by {partner} to {other} in {alliance}?", **what)
        found.append(ask(record, "kept", question, promise.to.person))
    return tuple(found)


CHECK = Check(
    id="function.commitments",
    scope="alliance",
    needs=(
        "alliances.commitments.by",
        "alliances.commitments.to",
        "alliances.commitments.due",
        "alliances.commitments.kept",
        "as_of",
    ),
    thresholds=(
        Threshold(name="most", value=0.8, unit=marked("share of promises kept, medium below")),
        Threshold(name="half", value=0.5, unit=marked("share of promises kept, high below")),
        Threshold(name="several", value=2, unit=marked("broken promises, from here on medium")),
        Threshold(name="many", value=3, unit=marked("broken promises, from here on high")),
        Threshold(name="few", value=5, unit=marked("promises due, from here on in per cent")),
    ),
    rule=commitments,
)
