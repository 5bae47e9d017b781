"""Do two functions own one thing, or does nobody?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook_gen.checks.clauses import Clause, Severity, ask, cite
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Situation
from playbook_gen.checks.subjects import COMPANY, Subject
from playbook_gen.language import listed, say
from playbook_gen.model.people import Responsibility


def overlapping_remit(remits: Shared | Rest, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Do two functions own one thing, or does nobody?"""
    if isinstance(remits, Rest):
        yield from (_unowned(responsibility) for responsibility in remits.unowned)
        yield _unclear(remits, situation)
        return
    names = listed(situation.functions[function].name for function in remits.functions)
    for responsibility in remits.responsibilities:
        yield Clause(
            holds=True,
            severity=Severity.HIGH,
            message=say(
                "{functions} both claim to be accountable for “{responsibility}”.",
                functions=names,
                responsibility=responsibility.name,
            )
            if len(remits.functions) == 2
            else say(
                "{functions} all claim to be accountable for “{responsibility}”.",
                functions=names,
                responsibility=responsibility.name,
            ),
            evidence=(cite(responsibility, "accountable"),),
        )


@dataclass(frozen=True)
class Shared:
    """Responsibilities that the same functions claim, all of them."""

    functions: tuple[str, ...]
    responsibilities: tuple[Responsibility, ...]


@dataclass(frozen=True)
class Rest:
    """Responsibilities that nobody has, and those of which nobody wrote down who does; None where none are listed."""

    unowned: tuple[Responsibility, ...]
    unclear: tuple[Responsibility, ...] | None


def remits(situation: Situation) -> Iterator[Subject]:
    """Yield each set of functions that claim one thing, then the company with all that nobody claims.

    Functions count for every alliance that holds two of them. What is unclear may be claimed by any two, so every
    running alliance is asked about it by itself; what nobody owns counts for the company alone.
    """
    known = situation.organisation.responsibilities
    claims: dict[tuple[str, ...], list[Responsibility]] = {}
    for responsibility in known or ():
        claims.setdefault(tuple(sorted(set(responsibility.accountable or ()))), []).append(responsibility)
    for functions in sorted(claims):
        if len(functions) > 1:
            yield Subject(
                value=Shared(functions, tuple(claims[functions])),
                names=tuple(f"function:{function}" for function in functions),
                counts_for=_holding_two(functions, situation),
            )
    unclear = None if known is None else tuple(r for r in known if r.accountable is None)
    yield Subject(value=Rest(tuple(r for r in known or () if r.accountable == ()), unclear), names=COMPANY)
    for alliance in situation.alliances_of():
        yield Subject(value=Rest((), unclear), names=(f"alliance:{alliance}",), counts_for=(alliance,))


def _holding_two(functions: tuple[str, ...], situation: Situation) -> tuple[str, ...]:
    running = (situation.alliances[alliance] for alliance in situation.alliances_of())
    return tuple(alliance.id for alliance in running if len(situation.members(alliance) & set(functions)) > 1)


def _unowned(responsibility: Responsibility) -> Clause:
    return Clause(
        holds=True,
        severity=Severity.MEDIUM,
        message=say("No function is accountable for “{responsibility}”.", responsibility=responsibility.name),
        evidence=(cite(responsibility, "accountable"),),
    )


def _unclear(remits: Rest, situation: Situation) -> Clause:
    if remits.unclear is None:
        question = say("What must have an owner, and which function is accountable for each?")
        asked = (ask(situation.organisation, "responsibilities", question),)
        return Clause(holds=None, severity=Severity.HIGH, missing=asked)
    return Clause(
        holds=None if remits.unclear else False,
        severity=Severity.HIGH,
        missing=tuple(
            ask(
                responsibility,
                "accountable",
                say("Which function is accountable for “{responsibility}”?", responsibility=responsibility.name),
            )
            for responsibility in remits.unclear
        ),
    )


CHECK = Check(
    id="function.overlapping-remit",
    scope="function",
    needs=("responsibilities.accountable",),
    rule=overlapping_remit,
    subjects=remits,
)
