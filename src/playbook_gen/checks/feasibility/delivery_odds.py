"""Is the joint work likely to be delivered? Four answers, and the weakest link decides."""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, Severity, Unknown, ask, cite, either, unless
from playbook_gen.checks.feasibility._shared import answerable
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.language import listed, marked, say
from playbook_gen.model.alliances import Alliance, Delivery
from playbook_gen.model.values import NOTHING

_ITEMS = {
    "reviews": marked("the rhythm of its reviews"),
    "team": marked("its team"),
    "commitment": marked("the commitment of its sponsors"),
    "effort": marked("the effort it asks on top of other work"),
}
_ASKED = {
    "reviews": marked(
        "How often is the joint work of {alliance} reviewed, from 1 (no review planned) to 5 (every two weeks)?"
    ),
    "team": marked("How does the team of {alliance} stand, from 1 (there is none) to 5 (able and free for it)?"),
    "commitment": marked("How do the sponsors of {alliance} stand by it, from 1 (not seen) to 5 (they act on it)?"),
    "effort": marked("How much work does {alliance} add to the day's work, from 1 (over 40 %) to 5 (none)?"),
}


def delivery_odds(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Is the joint work likely to be delivered?"""
    name = situation.name_of(alliance)
    delivery = alliance.delivery
    if delivery is NOTHING:
        yield Clause(
            holds=True,
            severity=Severity.MEDIUM,
            message=say("Nobody has looked at whether the joint work of {alliance} can be delivered.", alliance=name),
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
    message = say(
        "{alliance} is only as likely to deliver as {weakest}: {mark} of 5.",
        alliance=name,
        weakest=listed(say(_ITEMS[item]) for item in weakest),
        mark=lowest,
    )
    for holds, severity in ((failing, Severity.HIGH), (unless(weak, failing), Severity.MEDIUM)):
        yield Clause(
            holds=holds,
            severity=severity,
            message=message,
            evidence=facts,
            missing=missing,
        )


def _unanswered(alliance: Alliance, delivery: Delivery | None, name: str) -> tuple[Unknown, ...]:
    person = answerable(alliance)
    if delivery is None:
        question = say(
            "Will {alliance} deliver: how do its reviews, team, commitment and effort stand, 1 to 5 each?",
            alliance=name,
        )
        return (ask(alliance, "delivery", question, person),)
    return tuple(
        ask(delivery, item, say(question, alliance=name), person)
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
        Threshold(name="failing", value=1, unit=marked("of 5 for the weakest answer, down to here")),
        Threshold(name="weak", value=2, unit=marked("of 5 for the weakest answer, down to here")),
    ),
    rule=delivery_odds,
)
