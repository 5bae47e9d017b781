"""How the real command ends: scripts read nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from sites import ROOT, playbook, workspace

GOOD = (ROOT / "tests" / "data" / "forty-lines.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace(tmp_path_factory.mktemp("codes") / "w", {"good.yaml": GOOD, "bad.yaml": f"{GOOD}nonsense: x\n"})


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (0, ("check", "good")),
        (1, ("check", "bad")),
        (1, ("check",)),
        (1, ("build", "bad")),
        (2, ("build", "nobody")),
        (2, ("biuld",)),
        (0, ("analyze", "good", "--edition", "company")),
        (1, ("analyze", str(ROOT / "orgs" / "halden-foods"), "--fail-on", "low")),
    ],
)
def test_the_code_says_how_it_ended(code: int, arguments: tuple[str, ...], root: Path) -> None:
    assert playbook(*arguments, cwd=root).code == code
