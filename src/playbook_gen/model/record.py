"""The parts that records are made of: three-state leaves, references, and the edition that each leaf belongs to.

Three facts stay apart in every optional leaf: not known (``None``), known to be none (`NOTHING`, or an empty
tuple for a list) and a value, zero included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    JsonValue,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from playbook_gen.model.values import NOTHING, Money, Nothing, When

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

    from playbook_gen.source import Place

ID_PATTERN = r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}"
"""What an id may be; it names pages and stays the same over the years."""

RESERVED_IDS = frozenset(
    ["index", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)
"""Ids that would overwrite a page of the site, or that no Windows file may be called."""


class Edition(IntEnum):
    """The audiences, from the widest to the author alone; each sees what the ones before it see."""

    COMPANY = 0
    LEADERSHIP = 1
    AUTHOR = 2

    @property
    def word(self) -> str:
        """The edition as it is written in files, options and folder names."""
        return self.name.lower()


class Plain(str):
    """Text that stood unquoted in the file, so that ``unknown`` and ``none`` may mean what they say."""

    __slots__ = ()


@dataclass(frozen=True)
class _States:
    """Lets a leaf be unknown and, where ``nothing`` says so, declared none."""

    nothing: bool

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._read, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        words: list[str | None] = ["unknown", None]
        return {"anyOf": [handler(schema), {"enum": ["none", *words] if self.nothing else words}]}

    def _read(self, value: Any, handler: core_schema.ValidatorFunctionWrapHandler) -> Any:
        if value is None or (isinstance(value, Plain) and value in ("", "~", "unknown")):
            return None
        if self.nothing and isinstance(value, Plain) and value == "none":
            return NOTHING
        return handler(value)


@dataclass(frozen=True)
class _EmptyList:
    """Lets a list be unknown, or declared none as ``none`` or ``[]``."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._read, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"enum": ["none", "unknown", None]}]}

    def _read(self, value: Any, handler: core_schema.ValidatorFunctionWrapHandler) -> Any:
        if value is None or (isinstance(value, Plain) and value in ("", "~", "unknown")):
            return None
        return () if isinstance(value, Plain) and value == "none" else handler(value)


T = TypeVar("T")
if TYPE_CHECKING:
    Maybe: TypeAlias = T | Nothing | None
    Unsure: TypeAlias = T | None
    Listed: TypeAlias = tuple[T, ...] | None
else:

    class Maybe:
        """``Maybe[T]``: a value, declared none, or unknown."""

        def __class_getitem__(cls, item: Any) -> Any:
            return Annotated[item, _States(nothing=True)]

    class Unsure:
        """``Unsure[T]``: a value or unknown; ``none`` would mean nothing here."""

        def __class_getitem__(cls, item: Any) -> Any:
            return Annotated[item, _States(nothing=False)]

    class Listed:
        """``Listed[T]``: a tuple of values, empty where declared none, None where unknown."""

        def __class_getitem__(cls, item: Any) -> Any:
            return Annotated[tuple[item, ...], _EmptyList()]


@dataclass(frozen=True)
class Ref:
    """Marks a leaf that holds the id of a record of one of these kinds (names of the organisation's lists)."""

    kinds: tuple[str, ...]


_ID = re.compile(ID_PATTERN, re.ASCII)


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        hidden = next((c for c in value if not c.isprintable()), None)
        if hidden:
            raise PydanticCustomError("hidden", "a character that cannot be seen", {"code": f"U+{ord(hidden):04X}"})
        raise PydanticCustomError("id", "not an id")
    if value.lower() in RESERVED_IDS:
        raise PydanticCustomError("reserved_id", "a name that the site needs for itself")
    return value


def _when(value: Any) -> When:
    if isinstance(value, When):
        return value
    try:
        return When.parse(value)
    except (TypeError, ValueError):
        raise PydanticCustomError("when", "not a calendar date") from None


def _money(value: Any) -> Money:
    if isinstance(value, Money):
        return value
    try:
        return Money.parse(value)
    except (TypeError, ValueError):
        raise PydanticCustomError("money", "not an amount of money") from None


_TRUTH = {"yes": True, "true": True, "no": False, "false": False}


def _yes_no(value: Any) -> Any:
    if isinstance(value, str) and value.lower() not in _TRUTH:
        raise PydanticCustomError("truth", "neither yes nor no")
    return _TRUTH[value.lower()] if isinstance(value, str) else value


def _filled(value: Any) -> Any:
    if value is None or (isinstance(value, str) and (not value.strip() or (isinstance(value, Plain) and value == "~"))):
        raise PydanticCustomError("empty", "empty")
    return value


_WHOLE = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_DIGITS = 18
"""The longest number that is read; a longer one is a slip."""


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        if not _WHOLE.fullmatch(value):
            raise PydanticCustomError("whole", "not a whole number")
        if len(value) > _DIGITS:
            raise PydanticCustomError("huge", "too large")
    return value


def _decimal(value: Any) -> Any:
    if isinstance(value, str):
        if not _DECIMAL.fullmatch(value):
            raise PydanticCustomError("decimal", "not a number")
        if len(value) > _DIGITS:
            raise PydanticCustomError("huge", "too large")
    return value


_BROKEN = re.compile(r"[\n\t]|[^\S\n\t]{8}")


def _one_line(value: str) -> str:
    if _BROKEN.search(value):
        raise PydanticCustomError("broken", "more than one line")
    return value


Text = Annotated[
    str, BeforeValidator(_filled), StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)
]
Name = Annotated[
    str,
    BeforeValidator(_filled),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000),
    AfterValidator(_one_line),
]
Id = Annotated[str, AfterValidator(_id), WithJsonSchema({"type": "string", "pattern": f"^{ID_PATTERN}$"})]
Rating = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=5)]
Rank = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=1_000)]
Count = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=1_000_000_000)]
Days = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=100_000)]
Number = Annotated[float, BeforeValidator(_decimal), Field(allow_inf_nan=False)]
Share = Annotated[float, BeforeValidator(_decimal), Field(ge=0, le=1, allow_inf_nan=False)]
YesNo = Annotated[
    bool, BeforeValidator(_yes_no, json_schema_input_type=Literal["yes", "no", "true", "false", True, False])
]
Date = Annotated[When, BeforeValidator(_when, json_schema_input_type=str | int)]
Cost = Annotated[Money, BeforeValidator(_money, json_schema_input_type=str | int | float)]
Basis = Literal["observed", "reported", "inferred", "documented"]

PersonRef = Annotated[str, Ref(("people",))]
FunctionRef = Annotated[str, Ref(("functions",))]
PartnerRef = Annotated[str, Ref(("functions", "people"))]
GoalRef = Annotated[str, Ref(("goals",))]
PriorityRef = Annotated[str, Ref(("priorities",))]
AllianceRef = Annotated[str, Ref(("alliances",))]
ActivityRef = Annotated[str, Ref(("activities",))]
SystemRef = Annotated[str, Ref(("systems",))]
SubjectRef = Annotated[str, Ref(("alliances", "people", "functions", "activities"))]


def leaf(doc: str, *, default: Edition = Edition.COMPANY, floor: Edition = Edition.COMPANY) -> Any:
    """Declare an optional field: what it means, the edition it shows in, and the one below which it never may."""
    return Field(default=None, description=doc, json_schema_extra={"edition": _levels(default, floor)})


def required(doc: str, *, default: Edition = Edition.COMPANY, floor: Edition = Edition.COMPANY, **more: Any) -> Any:
    """Declare a field without which its record means nothing."""
    return Field(description=doc, json_schema_extra={"edition": _levels(default, floor)}, **more)


def shared(doc: str) -> Any:
    """Declare a field for leadership by default, which the author may open to the company."""
    return leaf(doc, default=Edition.LEADERSHIP)


def judged(doc: str) -> Any:
    """Declare a field for the author by default, which never goes below leadership."""
    return leaf(doc, default=Edition.AUTHOR, floor=Edition.LEADERSHIP)


def sealed(doc: str) -> Any:
    """Declare a field that no edition but the author's may ever hold."""
    return leaf(doc, default=Edition.AUTHOR, floor=Edition.AUTHOR)


def _levels(default: Edition, floor: Edition) -> dict[str, JsonValue]:
    assert floor <= default  # noqa: S101 - a slip in the schema itself, seen at import
    return {"default": default.word, "floor": floor.word}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record came from: its path in words, and the place of each field that was written.

    Places are held in the author edition only; line numbers of a lower edition would count hidden lines.
    """

    path: str
    places: Mapping[str, Place]


class Record(BaseModel):
    """One entry of the organisation file; frozen, and closed to fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)

    one_line: ClassVar[tuple[str, ...]] = ()
    """Fields that the short form ``- id: first, second`` fills, in order; the last takes the rest."""

    @model_validator(mode="before")
    @classmethod
    def _spread_one_line(cls, value: Any) -> Any:
        if not cls.one_line or not isinstance(value, dict) or len(value) != 1:
            return value
        ((key, said),) = value.items()
        if key in cls.model_fields or not _ID.fullmatch(key) or isinstance(said, dict):
            return value
        if not isinstance(said, str):
            return {"id": key, cls.one_line[0]: said}
        parts = [Plain(part.strip()) for part in said.split(",", len(cls.one_line) - 1)]
        return {"id": key, **dict(zip(cls.one_line, parts, strict=False))}

    if TYPE_CHECKING:

        @property
        def origin(self) -> Origin:
            """Where this record came from; redaction adds it, the raw record has none."""


class Statement(Record):
    """A record that someone said or saw: it carries who, when, on what basis and from where."""

    said_by: Unsure[PersonRef] = shared("Who said or saw this (id of a person).")
    as_of: Unsure[Date] = leaf("The day, month, quarter or year for which this holds.")
    basis: Unsure[Basis] = leaf("How it is known: observed, reported, inferred or documented.")
    source: Maybe[Text] = leaf("Where it is written down, in a short form: author, outlet, date.")
    expires: Unsure[Date] = leaf("After this day the statement counts as not known.")
    contested: Unsure[YesNo] = judged("Whether the person concerned disputes it.")
    note: Maybe[Text] = sealed("A note of the author's own; no other edition ever holds it.")
    extra: Maybe[dict[str, Any]] = sealed("Fields of the author's own.")


class Identified(Statement):
    """A statement with an id that other records refer to and that names its page."""

    id: Id = required("Short and lasting: letters, digits, hyphen, underscore.")
    visible_to: Unsure[Literal["company", "leadership", "author"]] = leaf(
        "The lowest edition in which this record may stand; hides it, never opens it."
    )
