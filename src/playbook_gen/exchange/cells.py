"""What a cell of somebody else's table says: cleaned text, words that mean nothing, dates, and keys to compare by."""

from __future__ import annotations

import re
import unicodedata

from playbook_gen.model.values import When

MAX_TEXT = 200
"""The most characters of a name, title or department that are taken over."""

# What the reader refuses, plus lone surrogates and stray byte-order marks, which no file can hold or show.
_FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]|[\U0001fffe-\U0001ffff]"
)
_WITHHELD = frozenset(["-", "--", "–", "—", "?", "n/d", "n/a", "n.a.", "not disclosed", "withheld", "redacted"])
_ERRORS = frozenset(["#n/a", "#ref!", "#name?", "#value!", "#null!", "#div/0!", "#num!"])
_MACHINE_BLANK = frozenset(["null", "nan", "none", "nil", "na", "nd"])
_VACANT = re.compile(r"(?:vacant|vacancy|open position|to be (?:hired|appointed|recruited)|tb[hc])\b", re.IGNORECASE)
_SALUTATION = re.compile(r"(?:mr|mrs|ms|miss|mx|dr|prof)\.?\Z", re.IGNORECASE)
_WHOLE = re.compile(r"(\d+)\.0+\Z", re.ASCII)


def clean(text: str) -> str:
    """Return ``text`` on one line, without the characters that the reader refuses."""
    kept = (_FORBIDDEN.sub("", word) for word in text.split())
    return " ".join(word for word in kept if word)


def damaged(text: str) -> bool:
    """Whether `clean` takes out more than white space."""
    return any(_FORBIDDEN.search(word) for word in text.split())


def withheld(text: str) -> bool:
    """Whether a name or title says only that it is not given. ``Null`` and ``Na`` are names that people bear."""
    folded = text.casefold()
    return not text or folded in _WITHHELD or folded in _ERRORS or text == "ND"


def blank(text: str) -> bool:
    """Whether a cell that holds no name (an id, a department, a manager) says nothing."""
    return withheld(text) or text.casefold() in _MACHINE_BLANK


def vacant(name: str) -> bool:
    """Whether the name says that nobody holds the post."""
    return bool(_VACANT.match(name))


def salutation(title: str) -> bool:
    """Whether a title is Mr, Ms, Dr and the like, which is no job."""
    return bool(_SALUTATION.match(title))


def plain_number(text: str) -> str:
    """Return ``1001`` for the ``1001.0`` that spreadsheets make of a number; any other text as it is."""
    found = _WHOLE.match(text)
    return found[1] if found else text


def key(text: str) -> str:
    """Return what two cells must share to mean the same: letters without regard to case, width and spacing."""
    return plain_number(" ".join(unicodedata.normalize("NFKC", text).casefold().split()))


_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?\Z", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: .*)?\Z", re.ASCII)


def day_comes_first(dates: list[str]) -> bool | None:
    """Tell ``31/12/2025`` from ``12/31/2025`` by a whole column; None where its dates allow both or neither."""
    pairs = [(int(found[1]), int(found[2])) for text in dates if (found := _SLASHED.match(text))]
    day_first, month_first = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    return None if day_first == month_first else day_first


def date_text(text: str, *, day_first: bool | None) -> str | None:
    """Return the date in the form that the organisation file takes, or None where it cannot be told."""
    if found := _ISO.match(text):
        return _real(f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}")
    if found := _DOTTED.match(text):
        return _real(f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}")
    found = _SLASHED.match(text)
    if found and (day_first is not None or found[1] == found[2]):
        day, month = (found[1], found[2]) if day_first else (found[2], found[1])
        return _real(f"{found[3]}-{int(month):02}-{int(day):02}")
    return _real(text)


def _real(text: str) -> str | None:
    try:
        return str(When.parse(text))
    except ValueError:
        return None
