"""All checks and practices, by edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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
    return _held(CHECKS.values(), edition)


@dataclass(frozen=True, kw_only=True)
class Rulebook:
    """What a workspace judges by: the catalogue with changed thresholds, less some checks, plus rules of its own."""

    thresholds: Mapping[str, float] = field(default_factory=dict)
    """Changed thresholds under ``check-id.name``."""
    off: Mapping[str, str] = field(default_factory=dict)
    """Checks switched off, each with the reason."""
    own: tuple[Check, ...] = ()

    @property
    def everything(self) -> tuple[Check, ...]:
        """Every check there is, those that are switched off among them."""
        return (*CHECKS.values(), *self.own)

    def checks(self, edition: Edition) -> tuple[Check, ...]:
        """Return the checks that an edition is judged by, in the order of the modes, practices last."""
        return _held((check for check in self.everything if check.id not in self.off), edition)

    def left_out(self, edition: Edition) -> tuple[tuple[Check, str], ...]:
        """Return the checks of an edition that are switched off, each with the reason."""
        return tuple((check, self.off[check.id]) for check in _held(self.everything, edition) if check.id in self.off)


def _held(checks: Iterable[Check], edition: Edition) -> tuple[Check, ...]:
    held = [check for check in checks if check.edition <= edition]
    return tuple(sorted(held, key=lambda check: (check.practice, MODES.index(check.mode))))
