"""Does somebody with weight stand for it on each side, and does one person answer for the whole?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, Severity, ask, cite, declared_none, either, listing
from playbook_gen.checks.feasibility._shared import current, holding, vacancy, who_heads
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.model.alliances import Alliance, Side
from playbook_gen.model.people import Function, Person


def sponsor(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Does somebody with weight stand for it on each side, and does one person answer for the whole?"""
    name = situation.name_of(alliance)
    for partner, side in situation.sides(alliance):
        yield _backer(partner, side, alliance, name)
        yield _vacant(partner, name, situation)
        yield _two_heads(partner, name, situation)
        if partner.function and partner.head:
            yield _acting(partner.function, partner.head, name, situation)
    yield Clause(
        holds=declared_none(alliance.accountable),
        severity=Severity.HIGH,
        message=f"No single person answers for the alliance {name} as a whole.",
        evidence=(cite(alliance, "accountable"),),
        missing=(ask(alliance, "accountable", f"Which one person answers for {name} as a whole?"),)
        if alliance.accountable is None
        else (),
    )
    yield Clause(
        holds=declared_none(alliance.governed_by),
        severity=Severity.MEDIUM,
        beyond=True,
        message=f"No board and no executive above both sides governs the alliance {name}.",
        evidence=(cite(alliance, "governed_by"),),
        missing=(ask(alliance, "governed_by", f"Which board or executive above both sides governs {name}?"),)
        if alliance.governed_by is None
        else (),
    )


def _backer(partner: Partner, side: Side | None, alliance: Alliance, name: str) -> Clause:
    named = side.sponsor if side else None
    return Clause(
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


def _vacant(partner: Partner, name: str, situation: Situation) -> Clause:
    """Find a partner function whose post at the top is vacant: nobody there can stand for anything."""
    open_post = who_heads(partner)
    return Clause(
        holds=None if open_post else partner.vacant,
        severity=Severity.HIGH,
        beyond=True,
        message=f"Nobody heads {partner.name}, a partner of the alliance {name}.",
        evidence=vacancy(partner, situation),
        missing=open_post,
    )


def _two_heads(partner: Partner, name: str, situation: Situation) -> Clause:
    """Find a partner function that two people head at once; that one of them left may not have been written down."""
    held = current(partner.function.id, situation) if partner.function else ()
    entries = [entry for entry in held if not entry.acting]
    people = sorted({entry.person for entry in entries if isinstance(entry.person, str)})
    unnamed = [entry for entry in entries if entry.person is None]
    names = listing(situation.people[person].name for person in people)
    return Clause(
        holds=True if len(people) > 1 else None if unnamed and len(entries) > 1 else False,
        severity=Severity.MEDIUM,
        presumed=True,
        beyond=True,
        message=f"{names} head {partner.name}, a partner of the alliance {name}, at the same time.",
        evidence=tuple(cite(entry, "person") for entry in entries if entry.person),
        missing=tuple(ask(entry, "person", f"Who heads {partner.name}?") for entry in unnamed),
    )


def _acting(function: Function, head: Person, name: str, situation: Situation) -> Clause:
    """Find a head who only stands in; `head:` alone says that the person holds the post."""
    entries = holding(function.id, head.id, situation)
    question = f"Does {head.name} head {function.name} for good, or only stand in?"
    return Clause(
        holds=either(*(entry.acting for entry in entries)),
        severity=Severity.LOW,
        beyond=True,
        message=f"{head.name} only stands in as head of {function.name}, a partner of the alliance {name}.",
        evidence=tuple(cite(entry, "acting") for entry in entries if entry.acting),
        missing=tuple(ask(entry, "acting", question, head.id) for entry in entries if entry.acting is None),
    )


CHECK = Check(
    id="feasibility.sponsor",
    scope="alliance",
    core=True,
    needs=("alliances.sides.sponsor", "alliances.accountable"),
    also_reads=("alliances.governed_by", "functions.head", "heads.person", "heads.acting"),
    rule=sponsor,
)
