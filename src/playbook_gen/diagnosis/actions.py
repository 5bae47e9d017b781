"""Findings to joint actions: one act that closes several findings stands once, with owners from the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from playbook_gen.checks.clauses import Severity
from playbook_gen.checks.registry import Check
from playbook_gen.checks.situation import Situation
from playbook_gen.diagnosis.run import Outcome, State
from playbook_gen.guidance import Guidance, Page
from playbook_gen.model.values import NOTHING

_EFFORT = {"S": 0, "M": 1, "L": 2}
MOST_AT_ONCE = 5
"""Actions that one executive can carry within 100 days (judgement; domain.md 4.8)."""

_Found = list[tuple[Outcome, Page]]
_Owners = tuple[str | None, str | None]


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
    after: tuple[str, ...] = ()
    """Ids of the actions that have to come first."""
    later: bool = False
    """Quick in itself, and put behind others: its owners have enough to do in 100 days, or it waits for a plan."""


def plan_actions(
    outcomes: Iterable[Outcome], situation: Situation, guidance: Guidance, checks: Iterable[Check]
) -> tuple[PlannedAction, ...]:
    """Merge the remedies of all findings that nobody accepted, and order them.

    What has to come first comes first; then severity decides, then findings closed, then effort.
    """
    groups: dict[tuple[str, str], _Found] = {}
    for outcome in outcomes:
        page = guidance.checks.get(outcome.check.id)
        if outcome.state is State.FINDING and not outcome.accepted and page and "remedy" in page.facts:
            merged = page.facts.get("merges") or outcome.check.slug
            groups.setdefault((_where(outcome), merged), []).append((outcome, page))
    order = [check.id for check in checks]
    actions = [_action(where, merged, found, situation, order) for (where, merged), found in groups.items()]
    actions.sort(key=lambda a: (-a.severity, -len(a.closes), _EFFORT.get(a.effort, 1), a.id))
    return tuple(_within_reach(_in_turn(_with_turns(actions, groups))))


def _where(outcome: Outcome) -> str:
    return outcome.alliance or "+".join(outcome.subjects)


def _action(where: str, merged: str, found: _Found, situation: Situation, order: list[str]) -> PlannedAction:
    # The catalogue names the wider remedy first: a charter before a rhythm, a check before a practice.
    found = sorted(found, key=lambda pair: (pair[0].check.practice, order.index(pair[0].check.id), pair[0].subjects))
    outcomes = tuple(outcome for outcome, _ in found)
    page = found[0][1]
    owner, partner = _owners(outcomes[0], situation)
    return PlannedAction(
        id=f"{where}.{merged}",
        alliance=outcomes[0].alliance,
        remedy=advised(page, "remedy", outcomes[0], situation),
        first_step=advised(page, "first_step", outcomes[0], situation),
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


def advised(page: Page, fact: str, outcome: Outcome, situation: Situation) -> str:
    """Return a remedy or a first step of guidance: that for a charter begun, where it says one and there is one."""
    begun = page.facts.get(f"{fact}_if_begun") if _charter_begun(outcome, situation) else None
    return begun or page[fact]


def _charter_begun(outcome: Outcome, situation: Situation) -> bool:
    """Whether there is a charter already, so that it is to be completed and not written."""
    alliance = situation.alliances.get(outcome.alliance or "")
    return alliance is not None and alliance.charter is not None and alliance.charter is not NOTHING


def _owners(outcome: Outcome, situation: Situation) -> _Owners:
    """Return the owner and the partner owner as far as the file names them, and never a guess."""
    if outcome.alliance in situation.alliances:
        return _alliance_owners(outcome.alliance or "", situation)
    people = [_answers(subject, situation) for subject in outcome.subjects]
    first, second = (*people, None, None)[:2]
    return (first, second if second != first else None) if first else (None, None)


def _alliance_owners(name: str, situation: Situation) -> _Owners:
    """Whoever answers for the alliance, and the head of the other side, where there is just one."""
    alliance = situation.alliances[name]
    owner = alliance.accountable if isinstance(alliance.accountable, str) else None
    if owner is None:
        return None, None
    function = situation.people[owner].function
    partners = situation.partners(alliance)
    others = [p.person for p in partners if p.person != owner and (p.function is None or p.function.id != function)]
    return owner, others[0] if len(others) == 1 else None


def _answers(subject: str, situation: Situation) -> str | None:
    """Return the id of who answers for a subject: a person for themselves, a head, the owner of an activity."""
    kind, name = subject.split(":", 1)
    if kind == "person":
        return name
    if kind == "function":
        head = situation.head_of(name)
        return head.id if head else None
    activity = situation.activities.get(name) if kind == "activity" else None
    return activity.owner if activity and isinstance(activity.owner, str) else None


def _with_turns(actions: list[PlannedAction], groups: dict[tuple[str, str], _Found]) -> list[PlannedAction]:
    """Return the actions, each with those that have to come first in the same place or in the company as a whole."""
    known = {action.id for action in actions}
    places = {f"{where}.{merged}": (where, found) for (where, merged), found in groups.items()}
    turned = []
    for action in actions:
        where, found = places[action.id]
        names = {name.strip() for _, page in found for name in page.facts.get("after", "").split(",") if name.strip()}
        first = {f"{place}.{name}" for place in (where, "company:company") for name in names}
        turned.append(replace(action, after=tuple(sorted((first & known) - {action.id}))))
    return turned


def _in_turn(actions: list[PlannedAction]) -> list[PlannedAction]:
    """Put each action behind those that it waits for, and else leave the order as it is."""
    by_id = {action.id: action for action in actions}
    placed: dict[str, PlannedAction] = {}

    def place(action: PlannedAction, waiting: frozenset[str]) -> None:
        for name in action.after:
            if name not in placed and name not in waiting:
                place(by_id[name], waiting | {name})
        placed[action.id] = action

    for action in actions:
        if action.id not in placed:
            place(action, frozenset({action.id}))
    return list(placed.values())


def _within_reach(actions: list[PlannedAction]) -> Iterator[PlannedAction]:
    """Put off what nobody can begin within 100 days: more than an executive carries, or what waits for a plan."""
    load: dict[str, int] = {}
    put_off: set[str] = set()
    for action in actions:
        busy = [name for name in (action.owner, action.partner_owner) if name]
        late = bool(put_off & set(action.after)) or any(load.get(name, 0) >= MOST_AT_ONCE for name in busy)
        if action.horizon != "quick" or late:
            put_off.add(action.id)
        else:
            load.update({name: load.get(name, 0) + 1 for name in busy})
        yield replace(action, later=late and action.horizon == "quick")
