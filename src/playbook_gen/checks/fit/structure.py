"""Do the partners have counterparts, and do their heads stand on like levels?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from playbook_gen.checks.clauses import Clause, Severity, ask, cite, declared_none
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.language import marked, say, several
from playbook_gen.model.alliances import Alliance, Side
from playbook_gen.model.people import Person
from playbook_gen.model.values import NOTHING


def structure(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Do the partners have counterparts, and do their heads stand on like levels?"""
    for partner, side in situation.sides(alliance):
        yield _counterpart(alliance, partner, side, situation)
    filled = [partner for partner in situation.partners(alliance) if not partner.vacant]
    for partner in filled:
        if partner.head is None and len(filled) > 1:
            missing = (ask(partner.function, "head", say("Who heads {partner}?", partner=partner.name)),)
            yield Clause(holds=None, severity=Severity.MEDIUM, missing=missing)
    heads = {partner.head.id: partner.head for partner in filled if partner.head}
    for one, other in combinations(heads.values(), 2):
        yield _levels(one, other, situation, int(limits["levels"]))


def _counterpart(alliance: Alliance, partner: Partner, side: Side | None, situation: Situation) -> Clause:
    name = situation.name_of(alliance)
    named, record, field = _middle(alliance, partner, side)
    question = say(
        "Who works for {alliance} one or two levels below the head of {partner}?", alliance=name, partner=partner.name
    )
    return Clause(
        holds=declared_none(named),
        severity=Severity.MEDIUM,
        message=say(
            "{partner} has named nobody for {alliance} one or two levels below its head.",
            partner=partner.name,
            alliance=name,
        ),
        evidence=(cite(record, field),) if named is not None else (),
        missing=(ask(record, field, question, partner.person),) if named is None else (),
    )


def _middle(alliance: Alliance, partner: Partner, side: Side | None) -> tuple[object, Any, str]:
    """Return the contact on the middle level, with the record and the field that name it, or should."""
    if side is None:
        return None, alliance, f"sides[{partner.id}].contacts"
    if side.contacts is None or side.contacts is NOTHING:
        return side.contacts, side, "contacts"
    return side.contacts.middle, side.contacts, "middle"


def _levels(one: Person, other: Person, situation: Situation, limit: int) -> Clause:
    """Compare the steps to the top; where both chains meet, what lies above makes no difference."""
    shallow, deep = sorted((_chain(person, situation) for person in (one, other)), key=len)
    apart = len(deep) - len(shallow)
    met = deep[-1] == shallow[-1]
    deep_known, shallow_known = (met or chain[-1].reports_to is NOTHING for chain in (deep, shallow))
    # The longer chain may go on and be longer still; the shorter one may turn out to be as long.
    settled = shallow_known and (deep_known or apart >= limit)
    own = [person for person in (*deep, *shallow) if not (person in deep and person in shallow)]
    ends = () if met else (deep[-1], shallow[-1])
    return Clause(
        holds=apart >= limit if settled else None,
        severity=Severity.MEDIUM,
        message=_apart(deep[0].name, shallow[0].name, apart, exact=deep_known),
        evidence=tuple(cite(person, "reports_to") for person in own if person.reports_to is not None),
        missing=tuple(
            ask(end, "reports_to", say("To whom does {person} report?", person=end.name), end.id)
            for end in ends
            if end.reports_to is None
        ),
    )


def _apart(person: str, other: str, levels: int, *, exact: bool) -> str:
    if exact:
        return several(
            "{person} stands {number} level further from the top than {other}.",
            "{person} stands {number} levels further from the top than {other}.",
            levels,
            person=person,
            other=other,
        )
    return several(
        "{person} stands at least {number} level further from the top than {other}.",
        "{person} stands at least {number} levels further from the top than {other}.",
        levels,
        person=person,
        other=other,
    )


def _chain(person: Person, situation: Situation) -> list[Person]:
    """Return a person and everybody above, as far as the file says; a ring is followed once."""
    chain = [person]
    while isinstance(boss := chain[-1].reports_to, str) and situation.people[boss] not in chain:
        chain.append(situation.people[boss])
    return chain


CHECK = Check(
    id="fit.structure",
    scope="alliance",
    needs=("people.reports_to", "alliances.sides.contacts.middle"),
    thresholds=(Threshold(name="levels", value=2, unit=marked("levels between two heads of partners, from here on")),),
    rule=structure,
)
