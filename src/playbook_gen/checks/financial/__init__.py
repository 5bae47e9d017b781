"""Financial: are money, benefit and measurement of the alliance shared fairly and visibly?"""

from playbook_gen.checks.financial import cost_benefit_split, not_in_plan

ROOMS = (not_in_plan, cost_benefit_split)
"""The checks of this mode, the widest remedy first."""
