"""What alliances cost: shares and plans by partner, what each alliance is given, and who pays once it is launched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from playbook_gen.checks.clauses import shown
from playbook_gen.checks.situation import Partner
from playbook_gen.figures.bars import bars
from playbook_gen.language import listed, marked, meant, say, several
from playbook_gen.model.alliances import Alliance, Side
from playbook_gen.model.values import NOTHING, When
from playbook_gen.pages import urls
from playbook_gen.pages.amounts import Tally, amounts, percent, percents, stated, tallies
from playbook_gen.pages.chains import cost, who
from playbook_gen.pages.tables import Cell, Column, Table, table, words
from playbook_gen.pages.verdicts import Views
from playbook_gen.pages.words import day

COMPARED = marked("Cost and benefit")
"""The column in which both shares are drawn on one scale."""

NAMED = 12
"""Alliances that a sentence names; more are counted."""


def _name(alliance: Alliance, views: Views, *notes: str) -> Cell:
    ended = [meant("an alliance", "ended")] if views.situation.ended(alliance) else []
    return Cell(text=views.situation.name_of(alliance), to=urls.alliance(alliance.id), notes=(*ended, *notes))


def sides(views: Views) -> Table | None:
    """Return one row for each partner of the alliances of which something about money is known."""
    rows: list[tuple[Cell, Partner, Side | None]] = []
    for alliance in views.situation.alliances.values():
        held = views.situation.sides(alliance)
        if any(_says_money(side) for _, side in held if side):
            name = _name(alliance, views, *_planned(held, views))
            rows += [(name, partner, side) for partner, side in held]
    labels = [f"{partner.name}, {name.text}" for name, partner, _ in rows]
    sides_only = [side for _, _, side in rows]
    plans = [None if side is None else stated(side.planned_amount, views.situation) for side in sides_only]
    shares = [(side.cost_share, side.benefit_share) if side else (None, None) for side in sides_only]
    return table(
        say("Each alliance by partner"),
        Column(title=say("Partner"), cells=tuple(_partner(partner, side) for _, partner, side in rows)),
        (
            percents(say("Bears of the cost"), [paid for paid, _ in shares]),
            percents(say("Gets of the benefit"), [got for _, got in shares]),
            _compared(shares, labels),
            amounts(meant("amount of money", "Planned"), plans, labels),
            words(say("In its plan"), [_yes(side.in_plan) if side else None for side in sides_only]),
            words(say("In its budget"), [_yes(side.in_budget) if side else None for side in sides_only]),
        ),
        [name for name, _, _ in rows],
    )


def _says_money(side: Side) -> bool:
    held = (side.in_plan, side.in_budget, side.planned_amount, side.cost_share, side.benefit_share)
    return any(value is not None for value in held)


def _planned(sides: Iterable[tuple[Partner, Side | None]], views: Views) -> Iterator[str]:
    """Say what the partners plan together, where more than one of them states an amount."""
    held = [None if side is None else stated(side.planned_amount, views.situation) for _, side in sides]
    if sum(amount is not None for amount in held) > 1:
        tally = Tally.of(held)
        lacking = several("not known of {number} partner", "not known of {number} partners", tally.unknown)
        yield say("planned together: {amounts}", amounts=tally.said(lacking))


def _partner(partner: Partner, side: Side | None) -> Cell:
    scope = [say("scope: {scope}", scope=side.planned_scope)] if side and isinstance(side.planned_scope, str) else []
    return Cell(text=partner.name, to=urls.partner(partner.id), notes=tuple(scope))


def _yes(value: bool | None) -> str | None:  # noqa: FBT001 - a leaf of the file, not a switch
    return None if value is None else shown(value)


def _compared(shares: list[tuple[float | None, float | None]], labels: list[str]) -> Column:
    """Return both shares of each partner below each other on one scale; nothing where neither is known."""
    drawn = [
        Cell(text="", known=pair != (None, None), bar=bars(pair, _both(label, *pair)))
        for pair, label in zip(shares, labels, strict=True)
    ]
    return Column(title=say(COMPARED), cells=tuple(drawn))


def _both(label: str, paid: float | None, got: float | None) -> str:
    cost_share, benefit = (
        say("not known") if share is None else say("{number} %", number=percent(share)) for share in (paid, got)
    )
    return say("{partner}: cost {cost}, benefit {benefit}", partner=label, cost=cost_share, benefit=benefit)


def alliances(views: Views) -> Table | None:
    """Return one row for each alliance of which any of these is known."""
    told = [alliance for alliance in views.situation.alliances.values() if _holds_money(alliance, views)]
    names = [views.situation.name_of(alliance) for alliance in told]
    return table(
        say("Each alliance, as far as it is on record"),
        Column(title=say("Alliance"), cells=tuple(_name(alliance, views) for alliance in told)),
        (
            amounts(say("Funding"), [stated(alliance.funding, views.situation) for alliance in told], names),
            tallies(say("Its activities"), [_work(alliance, views) for alliance in told], names),
            amounts(say("At stake"), [stated(alliance.value_at_stake, views.situation) for alliance in told], names),
            words(say("Finance partner"), [who(alliance.finance_partner, views) for alliance in told]),
        ),
    )


def _holds_money(alliance: Alliance, views: Views) -> bool:
    held = (alliance.funding, alliance.value_at_stake, alliance.finance_partner)
    return any(value is not None for value in held) or bool(_work(alliance, views).known)


def _work(alliance: Alliance, views: Views) -> Tally:
    """Return what the activities of an alliance cost."""
    mine = [activity for activity in views.situation.activities.values() if activity.alliance == alliance.id]
    return Tally.of(cost(activity, views) for activity in mine)


def running(views: Views) -> Table | None:
    """Return who pays once an alliance is launched, for those of which that was written down."""
    told = [a for a in views.situation.alliances.values() if a.run_cost is not None]
    costs: list[Any] = [alliance.run_cost or None for alliance in told]
    return table(
        say("Each alliance once it is launched"),
        Column(title=say("Alliance"), cells=tuple(_name(alliance, views) for alliance in told)),
        (
            replace(
                words(say("Borne by"), [who(one.owner, views) if one else say("nobody") for one in costs]), kept=True
            ),
            replace(
                amounts(
                    say("A year"),
                    [stated(one.amount, views.situation) if one else None for one in costs],
                    [views.situation.name_of(alliance) for alliance in told],
                ),
                kept=views.situation.reads("alliances.run_cost.amount"),
            ),
            words(say("Money until"), [_until(one.until) if one else None for one in costs]),
        ),
    )


def silent(views: Views) -> str | None:
    """Name the alliances of which nobody said who pays once they run."""
    held = [a for a in views.situation.alliances.values() if a.run_cost is None and not views.situation.ended(a)]
    names = [views.situation.name_of(alliance) for alliance in held[:NAMED]]
    if len(held) > NAMED:
        names.append(several("{number} more", "{number} more", len(held) - NAMED))
    return say("Who pays is not known for {alliances}.", alliances=listed(names)) if names else None


def _until(until: object) -> str | None:
    return say("no date") if until is NOTHING else day(until) if isinstance(until, When) else None
