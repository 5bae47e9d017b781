"""No row of the shared list is forgotten: each has a test of its name, or a reason under "Later"."""

from __future__ import annotations

import json
import os
import random
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("PLAYBOOK_SHARED", HERE.parents[2] / "shared"))
DRAWN_FROM = ("yaml-syntax", "yaml-types", "names", "references", "encoding", "output-fs")
AREAS = (*DRAWN_FROM, "limits", "input-fs", "cli")


@pytest.fixture(scope="module")
def rows() -> dict[str, str]:
    """The id of each row with its area, in the order of the list."""
    path = SHARED / "spec" / "bad-inputs.jsonl"
    if not path.is_file():
        pytest.skip(f"{path.name} is not at hand: set PLAYBOOK_SHARED")
    found = map(json.loads, path.read_text("utf-8").splitlines())
    return {row["id"]: row["area"] for row in found if row["area"] in AREAS}


def rows_of(pattern: str) -> set[str]:
    text = "".join(path.read_text("utf-8") for path in HERE.glob(pattern))
    names = re.findall(r"^def test_(\w+)\(", text, re.MULTILINE)
    return {row.upper() for name in names for row in re.findall(r"(?<![a-z0-9])[a-z]{2}[0-9]{2}(?![a-z0-9])", name)}


def test_the_draw_can_be_repeated(rows: dict[str, str]) -> None:
    drawn = random.Random(20261121).sample([row for row in rows if rows[row] in DRAWN_FROM], 30)  # noqa: S311 - a draw
    listed = re.findall(r"^- ([A-Z]{2}\d\d):", (HERE / "drawn.md").read_text("utf-8").split("## All")[0], re.MULTILINE)
    assert listed == drawn
    assert rows_of("test_drawn.py") == set(drawn)


def test_every_row_has_a_test_or_a_reason(rows: dict[str, str]) -> None:
    later = set(re.findall(r"[A-Z]{2}\d\d", (HERE / "drawn.md").read_text("utf-8").split("## Later")[1]))
    assert rows_of("test_*.py") & later == set()
    assert set(rows) - rows_of("test_*.py") == later
