"""Rules across records: ids that exist and stand once, no rings, no tie said twice, no field below its floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook_gen.diagnostics import Code, Collector, Label, quoted
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Edition, Identified, Record
from playbook_gen.model.shape import Field, Path, field_of, fields, records
from playbook_gen.model.values import When
from playbook_gen.reading.convert import locate
from playbook_gen.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook_gen.reading.nodes import Node
    from playbook_gen.source import Place

MAX_GUESSES = 40
MAX_DRAWN = 20
"""How many unknown ids get a guess at what was meant, and how many people of a ring are named."""

ID_LISTS = tuple(f for f in fields(Organisation) if f.record and issubclass(f.record, Identified))


def check_references(organisation: Organisation, root: Node, found: Collector) -> None:
    """Report every fault that only shows when records are seen together; changes nothing."""
    rules = _Rules(organisation, root, found)
    rules.unique_ids()
    rules.known_references()
    rules.no_rings("people", "reports_to")
    rules.no_rings("functions", "part_of")
    rules.distinct_ties()
    rules.alliance_partners()
    rules.nothing_from_the_future()
    rules.floors()
    rules.remarks()


class _Rules:
    def __init__(self, organisation: Organisation, root: Node, found: Collector) -> None:
        self.organisation, self.root, self.found = organisation, root, found
        self.ids: dict[str, dict[str, Path]] = {f.key: {} for f in ID_LISTS}
        self.guesses = 0

    def at(self, path: Path) -> Place:
        return locate(self.root, path)[0]

    def entries(self, key: str) -> Iterator[tuple[Record, Path]]:
        """Each record of one of the organisation's lists, with its path."""
        field = field_of(Organisation, key)
        values = getattr(self.organisation, field.name) if field else None
        for position, record in enumerate(values or ()):
            yield record, (key, position)

    def unique_ids(self) -> None:
        """Ids of a list differ in more than case; people and functions share one space, as a partner may be either."""
        folded: dict[tuple[str, str], Path] = {}
        for field in ID_LISTS:
            space = "functions" if field.key == "people" else field.key
            for record, path in self.entries(field.key):
                assert isinstance(record, Identified)  # noqa: S101 - for the type checker; ID_LISTS holds these only
                place = (*path, "id")
                first = folded.setdefault((space, record.id.casefold()), place)
                if first is not place:
                    self._twin(record.id, first, place)
                self.ids[field.key].setdefault(record.id, place)

    def _twin(self, name: str, first: Path, second: Path) -> None:
        if self.at(second) < self.at(first):
            first, second = second, first
        earlier = self.at(first)
        self.found.error(
            Code.DUPLICATE_ID,
            self.at(second),
            f"{second[0]}: the id {name} is already used on line {earlier.line}, in {first[0]}",
            hint="ids must differ in more than upper and lower case",
            labels=(Label(place=earlier, text="first used here"),),
            excerpt=name,
        )

    def known_references(self) -> None:
        """Whatever refers to a record names one that is there."""
        for record, path in records(self.organisation):
            for field in fields(type(record)):
                if field.ref:
                    self._known(record, field, path)
            if self.found.full:
                return

    def _known(self, record: Record, field: Field, path: Path) -> None:
        value = getattr(record, field.name)
        many = isinstance(value, tuple)
        for position, name in enumerate(value if many else (value,)):
            if not isinstance(name, str) or field.ref is None:
                continue
            if not any(name in self.ids[kind] for kind in field.ref.kinds):
                self._unknown(name, field.ref.kinds, (*path, field.key, position) if many else (*path, field.key), path)

    def _unknown(self, name: str, kinds: tuple[str, ...], path: Path, owner: Path) -> None:
        meant = self._meant(name, kinds)
        line = next((self.at(self.ids[kind][meant]).line for kind in kinds if meant and meant in self.ids[kind]), None)
        word = " or ".join(_SINGULAR[kind] for kind in kinds)
        shown = quoted(name)
        where = f"{_SINGULAR.get(str(owner[0]), str(owner[0]))} {int(owner[1]) + 1}: " if len(owner) > 1 else ""
        hint = f"did you mean {meant} (line {line})?" if meant else f"add it to {' or '.join(kinds)}, or correct the id"
        message = f'{where}there is no {word} "{shown}"' if shown else f"{where}this is not the id of a {word}"
        self.found.error(Code.REFERENCE, self.at(path), message, hint=hint, excerpt=shown)

    def _meant(self, name: str, kinds: tuple[str, ...]) -> str | None:
        """Guess what was meant, as long as not so much is wrong that guessing would take longer than reading."""
        self.guesses += 1
        if self.guesses > MAX_GUESSES:
            return None
        return nearest(name, [i for kind in kinds for i in self.ids[kind]])

    def no_rings(self, key: str, field: str) -> None:
        """Nobody is above himself or herself through a chain of others."""
        above = {r.id: getattr(r, field) for r, _ in self.entries(key) if isinstance(r, Identified)}
        done: set[str] = set()
        for start in above:
            chain: list[str] = []
            step: object = start
            while isinstance(step, str) and step not in done and step not in chain:
                chain.append(step)
                step = above.get(step)
            if isinstance(step, str) and step in chain:
                self._ring(key, field, chain[chain.index(step) :])
            done.update(chain)

    def _ring(self, key: str, field: str, ring: list[str]) -> None:
        drawn = " -> ".join(f"{name} (line {self.at(self.ids[key][name]).line})" for name in ring[:MAX_DRAWN])
        drawn += f" -> {len(ring) - MAX_DRAWN} more" * (len(ring) > MAX_DRAWN)
        position = int(self.ids[key][ring[0]][1])
        message = f"{field} runs in a ring: {drawn} -> {ring[0]}"
        self.found.error(Code.RING, self.at((key, position, field)), message, hint=f"take one {field} out of the ring")

    def distinct_ties(self) -> None:
        """One reporter says one thing about one direction, and nobody has a tie to himself or herself."""
        for key in ("relationships", "perceptions", "practices", "positions"):
            first: dict[tuple[object, ...], Path] = {}
            for record, path in self.entries(key):
                pair = _tie_key(record)
                if pair[0] == pair[1] and key != "positions":
                    self.found.error(Code.SELF, self.at(path), f"{_SINGULAR[key]} of a person with himself or herself")
                earlier = first.setdefault(pair, path)
                if earlier is not path:
                    self._said_twice(key, earlier, path)
                if self.found.full:
                    return

    def _said_twice(self, key: str, first: Path, second: Path) -> None:
        earlier = self.at(first)
        self.found.error(
            Code.DUPLICATE_TIE,
            self.at(second),
            f"{_SINGULAR[key]} {int(second[1]) + 1} says again what line {earlier.line} says",
            hint="keep one, or name another reporter in said_by",
            labels=(Label(place=earlier, text="first said here"),),
        )

    def alliance_partners(self) -> None:
        """Partners differ, and a side belongs to a partner, once."""
        for alliance, path in self.entries("alliances"):
            partners: tuple[str, ...] = getattr(alliance, "partners", ())
            if len(set(partners)) < len(partners):
                self.found.error(Code.TWICE, self.at((*path, "partners")), "a partner stands twice in this alliance")
            seen: set[str] = set()
            for position, side in enumerate(getattr(alliance, "sides", None) or ()):
                self._side((*path, "sides", position, "partner"), side.partner, partners, seen)
                seen.add(side.partner)
            if self.found.full:
                return

    def _side(self, path: Path, partner: str, partners: tuple[str, ...], seen: set[str]) -> None:
        if partner in seen:
            self.found.error(Code.TWICE, self.at(path), "this partner already has a side in the alliance")
        elif partner not in partners:
            known = ", ".join(name for name in partners if quoted(name))
            hint = f"partners are {known}; use the same ids"
            self.found.error(Code.REFERENCE, self.at(path), "a side of somebody who is no partner here", hint=hint)

    def nothing_from_the_future(self) -> None:
        """What has happened has happened by the date of the file."""
        as_of = self.organisation.as_of
        if as_of is None:
            return
        for record, path in records(self.organisation):
            for field in fields(type(record)):
                value = getattr(record, field.name) if field.name in _PAST else None
                if isinstance(value, When) and value.first > as_of.last:
                    message = f"{field.key} lies after as_of, {as_of}, and is not judged"
                    hint = "correct the date, or move as_of on"
                    self.found.warn(Code.FUTURE, self.at((*path, field.key)), message, hint=hint)

    def _shares(self) -> None:
        for alliance, path in self.entries("alliances"):
            sides = getattr(alliance, "sides", None) or ()
            for part in ("cost_share", "benefit_share"):
                known = [getattr(side, part) for side in sides if getattr(side, part) is not None]
                if sum(known) > 1.005:
                    message = f"the sides' {part} add up to more than 1"
                    self.found.warn(Code.SHARES, self.at((*path, "sides")), message, hint="0.4 and 0.6, say, make 1")

    def floors(self) -> None:
        """A field may move to a lower edition only as far as its floor."""
        for moved, path in self.entries("visibility"):
            name, edition = getattr(moved, "field", ""), Edition[getattr(moved, "edition", "author").upper()]
            field = field_named(name)
            if field is None:
                known = nearest(name, FIELD_NAMES)
                hint = f"did you mean {known}?" if known else "write it as list.field, e.g. activities.cost"
                self.found.error(Code.UNKNOWN_FIELD, self.at((*path, "field")), "there is no such field", hint=hint)
            elif edition < field.floor:
                self.found.error(
                    Code.FLOOR,
                    self.at((*path, "edition")),
                    f"{name} can never be shown to {edition.word}",
                    hint=f"the lowest edition that may hold it is {field.floor.word}",
                )
            elif name == "name" and edition > field.floor:
                message = "the company's name stands in every edition"
                hint = "write a name that everybody may read, or take this entry out"
                self.found.error(Code.FLOOR, self.at((*path, "edition")), message, hint=hint)

    def remarks(self) -> None:
        """What is not wrong and still deserves a word."""
        tops = [p for p, _ in self.entries("people") if getattr(p, "reports_to", None) is not None]
        if tops and len([p for p in tops if not getattr(p, "reports_to", None)]) > 1:
            self.found.warn(
                Code.TWO_TOPS,
                self.at(("people",)),
                "more than one person is declared to report to nobody",
                hint="the map shows each at the top; give all but one a reports_to",
            )
        if self.organisation.as_of is None:
            self.found.warn(
                Code.NO_DATE,
                self.at(()),
                "as_of is missing: nothing that depends on dates is judged",
                hint="add the day for which this file holds, e.g. as_of: 2026-10-30",
            )
        self._shares()
        for record, path in self.entries("positions"):
            if getattr(record, "basis", None) is None:
                message = "a judgement about a person without a basis"
                self.found.warn(Code.NO_BASIS, self.at(path), message, hint="add basis: observed, reported or inferred")


_PAST = frozenset(
    ["last_held", "held", "last_one_to_one", "promises_reviewed", "made", "opened", "closed", "done", "signed"]
)
"""Fields that tell when something happened."""


def _tie_key(record: Record) -> tuple[object, ...]:
    keys = ("source_person", "target_person", "person", "priority", "statement", "said_by")
    return tuple(getattr(record, key) for key in keys if hasattr(record, key))


_SINGULAR = {
    "people": "person",
    "functions": "function",
    "goals": "goal",
    "priorities": "priority",
    "alliances": "alliance",
    "activities": "activity",
    "systems": "system",
    "relationships": "relationship",
    "perceptions": "perception",
    "practices": "practice",
    "positions": "position",
    "actions": "action",
    "heads": "head",
    "responsibilities": "responsibility",
}


def field_named(name: str) -> Field | None:
    """Return the field that a dotted name such as ``alliances.sides.cost_share`` means, if there is one."""
    cls: type[Record] | None = Organisation
    field: Field | None = None
    for word in name.split("."):
        field = field_of(cls, word) if cls else None
        if field is None:
            return None
        cls = field.record
    return field


def _field_names(cls: type[Record], prefix: str = "") -> Iterator[str]:
    for field in fields(cls):
        yield prefix + field.key
        if field.record:
            yield from _field_names(field.record, f"{prefix}{field.key}.")


FIELD_NAMES = tuple(_field_names(Organisation))
