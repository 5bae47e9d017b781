"""All checks, by edition; importing this module is what enters every rule."""

from __future__ import annotations

from playbook_gen.checks import feasibility, financial, fit, focus, function, practices
from playbook_gen.checks.registry import CHECKS, MODES, Check
from playbook_gen.model.record import Edition

ROOMS = (focus, fit, feasibility, function, financial, practices)
"""The modules that hold rules."""


def catalogue(edition: Edition) -> tuple[Check, ...]:
    """Return the checks that an edition holds, in the order of the modes, practices last."""
    held = [check for check in CHECKS.values() if check.edition <= edition]
    return tuple(sorted(held, key=lambda check: (check.practice, MODES.index(check.mode))))
