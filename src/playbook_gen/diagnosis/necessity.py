"""How much an alliance matters moves the severity of its findings, by one step at most either way."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from playbook_gen.checks.clauses import Unknown, ask, both, either
from playbook_gen.checks.situation import Situation
from playbook_gen.language import say
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.values import NOTHING

TOP_RANKS = 3
"""Company goals of rank one to three count as top-ranked (settled)."""

MATERIAL_SHARE = 0.05
"""Money at stake from this share of the smaller partner's budget on weighs as much as a top goal (judgement)."""

OWN_CLAUSE = frozenset({"fit.role-change", "fit.trust-agreement", "function.no-agreement"})
"""Checks whose rule already asks how much the alliance matters; so do the rules of all practices."""


@dataclass(frozen=True)
class Shift:
    """Steps by which findings of one alliance move: as known, and the least and most that unknowns leave open."""

    nominal: int
    least: int
    most: int


def shift_of(alliance: Alliance | None, situation: Situation) -> Shift:
    """Return the shift for an alliance; one that nobody called needed or not shifts nothing and widens the range."""
    if alliance is None:
        return Shift(0, 0, 0)
    up = either(
        both(_is(alliance.necessity, "need-to-have"), _serves_top_goal(alliance, situation)),
        _material(alliance, situation),
    )
    down = either(_is(alliance.necessity, "nice-to-have"), _is(alliance.kind, "tactical", "coalition"))
    possible = [int(u) - int(d) for u, d in product(_options(up), _options(down))]
    return Shift(int(up is True) - int(down is True), min(possible), max(possible))


def _options(known: bool | None) -> tuple[bool, ...]:
    return (False, True) if known is None else (known,)


def _is(word: str | None, *wanted: str) -> bool | None:
    return None if word is None else word in wanted


def _serves_top_goal(alliance: Alliance, situation: Situation) -> bool | None:
    if alliance.supports is None:
        return None
    ranks = [situation.goals[goal].rank for goal in alliance.supports]
    return either(*(None if rank is None else rank is not NOTHING and int(rank) <= TOP_RANKS for rank in ranks))


def _material(alliance: Alliance, situation: Situation) -> bool | None:
    """Whether the money that hangs on it is large beside the smaller partner's budget.

    An edition whose leaves hold no budgets leaves this out, by schema: it would stay open there for ever.
    """
    if not situation.reads("alliances.value_at_stake", "functions.budget"):
        return False
    stake = situation.amount(alliance.value_at_stake)
    if stake is None:
        return None if alliance.value_at_stake is None else False
    budgets = [situation.amount(p.function.budget) if p.function else None for p in situation.partners(alliance)]
    known = [budget for budget in budgets if budget]
    if len(known) < len(budgets) or len({stake.currency, *(b.currency for b in known)}) != 1:
        return None
    return float(stake.amount) >= MATERIAL_SHARE * min(float(budget.amount) for budget in known)


def open_questions(alliance: Alliance, situation: Situation) -> tuple[Unknown, ...]:
    """Return what would settle how much an alliance matters, where the file leaves that open."""
    name = situation.name_of(alliance)
    asked = {
        "necessity": say("Does the company need {alliance}, or is it useful or nice to have?", alliance=name),
        "kind": say("Is {alliance} strategic, tactical or a coalition?", alliance=name),
        "supports": say("Which company goals does {alliance} serve?", alliance=name),
        "value_at_stake": say("How much money hangs on {alliance}?", alliance=name),
    }
    held = {part for part in asked if situation.reads(f"alliances.{part}")}
    return tuple(
        ask(alliance, part, words) for part, words in asked.items() if part in held and getattr(alliance, part) is None
    )
