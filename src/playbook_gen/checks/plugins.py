"""Checks of installed packages: entry points of the group ``playbook_gen.checks``, which are trusted code.

A plug-in runs with all rights of the program and sees what the rules of the catalogue see; whoever installs one
trusts it. Rules that need no trust belong into ``rules.yaml``.
"""

from __future__ import annotations

from importlib.metadata import entry_points

from playbook_gen.checks.catalogue import CHECKS
from playbook_gen.checks.registry import Check
from playbook_gen.outcomes import EnvironmentFault

GROUP = "playbook_gen.checks"


def plugged_in() -> tuple[Check, ...]:
    """Return the checks of installed packages, in the order of their ids.

    Raises:
        EnvironmentFault: a plug-in cannot be loaded, is no check, or takes the id of another.

    """
    found: dict[str, Check] = {}
    for point in entry_points(group=GROUP):
        try:
            loaded = point.load()
        except Exception as error:
            raise EnvironmentFault(f"the plug-in {point.name} cannot be loaded ({type(error).__name__})") from error
        if not isinstance(loaded, Check):
            raise EnvironmentFault(f"the plug-in {point.name} is no playbook_gen.checks.registry.Check")
        if loaded.id in CHECKS or loaded.id in found:
            raise EnvironmentFault(f"the plug-in {point.name} takes the id {loaded.id}, which another check has")
        found[loaded.id] = loaded
    return tuple(found[name] for name in sorted(found))
