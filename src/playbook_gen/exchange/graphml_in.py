"""GraphML in: nodes become people, edges ties; whatever a parser could be made to fetch or multiply is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING
from xml.parsers import expat

from playbook_gen.diagnostics import Code
from playbook_gen.exchange.given import GivenNetwork, GivenPerson, GivenTie, Notice, given_id
from playbook_gen.exchange.network_fields import PERSON, TIE, Fields, fields_of
from playbook_gen.exchange.network_input import load_network
from playbook_gen.exchange.network_people import too_many
from playbook_gen.outcomes import InputRejected
from playbook_gen.reading import MAX_PEOPLE, MAX_RELATIONSHIPS
from playbook_gen.source import Place

if TYPE_CHECKING:
    from pathlib import Path

    from playbook_gen.diagnostics import Collector

MAX_DEPTH = 64
"""The most elements within each other."""
MAX_ELEMENTS = 500_000
"""The most elements; 5,000 people and 20,000 ties with what drawing programs add to them stay below."""
_NAMESPACE = "http://graphml.graphdrawing.org/"
_TRUTH = {"true": True, "1": True, "false": False, "0": False}
_DIRECTED = {"directed": True, "undirected": False}


@dataclass
class _Item:
    """A node or an edge while it is read."""

    line: int
    attributes: dict[str, str]
    data: dict[str, str] = field(default_factory=dict)
    """What its data elements hold, by key."""
    label: str = ""
    """The text that a drawing program wrote into the node's shape."""


@dataclass(frozen=True, kw_only=True)
class _Key:
    """A declared kind of data: what it is of (node, edge, all), and what it is called."""

    of: str
    name: str


def read_graphml(path: Path, found: Collector) -> GivenNetwork:
    """Read a GraphML file with one graph: its nodes, its edges, and what keys say of both.

    A person's name, title, department and manager, and a tie's weight, are found by the names of their keys; yEd's
    node labels stand in for a name. An undirected edge is a tie in both directions. ``found`` takes a fault with its
    line for each hyperedge, graph within a node, second graph, and node or edge without its ids.

    Raises:
        InputRejected: the file cannot be used at all, or declares a document type; the text says what to do.

    """
    data, file = load_network(path, "GraphML")
    reader = _Reader(file, found)
    reader.read(data)
    people, ties = tuple(reader.people()), tuple(reader.ties())
    return GivenNetwork(file=file, listed=True, people=people, ties=ties, notices=reader.notices())


class _Reader:
    """Gathers what the parser comes across; the ends of elements name none, so a stack of them is kept."""

    def __init__(self, file: str, found: Collector) -> None:
        self._file, self._found = file, found
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._stack: list[str] = []
        self._keys: dict[str, _Key] = {}
        self._defaults: dict[str, str] = {}
        self._nodes: list[_Item] = []
        self._edges: list[_Item] = []
        self._directed: bool | None = None
        self._graphs = self._ports = self._elements = 0
        self._item: _Item | None = None
        self._key = ""
        self._text: list[str] = []

    def read(self, data: bytes) -> None:
        """Parse the file."""
        try:
            self._parser.Parse(data, True)  # noqa: FBT003 - takes no keywords
        except expat.ExpatError as error:
            raise self._refusal(error.lineno, "is no well-formed XML here. Export the network again") from None
        except (LookupError, ValueError):
            raise InputRejected(f"{self._file}: its encoding is not known. Save it as UTF-8.") from None
        if not self._graphs:
            raise InputRejected(f"{self._file}: is XML, but holds no GraphML graph. Export the network as GraphML.")

    def people(self) -> list[GivenPerson]:
        """Return the nodes."""
        texts = self._by_field(PERSON, "node")
        return [
            GivenPerson(
                file=self._file,
                line=node.line,
                id=given_id(node.attributes["id"]),
                name=self._value(node, texts.get("name", ())) or node.label,
                **{what: self._value(node, texts.get(what, ())) for what in ("title", "department", "manager")},
            )
            for node in self._nodes
        ]

    def ties(self) -> list[GivenTie]:
        """Return the edges."""
        weights = self._by_field(TIE, "edge").get("weight", ())
        return [
            GivenTie(
                line=edge.line,
                source=given_id(edge.attributes["source"]),
                target=given_id(edge.attributes["target"]),
                weight=self._value(edge, weights),
                both_ways=not _TRUTH.get(edge.attributes.get("directed", ""), self._directed),
            )
            for edge in self._edges
        ]

    def notices(self) -> tuple[Notice, ...]:
        """Return what was left aside."""
        used = {*chain(*self._by_field(PERSON, "node").values()), *self._by_field(TIE, "edge").get("weight", ())}
        ignored = len(self._keys.keys() - used)
        messages = [f"{ignored} other key{'s' * (ignored > 1)} left aside"] if ignored else []
        messages += [f"{self._ports} port{'s' * (self._ports > 1)} left aside"] if self._ports else []
        return tuple(Notice(file=self._file, line=0, message=message) for message in messages)

    def _by_field(self, fields: Fields, of: str) -> dict[str, tuple[str, ...]]:
        """Return the keys for each field, the surest first; the id is an attribute, and no key."""
        keys = [key for key, declared in self._keys.items() if declared.of in (of, "all")]
        places = fields_of([self._keys[key].name for key in keys], fields)
        return {what: tuple(keys[place] for place in found) for what, found in places.items() if what != "id"}

    def _value(self, item: _Item, keys: tuple[str, ...]) -> str:
        texts = (item.data.get(key, self._defaults.get(key, "")).strip() for key in keys)
        return next((text for text in texts if text), "")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        own = not namespace or namespace.startswith(_NAMESPACE)
        if not self._stack and not (own and name == "graphml"):
            raise InputRejected(f"{self._file}: is XML, but no GraphML. Export the network as GraphML.")
        if len(self._stack) >= MAX_DEPTH:
            raise self._refusal(self._line, f"nests deeper than {MAX_DEPTH} elements. Export the network again")
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise too_many(self._file, MAX_ELEMENTS, "elements")
        if own:
            self._open(name, attributes)
        elif name == "NodeLabel":
            self._text = []
        self._stack.append(name)

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if name == "key":
            self._key = attributes.get("id", "")
            self._keys[self._key] = _Key(of=attributes.get("for", "all"), name=attributes.get("attr.name", ""))
        elif name in ("data", "default"):
            self._key = attributes.get("key", "") if name == "data" else self._key
            self._text = []
        elif name == "graph":
            self._open_graph(attributes)
        elif name == "node":
            self._item = self._take(self._nodes, attributes, ("id",), MAX_PEOPLE, "people")
        elif name == "edge":
            self._item = self._take(self._edges, attributes, ("source", "target"), MAX_RELATIONSHIPS, "ties")
        elif name == "hyperedge":
            self._fault(Code.UNSUPPORTED, "a hyperedge ties more than two", "write a tie for each two of them")
        elif name == "port":
            self._ports += 1

    def _open_graph(self, attributes: dict[str, str]) -> None:
        self._graphs += 1
        if "graph" in self._stack:
            self._fault(Code.UNSUPPORTED, "a graph within a node or an edge", "ungroup its nodes and export again")
        elif self._graphs > 1:
            self._fault(Code.UNSUPPORTED, "a second graph", "keep one graph in a file")
        else:
            self._directed = _DIRECTED.get(attributes.get("edgedefault", ""))
            if self._directed is None:
                hint = 'write edgedefault="directed" or edgedefault="undirected"'
                self._fault(Code.MISSING, "the graph does not say whether its edges have a direction", hint)

    def _take(
        self, items: list[_Item], attributes: dict[str, str], needs: tuple[str, ...], most: int, what: str
    ) -> _Item:
        item = _Item(self._line, attributes)
        lacking = [need for need in needs if not given_id(attributes.get(need, ""))]
        for need in lacking:
            self._fault(Code.MISSING, f"the {'node' if needs == ('id',) else 'edge'} has no {need}", "give it one")
        if not lacking:
            items.append(item)
        if len(items) > most:
            raise too_many(self._file, most, what)
        return item

    def _end(self, tag: str) -> None:
        name = self._stack.pop()
        if name == "default":
            self._defaults[self._key] = "".join(self._text)
        elif name == "data" and self._item:
            self._item.data.setdefault(self._key, "".join(self._text))
        elif name == "NodeLabel" and self._item:
            self._item.label = self._item.label or "".join(self._text).strip()
            self._text = []
        elif name in ("node", "edge"):
            self._item = None

    def _characters(self, text: str) -> None:
        self._text.append(text)

    def _refuse_doctype(self, *_: object) -> None:
        raise self._refusal(self._line, "declares a document type, which is refused. Take the DOCTYPE out")

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _fault(self, code: Code, message: str, hint: str) -> None:
        self._found.error(code, Place(self._file, self._line, 1), message, hint=hint)

    def _refusal(self, line: int, message: str) -> InputRejected:
        return InputRejected(f"{self._file}, line {line}: {message}.")
