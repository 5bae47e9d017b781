"""Does somebody on each side run the alliance day to day?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, Severity, Unknown, ask, cite, declared_none
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.language import say
from playbook_gen.model.alliances import Alliance, Side


def no_owner(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Does somebody on each side run the alliance day to day?"""
    name = situation.name_of(alliance)
    for partner, side in situation.sides(alliance):
        yield _nobody(partner, side, alliance, name)
        yield _head_alone(partner, side, alliance, name)


def _nobody(partner: Partner, side: Side | None, alliance: Alliance, name: str) -> Clause:
    strategic = None if alliance.kind is None else alliance.kind == "strategic"
    return Clause(
        holds=declared_none(side.lead) if side else None,
        severity=Severity.MEDIUM if strategic else Severity.LOW,
        most=Severity.LOW if strategic is False else Severity.MEDIUM,
        message=say("Nobody on the side of {partner} runs {alliance} day to day.", partner=partner.name, alliance=name),
        evidence=(cite(side, "lead"),) if side else (),
        missing=_who_leads(partner, side, alliance, name),
    )


def _head_alone(partner: Partner, side: Side | None, alliance: Alliance, name: str) -> Clause:
    """Judge whether the head of the partner is also the one who does the daily work of the alliance."""
    head = partner.head
    function = partner.function
    lead = side.lead if side else None
    alone = None if lead is None else False
    if isinstance(lead, str) and not partner.vacant:
        alone = lead == head.id if head else None
    questions = _who_leads(partner, side, alliance, name)
    if alone is None and not questions:
        questions = (ask(function, "head", say("Who heads {partner}?", partner=partner.name)),)
    facts = (cite(function, "head"),) if function and function.head is not None else ()
    who = head.name if head else ""
    return Clause(
        holds=alone,
        severity=Severity.LOW,
        message=say(
            "{person} heads {partner} and also runs {alliance} day to day.",
            person=who,
            partner=partner.name,
            alliance=name,
        )
        if function
        else say("{person} is a partner and also runs {alliance} day to day.", person=who, alliance=name),
        evidence=(cite(side, "lead"), *facts) if side else (),
        missing=questions,
    )


def _who_leads(partner: Partner, side: Side | None, alliance: Alliance, name: str) -> tuple[Unknown, ...]:
    if side and side.lead is not None:
        return ()
    path = "lead" if side else f"sides[{partner.id}].lead"
    question = say("Who runs {alliance} day to day on the side of {partner}?", alliance=name, partner=partner.name)
    return (ask(side or alliance, path, question, partner.person),)


CHECK = Check(
    id="function.no-owner",
    scope="alliance",
    needs=("alliances.sides.lead", "alliances.kind"),
    also_reads=("functions.head",),
    rule=no_owner,
)
