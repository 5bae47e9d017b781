"""Is there a charter that says what was agreed?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import (
    Clause,
    Severity,
    Unknown,
    ask,
    both,
    cite,
    declared_none,
)
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Situation
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.values import NOTHING, When

_WITHOUT_CHARTER = {"strategic": Severity.HIGH, "tactical": Severity.MEDIUM, "coalition": Severity.LOW}


def no_agreement(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Is there a charter that says what was agreed?"""
    name = situation.name_of(alliance)
    charter = alliance.charter
    kind = alliance.kind
    yield Clause(
        holds=declared_none(charter),
        severity=_WITHOUT_CHARTER.get(kind or "", Severity.MEDIUM),
        least=_WITHOUT_CHARTER[kind] if kind else Severity.LOW,
        most=_WITHOUT_CHARTER[kind] if kind else Severity.HIGH,
        message=f"Nothing is written down about what the partners of {name} agreed.",
        evidence=(cite(alliance, "charter"),),
        missing=_charter_question(alliance, name),
    )
    for part in ("purpose", "roles", "decision_rights"):
        yield _charter_part(alliance, part, name)
    coalition = None if kind is None else kind == "coalition"
    yield Clause(
        holds=both(coalition, declared_none(alliance.ends)),
        severity=Severity.MEDIUM,
        message=f"{name} is a coalition without an end date.",
        evidence=(cite(alliance, "kind"), cite(alliance, "ends")),
        missing=_end_questions(alliance, name, coalition),
    )


def _end_questions(alliance: Alliance, name: str, coalition: bool | None) -> tuple[Unknown, ...]:
    if coalition is False or isinstance(alliance.ends, When):
        return ()
    kind = (ask(alliance, "kind", f"Is {name} strategic, tactical or a coalition?"),) if coalition is None else ()
    ends = (ask(alliance, "ends", f"When does {name} end?"),) if alliance.ends is None else ()
    return kind + ends


def _charter_question(alliance: Alliance, name: str) -> tuple[Unknown, ...]:
    if alliance.charter is not None:
        return ()
    return (ask(alliance, "charter", f"Is there a written charter for {name}, and what does it hold?"),)


def _charter_part(alliance: Alliance, part: str, name: str) -> Clause:
    charter = alliance.charter
    if charter is None or charter is NOTHING:
        holds = None if charter is None else False
        return Clause(holds=holds, severity=Severity.MEDIUM, missing=_charter_question(alliance, name))
    words = part.replace("_", " ")
    value = getattr(charter, part)
    return Clause(
        holds=declared_none(value),
        severity=Severity.MEDIUM,
        message=f"The charter of {name} leaves {words} open.",
        evidence=(cite(charter, part),),
        missing=(ask(charter, part, f"What does the charter of {name} say about {words}?"),) if value is None else (),
    )


CHECK = Check(
    id="function.no-agreement",
    scope="alliance",
    core=True,
    needs=(
        "alliances.charter.purpose",
        "alliances.charter.roles",
        "alliances.charter.decision_rights",
        "alliances.kind",
        "alliances.ends",
    ),
    rule=no_agreement,
)
