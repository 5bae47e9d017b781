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
from playbook_gen.language import marked, say
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.values import NOTHING, When

_WITHOUT_CHARTER = {"strategic": Severity.HIGH, "tactical": Severity.MEDIUM, "coalition": Severity.LOW}


_LEFT_OPEN = {
    "purpose": marked("The charter of {alliance} leaves purpose open."),
    "roles": marked("The charter of {alliance} leaves roles open."),
    "decision_rights": marked("The charter of {alliance} leaves decision rights open."),
}
_ASKED = {
    "purpose": marked("What does the charter of {alliance} say about purpose?"),
    "roles": marked("What does the charter of {alliance} say about roles?"),
    "decision_rights": marked("What does the charter of {alliance} say about decision rights?"),
}


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
        message=say("Nothing is written down about what the partners of {alliance} agreed.", alliance=name),
        evidence=(cite(alliance, "charter"),),
        missing=_charter_question(alliance, name),
    )
    for part in _ASKED:
        yield _charter_part(alliance, part, name)
    coalition = None if kind is None else kind == "coalition"
    yield Clause(
        holds=both(coalition, declared_none(alliance.ends)),
        severity=Severity.MEDIUM,
        message=say("{alliance} is a coalition without an end date.", alliance=name),
        evidence=(cite(alliance, "kind"), cite(alliance, "ends")),
        missing=_end_questions(alliance, name, coalition),
    )


def _end_questions(alliance: Alliance, name: str, coalition: bool | None) -> tuple[Unknown, ...]:
    if coalition is False or isinstance(alliance.ends, When):
        return ()
    kind = ask(alliance, "kind", say("Is {alliance} strategic, tactical or a coalition?", alliance=name))
    ends = ask(alliance, "ends", say("When does {alliance} end?", alliance=name))
    return (*((kind,) if coalition is None else ()), *((ends,) if alliance.ends is None else ()))


def _charter_question(alliance: Alliance, name: str) -> tuple[Unknown, ...]:
    if alliance.charter is not None:
        return ()
    question = say("Is there a written charter for {alliance}, and what does it hold?", alliance=name)
    return (ask(alliance, "charter", question),)


def _charter_part(alliance: Alliance, part: str, name: str) -> Clause:
    charter = alliance.charter
    if charter is None or charter is NOTHING:
        holds = None if charter is None else False
        return Clause(holds=holds, severity=Severity.MEDIUM, missing=_charter_question(alliance, name))
    value = getattr(charter, part)
    return Clause(
        holds=declared_none(value),
        severity=Severity.MEDIUM,
        message=say(_LEFT_OPEN[part], alliance=name),
        evidence=(cite(charter, part),),
        missing=(ask(charter, part, say(_ASKED[part], alliance=name)),) if value is None else (),
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
