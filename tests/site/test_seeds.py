"""The seeds may be learned from, not copied: no run of eight of their words stands anywhere in this repository."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sites import ROOT

SHARED = Path(os.environ.get("PLAYBOOK_SHARED", ROOT.parent / "shared"))
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
RUN = 8
_WHERE = ("content", "orgs", "src", "themes", "docs", "tests")
_WORD = re.compile(r"[^\W_]+")


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = [word.lower() for word in _WORD.findall(text.replace("’", "").replace("'", ""))]
    return zip(*(words[start:] for start in range(RUN)), strict=False)


def _texts() -> Iterator[Path]:
    yield from (path for path in ROOT.glob("*.md"))
    for name in _WHERE:
        yield from (path for path in sorted((ROOT / name).rglob("*")) if path.is_file() and path.suffix != ".pyc")


@pytest.mark.skipif(
    not SEEDS, reason=f"no seeds in {SHARED.name}/seeds: set PLAYBOOK_SHARED to the folder that has them"
)
def test_no_run_of_eight_words_is_taken_from_a_seed() -> None:
    taken = {run: seed.name for seed in SEEDS for run in _runs(seed.read_text(encoding="utf-8"))}
    assert len(taken) > 500
    texts = list(_texts())
    assert len(texts) > 100
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {' '.join(run)} ({taken[run]})"
        for path in texts
        for run in _runs(path.read_text(encoding="utf-8", errors="replace"))
        if run in taken
    }
    assert sorted(found) == []


def test_the_comparison_sees_through_case_and_punctuation() -> None:
    one, other = "One two, three – four FIVE six; seven eight.", "one two three four five six seven\neight"
    assert list(_runs(one)) == list(_runs(other)) != []
