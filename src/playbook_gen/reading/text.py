"""Bytes to text: encoding, line ends and characters that must not get in, each fault with its place."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from playbook_gen.diagnostics import Code
from playbook_gen.source import Place

if TYPE_CHECKING:
    from playbook_gen.diagnostics import Collector

_KINDS = (
    (b"PK\x03\x04", "a zip archive, or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
)
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
# Line ends but \n are among them: those of the file are plain by now, and one escaped within a value is none.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]|[\U0001fffe-\U0001ffff]")
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})(?= |$)", re.MULTILINE)
_TAB_INDENT = re.compile(r"^ *\t[ \t]*(?=[^\s#])", re.MULTILINE)


def decode(data: bytes, file: str, found: Collector) -> str | None:
    """Return the text with plain line ends, or None with diagnostics.

    A byte-order mark is dropped; carriage returns, NEL and the Unicode separators end a line as an editor shows it.
    """
    kind = next((words for magic, words in _KINDS if data.startswith(magic)), None)
    if kind:
        found.error(Code.NOT_TEXT, Place(file, 1, 1), f"is not a text file (looks like {kind})")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace").removeprefix("\ufeff")
        line, column = _position(_LINE_END.sub("\n", before), None)
        message = f"byte 0x{data[error.start]:02X} is not UTF-8"
        found.error(Code.ENCODING, Place(file, line, column), message, hint="save the file as UTF-8")
        return None
    text = _LINE_END.sub("\n", text)
    refuse_characters(text, file, found)
    if conflict := _CONFLICT.search(text):
        line, _ = _position(text, conflict.start())
        found.error(
            Code.SYNTAX,
            Place(file, line, 1),
            "git merge conflict marker",
            hint="choose one side and remove the markers",
        )
    return None if found.failed else text


def refuse_characters(text: str, file: str, found: Collector, *, at: Place | None = None) -> None:
    """Report control characters, direction overrides and noncharacters; ``at`` places text found inside a value."""
    for match in islice(_FORBIDDEN.finditer(text), 20):
        line, column = _position(text, match.start())
        place = at or Place(file, line, column)
        found.error(Code.CHARACTER, place, f"{_describe(match[0])} is not allowed here", hint="remove it")


def tab_indent(text: str, line: int) -> bool:
    """Whether the given line is indented with a tab."""
    lines = text.split("\n")
    return line <= len(lines) and bool(_TAB_INDENT.match(lines[line - 1]))


def _describe(character: str) -> str:
    number = ord(character)
    if 0x202A <= number <= 0x202E or 0x2066 <= number <= 0x2069:
        return f"direction mark U+{number:04X}"
    if 0x2028 <= number <= 0x2029:
        return f"line separator U+{number:04X}"
    return f"control character U+{number:04X}"


def _position(text: str, offset: int | None) -> tuple[int, int]:
    before = text if offset is None else text[:offset]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
