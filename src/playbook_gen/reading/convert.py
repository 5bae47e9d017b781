"""The positioned tree to the model: pydantic converts and finds every fault, here each gets its place and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from playbook_gen.diagnostics import MAX_FAULTS, Code, Collector, quoted
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Edition, Plain, Record
from playbook_gen.model.shape import Field, Path, field_of, fields
from playbook_gen.reading.nodes import Mapping, Node, Scalar, Sequence
from playbook_gen.spelling import nearest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from playbook_gen.source import Place


WINDOW = 20
LARGE = 50_000
"""A tree of so many values is converted a few entries of each list at a time: faults by the hundred thousand would
fill the memory."""


def to_organisation(root: Mapping, found: Collector) -> Organisation | None:
    """Return the organisation that the tree describes, or None with a diagnostic for each fault."""
    if _size(root) <= LARGE:
        return _convert(root, 0, root, found)
    longest = max((len(node.items) for _, node in root.entries if isinstance(node, Sequence)), default=0)
    parts: list[Organisation] = []
    for start in range(0, max(longest, 1), WINDOW):
        part = _convert(_window(root, start), start, root, found)
        parts += [part] if part else []
        if found.full:
            break
    return None if found.failed else _joined(parts)


def _joined(parts: list[Organisation]) -> Organisation:
    """Return one organisation with the lists of all parts; what stands outside the lists is the same in each."""
    lists = {
        field.name: tuple(entry for part in parts for entry in getattr(part, field.name))
        for field in fields(Organisation)
        if isinstance(getattr(parts[0], field.name), tuple)
    }
    return parts[0].model_copy(update=lists)


def _size(node: Node) -> int:
    if isinstance(node, Sequence):
        return 1 + sum(map(_size, node.items))
    return 1 if isinstance(node, Scalar) else 1 + sum(_size(value) for _, value in node.entries)


def _window(root: Mapping, start: int) -> Mapping:
    """Return the tree with a stretch of each of its lists."""

    def cut(node: Node) -> Node:
        return Sequence(node.items[start : start + WINDOW], node.place) if isinstance(node, Sequence) else node

    return Mapping(tuple((key, cut(node)) for key, node in root.entries), root.place)


def _convert(part: Mapping, start: int, root: Mapping, found: Collector) -> Organisation | None:
    try:
        return Organisation.model_validate(_plain(part))
    except ValidationError as error:
        for fault in _faults(error, part):
            # What is wrong outside the lists is wrong in every stretch; it is told once.
            if not start or any(isinstance(step, int) for step in fault["loc"][1:2]):
                _report(fault, start, root, found)
        if not found.failed:
            message = f"{error.error_count():,} values cannot be used".replace(",", " ")
            found.error(Code.VALUE, root.place, message, hint="check a few entries of each list first")
        return None


def _faults(error: ValidationError, part: Mapping) -> list[ErrorDetails]:
    """Return every fault, or where there are too many to spell out, those of the first entries of each list."""
    for most in (1_000, 100, 10):
        if error.error_count() <= MAX_FAULTS:
            break
        try:
            Organisation.model_validate(_plain(part, most))
        except ValidationError as fewer:
            error = fewer
    too_many = error.error_count() > MAX_FAULTS
    return [] if too_many else error.errors(include_url=False, include_input=False)


def _plain(node: Node, most: int | None = None) -> Any:
    if isinstance(node, Scalar):
        return Plain(node.text) if node.plain else node.text
    if isinstance(node, Sequence):
        return [_plain(item, most) for item in node.items[:most]]
    return {key.text: _plain(value, most) for key, value in node.entries}


def locate(root: Node, path: Path) -> tuple[Place, str | None]:
    """Return the place of the value at ``path`` and the last key before it; the nearest parent where it is absent."""
    node, key = root, None
    for step in path:
        below: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            below = node.get(step)
            key = step if below else key
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            below = node.items[step]
        if below is None:
            break
        node = below
    return node.place, key


def _report(fault: ErrorDetails, start: int, root: Mapping, found: Collector) -> None:
    path = fault["loc"]
    if len(path) > 1 and isinstance(path[1], int):
        path = (path[0], path[1] + start, *path[2:])
    if fault["type"] == "extra_forbidden":
        _unknown_field(path, root, found)
        return
    place, _ = locate(root, path)
    field = _field_at(path)
    name = _named(path)
    message, hint = _words(fault, name, field)
    code = Code.MISSING if fault["type"] in ("missing", "empty") else Code.VALUE
    if fault["type"] == "literal_error" and name == "schema_version":
        code, message = Code.VERSION, "this program does not know this schema_version"
        hint = "it reads version 1: write schema_version: 1, or for a newer file install a newer playbook-gen"
    found.error(code, place, message, hint=hint)


def _unknown_field(path: Path, root: Mapping, found: Collector) -> None:
    parent, key = path[:-1], str(path[-1])
    node: Node | None = root
    for step in parent:
        node = node.get(step) if isinstance(node, Mapping) and isinstance(step, str) else node
        node = node.items[step] if isinstance(node, Sequence) and isinstance(step, int) else node
    written = node.key(key) if isinstance(node, Mapping) else None
    place = written.place if written else locate(root, parent)[0]
    shown = quoted(key)
    cls = _record_at(parent)
    allowed = [f.key for f in fields(cls)] if cls else []
    meant = nearest(key, allowed)
    hint = f"did you mean {meant}?" if meant else f"allowed here: {', '.join(allowed)}; your own go under extra:"
    message = f"unknown field {shown}" if shown else "unknown field"
    found.error(Code.UNKNOWN_FIELD, place, message, hint=hint, excerpt=shown)


def _named(path: Path) -> str:
    """Return the field's name for a message, e.g. ``title`` or ``entry 3 of people``."""
    last = path[-1] if path else "the file"
    if isinstance(last, int):
        return f"entry {last + 1} of {next((s for s in reversed(path) if isinstance(s, str)), 'the list')}"
    return last


def _record_at(path: Path) -> type[Record] | None:
    cls: type[Record] | None = Organisation
    for step in path:
        if isinstance(step, str) and cls:
            field = field_of(cls, step)
            cls = field.record if field else None
    return cls


def _field_at(path: Path) -> Field | None:
    words = [step for step in path if isinstance(step, str)]
    cls = _record_at(tuple(words[:-1]))
    return field_of(cls, words[-1]) if cls and words else None


_EXPECTED = {
    "model_type": "expected an entry with fields",
    "tuple_type": "expected a list",
    "string_type": "expected text",
    "truth": "expected yes or no",
    "bool_type": "expected yes or no",
    "int_type": "expected a whole number",
    "whole": "expected a whole number",
    "float_type": "expected a number",
    "decimal": "expected a number",
    "huge": "the number is too large",
    "dict_type": "expected fields with values",
    "too_short": "needs at least two entries",
    "too_long": "has too many entries",
    "missing": "is missing",
    "empty": "is empty",
    "string_too_short": "is empty",
    "string_too_long": "is too long",
    "when": "is not a calendar date",
    "money": "is not an amount of money",
    "id": "is not an id, or too long for one",
    "broken": "needs to stand on one line",
    "reserved_id": "is a name that the site needs for itself",
}
_WAYS_OUT = {
    "when": "write YYYY-MM-DD, YYYY-MM, YYYY-Q1 to YYYY-Q4, or YYYY",
    "money": "write 1200000, 1 200 000 EUR, or 1.2m EUR",
    "id": "use letters, digits, - and _ (at most 64), beginning with a letter or digit",
    "reserved_id": "choose another id",
    "model_type": "start it with the name of a field, e.g. - id: ...",
    "tuple_type": "start each entry on its own line with a dash, or write [a, b]",
    "truth": "write yes or no, or leave it out",
    "string_type": "write it on one line, in quotes if it begins with a bracket or brace",
    "whole": "write digits only, e.g. 12",
    "decimal": "write digits and a point, e.g. 12 or 0.4",
    "broken": "take line breaks, tabs and long gaps out of it",
    "string_too_long": "shorten it, or move it into a Markdown page in content/",
}
_NUMBERS = frozenset({"whole", "huge", "int_type", "greater_than_equal", "less_than_equal"})


def _words(fault: ErrorDetails, name: str, field: Field | None) -> tuple[str, str | None]:
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "literal_error":
        return f"{name} has a word that is not known", "allowed: " + str(context.get("expected", "")).replace("'", "")
    if kind == "hidden":
        return f"{name} holds the invisible character {context.get('code')}", "remove it; " + _WAYS_OUT["id"]
    if kind in _NUMBERS and field and "1:" in field.doc:
        return f"{name}: expected a whole number from 1 to 5", field.doc
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"at least {context['ge']:g}" if "ge" in context else f"at most {context['le']:g}"
        return f"{name} is out of range", bound
    text = _EXPECTED.get(kind, "cannot be used")
    joined = f"{name} {text}" if text.startswith(("is", "has", "needs", "cannot")) else f"{name}: {text}"
    way_out = _WAYS_OUT.get(kind)
    return joined, way_out or (
        field.doc if field and kind in ("missing", "empty") and field.default is Edition.COMPANY else None
    )
