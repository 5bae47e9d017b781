"""The organisation file of a network: its people and its ties, and comments on what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook_gen.exchange.functions import functions_of
from playbook_gen.exchange.organisation import company_name, date_of, person_fields
from playbook_gen.exchange.strengths import plain
from playbook_gen.exchange.yaml_text import comment, entry, scalar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from playbook_gen.exchange.functions import FunctionRow
    from playbook_gen.exchange.networks import Network

_OPENING = """
Written from a network. It holds what the network says and nothing else; what is left out is not known.
To go on, add goals, functions and alliances, and run: playbook-gen check
"""
_FUNCTIONS = """
Departments of the people. A head is named where one person of the department is nearest to the top.
"""
_STRENGTHS = {
    "influence": "Each tie leads from one person to another. influence is a rating from 1 to 5.",
    "weight": "Each tie leads from one person to another. weight was measured, in the unit of the network.",
    None: "Each tie leads from one person to another. Nothing says how strong they are.",
}


def network_text(network: Network, *, name: str, as_of: date | None = None) -> str:
    """Return the YAML text of an organisation file that reads without errors; the same network gives the same text.

    Raises:
        UsageError: nothing is left of the name once control characters are out.

    """
    functions = functions_of(network.people)
    heading = ["schema_version: 1", f"name: {scalar(company_name(name))}"]
    heading += [f"as_of: {date_of(as_of)}"] if as_of else []
    parts = [comment(_OPENING), "\n".join(heading), _functions(functions), _people(network, functions), _ties(network)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _functions(functions: Mapping[str, FunctionRow]) -> str:
    lines = [
        entry([("id", scalar(f.id)), ("name", scalar(f.name)), *([("head", scalar(f.head))] if f.head else [])])
        for f in functions.values()
    ]
    return "\n".join([comment(_FUNCTIONS), "functions:", *lines]) if lines else ""


def _people(network: Network, functions: Mapping[str, FunctionRow]) -> str:
    return "\n".join(["people:", *(entry(person_fields(person, functions)) for person in network.people)])


def _ties(network: Network) -> str:
    lines = []
    for (sender, receiver), value in network.ties:
        strength = [(network.scale, plain(value))] if network.scale and value is not None else []
        lines.append(entry([("from", scalar(sender)), ("to", scalar(receiver)), *strength]))
    return "\n".join([comment(_STRENGTHS[network.scale]), "relationships:", *lines]) if lines else ""
