"""Is what was agreed at the top lived below?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playbook_gen.checks.clauses import (
    Clause,
    NotApplicable,
    Severity,
    Unknown,
    ask,
    both,
    cite,
    declared_none,
    either,
    unless,
)
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Situation
from playbook_gen.language import say
from playbook_gen.model.alliances import Alliance, Side
from playbook_gen.model.values import NOTHING

_PAPERS = ("mission", "vision", "purpose", "plan")


def chaos_underneath(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause] | NotApplicable:
    """Is what was agreed at the top lived below?"""
    active = _active(alliance)
    if active is False:
        return NotApplicable(reason=say("nothing is agreed yet"))
    return _underneath(alliance, situation, active)


def _active(alliance: Alliance) -> bool | None:
    if alliance.stage is not None:
        return alliance.stage in ("agreed", "running", "reviewed", "ending")
    return (
        True
        if alliance.since is not None or (alliance.charter is not None and alliance.charter is not NOTHING)
        else None
    )


def _underneath(alliance: Alliance, situation: Situation, active: bool | None) -> Iterator[Clause]:
    name = situation.name_of(alliance)
    question = say("Is {alliance} agreed, and does it run?", alliance=name)
    agreed = _open_questions(active, alliance, "stage", question, None)
    for partner, side in situation.sides(alliance):
        silent, facts = _no_mention(side)
        yield Clause(
            holds=both(active, silent),
            severity=Severity.HIGH,
            presumed=alliance.stage is None,
            message=say("No paper of {partner} mentions the alliance that its head agreed.", partner=partner.name),
            evidence=facts,
            missing=agreed
            + _open_questions(
                silent,
                side or alliance,
                "mentioned_in" if side else f"sides[{partner.id}].mentioned_in",
                say(
                    "Do mission, vision, purpose or plan of {partner} mention the alliance {alliance}?",
                    partner=partner.name,
                    alliance=name,
                ),
                partner.person,
            ),
        )
    middle, operating = (_no_contact(alliance, situation, level) for level in ("middle", "operating"))
    facts = _contact_facts(alliance, situation)
    missing = agreed + _contact_questions(alliance, situation)
    yield Clause(
        holds=both(active, middle, operating),
        severity=Severity.HIGH,
        presumed=alliance.stage is None,
        message=say(
            "Only the executives know each other in the alliance {alliance}; no contacts are named below them.",
            alliance=name,
        ),
        evidence=facts,
        missing=missing,
    )
    yield Clause(
        holds=unless(both(active, either(middle, operating)), both(active, middle, operating)),
        severity=Severity.MEDIUM,
        presumed=alliance.stage is None,
        message=say(
            "In the alliance {alliance} one of the two levels below the executives has no named contacts.",
            alliance=name,
        ),
        evidence=facts,
        missing=missing,
    )


def _open_questions(
    known: bool | None, record: Any, field: str, question: str, person: str | None
) -> tuple[Unknown, ...]:
    return (ask(record, field, question, person),) if known is None else ()


def _no_mention(side: Side | None) -> tuple[bool | None, tuple[Any, ...]]:
    if side is None or side.mentioned_in is None:
        return None, ()
    if side.mentioned_in is NOTHING:
        return True, (cite(side, "mentioned_in"),)
    mentions = side.mentioned_in
    said = [getattr(mentions, paper) for paper in _PAPERS]
    facts = tuple(cite(mentions, paper) for paper in _PAPERS if getattr(mentions, paper) is not None)
    return (False if True in said else None if None in said else True), facts


def _no_contact(alliance: Alliance, situation: Situation, level: str) -> bool | None:
    """Whether some side declares to have nobody on a level."""
    found: list[bool | None] = []
    for _, side in situation.sides(alliance):
        contacts = side.contacts if side else None
        if contacts is None or contacts is NOTHING:
            found.append(declared_none(contacts))
        else:
            found.append(declared_none(getattr(contacts, level)))
    return either(*found)


def _contact_facts(alliance: Alliance, situation: Situation) -> tuple[Any, ...]:
    facts = []
    for _, side in situation.sides(alliance):
        if side and side.contacts is NOTHING:
            facts.append(cite(side, "contacts"))
        elif side and side.contacts:
            facts += [
                cite(side.contacts, level)
                for level in ("middle", "operating")
                if getattr(side.contacts, level) is not None
            ]
    return tuple(facts)


def _contact_questions(alliance: Alliance, situation: Situation) -> tuple[Unknown, ...]:
    found = []
    for partner, side in situation.sides(alliance):
        contacts = side.contacts if side else None
        if contacts is None or (contacts is not NOTHING and None in (contacts.middle, contacts.operating)):
            question = say(
                "Who on the two levels below the head of {partner} works in {alliance}?",
                partner=partner.name,
                alliance=situation.name_of(alliance),
            )
            found.append(
                ask(side or alliance, "contacts" if side else f"sides[{partner.id}].contacts", question, partner.person)
            )
    return tuple(found)


CHECK = Check(
    id="focus.chaos-underneath",
    scope="alliance",
    core=True,
    needs=(
        "alliances.stage",
        "alliances.sides.mentioned_in.mission",
        "alliances.sides.mentioned_in.plan",
        "alliances.sides.contacts.middle",
        "alliances.sides.contacts.operating",
    ),
    rule=chaos_underneath,
)
