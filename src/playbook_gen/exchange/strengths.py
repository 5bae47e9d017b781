"""The weights of ties: texts to exact numbers, and whether these are ratings or something that was measured."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from playbook_gen.diagnostics import Code
from playbook_gen.exchange.cells import blank
from playbook_gen.exchange.given import Notice
from playbook_gen.source import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playbook_gen.diagnostics import Collector
    from playbook_gen.exchange.given import GivenTie

Scale: TypeAlias = Literal["influence", "weight"]
"""The field of a relationship that holds the strengths."""

LONGEST = 18
"""The most characters that the reader of the organisation file takes for a number."""
RATINGS = frozenset(map(Decimal, range(1, 6)))

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?\Z")
_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+\Z")


def strengths_of(
    ties: Sequence[GivenTie], file: str, found: Collector, notices: list[Notice]
) -> tuple[Scale | None, tuple[Decimal | None, ...]]:
    """Return what the weights are and the value of each tie, 0 where the file says that there is none.

    Whole numbers from 1 to 5 throughout are ratings of influence; anything else was measured and stays as it is.
    Where no tie has a weight, or every weight is 1, the network is unweighted. A fault goes to ``found`` for each
    weight that is missing beside others, is no number, is negative or does not fit into the organisation file.
    """
    if all(blank(tie.weight) for tie in ties):
        return None, (None,) * len(ties)
    values = tuple(_value(tie, file, found) for tie in ties)
    known = {value for value in values if value}
    if known <= {1}:
        return None, tuple(value if value == 0 else None for value in values)
    if known <= RATINGS:
        message = "the weights are whole numbers from 1 to 5, and stand as ratings of influence"
        notices.append(Notice(file=file, line=0, message=message))
        return "influence", values
    fitted = tuple(value and _fitted(value) for value in values)
    if rounded := sum(value != given for value, given in zip(fitted, values, strict=True)):
        message = f"{rounded} weight{'s' * (rounded > 1)} rounded to the {LONGEST} characters that a number may have"
        notices.append(Notice(file=file, line=0, message=message))
    return "weight", fitted


def plain(value: Decimal) -> str:
    """Return the number in digits and at most one point, as the organisation file takes it."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _value(tie: GivenTie, file: str, found: Collector) -> Decimal | None:
    place = Place(file, tie.line, 1)
    if blank(tie.weight):
        hint = "write a number, or 0 where there is no tie; or leave the weights out altogether"
        found.error(Code.MISSING, place, "the tie has no weight, and others have one", hint=hint)
        return None
    if not _NUMBER.match(tie.weight):
        comma = _COMMA.match(tie.weight)
        hint = "write a point, not a comma, before decimals" if comma else "write digits and a point, e.g. 12 or 0.4"
        found.error(Code.VALUE, place, "the weight is not a number", hint=hint)
        return None
    value = Decimal(tie.weight)
    if value < 0:
        hint = "a tie has a strength of 0 or more; keep ties against somebody in a network of their own"
        found.error(Code.VALUE, place, "the weight is negative", hint=hint)
        return None
    if value.adjusted() >= LONGEST or (value and not _fitted(value)):
        found.error(Code.VALUE, place, "the weight is too large or too small", hint="count in another unit")
        return None
    return value


def _fitted(value: Decimal) -> Decimal:
    """Return the value rounded, where it must be, to digits that the organisation file can hold."""
    if len(plain(value)) <= LONGEST:
        return value
    before_the_point = max(value.adjusted(), 0) + 1
    return round(value, max(LONGEST - 1 - before_the_point, 0))
