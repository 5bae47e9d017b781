"""Every check says of every case what its rule says; the cases are also the examples that readers see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook_gen.checks.clauses import Severity
from playbook_gen.diagnosis.run import Outcome, State

from .cases import Case, case_files, cases, outcomes

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
    for outcome in found:
        holds_together(outcome)


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
        assert (outcome.missing, outcome.best, outcome.worst) == ((), None, None)
