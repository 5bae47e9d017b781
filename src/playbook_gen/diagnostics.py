"""Messages about the input, as data with a place and a way out; they are turned into text last.

A diagnostic never quotes free text or a judgement: a continuous-integration log is public. Ids and the names of
fields may be quoted.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from playbook_gen.source import Place


MAX_FAULTS = 5_000
"""From so many faults on, looking for others would only take time."""

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}", re.ASCII)


class Code(Enum):
    """What kind of fault it is. A number once used is never given another meaning."""

    EMPTY = "PB001"
    NOT_TEXT = "PB002"
    ENCODING = "PB003"
    CHARACTER = "PB004"
    TOO_LARGE = "PB005"
    SYNTAX = "PB006"
    UNSUPPORTED = "PB007"
    DUPLICATE_KEY = "PB008"
    UNKNOWN_FIELD = "PB009"
    MISSING = "PB010"
    VALUE = "PB011"
    REFERENCE = "PB012"
    DUPLICATE_ID = "PB013"
    RING = "PB014"
    DUPLICATE_TIE = "PB015"
    SELF = "PB016"
    FLOOR = "PB017"
    FILES = "PB018"
    VERSION = "PB019"
    TWICE = "PB020"
    NO_BASIS = "PB101"
    NO_DATE = "PB102"
    TWO_TOPS = "PB103"
    SHARES = "PB104"
    FUTURE = "PB105"
    IDLE = "PB106"


@dataclass(frozen=True, kw_only=True)
class Label:
    """A second place that belongs to a diagnostic."""

    place: Place
    text: str


@dataclass(frozen=True, kw_only=True)
class Diagnostic:
    """One fault or remark: where, what, and the way out."""

    code: Code
    place: Place
    message: str
    hint: str | None = None
    labels: tuple[Label, ...] = ()
    excerpt: str | None = None
    """The offending id or field name, where it may be shown."""
    warning: bool = False

    @property
    def level(self) -> str:
        """``error`` or ``warning``."""
        return "warning" if self.warning else "error"


@dataclass
class Collector:
    """Gathers diagnostics while the input is read, so that all are reported and not the first alone."""

    found: list[Diagnostic] = field(default_factory=list)

    def error(
        self,
        code: Code,
        place: Place,
        message: str,
        *,
        hint: str | None = None,
        labels: tuple[Label, ...] = (),
        excerpt: str | None = None,
    ) -> None:
        """Add a fault that makes the input unusable."""
        self.found.append(
            Diagnostic(code=code, place=place, message=message, hint=hint, labels=labels, excerpt=excerpt)
        )

    def warn(self, code: Code, place: Place, message: str, *, hint: str | None = None) -> None:
        """Add a remark that stops nothing."""
        self.found.append(Diagnostic(code=code, place=place, message=message, hint=hint, warning=True))

    @property
    def failed(self) -> bool:
        """Whether there is at least one error."""
        return any(not diagnostic.warning for diagnostic in self.found)

    @property
    def full(self) -> bool:
        """Whether there are so many that looking on would help nobody."""
        return len(self.found) >= MAX_FAULTS

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Return everything found, in the order of files and lines, each once."""
        return tuple(sorted(dict.fromkeys(self.found), key=lambda d: (d.place, d.code.value, d.message)))


def visible(text: str) -> str:
    """Return ``text`` with control characters spelled out, so that no input can drive a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def quoted(text: str) -> str | None:
    """Return ``text`` where a message may repeat it: one word in the form of an id or a field's name.

    What stands in the place of an id may be a sentence that slipped there, and sentences are never repeated.
    """
    return text if _NAME.fullmatch(text) else None


def as_text(diagnostics: Sequence[Diagnostic], *, limit: int | None = 20) -> str:
    """Draw diagnostics for a person, errors before warnings; ``limit`` caps each kind, the rest are counted."""
    parts: list[str] = []
    for level in ("error", "warning"):
        chosen = [d for d in diagnostics if d.level == level]
        parts += [_draw(d) for d in chosen[:limit]]
        if limit is not None and len(chosen) > limit:
            parts.append(f"and {len(chosen) - limit} more {level}s (`playbook-gen check --all-errors` shows them)")
    return "\n".join(parts)


def _draw(d: Diagnostic) -> str:
    lines = [f"{visible(str(d.place))}: {d.level}[{d.code.value}] {visible(d.message)}"]
    if d.excerpt:
        number, shown = str(d.place.line), visible(d.excerpt)
        gutter = " " * len(number)
        indent = " " * min(d.place.column - 1, 60)
        lines += [f"{gutter} |", f"{number} | {indent}{shown}", f"{gutter} | {indent}{'^' * len(shown)}"]
    lines += [f"  = also {visible(str(label.place))}: {visible(label.text)}" for label in d.labels]
    if d.hint:
        lines.append(f"  = hint: {visible(d.hint)}")
    return "\n".join(lines)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Write diagnostics for a program: one object each, in order."""
    return json.dumps([_plain(d) for d in diagnostics], indent=2)


def _plain(d: Diagnostic) -> dict[str, object]:
    also = [{"file": x.place.file, "line": x.place.line, "column": x.place.column, "text": x.text} for x in d.labels]
    return {
        "code": d.code.value,
        "level": d.level,
        "file": d.place.file,
        "line": d.place.line,
        "column": d.place.column,
        "message": d.message,
        "hint": d.hint,
        "also": also,
    }


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Write diagnostics as annotations that a GitHub workflow shows beside the lines."""
    return "\n".join(
        f"::{d.level} file={_escape(visible(d.place.file))},line={d.place.line},col={d.place.column},"
        f"title={d.code.value}::" + _escape(visible(d.message) + (f" ({visible(d.hint)})" if d.hint else ""))
        for d in diagnostics
    )


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace(":", "%3A").replace(",", "%2C")
