"""Focus: is there a strategy that holds the alliance together, and is it lived below the top?"""

from playbook_gen.checks.focus import (
    chaos_underneath,
    disconnected_dots,
    divergent_goals,
    no_business_strategy,
    unshared_purpose,
)

ROOMS = (no_business_strategy, divergent_goals, unshared_purpose, chaos_underneath, disconnected_dots)
"""The checks of this mode, the widest remedy first."""
