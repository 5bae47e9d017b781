"""Builds the sites that are audited: full and sparse, all editions, names from many scripts and with markup."""

from __future__ import annotations

import shutil
import sys
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


def main(folder: Path) -> int:
    """Build every site afresh below ``folder``; 1 when one of them cannot be built."""
    shutil.rmtree(folder, ignore_errors=True)
    for organisation, edition in SITES:
        target = folder / f"{Path(organisation).stem}-{edition}"
        name = str(ROOT / organisation) if organisation.endswith(".yaml") else organisation
        if run(["build", name, "-w", str(ROOT), "--edition", edition, "--out", str(target), "--quiet"]):
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
