"""Can the data that the partners need in common flow between them?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from playbook_gen.checks.clauses import (
    Clause,
    Evidence,
    NotApplicable,
    Severity,
    Unknown,
    ask,
    both,
    cite,
    either,
    plain,
)
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Situation
from playbook_gen.language import marked, say
from playbook_gen.model.alliances import Alliance, DataNeed
from playbook_gen.model.work import System

_Systems = tuple[System, ...] | None
"""The systems on record, or None where nobody said which there are."""


def systems(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause] | NotApplicable:
    """Can the data that the partners need in common flow between them?"""
    if alliance.data_needs == ():
        return NotApplicable(reason=say("the partners need no data in common"))
    return _flows(alliance, situation)


def _flows(alliance: Alliance, situation: Situation) -> Iterator[Clause]:
    name, known = situation.name_of(alliance), situation.organisation.systems
    if alliance.data_needs is None:
        question = say(
            "Which data do the partners of {alliance} need in common, which systems hold it, and can all use it?",
            alliance=name,
        )
        yield Clause(holds=None, severity=Severity.HIGH, missing=(ask(alliance, "data_needs", question),))
    for need in alliance.data_needs or ():
        yield _out_of_reach(need, alliance, situation)
        if known is None:
            question = say("Which systems hold the data that functions need, and which of them exchange data?")
            missing = (ask(situation.organisation, "systems", question),)
            yield Clause(holds=None, severity=Severity.MEDIUM, missing=missing)
        yield from _twice_on_record(need, known or ())


# One system that all can use, or systems that exchange the data


def _out_of_reach(need: DataNeed, alliance: Alliance, situation: Situation) -> Clause:
    """Whether no system brings the data to every partner; what systems do not show, a plain yes may still settle."""
    name, known = situation.name_of(alliance), situation.organisation.systems
    functions = [p.function.id if p.function else None for p in situation.partners(alliance)]
    reached = _reaches_all(need, functions, known)
    settled = either(need.shared, reached)
    absent = need.shared is False or reached is False
    return Clause(
        holds=False if settled else True if absent else None,
        severity=Severity.HIGH,
        presumed=settled is None,
        message=_lack(need, name),
        evidence=_facts(need, known),
        missing=() if settled is False else _reach_questions(need, name, known),
    )


def _lack(need: DataNeed, name: str) -> str:
    if need.shared is False:
        return say(
            "The partners of {alliance} need {data} and cannot use the same copy of it.", alliance=name, data=need.data
        )
    return say(
        "The partners of {alliance} need {data} and have no system in common that brings it to all.",
        alliance=name,
        data=need.data,
    )


def _reaches_all(need: DataNeed, functions: list[str | None], known: _Systems) -> bool | None:
    """Whether some system holds the data, and every partner works in it or in one that exchanges data with it."""
    if known is None:
        return None
    return either(
        *(both(holds, _serves(s, functions, known)) for s in known if (holds := _holding(s, need)) is not False)
    )


def _holding(system: System, need: DataNeed) -> bool | None:
    return either(_among(system.id, need.systems), _of_record(system, need))


def _of_record(system: System, need: DataNeed) -> bool | None:
    return None if system.holds is None else plain(need.data) in {plain(data) for data in system.holds}


def _serves(system: System, functions: list[str | None], known: tuple[System, ...]) -> bool | None:
    linked = [(other, link) for other in known if other != system and (link := _linked(system, other)) is not False]
    return both(
        *(
            either(_uses(system, function), *(both(link, _uses(other, function)) for other, link in linked))
            for function in functions
        )
    )


def _uses(system: System, function: str | None) -> bool | None:
    """Whether a function works in a system or runs it."""
    if function is None:
        return None
    return either(None if system.owner is None else system.owner == function, _among(function, system.users))


def _linked(one: System, other: System) -> bool | None:
    return either(_among(other.id, one.integrated_with), _among(one.id, other.integrated_with))


def _among(name: str, names: tuple[str, ...] | None) -> bool | None:
    return None if names is None else name in names


def _facts(need: DataNeed, known: _Systems) -> tuple[Evidence, ...]:
    own = tuple(cite(need, part) for part in ("data", "systems", "shared") if getattr(need, part) is not None)
    holding = [system for system in known or () if _holding(system, need)]
    parts = ("owner", "users", "integrated_with")
    return own + tuple(cite(s, part) for s in holding for part in parts if getattr(s, part) is not None)


def _reach_questions(need: DataNeed, name: str, known: _Systems) -> tuple[Unknown, ...]:
    found = []
    if need.shared is None:
        question = say("Can all partners of {alliance} use the same copy of {data}?", alliance=name, data=need.data)
        found.append(ask(need, "shared", question))
    if need.systems is None:
        found.append(ask(need, "systems", say("Which systems hold {data}?", data=need.data)))
    for system in known or ():
        if _holding(system, need):
            unsaid = [part for part in _ASKED if not _said(system, part)]
            found += [ask(system, part, say(_ASKED[part], system=system.name)) for part in unsaid]
    return tuple(found)


_ASKED = {
    "owner": marked("Which function runs {system}?"),
    "users": marked("Which functions work in {system}?"),
    "integrated_with": marked("With which systems does {system} exchange data?"),
}


def _said(system: System, part: str) -> bool:
    return getattr(system, part) is not None


# One system of record for each kind of data


def _twice_on_record(need: DataNeed, known: tuple[System, ...]) -> Iterator[Clause]:
    questions: list[Unknown] = []
    for one, other in combinations(known, 2):
        twice, linked = both(_of_record(one, need), _of_record(other, need)), _linked(one, other)
        silent = [system for system in (one, other) if system.integrated_with is None]
        if twice and linked is not True and len(silent) < 2:
            yield _two_records(need, one, other, silent)
        elif twice is not False and linked is not True:
            questions += _record_questions(need, (one, other), silent)
    if questions:
        yield Clause(holds=None, severity=Severity.MEDIUM, missing=tuple(questions))


def _two_records(need: DataNeed, one: System, other: System, silent: list[System]) -> Clause:
    """Two that do not name each other; one of them may still turn out to."""
    parts = [(s, part) for s in (one, other) for part in ("holds", "integrated_with")]
    return Clause(
        holds=True,
        severity=Severity.MEDIUM,
        presumed=bool(silent),
        message=say(
            "{system} and {other} are both the system of record for {data}, and exchange no data.",
            system=one.name,
            other=other.name,
            data=need.data,
        ),
        evidence=tuple(cite(system, part) for system, part in parts if _said(system, part)),
        missing=tuple(_link_question(system) for system in silent),
    )


def _record_questions(need: DataNeed, pair: tuple[System, System], silent: list[System]) -> list[Unknown]:
    unsaid = [system for system in pair if system.holds is None]
    found = [
        ask(
            system,
            "holds",
            say("Is {system} the system of record for {data}?", system=system.name, data=need.data),
        )
        for system in unsaid
    ]
    return found + [_link_question(system) for system in silent]


def _link_question(system: System) -> Unknown:
    return ask(system, "integrated_with", say(_ASKED["integrated_with"], system=system.name))


CHECK = Check(
    id="fit.systems",
    scope="alliance",
    needs=(
        "alliances.data_needs.data",
        "alliances.data_needs.shared",
        "alliances.data_needs.systems",
        "systems.holds",
        "systems.owner",
        "systems.users",
        "systems.integrated_with",
    ),
    rule=systems,
)
