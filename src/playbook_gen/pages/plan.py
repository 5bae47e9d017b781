"""The plan: joint actions by horizon, with owners, first step, and how one will know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from playbook_gen.diagnosis.actions import MOST_AT_ONCE
from playbook_gen.language import listed, say, several
from playbook_gen.model.record import Maybe
from playbook_gen.model.values import When
from playbook_gen.model.work import Action
from playbook_gen.pages import urls
from playbook_gen.pages.leading import in_turn
from playbook_gen.pages.mode import Section, sections
from playbook_gen.pages.verdicts import ActionView, Views
from playbook_gen.pages.words import day, heading, sentence


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """An action that is already on record."""

    id: str
    what: str
    where: str
    owner: str
    partner_owner: str | None
    due: str
    day: date | None
    """The last day that `due` may mean."""
    status: str
    open: bool
    closes: tuple[str, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class PlanPage:
    """What to do in the first 100 days, what to bring to the next annual plan, and what is under way."""

    heading: str
    lead: str | None
    """What follows after those to begin with, where there are more."""
    quick: tuple[ActionView, ...]
    later: tuple[ActionView, ...]
    plan: tuple[ActionView, ...]
    agreed: tuple[Agreed, ...]
    guidance: tuple[Section, ...]
    most: int = MOST_AT_ONCE
    """How many actions of one list stand open."""
    whole: int = 40
    """How many of one list stand with first step and goal; more are named."""
    named: int = 200
    """How many of one list are named at all; the table to take along has every one."""
    alone: bool = False
    """Whether no files stand beside the page."""

    @property
    def dated(self) -> tuple[tuple[date, Agreed], ...]:
        """The open actions that a calendar can hold, with their days."""
        return tuple((action.day, action) for action in self.agreed if action.open and action.day)

    @property
    def files(self) -> tuple[str, ...]:
        """The files that hold the same for other programs."""
        actions = (*self.quick, *self.later, *self.plan, *self.agreed)
        found = [urls.PLAN_TABLE] * bool(actions) + [urls.PLAN_DATES] * bool(self.dated)
        return () if self.alone else tuple(found)


def plan_page(views: Views) -> PlanPage:
    """Return the plan of one edition."""
    actions = in_turn(views)
    quick = [views.action(a) for a in actions if a.horizon == "quick" and not a.later]
    later = [views.action(a) for a in actions if a.horizon == "quick" and a.later]
    plan = [views.action(a) for a in actions if a.horizon != "quick"]
    return PlanPage(
        heading=_heading(quick, len(plan), len(later)),
        lead=_lead(len(quick) - MOST_AT_ONCE, len(plan), len(later)) if len(quick) > MOST_AT_ONCE else None,
        quick=tuple(quick),
        later=tuple(later),
        plan=tuple(plan),
        agreed=tuple(_agreed(action, views) for action in views.diagnosis.organisation.actions or ()),
        guidance=sections(views.guidance.texts.get("first-100-days")),
    )


def _heading(quick: Sequence[ActionView], plan: int, later: int) -> str:
    if len(quick) > MOST_AT_ONCE:
        places = {action.where for action in quick[:MOST_AT_ONCE]}
        if len(places) == 1 and (alone := places.pop()):
            return several(
                "Begin with this {number} action for {place}",
                "Begin with these {number} actions, all for {place}",
                MOST_AT_ONCE,
                place=alone,
            )
        return several("Begin with this {number} action", "Begin with these {number} actions", MOST_AT_ONCE)
    if not quick and not plan:
        return say("No finding asks for an action yet")
    begin = several(
        "{number} action for the first 100 days",
        "{number} actions for the first 100 days",
        len(quick),
        none="no actions for the first 100 days",
    )
    return heading(listed([begin, *_afterwards(plan, later)]))


def _lead(more: int, plan: int, later: int) -> str:
    rest = several("{number} more for the first 100 days", "{number} more for the first 100 days", more)
    return sentence(say("After them come {actions}", actions=listed([rest, *_afterwards(plan, later)])))


def _afterwards(plan: int, later: int) -> list[str]:
    """Return how many actions there are beyond the first 100 days, one text for each kind that has any."""
    parts = []
    if plan:
        parts.append(several("{number} for the next annual plan", "{number} for the next annual plan", plan))
    if later:
        parts.append(several("{number} that can wait", "{number} that can wait", later))
    return parts


def _agreed(action: Action, views: Views) -> Agreed:
    done = action.done if isinstance(action.done, When) else None
    due = action.due if isinstance(action.due, When) else None
    status = say(action.status) if action.status else say("not known")
    as_of = views.diagnosis.as_of
    if done is None and action.status in ("open", None) and due and as_of and due.last < as_of:
        status = say("overdue")
    return Agreed(
        id=action.id,
        what=action.what,
        where=_name(action.alliance, views) or (say("not known") if action.alliance is None else ""),
        owner=_name(action.owner, views) or say("not known"),
        partner_owner=_name(action.partner_owner, views),
        due=day(due) if due else say("not known"),
        day=due.last if due else None,
        status=say("done on {day}", day=day(done)) if done else status,
        open=not done and action.status in ("open", None),
        closes=tuple(views.title(c) for c in views.diagnosis.checks if c.id in (action.closes or ())),
        source=action.source if isinstance(action.source, str) else "",
    )


def _name(name: Maybe[str], views: Views) -> str | None:
    return views.names.of(name) if isinstance(name, str) else None
