"""Feasibility: can the alliance be delivered with the authority, time and backing that it really has?"""

from playbook_gen.checks.feasibility import mandate_gap, sponsor

ROOMS = (mandate_gap, sponsor)
"""The checks of this mode, the widest remedy first."""
