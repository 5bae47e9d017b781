"""The words of the interface in the language of its readers: gettext catalogues, dates, numbers and lists.

English stands in the code, so that a sentence can be read where it is made: :func:`say` marks it for the catalogues
and looks up its translation. Which language is spoken is set once, by :func:`speaking`, around everything that makes
words; where nobody says, it is English.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from babel import Locale

SOURCE = "en"
"""The language that stands in the code."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """One language: its code, as in ``de`` or ``pt-BR``, and the catalogue of its words."""

    code: str = SOURCE
    catalogue: gettext.NullTranslations = field(default_factory=gettext.NullTranslations, repr=False)

    @property
    def locale(self) -> Locale:
        """How it writes dates, numbers and lists."""
        return _locale(self.code)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Which way its lines run."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"


@lru_cache(maxsize=64)
def _locale(code: str) -> Locale:
    from babel import Locale

    # English is written here as in Britain: 30 October 2026; a, b and c.
    return Locale.parse("en_GB" if code == SOURCE else code.replace("-", "_"))


_spoken: ContextVar[Language] = ContextVar("language", default=Language())  # noqa: B039 - it never changes


def spoken() -> Language:
    """Return the language in which words are made."""
    return _spoken.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Make words in a language for as long as the block runs."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def say(text: str, /, **values: object) -> str:
    """Return a text in the reader's language, with ``values`` in its braces.

    The text is written out where it is said, so that catalogues find it; it is a whole sentence wherever it can be,
    since other languages put their words in another order. Without values braces mean nothing.
    """
    # Of nothing, gettext tells the catalogue's header.
    found = _spoken.get().catalogue.gettext(text) if text else text
    return found.format(**values) if values else found


def several(one: str, many: str, number: int, /, *, none: str | None = None, **values: object) -> str:
    """Return the form of a text that goes with a number, which is ``{number}`` in its braces.

    ``none`` is said of nought instead, as in *no checks*.
    """
    if number == 0 and none is not None:
        return say(none, **values)
    return counted(one, many, number).format(number=number, **values)


def counted(one: str, many: str, number: int, /) -> str:
    """Return the form of a text that goes with a number, its braces still empty."""
    return _spoken.get().catalogue.ngettext(one, many, number)


def meant(context: str, text: str, /, **values: object) -> str:
    """Return a text that means several things in English, by what it means here; else as :func:`say`."""
    found = _spoken.get().catalogue.pgettext(context, text)
    return found.format(**values) if values else found


def marked(text: str, /) -> str:
    """Return the text as it is: it stands in a constant, for catalogues to find, and is said once it is shown."""
    return text


def listed(names: Iterable[str], *, last: Literal["and", "or"] = "and") -> str:
    """Join names as a sentence does: a, b and c."""
    words = list(names)
    if len(words) < 2:
        return "".join(words)
    from babel.lists import format_list

    return format_list(words, "standard" if last == "and" else "or", locale=spoken().locale)


def dated(day: date) -> str:
    """Return a day in words: 30 October 2026."""
    from babel.dates import format_date

    return str(format_date(day, "long", locale=spoken().locale))


def month(day: date) -> str:
    """Return the month of a day in words: October 2026."""
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMMM", day, locale=spoken().locale))


def figure(number: Decimal | float) -> str:
    """Return a number with the marks of the language; English parts thousands by a narrow space."""
    from babel.numbers import format_decimal

    written = str(format_decimal(number, locale=spoken().locale, decimal_quantization=False))
    return written.replace(",", "\u202f") if spoken().code == SOURCE else written


def numeral(digits: str) -> str:
    """Return a number, written with a decimal point, in the marks of the language; in English it stays as it is."""
    return digits if spoken().code == SOURCE else figure(Decimal(digits))


def percent(share: float | Fraction) -> str:
    """Return a share of 1 in per cent, as near as six figures tell it."""
    return say("{number} %", number=figure(Decimal(f"{float(share * 100):g}")))


_FIELD = re.compile(r"{(\w+)}", re.ASCII)


def fields(text: str) -> frozenset[str] | None:
    """Return the names in the braces of a text; None where braces hold more than a name.

    A text from elsewhere may be filled in only if it has names alone: what follows a name could reach into a value, or
    ask for a million blanks.
    """
    return None if set("{}") & set(_FIELD.sub("", text)) else frozenset(_FIELD.findall(text))
