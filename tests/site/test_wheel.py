"""What is installed is what was tested: the wheel holds all that a build needs, and nobody's data."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sites import EDITIONS, ROOT, Run, differences, environment, listing, place, playbook, workspace

_NEEDED = ("src", "content", "themes", "translations", "orgs", "README.md", "LICENSE", "pyproject.toml")
TEXT = (ROOT / "tests" / "data" / "forty-lines.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy, so that the checkout stays as it is; hatchling asks no network."""
    root = tmp_path_factory.mktemp("wheel")
    source = root / "source"
    source.mkdir()
    for name in _NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, source)
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(root / "dist")],
        cwd=source,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (found,) = (root / "dist").iterdir()
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """A folder with what the wheel would put into site-packages."""
    folder = wheel.parent.parent / "installed"
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(folder)
    return folder


def test_the_wheel_holds_guidance_and_themes(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
    for kind in ("content", "themes", "translations"):
        own = {path.relative_to(ROOT).as_posix() for path in (ROOT / kind).rglob("*") if path.is_file()}
        assert len(own) > 5
        assert {f"playbook_gen/_bundled/{name}" for name in own} <= names
    code = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    assert code <= names


def test_the_wheel_holds_no_organisation_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
        held = b"".join(opened.read(name) for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"playbook_gen"}
    assert not [name for name in names if "orgs/" in name or "tests/" in name or name.endswith((".pyc", ".env"))]
    assert not [name for name in names if "halden" in name or "symantec" in name]
    assert b"Halden Foods" not in held


def test_what_is_installed_builds_the_same_as_the_checkout(installed: Path, tmp_path: Path) -> None:
    runs: list[Run] = []
    for name, code in (("installed", installed), ("checkout", ROOT / "src")):
        root = workspace(tmp_path / name, {"small.yaml": TEXT})
        env = environment(PYTHONPATH=str(code))
        where = subprocess.run(
            [sys.executable, "-c", "import playbook_gen; print(playbook_gen.__file__)"],
            cwd=root, env=env, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert Path(where.stdout.strip()).is_relative_to(code)
        runs.append(playbook("build", cwd=root, env=env))
    assert runs[0].code == 0, runs[0].err
    assert runs[0] == runs[1]
    for edition in EDITIONS:
        one, other = (listing(place(tmp_path / name, "small", edition)) for name in ("installed", "checkout"))
        assert differences(one, other) == []
