"""The people and ties of one edition as network files have them."""

from __future__ import annotations

from playbook_gen.exchange.network_file import NetworkFile, NetworkPerson, NetworkTie
from playbook_gen.influence.graph import trust_in
from playbook_gen.pages.roll import Roll


def network_of(roll: Roll) -> NetworkFile:
    """Return everybody on the maps and the ties that the edition shows, with strengths in their own unit."""
    functions = {function.id: function.name for function in roll.situation.functions.values()}
    return NetworkFile(
        people=tuple(
            NetworkPerson(
                id=person.id,
                name=person.name,
                title=person.title if isinstance(person.title, str) else "",
                function=functions.get(roll.lane(person), ""),
                tier=roll.tiers[person.id],
            )
            for person in roll.people
        ),
        ties=tuple(
            NetworkTie(
                source=tie.source_person,
                target=tie.target_person,
                strength=tie.influence if tie.influence is not None else tie.weight,
                trust=trust_in(tie) if roll.judges else None,
            )
            for tie in roll.ties
        ),
    )
