"""The small values that leaves hold: dates with the precision they were given in, money, and declared absence."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final

from playbook_gen.language import SOURCE, dated, figure, month, say, spoken


class Nothing(Enum):
    """Declared absence: the author wrote ``none``. Not knowing is Python's ``None``; zero is a number."""

    NOTHING = "none"

    def __repr__(self) -> str:
        return "none"

    def __bool__(self) -> bool:
        return False


NOTHING: Final = Nothing.NOTHING

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])\Z", re.ASCII)
_YEAR = re.compile(r"(\d{4})\Z", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A day, month, quarter or year, read as the interval from ``first`` to ``last`` day, both included."""

    first: date
    last: date
    written: str

    @classmethod
    def parse(cls, text: str) -> When:
        """Read ``2006-02-01``, ``2006-02``, ``2006-Q1`` or ``2006``.

        Raises:
            ValueError: the text has none of the four forms, or names a day that no calendar holds.

        """
        if found := _DAY.match(text):
            day = date(*(int(part) for part in found.groups()))
            return cls(day, day, text)
        if found := _MONTH.match(text):
            return cls._months(text, int(found[1]), int(found[2]), 1)
        if found := _QUARTER.match(text):
            return cls._months(text, int(found[1]), 3 * int(found[2]) - 2, 3)
        if found := _YEAR.match(text):
            return cls._months(text, int(found[1]), 1, 12)
        raise ValueError("neither a day, a month, a quarter nor a year")

    @classmethod
    def _months(cls, text: str, year: int, month: int, count: int) -> When:
        last = month + count - 1
        first_day = date(year, month, 1)
        return cls(first_day, date(year, last, monthrange(year, last)[1]), text)

    @classmethod
    def on(cls, day: date) -> When:
        """Return the interval that is one day."""
        return cls(day, day, day.isoformat())

    def days_until(self, later: date) -> tuple[int, int]:
        """Return the fewest and the most days that can lie between this and ``later``."""
        return (later - self.last).days, (later - self.first).days

    def in_words(self) -> str:
        """Return the date as people write it, as coarse as it was given: 30 October 2026, October 2026, 2026."""
        if self.first == self.last:
            return dated(self.first)
        if "Q" in self.written:
            year, quarter = self.written.split("-Q")
            return say("quarter {quarter} of {year}", quarter=quarter, year=year)
        return month(self.first) if "-" in self.written else self.written

    def __str__(self) -> str:
        return self.written


_MONEY = re.compile(
    r"(?:(?P<before>[A-Z]{3})\s+)?(?P<number>-?\d{1,15}(?:[ _]\d{3})*(?:\.\d{1,6})?)\s?(?P<scale>k|m|bn)?"
    r"(?:\s+(?P<after>[A-Z]{3}))?\Z",
    re.ASCII,
)
_SCALES = {None: 1, "k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount, in the currency written beside it; ``currency`` is None where the organisation's own is meant."""

    amount: Decimal
    currency: str | None = None

    @classmethod
    def parse(cls, text: str) -> Money:
        """Read ``1200000``, ``1 200 000 EUR``, ``1.2m EUR``, ``USD 250k``.

        Raises:
            ValueError: the text is no amount, or names two currencies.

        """
        found = _MONEY.match(text)
        if not found or (found["before"] and found["after"]):
            raise ValueError("no amount of money")
        number = Decimal(re.sub(r"[ _]", "", found["number"]))
        return cls(number * _SCALES[found["scale"]], found["before"] or found["after"])

    def __str__(self) -> str:
        whole = self.amount == self.amount.to_integral_value()
        digits = f"{int(self.amount):,}" if whole else f"{self.amount.normalize():,f}"
        return f"{digits.replace(',', chr(0xA0))}{chr(0xA0) + self.currency if self.currency else ''}"

    def in_words(self) -> str:
        """Return the amount as the reader's language writes it; in English as :func:`str` does."""
        if spoken().code == SOURCE:
            return str(self)
        digits = figure(self.amount.normalize())
        return say("{amount}\xa0{currency}", amount=digits, currency=self.currency) if self.currency else digits

    def __format__(self, spec: str) -> str:
        """Return what :meth:`in_words` does: in a sentence an amount is in the sentence's language."""
        return format(self.in_words(), spec)
