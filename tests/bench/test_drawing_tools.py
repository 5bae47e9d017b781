"""A tool that cannot draw gives a reason for the table, and leaves nothing behind."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench import tools


def test_a_program_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "_SECONDS", 0.2)
    with pytest.raises(tools.ToolFailedError, match="gave up"):
        tools._run([sys.executable, "-c", "import threading; threading.Event().wait()"])


def test_a_program_that_fails_or_is_not_there_gives_a_reason() -> None:
    with pytest.raises(tools.ToolFailedError, match="did not draw"):
        tools._run([sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(tools.ToolFailedError, match="could not be started"):
        tools._run(["no-such-program"])


def test_a_missing_program_is_said_with_the_way_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="install Graphviz"):
        tools.tools(tmp_path, None)
