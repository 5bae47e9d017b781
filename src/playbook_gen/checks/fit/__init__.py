"""Fit: do people, ways of working, structure and systems of the partners go together?"""

from playbook_gen.checks.fit import process, trust_agreement

ROOMS = (trust_agreement, process)
"""The checks of this mode, the widest remedy first."""
