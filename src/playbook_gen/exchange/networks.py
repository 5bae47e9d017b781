"""A network as an organisation file can hold it: ids that stand, every tie once, and strengths on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook_gen.exchange.network_people import everybody_in, ids_of, rows_of
from playbook_gen.exchange.network_ties import arcs_of
from playbook_gen.exchange.strengths import strengths_of

if TYPE_CHECKING:
    from decimal import Decimal

    from playbook_gen.diagnostics import Collector
    from playbook_gen.exchange.given import GivenNetwork, Notice
    from playbook_gen.exchange.people import PersonRow
    from playbook_gen.exchange.strengths import Scale
    from playbook_gen.network import Arc


@dataclass(frozen=True, kw_only=True)
class Network:
    """People in the order of their file, and directed ties in the order of theirs."""

    people: tuple[PersonRow, ...]
    ties: tuple[tuple[Arc, Decimal | None], ...]
    """From whom to whom, by id, and how strong; None where the network has no strengths."""
    scale: Scale | None
    """What the strengths are, where there are any."""
    notices: tuple[Notice, ...] = ()


def network_of(given: GivenNetwork, found: Collector, *, undirected: bool = False) -> Network:
    """Return the network with everybody who is listed or whom a tie names; every change has its notice.

    ``undirected`` reads each tie in both directions. ``found`` takes a fault for each weight that cannot be used;
    where there is one, the network is not to be written.

    Raises:
        InputRejected: nobody is named, or there are more people or ties than an organisation may have.

    """
    notices = list(given.notices)
    everybody = everybody_in(given, notices)
    ids = ids_of(everybody, notices)
    # A given id that stands twice means its first holder.
    names = {person.id: ids[place] for place, person in reversed(list(enumerate(everybody)))}
    scale, values = strengths_of(given.ties, given.file, found, notices)
    return Network(
        people=rows_of(everybody, ids, names, notices),
        ties=arcs_of(given, names, values, notices, undirected=undirected),
        scale=scale,
        notices=tuple(sorted(dict.fromkeys(notices))),
    )
