"""Financial: are money, benefit and measurement of the alliance shared fairly and visibly?"""

from playbook_gen.checks.financial import (
    cost_benefit_split,
    duplicate_spend,
    finance_partner,
    incentive_conflict,
    no_value_measure,
    not_in_plan,
    plan_mismatch,
    priority_mismatch,
    run_cost_owner,
)

ROOMS = (
    not_in_plan,
    plan_mismatch,
    cost_benefit_split,
    incentive_conflict,
    no_value_measure,
    run_cost_owner,
    priority_mismatch,
    duplicate_spend,
    finance_partner,
)
"""The checks of this mode, the widest remedy first."""
