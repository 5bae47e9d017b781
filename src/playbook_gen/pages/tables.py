"""Tables as plain values: what is known of many things; a column of which nothing is known is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from playbook_gen.language import say


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What stands in one cell; ``known`` is False where nobody wrote it down."""

    text: str
    known: bool = True
    to: str | None = None
    notes: tuple[str, ...] = ()
    """What stands below it in small."""
    bar: str = ""
    """A drawing of the same number, as SVG."""


def unknown() -> Cell:
    """Return the cell of what nobody wrote down."""
    return Cell(text=say("not known"), known=False)


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its header, the unit that stands there, and a cell for each row."""

    title: str
    cells: tuple[Cell, ...]
    unit: str | None = None
    figures: bool = False
    """Whether it holds numbers, which stand to the right."""
    kept: bool = False
    """Whether it stands even where nothing of it is known, because that is worth saying."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Rows that belong together, below the cell that names them; the first cell of a row is its header."""

    name: Cell | None
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table: its columns, and its rows in one or more groups."""

    caption: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]


def table(
    caption: str, first: Column, others: Iterable[Column], names: Iterable[Cell | None] | None = None
) -> Table | None:
    """Return a table of the columns of which something is known; None where nothing is left to say.

    ``names`` gives each row the cell that its group stands under; rows of one group follow each other.
    """
    told = [column for column in others if column.kept or any(cell.known for cell in column.cells)]
    if not first.cells or not told:
        return None
    columns = (first, *told)
    rows = zip(*(column.cells for column in columns), strict=True)
    named = zip(names or [None] * len(first.cells), rows, strict=True)
    groups = tuple(
        Group(name=name, rows=tuple(row for _, row in held)) for name, held in groupby(named, key=itemgetter(0))
    )
    return Table(caption=caption, columns=columns, groups=groups)


def words(title: str, values: Sequence[str | None]) -> Column:
    """Return a column of words, where None is not known."""
    return Column(title=title, cells=tuple(unknown() if value is None else Cell(text=value) for value in values))
