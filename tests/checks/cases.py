"""Reads the case files: a few lines of organisation each, and what the rule says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from playbook_gen.bundled import folder
from playbook_gen.checks.catalogue import CHECKS
from playbook_gen.checks.situation import Situation
from playbook_gen.diagnosis.diagnose import Diagnosis, diagnose
from playbook_gen.diagnosis.run import Outcome, run_checks
from playbook_gen.diagnostics import Collector, as_text
from playbook_gen.editions import redact
from playbook_gen.guidance import read_guidance
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Edition
from playbook_gen.reading import locate, read_cycle

HERE = Path(__file__).parent
GUIDANCE = read_guidance([folder("content")], Collector())


@dataclass(frozen=True)
class Case:
    """One case of one check; the organisation is kept as it is written, since ``none`` and ``unknown`` are words."""

    check: str
    name: str
    organisation: str
    expect: tuple[dict[str, Any], ...]


def case_files() -> dict[str, Path]:
    """Return the case files by the id of their check."""
    found = {}
    for path in sorted(HERE.glob("*/*.yaml")):
        room = "practice" if path.parent.name == "practices" else path.parent.name
        found[f"{room}.{path.stem}"] = path
    return found


def cases(check: str, path: Path) -> Iterator[Case]:
    """Yield the cases of one file."""
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    for entry, said in zip(root.value, yaml.safe_load(path.read_text(encoding="utf-8")), strict=True):
        parts = {key.value: node for key, node in entry.value}
        assert set(parts) == {"name", "organisation", "expect"}, f"{path.name}: {sorted(parts)}"
        expect = said["expect"] if isinstance(said["expect"], list) else [said["expect"]]
        text = yaml.serialize(parts["organisation"], Dumper=yaml.SafeDumper, allow_unicode=True)
        yield Case(check, said["name"], text, tuple(expect))


def outcomes(case: Case, tmp_path: Path) -> tuple[Outcome, ...]:
    """Return what the check of a case says, in the author edition; no other check runs."""
    redacted, as_of = seen(written(case.organisation, tmp_path))
    return run_checks(Situation(redacted, as_of, Edition.AUTHOR), [CHECKS[case.check]], {})


def written(text: str, tmp_path: Path) -> Path:
    """Write an organisation to a file; one without a name is called Case."""
    file = tmp_path / "case.yaml"
    file.write_text(text if "\nname:" in f"\n{text}" else f"name: Case\n{text}", encoding="utf-8")
    return file


def judged(text: str, tmp_path: Path) -> Diagnosis:
    """Read, redact and judge an organisation in the author edition."""
    return judged_file(written(text, tmp_path))


def judged_file(file: Path) -> Diagnosis:
    """Read, redact and judge a file in the author edition."""
    redacted, as_of = seen(file)
    return diagnose(redacted, Edition.AUTHOR, cycle="case", as_of=as_of, guidance=GUIDANCE)


def seen(file: Path) -> tuple[Organisation, date | None]:
    """Read a file and return what the author sees of it, and the date it is judged at."""
    reading = read_cycle([(file, file.name)])
    organisation = reading.organisation
    assert organisation is not None, as_text(reading.diagnostics)
    as_of = organisation.as_of.last if organisation.as_of else None
    redacted = redact(
        organisation,
        Edition.AUTHOR,
        as_of=as_of,
        locate=lambda path: locate(reading.tree, path),  # type: ignore[arg-type]
    )
    return redacted, as_of
