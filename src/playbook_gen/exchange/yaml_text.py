"""Values to YAML that reads back as the same text, here and in any other tool: quoted where there is any doubt."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 120

# Words, digits and the few marks that mean nothing to YAML inside a word; not led by a digit, which may be a number.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/+&'’–-]*[\w.)])?\Z")
_WORDS = frozenset(
    ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "none", "unknown"]
)  # fmt: skip


def scalar(text: str) -> str:
    """Return ``text`` as a YAML value on one line; it must be free of control characters."""
    if _PLAIN.match(text) and text.casefold() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def entry(fields: Sequence[tuple[str, str]]) -> str:
    """Return a list entry of keys with finished values, on one line where it is short enough."""
    inside = ", ".join(f"{key}: {value}" for key, value in fields)
    line = f"  - {{{inside}}}"
    if len(line) <= WIDTH:
        return line
    return "\n".join(f"  {'-' if place == 0 else ' '} {key}: {value}" for place, (key, value) in enumerate(fields))


def comment(lines: str) -> str:
    """Return ``lines`` as comments."""
    return "\n".join(f"# {line}".rstrip() for line in lines.strip("\n").split("\n"))
