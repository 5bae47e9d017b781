"""Does somebody with weight stand for it on each side, and does one person answer for the whole?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, Severity, ask, cite, declared_none, either
from playbook_gen.checks.feasibility._shared import current, holding, vacancy, who_heads
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.language import listed, say
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
        message=say("No single person answers for the alliance {alliance} as a whole.", alliance=name),
        evidence=(cite(alliance, "accountable"),),
        missing=(
            ask(alliance, "accountable", say("Which one person answers for {alliance} as a whole?", alliance=name)),
        )
        if alliance.accountable is None
        else (),
    )
    governed = say("Which board or executive above both sides governs {alliance}?", alliance=name)
    yield Clause(
        holds=declared_none(alliance.governed_by),
        severity=Severity.MEDIUM,
        beyond=True,
        message=say("No board and no executive above both sides governs the alliance {alliance}.", alliance=name),
        evidence=(cite(alliance, "governed_by"),),
        missing=(ask(alliance, "governed_by", governed),) if alliance.governed_by is None else (),
    )


def _backer(partner: Partner, side: Side | None, alliance: Alliance, name: str) -> Clause:
    named = side.sponsor if side else None
    return Clause(
        holds=declared_none(named),
        severity=Severity.HIGH,
        message=say(
            "Nobody at the top of {partner} stands for the alliance {alliance}.", partner=partner.name, alliance=name
        ),
        evidence=(cite(side, "sponsor"),) if side else (),
        missing=(
            ask(
                side or alliance,
                "sponsor" if side else f"sides[{partner.id}].sponsor",
                say(
                    "Which executive stands for {alliance} on the side of {partner}?",
                    alliance=name,
                    partner=partner.name,
                ),
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
        message=say(
            "Nobody heads {partner}, a partner of the alliance {alliance}.", partner=partner.name, alliance=name
        ),
        evidence=vacancy(partner, situation),
        missing=open_post,
    )


def _two_heads(partner: Partner, name: str, situation: Situation) -> Clause:
    """Find a partner function that two people head at once; that one of them left may not have been written down."""
    held = current(partner.function.id, situation) if partner.function else ()
    entries = [entry for entry in held if not entry.acting]
    people = sorted({entry.person for entry in entries if isinstance(entry.person, str)})
    unnamed = [entry for entry in entries if entry.person is None]
    names = listed(situation.people[person].name for person in people)
    return Clause(
        holds=True if len(people) > 1 else None if unnamed and len(entries) > 1 else False,
        severity=Severity.MEDIUM,
        presumed=True,
        beyond=True,
        message=say(
            "{names} head {partner}, a partner of the alliance {alliance}, at the same time.",
            names=names,
            partner=partner.name,
            alliance=name,
        ),
        evidence=tuple(cite(entry, "person") for entry in entries if entry.person),
        missing=tuple(ask(entry, "person", say("Who heads {partner}?", partner=partner.name)) for entry in unnamed),
    )


def _acting(function: Function, head: Person, name: str, situation: Situation) -> Clause:
    """Find a head who only stands in; `head:` alone says that the person holds the post."""
    entries = holding(function.id, head.id, situation)
    question = say(
        "Does {person} head {function} for good, or only stand in?", person=head.name, function=function.name
    )
    return Clause(
        holds=either(*(entry.acting for entry in entries)),
        severity=Severity.LOW,
        beyond=True,
        message=say(
            "{person} only stands in as head of {function}, a partner of the alliance {alliance}.",
            person=head.name,
            function=function.name,
            alliance=name,
        ),
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
