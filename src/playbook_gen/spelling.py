"""What somebody may have meant by a name that is not there."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from playbook_gen.outcomes import UsageError

LISTED = 12
"""How many names a message lists where none comes near; more are counted."""


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that ``word`` was most likely meant to be, or None where nothing comes near."""
    best = process.extractOne(word, sorted(choices), scorer=fuzz.ratio, score_cutoff=60)
    return best[0] if best else None


def unknown(what: str, name: str, choices: Iterable[str], *, meant: str | None = None) -> UsageError:
    """Return the fault that there is no such thing, with the choice that comes near, or with all there are.

    ``what`` is the kind of thing in words; ``meant`` is a choice that is known to be the one.
    """
    known = list(choices)
    meant = meant or nearest(name, known)
    return UsageError(f"there is no {what} {name}{f'; did you mean {meant}?' if meant else _there_are(known)}")


def _there_are(known: list[str]) -> str:
    more = len(known) - LISTED
    if not known:
        return ""
    return f"; there are {', '.join(known[:LISTED])}{f' and {more} more' if more > 0 else ''}"
