"""Builds the sites that are audited: full and sparse, names of many scripts, other languages, lines from the right."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playbook_gen.cli import run

ROOT = Path(__file__).resolve().parents[1]
SITES = (
    ("halden-foods", "author"),
    ("halden-foods", "company"),
    ("symantec", "company"),
    ("tests/data/three-people.yaml", "company"),
    ("tests/data/names.yaml", "author"),
)
"""Organisations, by name or file, with the edition of each."""
LANGUAGES = ("de", "ar")
"""Languages of one more site each; of Arabic there is the direction, and English words."""


def main(folder: Path) -> int:
    """Build every site afresh below ``folder``; 1 when one of them cannot be built."""
    shutil.rmtree(folder, ignore_errors=True)
    for organisation, edition in SITES:
        target = folder / f"{Path(organisation).stem}-{edition}"
        name = str(ROOT / organisation) if organisation.endswith(".yaml") else organisation
        if _build(ROOT, name, edition, target):
            return 1
    return max(_in_language(code, folder / f"halden-foods-company-{code}") for code in LANGUAGES)


def _build(workspace: Path, name: str, edition: str, target: Path) -> int:
    return run(["build", name, "-w", str(workspace), "--edition", edition, "--out", str(target), "--quiet"])


def _in_language(code: str, target: Path) -> int:
    with tempfile.TemporaryDirectory() as made:
        workspace = Path(made)
        (workspace / "translations").mkdir()
        (workspace / "playbook.yaml").write_text(f"language: {code}\n", encoding="utf-8")
        if not (ROOT / "translations" / f"{code}.po").exists():
            shutil.copy(ROOT / "translations" / "playbook_gen.pot", workspace / "translations" / f"{code}.po")
        shutil.copytree(ROOT / "orgs" / "halden-foods", workspace / "orgs" / "halden-foods")
        return _build(workspace, "halden-foods", "company", target)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
