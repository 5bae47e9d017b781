"""The order of the shelves is kept, and the tool that says so would notice if it were not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sites import ROOT, environment


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The code and its contracts, to be harmed."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def _contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    code = (
        "from importlinter.cli import lint_imports as check; raise SystemExit(check(config_filename='pyproject.toml'))"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment(PYTHONPATH=str(folder / "src")),
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_room_imports_only_from_below(copy: Path) -> None:
    done = _contracts(copy)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("room", "above"),
    [
        ("checks/clauses.py", "playbook_gen.pages"),
        ("model/values.py", "playbook_gen.reading"),
        ("pages/urls.py", "playbook_gen.publishing"),
        ("diagnosis/levels.py", "playbook_gen.reading"),
    ],
)
def test_a_room_that_reaches_up_is_noticed(room: str, above: str, copy: Path) -> None:
    with (copy / "src" / "playbook_gen" / room).open("a", encoding="utf-8") as module:
        module.write(f"\n\ndef reach_up() -> None:\n    import {above}\n")
    done = _contracts(copy)
    assert done.returncode == 1, done.stdout
    assert f"playbook_gen.{room.removesuffix('.py').replace('/', '.')} -> {above}" in done.stdout
