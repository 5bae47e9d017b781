"""What is not known, as questions: each counts the verdicts that its answer helps to settle."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from playbook_gen.checks.clauses import Severity
from playbook_gen.checks.situation import Situation
from playbook_gen.diagnosis.run import Outcome, State
from playbook_gen.language import say
from playbook_gen.model.alliances import Alliance


@dataclass(frozen=True, kw_only=True)
class Question:
    """One unknown field, what to ask, whom, and what the answer bears on."""

    path: str
    question: str
    person: str | None
    settles: int
    """Verdicts (one mode of one subject) that wait for the answer."""
    core: bool
    worst: Severity
    """The most severe finding that the answer may bring to light."""
    checks: tuple[str, ...]
    alliances: tuple[str, ...]


_Waiting = tuple[Outcome, str, str | None, Severity]
"""An outcome that waits for an answer, the question, whom to ask, and the most that the answer may weigh."""


def questions(outcomes: Iterable[Outcome], situation: Situation) -> tuple[Question, ...]:
    """Return the questions worth asking, most decisive first.

    An answer that a core check waits for comes before others, then what could prove worst, then what settles most.
    Alliances that were called need-to-have come before the rest.
    """
    by_path: dict[str, list[_Waiting]] = {}
    for outcome in outcomes:
        for unknown in outcome.missing:
            weight = unknown.weight or Severity.LOW
            by_path.setdefault(unknown.path, []).append((outcome, unknown.question, unknown.person, weight))
    found = [_question(path, waiting, situation) for path, waiting in by_path.items()]
    if situation.organisation.alliances is None:
        found.append(_first())
    return tuple(sorted(found, key=lambda q: (not q.core, -_needed(q, situation), -q.worst, -q.settles, q.path)))


def _first() -> Question:
    """Return what is asked where no alliance is on record, and nobody said that there is none."""
    return Question(
        path="alliances",
        question=say("Which functions work together by agreement, or need to?"),
        person=None,
        settles=5,
        core=True,
        worst=Severity.CRITICAL,
        checks=(),
        alliances=(),
    )


def _question(path: str, waiting: list[_Waiting], situation: Situation) -> Question:
    outcomes = [outcome for outcome, _, _, _ in waiting]
    return Question(
        path=path,
        question=waiting[0][1],
        person=next((person for _, _, person, _ in waiting if person), None) or who_can_know(path, situation),
        settles=len({(o.check.mode, about) for o in outcomes for about in (o.counts_for or o.subjects)}),
        core=any(o.check.core and o.state is State.NOT_ASSESSED for o in outcomes),
        worst=max(weight for _, _, _, weight in waiting),
        checks=tuple(sorted({o.check.id for o in outcomes})),
        alliances=tuple(sorted({alliance for o in outcomes for alliance in o.counts_for})),
    )


_RECORD = re.compile(r"(?P<kind>[a-z]+)\[(?P<key>[^\]>]+)(>[^\]]*)?\]")


def who_can_know(path: str, situation: Situation) -> str | None:
    """Return the id of somebody who can know what a path asks for, as far as the file names such a person.

    The head for a function, the owner for a goal or an activity, the person for themselves; for an alliance whoever
    answers for it, else the first head of a partner; for the company its sponsor.
    """
    found = _RECORD.match(path)
    kind, key = (found["kind"], found["key"]) if found else ("", "")
    if kind == "people" or (kind in ("relationships", "practices") and key in situation.people):
        return key if key in situation.people else None
    if kind == "alliances" and key in situation.alliances:
        return _speaker(situation.alliances[key], situation)
    if kind == "functions":
        return _head(key, situation)
    if kind in ("goals", "activities"):
        records: Iterable[Any] = getattr(situation.organisation, kind) or ()
        record = next((r for r in records if r.id == key), None)
        owner = record.owner if record else None
        return owner if isinstance(owner, str) else _head(record.function if record else None, situation)
    return situation.organisation.sponsor


def _speaker(alliance: Alliance, situation: Situation) -> str | None:
    heads = sorted(partner.person for partner in situation.partners(alliance) if partner.person)
    return alliance.accountable if isinstance(alliance.accountable, str) else next(iter(heads), None)


def _head(function: str | None, situation: Situation) -> str | None:
    head = situation.head_of(function) if function else None
    return head.id if head else None


def _needed(question: Question, situation: Situation) -> int:
    weight = {"need-to-have": 2, None: 1, "useful": 1, "nice-to-have": 0}
    return max((weight[situation.alliances[a].necessity] for a in question.alliances), default=1)


def varied(questions: tuple[Question, ...], most: int) -> tuple[Question, ...]:
    """Return up to ``most`` questions, the first of each check before a second one of any, still in order of weight."""
    rounds: dict[tuple[str, ...], int] = {}
    turns = []
    for place, question in enumerate(questions):
        turn = rounds.get(question.checks, 0)
        rounds[question.checks] = turn + 1
        turns.append((turn, place))
    return tuple(questions[place] for _, place in sorted(turns)[:most])
