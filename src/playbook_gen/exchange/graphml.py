"""The influence network as GraphML, the format that most network tools read.

Source of the format: Brandes, Eiglsperger, Lerner, GraphML Primer, graphdrawing.org.
"""

from __future__ import annotations

from html import escape

from playbook_gen.exchange.cells import clean
from playbook_gen.exchange.network_file import NetworkFile, NetworkPerson, NetworkTie, number
from playbook_gen.maps.markup import element

_KEYS = (
    ("name", "node", "string"),
    ("title", "node", "string"),
    ("function", "node", "string"),
    ("tier", "node", "int"),
    ("strength", "edge", "double"),
    ("trust", "edge", "double"),
)


def as_graphml(network: NetworkFile) -> str:
    """Return the network as a GraphML document, to be written as UTF-8.

    Nodes bear the ids of the organisation file, so that what another tool finds can be taken back; ties are
    directed. What is not known has no ``data`` element. Text is whole, on one line, without the characters that
    the reader of organisation files refuses and XML cannot hold.
    """
    keys = [_key(*key) for key in _KEYS]
    parts = [*map(_node, network.people), *map(_edge, network.ties)]
    graph = element("graph", {"id": "influence", "edgedefault": "directed"}, "\n", *(f"{part}\n" for part in parts))
    space = {"xmlns": "http://graphml.graphdrawing.org/xmlns"}
    root = element("graphml", space, "\n", *(f"{key}\n" for key in keys), graph, "\n")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'


def _key(name: str, domain: str, kind: str) -> str:
    return element("key", {"id": name, "for": domain, "attr.name": name, "attr.type": kind})


def _node(person: NetworkPerson) -> str:
    words = [_data("name", person.name), _data("title", person.title), _data("function", person.function)]
    tier = "" if person.tier is None else str(person.tier)
    return element("node", {"id": person.id}, *words, _data("tier", tier))


def _edge(tie: NetworkTie) -> str:
    facts = [_data("strength", _known(tie.strength)), _data("trust", _known(tie.trust))]
    return element("edge", {"source": tie.source, "target": tie.target}, *facts)


def _known(value: float | None) -> str:
    return "" if value is None else number(value)


def _data(key: str, text: str) -> str:
    cleaned = clean(text)
    return element("data", {"key": key}, escape(cleaned)) if cleaned else ""
