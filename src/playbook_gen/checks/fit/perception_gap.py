"""Do both sides see the same relationship?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from playbook_gen.checks.clauses import Clause, Evidence, Severity, Unknown, ask, cite, plain
from playbook_gen.checks.fit._ratings import Mean, gap, mean, rating, rounded
from playbook_gen.checks.fit._reports import REPORTED, contrary_reports
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Pair, Situation
from playbook_gen.language import marked, say, several
from playbook_gen.model.people import Person
from playbook_gen.model.ties import Perception


def perception_gap(pair: Pair, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Do both sides see the same relationship?"""
    there, back = ratings(pair.a, pair.b, situation), ratings(pair.b, pair.a, situation)
    yield _apart(there, back, situation, limits)
    for side in (there, back):
        if side.statements:  # else the gap is open already, asks the same and weighs as much
            yield _low(side, situation, limits)
    yield from contrary_reports(pair, situation, int(limits["contrary"]))


@dataclass(frozen=True)
class Rated:
    """One statement as one person rates it: 1 to 5, or None where that is not known."""

    wording: str
    value: int | None
    records: tuple[Perception, ...]
    """The records that count."""
    open_record: Perception | None
    """The record that an answer would fill, where there is one; reports that contradict each other leave none."""


@dataclass(frozen=True)
class RatedSide:
    """How one person rates working with another, by statement."""

    rater: Person
    rated: Person
    statements: Mapping[str, Rated]

    def questions(self, statements: Iterable[str], situation: Situation) -> Iterator[Unknown]:
        """Yield what to ask for statements without a rating."""
        for rated in (self.statements[statement] for statement in statements):
            words = say(
                "How does {person} rate “{statement}” of working with {other}, 1 to 5?",
                person=self.rater.name,
                statement=rated.wording,
                other=self.rated.name,
            )
            if rated.value is None and rated.open_record:
                yield ask(rated.open_record, "rating", words, self.rater.id)
            elif rated.value is None:
                path = f"perceptions[{self.rater.id}>{self.rated.id}].rating"
                yield ask(situation.organisation, path, words, self.rater.id)

    def facts(self, statements: Iterable[str]) -> tuple[Evidence, ...]:
        """Return the ratings of these statements as evidence."""
        rated = (self.statements[statement] for statement in statements)
        return tuple(cite(r, part) for s in rated if s.value for r in s.records for part in ("statement", "rating"))


def ratings(rater: Person, rated: Person, situation: Situation) -> RatedSide:
    """Return how one person rates working with another, by statement."""
    said: dict[str, list[Perception]] = {}
    for perception in situation.organisation.perceptions or ():
        if (perception.source_person, perception.target_person) == (rater.id, rated.id):
            said.setdefault(plain(perception.statement), []).append(perception)
    return RatedSide(rater, rated, {words: _counting(said[words], rater, situation) for words in said})


def _counting(said: list[Perception], rater: Person, situation: Situation) -> Rated:
    """The rater's own word counts, else an unsigned one, else the sponsor's, else what all others report alike."""
    fresh = [perception for perception in said if situation.fresh(perception)]
    voices = (rater.id, None, situation.organisation.sponsor)
    by_voice = ([p for p in fresh if p.said_by == voice] for voice in voices)
    counting = next(filter(None, by_voice), fresh)
    values = {perception.rating for perception in counting}
    return Rated(
        wording=min(perception.statement for perception in said),
        value=values.pop() if len(values) == 1 else None,
        records=tuple(counting),
        open_record=next((p for p in counting if p.rating is None), None) if counting else said[0],
    )


def _apart(there: RatedSide, back: RatedSide, situation: Situation, limits: Limits) -> Clause:
    """Compare what both rated; a statement that one of them never listed is none that both rated."""
    shared = sorted(there.statements.keys() & back.statements.keys())
    if not shared:
        silent = [side for side in (there, back) if not side.statements] or [there, back]
        return Clause(holds=None, severity=Severity.HIGH, missing=_unrated(silent, situation))
    gaps = {words: gap(there.statements[words].value, back.statements[words].value) for words in shared}
    seen = mean(list(gaps.values()))
    most, least = _gap_weight(seen.most, limits), _gap_weight(seen.least, limits)
    nominal = _gap_weight(seen.known or 0, limits)
    return Clause(
        holds=_at_least(seen, limits["wide"]),
        severity=min(nominal, most),
        least=least,
        most=most,
        presumed=seen.least < limits["wide"],
        message=_apart_message(there, back, gaps, seen),
        evidence=there.facts(shared) + back.facts(shared),
        missing=(*there.questions(shared, situation), *back.questions(shared, situation)),
    )


def _at_least(seen: Mean, limit: float) -> bool | None:
    """Whether a mean reaches a limit, by what is known; never where no answer could make it."""
    if seen.most < limit:
        return False
    return True if seen.known is not None and seen.known >= limit else None


def _gap_weight(value: float, limits: Limits) -> Severity:
    return Severity.HIGH if value >= limits["very_wide"] else Severity.MEDIUM


def _apart_message(there: RatedSide, back: RatedSide, gaps: Mapping[str, tuple[int, int]], seen: Mean) -> str:
    widest = max(gaps, key=lambda words: gaps[words][0])
    wording = min(side.statements[widest].wording for side in (there, back))
    return several(
        "{person} and {other} rate working together {steps} steps apart on average, over {number} statement that both "
        "rated; furthest apart is “{statement}” ({person} {rating} and {other} {other_rating}).",
        "{person} and {other} rate working together {steps} steps apart on average, over {number} statements that both "
        "rated; furthest apart is “{statement}” ({person} {rating} and {other} {other_rating}).",
        seen.count,
        person=there.rater.name,
        other=back.rater.name,
        steps=rounded(seen.known),
        statement=wording,
        rating=there.statements[widest].value,
        other_rating=back.statements[widest].value,
    )


def _low(side: RatedSide, situation: Situation, limits: Limits) -> Clause:
    """Whether one side rates the other low; this needs no word of the other."""
    seen = mean([rating(rated.value) for rated in side.statements.values()])
    found = seen.known is not None and seen.known < limits["low"]
    return Clause(
        holds=False if seen.least >= limits["low"] else True if found else None,
        severity=Severity.HIGH,
        presumed=seen.most >= limits["low"],
        message=several(
            "{person} rates working with {other} at {rating} of 5 on average, over {number} statement.",
            "{person} rates working with {other} at {rating} of 5 on average, over {number} statements.",
            seen.count,
            person=side.rater.name,
            other=side.rated.name,
            rating=rounded(seen.known),
        ),
        evidence=side.facts(side.statements),
        missing=tuple(side.questions(side.statements, situation)),
    )


def _unrated(sides: list[RatedSide], situation: Situation) -> tuple[Unknown, ...]:
    return tuple(
        ask(
            situation.organisation,
            f"perceptions[{side.rater.id}>{side.rated.id}]",
            say(
                "How does {person} rate working with {other}, 1 to 5 on the statements both are asked?",
                person=side.rater.name,
                other=side.rated.name,
            ),
            side.rater.id,
        )
        for side in sides
    )


CHECK = Check(
    id="fit.perception-gap",
    scope="pair",
    needs=("perceptions.rating", "perceptions.statement"),
    also_reads=REPORTED,
    thresholds=(
        Threshold(name="wide", value=1, unit=marked("steps of 5 between both sides on average, from here on")),
        Threshold(name="very_wide", value=2, unit=marked("steps of 5 between both sides on average, from here on")),
        Threshold(name="low", value=3, unit=marked("of 5 on average, below it")),
        Threshold(name="contrary", value=2, unit=marked("steps of 5, or times, between two reports of the same")),
    ),
    rule=perception_gap,
)
