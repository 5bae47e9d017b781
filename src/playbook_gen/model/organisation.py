"""The whole of what one file, or one folder, says about a company in one planning cycle."""

from __future__ import annotations

from typing import Literal

from playbook_gen.model.alliances import Alliance
from playbook_gen.model.people import Function, Head, Person, Responsibility
from playbook_gen.model.record import (
    Date,
    Edition,
    Listed,
    Maybe,
    Name,
    PersonRef,
    Record,
    Statement,
    SubjectRef,
    Text,
    Unsure,
    judged,
    leaf,
    required,
    sealed,
    shared,
)
from playbook_gen.model.strategy import Goal, Priority, StrategyLiteracy
from playbook_gen.model.ties import Perception, Position, Practice, Relationship
from playbook_gen.model.work import Action, Activity, System


class Accepted(Statement):
    """A finding that the people concerned chose to live with."""

    check: Name = required("The check's id, e.g. function.cadence.", default=Edition.LEADERSHIP)
    subject: Maybe[SubjectRef] = required(
        "The id of the alliance, person, function or activity; none where it is about the company.",
        default=Edition.LEADERSHIP,
    )
    reason: Text = required("Why it is accepted.", default=Edition.LEADERSHIP)
    review: Unsure[Date] = shared("When to look at it again.")


class FieldEdition(Record):
    """Moves one field to another edition, never below its floor."""

    field: Name = required("The field, e.g. activities.cost.")
    edition: Literal["company", "leadership", "author"] = required("The lowest edition that may show it.")


class Organisation(Record):
    """One company, as described for one planning cycle; only the name is required."""

    schema_version: Unsure[Literal["1"]] = leaf("Version of this format; 1.")
    name: Name = required("The company's name.")
    summary: Maybe[Text] = leaf("The company in a sentence or two.")
    period: Unsure[Date] = leaf("The planning cycle that this file is about; by default the file's name.")
    as_of: Unsure[Date] = leaf("The day for which everything here holds. Without it nothing time-bound is judged.")
    currency: Unsure[Name] = leaf("The currency of amounts written without one, e.g. EUR.")
    sponsor: Unsure[PersonRef] = leaf("The executive from whose chair the playbook is written.")
    standing_note: Maybe[Text] = leaf("A sentence that stands on every page.")
    vision: Maybe[Text] = leaf("The company's vision.")
    strategy: Maybe[Text] = leaf("The business strategy in a few sentences; none where there is none.")
    visibility: Listed[FieldEdition] = sealed("Fields moved to another edition than their default.")
    goals: Listed[Goal] = leaf("Goals of the company and of its functions.")
    priorities: Listed[Priority] = leaf("Business priorities for overlays of the map.")
    strategy_literacy: Maybe[StrategyLiteracy] = leaf("How far managers know the strategy.")
    functions: Listed[Function] = leaf("The parts of the company.")
    people: Listed[Person] = leaf("Executives and managers.")
    heads: Listed[Head] = leaf("Who heads which function, with dates.")
    responsibilities: Listed[Responsibility] = leaf("Things that somebody must own.")
    activities: Listed[Activity] = leaf("Work that functions run and pay for.")
    systems: Listed[System] = leaf("Systems that hold shared data.")
    alliances: Listed[Alliance] = leaf("Working agreements between functions.")
    actions: Listed[Action] = leaf("Joint actions agreed so far.")
    relationships: Listed[Relationship] = shared("Directed ties between people.")
    positions: Listed[Position] = judged("Where people stand to priorities.")
    perceptions: Listed[Perception] = judged("How people rate working with each other.")
    practices: Listed[Practice] = shared("What people do towards each other in working together.")
    accepted: Listed[Accepted] = shared("Findings that were accepted.")
    extra: Maybe[dict[str, object]] = sealed("Fields of the author's own.")
