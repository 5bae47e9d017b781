"""Values to words: names for ids, dates as people write them, counts with the right plural, fields by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Literal, get_origin

from playbook_gen.checks.clauses import shown
from playbook_gen.checks.registry import Mode
from playbook_gen.checks.situation import Situation
from playbook_gen.language import listed, marked, meant, say, several
from playbook_gen.model.alliances import Contribution
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Edition
from playbook_gen.model.shape import fields as shape_fields
from playbook_gen.model.shape import record_classes
from playbook_gen.model.values import When

_TOKEN = re.compile(r"(?P<name>\w+)(?:\[(?P<key>[^\]]+)\])?")
_NAMES = ("name", "statement", "what", "decision", "lever", "work", "promise", "issue", "measure", "reason", "skill")
"""Fields that say what a record without an id is about, the first that it has."""


NAMED, HEADED = 6, 3
"""Things that one sentence names, and one heading; more are counted."""


def day(value: date | When | None) -> str:
    """Return a day as in 30 October 2026; coarser dates stay as coarse as they were given."""
    if value is None:
        return say("no date")
    return (value if isinstance(value, When) else When.on(value)).in_words()


_MARKINGS = {
    Edition.LEADERSHIP: marked("For the leadership: leadership edition. Do not pass on."),
    Edition.AUTHOR: marked("For the author alone: author edition. Do not pass on."),
}


def marking(edition: Edition) -> str | None:
    """Return what stands on every sheet of an edition that is not for everyone; None for one that is."""
    return say(_MARKINGS[edition]) if edition in _MARKINGS else None


def mode_title(mode: Mode) -> str:
    """Return the name of a failure mode as it stands alone."""
    titles: Mapping[Mode, str] = {
        "focus": meant("failure mode", "Focus"),
        "fit": meant("failure mode", "Fit"),
        "feasibility": meant("failure mode", "Feasibility"),
        "function": meant("failure mode", "Function"),
        "financial": meant("failure mode", "Financial"),
    }
    return titles[mode]


def contribution(step: Contribution) -> str:
    """Return how much an alliance contributes to a goal."""
    steps: Mapping[Contribution, str] = {
        "none": meant("a step of contribution", "none"),
        "some": meant("a step of contribution", "some"),
        "main": meant("a step of contribution", "main"),
        "leading": meant("a step of contribution", "leading"),
    }
    return steps[step]


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: 1 check, 2 checks, no checks."""
    noun = one if number == 1 else many or f"{one}s"
    return f"{number or 'no'} {noun}"


_STOPS = (".", "。", "।", "۔")
"""The full stops of several scripts."""
_ENDS = (*_STOPS, "!", "?", "…", "\uff01", "\uff1f", "؟")


def sentence(text: str) -> str:
    """Return a text that begins with a capital and ends with a full stop."""
    text = capital(text.strip())
    # Translators: the full stop at the end of a sentence.
    return text if text.endswith(_ENDS) else say("{sentence}.", sentence=text)


_UNBROKEN = re.compile(r"(?<=\d) (?=\d{3}\b|%)")
"""Spaces inside a number, and before its sign."""


def heading(text: str) -> str:
    """Return a sentence as a heading has it: without its full stop."""
    text = _UNBROKEN.sub("\xa0", capital(text.strip()))
    return text[:-1] if text.endswith(_STOPS) else text


def capital(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]


def named(alliances: Sequence[str], most: int = NAMED) -> str:
    """Return alliances as a sentence lists them, or their number where they are many."""
    if len(alliances) <= most:
        return listed(alliances)
    return several("{number} alliance", "{number} alliances", len(alliances))


def headline(name: str | None, message: str) -> str:
    """Return a message as a heading that names what it is about, once."""
    if name is None or name in message:
        return heading(message)
    first, _, rest = message.partition(" ")
    small = f"{first.lower()} {rest}" if first in say(_OPENINGS).split() else message
    return heading(say("{name}: {message}", name=name, message=small))


# Translators: words that often begin a finding and are written small after a colon; one dash where there are none.
_OPENINGS = marked("The None Nobody No Nothing Only More")
"""Words that begin a message and are no names, so that they may stand small after a colon."""


class Names:
    """Says ids, fields and paths of one edition in words."""

    def __init__(self, situation: Situation) -> None:
        """Take the situation whose names are meant."""
        self.situation = situation
        organisation = situation.organisation
        self._names: dict[str, str] = {}
        self._names.update({a.id: a.what for a in organisation.actions or ()})
        self._names.update({goal.id: goal.statement for goal in organisation.goals or ()})
        for group in (
            organisation.responsibilities,
            organisation.activities,
            organisation.priorities,
            organisation.systems,
        ):
            self._names.update({record.id: record.name for record in group or ()})
        self._names.update({a.id: situation.name_of(a) for a in situation.alliances.values()})
        self._names.update({f.id: f.name for f in situation.functions.values()})
        self._names.update({p.id: p.name for p in situation.people.values()})

    def of(self, name: str | None) -> str | None:
        """Return the name behind an id, or the id itself."""
        return None if name is None else self._names.get(name, name)

    def list_of(self, ids: Iterable[str]) -> str:
        """Return several names as a sentence lists them."""
        return listed(self._names.get(name, name) for name in ids)

    def value(self, path: str, value: str) -> str:
        """Return the value of an evidence row with names for ids."""
        record, field = self.find(path)
        if record is None or getattr(record, field, None) is None:
            return say("not known") if value == "not known" else value
        return self.held(record, field)

    def held(self, record: Any, field: str) -> str:
        """Return what a field of a record holds, with names for ids."""
        value = getattr(record, field)
        named = (type(record).__name__, field) in _references()
        if isinstance(value, tuple):
            entries = [str(entry) for entry in value]
            return (self.list_of(entries) if named else listed(entries)) if entries else say("none")
        if isinstance(value, str):
            return self._names.get(value, value) if named else word_of(record, field, value)
        return day(value) if isinstance(value, When) else shown(value)

    def label(self, path: str) -> str:
        """Return a path as words: ``alliances[crm].sides[2].cost_share`` is ``CRM, Sales: cost share``."""
        record: Any = self.situation.organisation
        context: list[str] = []
        last = ""
        for token in _TOKEN.finditer(path):
            holder, record = record, _step(record, token["name"], token["key"])
            last = token["name"].removesuffix("_person").replace("_", " ")
            if token["key"] and record is not None:
                context.append(self.called(record))
            elif context and isinstance(record, str) and record == self.called(holder):
                # What a record is called by stands beside it as the value.
                context.pop()
        field = say(last) if last else ""
        where = ", ".join(word for word in context if word)
        return say("{place}: {field}", place=where, field=field) if where else field

    def find(self, path: str) -> tuple[Any, str]:
        """Return the record that holds a path's last field, and that field's name."""
        record: Any = self.situation.organisation
        tokens = list(_TOKEN.finditer(path))
        for token in tokens[:-1]:
            record = _step(record, token["name"], token["key"])
        return record, tokens[-1]["name"] if tokens else ""

    def called(self, record: Any) -> str:
        """Return what a record is about in a few words, or nothing."""
        partner = getattr(record, "partner", None)
        if partner:
            return self.situation.partner(partner).name
        if hasattr(record, "source_person"):
            source, target = self.of(record.source_person), self.of(record.target_person)
            return say("{source} to {target}", source=source, target=target)
        own = self.of(record.id) if hasattr(record, "id") else None
        return own or next((str(getattr(record, n)) for n in _NAMES if isinstance(getattr(record, n, None), str)), "")


def word_of(record: Any, field: str, value: str) -> str:
    """Return the value of a field that takes certain words alone in the language; what people wrote stays theirs."""
    kind = _fields_of_words().get((type(record).__name__, field))
    if kind is Contribution:
        return contribution(value)  # type: ignore[arg-type]
    return say(value) if kind else value


@cache
def _fields_of_words() -> Mapping[tuple[str, str], object]:
    """Return the types of the fields that take certain words alone, by the name of their record and their own."""
    return {
        (cls.__name__, name): info.annotation
        for cls in record_classes(Organisation)
        for name, info in cls.model_fields.items()
        if get_origin(info.annotation) is Literal
    }


@cache
def _references() -> frozenset[tuple[str, str]]:
    """Return the fields that name other records, as the name of their own record and theirs; no other text is an id."""
    return frozenset(
        (cls.__name__, one.name) for cls in record_classes(Organisation) for one in shape_fields(cls) if one.ref
    )


def _step(record: Any, name: str, key: str | None) -> Any:
    held = getattr(record, name, None)
    if key is None or not isinstance(held, tuple):
        return held
    if key.isdigit() and not any(getattr(entry, "id", None) == key for entry in held):
        return held[int(key) - 1] if 0 < int(key) <= len(held) else None
    return next((entry for entry in held if getattr(entry, "id", None) == key), None)
