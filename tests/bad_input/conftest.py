from __future__ import annotations

import contextlib
import io
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from playbook_gen import guidance
from playbook_gen.cli import run as run_command
from playbook_gen.diagnostics import Collector

from .harness import GOOD, Desk


@pytest.fixture(scope="session", autouse=True)
def guidance_parsed_once() -> Iterator[None]:
    """The pages of guidance are the same for every case: parsing them is what most of a refusal's time goes into."""
    parse, parsed = guidance._page, {}

    def once(text: str, file: str, kind: str, found: Collector) -> guidance.Page | None:
        page = parsed.get((text, file)) or parse(text, file, kind, found)
        if page and not found.found:
            parsed[text, file] = page
        return page

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guidance, "_page", once)
        yield


@pytest.fixture(scope="session")
def good_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a good organisation, its lowest and its highest edition built."""
    home = tmp_path_factory.mktemp("good") / "ws"
    (home / "orgs").mkdir(parents=True)
    (home / "orgs" / "acme.yaml").write_text(GOOD, "utf-8")
    with contextlib.redirect_stdout(io.StringIO()):
        for edition in ("company", "author"):
            assert run_command(["build", "-w", str(home), "--edition", edition]) == 0
    return home


@pytest.fixture
def desk(
    good_workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """A copy of it for one test, which runs within it and without a network."""
    shutil.copytree(good_workspace, tmp_path / "ws", symlinks=True)
    monkeypatch.chdir(tmp_path / "ws")

    def no_network(*arguments: Any) -> None:
        raise AssertionError("nothing here may reach for the network")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    return Desk(tmp_path, lambda: tuple(capsys.readouterr()))  # type: ignore[arg-type, return-value]
