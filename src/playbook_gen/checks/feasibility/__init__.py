"""Feasibility: can the alliance be delivered with the authority, time and backing that it really has?"""

from playbook_gen.checks.feasibility import (
    blocked_path,
    capacity,
    delivery_odds,
    expectations,
    first_100_days,
    mandate_gap,
    overload,
    skills,
    sponsor,
)

ROOMS = (
    mandate_gap,
    sponsor,
    expectations,
    blocked_path,
    delivery_odds,
    capacity,
    overload,
    skills,
    first_100_days,
)
"""The checks of this mode, the widest remedy first."""
