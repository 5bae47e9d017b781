"""An alliance as its partners agreed it and as it runs: charter, each side, decisions, promises, money, reviews."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

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
    Number,
    PartnerRef,
    PersonRef,
    Rank,
    Rating,
    Share,
    Statement,
    SystemRef,
    Text,
    Unsure,
    YesNo,
    judged,
    leaf,
    required,
    shared,
)

Contribution = Literal["none", "some", "main", "leading"]


class Reason(Statement):
    """Why one side is in the alliance; rank 1 weighs most."""

    rank: Rank = required("1 is the strongest reason.")
    reason: Text = required("The reason, in words that both sides use alike.")


class Charter(Statement):
    """What the partners agreed."""

    purpose: Maybe[Text] = leaf("What the alliance is for.")
    objectives: Maybe[Text] = leaf("What it should reach.")
    scope: Maybe[Text] = leaf("What is in and what is out.")
    roles: Maybe[Text] = leaf("Who does what; need not be equal.")
    decision_rights: Maybe[Text] = leaf("Who decides what.")
    cadence: Maybe[Text] = leaf("When the partners meet.")
    escalation: Maybe[Text] = leaf("The path a conflict takes.")
    measures: Maybe[Text] = leaf("How success is counted.")
    resources: Maybe[Text] = leaf("People and money.")
    review: Maybe[Text] = leaf("When it is looked at again.")
    exit: Maybe[Text] = leaf("What ends it.")
    signed: Maybe[Date] = leaf("When it was agreed.")


class Contacts(Statement):
    """Named contacts on each of three levels of one side."""

    executive: Maybe[PersonRef] = leaf("The executive.")
    middle: Maybe[PersonRef] = leaf("One or two levels down.")
    operating: Maybe[PersonRef] = leaf("Where the work is done.")


class Mentions(Statement):
    """Whether the partner's own papers speak of the alliance."""

    mission: Unsure[YesNo] = leaf("The mission does.")
    vision: Unsure[YesNo] = leaf("The vision does.")
    purpose: Unsure[YesNo] = leaf("The purpose does.")
    plan: Unsure[YesNo] = leaf("The annual plan does.")


class Side(Statement):
    """One partner's side of an alliance."""

    partner: PartnerRef = required("The function, or the person who heads it.")
    purpose: Maybe[Text] = leaf("What this side says the alliance is for.")
    reasons: Listed[Reason] = leaf("Why this side is in it.")
    goals: Listed[GoalRef] = leaf("The function's goals that it pursues in the alliance.")
    sponsor: Maybe[PersonRef] = leaf("The executive who stands for it on this side.")
    lead: Maybe[PersonRef] = leaf("Who runs it day to day on this side.")
    contacts: Maybe[Contacts] = leaf("Named contacts by level.")
    mentioned_in: Maybe[Mentions] = leaf("Papers of this function that speak of the alliance.")
    in_plan: Unsure[YesNo] = leaf("Whether it stands in this function's annual plan.")
    in_budget: Unsure[YesNo] = leaf("Whether it has a line in this function's budget.")
    planned_amount: Maybe[Cost] = shared("The amount in this function's plan.")
    planned_scope: Maybe[Text] = leaf("The scope in this function's plan.")
    cost_share: Unsure[Share] = leaf("Share of the cost that this side bears, 0 to 1.")
    benefit_share: Unsure[Share] = leaf("Share of the benefit that this side gets, 0 to 1.")
    benefit: Maybe[Text] = leaf("What this side gets out of it.")
    staff_needed: Maybe[Number] = leaf("Full-time posts it needs from this side.")
    staff_assigned: Maybe[Number] = leaf("Full-time posts this side has assigned.")
    extra_work: Unsure[Share] = leaf("Work on top for those concerned, as a share, 0 to 1.")
    progress: Maybe[Text] = leaf("How this side says it is going.")
    reconfirmed: Maybe[Date] = leaf("When a new head of this side confirmed the agreement.")


class ContributionNow(Statement):
    """What the alliance does for a goal, and what it should do."""

    goal: GoalRef = required("The goal.")
    horizon: Unsure[Literal["short", "long"]] = leaf("Within the cycle, or beyond it.")
    now: Unsure[Contribution] = leaf("What it contributes now.")
    should: Unsure[Contribution] = leaf("What it should contribute.")


class Decision(Statement):
    """A decision that the alliance needs, and who has which part in it."""

    decision: Text = required("What is to be decided.")
    decides: Listed[PartnerRef] = leaf("Who decides; one is right.")
    agrees: Listed[PartnerRef] = leaf("Who must agree first.")
    recommends: Listed[PartnerRef] = leaf("Who proposes.")
    advises: Listed[PartnerRef] = leaf("Who is asked.")
    performs: Listed[PartnerRef] = leaf("Who carries it out.")


class Commitment(Statement):
    """A promise that one side made to the other."""

    by: PartnerRef = required("Who promised.", default=Edition.LEADERSHIP)
    to: PartnerRef = required("To whom.", default=Edition.LEADERSHIP)
    promise: Text = required("What was promised.", default=Edition.LEADERSHIP)
    made: Unsure[Date] = shared("When.")
    due: Maybe[Date] = shared("When it fell or falls due.")
    kept: Unsure[YesNo] = shared("Whether it was kept.")


class Issue(Statement):
    """A conflict or question that came up."""

    issue: Text = required("What it is about.", default=Edition.LEADERSHIP)
    opened: Unsure[Date] = shared("When it came up.")
    closed: Maybe[Date] = shared("When it was settled; none while open.")
    settled: Unsure[YesNo] = shared("Whether it is settled, where the day is not known.")
    level: Unsure[Literal["leads", "executives", "chief executive"]] = shared("The highest level it reached.")


class Forum(Statement):
    """Where and how often the partners meet."""

    name: Maybe[Name] = leaf("What the meeting is called.")
    every_days: Maybe[Days] = leaf("Agreed days between two meetings.")
    last_held: Maybe[Date] = leaf("When it was last held.")
    attendance: Unsure[Share] = shared("Share of those invited who came, 0 to 1.")


class Review(Statement):
    """A joint look at how the alliance itself works."""

    held: Date = required("When.")
    actions: Maybe[Count] = leaf("How many actions came out of it.")


class Measure(Statement):
    """Something that is counted to see progress."""

    measure: Name = required("What is counted.")
    kind: Unsure[Literal["financial", "strategic", "operational", "relationship"]] = leaf("Which kind.")
    timing: Unsure[Literal["leading", "lagging"]] = leaf("Whether it moves before or after the result.")
    baseline: Maybe[Number] = leaf("At the start.")
    target: Maybe[Number] = leaf("To reach.")
    actual: Maybe[Number] = leaf("As last read.")
    counted_by: Unsure[PartnerRef] = leaf("The side that counts it so.")
    is_value: Unsure[YesNo] = leaf("Whether it shows the value of the alliance in money or its like.")


class Outcome(Statement):
    """Whether last cycle's work was delivered, on five lines."""

    budget: Unsure[YesNo] = leaf("Within budget.")
    schedule: Unsure[YesNo] = leaf("On time.")
    specification: Unsure[YesNo] = leaf("As specified.")
    customers: Unsure[YesNo] = leaf("As customers expected.")
    goals: Unsure[YesNo] = leaf("Still in line with company goals.")


class RunCost(Statement):
    """Who pays once the joint work is launched."""

    owner: Maybe[FunctionRef] = leaf("Who bears it.")
    amount: Maybe[Cost] = shared("How much a year.")
    until: Maybe[Date] = leaf("Until when it is settled.")


class Handoff(Statement):
    """Work that passes regularly from one side to the other."""

    work: Name = required("What passes.")
    giver: Unsure[PartnerRef] = leaf("Who hands over.")
    taker: Unsure[PartnerRef] = leaf("Who takes on.")
    intake: Maybe[Text] = leaf("How a request gets in.")
    service_level: Maybe[Text] = leaf("What may be expected, e.g. ten working days.")
    owner: Maybe[PersonRef] = leaf("Who answers for it.")


class Lever(Statement):
    """Something the alliance must be able to move: price, product, data, budget, staff."""

    lever: Name = required("What must be moved.")
    held_by: Maybe[FunctionRef] = leaf("The function that controls it; none where nobody does.")
    goal: Unsure[GoalRef] = leaf("The goal that needs it.")


class Dependency(Statement):
    """A function outside the alliance that it depends on."""

    function: FunctionRef = required("The function.")
    needed_for: Maybe[Text] = leaf("What for.")
    can_veto: Unsure[YesNo] = leaf("Whether it can stop the work.")


class Skill(Statement):
    """A skill the alliance needs."""

    skill: Name = required("The skill.")
    held: Unsure[YesNo] = leaf("Whether somebody in the alliance has it.")
    by: Maybe[PersonRef] = leaf("Who.")


class DataNeed(Statement):
    """Data that both sides need."""

    data: Name = required("What data, e.g. customers.")
    systems: Listed[SystemRef] = leaf("The systems that hold it.")
    shared: Unsure[YesNo] = leaf("Whether both sides can use the same copy.")


class Delivery(Statement):
    """Four answers on whether the joint work will be delivered, 1 to 5 each; the weakest decides."""

    reviews: Unsure[Rating] = leaf("1: no review planned; 3: every two months; 5: every two weeks.")
    team: Unsure[Rating] = leaf("1: no team; 3: able but stretched; 5: able and free for it.")
    commitment: Unsure[Rating] = judged("1: sponsors are not seen; 3: they say so; 5: they act on it.")
    effort: Unsure[Rating] = leaf("1: over 40 % on top of the day's work; 3: 10 to 20 %; 5: none on top.")


class Alliance(Identified):
    """A formal but flexible working agreement between functions of one company."""

    one_line: ClassVar = ("partners",)

    partners: Annotated[tuple[PartnerRef, ...], Field(min_length=2, max_length=12)] = required(
        "The functions, or the people who head them."
    )
    name: Unsure[Name] = leaf("What it is called; by default its id as words.")
    necessity: Unsure[Literal["need-to-have", "useful", "nice-to-have"]] = leaf("How much the company needs it.")
    kind: Unsure[Literal["strategic", "tactical", "coalition"]] = leaf(
        "Strategic or tactical; a coalition has an end date and a temporary common interest."
    )
    stage: Unsure[Literal["idea", "planned", "agreed", "running", "reviewed", "ending", "ended"]] = leaf(
        "Where it stands in its life."
    )
    since: Unsure[Date] = leaf("When it was agreed.")
    ends: Maybe[Date] = leaf("When it ends.")
    summary: Maybe[Text] = leaf("The alliance in a sentence or two.")
    supports: Listed[GoalRef] = leaf("Company goals it serves.")
    accountable: Maybe[PersonRef] = leaf("The one person who answers for it overall.")
    governed_by: Maybe[Name] = leaf("The board or executive above both sides that governs it.")
    charter: Maybe[Charter] = leaf("What the partners agreed; none where nothing was.")
    sides: Listed[Side] = leaf("One entry for each partner.")
    contributions: Listed[ContributionNow] = leaf("What it does for each goal, and should.")
    forum: Maybe[Forum] = leaf("Where the partners meet; none where they do not.")
    decisions: Listed[Decision] = leaf("Decisions it needs.")
    commitments: Listed[Commitment] = shared("Promises between the sides.")
    escalation: Maybe[Text] = leaf("The path a conflict takes.")
    issues: Listed[Issue] = shared("Conflicts and questions that came up.")
    reviews: Listed[Review] = leaf("Joint reviews of the alliance.")
    measures: Listed[Measure] = leaf("What is counted.")
    outcome: Maybe[Outcome] = leaf("What last cycle's work delivered.")
    joint_work: Maybe[Text] = leaf("Work that recurs between the sides.")
    handoffs: Listed[Handoff] = leaf("Work that passes between the sides; none where no way is agreed.")
    levers: Listed[Lever] = shared("What it must be able to move.")
    depends_on: Listed[Dependency] = leaf("Functions outside it that it depends on.")
    skills: Listed[Skill] = leaf("Skills it needs.")
    translators: Listed[PersonRef] = leaf("People who know both sides' trade.")
    data_needs: Listed[DataNeed] = leaf("Data that both sides need.")
    delivery: Maybe[Delivery] = leaf("Whether the joint work will be delivered.")
    funding: Maybe[Cost] = shared("Money for the alliance in the cycle.")
    run_cost: Maybe[RunCost] = leaf("Who pays after launch.")
    finance_partner: Maybe[PersonRef] = leaf("The finance person at the table.")
    value_at_stake: Maybe[Cost] = shared("Money that hangs on it.")
    perception_rated: Unsure[Rating] = judged("How the sponsor rates the alliance as a whole.")
