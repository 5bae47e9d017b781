"""What is done: activities with their money, the systems they use, and the joint actions that were agreed."""

from __future__ import annotations

from typing import ClassVar, Literal

from playbook_gen.model.record import (
    ActivityRef,
    AllianceRef,
    Cost,
    Date,
    FunctionRef,
    GoalRef,
    Identified,
    Listed,
    Maybe,
    Name,
    PersonRef,
    SystemRef,
    Text,
    Unsure,
    YesNo,
    leaf,
    required,
    shared,
)


class Activity(Identified):
    """Work that a function runs and pays for."""

    one_line: ClassVar = ("name",)

    name: Name = required("The work in a few words.")
    function: Unsure[FunctionRef] = leaf("The function that runs it.")
    owner: Maybe[PersonRef] = leaf("The person who answers for it.")
    capability: Maybe[Name] = leaf("The kind of work, in the words of the company's own list of capabilities.")
    purpose: Maybe[Text] = leaf("What it is for.")
    output: Maybe[Name] = leaf("What comes out of it.")
    audience: Maybe[Name] = leaf("The people it serves.")
    goals: Listed[GoalRef] = leaf("The goals it serves.")
    starts: Unsure[Date] = leaf("When it starts.")
    ends: Maybe[Date] = leaf("When it ends; none where it runs on.")
    cost: Maybe[Cost] = shared("What it costs in the cycle.")
    vendor: Maybe[Name] = leaf("Supplier or tool.")
    alliance: Maybe[AllianceRef] = leaf("The alliance it is part of.")
    joint_with: Listed[ActivityRef] = leaf("Activities of other functions that it is run together with.")


class System(Identified):
    """A system that holds data the functions need."""

    one_line: ClassVar = ("name",)

    name: Name = required("The system's name.")
    owner: Maybe[FunctionRef] = leaf("The function that runs it.")
    capability: Maybe[Name] = leaf("What it is used for.")
    holds: Listed[Name] = leaf("The data it is the record of, e.g. customers, orders.")
    users: Listed[FunctionRef] = leaf("Functions that work in it.")
    integrated_with: Listed[SystemRef] = leaf("Systems it exchanges data with.")


class Action(Identified):
    """A joint action that was agreed, done or dropped."""

    one_line: ClassVar = ("what",)

    what: Text = required("What is to be done.")
    alliance: Maybe[AllianceRef] = leaf("The alliance it belongs to.")
    owner: Maybe[PersonRef] = leaf("Who does it.")
    partner_owner: Maybe[PersonRef] = leaf("Who answers for it on the other side.")
    due: Maybe[Date] = leaf("When it should be done.")
    done: Maybe[Date] = leaf("When it was done.")
    status: Unsure[Literal["open", "done", "dropped"]] = leaf("Where it stands.")
    closes: Listed[Name] = leaf("Checks that it is meant to close, e.g. function.cadence.")
    need_of: Unsure[PersonRef] = leaf("The person whose challenge it answers.")
    challenge: Maybe[Text] = leaf("The challenge it answers, in that person's words.")
    win: Unsure[YesNo] = leaf("Whether it is a short-term win.")
    strengthens: Unsure[PersonRef] = shared("The ally, undecided or opposed peer that it is meant to win or keep.")
