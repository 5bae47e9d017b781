"""The money: what alliances cost, who pays and who benefits, who pays later, what is paid twice, budgets, rewards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playbook_gen.checks.clauses import Severity
from playbook_gen.diagnosis.levels import NOT_ENOUGH
from playbook_gen.diagnosis.run import Outcome
from playbook_gen.language import marked, meant, say, several
from playbook_gen.model.people import Person
from playbook_gen.pages import funding
from playbook_gen.pages.amounts import amounts, percents, stated
from playbook_gen.pages.coverage import coverage
from playbook_gen.pages.duplicates import NAMED, Pair, pairs
from playbook_gen.pages.strategy import FOUND, asked
from playbook_gen.pages.tables import Cell, Column, Table, table, words
from playbook_gen.pages.verdicts import FindingView, QuestionView, Views
from playbook_gen.pages.words import day, headline

_FINANCIAL = "financial"
_PART_OF = {
    "financial.not-in-plan": "who-pays",
    "financial.plan-mismatch": "who-pays",
    "financial.cost-benefit-split": "who-pays",
    "financial.run-cost-owner": "running",
    "financial.duplicate-spend": "twice",
    "financial.incentive-conflict": "rewards",
}
"""The part where what a check found stands; findings of all other checks on money stand with the alliances."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the page: what was found, and the numbers behind it."""

    id: str
    title: str
    note: str | None
    findings: tuple[FindingView, ...]
    more: int
    """How many more findings there are than stand here."""
    table: Table | None


@dataclass(frozen=True, kw_only=True)
class MoneyPage:
    """The money, as far as this edition knows it."""

    heading: str
    name: str
    coverage: str
    stated: bool
    """Whether any amount stands on the page."""
    parts: tuple[Part, ...]
    """Only those that hold something."""
    questions: tuple[QuestionView, ...]


def money_page(views: Views) -> MoneyPage:
    """Return the page of the money."""
    parts = tuple(part for part in _parts(views) if part.table or part.findings)
    checks = [check.id for check in views.diagnosis.checks if check.mode == _FINANCIAL and not check.practice]
    verdict = next(mode for mode in views.diagnosis.modes if mode.mode == _FINANCIAL)
    return MoneyPage(
        heading=_heading(views, bare=not parts),
        name=say("Money"),
        coverage=coverage(verdict),
        stated=any(_states(part.table) for part in parts if part.table),
        parts=parts,
        questions=asked(views, checks),
    )


def _states(held: Table) -> bool:
    return any(column.figures and column.unit != "%" for column in held.columns)


def _heading(views: Views, *, bare: bool) -> str:
    weighty = (o for o in views.diagnosis.findings if o.check.mode == _FINANCIAL and not o.check.practice)
    worst = next((o for o in weighty if (o.severity or 0) > Severity.LOW), None)
    if worst:
        return headline(views.names.of(worst.alliance), worst.message)
    if bare:
        return say("What the alliances cost is not on record yet")
    verdict = next(mode for mode in views.diagnosis.modes if mode.mode == _FINANCIAL)
    if verdict.level == NOT_ENOUGH:
        return say("Too little is known about the money to judge it")
    return say("No problem of weight found in the money on record")


_BARS = marked("Upper bar: share of the cost. Lower, open bar: share of the benefit. A broken line is not known.")


def _parts(views: Views) -> Iterator[Part]:
    """Yield every part in the order of the page, whether it holds something or not."""
    sides = funding.sides(views)
    shares = say(_BARS) if sides and any(column.title == say(funding.COMPARED) for column in sides.columns) else None
    told = [pair for pair in pairs(views) if pair.spent]
    said: dict[str, list[Outcome]] = {}
    for outcome in views.diagnosis.findings:
        if outcome.check.mode == _FINANCIAL and not outcome.check.practice:
            said.setdefault(_PART_OF.get(outcome.check.id, "alliances"), []).append(outcome)
    for name, title, held, note in (
        ("who-pays", say("Who pays, and who benefits"), sides, shares),
        ("alliances", say("Alliance by alliance"), funding.alliances(views), None),
        ("running", say("Who pays after launch"), funding.running(views), funding.silent(views)),
        ("twice", say("Paid twice"), _twice(told), _paid_twice(len(told) - NAMED)),
        ("budgets", say("Budgets"), _budgets(views), say("Budgets are not added up: one may be part of another.")),
        ("rewards", say("What people are rewarded for"), _rewards(views), None),
    ):
        found = said.get(name, ())
        findings = tuple(map(views.finding, found[:FOUND]))
        more = max(len(found) - FOUND, 0)
        yield Part(id=name, title=title, note=note if held else None, findings=findings, more=more, table=held)


# Work, functions and people


def _paid_twice(more: int) -> str:
    note = say("Every pair stands for itself; pairs are not added up.")
    if more <= 0:
        return note
    rest = several(
        "{number} more pair of less weight is not listed.", "{number} more pairs of less weight are not listed.", more
    )
    return f"{note} {rest}"


def _twice(spent: Sequence[Pair]) -> Table | None:
    told = spent[:NAMED]
    return table(
        say("Work that may be paid twice"),
        Column(
            title=meant("of two pieces of work", "One"), cells=tuple(Cell(text=pair.first, to=pair.to) for pair in told)
        ),
        (
            Column(title=say("Costs"), cells=tuple(Cell(text=pair.costs[0]) for pair in told), figures=True),
            Column(
                title=meant("of two pieces of work", "The other"),
                cells=tuple(Cell(text=pair.second, to=pair.to) for pair in told),
            ),
            Column(title=say("Costs"), cells=tuple(Cell(text=pair.costs[1]) for pair in told), figures=True),
        ),
    )


def _budgets(views: Views) -> Table | None:
    told = [
        f for f in views.situation.functions.values() if (f.budget, f.planning_starts, f.budget_locks) != (None,) * 3
    ]
    names = [function.name for function in told]
    return table(
        say("Budgets of functions in this cycle, and when they are planned and fixed"),
        Column(title=say("Function"), cells=tuple(Cell(text=name) for name in names)),
        (
            amounts(say("Budget"), [stated(function.budget, views.situation) for function in told], names),
            words(say("Planning starts"), [day(f.planning_starts) if f.planning_starts else None for f in told]),
            words(meant("budget", "Fixed"), [day(f.budget_locks) if f.budget_locks else None for f in told]),
        ),
    )


def _rewards(views: Views) -> Table | None:
    """One row for each thing that a person is rewarded for; an edition that may not hold these has no such leaf."""
    rows = [
        (Cell(text=person.name, notes=_title(person)), one)
        for person in views.situation.people.values()
        for one in getattr(person, "incentives", None) or ()
    ]
    labels = [f"{name.text}, {one.measure}" for name, one in rows]
    return table(
        say("What people are rewarded for, and how much of the variable reward hangs on it"),
        Column(title=say("Rewarded for"), cells=tuple(Cell(text=one.measure) for _, one in rows)),
        (
            percents(say("Share of the variable reward"), [one.weight for _, one in rows], labels),
            words(say("Goal"), [views.names.of(one.goal) for _, one in rows]),
            words(say("Should move"), [say(one.direction) if one.direction else None for _, one in rows]),
        ),
        [name for name, _ in rows],
    )


def _title(person: Person) -> tuple[str, ...]:
    return (person.title,) if isinstance(person.title, str) else ()
