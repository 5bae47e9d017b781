"""How a run can end other than well: one exception per exit code, each with the way out in its text.

The command line maps these to exit codes and prints their text; no other room prints or exits.
"""

from __future__ import annotations


class Outcome(Exception):  # noqa: N818 - these name how a run ended, not only errors
    """A run that ended early, for a reason a person can act on.

    The text is one or more plain sentences without any private value; ``exit_code`` is what the process
    returns.
    """

    exit_code = 70


class InputRejected(Outcome):
    """What the author wrote cannot be used (exit 1)."""

    exit_code = 1


class UsageError(Outcome):
    """The command was called in a way that means nothing (exit 2)."""

    exit_code = 2


class Refused(Outcome):
    """Going on could harm: an unknown target, a wrong edition, a private value in public bytes (exit 3)."""

    exit_code = 3


class EnvironmentFault(Outcome):
    """The machine did not allow it: disk, permission, missing tool, time limit, lock (exit 4)."""

    exit_code = 4
