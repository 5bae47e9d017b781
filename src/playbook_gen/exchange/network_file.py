"""What a network file holds, whatever its format: the people and the ties that an edition may show."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class NetworkPerson:
    """One person: the id of the organisation file, what is shown of her or him, and the place in the hierarchy.

    ``tier`` 0 is the very top; ``None`` is not known. Empty words are left out of a file.
    """

    id: str
    name: str
    title: str = ""
    function: str = ""
    tier: int | None = None


@dataclass(frozen=True, kw_only=True)
class NetworkTie:
    """``source`` influences ``target``; ``None`` is not known or not shown, and never a 0.

    ``strength`` is the rating from 1 to 5, or a measure in any unit; ``trust`` is a rating.
    """

    source: str
    target: str
    strength: float | None = None
    trust: float | None = None


@dataclass(frozen=True, kw_only=True)
class NetworkFile:
    """People and ties in the order of their ids, so that a file does not depend on the order of its source."""

    people: tuple[NetworkPerson, ...]
    ties: tuple[NetworkTie, ...] = ()

    def __post_init__(self) -> None:
        """Sort both, and hold what every format needs.

        Raises:
            ValueError: two people share an id, a tie names nobody, or a value is no finite number.

        """
        object.__setattr__(self, "people", tuple(sorted(self.people, key=lambda person: person.id)))
        object.__setattr__(self, "ties", tuple(sorted(self.ties, key=_order)))
        known = {person.id for person in self.people}
        if len(known) < len(self.people):
            raise ValueError("two people share an id")
        if not all(tie.source in known and tie.target in known for tie in self.ties):
            raise ValueError("a tie names nobody of these people")
        if not all(math.isfinite(value or 0) for tie in self.ties for value in (tie.strength, tie.trust)):
            raise ValueError("a strength or trust is no finite number")


def _order(tie: NetworkTie) -> tuple[str, str, float, float]:
    strength, trust = (-math.inf if value is None else value for value in (tie.strength, tie.trust))
    return tie.source, tie.target, strength, trust


def number(value: float) -> str:
    """Return the shortest text that reads back as the same number; a whole one has no point."""
    return repr(value).removesuffix(".0")
