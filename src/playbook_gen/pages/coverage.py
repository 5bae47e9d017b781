"""What a level rests on, in words: how much was looked at, and what the unknowns leave open."""

from __future__ import annotations

from playbook_gen.diagnosis.levels import CLEAR, NOT_ENOUGH, ModeVerdict
from playbook_gen.language import meant, say, several


def coverage(verdict: ModeVerdict, *, ended: bool = False) -> str:
    """Return what was looked at, as a sentence; counts, never percentages."""
    if ended:
        return say("The alliance has ended; it is no longer judged.")
    assessed, applicable = verdict.assessed, verdict.applicable
    if not applicable:
        return say("None of the checks of this edition applies here.")
    if verdict.level == CLEAR and not verdict.findings:
        return _no_problem(assessed, applicable)
    if verdict.level == NOT_ENOUGH:
        return _too_little(assessed, applicable)
    return several(
        "{findings}; {assessed} of {number} check made.",
        "{findings}; {assessed} of {number} checks made.",
        applicable,
        assessed=assessed,
        findings=several("{number} finding", "{number} findings", len(verdict.findings)),
    )


def _no_problem(assessed: int, applicable: int) -> str:
    if assessed == applicable:
        return several(
            "No problem found in {assessed} of {number} check.",
            "No problem found in {assessed} of {number} checks.",
            applicable,
            assessed=assessed,
        )
    return several(
        "No problem found in {assessed} of {number} check; {open} not assessed.",
        "No problem found in {assessed} of {number} checks; {open} not assessed.",
        applicable,
        assessed=assessed,
        open=applicable - assessed,
    )


def _too_little(assessed: int, applicable: int) -> str:
    if assessed:
        return several(
            "{assessed} of {number} check could be made, too few for a verdict.",
            "{assessed} of {number} checks could be made, too few for a verdict.",
            applicable,
            assessed=assessed,
        )
    if applicable == 1:
        return say("The one check that applies could not be made.")
    return several("None of {number} check could be made.", "None of {number} checks could be made.", applicable)


def room(verdict: ModeVerdict) -> str | None:
    """Return the range that the unknowns leave open, or None where nothing is left open."""
    worst, best = (say(level) for level in verdict.range)
    if verdict.range[0] == verdict.range[1] or not verdict.applicable:
        return None
    if verdict.level == NOT_ENOUGH:
        return say("Once everything is known it could be anything from {worst} to {best}.", worst=worst, best=best)
    if verdict.level == verdict.range[1]:
        return say("What is not known could still bring it to {worst}.", worst=worst)
    return say("What is not known leaves room from {worst} to {best}.", worst=worst, best=best)


def phrase(verdict: ModeVerdict, *, ended: bool) -> str:
    """Return what stands behind a cell in a few words."""
    if ended:
        return meant("an alliance", "ended")
    if not verdict.applicable:
        return say("no check applies")
    return several(
        "{assessed} of {number} check made",
        "{assessed} of {number} checks made",
        verdict.applicable,
        assessed=verdict.assessed,
    )
