"""Which level of the company each person stands on, as far as heads, alliances and reporting lines say."""

from __future__ import annotations

from playbook_gen.checks.situation import Situation
from playbook_gen.model.people import Person

TOP, PEERS = 0, 1


def tiers(situation: Situation) -> dict[str, int]:
    """Return each person's tier: 0 at the very top, 1 for heads of functions and their like, then by manager."""
    leading = {p.person for alliance in situation.alliances.values() for p in situation.partners(alliance)}
    leading |= {head.id for f in situation.functions if (head := situation.head_of(f))}
    leading |= {situation.organisation.sponsor}
    leading &= set(situation.people)
    bosses = {p.reports_to for p in situation.people.values() if isinstance(p.reports_to, str)}
    # Where nobody is said to lead anything, whoever has others reporting is taken for the top.
    tops = {p.reports_to for p in situation.people.values() if p.id in (leading or situation.people)} & bosses
    found: dict[str, int] = {}
    for person in situation.people.values():
        for one in reversed(_line_up(person, situation, found)):
            above = situation.people.get(one.reports_to) if isinstance(one.reports_to, str) else None
            if above is None:
                # With others known to lead, somebody without a known manager is not taken for one of them.
                found[one.id] = TOP if one.id in tops else PEERS if one.id in leading or len(leading) < 2 else PEERS + 1
            else:
                below = found[above.id] + 1
                found[one.id] = min(below, PEERS) if one.id in leading else below
    return found


def _line_up(person: Person, situation: Situation, known: dict[str, int]) -> list[Person]:
    """Return a person and those above whose tier is not known yet; a loop, as a line may be thousands long."""
    line: list[Person] = []
    step: Person | None = person
    while step is not None and step.id not in known:
        line.append(step)
        step = situation.people.get(step.reports_to) if isinstance(step.reports_to, str) else None
    return line
