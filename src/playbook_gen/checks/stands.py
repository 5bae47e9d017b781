"""Where people stand to business priorities, in words and in deeds; read in editions that show it."""

from __future__ import annotations

from playbook_gen.checks.clauses import Clause, Severity, ask
from playbook_gen.checks.situation import Situation
from playbook_gen.language import say
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.people import Person
from playbook_gen.model.strategy import Priority
from playbook_gen.model.ties import Position

FOR, AGAINST = ("strongly for", "for"), ("strongly against", "against")
"""The words for support and for opposition; what lies between is neither."""


def serves_goal_of(priority: Priority, alliance: Alliance) -> bool | None:
    """Whether a priority serves a goal that an alliance supports."""
    if priority.goals == () or alliance.supports == ():
        return False
    if priority.goals is None or alliance.supports is None:
        return None
    return bool(set(priority.goals) & set(alliance.supports))


def stands_on(person: Person, priority: Priority, situation: Situation) -> tuple[Position, ...] | None:
    """Return what is on record of late; a list that is given is taken as all there is to say."""
    positions = situation.organisation.positions
    if positions is None:
        return None
    return tuple(p for p in positions if (p.person, p.priority) == (person.id, priority.id) and situation.fresh(p))


def among(word: str | None, wanted: tuple[str, ...]) -> bool | None:
    """Whether a stand is one of these words."""
    return None if word is None else word in wanted


def open_priorities(situation: Situation, most: Severity) -> Clause:
    """Leave open what stands there may be, where nobody wrote down which priorities there are."""
    question = say("Which business priorities are there, and which goals does each serve?")
    missing = (ask(situation.organisation, "priorities", question),)
    return Clause(holds=None, severity=Severity.LOW, most=most, missing=missing, beyond=True)
