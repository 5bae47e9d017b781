"""Ten published situations, written in prose with what a fair expert expects, then transcribed and judged.

The expectations stand in the Markdown files and were there first; `reading.yaml` says what became of each.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.cases import judged_file
from playbook_gen.checks.clauses import Severity
from playbook_gen.checks.registry import MODES
from playbook_gen.diagnosis.diagnose import Diagnosis
from playbook_gen.diagnosis.levels import CLEAR, LEVELS, NOT_ENOUGH

HERE = Path(__file__).parent
READING: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "reading.yaml").read_text("utf-8"))
CASES = sorted(READING)


@cache
def judged(case: str) -> Diagnosis:
    return judged_file(HERE / f"{case}.yaml")


def prose(case: str) -> str:
    return (HERE / f"{case}.md").read_text("utf-8")


def problems(case: str) -> list[str]:
    return re.findall(r"(?m)^- (P\d+)\.", prose(case))


def expected(case: str) -> dict[str, str]:
    return {mode: level.strip() for mode, level in re.findall(r"(?m)^\| (\w+) \| ([a-z ]+) \|", prose(case))}


def answers(case: str) -> dict[str, dict[str, Any]]:
    return {name: said for name, said in READING[case].items() if re.fullmatch(r"P\d+", name)}


def test_every_situation_is_read() -> None:
    assert {path.stem for path in HERE.glob("[01]*.md")} == set(CASES) == {p.stem for p in HERE.glob("[01]*.yaml")}


@pytest.mark.parametrize("case", CASES)
def test_every_problem_of_the_prose_is_found_asked_for_or_missed_for_a_reason(case: str) -> None:
    assert sorted(answers(case)) == problems(case)
    found = {outcome.check.id for outcome in judged(case).findings}
    asked = {question.path for question in judged(case).questions}
    for name, said in answers(case).items():
        assert len(said) == 1, name
        assert set(said.get("found", ())) <= found, name
        assert said.get("asked", "") in asked | {""}, name


@pytest.mark.parametrize("case", CASES)
def test_nothing_of_weight_is_found_that_the_prose_does_not_name(case: str) -> None:
    named = {check for said in answers(case).values() for check in said.get("found", ())}
    weighty = {o.check.id for o in judged(case).findings if (o.severity or 0) > Severity.LOW}
    assert weighty <= named | set(READING[case].get("beside", ()))


@pytest.mark.parametrize("case", CASES)
def test_levels_are_as_they_were_read(case: str) -> None:
    (alliance,) = judged(case).alliances
    assert {mode.mode: mode.level for mode in alliance.modes} == READING[case]["levels"]


@pytest.mark.parametrize("case", CASES)
def test_no_level_is_worse_than_the_expert_says(case: str) -> None:
    """Little is documented, so much is not judged; what is judged is never graver than a fair reader's word."""
    (alliance,) = judged(case).alliances
    for mode in alliance.modes:
        level = expected(case)[mode.mode]
        if mode.level in (NOT_ENOUGH, CLEAR) or level == NOT_ENOUGH:
            assert mode.level == NOT_ENOUGH or level in (CLEAR, NOT_ENOUGH)
        else:
            assert LEVELS.index(mode.level) >= LEVELS.index(level)
        assert LEVELS.index(mode.range[0]) <= LEVELS.index(level) or level == NOT_ENOUGH
    assert set(expected(case)) >= set(MODES)
