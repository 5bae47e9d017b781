"""Reports on the same tie that contradict each other, whoever may be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from playbook_gen.checks.clauses import Clause, Severity, ask, cite, either
from playbook_gen.checks.fit._ratings import gap
from playbook_gen.checks.situation import Pair, Situation
from playbook_gen.language import listed, marked, say, several
from playbook_gen.model.people import Person
from playbook_gen.model.ties import Practice, Relationship
from playbook_gen.model.values import NOTHING

_REGARD = {
    "influence": marked(
        "{reporters} report differently on how much {person} influences {other}: {number} and {other_number} of 5."
    ),
    "trust": marked(
        "{reporters} report differently on how far {person} trusts {other}: {number} and {other_number} of 5."
    ),
    "agreement": marked(
        "{reporters} report differently on how far {person} agrees with {other}: {number} and {other_number} of 5."
    ),
}
_REGARD_ASKED = {
    "influence": marked("What does {reporter} say about how much {person} influences {other}, 1 to 5?"),
    "trust": marked("What does {reporter} say about how far {person} trusts {other}, 1 to 5?"),
    "agreement": marked("What does {reporter} say about how far {person} agrees with {other}, 1 to 5?"),
}
_REGARD_UNSIGNED = {
    "influence": marked("What is known about how much {person} influences {other}, 1 to 5?"),
    "trust": marked("What is known about how far {person} trusts {other}, 1 to 5?"),
    "agreement": marked("What is known about how far {person} agrees with {other}, 1 to 5?"),
}
_COUNTS = {
    "challenges_matched": marked("challenges matched"),
    "needs": marked("needs on record"),
    "needs_with_action": marked("needs with an action"),
    "team_meetings_invited": marked("invitations to team meetings"),
    "team_meetings_attended": marked("team meetings attended"),
    "public_contradictions": marked("contradictions in public"),
    "overruled": marked("decisions overruled"),
    "advice_asked": marked("requests for advice"),
    "promises_made": marked("promises made"),
}
_FACTS = {
    "liaison_attends": marked("a liaison in team meetings"),
    "incident_log_kept": marked("a log of contradictions"),
    "shared_target": marked("a shared target"),
}

REPORTED = (
    *(f"relationships.{part}" for part in (*_REGARD, "contact_days")),
    *(f"practices.{part}" for part in (*_COUNTS, *_FACTS)),
)
"""Every field that is compared."""


def contrary_reports(pair: Pair, situation: Situation, limit: int) -> Iterator[Clause]:
    """Compare what different people report of one direction, and what both directions say of contact.

    A list that is given is taken as all the reports there are; who reported nothing contradicts nobody.
    """
    company = situation.organisation
    ties, practices = (_about(entries, pair, situation) for entries in (company.relationships, company.practices))
    for a, b in ((pair.a, pair.b), (pair.b, pair.a)):
        if company.relationships is None:
            question = say("How far does {person} trust {other}, 1 to 5?", person=a.name, other=b.name)
            yield _unheard("relationships", "trust", Severity.MEDIUM, question, a, b, situation)
        if company.practices is None:
            question = say("How often did {person} ask {other} for advice in 90 days?", person=a.name, other=b.name)
            yield _unheard("practices", "advice_asked", Severity.LOW, question, a, b, situation)
        for tie, other in combinations([tie for tie in ties if tie.source_person == a.id], 2):
            yield from (_regard_differs(tie, other, part, a, b, situation, limit) for part in _REGARD)
        for practice, other in combinations([done for done in practices if done.source_person == a.id], 2):
            yield _practice_differs(practice, other, a, b, situation, limit)
    yield _contact_differs(ties, pair)


def _about(entries: Sequence[Any] | None, pair: Pair, situation: Situation) -> list[Any]:
    """Return what is on record of late between two people, in either direction."""
    both_ways = {(pair.a.id, pair.b.id), (pair.b.id, pair.a.id)}
    found = [entry for entry in entries or () if (entry.source_person, entry.target_person) in both_ways]
    return [entry for entry in found if situation.fresh(entry)]


def _unheard(
    kind: str, part: str, weight: Severity, question: str, a: Person, b: Person, situation: Situation
) -> Clause:
    path = f"{kind}[{a.id}>{b.id}].{part}"
    return Clause(
        holds=None, severity=weight, beyond=True, missing=(ask(situation.organisation, path, question, a.id),)
    )


def _regard_differs(
    tie: Relationship, other: Relationship, part: str, a: Person, b: Person, situation: Situation, limit: int
) -> Clause:
    values = (getattr(tie, part), getattr(other, part))
    low, high = gap(*values)
    return Clause(
        holds=False if high < limit else True if low >= limit else None,
        severity=Severity.MEDIUM,
        beyond=True,
        message=say(
            _REGARD[part],
            reporters=_reporters(tie, other, situation),
            person=a.name,
            other=b.name,
            number=values[0],
            other_number=values[1],
        ),
        evidence=(cite(tie, part), cite(other, part)),
        missing=tuple(
            ask(record, part, _regard_question(record, part, a, b, situation), record.said_by)
            for record, value in zip((tie, other), values, strict=True)
            if value is None
        ),
    )


def _regard_question(record: Relationship, part: str, a: Person, b: Person, situation: Situation) -> str:
    reporter = _reporter(record, situation)
    if reporter is None:
        return say(_REGARD_UNSIGNED[part], person=a.name, other=b.name)
    return say(_REGARD_ASKED[part], reporter=reporter, person=a.name, other=b.name)


def _contact_differs(ties: list[Relationship], pair: Pair) -> Clause:
    """Contact has two people in it, so what is said of either direction is about the same."""
    days = [tie.contact_days for tie in ties]
    regular = [number for number in days if isinstance(number, int)]
    contrary = NOTHING in days and bool(regular)
    names = {"person": pair.a.name, "other": pair.b.name}
    return Clause(
        holds=True if contrary else None if None in days and len(days) > 1 else False,
        severity=Severity.MEDIUM,
        beyond=True,
        message=_contact(min(regular, default=1), **names),
        evidence=tuple(cite(tie, "contact_days") for tie in ties if tie.contact_days is not None),
        missing=tuple(
            ask(
                tie,
                "contact_days",
                say("How many days usually pass between two contacts of {person} and {other}?", **names),
                tie.said_by,
            )
            for tie in ties
            if tie.contact_days is None and not contrary
        ),
    )


def _contact(days: int, *, person: str, other: str) -> str:
    if days <= 1:
        return say(
            "One report says that {person} and {other} have no contact, another that they are in touch every day.",
            person=person,
            other=other,
        )
    return several(
        "One report says that {person} and {other} have no contact, another that they are in touch every {number} day.",
        "One report says that {person} and {other} have no contact, "
        "another that they are in touch every {number} days.",
        days,
        person=person,
        other=other,
    )


def _practice_differs(
    practice: Practice, other: Practice, a: Person, b: Person, situation: Situation, limit: int
) -> Clause:
    pairs = {part: (getattr(practice, part), getattr(other, part)) for part in (*_COUNTS, *_FACTS)}
    contrary = {part: _contrary(x, y, limit if part in _COUNTS else 1) for part, (x, y) in pairs.items()}
    found = [part for part, differs in contrary.items() if differs]
    words = {**_COUNTS, **_FACTS}
    return Clause(
        holds=either(*contrary.values()),
        severity=Severity.LOW,
        beyond=True,
        message=say(
            "{reporters} report differently on what {person} does towards {other}: {matters}.",
            reporters=_reporters(practice, other, situation),
            person=a.name,
            other=b.name,
            matters=listed(say(words[part]) for part in found),
        ),
        evidence=tuple(cite(record, part) for part in found for record in (practice, other)),
        missing=tuple(
            ask(record, part, _practice_question(record, say(words[part]), a, b, situation), record.said_by)
            for record in (practice, other)
            for part in pairs
            if getattr(record, part) is None and not found
        ),
    )


def _practice_question(record: Practice, matter: str, a: Person, b: Person, situation: Situation) -> str:
    reporter = _reporter(record, situation)
    if reporter is None:
        return say(
            "What is known about {matter}, by {person} towards {other}?", matter=matter, person=a.name, other=b.name
        )
    return say(
        "What does {reporter} say about {matter}, by {person} towards {other}?",
        reporter=reporter,
        matter=matter,
        person=a.name,
        other=b.name,
    )


def _contrary(x: int | None, y: int | None, limit: int) -> bool | None:
    return None if x is None or y is None else abs(x - y) >= limit


def _reporters(one: Any, other: Any, situation: Situation) -> str:
    """Return who reported, as it begins a sentence."""
    first, second = _reporter(one, situation), _reporter(other, situation)
    first = first and f"{first[:1].upper()}{first[1:]}"
    if first and second:
        return listed((first, second))
    if first:
        return say("{person} and an unsigned entry", person=first)
    if second:
        # Translators: this begins a sentence, as in “An unsigned entry and Ann report differently on …”.
        return say("An unsigned entry and {person}", person=second)
    # Translators: this begins a sentence, as in “An unsigned entry and an unsigned entry report differently on …”.
    return say("An unsigned entry and an unsigned entry")


def _reporter(record: Any, situation: Situation) -> str | None:
    return situation.people[record.said_by].name if record.said_by else None
