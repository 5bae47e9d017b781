"""Writes a playbook that is one file, over an earlier one of its kind, and over nobody else's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from playbook_gen.outcomes import Refused
from playbook_gen.publishing.faults import faults, shown
from playbook_gen.publishing.single import write_over
from playbook_gen.publishing.targets import refuse_places

_OURS = re.compile(rb"playbook-gen \d")
"""What every page and every PDF of this program says of itself."""


def publish_file(path: Path, data: bytes, *, sources: Sequence[Path], private: bool, replace: bool) -> None:
    """Write ``path``; a ``private`` file is readable by its owner alone.

    Raises:
        Refused: the file would lie in a site, among the sources or in version control; or a file stands there that no
            build made, and ``replace`` does not give it up.
        EnvironmentFault: the machine does not allow it.

    """
    refuse_places(path, sources=sources)
    if path.is_file() and not replace and not _is_ours(path):
        raise Refused(
            f"{shown(path)} was not made by playbook-gen. Choose another name with --out, or use --replace to give it "
            "up."
        )
    write_over(path, data, mode=0o600 if private else 0o666)


def _is_ours(path: Path) -> bool:
    with faults(path, state="nothing was written", needed=0):
        held = path.read_bytes()
    return path.stat().st_size == 0 or bool(_OURS.search(held))
