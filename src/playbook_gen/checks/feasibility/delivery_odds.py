"""Is the joint work likely to be delivered? Four answers, and the weakest link decides."""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, Severity, Unknown, ask, cite, either, listing, unless
from playbook_gen.checks.feasibility._shared import answerable
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.model.alliances import Alliance, Delivery
from playbook_gen.model.values import NOTHING

_ITEMS = {
    "reviews": "the rhythm of its reviews",
    "team": "its team",
    "commitment": "the commitment of its sponsors",
    "effort": "the effort it asks on top of other work",
}
_ASKED = {
    "reviews": "How often is the joint work of {} reviewed, from 1 (no review planned) to 5 (every two weeks)?",
    "team": "How does the team of {} stand, from 1 (there is none) to 5 (able and free for it)?",
    "commitment": "How do the sponsors of {} stand by it, from 1 (not seen) to 5 (they act on it)?",
    "effort": "How much work does {} add to the day's work, from 1 (over 40 %) to 5 (none)?",
}


def delivery_odds(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Is the joint work likely to be delivered?"""
    name = situation.name_of(alliance)
    delivery = alliance.delivery
    if delivery is NOTHING:
        yield Clause(
            holds=True,
            severity=Severity.MEDIUM,
            message=f"Nobody has looked at whether the joint work of {name} can be delivered.",
            evidence=(cite(alliance, "delivery"),),
        )
        return
    marks = {item: getattr(delivery, item) if delivery else None for item in _ITEMS}
    failing = either(*(None if mark is None else mark <= limits["failing"] for mark in marks.values()))
    weak = either(*(None if mark is None else mark <= limits["weak"] for mark in marks.values()))
    lowest = min((mark for mark in marks.values() if mark is not None), default=None)
    weakest = [item for item, mark in marks.items() if mark is not None and mark == lowest]
    facts = tuple(cite(delivery, item) for item in weakest)
    missing = () if failing else _unanswered(alliance, delivery, name)
    for holds, severity in ((failing, Severity.HIGH), (unless(weak, failing), Severity.MEDIUM)):
        yield Clause(
            holds=holds,
            severity=severity,
            message=f"{name} is only as likely to deliver as {listing(_ITEMS[i] for i in weakest)}: {lowest} of 5.",
            evidence=facts,
            missing=missing,
        )


def _unanswered(alliance: Alliance, delivery: Delivery | None, name: str) -> tuple[Unknown, ...]:
    person = answerable(alliance)
    if delivery is None:
        question = f"Will {name} deliver: how do its reviews, team, commitment and effort stand, 1 to 5 each?"
        return (ask(alliance, "delivery", question, person),)
    return tuple(
        ask(delivery, item, question.format(name), person)
        for item, question in _ASKED.items()
        if getattr(delivery, item) is None
    )


CHECK = Check(
    id="feasibility.delivery-odds",
    scope="alliance",
    needs=(
        "alliances.delivery.reviews",
        "alliances.delivery.team",
        "alliances.delivery.commitment",
        "alliances.delivery.effort",
    ),
    thresholds=(
        Threshold(name="failing", value=1, unit="of 5 for the weakest answer, down to here"),
        Threshold(name="weak", value=2, unit="of 5 for the weakest answer, down to here"),
    ),
    rule=delivery_odds,
)
