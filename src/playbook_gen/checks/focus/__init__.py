"""Focus: is there a strategy that holds the alliance together, and is it lived below the top?"""

from playbook_gen.checks.focus import (
    chaos_underneath,
    disconnected_dots,
    divergent_goals,
    do_vs_should,
    no_business_strategy,
    no_influence_map,
    strategy_literacy,
    unlinked_work,
    unshared_purpose,
)

ROOMS = (
    no_business_strategy,
    divergent_goals,
    unlinked_work,
    unshared_purpose,
    chaos_underneath,
    disconnected_dots,
    do_vs_should,
    no_influence_map,
    strategy_literacy,
)
"""The checks of this mode, the widest remedy first."""
