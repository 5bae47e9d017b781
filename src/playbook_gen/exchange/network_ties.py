"""The ties of a network: each direction once, the strongest that the file gives, and none with oneself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from playbook_gen.exchange.given import Notice
from playbook_gen.exchange.network_people import too_many
from playbook_gen.reading import MAX_RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from playbook_gen.exchange.given import GivenNetwork
    from playbook_gen.network import Arc

_LEFT_OUT = {
    "loop": "of a person with himself or herself, left out",
    "zero": "of weight 0, which is no tie, left out",
    "repeat": "between two who were tied before; each direction stands once, with its strongest",
}


def arcs_of(
    given: GivenNetwork,
    names: Mapping[str, str],
    values: Sequence[Decimal | None],
    notices: list[Notice],
    *,
    undirected: bool,
) -> tuple[tuple[Arc, Decimal | None], ...]:
    """Return the arcs in the order of the file, by the ids that stand, each with the strongest of its values.

    Raises:
        InputRejected: there are more than an organisation may have.

    """
    arcs: dict[Arc, Decimal | None] = {}
    left_out = Counter[str]()
    for tie, value in zip(given.ties, values, strict=True):
        one, other = names[tie.source], names[tie.target]
        if one == other or value == 0:
            left_out["loop" if one == other else "zero"] += 1
            continue
        directions = ((one, other), (other, one)) if undirected or tie.both_ways else ((one, other),)
        left_out["repeat"] += any(arc in arcs for arc in directions)
        for arc in directions:
            earlier = arcs.get(arc)
            arcs[arc] = value if value is None or earlier is None else max(value, earlier)
    if len(arcs) > MAX_RELATIONSHIPS:
        raise too_many(given.file, MAX_RELATIONSHIPS, "ties, both directions counted")
    for kind, words in _LEFT_OUT.items():
        if count := left_out[kind]:
            notices.append(Notice(file=given.file, line=0, message=f"{count} tie{'s' * (count > 1)} {words}"))
    return tuple(arcs.items())
