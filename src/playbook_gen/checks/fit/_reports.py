"""Reports on the same tie that contradict each other, whoever may be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from playbook_gen.checks.clauses import Clause, Severity, ask, cite, either, listing
from playbook_gen.checks.fit._ratings import gap
from playbook_gen.checks.situation import Pair, Situation
from playbook_gen.model.people import Person
from playbook_gen.model.ties import Practice, Relationship
from playbook_gen.model.values import NOTHING

_REGARD = {
    "influence": "how much {a} influences {b}",
    "trust": "how far {a} trusts {b}",
    "agreement": "how far {a} agrees with {b}",
}
_COUNTS = {
    "challenges_matched": "challenges matched",
    "needs": "needs on record",
    "needs_with_action": "needs with an action",
    "team_meetings_invited": "invitations to team meetings",
    "team_meetings_attended": "team meetings attended",
    "public_contradictions": "contradictions in public",
    "overruled": "decisions overruled",
    "advice_asked": "requests for advice",
    "promises_made": "promises made",
}
_FACTS = {
    "liaison_attends": "a liaison in team meetings",
    "incident_log_kept": "a log of contradictions",
    "shared_target": "a shared target",
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
            question = f"How far does {a.name} trust {b.name}, 1 to 5?"
            yield _unheard("relationships", "trust", Severity.MEDIUM, question, a, b, situation)
        if company.practices is None:
            question = f"How often did {a.name} ask {b.name} for advice in 90 days?"
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
    words = _REGARD[part].format(a=a.name, b=b.name)
    values = (getattr(tie, part), getattr(other, part))
    low, high = gap(*values)
    return Clause(
        holds=False if high < limit else True if low >= limit else None,
        severity=Severity.MEDIUM,
        beyond=True,
        message=f"{_reporters(tie, other, situation)} report differently on {words}: {values[0]} and {values[1]} of 5.",
        evidence=(cite(tie, part), cite(other, part)),
        missing=tuple(
            ask(record, part, f"{_asked(record, situation)} {words}, 1 to 5?", record.said_by)
            for record, value in zip((tie, other), values, strict=True)
            if value is None
        ),
    )


def _contact_differs(ties: list[Relationship], pair: Pair) -> Clause:
    """Contact has two people in it, so what is said of either direction is about the same."""
    days = [tie.contact_days for tie in ties]
    regular = [number for number in days if isinstance(number, int)]
    contrary = NOTHING in days and bool(regular)
    names = f"{pair.a.name} and {pair.b.name}"
    often = f"every {min(regular)} days" if regular and min(regular) > 1 else "every day"
    return Clause(
        holds=True if contrary else None if None in days and len(days) > 1 else False,
        severity=Severity.MEDIUM,
        beyond=True,
        message=f"One report says that {names} have no contact, another that they are in touch {often}.",
        evidence=tuple(cite(tie, "contact_days") for tie in ties if tie.contact_days is not None),
        missing=tuple(
            ask(tie, "contact_days", f"How many days usually pass between two contacts of {names}?", tie.said_by)
            for tie in ties
            if tie.contact_days is None and not contrary
        ),
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
        message=f"{_reporters(practice, other, situation)} report differently on what {a.name} does towards {b.name}: "
        f"{listing(words[part] for part in found)}.",
        evidence=tuple(cite(record, part) for part in found for record in (practice, other)),
        missing=tuple(
            ask(
                record,
                part,
                f"{_asked(record, situation)} {words[part]}, by {a.name} towards {b.name}?",
                record.said_by,
            )
            for record in (practice, other)
            for part in pairs
            if getattr(record, part) is None and not found
        ),
    )


def _contrary(x: int | None, y: int | None, limit: int) -> bool | None:
    return None if x is None or y is None else abs(x - y) >= limit


def _reporters(one: Any, other: Any, situation: Situation) -> str:
    words = f"{_reporter(one, situation)} and {_reporter(other, situation)}"
    return f"{words[:1].upper()}{words[1:]}"


def _asked(record: Any, situation: Situation) -> str:
    return f"What does {situation.people[record.said_by].name} say about" if record.said_by else "What is known about"


def _reporter(record: Any, situation: Situation) -> str:
    return situation.people[record.said_by].name if record.said_by else "an unsigned entry"
