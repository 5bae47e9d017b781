"""What people say of each other and do with each other; each direction and each reporter is a fact of its own."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from playbook_gen.model.record import (
    Count,
    Date,
    Days,
    Edition,
    Listed,
    Maybe,
    Number,
    PersonRef,
    PriorityRef,
    Rating,
    Share,
    Statement,
    Text,
    Unsure,
    YesNo,
    judged,
    required,
    shared,
)

_TIE = {"default": Edition.LEADERSHIP, "floor": Edition.COMPANY}
_JUDGEMENT = {"default": Edition.AUTHOR, "floor": Edition.LEADERSHIP}

Step = Literal["strongly for", "for", "undecided", "against", "strongly against"]


class Relationship(Statement):
    """A directed tie: ``from`` influences ``to``; trust and agreement are the regard of ``from`` for ``to``."""

    source_person: PersonRef = required("Who influences, and whose regard this is.", alias="from", **_TIE)
    target_person: PersonRef = required("Who is influenced, and whom the regard is for.", alias="to", **_TIE)
    influence: Unsure[Rating] = shared(
        "1: hardly listened to; 2: sometimes; 3: usually heard; 4: mostly followed; 5: decisive."
    )
    trust: Unsure[Rating] = judged("1: expects harm; 2: wary; 3: neither; 4: relies on; 5: relies on without checking.")
    agreement: Unsure[Rating] = judged("On ends and means. 1: opposed; 2: mostly not; 3: mixed; 4: mostly; 5: fully.")
    weight: Unsure[Annotated[Number, Field(ge=0)]] = shared(
        "A measured strength in any unit, such as messages a month, where nobody rated influence."
    )
    contact_days: Maybe[Days] = shared("Usual days between two contacts; none where there are none.")


class Position(Statement):
    """Where a person stands to a priority: what is said and what is seen are separate facts."""

    person: PersonRef = required("The person.", **_JUDGEMENT)
    priority: PriorityRef = required("The priority.", **_JUDGEMENT)
    position: Unsure[Step] = judged("What the person says.")
    behaviour: Unsure[Step] = judged("What the person was seen to do.")


class Perception(Statement):
    """How one person rates one statement about working with another, 1 to 5."""

    source_person: PersonRef = required("Who rates.", alias="from", **_JUDGEMENT)
    target_person: PersonRef = required("Whom the rating is about.", alias="to", **_JUDGEMENT)
    statement: Text = required("The statement rated, the same words for both sides.", **_JUDGEMENT)
    rating: Unsure[Rating] = judged("1: never; 2: seldom; 3: sometimes; 4: mostly; 5: always.")


class Practice(Statement):
    """What one person does towards another in working together; each direction has its own entry."""

    source_person: PersonRef = required("Who does it.", alias="from")
    target_person: PersonRef = required("Towards whom.", alias="to")
    one_to_one_every_days: Maybe[Days] = shared("Agreed days between two one-to-ones that `from` keeps.")
    last_one_to_one: Maybe[Date] = shared("The last one-to-one.")
    challenges_named: Listed[Text] = shared("The challenges of `to` as `from` names them.")
    challenges_matched: Unsure[Count] = shared("How many of them `to` also lists, of the top three.")
    needs: Unsure[Count] = shared("How many top needs of `to` are on record.")
    needs_with_action: Unsure[Count] = shared("How many of them have an owned and dated action of `from`.")
    actions_overdue: Unsure[Share] = shared("Share of those actions that are overdue, 0 to 1.")
    team_meetings_invited: Unsure[Count] = shared(
        "Invitations to the team meetings of `from` that `to` got in 90 days."
    )
    team_meetings_attended: Unsure[Count] = shared("How many of these `to` or a delegate attended.")
    dedicated_staff: Maybe[Number] = shared("Full-time posts that `from` dedicates to working with `to`.")
    liaison_attends: Unsure[YesNo] = shared("Whether one of them sits in the team meetings of `to`.")
    incident_log_kept: Unsure[YesNo] = judged("Whether public contradictions are written down.")
    public_contradictions: Unsure[Count] = judged("Times in a year that `from` contradicted or blamed `to` in public.")
    overruled: Unsure[Count] = judged("Times in a year that `from` overruled `to` inside the remit of `to`.")
    advice_asked: Unsure[Count] = shared("Times in 90 days that `from` asked `to` for advice.")
    promises_made: Unsure[Count] = shared("Promises that `from` made to `to` in the cycle.")
    promises_reviewed: Maybe[Date] = shared("When both last went through them.")
    shared_target: Unsure[YesNo] = shared("Whether both answer for one target.")
