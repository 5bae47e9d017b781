"""Does what is counted show progress early, from every side, and alike for all partners?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from playbook_gen.checks.clauses import (
    Clause,
    Severity,
    Unknown,
    ask,
    both,
    cite,
    declared_none,
    either,
    named,
    plain,
)
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Situation
from playbook_gen.language import listed, marked, meant, say
from playbook_gen.model.alliances import Alliance, Measure
from playbook_gen.model.values import NOTHING

_KINDS = ("financial", "strategic", "operational", "relationship")
_COUNTED = ("actual", "target", "baseline")


def ends_only_metrics(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Does what is counted show progress early, from every side, and alike for all partners?"""
    measures = alliance.measures
    if not measures:
        yield _nothing_counted(alliance, situation.name_of(alliance))
        return
    yield _only_lagging(measures, alliance, situation)
    yield _missing_kind(measures, alliance, situation)
    for a, b in combinations(measures, 2):
        if plain(a.measure) == plain(b.measure):
            yield _counted_apart(a, b, alliance, situation)


def _nothing_counted(alliance: Alliance, name: str) -> Clause:
    question = say("What is counted to see how {alliance} is doing?", alliance=name)
    return Clause(
        holds=declared_none(alliance.measures),
        severity=Severity.HIGH,
        message=say("Nothing is counted to see how {alliance} is doing.", alliance=name),
        evidence=(cite(alliance, "measures"),),
        missing=(ask(alliance, "measures", question, _answers(alliance)),) if alliance.measures is None else (),
    )


def _only_lagging(measures: tuple[Measure, ...], alliance: Alliance, situation: Situation) -> Clause:
    name = situation.name_of(alliance)
    return Clause(
        holds=both(*(None if m.timing is None else m.timing == "lagging" for m in measures)),
        severity=Severity.MEDIUM,
        message=say("Nothing that is counted for {alliance} moves before the result does.", alliance=name),
        evidence=tuple(cite(m, "timing") for m in measures),
        missing=_ask_each(measures, "timing", alliance, situation),
    )


def _missing_kind(measures: tuple[Measure, ...], alliance: Alliance, situation: Situation) -> Clause:
    """Judge whether one of four kinds is not counted; each measure of unknown kind could fill one gap."""
    name = situation.name_of(alliance)
    gaps = [kind for kind in _KINDS if kind not in {m.kind for m in measures}]
    unknown = [m for m in measures if m.kind is None]
    words = listed((_kind(gap) for gap in gaps), last="or")
    return Clause(
        holds=False if not gaps else True if len(gaps) > len(unknown) else None,
        severity=Severity.LOW,
        message=say(
            "The measures of {alliance} leave out at least one of these kinds: {kinds}.", alliance=name, kinds=words
        )
        if unknown
        else say("The measures of {alliance} include no {kinds} one.", alliance=name, kinds=words),
        evidence=tuple(cite(m, "kind" if m.kind else "measure") for m in measures),
        missing=_ask_each(measures, "kind", alliance, situation),
    )


def _kind(kind: str) -> str:
    return {
        "financial": meant("a kind of measure", "financial"),
        "strategic": meant("a kind of measure", "strategic"),
        "operational": meant("a kind of measure", "operational"),
        "relationship": meant("a kind of measure", "relationship"),
    }[kind]


def _counted_apart(a: Measure, b: Measure, alliance: Alliance, situation: Situation) -> Clause:
    """Judge whether two partners have different numbers for what they call the same."""
    partners = set(alliance.partners)
    said = (a.counted_by, b.counted_by)
    two_sides = None if None in said else said[0] != said[1] and set(said) <= partners
    unlike = {field: _unlike(getattr(a, field), getattr(b, field)) for field in _COUNTED}
    differ = both(two_sides, either(*unlike.values()))
    sides = listed(situation.partner(name, alliance.partners).name for name in said if name)
    name = situation.name_of(alliance)
    apart = [field for field, known in unlike.items() if known]
    parts = "; ".join(
        say(_APART[field], number=_number(getattr(a, field)), other_number=_number(getattr(b, field)))
        for field in apart
    )
    open_fields = [field for field, known in unlike.items() if known is None]
    return Clause(
        holds=differ,
        severity=Severity.MEDIUM,
        beyond=True,
        message=say(
            "{partners} count “{measure}” differently in {alliance}: {parts}.",
            partners=sides,
            measure=a.measure,
            alliance=name,
            parts=parts,
        ),
        evidence=tuple(cite(m, field) for m in (a, b) for field in ("counted_by", *apart)),
        missing=_side_questions((a, b), open_fields, name) if differ is None else (),
    )


_APART = {
    "actual": marked("actual {number} and {other_number}"),
    "target": marked("target {number} and {other_number}"),
    "baseline": marked("baseline {number} and {other_number}"),
}


def _unlike(a: object, b: object) -> bool | None:
    """Whether two numbers differ; where one side declares to have none, there is nothing to compare."""
    if a is NOTHING or b is NOTHING:
        return False
    return None if a is None or b is None else a != b


def _number(value: float) -> str:
    return f"{value:.15g}"


_ASKED = {
    "timing": marked("Does “{measure}” in {alliance} move before or after the result?"),
    "kind": marked("Is “{measure}” in {alliance} a financial, strategic, operational or relationship measure?"),
    "counted_by": marked("Which side counts “{measure}” so in {alliance}?"),
    "actual": marked("Where does “{measure}” stand in {alliance}, by this side's count?"),
    "target": marked("What is the target of “{measure}” in {alliance}, by this side's count?"),
    "baseline": marked("Where did “{measure}” begin in {alliance}, by this side's count?"),
}


def _ask_each(
    measures: tuple[Measure, ...], field: str, alliance: Alliance, situation: Situation
) -> tuple[Unknown, ...]:
    name = situation.name_of(alliance)
    return tuple(
        ask(m, field, say(_ASKED[field], measure=m.measure, alliance=name), _counter(m, alliance, situation))
        for m in measures
        if getattr(m, field) is None
    )


def _side_questions(pair: tuple[Measure, Measure], fields: list[str], name: str) -> tuple[Unknown, ...]:
    return tuple(
        ask(m, field, say(_ASKED[field], measure=m.measure, alliance=name))
        for m in pair
        for field in ("counted_by", *fields)
        if getattr(m, field) is None
    )


def _counter(measure: Measure, alliance: Alliance, situation: Situation) -> str | None:
    """Return the id of who can know: the head of the side that counts, else whoever answers for the alliance."""
    counted_by = measure.counted_by
    own = situation.partner(counted_by, alliance.partners).person if counted_by else None
    return own or _answers(alliance)


def _answers(alliance: Alliance) -> str | None:
    return named(alliance.accountable)


CHECK = Check(
    id="function.ends-only-metrics",
    scope="alliance",
    needs=("alliances.measures.kind", "alliances.measures.timing"),
    also_reads=("alliances.measures.counted_by", *(f"alliances.measures.{field}" for field in _COUNTED)),
    rule=ends_only_metrics,
)
