"""Function: does the alliance work day to day: charter, decisions, rhythm?"""

from playbook_gen.checks.function import cadence, decision_rights, no_agreement

ROOMS = (no_agreement, decision_rights, cadence)
"""The checks of this mode, the widest remedy first."""
