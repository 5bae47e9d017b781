"""Builds sites as a reader would get them, with the real command, and takes them down as plain values."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markup import Page

ROOT = Path(__file__).resolve().parents[2]
ORGANISATIONS = ("halden-foods", "symantec")
EDITIONS = ("company", "leadership", "author")
SMALL: Mapping[str, str] = {
    "forty-lines.yaml": (ROOT / "tests" / "data" / "forty-lines.yaml").read_text(encoding="utf-8"),
    "three.yaml": """\
name: Three
people:
  - ann: Ann Abel
  - bob: Bob Bell
  - cai: Cai Cole
functions:
  - sales: Sales
  - it: IT
alliances:
  - id: both
    partners: [sales, it]
""",
    # One person with two posts, and two agreements between the same functions.
    "two-hats.yaml": """\
name: Two Hats
sponsor: bob
people:
  - ann: Ann Abel, Chief Digital Officer
  - bob: Bob Bell
functions:
  - sales: Sales
  - it: IT
  - data: Data
heads:
  - {function: it, person: ann}
  - {function: data, person: ann}
alliances:
  - {id: first, partners: [sales, it, data]}
  - {id: second, name: Second, partners: [sales, data, it]}
""",
    "strangers.yaml": """\
name: Strangers
people:
  - ann: Ann Abel
  - bob: Bob Bell
  - cai: Cai Cole
""",
    "one.yaml": "name: One\npeople:\n  - ann: Ann Abel\n",
}
"""Organisations about which next to nothing is known."""
NOBODY: Mapping[str, str] = {"nobody.yaml": "name: Nobody\n"}
"""An organisation with nothing to publish; only its author gets a site."""
SPARSE = (*((Path(name).stem, edition) for name in SMALL for edition in EDITIONS), ("nobody", "author"))
"""Every small organisation with each edition that it has."""


def environment(**more: str) -> dict[str, str]:
    """Next to nothing from outside; a command that wants more than this is not the same everywhere."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), **more}


@dataclass(frozen=True)
class Run:
    """How one command ended."""

    code: int
    out: str
    err: str


def playbook(
    *arguments: str, cwd: Path, env: Mapping[str, str] | None = None, umask: int = -1, options: Sequence[str] = ()
) -> Run:
    """Run the real command in a process of its own."""
    command = [sys.executable, *options, "-m", "playbook_gen", *arguments]
    done = subprocess.run(
        command, cwd=cwd, env=env or environment(), umask=umask, capture_output=True, text=True, check=False
    )
    return Run(done.returncode, done.stdout, done.stderr)


def workspace(root: Path, files: Mapping[str, str], editions: Iterable[str] = EDITIONS) -> Path:
    """Lay down a workspace: organisation files below orgs/, and the editions to build."""
    root.mkdir(parents=True)
    (root / "playbook.yaml").write_text(f"editions: [{', '.join(editions)}]\n", encoding="utf-8")
    for name, text in files.items():
        (root / "orgs" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "orgs" / name).write_text(text, encoding="utf-8")
    return root


def place(root: Path, slug: str, edition: str) -> Path:
    """Where the site of one edition stands in a workspace."""
    return root / "site" / slug if edition == "company" else root / "private" / slug / edition


def build(root: Path, *arguments: str) -> Path:
    """Build a workspace that must build."""
    run = playbook("build", *arguments, cwd=root)
    assert run.code == 0, run.err
    assert run.err == ""
    return root


def listing(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every name below a folder with its mode, its time and its bytes."""
    found = {}
    for path in [folder, *folder.rglob("*")]:
        state = path.lstat()
        held = path.read_bytes() if path.is_file() else b""
        found[path.relative_to(folder).as_posix()] = (state.st_mode, state.st_mtime_ns, held)
    return found


def differences(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    """Names that two listings do not share or hold in another form; short enough to be read in a failure."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


@dataclass(frozen=True)
class Site:
    """One built site."""

    slug: str
    edition: str
    folder: Path

    @cached_property
    def files(self) -> dict[str, bytes]:
        return {name: held for name, (_, _, held) in listing(self.folder).items() if (self.folder / name).is_file()}

    @cached_property
    def pages(self) -> dict[str, Page]:
        return {name: Page.read(name, held) for name, held in self.files.items() if name.endswith(".html")}

    def __str__(self) -> str:
        return f"{self.slug}/{self.edition}"
