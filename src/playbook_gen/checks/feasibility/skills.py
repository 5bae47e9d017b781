"""Are the skills there that the alliance needs, and somebody who speaks both languages where systems are joint?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import (
    Clause,
    Evidence,
    Severity,
    Unknown,
    ask,
    both,
    cite,
    declared_none,
    either,
    opposite,
)
from playbook_gen.checks.feasibility._shared import answerable, strangers
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Situation
from playbook_gen.language import say
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.work import System


def skills(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Are the skills there that the alliance needs, and somebody who speaks both languages where systems are joint?"""
    name = situation.name_of(alliance)
    person = answerable(alliance)
    if alliance.skills is None:
        question = say("Which skills does {alliance} need, and which of them does somebody in it have?", alliance=name)
        yield Clause(holds=None, severity=Severity.MEDIUM, missing=(ask(alliance, "skills", question, person),))
    for skill in alliance.skills or ():
        question = say(
            "Does anybody in {alliance} have the skill that it needs: {skill}?", alliance=name, skill=skill.skill
        )
        yield Clause(
            holds=opposite(skill.held),
            severity=Severity.MEDIUM,
            message=say("{alliance} needs a skill that nobody in it has: {skill}.", alliance=name, skill=skill.skill),
            evidence=(cite(skill, "skill"), cite(skill, "held")),
            missing=(ask(skill, "held", question, person),) if skill.held is None else (),
        )
    yield _translators(alliance, situation, name)


def _translators(alliance: Alliance, situation: Situation, name: str) -> Clause:
    none = declared_none(alliance.translators)
    joint = either(_shares_data(alliance), _shares_systems(alliance, situation))
    question = say("Who in {alliance} knows the trade of more than one side?", alliance=name)
    asked = (ask(alliance, "translators", question, answerable(alliance)),) if none is None else ()
    return Clause(
        holds=both(none, joint),
        severity=Severity.LOW,
        message=say(
            "The partners of {alliance} share data or systems, and nobody in it knows the trade of more than one side.",
            alliance=name,
        ),
        evidence=(cite(alliance, "translators"), *_shared(alliance, situation)),
        missing=(*asked, *(_what_is_shared(alliance, situation, name) if joint is None else ())),
    )


def _shares_data(alliance: Alliance) -> bool | None:
    needs = alliance.data_needs
    return None if needs is None else either(*(need.shared for need in needs))


def _shares_systems(alliance: Alliance, situation: Situation) -> bool | None:
    """Whether two partners work in one system; a partner that nobody placed in a function may work in any."""
    systems = situation.organisation.systems
    if systems is None:
        return None
    unplaced = None if systems and strangers(alliance, situation) else False
    members = situation.members(alliance)
    return either(unplaced, *(_in_common(system, members) for system in systems))


def _in_common(system: System, members: set[str]) -> bool | None:
    return None if system.users is None else len(members & set(system.users)) > 1


def _shared(alliance: Alliance, situation: Situation) -> tuple[Evidence, ...]:
    members = situation.members(alliance)
    data = [cite(need, "shared") for need in alliance.data_needs or () if need.shared]
    systems = [cite(system, "users") for system in situation.organisation.systems or () if _in_common(system, members)]
    return (*data, *systems)


def _what_is_shared(alliance: Alliance, situation: Situation, name: str) -> tuple[Unknown, ...]:
    company, person = situation.organisation, answerable(alliance)
    found = [
        ask(
            need,
            "shared",
            say("Can all sides of {alliance} use the same copy of this data: {data}?", alliance=name, data=need.data),
            person,
        )
        for need in alliance.data_needs or ()
        if need.shared is None
    ]
    if alliance.data_needs is None:
        question = say("Which data does more than one side of {alliance} need?", alliance=name)
        found.append(ask(alliance, "data_needs", question, person))
    if company.systems is None:
        found.append(ask(company, "systems", say("In which systems do the functions work?")))
    unclear = [system for system in company.systems or () if system.users is None]
    found += [ask(system, "users", say("Which functions work in {system}?", system=system.name)) for system in unclear]
    return (*found, *strangers(alliance, situation))


CHECK = Check(
    id="feasibility.skills",
    scope="alliance",
    needs=(
        "alliances.skills.skill",
        "alliances.skills.held",
        "alliances.translators",
        "alliances.data_needs.shared",
        "systems.users",
    ),
    rule=skills,
)
