"""The influence network as DOT, for people who open it in another tool; the project itself never reads it.

The maps have a DOT writer of their own, which holds no text at all (`playbook_gen.maps.dot`). Here names are the
point, so each stands in a quoted label in which nothing means anything but itself.
"""

from __future__ import annotations

import re

from playbook_gen.exchange.network_file import NetworkFile, NetworkPerson, NetworkTie, number
from playbook_gen.maps.text import clean

# Graphviz reads these inside labels; any other ampersand is left for tools that do not.
_ENTITY = re.compile(r"&(?=#|\w+;)")
_HEAD = ("digraph influence {", "  // An arrow points to the person who is influenced.", "  node [shape=box];")


def as_dot(network: NetworkFile) -> str:
    r"""Return the network as DOT text: nodes ``n0``, ``n1``... in the order of ids, arrows from who influences.

    A label holds name, title and function on lines of their own (joined by ``\n``), each cleaned and cut as on a
    map; a person without a name shows the id. An arrow carries ``strength`` and ``trust`` where they are known:
    attributes of no meaning to Graphviz, for the tool that reads them.
    """
    nodes = {person.id: f"n{place}" for place, person in enumerate(network.people)}
    boxes = (_node(nodes[person.id], person) for person in network.people)
    arrows = (_arrow(nodes, tie) for tie in network.ties)
    return "\n".join([*_HEAD, *boxes, *arrows, "}", ""])


def _node(node: str, person: NetworkPerson) -> str:
    words = (clean(person.name) or clean(person.id), clean(person.title), clean(person.function))
    label = r"\n".join(_escaped(word) for word in words if word)
    return f'  {node} [label="{label}"];'


def _escaped(text: str) -> str:
    r"""Text that the scanner, the escapes of labels (``\N``, ``\l``) and the entities all leave alone."""
    return _ENTITY.sub("&amp;", text).replace("\\", "\\\\").replace('"', '\\"')


def _arrow(nodes: dict[str, str], tie: NetworkTie) -> str:
    known = [("strength", tie.strength), ("trust", tie.trust)]
    facts = ", ".join(f'{key}="{number(value)}"' for key, value in known if value is not None)
    return f"  {nodes[tie.source]} -> {nodes[tie.target]}{f' [{facts}]' if facts else ''};"
