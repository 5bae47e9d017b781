"""Where a person stands to a priority, derived from what was said and what was seen; nobody types it.

Deeds decide. Words move the result by one step where deeds leave it open, and where they speak against what deeds
support. Opposition in deeds is never softened by words. The table is a judgement of this project.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from playbook_gen.checks.clauses import Evidence, cite
from playbook_gen.checks.situation import Situation
from playbook_gen.checks.stands import AGAINST, FOR
from playbook_gen.influence.graph import in_post
from playbook_gen.model.ties import Position, Step

Stance = Literal["ally", "supporter", "undecided", "opponent", "adversary"]
Openness = Literal["overt", "covert"]

STEPS: tuple[Step, ...] = ("strongly for", "for", "undecided", "against", "strongly against")
STANCES: tuple[Stance, ...] = ("ally", "supporter", "undecided", "opponent", "adversary")

# fmt: off
TABLE: dict[Step, tuple[Stance, Stance, Stance, Stance, Stance]] = {
    # said \ seen:       strongly for  for          undecided    against     strongly against
    "strongly for":     ("ally",       "supporter", "supporter", "opponent", "adversary"),
    "for":              ("ally",       "supporter", "undecided", "opponent", "adversary"),
    "undecided":        ("ally",       "supporter", "undecided", "opponent", "adversary"),
    "against":          ("supporter",  "undecided", "undecided", "opponent", "adversary"),
    "strongly against": ("supporter",  "undecided", "opponent",  "opponent", "adversary"),
}
# fmt: on
"""Rows: what was said; columns, in the order of ``STEPS``: what was seen."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How one person stands to one priority, with the statements that say so."""

    person: str
    priority: str
    stance: Stance
    openness: Openness | None
    """Of opposition: overt where words are against too, covert where they are for; else None."""
    words: Step | None
    deeds: Step | None
    basis: tuple[Evidence, ...]
    """What was said, then what was seen, as far as each is known; with who reported it and when."""
    contested: bool
    """Whether the person disputes one of them."""

    @property
    def rests_on(self) -> Literal["words", "deeds", "both"]:
        """What is known; one of the two alone is a weaker ground."""
        return "both" if self.words and self.deeds else "words" if self.words else "deeds"

    @property
    def supports(self) -> bool:
        """Whether the person is an ally or a supporter."""
        return self.stance in ("ally", "supporter")

    @property
    def opposes(self) -> bool:
        """Whether the person is an opponent or an adversary."""
        return self.stance in ("opponent", "adversary")


def standings(situation: Situation) -> tuple[Standing, ...]:
    """Return the standing of everybody in post of whom words or deeds are known, by priority and person.

    Statements older than a year count as not known. None of a lower edition that holds no positions.
    """
    said: dict[tuple[str, str], list[Position]] = {}
    for position in getattr(situation.organisation, "positions", None) or ():
        if situation.fresh(position) and in_post(situation.people[position.person], situation):
            said.setdefault((position.priority, position.person), []).append(position)
    found = (_standing(statements, situation) for _, statements in sorted(said.items()))
    return tuple(standing for standing in found if standing)


def stance(words: Step | None, deeds: Step | None) -> Stance | None:
    """Return the stance; of one alone the step that it names, of neither None."""
    if words and deeds:
        return TABLE[words][STEPS.index(deeds)]
    known = words or deeds
    return STANCES[STEPS.index(known)] if known else None


def openness(words: Step | None, deeds: Step | None) -> Openness | None:
    """Return whether opposition is in the open; None without opposition, and where words say nothing of it."""
    if stance(words, deeds) not in ("opponent", "adversary"):
        return None
    return "overt" if words in AGAINST else "covert" if words in FOR else None


def _standing(statements: Sequence[Position], situation: Situation) -> Standing | None:
    person, sponsor = statements[0].person, situation.organisation.sponsor
    said = _counts([p for p in statements if p.position is not None], (person, None, sponsor), "position")
    # Of deeds, what others saw goes before what somebody reports of himself or herself.
    seen = [p for p in statements if p.behaviour is not None]
    by_others = [p for p in seen if p.said_by != person]
    done = _counts(by_others or seen, (None, sponsor), "behaviour")
    words, deeds = (said.position if said else None), (done.behaviour if done else None)
    found = stance(words, deeds)
    if found is None:
        return None
    return Standing(
        person=person,
        priority=statements[0].priority,
        stance=found,
        openness=openness(words, deeds),
        words=words,
        deeds=deeds,
        basis=tuple(cite(p, field) for p, field in ((said, "position"), (done, "behaviour")) if p),
        contested=any(p is not None and p.contested is True for p in (said, done)),
    )


def _counts(said: Sequence[Position], voices: Sequence[str | None], field: str) -> Position | None:
    """Return what the first voice said that spoke, else the newest; none where several newest disagree."""
    for voice in voices:
        if own := [position for position in said if position.said_by == voice]:
            return _agreed(own, field)
    last = max(map(_day, said), default=date.min)
    return _agreed([position for position in said if _day(position) == last], field)


def _agreed(said: Sequence[Position], field: str) -> Position | None:
    return min(said, key=repr) if len({getattr(position, field) for position in said}) == 1 else None


def _day(position: Position) -> date:
    """Return the day of a statement; one without a date is older than any."""
    return position.as_of.last if position.as_of else date.min
