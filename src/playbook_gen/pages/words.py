"""Values to words: names for ids, dates as people write them, counts with the right plural, fields by name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from playbook_gen.checks.clauses import listing, shown
from playbook_gen.checks.situation import Situation
from playbook_gen.model.record import Edition
from playbook_gen.model.values import When

_TOKEN = re.compile(r"(?P<name>\w+)(?:\[(?P<key>[^\]]+)\])?")
_NAMES = ("name", "statement", "what", "decision", "lever", "work", "promise", "issue", "measure", "reason", "skill")
"""Fields that say what a record without an id is about, the first that it has."""


def day(value: date | When | None) -> str:
    """Return a day as in 30 October 2026; coarser dates stay as coarse as they were given."""
    if value is None:
        return "no date"
    return (value if isinstance(value, When) else When.on(value)).in_words()


READERS = {
    Edition.COMPANY: "everyone in the company",
    Edition.LEADERSHIP: "the leadership",
    Edition.AUTHOR: "the author alone",
}
"""For whom each edition is written."""


def marking(edition: Edition) -> str | None:
    """Return what stands on every sheet of an edition that is not for everyone; None for one that is."""
    if edition is Edition.COMPANY:
        return None
    return f"For {READERS[edition]}: {edition.name.lower()} edition. Do not pass on."


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: 1 check, 2 checks, no checks."""
    noun = one if number == 1 else many or f"{one}s"
    return f"{number or 'no'} {noun}"


def sentence(text: str) -> str:
    """Return a text that begins with a capital and ends with a full stop."""
    text = text.strip()
    ended = text if text.endswith((".", "!", "?", "…")) else f"{text}."
    return ended[:1].upper() + ended[1:]


def heading(text: str) -> str:
    """Return a sentence as a heading has it: without its full stop."""
    return sentence(text).removesuffix(".")


def headline(name: str | None, message: str) -> str:
    """Return a message as a heading that names what it is about, once."""
    if name is None or name in message:
        return heading(message)
    first, _, rest = message.partition(" ")
    return heading(f"{name}: {first.lower() if first in _OPENINGS else first} {rest}")


_OPENINGS = frozenset(["The", "None", "Nobody", "No", "Nothing", "Only", "More"])
"""Words that begin a message and are no names, so that they may stand small after a colon."""


class Names:
    """Says ids, fields and paths of one edition in words."""

    def __init__(self, situation: Situation) -> None:
        """Take the situation whose names are meant."""
        self.situation = situation
        organisation = situation.organisation
        self._names: dict[str, str] = {}
        for group in (organisation.activities, organisation.goals, organisation.priorities, organisation.systems):
            for record in group or ():
                self._names[record.id] = str(getattr(record, "statement", None) or getattr(record, "name", record.id))
        self._names.update({a.id: situation.name_of(a) for a in situation.alliances.values()})
        self._names.update({f.id: f.name for f in situation.functions.values()})
        self._names.update({p.id: p.name for p in situation.people.values()})

    def of(self, name: str | None) -> str | None:
        """Return the name behind an id, or the id itself."""
        return None if name is None else self._names.get(name, name)

    def list_of(self, ids: Iterable[str]) -> str:
        """Return several names as a sentence lists them."""
        return listing(self._names.get(name, name) for name in ids)

    def value(self, path: str, value: str) -> str:
        """Return the value of an evidence row with names for ids."""
        record, field = self.find(path)
        held = getattr(record, field, None) if record is not None else None
        if isinstance(held, tuple):
            return self.list_of(str(entry) for entry in held) if held else "none"
        if isinstance(held, When):
            return day(held)
        return self._names.get(value, value) if isinstance(held, str) else shown(held) if held is not None else value

    def label(self, path: str) -> str:
        """Return a path as words: ``alliances[crm].sides[2].cost_share`` is ``CRM, Sales: cost share``."""
        record: Any = self.situation.organisation
        context: list[str] = []
        last = ""
        for token in _TOKEN.finditer(path):
            record = _step(record, token["name"], token["key"])
            last = token["name"].removesuffix("_person").replace("_", " ")
            if token["key"] and record is not None:
                context.append(self._called(record))
        where = ", ".join(word for word in context if word)
        return f"{where}: {last}" if where else last

    def find(self, path: str) -> tuple[Any, str]:
        """Return the record that holds a path's last field, and that field's name."""
        record: Any = self.situation.organisation
        tokens = list(_TOKEN.finditer(path))
        for token in tokens[:-1]:
            record = _step(record, token["name"], token["key"])
        return record, tokens[-1]["name"] if tokens else ""

    def _called(self, record: Any) -> str:
        partner = getattr(record, "partner", None)
        if partner:
            return self.situation.partner(partner).name
        if hasattr(record, "source_person"):
            return f"{self.of(record.source_person)} to {self.of(record.target_person)}"
        own = self.of(record.id) if hasattr(record, "id") else None
        return own or next((str(getattr(record, n)) for n in _NAMES if isinstance(getattr(record, n, None), str)), "")


def _step(record: Any, name: str, key: str | None) -> Any:
    held = getattr(record, name, None)
    if key is None or not isinstance(held, tuple):
        return held
    if key.isdigit() and not any(getattr(entry, "id", None) == key for entry in held):
        return held[int(key) - 1] if 0 < int(key) <= len(held) else None
    return next((entry for entry in held if getattr(entry, "id", None) == key), None)
