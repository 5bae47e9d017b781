"""What of an alliance's sides stands beside each other in numbers: staff, clocks, and how two heads rate each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playbook_gen.checks.fit.perception_gap import RatedSide, ratings
from playbook_gen.checks.situation import Pair, Partner
from playbook_gen.figures.bars import bars
from playbook_gen.figures.dumbbell import dumbbell
from playbook_gen.figures.year import Span, year
from playbook_gen.language import meant, numeral, say
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.people import Function
from playbook_gen.model.values import Nothing, When
from playbook_gen.pages import urls
from playbook_gen.pages.amounts import percents
from playbook_gen.pages.tables import Cell, Column, Table, table, unknown
from playbook_gen.pages.verdicts import Views
from playbook_gen.pages.words import day


def compared(views: Views, alliance: Alliance) -> tuple[Table, ...]:
    """Return every table of which something is known."""
    found = (_staff(views, alliance), _clocks(views, alliance), *_perceptions(views, alliance))
    return tuple(held for held in found if held)


def _partners(partners: Sequence[Partner]) -> Column:
    return Column(title=say("Partner"), cells=tuple(Cell(text=p.name, to=urls.partner(p.id)) for p in partners))


# Staff


def _staff(views: Views, alliance: Alliance) -> Table | None:
    sides = views.situation.sides(alliance)
    held = [side for _, side in sides]
    needed = [_posts(side.staff_needed if side else None) for side in held]
    assigned = [_posts(side.staff_assigned if side else None) for side in held]
    extra = [side.extra_work if side else None for side in held]
    names = [partner.name for partner, _ in sides]
    load = tuple(_load(names, needed, assigned))
    return table(
        say("Staff of each side: posts needed (upper bar) and assigned (lower, open bar)")
        if load
        else say("Staff of each side, in posts"),
        _partners([partner for partner, _ in sides]),
        (
            _figures(say("Posts needed"), needed),
            _figures(say("Posts assigned"), assigned),
            *load,
            percents(say("More work than posts allow for"), [None if e is None else float(e) for e in extra], names),
        ),
    )


def _posts(held: float | Nothing | None) -> float | None:
    return None if held is None else 0.0 if isinstance(held, Nothing) else float(held)


def _figures(title: str, values: Sequence[float | None]) -> Column:
    cells = (unknown() if value is None else Cell(text=numeral(f"{value:g}")) for value in values)
    return Column(title=title, cells=tuple(cells), figures=True)


def _load(names: Sequence[str], needed: Sequence[float | None], assigned: Sequence[float | None]) -> Iterator[Column]:
    """Yield the bars, all of one scale, where any side has both numbers."""
    most = max((value for value in (*needed, *assigned) if value is not None), default=0.0)
    if not most or not any(None not in pair for pair in zip(needed, assigned, strict=True)):
        return
    cells = []
    for name, *pair in zip(names, needed, assigned, strict=True):
        words = [say("not known") if value is None else numeral(f"{value:g}") for value in pair]
        label = say("{partner}: {needed} needed, {assigned} assigned", partner=name, needed=words[0], assigned=words[1])
        cells.append(Cell(text="", bar=bars([None if v is None else v / most for v in pair], label)))
    yield Column(title=say("Needed and assigned"), cells=tuple(cells))


# Clocks


def _clocks(views: Views, alliance: Alliance) -> Table | None:
    partners = [partner for partner in views.situation.partners(alliance) if partner.function]
    functions = [partner.function for partner in partners if partner.function]
    if not any(_told(function) for function in functions):
        return None
    return table(
        say("The clocks of both sides, as years from January to December; a diamond is the day a budget is fixed"),
        _partners(partners),
        (
            *_years(functions),
            _dates(say("Planning starts"), [function.planning_starts for function in functions]),
            _dates(meant("budget", "Fixed"), [function.budget_locks for function in functions]),
            _days(say("From request to delivery"), [function.lead_time_days for function in functions]),
            _days(say("Between two releases"), [function.release_cycle_days for function in functions]),
        ),
    )


def _told(function: Function) -> bool:
    held = (function.planning_starts, function.budget_locks, function.lead_time_days, function.release_cycle_days)
    return any(value is not None for value in held)


def _years(functions: Sequence[Function]) -> Iterator[Column]:
    if not any(function.planning_starts or function.budget_locks for function in functions):
        return
    cells = (
        Cell(text="", bar=year(_span(f.planning_starts), _span(f.budget_locks), _year_in_words(f))) for f in functions
    )
    yield Column(title=say("The year"), cells=tuple(cells))


def _span(when: When | None) -> Span | None:
    return (when.first, when.last) if when else None


def _year_in_words(function: Function) -> str:
    return say(
        "{function}: planning starts {start}, budget fixed {end}",
        function=function.name,
        start=_when(function.planning_starts),
        end=_when(function.budget_locks),
    )


def _when(when: When | None) -> str:
    return day(when) if when else say("not known")


def _dates(title: str, held: Sequence[When | None]) -> Column:
    return Column(title=title, cells=tuple(Cell(text=day(when)) if when else unknown() for when in held))


def _days(title: str, held: Sequence[int | None]) -> Column:
    cells = (unknown() if days is None else Cell(text=str(days)) for days in held)
    return Column(title=title, unit=say("days"), cells=tuple(cells), figures=True)


# Ratings


def _perceptions(views: Views, alliance: Alliance) -> Iterator[Table]:
    # An edition that may not hold ratings has no such leaf.
    if not getattr(views.situation.organisation, "perceptions", None):
        return
    for pair in views.situation.pairs(alliance):
        found = _rated(views, pair)
        if found:
            yield found


def _rated(views: Views, pair: Pair) -> Table | None:
    there, back = ratings(pair.a, pair.b, views.situation), ratings(pair.b, pair.a, views.situation)
    said = sorted(there.statements.keys() | back.statements.keys())
    marks = [(_value(there, key), _value(back, key)) for key in said]
    if not any(value is not None for pair_of in marks for value in pair_of):
        return None
    names = (pair.a.name, pair.b.name)
    return table(
        say(
            "How {person} and {other} rate working with each other, 1 (never) to 5 (always)",
            person=names[0],
            other=names[1],
        ),
        Column(title=say("Statement"), cells=tuple(Cell(text=_wording(there, back, key)) for key in said)),
        (
            _figures(names[0], [one for one, _ in marks]),
            _figures(names[1], [other for _, other in marks]),
            Column(
                title=say("Side by side, 1 to 5"),
                cells=tuple(
                    Cell(text="", bar=dumbbell(both, names, _in_words(both, names, _wording(there, back, key))))
                    for key, both in zip(said, marks, strict=True)
                ),
            ),
        ),
    )


def _value(side: RatedSide, key: str) -> int | None:
    rated = side.statements.get(key)
    return rated.value if rated else None


def _wording(there: RatedSide, back: RatedSide, key: str) -> str:
    return min(side.statements[key].wording for side in (there, back) if key in side.statements)


def _in_words(both: tuple[int | None, int | None], names: tuple[str, str], statement: str) -> str:
    said = [say("not known") if value is None else str(value) for value in both]
    return say(
        "{statement}: {person} {rating}, {other} {other_rating}",
        statement=statement,
        person=names[0],
        rating=said[0],
        other=names[1],
        other_rating=said[1],
    )
