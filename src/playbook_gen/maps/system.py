"""Drives an installed ``dot``, only when asked for: a site must not depend on its host by itself.

The PyPI package ``graphviz`` puts the command together and runs it; which program is run is decided here,
since that package would search the current folder too on some systems, and it sets no time limit.
"""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from playbook_gen.language import say
from playbook_gen.maps import dot
from playbook_gen.maps.layout import Edge, Engine, Layout, LayoutFailed, Node
from playbook_gen.outcomes import EnvironmentFault

SECONDS = 5.0
_NAMES = ("dot.exe",) if os.name == "nt" else ("dot",)


def _folders() -> Iterator[Path]:
    """The folders of PATH that are absolute: an empty or relative entry would mean the current folder."""
    for entry in os.environ.get("PATH", "").split(os.pathsep):
        folder = Path(entry)
        if entry and folder.is_absolute() and folder != Path.cwd():
            yield folder


def _runs(program: Path) -> bool:
    try:
        return stat.S_ISREG(program.stat().st_mode) and os.access(program, os.X_OK)
    except OSError:
        return False


def find() -> Path:
    """The absolute path of the installed ``dot``.

    Raises ``EnvironmentFault`` when no folder of PATH (the current folder left out) holds one.
    """
    for folder in _folders():
        for name in _NAMES:
            if _runs(folder / name):
                return folder / name
    raise EnvironmentFault(
        "No installed dot was found on PATH: install Graphviz, or use --renderer embedded, which needs none."
    )


def _environment() -> dict[str, str]:
    """The host's variables without those that steer Graphviz."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GV", "DOT"))}
    return {**kept, "LC_ALL": "C"}


def _command(program: Path, engine: Engine) -> list[str]:
    from graphviz.backend import dot_command

    if engine == "nop2":
        parts = dot_command.command("neato", dot.FORMS[engine], neato_no_op=2)
    else:
        parts = dot_command.command(engine, dot.FORMS[engine])
    return [str(program), *(str(part) for part in parts[1:])]


def _useless(program: Path) -> EnvironmentFault:
    return EnvironmentFault(
        f"{program} did not answer as Graphviz does: mend that installation, or use --renderer embedded."
    )


class Installed:
    """The layouter that asks a program of this machine."""

    def __init__(self, program: Path | None = None, *, seconds: float = SECONDS) -> None:
        self._program = program or find()
        self._seconds = seconds

    def _ask(self, source: str, engine: Engine) -> bytes:
        from graphviz.backend import execute

        try:
            done = execute.run_check(
                _command(self._program, engine),
                input=source.encode("ascii"),
                capture_output=True,
                quiet=True,
                timeout=self._seconds,
                env=_environment(),
            )
        except subprocess.TimeoutExpired as fault:
            seconds = f"{self._seconds:g}"
            told = say("{program} took longer than {seconds} seconds", program=self._program, seconds=seconds)
            raise LayoutFailed(told) from fault
        except subprocess.CalledProcessError as fault:
            if fault.returncode < 0:
                raise LayoutFailed(say("{program} crashed", program=self._program)) from fault
            raise _useless(self._program) from fault
        except (execute.ExecutableNotFound, OSError) as fault:
            raise _useless(self._program) from fault
        return bytes(done.stdout)

    def layout(self, nodes: Sequence[Node], edges: Sequence[Edge], engine: Engine) -> Layout:
        """See :class:`playbook_gen.maps.layout.Layouter`; garbage raises ``EnvironmentFault``."""
        answer = self._ask(dot.write(nodes, edges, engine), engine)
        try:
            return dot.read(answer, nodes, edges, engine)
        except dot.AnswerUnreadable as fault:
            raise _useless(self._program) from fault
