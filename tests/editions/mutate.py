"""Changes of an organisation that an edition must not notice.

Knows nothing of how redaction is done: what a lower edition may see is worked out here from the published JSON
Schema and the rules of the handbook, on plain data. Two things are kept as they are, for they steer redaction and
are not themselves secrets: ``visibility``, ``visible_to`` and ``expires``, and the organisation's own ``as_of``.

What counts as the same for a lower edition:

- a leaf above the edition may hold anything valid, or nothing;
- everything inside a container above the edition, or inside a record that is not there, may change;
- a record that is not there may be added or taken away, with all that refers to it. Whether a list is *declared*
  empty is a fact of the list's own edition: one that loses its last record is left out, none is added to ``[]``;
- hidden records may stand anywhere between the others.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from playbook_gen.model.organisation import Organisation
from playbook_gen.model.values import When
from strategies import (
    NAMES,
    TIES,
    UNKNOWN,
    Chunk,
    Data,
    Draw,
    Leaf,
    Maker,
    Word,
    all_ids,
    entries,
    leaf_of,
    leaves,
    tie_key,
    value,
)

ORDER = ("company", "leadership", "author")
CONTROL = frozenset({"id", "visible_to", "visibility", "expires", "schema_version"})


@cache
def schema() -> Data:
    return Organisation.model_json_schema()


def properties(name: str) -> Data:
    """The properties of one kind of record; the organisation itself has no name."""
    found: Data = (schema()["$defs"][name] if name else schema())["properties"]
    return found


def required(name: str) -> list[str]:
    found: list[str] = (schema()["$defs"][name] if name else schema()).get("required", [])
    return found


def inner(prop: Data) -> str | None:
    """The name of the kind of record that a property holds, itself or in a list."""
    for part in (prop, *prop.get("anyOf", ())):
        held = part.get("items", part)
        if "$ref" in held:
            return str(held["$ref"]).rsplit("/", 1)[1]
    return None


@dataclass(frozen=True)
class Sight:
    """What one edition may see of one organisation."""

    edition: str
    moved: dict[str, int]
    as_of: str | None

    @classmethod
    def of(cls, data: Data, edition: str) -> Sight:
        moved: dict[str, int] = {}
        for move in entries(data, "visibility"):
            moved[move["field"]] = max(moved.get(move["field"], 0), ORDER.index(move["edition"]))
        return cls(edition, moved, data.get("as_of"))

    def shows(self, dotted: str, prop: Data) -> bool:
        levels = prop["edition"]
        level = self.moved.get(dotted, ORDER.index(levels["default"]))
        return max(level, ORDER.index(levels["floor"])) <= ORDER.index(self.edition)

    def stands(self, record: Data, name: str, dotted: str, gone: set[str]) -> bool:
        """Whether a record is there, as far as it depends on itself and on the records that are gone."""
        visible = record.get("visible_to")
        if visible in ORDER and ORDER.index(visible) > ORDER.index(self.edition):
            return False
        expires = record.get("expires")
        if is_text(expires) and self.as_of and When.parse(expires).last < When.parse(self.as_of).last:
            return False
        return all(self._has(record, name, key, dotted, gone) for key in required(name))

    def _has(self, record: Data, name: str, key: str, dotted: str, gone: set[str]) -> bool:
        if not self.shows(f"{dotted}.{key}", properties(name)[key]):
            return False
        kinds = refers(name, key)
        held = record[key]
        if isinstance(held, list):
            return len([one for one in held if not lost(one, kinds, gone)]) >= 2
        return not lost(held, kinds, gone)


def is_text(held: Any) -> bool:
    return isinstance(held, str) and not isinstance(held, Word)


@cache
def _classes() -> dict[str, Any]:
    found = {"": Organisation}
    waiting: list[Any] = [Organisation]
    while waiting:
        for leaf in leaves(waiting.pop()):
            if leaf.field.record and leaf.field.record.__name__ not in found:
                found[leaf.field.record.__name__] = leaf.field.record
                waiting.append(leaf.field.record)
    return found


def leaf(name: str, key: str) -> Leaf:
    return leaf_of(_classes()[name], key)


def refers(name: str, key: str) -> tuple[str, ...]:
    ref = leaf(name, key).field.ref
    return ref.kinds if ref else ()


def lost(name: Any, kinds: tuple[str, ...], gone: set[str]) -> bool:
    """Whether a reference leads only to records that are gone."""
    return bool(kinds) and all(f"{kind}/{name}" in gone for kind in kinds)


def gone_from(data: Data, sight: Sight) -> set[str]:
    """Records with ids that the edition does not hold, as ``list/id``; also every id that no list has."""
    gone: set[str] = set()
    ids = all_ids(data)
    every = {name for names in ids.values() for name in names}
    for kind, names in ids.items():
        shown = sight.shows(kind, properties("")[kind])
        gone |= {f"{kind}/{name}" for name in every if name not in names or not shown}
    while True:
        more = {
            f"{kind}/{entry['id']}"
            for kind in ids
            for entry in entries(data, kind)
            if not sight.stands(entry, str(inner(properties("")[kind])), kind, gone)
        }
        if more <= gone:
            return gone
        gone |= more


class Mutator:
    """One changed copy of an organisation, the same to an edition."""

    def __init__(self, data: Data, edition: str, draw: Draw) -> None:
        self.draw = draw
        self.sight = Sight.of(data, edition)
        self.gone = gone_from(data, self.sight)
        self.data: Data = deepcopy(data)

    def run(self) -> Data:
        self._forget()
        self._add()
        self.maker = Maker(self.draw)
        self.maker.ids = all_ids(self.data)
        self._record(self.data, "", "", hidden=False)
        for kind in TIES:
            self._ties(kind)
        for kind in (*NAMES, *TIES):
            self._reorder(kind)
        self._said_once()
        return self.data

    def _stands(self, record: Data, name: str, dotted: str) -> bool:
        return self.sight.stands(record, name, dotted, self.gone)

    # Whole records

    def _forget(self) -> None:
        """Take away some records that the edition does not hold, with whatever refers to them."""
        ids = all_ids(self.data)
        real = sorted(name for name in self.gone if name.split("/")[1] in ids[name.split("/")[0]])
        chosen = (self.gone - set(real)) | {
            name for name, byte in zip(real, self.draw(len(real)), strict=True) if byte % 3 == 2
        }
        while True:
            more = {
                f"alliances/{alliance['id']}"
                for alliance in entries(self.data, "alliances")
                if len([one for one in alliance["partners"] if not lost(one, ("functions", "people"), chosen)]) < 2
            } - chosen
            if not more:
                break
            chosen |= more
        for kind in NAMES:
            _keep(self.data, kind, [one for one in entries(self.data, kind) if f"{kind}/{one['id']}" not in chosen])
        known = {f"{kind}/{name}" for kind, names in all_ids(self.data).items() for name in names}
        _unlink(self.data, "", known)

    def _add(self) -> None:
        """Add people, functions, goals ... that the edition does not hold."""
        ids = all_ids(self.data)
        for kind in ("people", "functions", "goals", "activities", "systems", "priorities"):
            chunk = Chunk(self.draw(4))
            if chunk.byte() % 2 == 0 or _declared_none(self.data.get(kind)):
                continue
            name = chunk.pick(("Aaa-new", "m-new", "zz-new")) + kind
            ids[kind].append(name)
            maker = Maker(self.draw)
            maker.ids = ids
            entry = maker.identified(kind, name)
            entry["visible_to"] = chunk.pick(ORDER[ORDER.index(self.sight.edition) + 1 :])
            for up in ("reports_to", "part_of"):
                entry.pop(up, None)
            self.data[kind] = [*entries(self.data, kind), entry]
            self.gone |= {f"{other}/{name}" for other in NAMES}

    def _ties(self, kind: str) -> None:
        """Add and take away statements that the edition does not hold."""
        held = self.data.get(kind)
        name, shown = str(inner(properties("")[kind])), self.sight.shows(kind, properties("")[kind])
        if shown and (_declared_none(held)):
            return
        chunk = Chunk(self.draw(8))
        kept = [
            one for one in entries(self.data, kind) if (shown and self._stands(one, name, kind)) or chunk.byte() % 3
        ]
        cls = leaf("", kind).field.record
        assert cls
        extra = self.maker.record(cls) if chunk.byte() % 2 else {}
        if extra and not (shown and self._stands(extra, name, kind)):
            kept.append(extra)
        _keep(self.data, kind, kept)

    def _reorder(self, kind: str) -> None:
        """Put the records of a list in another order; it means nothing in any list."""
        held = self.data.get(kind)
        if isinstance(held, list):
            order = self.draw(len(held))
            self.data[kind] = [held[place] for place in sorted(range(len(held)), key=lambda place: order[place])]

    def _said_once(self) -> None:
        """Take back what the reader would refuse: a tie said twice, or with oneself; one that is seen stays."""
        for kind in ("relationships", "perceptions", "practices", "positions"):
            name, found = str(inner(properties("")[kind])), entries(self.data, kind)
            first: dict[tuple[str, ...], Data] = {}
            for one in sorted(found, key=lambda entry: not self._stands(entry, name, kind)):
                if one.get("from", "") != one.get("to", "-"):
                    first.setdefault(tie_key(one), one)
            _keep(self.data, kind, [one for one in found if first.get(tie_key(one)) is one])

    # Leaves

    def _record(self, record: Data, name: str, dotted: str, *, hidden: bool) -> None:
        chunk = Chunk(self.draw(2 * len(properties(name))))
        for key, prop in properties(name).items():
            change, left = chunk.byte(), Chunk(bytes([chunk.byte()]))
            if key in CONTROL or (not name and key == "as_of"):
                continue
            path = f"{dotted}.{key}".lstrip(".")
            veiled = hidden or not self.sight.shows(path, prop)
            below = inner(prop)
            if below is None:
                self._leaf(record, leaf(name, key), left, veiled=veiled, change=change % 2 == 1)
            elif veiled and name and key != "sides" and change % 3 == 1:
                self._replace(record, leaf(name, key), left)
            else:
                self._inside(record, key, below, path, hidden=veiled)

    def _inside(self, record: Data, key: str, below: str, path: str, *, hidden: bool) -> None:
        held = record.get(key)
        for entry in held if isinstance(held, list) else [held] if isinstance(held, dict) else ():
            there = self._stands(entry, below, path)
            before = {} if there else deepcopy(entry)
            self._record(entry, below, path, hidden=hidden or not there)
            if not there and self._stands(entry, below, path):  # what it must refer to was not there, and now is
                entry.clear()
                entry.update(before)

    def _replace(self, record: Data, mine: Leaf, chunk: Chunk) -> None:
        """Put another record, or nothing, where the edition sees none."""
        record.pop(mine.key, None)
        assert mine.field.record
        made = self.maker.record(mine.field.record) if chunk.byte() % 3 else {}
        if made:
            record[mine.key] = [made] if mine.field.many else made

    def _leaf(self, record: Data, mine: Leaf, chunk: Chunk, *, veiled: bool, change: bool) -> None:
        if not change or mine.key in ("partners", "partner", "reports_to", "part_of"):
            return  # rules that span records hang on these; the reader would refuse most changes
        if not veiled:
            self._lost_reference(record, mine, chunk)
        elif chunk.below(4) == 0 and not mine.field.required:
            record.pop(mine.key, None)
        elif (found := value(mine, Chunk(self.draw(3)), self.maker.ids)) is not None:
            record[mine.key] = found

    def _lost_reference(self, record: Data, mine: Leaf, chunk: Chunk) -> None:
        """A reference to what is not there says nothing: it may lead to another such record, or be left out."""
        if mine.field.ref is None or mine.field.required:
            return
        kinds, held = mine.field.ref.kinds, record.get(mine.key)
        there = {name for kind in kinds for name in self.maker.ids[kind]}
        others = sorted(name for name in there if lost(name, kinds, self.gone))
        if isinstance(held, list) and held:
            seen = [name for name in held if not lost(name, kinds, self.gone)]
            _keep(record, mine.key, [*seen, *others[: chunk.below(3)]])
        elif held is None or held == UNKNOWN or (is_text(held) and lost(held, kinds, self.gone)):
            record[mine.key] = chunk.pick([UNKNOWN, *others])
            if mine.field.many and record[mine.key] != UNKNOWN:
                record[mine.key] = [record[mine.key]]


def _declared_none(held: Any) -> bool:
    return held == [] or (isinstance(held, Word) and held == "none")


def _keep(record: Data, key: str, kept: list[Any]) -> None:
    """Leave these in a list; one that loses its last entry is left out, one that had none stays as it is."""
    if kept:
        record[key] = kept
    elif isinstance(record.get(key), list) and record[key]:
        del record[key]


def _unlink(record: Data, name: str, known: set[str]) -> bool:
    """Drop every reference to a record that is not known; say whether this one can do without."""
    for key, prop in properties(name).items():
        held, kinds, below = record.get(key), refers(name, key), inner(prop)
        if kinds and isinstance(held, list):
            _keep(record, key, [one for one in held if any(f"{kind}/{one}" in known for kind in kinds)])
        elif kinds and is_text(held) and not any(f"{kind}/{held}" in known for kind in kinds):
            if key in required(name):
                return False
            del record[key]
        elif below and isinstance(held, list):
            _keep(record, key, [one for one in held if _unlink(one, below, known)])
        elif below and isinstance(held, dict) and not _unlink(held, below, known):
            del record[key]
    return True


def mutate(data: Data, edition: str, draw: Draw) -> Data:
    """Return another organisation that must look the same to ``edition``."""
    return Mutator(data, edition, draw).run()
