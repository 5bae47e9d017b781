"""Gaps and means of ratings from 1 to 5, some of which nobody gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playbook_gen.language import figure

LOWEST, HIGHEST = 1, 5

Span = tuple[int, int]
"""The least and the most that something may come to; both are the same where it is known."""


@dataclass(frozen=True)
class Mean:
    """A mean: of what is known, if anything is, and the least and the most that it may come to."""

    known: float | None
    least: float
    most: float
    count: int
    """How many known values it rests on."""


def rating(value: int | None) -> Span:
    """Return what one rating may be."""
    return (LOWEST, HIGHEST) if value is None else (value, value)


def gap(a: int | None, b: int | None) -> Span:
    """Return how far two ratings may lie apart."""
    if a is not None and b is not None:
        return abs(a - b), abs(a - b)
    (a_low, a_high), (b_low, b_high) = rating(a), rating(b)
    return 0, max(a_high - b_low, b_high - a_low)


def mean(spans: Sequence[Span]) -> Mean:
    """Return the mean of at least one span."""
    known = [low for low, high in spans if low == high]
    return Mean(
        known=sum(known) / len(known) if known else None,
        least=sum(low for low, _ in spans) / len(spans),
        most=sum(high for _, high in spans) / len(spans),
        count=len(known),
    )


def rounded(value: float | None) -> str:
    """Return a mean as people write it, near enough to tell it from a limit."""
    return figure(round(value or 0, 2))
