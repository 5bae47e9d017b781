"""Is there a joint way of working?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, NotApplicable, Severity, ask, both, cite, declared_none
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Situation
from playbook_gen.model.alliances import Alliance, Handoff
from playbook_gen.model.values import NOTHING


def process(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause] | NotApplicable:
    """Is there a joint way of working?"""
    if alliance.joint_work is NOTHING and not alliance.handoffs:
        return NotApplicable(reason="no work recurs between the partners")
    return _process(alliance, situation)


def _process(alliance: Alliance, situation: Situation) -> Iterator[Clause]:
    name = situation.name_of(alliance)
    recurring = True if isinstance(alliance.joint_work, str) or alliance.handoffs else None
    unasked = []
    if alliance.handoffs is None:
        unasked.append(
            ask(alliance, "handoffs", f"How does work pass between the partners of {name}, and by what rule?")
        )
    elif recurring is None:
        unasked.append(ask(alliance, "joint_work", f"What work recurs between the partners of {name}?"))
    yield Clause(
        holds=both(recurring, declared_none(alliance.handoffs)),
        severity=Severity.HIGH,
        message=f"The partners of {name} work together again and again without an agreed way of passing work.",
        evidence=(cite(alliance, "joint_work"), cite(alliance, "handoffs")),
        missing=tuple(unasked),
    )
    if alliance.handoffs is None:
        yield Clause(holds=None, severity=Severity.MEDIUM, missing=tuple(unasked))
    for handoff in alliance.handoffs or ():
        yield _handoff(handoff)


def _handoff(handoff: Handoff) -> Clause:
    parts = {"owner": "an owner", "service_level": "a service level"}
    lacking = [part for part in parts if getattr(handoff, part) is NOTHING]
    open_parts = [part for part in parts if getattr(handoff, part) is None]
    words = " or ".join(parts[part] for part in lacking)
    return Clause(
        holds=True if lacking else None if open_parts else False,
        severity=Severity.MEDIUM,
        message=f"The handoff of {handoff.work} has been left without {words}.",
        evidence=tuple(cite(handoff, part) for part in lacking),
        missing=tuple(
            ask(handoff, part, f"Does the handoff of {handoff.work} have {parts[part]}?") for part in open_parts
        ),
    )


CHECK = Check(
    id="fit.process",
    scope="alliance",
    core=True,
    needs=(
        "alliances.joint_work",
        "alliances.handoffs.service_level",
        "alliances.handoffs.owner",
    ),
    rule=process,
)
