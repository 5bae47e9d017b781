"""Can the value of the alliance be shown?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from playbook_gen.checks.clauses import (
    Clause,
    Severity,
    Unknown,
    ask,
    both,
    cite,
    declared_none,
    either,
    listing,
    named,
    opposite,
    unless,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.model.alliances import Alliance, Measure
from playbook_gen.model.values import NOTHING


def no_value_measure(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Can the value of the alliance be shown?"""
    name = situation.name_of(alliance)
    measures = alliance.measures
    lead = named(alliance.accountable)
    if measures is None:
        asked = (ask(alliance, "measures", f"What is counted to see the progress and the value of {name}?", lead),)
        yield Clause(holds=None, severity=Severity.HIGH, missing=asked)
        return
    yield Clause(
        holds=both(*(opposite(measure.is_value) for measure in measures)),
        severity=Severity.HIGH,
        message=f"Nothing that is counted shows the value of {name}.",
        evidence=tuple(cite(measure, "is_value") for measure in measures) or (cite(alliance, "measures"),),
        missing=tuple(_asked(measure, "is_value", name, lead) for measure in measures if measure.is_value is None),
    )
    for measure in measures:
        yield from _judged(measure, name, lead, limits)


def _judged(measure: Measure, name: str, lead: str | None, limits: Limits) -> Iterator[Clause]:
    shows, done = measure.is_value, _done(measure)
    far, short = (both(shows, _less(done, limits[limit])) for limit in ("far_short", "short"))
    lacking = [words for part, words in _NEEDED.items() if getattr(measure, part) is NOTHING]
    parts = ("is_value", "baseline", "target", "actual") if shows else ("is_value",)
    facts = tuple(cite(measure, part) for part in parts if getattr(measure, part) is not None)
    missing = tuple(_asked(measure, part, name, lead) for part in parts if getattr(measure, part) is None)
    what = f"“{measure.measure}”, which shows the value of {name},"
    for holds, severity, message in (
        (
            both(shows, either(*(declared_none(getattr(measure, part)) for part in _NEEDED))),
            Severity.MEDIUM,
            f"{what} has no {listing(lacking, last='or')}.",
        ),
        (far, Severity.HIGH, f"{what} {_how_far(done)}."),
        (unless(short, far), Severity.MEDIUM, f"{what} {_how_far(done)}."),
    ):
        yield Clause(holds=holds, severity=severity, message=message, evidence=facts, missing=missing)


_NEEDED = {"baseline": "baseline", "actual": "reading"}
"""Without these two nobody can say what changed."""


def _done(measure: Measure) -> Fraction | None:
    """Return the share of the way to the target that is done, whether it leads up or down.

    All of it where there is no way to go: without a target or a reading, or with a target at the baseline. Without a
    baseline the way begins at nothing, and only one that leads up is judged.
    """
    if NOTHING in (measure.target, measure.actual):
        return Fraction(1)
    if measure.baseline is None or measure.target is None or measure.actual is None:
        return None
    start = Fraction(0) if measure.baseline is NOTHING else Fraction(str(measure.baseline))
    way = Fraction(str(measure.target)) - start
    if way == 0 or (measure.baseline is NOTHING and way < 0):
        return Fraction(1)
    return (Fraction(str(measure.actual)) - start) / way


def _less(done: Fraction | None, limit: float) -> bool | None:
    return None if done is None else done < Fraction(str(limit))


def _how_far(done: Fraction | None) -> str:
    if done is None or done <= 0:
        return "is no nearer to its target than at the start"
    return f"has come {int(done * 100)} % of the way to its target"


def _asked(measure: Measure, part: str, name: str, lead: str | None) -> Unknown:
    words = {
        "is_value": f"Does “{measure.measure}” show the value of {name}, in money or its like?",
        "baseline": f"Where did “{measure.measure}” stand at the start of {name}?",
        "target": f"Which target was set for “{measure.measure}” in {name}?",
        "actual": f"Where does “{measure.measure}” stand now?",
    }
    return ask(measure, part, words[part], lead)


CHECK = Check(
    id="financial.no-value-measure",
    scope="alliance",
    needs=(
        "alliances.measures.measure",
        "alliances.measures.is_value",
        "alliances.measures.baseline",
        "alliances.measures.target",
        "alliances.measures.actual",
    ),
    thresholds=(
        Threshold(name="short", value=0.8, unit="of the way from baseline to target, below which it falls short"),
        Threshold(name="far_short", value=0.5, unit="of the way, below which it falls far short"),
    ),
    rule=no_value_measure,
)
