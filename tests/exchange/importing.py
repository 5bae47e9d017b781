from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook_gen.cli import run

from .harness import read_back

if TYPE_CHECKING:
    from pathlib import Path

    from playbook_gen.model.organisation import Organisation
    from playbook_gen.model.ties import Relationship


@dataclass(frozen=True)
class Done:
    """What a run of `import` left: its exit code, what it said, and the text of the file, None where there is none."""

    code: int
    said: str
    text: str | None


def imported(folder: Path, *more: str, **files: bytes | str) -> Done:
    """Write ``files`` (option=content) and import them into a new file."""
    arguments: list[str] = []
    for option, content in files.items():
        path = folder / f"{option}.{'graphml' if option == 'graphml' else 'csv'}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        arguments += [f"--{option}", str(path)]
    return imported_from(folder, *arguments, *more)


def imported_from(folder: Path, *arguments: str) -> Done:
    out = folder / "out.yaml"
    out.unlink(missing_ok=True)
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        code = run(["import", *arguments, "--out", str(out)])
    assert (code == 0) == out.exists()
    return Done(code, said.getvalue(), out.read_text(encoding="utf-8") if out.exists() else None)


def organisation(folder: Path, done: Done) -> Organisation:
    """What the reader makes of the file that was written, which must hold no fault."""
    assert done.text is not None, done.said
    return read_back(folder, done.text)[0]


def arcs(found: Organisation) -> dict[tuple[str, str], float | int | None]:
    """Each tie of an organisation with its strength, whichever field holds it."""
    return {(tie.source_person, tie.target_person): _strength(tie) for tie in found.relationships or ()}


def _strength(tie: Relationship) -> float | int | None:
    assert tie.influence is None or tie.weight is None
    return tie.weight if tie.influence is None else tie.influence
