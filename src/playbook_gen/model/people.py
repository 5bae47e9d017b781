"""Who there is: people, the functions they work in, and who heads which function from when to when."""

from __future__ import annotations

from typing import ClassVar, Literal

from playbook_gen.model.record import (
    Cost,
    Count,
    Date,
    Days,
    Edition,
    FunctionRef,
    GoalRef,
    Identified,
    Listed,
    Maybe,
    Name,
    PersonRef,
    Rating,
    Share,
    Statement,
    Text,
    Unsure,
    YesNo,
    judged,
    leaf,
    required,
    sealed,
    shared,
)


class Incentive(Statement):
    """Something that a person is paid or promoted for."""

    measure: Name = required("What is rewarded.", default=Edition.AUTHOR, floor=Edition.LEADERSHIP)
    goal: Unsure[GoalRef] = judged("The goal it belongs to.")
    weight: Unsure[Share] = judged("Share of the variable reward, 0 to 1.")
    direction: Unsure[Literal["up", "down", "hold"]] = judged("Which way the measure should move to be rewarded.")


class Expectation(Statement):
    """What others expect of a person: upward, sideways or from the team."""

    side: Literal["up", "sideways", "down"] = required("Up: the chief executive; sideways: a peer; down: the team.")
    by: Unsure[PersonRef] = leaf("Whose expectation it is.")
    expectation: Maybe[Text] = leaf("What is expected, with scope.")
    measure: Maybe[Name] = leaf("How it will be judged.")
    support: Maybe[Text] = leaf("What support comes with it.")
    agreed: Unsure[YesNo] = leaf("Whether both have agreed on it.")
    contradicts: Maybe[Text] = leaf("Another expectation that it cannot be met together with.")


class Person(Identified):
    """An executive or manager."""

    one_line: ClassVar = ("name", "title")

    name: Name = required("The name as it should be shown.")
    title: Maybe[Name] = leaf("Job title.")
    function: Unsure[FunctionRef] = leaf("The function he or she works in.")
    reports_to: Maybe[PersonRef] = leaf("The manager; none at the very top.")
    since: Maybe[Date] = leaf("Start in the present post.")
    left: Maybe[Date] = leaf("When he or she left the post.")
    challenges: Listed[Text] = leaf("The business challenges that the person lists, in any order.")
    expectations: Listed[Expectation] = shared("What others expect of the person.")
    incentives: Listed[Incentive] = judged("What the person is rewarded for.")
    extra_load: Unsure[Share] = sealed("Work beyond the post, as a share of it, 0 to 1.")


class Head(Statement):
    """Who heads a function, from when to when; a person may head several, a post may be vacant."""

    function: FunctionRef = required("The function.")
    person: Maybe[PersonRef] = leaf("The person; none where the post is vacant.")
    since: Unsure[Date] = leaf("First day.")
    until: Maybe[Date] = leaf("Last day.")
    acting: Unsure[YesNo] = leaf("Whether the person only stands in.")


class Styles(Statement):
    """Working style of a function on five scales, 1 to 5."""

    pace: Unsure[Rating] = judged("1: when it is right; 5: when it is due.")
    risk: Unsure[Rating] = judged("1: avoids; 5: seeks.")
    evidence: Unsure[Rating] = judged("1: judgement decides; 5: data decides.")
    process: Unsure[Rating] = judged("1: as it comes; 5: as written.")
    customers: Unsure[Rating] = judged("1: inward; 5: customers first.")
    used_deliberately: Unsure[YesNo] = judged("Whether the difference to partners is used on purpose.")


class Function(Identified):
    """A part of the company that an executive heads."""

    one_line: ClassVar = ("name",)

    name: Name = required("The function's name.")
    head: Maybe[PersonRef] = leaf("Who heads it; none where the post is vacant. Use `heads` for dates.")
    part_of: Maybe[FunctionRef] = leaf("The larger function it belongs to.")
    mission: Maybe[Text] = leaf("Its mission.")
    vision: Maybe[Text] = leaf("Its vision.")
    purpose: Maybe[Text] = leaf("Its purpose.")
    budget: Maybe[Cost] = shared("Its budget for the cycle.")
    planning_starts: Unsure[Date] = leaf("When its annual planning starts.")
    budget_locks: Unsure[Date] = leaf("When its budget is fixed.")
    lead_time_days: Unsure[Days] = leaf("Usual days from request to delivery.")
    release_cycle_days: Unsure[Days] = leaf("Usual days between two releases or campaigns.")
    styles: Maybe[Styles] = judged("How the function likes to work.")
    skills: Listed[Name] = leaf("Skills that it has.")
    enablement: Maybe[Text] = leaf("How its people learn what the strategy asks of them.")
    managers: Unsure[Count] = leaf("How many managers it has.")


class Responsibility(Identified):
    """One thing that somebody must own."""

    one_line: ClassVar = ("name",)

    name: Name = required("What is to be owned.")
    accountable: Listed[FunctionRef] = leaf("The functions that say they are accountable for it.")
