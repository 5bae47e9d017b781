"""Fit: do people, ways of working, structure and systems of the partners go together?"""

from playbook_gen.checks.fit import (
    culture_clash,
    operating_rhythm,
    perception_gap,
    process,
    role_change,
    structure,
    systems,
    trust_agreement,
)

ROOMS = (
    structure,
    systems,
    operating_rhythm,
    trust_agreement,
    perception_gap,
    culture_clash,
    process,
    role_change,
)
"""The checks of this mode, the widest remedy first."""
