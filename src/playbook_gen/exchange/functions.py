"""Departments of a list as functions, each with its head where the reporting lines leave no doubt."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook_gen.exchange.cells import key
from playbook_gen.exchange.ids import Ids, slug
from playbook_gen.model.values import NOTHING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from playbook_gen.exchange.people import PersonRow


@dataclass(frozen=True)
class FunctionRow:
    """One department; ``head`` is the id of a person, or None where the list does not settle it."""

    id: str
    name: str
    head: str | None


def functions_of(people: Sequence[PersonRow]) -> dict[str, FunctionRow]:
    """Return the functions in the order of the list, by the key of their department.

    Ids share one space with the people's. The head is the one member nearest to the top; none is named where two
    are equally near, or where a member leads others and does not reach the top at all.
    """
    members: dict[str, list[PersonRow]] = {}
    for person in people:
        if person.department:
            members.setdefault(key(person.department), []).append(person)
    depths, leaders = _depths(people), {person.reports_to for person in people}
    ids = Ids(person.id for person in people)
    found = {}
    for number, (department, inside) in enumerate(members.items(), 1):
        name = inside[0].department or ""
        chosen = ids.claim(slug(name) or f"f{number}")
        found[department] = FunctionRow(chosen, name, _head(inside, depths, leaders))
    return found


def _head(members: Sequence[PersonRow], depths: Mapping[str, int], leaders: Collection[object]) -> str | None:
    if any(person.id not in depths and person.id in leaders for person in members):
        return None
    ranked = sorted((depths[person.id], person.id) for person in members if person.id in depths)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def _depths(people: Sequence[PersonRow]) -> dict[str, int]:
    """Return how many steps each person is below the top, for those whose line leads there."""
    below: dict[str, list[str]] = defaultdict(list)
    for person in people:
        if isinstance(person.reports_to, str):
            below[person.reports_to].append(person.id)
    level = [person.id for person in people if person.reports_to is NOTHING]
    depths: dict[str, int] = {}
    while level:
        depths.update(dict.fromkeys(level, max(depths.values(), default=-1) + 1))
        level = [one for above in level for one in below[above] if one not in depths]
    return depths
