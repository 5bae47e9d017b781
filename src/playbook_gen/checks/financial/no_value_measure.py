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
    named,
    opposite,
    unless,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.language import marked, say
from playbook_gen.model.alliances import Alliance, Measure
from playbook_gen.model.values import NOTHING


def no_value_measure(alliance: Alliance, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Can the value of the alliance be shown?"""
    name = situation.name_of(alliance)
    measures = alliance.measures
    lead = named(alliance.accountable)
    if measures is None:
        question = say("What is counted to see the progress and the value of {alliance}?", alliance=name)
        yield Clause(holds=None, severity=Severity.HIGH, missing=(ask(alliance, "measures", question, lead),))
        return
    yield Clause(
        holds=both(*(opposite(measure.is_value) for measure in measures)),
        severity=Severity.HIGH,
        message=say("Nothing that is counted shows the value of {alliance}.", alliance=name),
        evidence=tuple(cite(measure, "is_value") for measure in measures) or (cite(alliance, "measures"),),
        missing=tuple(_asked(measure, "is_value", name, lead) for measure in measures if measure.is_value is None),
    )
    for measure in measures:
        yield from _judged(measure, name, lead, limits)


def _judged(measure: Measure, name: str, lead: str | None, limits: Limits) -> Iterator[Clause]:
    shows, done = measure.is_value, _done(measure)
    far, short = (both(shows, _less(done, limits[limit])) for limit in ("far_short", "short"))
    lacking = tuple(part for part in _NEEDED if getattr(measure, part) is NOTHING)
    parts = ("is_value", "baseline", "target", "actual") if shows else ("is_value",)
    facts = tuple(cite(measure, part) for part in parts if getattr(measure, part) is not None)
    missing = tuple(_asked(measure, part, name, lead) for part in parts if getattr(measure, part) is None)
    for holds, severity, message in (
        (
            both(shows, either(*(declared_none(getattr(measure, part)) for part in _NEEDED))),
            Severity.MEDIUM,
            say(_LACKING[lacking], measure=measure.measure, alliance=name) if lacking else "",
        ),
        (far, Severity.HIGH, _how_far(measure, done, name)),
        (unless(short, far), Severity.MEDIUM, _how_far(measure, done, name)),
    ):
        yield Clause(holds=holds, severity=severity, message=message, evidence=facts, missing=missing)


_NEEDED = ("baseline", "actual")
"""Without these two nobody can say what changed."""
_LACKING = {
    ("baseline",): marked("“{measure}”, which shows the value of {alliance}, has no baseline."),
    ("actual",): marked("“{measure}”, which shows the value of {alliance}, has no reading."),
    ("baseline", "actual"): marked("“{measure}”, which shows the value of {alliance}, has no baseline or reading."),
}


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


def _how_far(measure: Measure, done: Fraction | None, name: str) -> str:
    if done is None or done <= 0:
        return say(
            "“{measure}”, which shows the value of {alliance}, is no nearer to its target than at the start.",
            measure=measure.measure,
            alliance=name,
        )
    return say(
        "“{measure}”, which shows the value of {alliance}, has come {share} of the way to its target.",
        measure=measure.measure,
        alliance=name,
        share=say("{number} %", number=int(done * 100)),
    )


def _asked(measure: Measure, part: str, name: str, lead: str | None) -> Unknown:
    return ask(measure, part, say(_ASKED[part], measure=measure.measure, alliance=name), lead)


_ASKED = {
    "is_value": marked("Does “{measure}” show the value of {alliance}, in money or its like?"),
    "baseline": marked("Where did “{measure}” stand at the start of {alliance}?"),
    "target": marked("Which target was set for “{measure}” in {alliance}?"),
    "actual": marked("Where does “{measure}” stand now?"),
}


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
        Threshold(
            name="short", value=0.8, unit=marked("of the way from baseline to target, below which it falls short")
        ),
        Threshold(name="far_short", value=0.5, unit=marked("of the way, below which it falls far short")),
    ),
    rule=no_value_measure,
)
