"""What the company wants: goals of the company and of its functions, priorities, and who below knows them."""

from __future__ import annotations

from typing import ClassVar, Literal

from playbook_gen.model.record import (
    Count,
    Date,
    FunctionRef,
    GoalRef,
    Identified,
    Listed,
    Maybe,
    Name,
    Number,
    PersonRef,
    Rank,
    Share,
    Statement,
    Text,
    Unsure,
    leaf,
    required,
)


class Goal(Identified):
    """A company goal, or, with ``function`` set, a goal of one function that supports company goals."""

    one_line: ClassVar = ("statement",)

    statement: Text = required("The goal in one sentence.")
    function: Unsure[FunctionRef] = leaf("The function whose goal this is; left out for a company goal.")
    supports: Listed[GoalRef] = leaf("Company goals that this goal serves.")
    rank: Maybe[Rank] = leaf("Place among the company's goals; 1 is first.")
    owner: Maybe[PersonRef] = leaf("The person who answers for it.")
    measure: Maybe[Name] = leaf("What is counted to know whether it is reached.")
    measure_owner: Maybe[PersonRef] = leaf("The person who keeps the measure.")
    direction: Unsure[Literal["up", "down", "hold"]] = leaf("Which way the measure should move.")
    unit: Maybe[Name] = leaf("The unit of baseline, target and actual.")
    baseline: Maybe[Number] = leaf("The measure at the start.")
    target: Maybe[Number] = leaf("The measure to reach.")
    actual: Maybe[Number] = leaf("The measure as last read.")
    due: Maybe[Date] = leaf("When it should be reached.")


class Priority(Identified):
    """A business priority that the influence map can be overlaid for."""

    one_line: ClassVar = ("name",)

    name: Name = required("The priority in a few words.")
    goals: Listed[GoalRef] = leaf("The goals it serves.")
    owner: Maybe[PersonRef] = leaf("The person who answers for it.")


class StrategyLiteracy(Statement):
    """How far managers below the executives know the strategy and have worked on aligning to it."""

    managers: Unsure[Count] = leaf("How many managers there are.")
    trained: Unsure[Count] = leaf("How many of them were trained on strategy, goals and purpose.")
    name_top_three: Unsure[Share] = leaf("Share, 0 to 1, who can name the top three goals.")
    last_workshop: Maybe[Date] = leaf("The last joint workshop on how functions align.")
    facilitator: Maybe[Name] = leaf("Who led it.")
