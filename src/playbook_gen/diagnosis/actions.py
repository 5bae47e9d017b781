"""Findings to joint actions: one act that closes several findings stands once, with owners from the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from playbook_gen.checks.catalogue import CHECKS
from playbook_gen.checks.clauses import Severity
from playbook_gen.checks.situation import Situation
from playbook_gen.diagnosis.run import Outcome, State
from playbook_gen.guidance import Guidance, Page
from playbook_gen.model.values import NOTHING

_EFFORT = {"S": 0, "M": 1, "L": 2}
MOST_AT_ONCE = 5
"""Actions that one executive can carry within 100 days (judgement; domain.md 4.8)."""


@dataclass(frozen=True, kw_only=True)
class PlannedAction:
    """One act that would help, what it closes and how one will know."""

    id: str
    alliance: str | None
    remedy: str
    first_step: str
    done_when: str
    who: str
    horizon: str
    effort: str
    owner: str | None
    """Id of a person, or None: owner to be named."""
    partner_owner: str | None
    severity: Severity
    closes: tuple[str, ...]
    findings: tuple[Outcome, ...]
    later: bool = False
    """Quick in itself, and put behind others because its owner has enough to do in 100 days."""


def plan_actions(outcomes: Iterable[Outcome], situation: Situation, guidance: Guidance) -> tuple[PlannedAction, ...]:
    """Merge the remedies of all findings and order them: severity, then findings closed, then effort."""
    groups: dict[tuple[str, str], list[tuple[Outcome, Page]]] = {}
    for outcome in outcomes:
        page = guidance.checks.get(outcome.check.id)
        if outcome.state is State.FINDING and page:
            merged = page.facts.get("merges") or outcome.check.slug
            where = outcome.alliance or "+".join(outcome.subjects)
            groups.setdefault((where, merged), []).append((outcome, page))
    actions = [_action(where, merged, found, situation) for (where, merged), found in groups.items()]
    actions.sort(key=lambda a: (-a.severity, -len(a.closes), _EFFORT.get(a.effort, 1), a.id))
    return tuple(_within_reach(actions))


def _action(where: str, merged: str, found: list[tuple[Outcome, Page]], situation: Situation) -> PlannedAction:
    # The catalogue names the wider remedy first: a charter before a rhythm, a check before a practice.
    order = list(CHECKS)
    found = sorted(found, key=lambda pair: (pair[0].check.practice, order.index(pair[0].check.id), pair[0].subjects))
    outcomes = tuple(outcome for outcome, _ in found)
    page = found[0][1]
    begun = page.facts if _charter_begun(outcomes[0], situation) else {}
    owner, partner = _owners(outcomes[0], situation)
    return PlannedAction(
        id=f"{where}.{merged}",
        alliance=outcomes[0].alliance,
        remedy=begun.get("remedy_if_begun") or page["remedy"],
        first_step=begun.get("first_step_if_begun") or page["first_step"],
        done_when=page["done_when"],
        who=page["who"],
        horizon=page["horizon"],
        effort=page["effort"],
        owner=owner,
        partner_owner=partner,
        severity=max(outcome.severity or Severity.LOW for outcome in outcomes),
        closes=tuple(sorted({outcome.check.id for outcome in outcomes})),
        findings=outcomes,
    )


def _charter_begun(outcome: Outcome, situation: Situation) -> bool:
    """Whether there is a charter already, so that it is to be completed and not written."""
    alliance = situation.alliances.get(outcome.alliance or "")
    return alliance is not None and alliance.charter is not None and alliance.charter is not NOTHING


def _owners(outcome: Outcome, situation: Situation) -> tuple[str | None, str | None]:
    """Return the owner and the partner owner as far as the file names them, and never a guess.

    The owner is whoever answers for the alliance; the partner owner heads the other side, where there is just one.
    """
    alliance = situation.alliances.get(outcome.alliance or "")
    if alliance is None:
        return None, None
    partners = situation.partners(alliance)
    owner = alliance.accountable if isinstance(alliance.accountable, str) else None
    if owner is None:
        return None, None
    function = situation.people[owner].function
    others = [p.person for p in partners if p.person != owner and (p.function is None or p.function.id != function)]
    return owner, others[0] if len(others) == 1 else None


def _within_reach(actions: list[PlannedAction]) -> Iterable[PlannedAction]:
    load: dict[str | None, int] = {}
    for action in actions:
        busy = action.horizon == "quick" and action.owner is not None
        if busy:
            load[action.owner] = load.get(action.owner, 0) + 1
        late = busy and load[action.owner] > MOST_AT_ONCE
        yield replace(action, later=True) if late else action
