"""An edge list in CSV, with a table of people where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from playbook_gen.diagnostics import Code
from playbook_gen.exchange.delimited import DELIMITERS, decode, rows_in
from playbook_gen.exchange.given import GivenNetwork, GivenPerson, GivenTie, Notice, given_id
from playbook_gen.exchange.headings import SEARCHED_ROWS
from playbook_gen.exchange.network_fields import PERSON, TIE, Fields, fields_of, mutual
from playbook_gen.exchange.network_input import load_network
from playbook_gen.exchange.network_people import too_many
from playbook_gen.exchange.tables import MAX_EMPTY_ROWS, Row
from playbook_gen.outcomes import InputRejected
from playbook_gen.reading import MAX_PEOPLE, MAX_RELATIONSHIPS
from playbook_gen.source import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from playbook_gen.diagnostics import Collector

_NO_PEOPLE = (
    "none of the first rows has a heading for people's ids. Understood are id, node, person or name and, where the "
    "table has them, title, department and manager."
)
_NO_TIES = (
    "none of the first rows has headings for both ends of a tie. Understood are source, from or sender; target, to "
    "or receiver; and, where the list has them, weight, strength or influence, and direction."
)


@dataclass(frozen=True, kw_only=True)
class _Kind:
    """What is read from one of the two tables, and the limit to it."""

    fields: Fields
    enough: Callable[[Mapping[str, int]], bool]
    missing: str
    most: int
    what: str


_PEOPLE = _Kind(
    fields=PERSON, enough=lambda c: "id" in c or "name" in c, missing=_NO_PEOPLE, most=MAX_PEOPLE, what="people"
)
_TIES = _Kind(
    fields=TIE, enough=lambda c: {"source", "target"} <= c.keys(), missing=_NO_TIES, most=MAX_RELATIONSHIPS, what="ties"
)


@dataclass(frozen=True, kw_only=True)
class _Table:
    """The rows below the headings that hold anything, by field."""

    file: str
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    """The line of each row, and its texts."""
    notices: tuple[Notice, ...]


def read_edge_list(ties: Path, people: Path | None, found: Collector) -> GivenNetwork:
    """Read a CSV file with one tie a row and, where given, one with one person a row.

    ``found`` takes a fault for each row without an id.

    Raises:
        InputRejected: a file cannot be used at all; the text says why and what to do.

    """
    tied = _read(ties, _TIES)
    listed = _read(people, _PEOPLE) if people else None
    return GivenNetwork(
        file=tied.file,
        listed=listed is not None,
        people=tuple(_people(listed, found)) if listed else (),
        ties=tuple(_ties(tied, found)),
        notices=tied.notices + (listed.notices if listed else ()),
    )


def _people(table: _Table, found: Collector) -> Iterator[GivenPerson]:
    for line, cells in table.rows:
        # A table that only names people means them by their names, as the ties then do.
        own = given_id(cells["id"] if "id" in cells else cells["name"])
        if not own:
            hint = "give every person an id"
            found.error(Code.MISSING, Place(table.file, line, 1), "the person has no id", hint=hint)
            continue
        rest = {field: cells.get(field, "") for field in ("name", "title", "department", "manager")}
        yield GivenPerson(file=table.file, line=line, id=own, **rest)


def _ties(table: _Table, found: Collector) -> Iterator[GivenTie]:
    for line, cells in table.rows:
        source, target = given_id(cells["source"]), given_id(cells["target"])
        for end, own in (("source", source), ("target", target)):
            if not own:
                hint = "name both ends of every tie"
                found.error(Code.MISSING, Place(table.file, line, 1), f"the tie has no {end}", hint=hint)
        if source and target:
            weight = cells.get("weight", "").strip()
            both_ways = mutual(cells.get("direction", ""))
            yield GivenTie(line=line, source=source, target=target, weight=weight, both_ways=both_ways)


def _read(path: Path, kind: _Kind) -> _Table:
    data, file = load_network(path, "CSV")
    text, remarks = decode(data, file)
    delimiter, above, columns, ignored = _sniff(text, file, kind)
    rows = tuple(
        (row.number, {field: _cell(row, column) for field, column in columns.items()})
        for row in _filled(islice(rows_in(text, delimiter, file), above, None), file, kind)
    )
    messages = [remark.message for remark in remarks]
    messages += [f"{ignored} other column{'s' * (ignored > 1)} left aside"] if ignored else []
    return _Table(file=file, rows=rows, notices=tuple(Notice(file=file, line=0, message=text) for text in messages))


def _sniff(text: str, file: str, kind: _Kind) -> tuple[str, int, Mapping[str, int], int]:
    """Choose the separator under which most headings are understood.

    Return it with the number of rows down to the headings, the columns by field and how many others there are.
    """
    best: tuple[str, int, Mapping[str, int], int] | None = None
    fault = InputRejected(f"{file}: {kind.missing}")
    for delimiter in DELIMITERS:
        try:
            rows = list(islice(rows_in(text, delimiter, file), SEARCHED_ROWS))
        except InputRejected as broken:
            fault = broken
            continue
        for above, row in enumerate(rows, 1):
            columns = {field: places[0] for field, places in fields_of(row.cells, kind.fields).items()}
            if kind.enough(columns):
                if best is None or len(columns) > len(best[2]):
                    best = delimiter, above, columns, sum(map(bool, row.cells)) - len(columns)
                break
    if best is None:
        raise fault
    return best


def _filled(rows: Iterable[Row], file: str, kind: _Kind) -> Iterator[Row]:
    """Pass on the rows that hold anything, until the list has ended."""
    count = empty = 0
    for row in rows:
        filled = any(cell.strip() for cell in row.cells)
        count, empty = (count + 1, 0) if filled else (count, empty + 1)
        if count > kind.most:
            raise too_many(file, kind.most, kind.what)
        if empty >= MAX_EMPTY_ROWS:
            return
        if filled:
            yield row


def _cell(row: Row, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""
