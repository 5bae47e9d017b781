"""Which finding a site begins with, and which action that asks for first."""

from __future__ import annotations

from playbook_gen.checks.clauses import Severity
from playbook_gen.diagnosis.actions import PlannedAction
from playbook_gen.diagnosis.levels import LEVELS
from playbook_gen.diagnosis.run import Outcome
from playbook_gen.pages.verdicts import Views, plainness


def leading(views: Views) -> Outcome | None:
    """Return the finding to begin with: the most severe, in the alliance that stands worst, most plainly said."""
    rank = {v.alliance.id: sorted(LEVELS.index(m.level) for m in v.modes) for v in views.diagnosis.alliances}
    found = [o for o in views.diagnosis.findings if (o.severity or 0) > Severity.LOW]
    return min(
        found,
        key=lambda o: (-(o.severity or 0), rank.get(o.alliance or "", [9]), plainness(o)),
        default=None,
    )


def in_turn(views: Views) -> list[PlannedAction]:
    """Return the actions in their order, but for the one that the brief's heading asks for: it comes first.

    What has to be done before it goes before it.
    """
    found, actions = leading(views), views.diagnosis.actions
    wanted = next((action for action in actions if found in action.findings), None)
    first = {wanted.id, *wanted.after} if wanted else set()
    return sorted(actions, key=lambda action: action.id not in first)
