"""Every check says of every case what its rule says; the cases are also the examples that readers see."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from playbook_gen.checks.clauses import Severity
from playbook_gen.checks.situation import default_edition
from playbook_gen.diagnosis.run import Outcome, State
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.values import Money, When

from .cases import Case, case_files, cases, outcomes, seen, written

CASES = [
    pytest.param(case, id=f"{check}: {case.name}")
    for check, path in case_files().items()
    for case in cases(check, path)
]


def word(severity: Severity | None) -> str:
    return severity.word if severity else "clear"


def said(outcome: Outcome, expected: dict[str, Any]) -> dict[str, Any]:
    """Return what an outcome says about the points that a case expects."""
    points = {
        "state": outcome.state.value,
        "severity": word(outcome.severity),
        "best": word(outcome.best),
        "worst": word(outcome.worst),
        "subjects": list(outcome.subjects),
        "says": outcome.message,
        "also": list(outcome.also),
        "asks": sorted(unknown.path for unknown in outcome.missing),
        "cites": sorted(fact.path for fact in outcome.evidence),
        "asked of": sorted({unknown.person or "nobody" for unknown in outcome.missing}),
        "questions": sorted(unknown.question for unknown in outcome.missing),
        "confidence": outcome.confidence,
    }
    return {point: points[point] for point in expected}


@pytest.mark.parametrize("case", CASES)
def test_the_rule_says(case: Case, tmp_path: Path) -> None:
    found = outcomes(case, tmp_path)
    if not case.expect:
        assert found == ()
    for expected in case.expect:
        mine = [o for o in found if list(o.subjects) == expected["subjects"]]
        assert len(mine) == 1, f"{expected['subjects']} is not among {[o.subjects for o in found]}"
        assert said(mine[0], expected) == expected
    organisation, _ = seen(written(case.organisation, tmp_path))
    for outcome in found:
        holds_together(outcome)
        speaks_of_the_file(outcome, organisation, argued={a for e in case.expect for a in e.get("asks", ())})


def holds_together(outcome: Outcome) -> None:
    """What is true of every outcome, whatever the check."""
    if outcome.state is State.FINDING:
        assert outcome.message
        assert outcome.evidence
        assert outcome.severity
        assert (outcome.best or 0) <= outcome.severity <= (outcome.worst or 0)
    else:
        assert outcome.severity is None
    if outcome.state is State.NOT_ASSESSED:
        assert outcome.missing, "what is not assessed names what is missing"
        assert outcome.worst, "what is not assessed could be a finding"
        assert outcome.best is None
    if outcome.state is State.CLEAR:
        assert outcome.best is None
        # A look beyond the rule may be open; then it is asked for, and the range holds it.
        assert bool(outcome.missing) == bool(outcome.worst)


def speaks_of_the_file(outcome: Outcome, organisation: Organisation, *, argued: set[str]) -> None:
    """What is asked for is a field that is not known, or not exactly; what is cited is one that is.

    Where a case says what is asked, it may ask for what is known and not enough.
    """
    for unknown in outcome.missing:
        assert default_edition(_dotted(unknown.path)) is not None
        held = _value(organisation, unknown.path)
        assert held is None or unknown.path in argued or _vague(held, unknown.path, organisation), (
            f"{unknown.path} is known: {held!r}"
        )
        assert unknown.question[0].isupper()
        assert unknown.question.endswith("?")
        assert unknown.person is None or unknown.person in {p.id for p in organisation.people or ()}
    for fact in outcome.evidence:
        assert _value(organisation, fact.path) is not None, f"{fact.path} is cited and not known"
    for sentence in (outcome.message, *outcome.also) if outcome.state is State.FINDING else ():
        assert sentence[0].isupper() or not sentence[0].isalpha()
        assert sentence.endswith(".")
        assert "None" not in sentence.removeprefix("None of ")


def _vague(held: Any, path: str, organisation: Organisation) -> bool:
    """Whether what is known does not settle it: an inexact or a later date, another currency, an old rating."""
    if isinstance(held, When):
        return held.first != held.last or organisation.as_of is None or held.last > organisation.as_of.last
    if hasattr(held, "origin"):
        return any(getattr(held, name, "") is None for name in type(held).__dataclass_fields__)
    record = _value(organisation, path.rpartition(".")[0])
    return isinstance(held, Money) or getattr(record, "as_of", None) is not None


_STEP = re.compile(r"(?P<name>\w+)(?:\[(?P<key>[^\]]*)\])?\.?")
_KEYS = {"source_person": "from", "target_person": "to"}


def _dotted(path: str) -> str:
    return ".".join(_KEYS.get(step["name"], step["name"]) for step in _STEP.finditer(path))


def _value(organisation: Organisation, path: str) -> Any:
    """Follow a path from record to record; None where it leads to nothing that is on record."""
    held: Any = organisation
    for step in _STEP.finditer(path):
        held = getattr(held, step["name"], None)
        if step["key"] is not None:
            entries = held or ()
            held = next((e for e in entries if getattr(e, "id", None) == step["key"]), None)
            if held is None and step["key"].isdigit() and int(step["key"]) <= len(entries):
                held = entries[int(step["key"]) - 1]
    return held
