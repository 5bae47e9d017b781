"""Does somebody with weight stand for it on each side, and does one person answer for the whole?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, Severity, ask, cite, declared_none
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Situation
from playbook_gen.model.alliances import Alliance


def sponsor(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Does somebody with weight stand for it on each side, and does one person answer for the whole?"""
    name = situation.name_of(alliance)
    for partner, side in situation.sides(alliance):
        named = side.sponsor if side else None
        yield Clause(
            holds=declared_none(named),
            severity=Severity.HIGH,
            message=f"Nobody at the top of {partner.name} stands for the alliance {name}.",
            evidence=(cite(side, "sponsor"),) if side else (),
            missing=(
                ask(
                    side or alliance,
                    "sponsor" if side else f"sides[{partner.id}].sponsor",
                    f"Which executive stands for {name} on the side of {partner.name}?",
                    partner.person,
                ),
            )
            if named is None
            else (),
        )
    yield Clause(
        holds=declared_none(alliance.accountable),
        severity=Severity.HIGH,
        message=f"No single person answers for the alliance {name} as a whole.",
        evidence=(cite(alliance, "accountable"),),
        missing=(ask(alliance, "accountable", f"Which one person answers for {name} as a whole?"),)
        if alliance.accountable is None
        else (),
    )


CHECK = Check(
    id="feasibility.sponsor",
    scope="alliance",
    core=True,
    needs=("alliances.sides.sponsor", "alliances.accountable"),
    rule=sponsor,
)
