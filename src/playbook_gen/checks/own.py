"""Rules of a workspace's own: conditions on redacted records, in the same three-valued logic as every other check.

A condition can ask what is known or declared to be none; it cannot ask whether something is unknown, for then more
evidence could make a verdict worse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from playbook_gen.checks.clauses import (
    Clause,
    Evidence,
    NotApplicable,
    Severity,
    Unknown,
    ask,
    both,
    cite,
    declared_none,
    either,
    more_than,
    opposite,
    plain,
    written,
)
from playbook_gen.checks.registry import Check, Limits, Mode, Scope
from playbook_gen.checks.situation import Situation
from playbook_gen.checks.subjects import of_functions
from playbook_gen.language import say
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Record
from playbook_gen.model.shape import field_of
from playbook_gen.model.values import NOTHING, Money, When

SCOPES: dict[Scope, str] = {"company": "", "alliance": "alliances", "person": "people", "function": "functions"}
"""What a rule may be asked of, with the list of the organisation file that holds it."""

Ask = Literal["is", "over", "under", "older_than_days"]
ASKS: tuple[Ask, ...] = ("is", "over", "under", "older_than_days")


@dataclass(frozen=True)
class Test:
    """One question to one field, which may lie in records below the subject."""

    field: str
    ask: Ask
    value: tuple[str, ...] | float
    every: bool = False
    """Whether all records on the way must pass, where there are several; else one is enough."""


@dataclass(frozen=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Test | AllOf | AnyOf | Not


@dataclass(frozen=True, kw_only=True)
class OwnRule:
    """A finding that a workspace wants to be told of."""

    id: str
    mode: Mode
    scope: Scope
    severity: Severity
    question: str
    message: str
    """The finding in one sentence; ``{name}`` stands for what it is about."""
    find_when: Condition
    applies_when: Condition | None = None

    def check(self) -> Check:
        """Return the rule as a check like any other."""
        head = SCOPES[self.scope]
        conditions = [c for c in (self.applies_when, self.find_when) if c]
        needs = {f"{head}.{test.field}".lstrip(".") for c in conditions for test in tests(c)}
        return Check(
            id=self.id,
            scope=self.scope,
            needs=tuple(sorted(needs)),
            rule=self._judge,
            subjects=of_functions if self.scope == "function" else None,
            counts_in=self.mode,
        )

    def _judge(self, record: Any, situation: Situation, limits: Limits) -> Iterable[Clause] | NotApplicable:
        concerned = _Answer(known=True)
        if self.applies_when:
            concerned = _answer(self.applies_when, record, situation, self.question)
            if concerned.known is False:
                return NotApplicable(reason=say("the rule is about others"))
        found = _answer(self.find_when, record, situation, self.question)
        return (
            Clause(
                holds=both(concerned.known, found.known),
                severity=self.severity,
                message=self.message.replace("{name}", _name(record, situation)),
                evidence=tuple(dict.fromkeys((*concerned.facts, *found.facts))),
                missing=(*concerned.missing, *found.missing),
            ),
        )


def tests(condition: Condition) -> Iterator[Test]:
    """Yield every question that a condition asks."""
    if isinstance(condition, Test):
        yield condition
    elif isinstance(condition, Not):
        yield from tests(condition.part)
    else:
        for part in condition.parts:
            yield from tests(part)


@dataclass(frozen=True, kw_only=True)
class _Answer:
    known: bool | None
    facts: tuple[Evidence, ...] = ()
    missing: tuple[Unknown, ...] = ()


def _answer(condition: Condition, record: Any, situation: Situation, question: str) -> _Answer:
    if isinstance(condition, Test):
        return _asked(condition, record, situation, question)
    if isinstance(condition, Not):
        inner = _answer(condition.part, record, situation, question)
        return _Answer(known=opposite(inner.known), facts=inner.facts, missing=inner.missing)
    parts = [_answer(part, record, situation, question) for part in condition.parts]
    join = both if isinstance(condition, AllOf) else either
    known = join(*(part.known for part in parts))
    return _Answer(
        known=known,
        facts=tuple(fact for part in parts if part.known is not None for fact in part.facts),
        missing=() if known is not None else tuple(unknown for part in parts for unknown in part.missing),
    )


def _asked(test: Test, record: Any, situation: Situation, question: str) -> _Answer:
    found = list(_leaves(record, test.field.split(".")))
    answers = [_passes(value, test, situation) for _, _, value in found]
    known = (both if test.every else either)(*answers)
    if not found:
        known = test.every
    return _Answer(
        known=known,
        facts=tuple(cite(holder, name) for holder, name, value in found if value is not None),
        missing=tuple(
            ask(holder, name, question)
            for (holder, name, _), answer in zip(found, answers, strict=True)
            if answer is None and known is None
        ),
    )


def _leaves(record: Any, path: list[str]) -> Iterator[tuple[Any, str, object]]:
    """Yield every place that a path leads to; what is unknown or none on the way stands for all that lies below it."""
    name, *rest = path
    attribute = _attribute(record, name)
    value = getattr(record, attribute)
    if not rest or value is None or value is NOTHING:
        yield record, attribute, value
    elif isinstance(value, tuple):
        for entry in value:
            yield from _leaves(entry, rest)
    else:
        yield from _leaves(value, rest)


def _attribute(record: Any, key: str) -> str:
    """Return the attribute behind a key of the file; ``from`` and ``to`` are words that Python keeps for itself."""
    return {"from": "source_person", "to": "target_person"}.get(key, key) if not hasattr(record, key) else key


def _passes(value: object, test: Test, situation: Situation) -> bool | None:
    if value is None:
        return None
    if test.ask == "is":
        return _is(value, test.value if isinstance(test.value, tuple) else ())
    limit = test.value if isinstance(test.value, float) else 0.0
    if test.ask == "older_than_days":
        return more_than(value, int(limit), situation.as_of) if isinstance(value, When) else False
    number = _number(value, situation)
    if number is None:
        return None if isinstance(value, Money) else False
    return number > limit if test.ask == "over" else number < limit


def _is(value: object, wanted: tuple[str, ...]) -> bool:
    if declared_none(value):
        return "none" in wanted
    words = {plain(word) for word in wanted}
    return any(plain(written(entry)) in words for entry in (value if isinstance(value, tuple) else (value,)))


def _number(value: object, situation: Situation) -> float | None:
    """Return a number to compare; an amount counts in the organisation's own currency alone."""
    if isinstance(value, Money):
        amount = situation.amount(value)
        own = amount is not None and amount.currency == situation.organisation.currency
        return float(amount.amount) if amount and own else None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _name(record: Any, situation: Situation) -> str:
    alliance = situation.alliances.get(getattr(record, "id", ""))
    return situation.name_of(alliance) if alliance is record and alliance else str(record.name)


def field_named(scope: Scope, path: str) -> tuple[type[Record], str] | None:
    """Return the record class that holds the last field of a path below a scope, and that field; None for no such."""
    cls: type[Record] | None = Organisation
    names = [*([SCOPES[scope]] if SCOPES[scope] else []), *path.split(".")]
    for name in names[:-1]:
        field = field_of(cls, name) if cls else None
        cls = field.record if field else None
    return (cls, names[-1]) if cls and field_of(cls, names[-1]) else None
