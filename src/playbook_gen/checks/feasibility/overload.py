"""Is anybody in too many alliances, or carrying too much beside the post?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, Severity, Unknown, ask, both, cite, either, unless
from playbook_gen.checks.feasibility._shared import percent, which_alliances, who_heads
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.language import marked, say, several
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.people import Person


def overload(person: Person, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Is anybody in too many alliances, or carrying too much beside the post?"""
    yield from _alliances(person, situation, limits)
    load = person.extra_load
    much = None if load is None else load > limits["much_load"]
    some = None if load is None else load > limits["load"]
    message = say("{person} carries {share} more work than the post.", person=person.name, share=percent(load or 0))
    question = say("How much work does {person} carry beyond the post, as a share of it?", person=person.name)
    missing = (ask(person, "extra_load", question, person.id),) if load is None else ()
    for holds, severity in ((much, Severity.HIGH), (unless(some, much), Severity.MEDIUM)):
        yield Clause(
            holds=holds,
            severity=severity,
            message=message,
            evidence=(cite(person, "extra_load"),),
            missing=missing,
        )


def _alliances(person: Person, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Count the strategic alliances in need of this person; what is open about any of them may add one."""
    given = situation.organisation.alliances
    if given is None:
        yield Clause(holds=None, severity=Severity.HIGH, missing=(which_alliances(person, situation),))
        return
    counted = {a.id: _takes(person, a, situation) for a in given if not situation.ended(a)}
    certain = [situation.alliances[name] for name, holds in counted.items() if holds]
    possible = [situation.alliances[name] for name, holds in counted.items() if holds is None]
    many, too_many = (_beyond(certain, possible, limits[name]) for name in ("many", "too_many"))
    message = several(
        "{person} heads a partner of, or answers for, {number} strategic alliance that the company needs.",
        "{person} heads a partner of, or answers for, {number} strategic alliances that the company needs.",
        len(certain),
        person=person.name,
    )
    for holds, severity in ((too_many, Severity.HIGH), (unless(many, too_many), Severity.MEDIUM)):
        yield Clause(
            holds=holds,
            severity=severity,
            message=message,
            evidence=tuple(cite(alliance, part) for alliance in certain for part in ("necessity", "kind")),
            missing=tuple(q for alliance in possible for q in _open(alliance, situation)),
        )


def _beyond(certain: list[Alliance], possible: list[Alliance], most: float) -> bool | None:
    if len(certain) > most:
        return True
    return None if len(certain) + len(possible) > most else False


def _takes(person: Person, alliance: Alliance, situation: Situation) -> bool | None:
    """Whether an alliance is strategic and needed, and one that this person heads a partner of or answers for."""
    needed = None if alliance.necessity is None else alliance.necessity == "need-to-have"
    strategic = None if alliance.kind is None else alliance.kind == "strategic"
    heads = (_headed(person, partner) for partner in situation.partners(alliance))
    answers = None if alliance.accountable is None else alliance.accountable == person.id
    return both(needed, strategic, either(*heads, answers))


def _headed(person: Person, partner: Partner) -> bool | None:
    return None if who_heads(partner) else partner.person == person.id


def _open(alliance: Alliance, situation: Situation) -> tuple[Unknown, ...]:
    name = situation.name_of(alliance)
    asked = {
        "necessity": say("Does the company need {alliance}, or is it useful or nice to have?", alliance=name),
        "kind": say("Is {alliance} strategic, tactical or a coalition?", alliance=name),
        "accountable": say("Which one person answers for {alliance} as a whole?", alliance=name),
    }
    found = [ask(alliance, part, words) for part, words in asked.items() if getattr(alliance, part) is None]
    return (*found, *(question for partner in situation.partners(alliance) for question in who_heads(partner)))


CHECK = Check(
    id="feasibility.overload",
    scope="person",
    needs=("alliances.necessity", "alliances.kind", "alliances.accountable", "people.extra_load"),
    thresholds=(
        Threshold(name="many", value=5, unit=marked("strategic alliances that the company needs, above this")),
        Threshold(name="too_many", value=8, unit=marked("strategic alliances that the company needs, above this")),
        Threshold(
            name="load",
            value=0.1,
            unit=marked("of extra work, above this"),
            source=marked("BCG (DICE), bands of extra work"),
        ),
        Threshold(
            name="much_load",
            value=0.4,
            unit=marked("of extra work, above this"),
            source=marked("BCG (DICE), bands of extra work"),
        ),
    ),
    rule=overload,
)
