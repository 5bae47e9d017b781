"""User text on its way into a drawing: cleaned, capped, measured, wrapped and cut.

The reader refuses control characters with their place; this is the second fence, and it never refuses.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from playbook_gen.maps.widths import is_mark, text_width

FULL_TEXT_CAP = 300
"""Characters of one text that a drawing may hold; the rest becomes an ellipsis."""

_READ_CAP = 4 * FULL_TEXT_CAP
_MARKS_CAP = 4
_ELLIPSIS = "…"
_KEPT_SPACES = "\u00a0\u202f"
_JOINERS = "\u200c\u200d"


def _dropped(char: str) -> bool:
    if char in _JOINERS:
        return False
    noncharacter = ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF
    return noncharacter or unicodedata.category(char) in {"Cc", "Cf", "Cs"}


def _spaced(char: str) -> str:
    return " " if char.isspace() and char not in _KEPT_SPACES and not "\x1c" <= char <= "\x1f" else char


def _few_marks(text: str) -> Iterator[str]:
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if run <= _MARKS_CAP:
            yield char


def clean(text: str) -> str:
    """One line of NFC text without controls, noncharacters, format and bidi characters, at most 300 long.

    White space is folded to single spaces (no-break spaces stay); text of blanks alone comes back empty.
    """
    if text.isascii() and text.isprintable() and len(text) <= FULL_TEXT_CAP:
        return " ".join(text.split())
    capped = text[:_READ_CAP]
    spaced = " ".join("".join(map(_spaced, capped)).split(" "))
    kept = "".join(char for char in spaced if not _dropped(char))
    folded = " ".join(word for word in kept.split(" ") if word)
    composed = "".join(_few_marks(unicodedata.normalize("NFC", folded)))
    if not composed.strip(_KEPT_SPACES + _JOINERS + " "):
        return ""
    return _capped(composed, was_longer=len(text) > _READ_CAP)


def _capped(text: str, *, was_longer: bool) -> str:
    if len(text) <= FULL_TEXT_CAP and not was_longer:
        return text
    kept = ""
    for cluster in graphemes(text):
        if len(kept) + len(cluster) >= FULL_TEXT_CAP:
            break
        kept += cluster
    return kept + _ELLIPSIS


def _joins(cluster: str, char: str) -> bool:
    if is_mark(char) or unicodedata.category(char) == "Mc" or cluster[-1] == "\u200d":
        return True
    flag = "\U0001f1e6" <= char <= "\U0001f1ff"
    return flag and len(cluster) == 1 and "\U0001f1e6" <= cluster <= "\U0001f1ff"


def graphemes(text: str) -> list[str]:
    """Text in pieces that must not be torn apart: base and marks, joined emoji, pairs that make a flag."""
    clusters: list[str] = []
    for char in text:
        if clusters and _joins(clusters[-1], char):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def ellipsise(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Text cut at a grapheme so that it fits ``width`` points, with an ellipsis where something is gone."""
    if text_width(text, size, bold=bold) <= width:
        return text
    room = width - text_width(_ELLIPSIS, size, bold=bold)
    return _fitting(text, room, size, bold=bold).rstrip() + _ELLIPSIS


def _fitting(text: str, width: float, size: float, *, bold: bool) -> str:
    kept, used = "", 0.0
    for cluster in graphemes(text):
        used += text_width(cluster, size, bold=bold)
        if used > width:
            break
        kept += cluster
    return kept


def _first_line(text: str, width: float, size: float, *, bold: bool) -> str:
    fits = _fitting(text, width, size, bold=bold)
    if len(fits) == len(text) or text[len(fits)] == " ":
        return fits
    whole_words = fits.rpartition(" ")[0]
    return whole_words or fits or graphemes(text)[0]


def wrap(text: str, width: float, size: float, *, lines: int = 2, bold: bool = False) -> tuple[str, ...]:
    """Text on at most so many ``lines`` of ``width`` points, broken at spaces, cut only on the last."""
    rows: list[str] = []
    rest = text
    while rest and len(rows) < lines - 1 and text_width(rest, size, bold=bold) > width:
        rows.append(_first_line(rest, width, size, bold=bold))
        rest = rest[len(rows[-1]) :].lstrip(" ")
    return (*rows, ellipsise(rest, width, size, bold=bold)) if rest else tuple(rows)
