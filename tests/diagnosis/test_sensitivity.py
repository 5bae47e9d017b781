"""What a level rests on: one finding, one threshold, or several findings that weigh the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checks.cases import judged
from playbook_gen.checks.clauses import Clause, Severity
from playbook_gen.checks.registry import Check, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.diagnosis.diagnose import Diagnosis
from playbook_gen.diagnosis.levels import verdict
from playbook_gen.diagnosis.run import run_checks
from playbook_gen.diagnosis.sensitivity import Sensitivities, Sensitivity
from playbook_gen.model.record import Edition

HEAD = """
name: Acme
as_of: 2026-10-30
functions: [{marketing: Marketing}, {it: IT}]
alliances:
  - id: shelf
    partners: [marketing, it]
    kind: strategic
    necessity: useful
    value_at_stake: none
    charter: {purpose: One shelf, roles: Both, decision_rights: Marketing}
"""


def of(diagnosis: Diagnosis, mode: str, alliance: str | None = "shelf") -> tuple[str, Sensitivity]:
    modes = diagnosis.alliances[0].modes if alliance else diagnosis.modes
    found = next(m for m in modes if m.mode == mode)
    return found.level, diagnosis.rests_on(found, alliance)


def test_one_finding_decides_and_the_level_without_it_is_told(tmp_path: Path) -> None:
    level, rests = of(judged(HEAD + "    forum: none\n    decisions: none\n", tmp_path), "function")
    assert level == "at risk"
    assert rests.rests_on
    assert rests.rests_on.check.id == "function.cadence"
    assert rests.equal == 1
    # The rhythm is a core check: without its evidence nothing may be called clear.
    assert rests.without == "not enough evidence"


def test_a_finding_with_two_grounds_falls_to_the_lesser(tmp_path: Path) -> None:
    """Two deciders weigh high; three who must agree weigh low: without the first the second is left."""
    text = HEAD + (
        "    forum: {last_held: 2026-10-29}\n"
        "    decisions:\n"
        "      - {decision: Prices, decides: [marketing, it], agrees: none}\n"
        "      - {decision: Range, decides: [marketing], agrees: none}\n"
    )
    level, rests = of(judged(text, tmp_path), "function")
    assert (level, rests.equal) == ("at risk", 1)
    assert rests.without != level


def test_findings_of_equal_weight_leave_none_that_decides(tmp_path: Path) -> None:
    text = HEAD + "    forum: none\n    decisions:\n      - {decision: Prices, decides: none, agrees: none}\n"
    level, rests = of(judged(text, tmp_path), "function")
    assert (level, rests.equal, rests.rests_on, rests.without) == ("at risk", 2, None, None)


def tipping(value: float, limit: float, *, organisation: Any) -> tuple[float, str] | None:
    """Where the limit of a made-up rule, which finds values above it, would have to stand for another level."""
    situation = Situation(organisation, None, Edition.AUTHOR)
    check = Check(
        id="function.made-up",
        scope="alliance",
        needs=("name",),
        core=True,
        thresholds=(Threshold(name="most", value=limit, unit="days"),),
        rule=lambda _, __, limits: [Clause(holds=value > limits["most"], severity=Severity.MEDIUM, message="Above.")],
    )
    outcomes = run_checks(situation, [check], {})
    found = Sensitivities(situation, (check,), outcomes, {}).of_alliance("shelf", verdict("function", outcomes))
    return (found.tipping.moved, found.tipping.level) if found.tipping else None


@pytest.mark.parametrize(
    ("value", "limit", "told"),
    [
        (12, 10, (12.0, "clear")),  # a quarter more is 12.5, which a person would write as 12
        (9, 10, (8.0, "watch")),  # a fifth less
        (17, 10, (20.0, "clear")),  # a quarter more is too little, double is enough
        (6, 10, (5.0, "watch")),
        (21, 10, None),  # not even double
        (0.3, 0.25, (0.312, "clear")),
        (2, 1, (2.0, "clear")),  # whole numbers stay whole and move by one at least
    ],
)
def test_the_nearest_move_of_a_threshold_that_tips_the_level(
    value: float, limit: float, told: tuple[float, str] | None, tmp_path: Path
) -> None:
    organisation = judged("functions: [{a: A}, {b: B}]\nalliances: [{id: shelf, partners: [a, b]}]\n", tmp_path)
    assert tipping(value, limit, organisation=organisation.organisation) == told


def test_nothing_known_rests_on_nothing(tmp_path: Path) -> None:
    level, rests = of(
        judged("functions: [{a: A}, {b: B}]\nalliances: [{id: shelf, partners: [a, b]}]\n", tmp_path), "fit"
    )
    assert level == "not enough evidence"
    assert rests == Sensitivity()


def test_the_company_is_told_what_it_rests_on_too(tmp_path: Path) -> None:
    level, rests = of(judged(HEAD + "    forum: none\n    decisions: none\n", tmp_path), "function", None)
    assert level == "at risk"
    assert rests.rests_on
    assert rests.tipping is None
