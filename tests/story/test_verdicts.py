"""The invented company against verdicts that were written from its story alone, before any tool ran.

Every difference is argued in ``differences.yaml``; one that is not argued, or that is gone, fails.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.cases import judged_file
from playbook_gen.checks.registry import MODES
from playbook_gen.diagnosis.levels import LEVELS

HERE = Path(__file__).parent
FILES = HERE.parent.parent / "orgs" / "halden-foods"
EXPECTED = yaml.safe_load((HERE / "halden-foods-verdicts.yaml").read_text(encoding="utf-8"))["cycles"]
ARGUED: list[dict[str, Any]] = yaml.safe_load((HERE / "differences.yaml").read_text(encoding="utf-8"))

Cell = tuple[str, str, str]
"""A cycle, an alliance or ``company``, and a mode."""


def expected() -> dict[Cell, str]:
    found = {}
    for cycle, said in EXPECTED.items():
        for about, levels in {"company": said["company"], **said["alliances"]}.items():
            found.update({(cycle, about, mode): levels[mode] for mode in MODES})
    return found


@cache
def got() -> dict[Cell, str]:
    found = {}
    for cycle in EXPECTED:
        diagnosis = judged_file(FILES / f"{cycle}.yaml")
        parts = {"company": diagnosis.modes, **{a.alliance.id: a.modes for a in diagnosis.alliances}}
        for about, modes in parts.items():
            found.update({(cycle, about, mode.mode): mode.level for mode in modes})
    return found


def cell_of(difference: dict[str, Any]) -> Cell:
    return str(difference["cycle"]), difference["alliance"], difference["mode"]


ARGUED_CELLS = {cell_of(difference): difference for difference in ARGUED}
CELLS = [pytest.param(cell, id="-".join(cell)) for cell in expected()]


@pytest.mark.parametrize("cell", CELLS)
def test_every_difference_is_argued(cell: Cell) -> None:
    said, here = expected()[cell], got()[cell]
    argued = ARGUED_CELLS.get(cell)
    if argued is None:
        assert here == said, f"{' '.join(cell)}: {here} instead of {said}, and nothing in differences.yaml says why"
        return
    assert here != said, f"{' '.join(cell)}: the difference is gone; take it out of differences.yaml"
    assert (argued["expected"], argued["got"]) == (said, here)


def test_the_same_alliances_are_judged() -> None:
    assert set(got()) == set(expected())


def test_the_arguments_are_in_order() -> None:
    assert len(ARGUED_CELLS) == len(ARGUED), "a difference is argued twice"
    assert set(ARGUED_CELLS) <= set(expected())
    for difference in ARGUED:
        assert set(difference) == {"cycle", "alliance", "mode", "expected", "got", "why"}
        assert {difference["expected"], difference["got"]} <= set(LEVELS)
        assert len(difference["why"].split()) >= 8, "an argument, not a label"


def test_nothing_is_called_clear_that_the_story_calls_failing() -> None:
    """The worst kind of difference: one is known, until a check reads empty posts, and no other may join it."""
    bad = {cell for cell, level in got().items() if level == "clear" and expected()[cell] in ("failing", "at risk")}
    assert bad <= {("2025", "recipe-relaunch", "feasibility")}
