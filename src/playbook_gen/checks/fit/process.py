"""Is there a joint way of working?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, NotApplicable, Severity, ask, both, cite, declared_none
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Situation
from playbook_gen.language import marked, say
from playbook_gen.model.alliances import Alliance, Handoff
from playbook_gen.model.values import NOTHING

_LEFT_WITHOUT = {
    ("owner",): marked("Nobody owns the handover of {work}."),
    ("service_level",): marked("No time limit is agreed for the handover of {work}."),
    ("owner", "service_level"): marked("The handover of {work} has neither an owner nor an agreed time limit."),
}
_ASKED = {
    "owner": marked("Does the handover of {work} have an owner?"),
    "service_level": marked("How long may the handover of {work} take?"),
}


def process(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause] | NotApplicable:
    """Is there a joint way of working?"""
    if alliance.joint_work is NOTHING and not alliance.handoffs:
        return NotApplicable(reason=say("no work recurs between the partners"))
    return _process(alliance, situation)


def _process(alliance: Alliance, situation: Situation) -> Iterator[Clause]:
    name = situation.name_of(alliance)
    recurring = True if isinstance(alliance.joint_work, str) or alliance.handoffs else None
    unasked = []
    if alliance.handoffs is None:
        question = say("How does work pass between the partners of {alliance}, and by what rule?", alliance=name)
        unasked.append(ask(alliance, "handoffs", question))
    elif recurring is None:
        question = say("What work recurs between the partners of {alliance}?", alliance=name)
        unasked.append(ask(alliance, "joint_work", question))
    yield Clause(
        holds=both(recurring, declared_none(alliance.handoffs)),
        severity=Severity.HIGH,
        message=say(
            "The partners of {alliance} work together again and again without an agreed way of passing work.",
            alliance=name,
        ),
        evidence=(cite(alliance, "joint_work"), cite(alliance, "handoffs")),
        missing=tuple(unasked),
    )
    if alliance.handoffs is None:
        yield Clause(holds=None, severity=Severity.MEDIUM, missing=tuple(unasked))
    for handoff in alliance.handoffs or ():
        yield _handoff(handoff)


def _handoff(handoff: Handoff) -> Clause:
    lacking = tuple(part for part in _ASKED if getattr(handoff, part) is NOTHING)
    open_parts = [part for part in _ASKED if getattr(handoff, part) is None]
    return Clause(
        holds=True if lacking else None if open_parts else False,
        severity=Severity.MEDIUM,
        message=say(_LEFT_WITHOUT[lacking], work=handoff.work) if lacking else "",
        evidence=tuple(cite(handoff, part) for part in lacking),
        missing=tuple(ask(handoff, part, say(_ASKED[part], work=handoff.work)) for part in open_parts),
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
