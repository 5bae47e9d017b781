"""Text to a tree in which every key and value has its place, in one pass over libyaml's events.

The event stream is used, not the composer: libyaml's composer dies on deep nesting, PyYAML's keeps the last of
two equal keys, and both would resolve words to types. Here every scalar stays text; the schema converts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import yaml

from playbook_gen.diagnostics import Code, Collector, Label, quoted
from playbook_gen.outcomes import EnvironmentFault
from playbook_gen.reading.text import refuse_characters, tab_indent
from playbook_gen.source import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Dict

MAX_DEPTH = 64
MAX_NODES = 500_000
MAX_SCALAR = 20_000
MAX_ENTRIES = 20_000
MAX_INNER = 1_000
MAX_KEYS = 1_000
"""Limits of one file: depth, values in all, characters of one text, entries of one list and of a list within a list,
keys of one record."""


class Scalar(NamedTuple):
    """A value as it was written; ``plain`` where it stood without quotes."""

    text: str
    plain: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values; each key is a scalar and stands once."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """Return the value of ``key``, if it is there."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """Return the key itself, which has a place of its own."""
        return next((name for name, _ in self.entries if name.text == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    place: Place
    mapping: bool
    most: int
    what: str = "entries in one list"
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    keys: dict[str, Place] = field(default_factory=dict)
    key: Scalar | None = None
    skip_value: bool = False


class _Stop(Exception):  # noqa: N818 - leaves the pass, is no error of its own
    """Reading on would be of no use; the diagnostic is already there."""


def compose(text: str, file: str, found: Collector, *, limits: Dict[str, int] = MappingProxyType({})) -> Node | None:
    """Return the tree of the one document in ``text``, or None where it holds no data or cannot be read.

    ``limits`` says of single lists of the document how long they may be.

    Raises:
        EnvironmentFault: PyYAML was installed without libyaml, which would read some files otherwise.

    """
    try:
        return _Pass(text, file, found, limits).run()
    except _Stop:
        return None


class _Pass:
    def __init__(self, text: str, file: str, found: Collector, limits: Dict[str, int]) -> None:
        self.text, self.file, self.found, self.limits = text, file, found, limits
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.nodes = 0
        self.documents = 0

    def run(self) -> Node | None:
        try:
            for event in _events(self.text):
                if type(event) is yaml.ScalarEvent:
                    self._scalar(event)
                else:
                    self._take(event)
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except yaml.YAMLError:
            self._fail(Code.SYNTAX, Place(self.file, 1, 1), *_explain("", ""))
        return self.root

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self._fail(Code.SYNTAX, self._place(event), "a second document starts here", "keep one document a file")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        place, value = self._place(event), event.value
        if event.anchor or event.tag:
            self._refuse_anchor_and_tag(event, place)
        if len(value) > MAX_SCALAR:
            message = f"text longer than {MAX_SCALAR:,} characters".replace(",", " ")
            self._fail(Code.TOO_LARGE, place, message, "move long text into a Markdown page in content/")
        if event.style:
            refuse_characters(value, self.file, self.found, at=place)
        self._add(Scalar(value, not event.style, place))

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        place = self._place(event)
        self._refuse_anchor_and_tag(event, place)
        if len(self.stack) >= MAX_DEPTH:
            self._fail(Code.TOO_LARGE, place, f"nested deeper than {MAX_DEPTH}", "flatten the structure")
        parent = self.stack[-1] if self.stack else None
        if parent and parent.mapping and parent.key is None:
            self._key_must_be_text(place)
        opened = _Open(place, isinstance(event, yaml.MappingStartEvent), MAX_INNER)
        if parent and len(self.stack) == 1:
            key = parent.key.text if parent.key else ""
            opened.most = self.limits.get(key, MAX_ENTRIES)
            opened.what = key if key in self.limits else opened.what
        self.stack.append(opened)

    def _key_must_be_text(self, place: Place) -> None:
        line = self.text.split("\n")[place.line - 1]
        if "{{" in line[: place.column] + line[place.column : place.column + 1]:
            self._fail(Code.SYNTAX, place, "looks like a template placeholder", "put it in quotes or remove it")
        self._fail(Code.SYNTAX, place, "keys must be plain text")

    def _close(self) -> None:
        done = self.stack.pop()
        node = Mapping(tuple(done.entries), done.place) if done.mapping else Sequence(tuple(done.items), done.place)
        self._add(node)

    def _add(self, node: Node) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._too_many(MAX_NODES, "values in one file", node.place)
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if not parent.mapping:
            parent.items.append(node)
            if len(parent.items) > parent.most:
                self._too_many(parent.most, parent.what, node.place)
        elif parent.key is None:
            self._key(parent, node)
        else:
            if not parent.skip_value:
                parent.entries.append((parent.key, node))
            parent.key, parent.skip_value = None, False

    def _key(self, parent: _Open, node: Node) -> None:
        if not isinstance(node, Scalar):
            self._fail(Code.SYNTAX, node.place, "keys must be plain text")
        elif node.plain and node.text == "<<":
            message = "merge keys are not supported"
            self._fail(Code.UNSUPPORTED, node.place, message, "repeat the values")
        else:
            self._no_twin(parent, node)
            parent.key = node

    def _no_twin(self, parent: _Open, key: Scalar) -> None:
        first = parent.keys.setdefault(key.text, key.place)
        if first is key.place:
            if len(parent.keys) > MAX_KEYS:
                self._too_many(MAX_KEYS, "fields in one entry", key.place)
            return
        parent.skip_value = True
        self.found.error(
            Code.DUPLICATE_KEY,
            key.place,
            f"{quoted(key.text) or 'this key'} is already set on line {first.line}",
            hint="keep one of the two",
            labels=(Label(place=first, text="first set here"),),
        )
        if self.found.full:
            raise _Stop

    def _too_many(self, limit: int, what: str, place: Place) -> None:
        message = f"more than {limit:,} {what}".replace(",", " ")
        way_out = "spread its lists over several files" if limit == MAX_NODES else "describe what matters first"
        self._fail(Code.TOO_LARGE, place, message, way_out)

    def _alias(self, event: yaml.AliasEvent) -> None:
        message = "aliases are not supported: * at the start of a value refers to an anchor"
        self._fail(Code.UNSUPPORTED, self._place(event), message, "repeat the value, or quote it if you meant text")

    def _refuse_anchor_and_tag(self, event: yaml.NodeEvent, place: Place) -> None:
        if event.anchor:
            self._fail(
                Code.UNSUPPORTED,
                place,
                "anchors are not supported",
                "remove the &name, or quote it if you meant text",
            )
        if getattr(event, "tag", None):
            self._fail(
                Code.UNSUPPORTED,
                place,
                "tags are not supported",
                "remove the !word, or quote it if you meant text",
            )

    def _fail(self, code: Code, place: Place, message: str, hint: str | None = None) -> None:
        self.found.error(code, place, message, hint=hint)
        raise _Stop

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None  # noqa: S101 - libyaml marks every event
        return Place(self.file, mark.line + 1, mark.column + 1)

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        place = Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file, 1, 1)
        if tab_indent(self.text, place.line):
            place = Place(self.file, place.line, 1)
            self._fail(Code.SYNTAX, place, "tab used for indentation", "use spaces")
        context = error.context or ""
        if error.context_mark and re.search("scanning a (quoted|block|simple|directive)|flow", context):
            place = Place(self.file, error.context_mark.line + 1, error.context_mark.column + 1)
        message, hint = _explain(f"{context}: {error.problem}", self._character(place))
        self._fail(Code.SYNTAX, place, message, hint)

    def _character(self, place: Place) -> str:
        line = self.text.split("\n")[place.line - 1 : place.line]
        return line[0][place.column - 1 : place.column] if line else ""


def _events(text: str) -> Iterator[yaml.Event]:
    loader = getattr(yaml, "CBaseLoader", None)
    if loader is None:
        raise EnvironmentFault(
            "PyYAML was installed without libyaml, which this program reads with. "
            "Reinstall it from a wheel: pip install --force-reinstall --only-binary :all: pyyaml"
        )
    return yaml.parse(text, Loader=loader)


_SPECIAL = re.compile(r"[@%`&*!|>?]")
_EXPLANATIONS = (
    ("directive|incompatible", "the line begins with %, which YAML keeps for itself", "remove it, or put it in quotes"),
    (
        "escape code|escape character|hexdecimal",
        "a backslash within double quotes starts something that is not known",
        "write two backslashes, or use single quotes",
    ),
    (
        "mapping values are not allowed",
        "a colon with a space after it stands inside a value",
        "put the whole value in quotes",
    ),
    ("anchor|alias", "aliases and anchors are not supported", "quote the value if you meant text"),
    (" tag", "tags are not supported", "remove the !word, or quote it if you meant text"),
    (
        "scanning a quoted scalar",
        "a quote is opened and not closed",
        "close it, or double a quote that belongs to the text",
    ),
    (
        "expected key|simple key|document start",
        "this line does not fit the ones above it",
        "check indentation, colons and quotes here and one line above",
    ),
    (
        "block collection",
        "this line does not continue the list above it",
        "start list entries with a dash at one indentation",
    ),
    ("flow", "a bracket or brace is opened and not closed", "close it, or put the value in quotes"),
    ("node content", "a bracket or brace is closed and was not opened", "remove it, or put the value in quotes"),
)


def _explain(problem: str, character: str) -> tuple[str, str | None]:
    """Say libyaml's complaint in words that tell what to do; its own text is never shown."""
    if re.search("cannot start any token|mapping keys|block scalar", problem) and _SPECIAL.match(character):
        return f"the value starts with {character}, which YAML keeps for itself", "put it in quotes"
    for pattern, message, hint in _EXPLANATIONS:
        if re.search(pattern, problem):
            return message, hint
    return "this cannot be read as YAML", "check indentation, colons and quotes here and one line above"
