"""The strategy: company goals, what serves each of them and at what cost, what serves none, and what is done twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from playbook_gen.checks.clauses import Severity, shown
from playbook_gen.diagnosis.questions import varied
from playbook_gen.diagnosis.run import Outcome
from playbook_gen.language import marked, say, several
from playbook_gen.model.strategy import Goal, StrategyLiteracy
from playbook_gen.model.values import NOTHING, Nothing, When
from playbook_gen.model.work import Activity
from playbook_gen.pages import urls
from playbook_gen.pages.alliance import Fact
from playbook_gen.pages.amounts import amounts, percent, tallies, worded
from playbook_gen.pages.chains import Chain, GoalView, chains, cost, who
from playbook_gen.pages.duplicates import NAMED, Pair, alliance_of, pairs, period, run_apart
from playbook_gen.pages.tables import Cell, Column, Table, table, words
from playbook_gen.pages.verdicts import FindingView, QuestionView, Views
from playbook_gen.pages.words import day, headline

_DUPLICATES = "focus.disconnected-dots"
CHECKS = (
    "focus.no-business-strategy",
    "focus.unlinked-work",
    _DUPLICATES,
    "focus.strategy-literacy",
    "focus.do-vs-should",
    "financial.priority-mismatch",
)
"""Checks whose findings and questions this page is about."""

FOUND = 24
"""Findings that stand below one heading; the page of the mode holds all of them."""


@dataclass(frozen=True, kw_only=True)
class Loose:
    """Things that serve nothing, or of which nobody said what they serve."""

    title: str
    note: str
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StrategyPage:
    """From goals to money and alliances, and what stands outside of that."""

    heading: str
    name: str
    strategy: str | None
    vision: str | None
    overview: Table | None
    goals: tuple[GoalView, ...]
    loose: tuple[Loose, ...]
    findings: tuple[FindingView, ...]
    more: int
    """How many more findings there are than stand here."""
    pairs: tuple[Pair, ...]
    more_pairs: int
    work: Table | None
    literacy: tuple[Fact, ...]
    questions: tuple[QuestionView, ...]
    empty: str | None
    """Why there is nothing to follow, and what would stand here."""


def strategy_page(views: Views) -> StrategyPage:
    """Return the page of the strategy."""
    organisation = views.diagnosis.organisation
    followed = chains(views)
    found = [outcome for outcome in views.diagnosis.findings if outcome.check.id in CHECKS]
    alone = [outcome for outcome in found if outcome.check.id != _DUPLICATES]
    twice = pairs(views)
    strategy, vision = organisation.strategy, organisation.vision
    return StrategyPage(
        heading=_heading(found, followed, views),
        name=say("Strategy"),
        strategy=strategy if isinstance(strategy, str) else None,
        vision=vision if isinstance(vision, str) else None,
        overview=_overview(followed, views),
        goals=tuple(chain.view() for chain in followed),
        loose=tuple(_loose(followed, views)),
        findings=tuple(map(views.finding, alone[:FOUND])),
        more=max(len(alone) - FOUND, 0),
        pairs=twice[:NAMED],
        more_pairs=max(len(twice) - NAMED, 0),
        work=_table(tuple(views.situation.activities.values()), views),
        literacy=tuple(_literacy(organisation.strategy_literacy)),
        questions=asked(views, CHECKS),
        empty=None if followed else _empty(organisation.goals),
    )


def asked(views: Views, checks: Iterable[str]) -> tuple[QuestionView, ...]:
    """Return up to five questions that these checks wait for, of as many checks as there are."""
    wanted = set(checks)
    mine = tuple(question for question in views.diagnosis.questions if wanted & set(question.checks))
    return tuple(views.question(question) for question in varied(mine, 5))


def _empty(goals: object) -> str:
    would = say("This page would follow each company goal down to goals of functions, work, cost and alliances.")
    said = say("The company is said to have no goals.") if goals == () else say("No company goal is on record yet.")
    return f"{would} {said}"


def _heading(found: Sequence[Outcome], held: Sequence[Chain], views: Views) -> str:
    worst = next((outcome for outcome in found if (outcome.severity or 0) > Severity.LOW), None)
    if worst:
        return headline(views.names.of(worst.alliance), run_apart(worst, views))
    name = views.diagnosis.organisation.name
    if not held:
        if views.diagnosis.organisation.goals == ():
            return say("{company} has no goals", company=name)
        return say("What {company} wants to reach is not on record yet", company=name)
    if bare := sum(chain.bare for chain in held):
        return several(
            "Nothing on record serves {bare} of {number} company goal",
            "Nothing on record serves {bare} of {number} company goals",
            len(held),
            bare=bare,
        )
    one = len(held) == 1
    if views.diagnosis.organisation.activities is None:
        if one:
            return say("Which work serves the company goal is not on record yet")
        return say("Which work serves the company goals is not on record yet")
    if one:
        return say("Something on record serves the one company goal")
    return say("Something on record serves every company goal")


def _aims(views: Views) -> list[Goal]:
    return [goal for goal in views.situation.goals.values() if goal.function]


def _overview(held: Sequence[Chain], views: Views) -> Table | None:
    """Count what serves each goal; of what nobody wrote down at all there is no column, for it is not 0."""
    statements = [chain.goal.statement for chain in held]
    organisation = views.diagnosis.organisation
    counted = (
        (say("Goals of functions"), [len(chain.aims) for chain in held] if _aims(views) else None),
        (say("Activities"), [len(chain.work) for chain in held] if organisation.activities is not None else None),
        (say("Alliances"), [len(chain.alliances) for chain in held] if organisation.alliances is not None else None),
    )
    numbers = [
        Column(title=title, cells=tuple(Cell(text=str(number)) for number in column), figures=True)
        for title, column in counted
        if column is not None
    ]
    goals = tuple(Cell(text=chain.goal.statement, to=urls.goal(chain.goal.id)) for chain in held)
    caption = say("What serves each company goal, as far as it is on record; work for several goals counts under each")
    spent = tallies(say("Cost of the activities"), [chain.tally for chain in held], statements)
    return table(caption, Column(title=say("Company goal"), cells=goals), (*numbers, spent))


# What serves nothing


def _loose(held: Sequence[Chain], views: Views) -> Iterator[Loose]:
    """Yield what is loose, group by group; a group that holds nothing is left out."""
    situation = views.situation
    work, aims = situation.activities.values(), _aims(views)
    running = [alliance for alliance in situation.alliances.values() if not situation.ended(alliance)]
    silent = sum(a.goals is None for a in work) + sum(goal.supports is None for goal in aims)
    silent += sum(alliance.supports is None for alliance in running)
    bare = [chain.goal.statement for chain in held if chain.bare]

    def aim(goal: Goal) -> str:
        return f"{goal.statement} ({views.names.of(goal.function)})"

    def run(activity: Activity) -> str:
        spent = cost(activity, views)
        return f"{activity.name} ({situation.function_name(activity)}{f', {worded(spent)}' if spent else ''})"

    name = situation.name_of
    nobody, declared = say("Nobody wrote down which; they may serve any."), say("By the record these serve none.")
    groups = (
        (say("Company goals that nothing serves"), _unserved(silent), bare),
        (say("Goals of functions that serve no company goal"), declared, _of(aims, "supports", (), aim)),
        (say("Work that serves no goal"), declared, _of(work, "goals", (), run)),
        (say("Alliances that serve no company goal"), declared, _of(running, "supports", (), name)),
        (
            say("Goals of functions: which company goals they serve is not known"),
            nobody,
            _of(aims, "supports", None, aim),
        ),
        (say("Work: which goals it serves is not known"), nobody, _of(work, "goals", None, run)),
        (say("Alliances: which company goals they serve is not known"), nobody, _of(running, "supports", None, name)),
    )
    # Without company goals there is nothing yet that anything could be said to serve.
    told = groups if held else groups[:4]
    yield from (Loose(title=title, note=note, items=tuple(items)) for title, note, items in told if items)


def _unserved(silent: int) -> str:
    said = say("No goal of a function, no work and no alliance on record names them.")
    if not silent:
        return said
    # Translators: may name the company goals that nothing serves.
    may = several(
        "{number} entry below may, for all that is known.",
        "{number} entries below may, for all that is known.",
        silent,
    )
    return f"{said} {may}"


def _of(records: Iterable[Any], field: str, value: object, name: Callable[[Any], str]) -> list[str]:
    return [name(record) for record in records if getattr(record, field) == value]


# All work


def _table(work: Sequence[Activity], views: Views) -> Table | None:
    names = [activity.name for activity in work]
    served = [None if a.goals is None else views.names.list_of(a.goals) or say("no goal") for a in work]
    columns = (
        words(say("Function"), [views.names.of(activity.function) for activity in work]),
        words(say("Answers for it"), [who(activity.owner, views) for activity in work]),
        words(say("Serves"), served),
        words(say("When"), [period(activity) for activity in work]),
        words(say("Supplier or tool"), [_said(activity.vendor) for activity in work]),
        words(say("Alliance"), [alliance_of(activity, views) for activity in work]),
        amounts(say("Cost"), [cost(activity, views) for activity in work], names),
    )
    first = tuple(Cell(text=activity.name, notes=tuple(_notes(activity))) for activity in work)
    return table(say("Every activity on record"), Column(title=say("Activity"), cells=first), columns)


def _notes(activity: Activity) -> Iterator[str]:
    """Yield what else is known of an activity, in small below its name."""
    for text, value in (
        (marked("kind: {text}"), activity.capability),
        (marked("for: {text}"), activity.audience),
        (marked("purpose: {text}"), activity.purpose),
        (marked("gives: {text}"), activity.output),
    ):
        if isinstance(value, str):
            yield say(text, text=value)


def _said(value: object) -> str | None:
    return None if value is None else shown(value)


# Who knows it


def _literacy(known: StrategyLiteracy | Nothing | None) -> Iterator[Fact]:
    if known is None or known is NOTHING:
        return
    named = None if known.name_top_three is None else say("{number} %", number=percent(known.name_top_three))
    values = (
        (say("Managers"), _said(known.managers)),
        (say("Trained on the strategy"), _said(known.trained)),
        (say("Can name the top three goals"), named),
        (say("Last joint workshop"), day(known.last_workshop) if isinstance(known.last_workshop, When) else None),
        (say("Led by"), _said(known.facilitator)),
    )
    yield from (Fact(term=term, value=value) for term, value in values if value is not None)
