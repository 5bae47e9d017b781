from __future__ import annotations

from pathlib import Path

import pytest

from playbook_gen.publishing import switch


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A target in a folder that holds nothing else."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "acme"


@pytest.fixture(params=["exchange", "renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of switching; the second as on a system that cannot exchange."""
    if request.param == "renames":
        monkeypatch.setattr(switch, "exchange", lambda one, other: False)
    return str(request.param)
