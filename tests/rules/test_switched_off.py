"""Checks that a workspace does not make, and checks that other packages bring."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from playbook_gen.checks import plugins
from playbook_gen.checks.catalogue import CHECKS
from playbook_gen.cli import run

ORGANISATION = """\
name: Acme
as_of: 2026-10-30
functions: [{marketing: Marketing}, {it: IT}]
alliances: [{id: shelf, partners: [marketing, it], forum: none}]
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "orgs").mkdir()
    (tmp_path / "orgs" / "acme.yaml").write_text(ORGANISATION, "utf-8")
    return tmp_path


def analysis(workspace: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert run(["analyze", "acme", "--format", "json", "-w", str(workspace)]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_check_that_is_switched_off_is_not_made_and_the_method_says_why(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = analysis(workspace, capsys)
    (workspace / "playbook.yaml").write_text("switched_off:\n  function.cadence: They share an office\n", "utf-8")
    after = analysis(workspace, capsys)
    assert {f["check"] for f in before["findings"]} - {f["check"] for f in after["findings"]} == {"function.cadence"}
    assert after["switched_off"] == [{"check": "function.cadence", "reason": "They share an office"}]
    applicable = [next(m for m in d["modes"] if m["mode"] == "function")["applicable"] for d in (before, after)]
    assert applicable[0] - applicable[1] == 1
    assert run(["build", "-w", str(workspace)]) == 0
    assert "They share an office" in (workspace / "site" / "acme" / "method.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("setting", "place", "hint"),
    [
        (
            "switched_off:\n  function.cadense: why\n",
            "playbook.yaml:2:3: error[PB012]",
            "did you mean function.cadence?",
        ),
        ("switched_off:\n  function.cadence:\n", "playbook.yaml:2:3: error[PB011]", "readers of the method page"),
        ("switched_off: function.cadence\n", "playbook.yaml:1:15: error[PB011]", ""),
        (
            "thresholds:\n  function.cadence.frsh: 20\n",
            "playbook.yaml:2:3: error[PB012]",
            "did you mean function.cadence.fresh?",
        ),
    ],
)
def test_a_slip_in_a_setting_has_its_place(
    setting: str, place: str, hint: str, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "playbook.yaml").write_text(setting, "utf-8")
    assert run(["check", "-w", str(workspace)]) == 1
    out = capsys.readouterr().out
    assert place in out
    assert hint in out
    assert run(["build", "-w", str(workspace)]) == 1


class Point:
    """An entry point that loads whatever a test wants."""

    def __init__(self, name: str, loaded: Any) -> None:
        self.name, self.loaded = name, loaded

    def load(self) -> Any:
        if isinstance(self.loaded, Exception):
            raise self.loaded
        return self.loaded


OTHER = replace(CHECKS["function.cadence"], id="function.their-rhythm", core=False)


def plug(monkeypatch: pytest.MonkeyPatch, *points: Point) -> None:
    def found(*, group: str) -> list[Point]:
        assert group == "playbook_gen.checks"
        return list(points)

    monkeypatch.setattr(plugins, "entry_points", found)


def test_a_plug_in_judges_beside_the_catalogue(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plug(monkeypatch, Point("theirs", OTHER))
    found = {f["check"] for f in analysis(workspace, capsys)["findings"]}
    assert {"function.cadence", "function.their-rhythm"} <= found
    assert run(["build", "-w", str(workspace)]) == 0


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ([Point("theirs", ImportError("no"))], "the plug-in theirs cannot be loaded (ImportError)"),
        ([Point("theirs", "a word")], "the plug-in theirs is no"),
        ([Point("theirs", CHECKS["function.cadence"])], "takes the id function.cadence"),
        ([Point("one", OTHER), Point("two", OTHER)], "takes the id function.their-rhythm"),
    ],
    ids=["cannot be loaded", "no check", "an id of the catalogue", "an id of another plug-in"],
)
def test_a_plug_in_that_cannot_be_used_is_named(
    points: list[Point],
    words: str,
    workspace: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plug(monkeypatch, *points)
    assert run(["build", "-w", str(workspace)]) == 4
    assert words in capsys.readouterr().err


def test_an_entry_point_that_is_declared_as_documented_is_found() -> None:
    """The form of the declaration: a module and the name of a check in it."""
    point = EntryPoint("cadence", "playbook_gen.checks.function.cadence:CHECK", plugins.GROUP)
    assert point.load() is CHECKS["function.cadence"]
