"""Is there a path for conflicts, and are they settled in time and at the right level?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from playbook_gen.checks.clauses import (
    Clause,
    Evidence,
    Severity,
    Unknown,
    ask,
    ask_day,
    both,
    cite,
    declared_none,
    either,
    more_than,
    named,
    opposite,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.language import marked, say, several
from playbook_gen.model.alliances import Alliance, Issue
from playbook_gen.model.values import NOTHING, When

_COUNTS = tuple(f"alliances.issues.{part}" for part in ("opened", "closed", "settled", "level"))


def escalation(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Is there a path for conflicts, and are they settled in time and at the right level?"""
    name = situation.name_of(alliance)
    yield _no_path(alliance, name)
    if not situation.reads(*_COUNTS):
        return
    if alliance.issues is None:
        question = say("Which conflicts came up in {alliance}, when, and how high did each go?", alliance=name)
        yield Clause(
            holds=None, severity=Severity.HIGH, missing=(ask(alliance, "issues", question, _answers(alliance)),)
        )
        return
    yield _to_the_top(alliance.issues, name, limits, _answers(alliance))
    for issue in alliance.issues:
        yield _lingering(issue, situation, name, int(limits["open"]))


def path_agreed(alliance: Alliance) -> bool | None:
    """Whether a path for conflicts is agreed, in the alliance or in its charter."""
    return either(*(opposite(declared_none(path)) for path in _paths(alliance)))


def _paths(alliance: Alliance) -> tuple[object, object]:
    charter = alliance.charter
    return alliance.escalation, charter.escalation if charter is not None and charter is not NOTHING else charter


def _no_path(alliance: Alliance, name: str) -> Clause:
    """Judge whether a path is missing; one word that there is none holds until the other place says otherwise."""
    said_none = alliance.escalation is NOTHING or (bool(alliance.charter) and _paths(alliance)[1] is NOTHING)
    agreed = path_agreed(alliance)
    return Clause(
        holds=True if said_none and not agreed else opposite(agreed),
        severity=Severity.MEDIUM,
        presumed=agreed is None,
        message=say("No path is agreed for conflicts in {alliance}.", alliance=name),
        evidence=_path_facts(alliance),
        missing=path_questions(alliance, name) if agreed is None else (),
    )


def _path_facts(alliance: Alliance) -> tuple[Evidence, ...]:
    own = (cite(alliance, "escalation"),) if alliance.escalation is not None else ()
    charter = alliance.charter
    if charter is None or charter is NOTHING:
        return (*own, *((cite(alliance, "charter"),) if charter is NOTHING else ()))
    return (*own, *((cite(charter, "escalation"),) if charter.escalation is not None else ()))


def path_questions(alliance: Alliance, name: str) -> tuple[Unknown, ...]:
    """Ask for the path, in the one of its two places of which nothing was said."""
    person = _answers(alliance)
    question = say("Where does a conflict in {alliance} go when the partners cannot settle it?", alliance=name)
    if alliance.escalation is None:
        return (ask(alliance, "escalation", question, person),)
    charter = alliance.charter
    return (ask(charter, "escalation", question, person) if charter else ask(alliance, "charter", question, person),)


def _answers(alliance: Alliance) -> str | None:
    return named(alliance.accountable)


def _to_the_top(issues: tuple[Issue, ...], name: str, limits: Limits, person: str | None) -> Clause:
    """Judge whether more than a share of the issues went all the way up; one issue alone shows no habit."""
    reached = [issue for issue in issues if issue.level == "chief executive"]
    unknown = [issue for issue in issues if issue.level is None]
    enough = limits["top"] * len(issues)
    many = True if len(reached) > enough else None if len(reached) + len(unknown) > enough else False
    return Clause(
        holds=both(len(issues) >= limits["issues"], many),
        severity=Severity.HIGH,
        message=several(
            "{reached} of {number} issue in {alliance} reached the chief executive.",
            "{reached} of {number} issues in {alliance} reached the chief executive.",
            len(issues),
            reached=len(reached),
            alliance=name,
        ),
        evidence=tuple(cite(issue, "level") for issue in reached),
        missing=tuple(
            ask(
                issue,
                "level",
                say("How high did “{issue}” go in {alliance}?", issue=issue.issue, alliance=name),
                person,
            )
            for issue in unknown
        ),
    )


def _lingering(issue: Issue, situation: Situation, name: str, days: int) -> Clause:
    """Find an issue open for long; one without a word on its end is presumed to be open, until more is said."""
    known_open = _open(issue, situation.as_of)
    still_open = True if issue.closed is None and known_open is None else known_open
    late = more_than(issue.opened, days, situation.as_of) if issue.opened else None
    facts = tuple(
        cite(issue, part) for part in ("issue", "opened", "closed", "settled") if getattr(issue, part) is not None
    )
    lingers = both(still_open, late)
    return Clause(
        holds=lingers,
        severity=Severity.MEDIUM,
        presumed=known_open is None,
        message=several(
            "“{issue}” has been open in {alliance} for more than {number} day.",
            "“{issue}” has been open in {alliance} for more than {number} days.",
            days,
            issue=issue.issue,
            alliance=name,
        ),
        evidence=facts,
        missing=_time_questions(issue, situation, known_open, late) if lingers is not False else (),
    )


def _open(issue: Issue, as_of: date | None) -> bool | None:
    if issue.settled is not None:
        return not issue.settled
    if isinstance(issue.closed, When):
        return False if as_of and issue.closed.last <= as_of else None
    return declared_none(issue.closed)


def _time_questions(
    issue: Issue, situation: Situation, still_open: bool | None, late: bool | None
) -> tuple[Unknown, ...]:
    if situation.as_of is None:
        return (ask_day(situation.organisation),)
    opened = ask(issue, "opened", say("On which day did “{issue}” come up?", issue=issue.issue))
    closed = ask(issue, "closed", say("Is “{issue}” settled, and since which day?", issue=issue.issue))
    return (
        *((opened,) if late is None and still_open is not False else ()),
        *((closed,) if still_open is None else ()),
    )


CHECK = Check(
    id="function.escalation",
    scope="alliance",
    needs=("alliances.escalation", "alliances.charter.escalation"),
    also_reads=(*_COUNTS, "as_of"),
    thresholds=(
        Threshold(name="open", value=30, unit=marked("days")),
        Threshold(name="top", value=0.5, unit=marked("share of issues")),
        Threshold(name="issues", value=2, unit=marked("issues, from here on the share counts")),
    ),
    rule=escalation,
)
