"""All checks and practices, by edition."""

from __future__ import annotations

from playbook_gen.checks import feasibility, financial, fit, focus, function, practices
from playbook_gen.checks.registry import MODES, Check
from playbook_gen.model.record import Edition

MODE_ROOMS = (focus, fit, feasibility, function, financial)
"""The packages that hold the checks of one mode each."""

CHECKS: dict[str, Check] = {
    check.id: check for check in (*(room.CHECK for mode in MODE_ROOMS for room in mode.ROOMS), *practices.CHECKS)
}
"""Every check and practice by id, the widest remedy of each mode first, practices last."""


def catalogue(edition: Edition) -> tuple[Check, ...]:
    """Return the checks that an edition holds, in the order of the modes, practices last."""
    held = [check for check in CHECKS.values() if check.edition <= edition]
    return tuple(sorted(held, key=lambda check: (check.practice, MODES.index(check.mode))))
