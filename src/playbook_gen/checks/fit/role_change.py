"""Did a head change since the agreement was made, and was it confirmed again?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from playbook_gen.checks.clauses import Clause, Evidence, NotApplicable, Severity, Unknown, ask, both, cite, either
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.language import say
from playbook_gen.model.alliances import Alliance, Side
from playbook_gen.model.people import Person
from playbook_gen.model.values import NOTHING, When


def role_change(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause] | NotApplicable:
    """Did a head change since the agreement was made, and was it confirmed again?"""
    if alliance.stage in ("idea", "planned"):
        return NotApplicable(reason=say("nothing is agreed yet"))
    return (
        _changed_hands(alliance, partner, side, situation)
        for partner, side in situation.sides(alliance)
        if not partner.vacant
    )


def _changed_hands(alliance: Alliance, partner: Partner, side: Side | None, situation: Situation) -> Clause:
    least = Severity.HIGH if alliance.necessity == "need-to-have" else Severity.MEDIUM
    most = Severity.HIGH if alliance.necessity is None else least
    if partner.head is None:
        missing = (ask(partner.function, "head", say("Who heads {partner}?", partner=partner.name)),)
        return Clause(holds=None, severity=most, missing=missing)
    name = situation.name_of(alliance)
    terms = _terms(partner, partner.head, situation)
    dates = (*_agreements(alliance, name), _confirmation(alliance, partner, side, name))
    *told, unconfirmed = (_absent(date, terms, situation) for date in dates)
    # Of two dates the later one counts: whoever was there for it knows what was agreed.
    changed = False if False in told else True if True in told else None
    left_open = [date for date, absent in zip(dates, (*told, unconfirmed), strict=True) if absent is None]
    return Clause(
        holds=both(changed, unconfirmed),
        severity=least,
        most=most,
        presumed=None in told,
        message=_said(partner, partner.head, terms, name),
        evidence=_facts(terms, dates),
        missing=_questions(partner, partner.head, terms, left_open, situation),
    )


_Term = tuple[Any, When | None, When | None]
"""A time at the head of a partner: the record that tells of it, its first day, and its last."""


def _terms(partner: Partner, head: Person, situation: Situation) -> list[_Term]:
    """Return when the present head has held the post; who acted before being appointed held it then too."""
    function = partner.function.id if partner.function else None
    records = [h for h in situation.organisation.heads or () if (h.function, h.person) == (function, head.id)]
    begun: list[_Term] = [
        (h, h.since, h.until if isinstance(h.until, When) else None)
        for h in records
        if h.since is None or _past(h.since, situation)
    ]
    return begun or [(head, head.since if isinstance(head.since, When) else None, None)]


@dataclass(frozen=True)
class _Date:
    """A day on which the alliance was agreed or confirmed: where it stands, or the question for it."""

    record: Any
    field: str
    when: object
    question: Unknown


def _absent(date: _Date, terms: list[_Term], situation: Situation) -> bool | None:
    """Whether the present head did not hold the post on that day; nobody did where the day never was."""
    if date.when is NOTHING:
        return True
    day = _past(date.when, situation)
    return both(*(_outside(day, since, until) for _, since, until in terms))


def _outside(day: When | None, since: When | None, until: When | None) -> bool | None:
    return either(_before(day, since), until is not None and _before(until, day))


def _before(one: When | None, other: When | None) -> bool | None:
    """Whether one date lies before another; known only if true of the whole of both."""
    if one is None or other is None:
        return None
    if one.last < other.first:
        return True
    return False if one.first >= other.last else None


def _past(when: object, situation: Situation) -> When | None:
    """A date that does not lie after the date of the file; what does says nothing yet."""
    if not isinstance(when, When) or (situation.as_of and when.first > situation.as_of):
        return None
    return when


def _agreements(alliance: Alliance, name: str) -> Iterator[_Date]:
    """Yield what tells when the alliance was agreed; a charter need not be."""
    question = say("On which day was {alliance} agreed?", alliance=name)
    yield _Date(alliance, "since", alliance.since, ask(alliance, "since", question))
    question = say("On which day was the charter of {alliance} signed, if there is one?", alliance=name)
    charter = alliance.charter
    if charter is None:
        yield _Date(alliance, "charter", None, ask(alliance, "charter", question))
    elif charter is not NOTHING and charter.signed is not NOTHING:
        yield _Date(charter, "signed", charter.signed, ask(charter, "signed", question))


def _confirmation(alliance: Alliance, partner: Partner, side: Side | None, name: str) -> _Date:
    question = say(
        "When did {partner} confirm {alliance} again under its present head, if it did?",
        partner=partner.name,
        alliance=name,
    )
    path = "reconfirmed" if side else f"sides[{partner.id}].reconfirmed"
    asked = ask(side or alliance, path, question, partner.person)
    return _Date(side, "reconfirmed", side.reconfirmed if side else None, asked)


def _said(partner: Partner, head: Person, terms: list[_Term], name: str) -> str:
    newest = max((since for _, since, _ in terms if since), key=lambda when: when.last, default=None)
    day = newest.in_words() if newest else ""
    if partner.function and newest:
        return say(
            "{person} has headed {partner} since {day}; {alliance} was agreed before that and has not been confirmed "
            "since.",
            person=head.name,
            partner=partner.name,
            day=day,
            alliance=name,
        )
    if partner.function:
        return say(
            "{person} has headed {partner}; {alliance} was agreed before that and has not been confirmed since.",
            person=head.name,
            partner=partner.name,
            alliance=name,
        )
    if newest:
        return say(
            "{person} has been in post since {day}; {alliance} was agreed before that and has not been confirmed "
            "since.",
            person=head.name,
            day=day,
            alliance=name,
        )
    return say(
        "{person} has been in post; {alliance} was agreed before that and has not been confirmed since.",
        person=head.name,
        alliance=name,
    )


def _facts(terms: list[_Term], dates: Iterable[_Date]) -> tuple[Evidence, ...]:
    starts = tuple(cite(record, "since") for record, since, _ in terms if since)
    return starts + tuple(cite(date.record, date.field) for date in dates if date.when is not None)


def _questions(
    partner: Partner, head: Person, terms: list[_Term], left_open: list[_Date], situation: Situation
) -> tuple[Unknown, ...]:
    """Ask for what leaves a comparison open: dates that nobody gave, and those that are too coarse."""
    compared = any(_past(date.when, situation) for date in left_open)
    starts = (
        ask(
            record,
            "since",
            say("On which day did {person} take over {partner}?", person=head.name, partner=partner.name),
            head.id,
        )
        for record, since, _ in terms
        if since is None or (compared and _coarse(since))
    )
    return (*starts, *(date.question for date in left_open if _coarse(_past(date.when, situation))))


def _coarse(when: When | None) -> bool:
    return when is None or when.first != when.last


CHECK = Check(
    id="fit.role-change",
    scope="alliance",
    needs=(
        "heads.since",
        "people.since",
        "alliances.stage",
        "alliances.since",
        "alliances.charter.signed",
        "alliances.sides.reconfirmed",
        "alliances.necessity",
    ),
    rule=role_change,
)
