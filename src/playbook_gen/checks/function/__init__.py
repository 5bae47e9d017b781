"""Function: does the alliance work day to day: charter, decisions, rhythm, promises, reviews?"""

from playbook_gen.checks.function import (
    cadence,
    commitments,
    decision_rights,
    ends_only_metrics,
    escalation,
    failed_outcome,
    no_agreement,
    no_health_check,
    no_owner,
    overlapping_remit,
)

ROOMS = (
    no_agreement,
    overlapping_remit,
    decision_rights,
    escalation,
    no_owner,
    failed_outcome,
    cadence,
    commitments,
    no_health_check,
    ends_only_metrics,
)
"""The checks of this mode, the widest remedy first."""
