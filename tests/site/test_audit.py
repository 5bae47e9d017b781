"""Validators, a screen reader's rules and a keyboard over a page of each type; `make audit` asks more of all pages."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping

import pytest

from sites import ROOT, Site

AUDIT = ROOT / ".audit"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
MISSING = (
    "no Chromium" if not CHROMIUM
    else "no Node" if not shutil.which("node")
    else "no tools: run `make .audit/stamp`" if not (AUDIT / "stamp").is_file()
    else ""
)  # fmt: skip
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"PAGES ARE NOT AUDITED HERE: {MISSING}")


@pytest.mark.parametrize("check", ["html-validate", "nu", "axe", "keyboard", "without-script", "requests"])
def test_nothing_is_found(
    check: str, built: Mapping[tuple[str, str], Site], small_sites: Mapping[tuple[str, str], Site]
) -> None:
    if check == "nu" and not shutil.which("java"):
        pytest.skip("NO JAVA: the Nu checker was not asked")
    for name in ("run", "browse", "markup", "score", "sites"):
        shutil.copy(ROOT / "audit" / f"{name}.mjs", AUDIT)
    folders = [built["halden-foods", "author"].folder, small_sites["three", "company"].folder]
    asked = ["node", str(AUDIT / "run.mjs"), str(CHROMIUM), f"each:{check}", *map(str, folders)]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[:4000]
    assert f"{check}: 0 faults" in done.stdout
