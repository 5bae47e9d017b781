"""A desk with a workspace on it: bad input goes in through the real command line, the standing promises are checked.

Every run is held to what must be so whatever the input: no traceback, no control character, no private word in the
output; where the exit code is not 0, nothing on the disk is another than before; where it is 0, nothing outside the
targets is.
"""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playbook_gen.cli import run as run_command

SECRETS = ("velvet-crowbar", "umbrage", "kerfuffle-ledger", "4.8271")
"""Stand in free text and in judgements of the good organisation and of bad ones; no message may repeat them."""

GOOD = """\
name: Brindlewick Tea
summary: A house that blends, velvet-crowbar.
as_of: 2026-06-30
people:
  - {id: ann, name: Ann Lee, title: Chief Marketing Officer, function: marketing, reports_to: none}
  - {id: bob, name: Bob Ray, title: Chief Information Officer, function: it, reports_to: ann, note: umbrage taken}
functions:
  - {id: marketing, name: Marketing, head: ann}
  - {id: it, name: IT, head: bob}
goals:
  - {id: g1, statement: Win back customers, rank: 1}
alliances:
  - {id: data, partners: [marketing, it], supports: [g1]}
relationships:
  - {from: ann, to: bob, influence: 3, trust: 4, said_by: ann, note: kerfuffle-ledger}
"""

HEAD = "name: Brindlewick Tea\nas_of: 2026-06-30\n"
"""Two lines before the input that a case is about, so that its line is never the first."""

TWO = """\
people:
  - {id: ann, name: Ann Lee, reports_to: none}
  - {id: bob, name: Bob Ray, reports_to: ann}
"""
"""Three lines: two people."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]")

Snapshot = dict[str, tuple[int, bytes]]


def snapshot(folder: Path) -> Snapshot:
    """Every path below ``folder`` with its mode, and its bytes where it is a file."""
    found = {}
    for path in sorted(folder.rglob("*")):
        mode = path.lstat().st_mode
        found[path.relative_to(folder).as_posix()] = (mode, path.read_bytes() if stat.S_ISREG(mode) else b"")
    return found


def changed(before: Snapshot, after: Snapshot) -> list[str]:
    """The paths that came, went, or hold something else."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


@dataclass(frozen=True)
class Run:
    """How one command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        return self.out + self.err


class Desk:
    """A workspace in a folder of its own, with a good site of two editions already built."""

    def __init__(self, root: Path, capture: Callable[[], tuple[str, str]]) -> None:
        self.root, self.capture = root, capture
        self.home = root / "ws"
        self.site = self.home / "site" / "acme"

    def put(self, text: str | bytes, name: str = "orgs/acme.yaml") -> Path:
        """Lay a file into the workspace."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        return path

    def run(self, *arguments: str, targets: tuple[str, ...] = ("ws/site/", "ws/private/")) -> Run:
        """Run one command in this process, from within the workspace."""
        self.capture()
        before = snapshot(self.root)
        code = run_command(list(arguments))
        result = Run(code, *self.capture())
        self.hold(result, before, targets)
        return result

    def spawn(self, *arguments: str, python: tuple[str, ...] = (), **environment: str) -> Run:
        """Run one command in a process of its own."""
        before = snapshot(self.root)
        done = subprocess.run(
            [sys.executable, *python, "-m", "playbook_gen", *arguments],
            cwd=self.home,
            env=self.environment(**environment),
            capture_output=True,
            timeout=60,
            check=False,
        )
        result = Run(done.returncode, done.stdout.decode(), done.stderr.decode())
        self.hold(result, before, ("ws/site/", "ws/private/"))
        return result

    @staticmethod
    def environment(**more: str) -> dict[str, str]:
        """What a process gets: next to nothing."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
        return {**kept, **more}

    def hold(self, run: Run, before: Snapshot, targets: tuple[str, ...]) -> None:
        """Check what must be so after any command."""
        differ = changed(before, snapshot(self.root))
        if run.code:
            assert differ == [], "a run that did not end well changed something"
        assert [path for path in differ if not path.startswith(targets)] == [], "written outside the targets"
        assert "Traceback" not in run.text
        assert not _CONTROL.search(run.text), "a control character in the output"
        for secret in SECRETS:
            assert secret not in run.text, "a private word in the output"

    def refuses(self, text: str | bytes, *says: str, at: str, code: int = 1) -> Run:
        """Build with ``text`` as the organisation's file: refused at ``line:column``, in these words."""
        self.put(text)
        result = self.run("build")
        assert result.code == code, result.text
        assert f"orgs/acme.yaml:{at}: error[" in result.err, result.err
        for words in says:
            assert words in result.err, result.err
        assert result.out == ""
        return result

    def accepts(self, text: str | bytes, *arguments: str) -> Run:
        """Build with ``text`` as the organisation's file: all is well, and nothing is complained of."""
        self.put(text)
        result = self.run("build", *arguments)
        assert result.code == 0, result.err
        assert result.err == ""
        return result

    def pages(self, folder: Path | None = None) -> str:
        """All bytes of a site as one text."""
        files = sorted((folder or self.site).rglob("*"))
        return "\n".join(path.read_text("utf-8") for path in files if path.is_file())
