"""The plan: joint actions by horizon, with owners, first step, and how one will know."""

from __future__ import annotations

from dataclasses import dataclass

from playbook_gen.language import listed, say, several
from playbook_gen.model.values import When
from playbook_gen.model.work import Action
from playbook_gen.pages.mode import Section, sections
from playbook_gen.pages.verdicts import ActionView, Views
from playbook_gen.pages.words import day, heading


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """An action that is already on record."""

    what: str
    where: str
    owner: str
    due: str
    status: str
    source: str


@dataclass(frozen=True, kw_only=True)
class PlanPage:
    """What to do in the first 100 days, what to bring to the next annual plan, and what is under way."""

    heading: str
    quick: tuple[ActionView, ...]
    later: tuple[ActionView, ...]
    plan: tuple[ActionView, ...]
    agreed: tuple[Agreed, ...]
    guidance: tuple[Section, ...]


def plan_page(views: Views) -> PlanPage:
    """Return the plan of one edition."""
    actions = views.diagnosis.actions
    quick = [views.action(a) for a in actions if a.horizon == "quick" and not a.later]
    later = [views.action(a) for a in actions if a.horizon == "quick" and a.later]
    plan = [views.action(a) for a in actions if a.horizon != "quick"]
    return PlanPage(
        heading=_heading(len(quick), len(plan), len(later)),
        quick=tuple(quick),
        later=tuple(later),
        plan=tuple(plan),
        agreed=tuple(_agreed(action, views) for action in views.diagnosis.organisation.actions or ()),
        guidance=sections(views.guidance.texts.get("first-100-days")),
    )


def _heading(quick: int, plan: int, later: int) -> str:
    if not quick and not plan:
        return say("No finding asks for an action yet")
    parts = [
        several(
            "{number} action for the first 100 days",
            "{number} actions for the first 100 days",
            quick,
            none="no actions for the first 100 days",
        )
    ]
    if plan:
        parts.append(several("{number} for the next annual plan", "{number} for the next annual plan", plan))
    if later:
        parts.append(several("{number} that can wait", "{number} that can wait", later))
    return heading(listed(parts))


def _agreed(action: Action, views: Views) -> Agreed:
    done = action.done if isinstance(action.done, When) else None
    due = action.due if isinstance(action.due, When) else None
    status = say(action.status) if action.status else say("not known")
    return Agreed(
        what=action.what,
        where=views.names.of(action.alliance if isinstance(action.alliance, str) else None) or "",
        owner=views.names.of(action.owner if isinstance(action.owner, str) else None) or say("not known"),
        due=day(due) if due else say("not known"),
        status=say("done on {day}", day=day(done)) if done else status,
        source=action.source if isinstance(action.source, str) else "",
    )
