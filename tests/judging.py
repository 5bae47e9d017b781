"""From the text of a file to what the program makes of it, and to a plain form that can be compared."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from playbook_gen.bundled import folder
from playbook_gen.checks.registry import Check
from playbook_gen.diagnosis.diagnose import Diagnosis, diagnose
from playbook_gen.diagnostics import Collector, as_text
from playbook_gen.editions import redact
from playbook_gen.guidance import Guidance, read_guidance
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Edition
from playbook_gen.reading import Reading, locate, read_cycle


@cache
def guidance() -> Guidance:
    return read_guidance([folder("content")], Collector())


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


def read(text: str) -> Reading:
    """Read a file with that text, as the program does."""
    path = Path(_folder().name) / "cycle.yaml"
    path.write_text(text, encoding="utf-8")
    return read_cycle([(path, "orgs/example/2026.yaml")])


def organisation(text: str) -> Organisation:
    """The organisation in a valid file."""
    reading = read(text)
    assert reading.organisation, as_text(reading.diagnostics)
    return reading.organisation


def redacted(raw: Organisation, edition: Edition) -> Organisation:
    return redact(raw, edition, as_of=raw.as_of.last if raw.as_of else None)


def seen(reading: Reading, edition: Edition) -> Organisation:
    """What an edition sees of a file that was read, with places where it may have them."""
    raw, tree = reading.organisation, reading.tree
    assert raw, as_text(reading.diagnostics)
    assert tree
    as_of = raw.as_of.last if raw.as_of else None
    return redact(raw, edition, as_of=as_of, locate=lambda path: locate(tree, path))


def judged(seen: Organisation, edition: Edition) -> Diagnosis:
    """The diagnosis of a redacted organisation, on the date that it bears itself."""
    as_of = seen.as_of.last if seen.as_of else None
    return diagnose(seen, edition, cycle="2026", as_of=as_of, guidance=guidance())


_PLAIN = (str, int, float, type(None))


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls) if f.name not in ("situation", "organisation", "origin"))


def dump(value: Any) -> Any:
    """Everything that a diagnosis says, as nested tuples; the redacted organisation with its paths and places."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple):
        return tuple([dump(part) for part in value])
    if isinstance(value, Check):
        return value.id
    if hasattr(value, "origin"):
        return value.origin.path
    if isinstance(value, Mapping):
        return tuple((key, dump(held)) for key, held in value.items())
    if isinstance(value, Enum) or not is_dataclass(value):
        return str(value)
    whole = (repr(value.organisation), *_origins(value.organisation)) if isinstance(value, Diagnosis) else ()
    return (type(value).__name__, *whole, *[(name, dump(getattr(value, name))) for name in _names(type(value))])


def _origins(record: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The path of each record, and the places it keeps."""
    yield record.origin.path, tuple(record.origin.places.items())
    for name in _names(type(record)):
        value = getattr(record, name)
        for entry in value if isinstance(value, tuple) else (value,):
            if hasattr(entry, "origin"):
                yield from _origins(entry)
