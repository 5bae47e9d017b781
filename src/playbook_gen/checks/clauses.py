"""What a check says: clauses in three-valued logic, each with its evidence and with what is missing.

A check never decides what the unknowns mean. It yields clauses that hold (``True``), do not (``False``) or cannot
be known (``None``); the outcome, and the range that the unknowns leave open, follow from these alone. That is why
an unknown can only widen a range and more evidence can only narrow it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from playbook_gen.language import marked, numeral, say
from playbook_gen.model.values import NOTHING, Money, When

SEVERITIES = (marked("low"), marked("medium"), marked("high"), marked("critical"))
"""The words for severities, the least first."""


class Severity(IntEnum):
    """How much a finding matters; a mode's level follows from its worst one."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def word(self) -> str:
        """The severity as files write it; pages say it."""
        return SEVERITIES[self - 1]

    def moved(self, steps: int) -> Severity:
        """Return the severity that many steps up or down, within the scale."""
        return Severity(min(max(self + steps, Severity.LOW), Severity.CRITICAL))


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One fact that made a check say what it says; file and line in the author edition only."""

    path: str
    value: str
    said_by: str | None = None
    as_of: str | None = None
    basis: str | None = None
    source: str | None = None
    file: str | None = None
    line: int | None = None


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """A fact that nobody wrote down, as a question; ``person`` is the id of one who can know, if the file says."""

    path: str
    question: str
    person: str | None = None
    weight: Severity | None = None
    """The most that a finding may weigh if the answer brings one to light; filled in when clauses are weighed."""


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One thing that a check looks at.

    ``severity`` is what it weighs if it holds, by what is known; ``least`` and ``most`` are what it may weigh once
    everything is known.
    """

    holds: bool | None
    severity: Severity
    message: str = ""
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Unknown, ...] = ()
    least: Severity | None = None
    most: Severity | None = None
    presumed: bool = False
    """It holds as long as nothing more is said; something still unknown may overturn it, so it may yet be clear."""
    beyond: bool = False
    """A look beyond the catalogue's rule: not knowing leaves the range open, and the check is assessed all the same."""

    @property
    def span(self) -> tuple[Severity, Severity]:
        """The least and the most it may weigh."""
        return self.least or self.severity, self.most or self.severity


@dataclass(frozen=True, kw_only=True)
class NotApplicable:
    """The check does not concern this subject, for a stated reason."""

    reason: str


def both(*parts: bool | None) -> bool | None:
    """Three-valued *and*: false as soon as one part is, unknown while one is."""
    if any(part is False for part in parts):
        return False
    return None if any(part is None for part in parts) else True


def either(*parts: bool | None) -> bool | None:
    """Three-valued *or*: true as soon as one part is, unknown while one is."""
    if any(part is True for part in parts):
        return True
    return None if any(part is None for part in parts) else False


def opposite(part: bool | None) -> bool | None:
    """Three-valued *not*."""
    return None if part is None else not part


def unless(part: bool | None, graver: bool | None) -> bool | None:
    """What is left of ``part`` beside a graver clause: nothing where that holds, all of it where that is not known."""
    return False if graver else part


def declared_none(value: object) -> bool | None:
    """Whether the author said that there is none; unknown where nothing was said."""
    if value is None:
        return None
    return value is NOTHING or value == ()


def more_than(when: When, days: int, as_of: date | None) -> bool | None:
    """Whether more than ``days`` lie between a date and ``as_of``; known only if true of the whole interval."""
    if as_of is None:
        return None
    fewest, most = when.days_until(as_of)
    if most < 0:
        return None  # what lies after the date of judgement says nothing about the time before it
    if fewest > days:
        return True
    return False if most <= days else None


def cite(record: Any, field: str) -> Evidence:
    """Return the value of one field of a redacted record as evidence, with who said it, when, and where it stands."""
    origin = record.origin
    place = origin.places.get(field) or origin.places.get("")
    as_of = getattr(record, "as_of", None)
    source = getattr(record, "source", None)
    return Evidence(
        path=f"{origin.path}.{field}".lstrip("."),
        value=written(getattr(record, field)),
        said_by=getattr(record, "said_by", None),
        as_of=str(as_of) if as_of else None,
        basis=getattr(record, "basis", None),
        source=source if isinstance(source, str) else None,
        file=place.file if place else None,
        line=place.line if place else None,
    )


def ask(record: Any, field: str, question: str, person: str | None = None) -> Unknown:
    """Return the question that would fill one field of a redacted record."""
    return Unknown(path=f"{record.origin.path}.{field}".lstrip("."), question=question, person=person)


def ask_day(organisation: Any) -> Unknown:
    """Return the question for the day that a file holds for, without which nothing about time is judged."""
    return ask(organisation, "as_of", say("For which day does this file hold?"))


def named(who: object) -> str | None:
    """Return the id in a leaf that names somebody; None where nobody is named or it is not known."""
    return who if isinstance(who, str) else None


def shown(value: object) -> str:
    """Return a value as a reader would write it."""
    if isinstance(value, Money):
        return value.in_words()
    return numeral(written(value)) if isinstance(value, float) else _put(value, say, shown)


def written(value: object) -> str:
    """Return a value in words that are the same in every language: for rules and for JSON."""
    return f"{value:.12g}" if isinstance(value, float) else _put(value, str, written)


def _put(value: object, word: Callable[[str], str], each: Callable[[object], str]) -> str:
    if value is None:
        return word(marked("not known"))
    if value is NOTHING or value == ():
        return word(marked("none"))
    if isinstance(value, bool):
        return word(marked("yes") if value else marked("no"))
    if isinstance(value, tuple):
        return ", ".join(map(each, value))
    if isinstance(value, str | int | When | Money):
        return str(value)
    return word(marked("on record"))


def plain(text: str) -> str:
    """Return a text in the form in which two wordings count as the same: case, spacing and end marks folded."""
    return " ".join(text.casefold().split()).strip(" .;:!")
