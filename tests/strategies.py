"""Organisations made by rule from the schema: valid, small, and full of the near-misses that rules turn on.

An organisation is plain data (mappings, lists, text) under the keys of the file. Everything is made from chunks of
bytes: Hypothesis draws one chunk a record, so that it can shrink, and a seed can stand in for Hypothesis. A zero
byte always means *left out*, so that the simplest organisation is the emptiest one.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any, Literal, get_args, get_origin

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Edition, Record
from playbook_gen.model.shape import Field, fields
from playbook_gen.model.values import Money, When

EXAMPLES = int(os.environ.get("PLAYBOOK_EXAMPLES", "200"))

PROOF = settings(
    max_examples=EXAMPLES,
    # The same examples on every machine and in every run; a failure is a change of the code, not luck.
    derandomize=True,
    database=None,
    # The first example pays for reading the guidance; a slow machine is no failure.
    deadline=None,
    # An organisation is large beside what these checks expect of a draw, and reading one takes milliseconds.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)

Data = dict[str, Any]
Draw = Callable[[int], bytes]
"""Returns that many bytes; where they come from decides who makes the organisation."""


class Word(str):
    """A word that stands without quotes, as only ``unknown`` and ``none`` must."""

    __slots__ = ()


UNKNOWN, NONE = Word("unknown"), Word("none")


def seeded(seed: int) -> Draw:
    """Bytes that a seed decides, for a fixed set of organisations without Hypothesis."""
    return random.Random(seed).randbytes  # noqa: S311 - for test data


class Chunk:
    """Bytes to take decisions from; zeros once they are used up."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1] if self.at <= len(self.data) else 0

    def below(self, limit: int) -> int:
        return self.byte() % limit

    def pick(self, options: Any) -> Any:
        return options[self.below(len(options))]


# What leaves hold

Kind = Literal["record", "ref", "word", "yes-no", "whole", "number", "date", "money", "extra", "id", "text"]


@dataclass(frozen=True)
class Leaf:
    """One field of a record class with what may stand in it."""

    field: Field
    kind: Kind
    words: tuple[str, ...]
    most: float | None
    least: float
    none: bool

    @property
    def key(self) -> str:
        return self.field.key


@cache
def leaves(cls: type[Record]) -> tuple[Leaf, ...]:
    """Return what each field of a record class may hold, read off its annotations."""
    return tuple(_leaf(cls, field) for field in fields(cls))


def leaf_of(cls: type[Record], key: str) -> Leaf:
    return next(leaf for leaf in leaves(cls) if leaf.key == key)


def _leaf(cls: type[Record], field: Field) -> Leaf:
    info = cls.model_fields[field.name]
    parts = list(_parts([info.annotation, *info.metadata]))
    bounds = {name: getattr(part, name) for part in parts for name in ("ge", "le") if hasattr(part, name)}
    none = not field.required and any(getattr(part, "nothing", False) for part in parts)
    kind, words = _kind(field, parts)
    least = bounds.get("ge", float("-inf"))
    return Leaf(field, kind, words, bounds.get("le"), least, none or (field.many and not field.required))


def _parts(parts: list[Any]) -> Iterator[Any]:
    for part in parts:
        yield part
        if get_origin(part) is not Literal:
            yield from _parts([*get_args(part), *getattr(part, "__metadata__", ())])


def _kind(field: Field, parts: list[Any]) -> tuple[Kind, tuple[str, ...]]:
    if field.record or field.ref:
        return ("record" if field.record else "ref"), ()
    words = next((get_args(part) for part in parts if get_origin(part) is Literal), ())
    if words:
        return "word", words
    plain: tuple[tuple[type, Kind], ...] = (
        (bool, "yes-no"), (int, "whole"), (float, "number"), (When, "date"), (Money, "money"), (dict, "extra"),
    )  # fmt: skip
    for cls, kind in plain:
        if cls in parts or any(get_origin(part) is cls for part in parts):
            return kind, ()
    return ("id" if field.key == "id" else "text"), ()


# Few words, so that two records often say the same, or nearly so; some that only quotes keep from meaning a state.
TEXTS = ("alpha", "Alpha.", "beta", "gamma rays", "none", "unknown", "~", "12", "yes", "Zoë: 7 %", "# no", "delta, e")
DATES = (
    "2026-06-30", "2026-06", "2026-05-30", "2026-05-29", "2026-05", "2026-04-29", "2026-Q2", "2026-Q1", "2025-06-29",
    "2025", "2026", "2026-09-01", "2027",
)  # fmt: skip
PAST, FUTURE = ("2026-05-01", "2025"), ("2026", "2027-01-01")
MONEY = ("0", "1000", "20k EUR", "1.2m EUR", "USD 250k", "900 000")
SHARES = ("0", "0.25", "0.5", "0.75", "1", "0.1")
WHOLE = ("0", "1", "2", "3", "31", "32", "62", "63", "400")
NUMBERS = ("0", "1.5", "-2", "40")

NAMES = {
    "people": ("ann", "Bo", "c-3", "dan", "E_5", "zoe"),
    "functions": ("mkt", "IT", "fin", "o-1"),
    "goals": ("g1", "G2", "f-g3", "zg", "ag"),
    "priorities": ("pr1", "Apr"),
    "responsibilities": ("own1", "Bown"),
    "activities": ("act", "Act2", "b-act", "zact"),
    "systems": ("crm", "ERP"),
    "alliances": ("al-1", "ZAl", "bal"),
    "actions": ("do1", "Do2", "ado"),
}
"""Ids in an order that is neither that of the alphabet nor its reverse; their number is the most there may be."""

TIES = {"relationships": 5, "positions": 3, "perceptions": 3, "practices": 4, "heads": 3, "accepted": 2}
"""The most records of the organisation's lists without ids."""

_RICH = frozenset({"Organisation", "Alliance", "Side", "Charter", "Forum", "Decision", "Lever", "Practice", "Activity"})
"""Records that checks look into; they are filled more often."""

_RARE = {
    # else little would be left of most organisations
    **dict.fromkeys(("expires", "visible_to"), 5),
    # these stand in every statement, and judge little
    **dict.fromkeys(("said_by", "as_of", "basis", "source", "contested", "note", "extra"), 3),
}
"""Fields that are left out of all but every n-th record that would have them."""

CYCLE = Word("2026-06-30")

Ids = dict[str, list[str]]


_COMPARED = frozenset({"capability", "audience", "measure", "reason", "purpose"})
"""Texts that rules compare with one another; few words make them meet."""


def value(leaf: Leaf, chunk: Chunk, ids: Ids) -> Any:
    """Return something valid to stand in a leaf that holds no records, or None where nothing could be referred to."""
    if leaf.field.many:
        return _many(leaf, chunk, ids)
    if leaf.kind == "ref":
        pool = [name for kind in leaf.field.ref.kinds for name in ids[kind]] if leaf.field.ref else []
        return chunk.pick(pool) if pool else None
    return _single(leaf, chunk)


def _single(leaf: Leaf, chunk: Chunk) -> Any:
    if leaf.kind == "extra":
        return {"own": chunk.pick(TEXTS), "list": [chunk.pick(TEXTS)]}
    if leaf.kind == "whole" and leaf.most == 5:
        return str(1 + chunk.below(5))
    if leaf.kind == "whole" and leaf.least == 1:
        return str(1 + chunk.below(7))
    options: dict[str, tuple[str, ...]] = {
        "word": leaf.words,
        "yes-no": ("yes", "no"),
        "whole": WHOLE,
        "number": SHARES if leaf.most == 1 else tuple(n for n in NUMBERS if float(n) >= leaf.least),
        "date": DATES,
        "money": MONEY,
    }
    return chunk.pick(options.get(leaf.kind, TEXTS[:3] if leaf.key in _COMPARED else TEXTS))


def _many(leaf: Leaf, chunk: Chunk, ids: Ids) -> list[str]:
    """A list of references or texts: which of the pool stand in it, in an order of its own."""
    ref = leaf.field.ref
    pool = [name for kind in ref.kinds for name in ids[kind]] if ref else list(TEXTS[:4])
    which = chunk.byte()
    chosen = [name for place, name in enumerate(pool) if which >> (place % 8) & 1]
    return chosen[::-1] if which & 1 else chosen


STRUCTURE = frozenset(
    {"id", "visible_to", "visibility", "expires", "said_by", "partners", "schema_version", "from", "to"}
)
"""Keys that say which record this is or who may see it, and are never mere facts."""


class Maker:
    """Makes one organisation; ``draw`` decides everything."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.ids: Ids = {name: [] for name in NAMES}

    def organisation(self) -> Data:
        sizes = Chunk(self.draw(len(NAMES) + len(TIES) + 3))
        for kind, names in NAMES.items():
            turn = sizes.byte()
            many = min(turn % (len(names) + 1), turn // 16 % (len(names) + 1))  # rather few than many
            turned = names[turn % len(names) :] + names[: turn % len(names)]
            self.ids[kind] = list(turned[:many])
        if sizes.byte() % 4:  # so that most organisations have something to judge
            self._at_least({"people": 3, "functions": 2, "alliances": 1})
        if len(self.ids["functions"] + self.ids["people"][:2]) < 2:
            self.ids["alliances"] = []
        data = self.record(Organisation, skip={*NAMES, *TIES, "visibility", "as_of"})
        data |= {"name": "Example"} | ({"as_of": CYCLE} if sizes.byte() % 8 else {})
        for kind in NAMES:
            self._put(data, kind, [self.identified(kind, name) for name in self.ids[kind]], sizes)
        for kind, most in TIES.items():
            cls = leaf_of(Organisation, kind).field.record
            assert cls
            entries = [self.record(cls) for _ in range(sizes.below(most + 1))]
            self._put(data, kind, [entry for entry in entries if entry], sizes)
        data["visibility"] = self.moves()
        return tidy(data)

    def _at_least(self, wanted: dict[str, int]) -> None:
        for kind, least in wanted.items():
            more = [name for name in NAMES[kind] if name not in self.ids[kind]]
            self.ids[kind] += more[: max(0, least - len(self.ids[kind]))]

    @staticmethod
    def _put(data: Data, kind: str, entries: list[Data], chunk: Chunk) -> None:
        if entries or chunk.at % 3:
            data[kind] = entries or (NONE if chunk.at % 2 else [])

    def identified(self, kind: str, name: str) -> Data:
        cls = leaf_of(Organisation, kind).field.record
        assert cls
        return self.alliance(name) if kind == "alliances" else self.record(cls, given={"id": name})

    def alliance(self, name: str) -> Data:
        cls = leaf_of(Organisation, "alliances").field.record
        assert cls
        chunk = Chunk(self.draw(6))
        pool = [*self.ids["functions"], *self.ids["people"][:2]]
        turn = chunk.below(max(len(pool), 1))
        partners = [*pool[turn:], *pool[:turn]][: 2 + (chunk.byte() % 5 == 4)]
        data = self.record(cls, given={"id": name, "partners": partners}, skip={"sides"})
        side = leaf_of(cls, "sides").field.record
        assert side
        sides = [self.record(side, given={"partner": partner}) for partner in partners if chunk.byte() % 4]
        if sides or chunk.byte() % 2:
            data["sides"] = sides
        return data

    def record(self, cls: type[Record], *, given: Data | None = None, skip: set[str] | None = None) -> Data:
        """Make one record, or an empty mapping where a required reference has nothing to refer to."""
        mine = leaves(cls)
        chunk = Chunk(self.draw(2 * len(mine) + 1))
        density = ((1, 2, 4, 6) if cls.__name__ not in _RICH else (2, 4, 6, 7))[chunk.below(4)]
        data: Data = dict(given or {})
        for leaf in mine:
            state, left = chunk.byte(), Chunk(bytes([chunk.byte()]))
            if leaf.key in data or leaf.key in (skip or ()):
                continue
            if leaf.field.required:
                data[leaf.key] = value(leaf, left, self.ids)
                if data[leaf.key] is None:
                    return {}
            elif state and state % 8 <= density:
                self._optional(leaf, state // 8, left, data)
        return data

    def _optional(self, leaf: Leaf, state: int, chunk: Chunk, data: Data) -> None:
        if state % _RARE.get(leaf.key, 1):
            return
        if state % 16 == 15:
            data[leaf.key] = UNKNOWN
        elif leaf.none and state % 4 == 3:
            data[leaf.key] = [] if leaf.field.many and chunk.byte() % 2 else NONE
        elif leaf.key == "expires":
            data[leaf.key] = chunk.pick(FUTURE + PAST)
        elif leaf.field.record:
            data[leaf.key] = self._inner(leaf, chunk)
        elif (found := value(leaf, chunk, self.ids)) is not None:
            data[leaf.key] = found

    def _inner(self, leaf: Leaf, chunk: Chunk) -> Any:
        assert leaf.field.record
        if not leaf.field.many:
            return self.record(leaf.field.record)
        entries = [self.record(leaf.field.record) for _ in range(chunk.below(3))]
        return [entry for entry in entries if entry]

    def moves(self) -> list[Data]:
        chunk = Chunk(self.draw(16))
        found = []
        for _ in range(chunk.below(4) if chunk.byte() % 2 else 0):
            name, floor = chunk.pick((HIDDEN, HIDDEN, OPEN, LISTS)[chunk.below(4)])
            editions = [edition.word for edition in Edition if edition >= floor]
            found.append({"field": name, "edition": chunk.pick(editions)})
        return found


def _movable(
    cls: type[Record], prefix: str = "", above: Edition = Edition.COMPANY
) -> Iterator[tuple[str, Edition, bool]]:
    for field in fields(cls):
        default = max(field.default, above)
        yield prefix + field.key, field.floor, default > Edition.COMPANY
        if field.record:
            yield from _movable(field.record, f"{prefix}{field.key}.", default)


_MOVABLE = [
    move
    for move in _movable(Organisation)
    # The first is in every edition; the others steer redaction itself, whoever may read them.
    if move[0] not in ("name", "as_of", "visibility", "visibility.field", "visibility.edition")
]
OPEN = [(name, floor) for name, floor, hidden in _MOVABLE if not hidden]
HIDDEN = [(name, floor) for name, floor, hidden in _MOVABLE if hidden]
LISTS = [(name, floor) for name, floor, _ in _MOVABLE if name in (*NAMES, *TIES) or name.startswith("relationships.")]
"""Fields that an author may move to another edition, each with its floor."""


# Rules of the reader that no single record shows

_KEYS = ("from", "to", "person", "priority", "statement", "said_by")


def tidy(data: Data) -> Data:
    """Leave out what the reader would refuse: rings, ties said twice, ties with oneself. Keeps the first of each."""
    for kind, up in (("people", "reports_to"), ("functions", "part_of")):
        _no_rings(entries(data, kind), up)
    for kind in ("relationships", "perceptions", "practices", "positions"):
        seen: set[tuple[str, ...]] = set()
        kept = []
        for entry in entries(data, kind):
            key = tie_key(entry)
            if key not in seen and (kind == "positions" or entry["from"] != entry["to"]):
                seen.add(key)
                kept.append(entry)
        if kind in data and data[kind] and isinstance(data[kind], list):
            data[kind] = kept
    return data


def tie_key(entry: Data) -> tuple[str, ...]:
    """What makes a tie a second statement of the same; an unknown reporter is no reporter."""
    return tuple("" if isinstance(entry.get(key), Word) else entry.get(key, "") for key in _KEYS)


def _no_rings(records: list[Data], up: str) -> None:
    earlier: set[str] = set()
    for record in records:
        above = record.get(up)
        if isinstance(above, str) and not isinstance(above, Word) and above not in earlier:
            del record[up]
        earlier.add(record["id"])


def entries(data: Data, kind: str) -> list[Data]:
    """The records in one list, none where it is unknown or declared none."""
    found = data.get(kind)
    return found if isinstance(found, list) else []


# Walking plain data

Step = str | int


def walk(data: Data, cls: type[Record] = Organisation, path: tuple[Step, ...] = ()) -> Iterator[Any]:
    """Yield ``(record, class, path)`` for every record, outer ones first."""
    yield data, cls, path
    for leaf in leaves(cls):
        inner = leaf.field.record
        if inner is None:
            continue
        found = data.get(leaf.key)
        if isinstance(found, dict):
            yield from walk(found, inner, (*path, leaf.key))
        for place, entry in enumerate(found) if isinstance(found, list) else ():
            yield from walk(entry, inner, (*path, leaf.key, place))


def all_ids(data: Data) -> Ids:
    return {kind: [entry["id"] for entry in entries(data, kind)] for kind in NAMES}


# Strategies


@st.composite
def organisations(draw: st.DrawFn) -> Data:
    """Valid organisations as plain data."""
    return Maker(_drawing(draw)).organisation()


def _drawing(draw: st.DrawFn) -> Draw:
    return lambda size: draw(st.binary(min_size=size, max_size=size))


def chunks() -> st.SearchStrategy[Draw]:
    """Something to make decisions with, for whoever changes an organisation; one draw, for it shrinks by itself."""
    return st.integers(0, 2**16).map(seeded)


def made(seed: int) -> Data:
    """The organisation of a seed."""
    return Maker(seeded(seed)).organisation()


# An organisation in which no two leaves hold the same


class Tokens:
    """Makes an organisation with one record of each list (two people, functions, goals), every leaf filled.

    ``tokens`` maps what stands in the file to the path it stands at. Leaves that hold one of a few words, a rating
    or yes or no cannot be told apart by what they hold; they are not in it.
    """

    def __init__(self) -> None:
        self.tokens: dict[str, tuple[Step, ...]] = {}
        self.numbers = count(1)
        self.ids = {kind: self._names(kind) for kind in NAMES}
        self.data = self._record(Organisation, ())

    @staticmethod
    def _names(kind: str) -> list[str]:
        return [f"id-{kind}-{n}-qz" for n in (1, 2)]

    def _record(self, cls: type[Record], path: tuple[Step, ...], place: int = 0) -> Data:
        data = {}
        for leaf in leaves(cls):
            if leaf.key in ("visible_to", "expires", "visibility", "schema_version"):
                continue
            here = (*path, leaf.key)
            if leaf.field.record:
                inner = leaf.field.record
                size = len(self.ids.get(leaf.key, "2" if leaf.key == "sides" else "1"))
                found = [self._record(inner, (*here, n), n) for n in range(size)]
                data[leaf.key] = found if leaf.field.many else found[0]
            else:
                data[leaf.key] = self._value(leaf, here, place)
        self._no_self(data, place)
        return data

    def _no_self(self, data: Data, place: int) -> None:
        if "from" in data:
            data["to"] = self.ids["people"][1]
        if "partner" in data:
            data["partner"] = self.ids["functions"][place]
        if not place:
            for up in ("reports_to", "part_of"):
                data.pop(up, None)

    def _value(self, leaf: Leaf, path: tuple[Step, ...], place: int) -> Any:
        if leaf.kind == "ref":
            assert leaf.field.ref
            pool = self.ids[leaf.field.ref.kinds[0]]
            return list(pool) if leaf.field.many else pool[0]
        if leaf.key == "id":
            token = self.ids[str(path[0])][place]
        elif leaf.kind in ("word", "yes-no") or leaf.most == 5:
            return {"word": leaf.words[:1] or ("",), "yes-no": ("yes",)}.get(leaf.kind, ("3",))[0]
        else:
            token = self._token(leaf)
        self.tokens[token] = path
        if leaf.kind == "extra":
            return {"own": token}
        return [token] if leaf.field.many else token

    def _token(self, leaf: Leaf) -> str:
        number = next(self.numbers)
        if leaf.kind == "date":
            return f"{1000 + number // 300:04d}-{1 + number % 300 // 25:02d}-{1 + number % 25:02d}"
        if leaf.kind == "whole":
            return str(100 + number) if leaf.most and leaf.most <= 1000 else str(50_000 + number)
        if leaf.kind == "number":
            return f"0.4{number:04d}7"
        return f"7{number:05d}9" if leaf.kind == "money" else f"token-{number:04d}-qz"


# Plain data to the text of a file

_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_ -]*[A-Za-z0-9]|\d{1,6}|\d{4}-\d{2}-\d{2}", re.ASCII)


def to_yaml(data: Data) -> str:
    """Write an organisation as a file; text that would be read as a state stands in quotes."""
    return "".join(_mapping(data, 0)) or "{}\n"


def _mapping(data: Data, depth: int) -> Iterator[str]:
    for key, held in data.items():
        yield f"{'  ' * depth}{key}:{_value(held, depth)}"


def _value(held: Any, depth: int) -> str:
    if isinstance(held, dict):
        return "\n" + "".join(_mapping(held, depth + 1)) if held else " {}\n"
    if isinstance(held, list) and any(isinstance(entry, dict) for entry in held):
        return "\n" + "".join(_entry(entry, depth) for entry in held)
    if isinstance(held, list):
        return f" [{', '.join(_scalar(entry) for entry in held)}]\n"
    return f" {_scalar(held)}\n"


def _entry(entry: Data, depth: int) -> str:
    lines = "".join(_mapping(entry, depth + 1))
    indent = "  " * depth
    return f"{indent}- {lines[len(indent) + 2 :]}" if lines else f"{indent}- {{}}\n"


def _scalar(text: str) -> str:
    bare = isinstance(text, Word) or (text not in ("none", "unknown") and _BARE.fullmatch(text))
    return text if bare else json.dumps(text, ensure_ascii=False)


def shuffled(data: Any, draw: Draw) -> Any:
    """The same organisation with the entries of every list in another order; the author's own fields stay."""
    if isinstance(data, dict):
        return {key: held if key == "extra" else shuffled(held, draw) for key, held in data.items()}
    if isinstance(data, list):
        order = draw(len(data))
        ranked = sorted(range(len(data)), key=lambda place: (order[place], place))
        return [shuffled(data[place], draw) for place in ranked]
    return data
