"""Which column holds what: headings of many tools, whatever their case, spacing, underscores or marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SEARCHED_ROWS = 20
"""Headings may stand under a title or an empty row, but not below this many."""

# In order of preference: where a list has several of them, the first that holds anything counts.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": (
        "Person ID", "Employee ID", "Employee #", "Employee Number", "Employee No", "Employee Code", "Staff ID",
        "Staff Number", "Personnel Number", "Worker ID", "Unique ID", "Unique Identifier", "Post Unique Reference",
        "ID",
    ),
    "name": (
        "Name", "Full Name", "Employee Name", "Person Name", "Display Name", "Preferred Name", "Worker", "Employee",
    ),
    "first": ("First Name", "Given Name", "Forename", "Preferred First Name"),
    "last": ("Last Name", "Surname", "Family Name"),
    "title": (
        "Job Title", "Business Title", "Position Title", "Title", "Position", "Role", "Job Role", "Post Title",
    ),
    "department": (
        "Department", "Department Name", "Dept", "Function", "Division", "Business Unit", "Unit",
        "Organisation Unit", "Organization Unit", "Org Unit", "Supervisory Organization", "Supervisory Organisation",
    ),
    "manager": (
        "Supervisor ID", "Manager ID", "Manager Person ID", "Manager Employee ID", "Boss ID", "Parent ID",
        "Reports To ID", "Reports to Senior Post", "Supervisor Email", "Manager Email", "Reports To", "Reporting To",
        "Supervisor", "Manager", "Line Manager", "Boss", "Supervisor Name", "Manager Name",
    ),
    "email": ("Email", "Email Address", "Work Email", "Contact Email"),
    "since": (
        "Start in Post", "In Post Since", "Position Start Date", "Role Start Date", "Job Start Date",
        "Date in Position",
    ),
    "hired": ("Hire Date", "Start Date", "Date Hired", "Date of Hire", "Join Date", "Joining Date"),
}  # fmt: skip

NO_NAMES = (
    "none of the first rows has a heading for people's names. Understood are Name (or First Name and Last Name) and, "
    "where the list has them, Employee ID, Manager ID or Reports To, Job Title, Department, Hire Date, Start in Post."
)


def folded(heading: str) -> str:
    """Return what two headings share that mean the same: letters, digits and #, without regard to case."""
    return "".join(c for c in heading.casefold() if c.isalnum() or c == "#")


_FIELDS = {folded(word): (field, rank) for field, words in SYNONYMS.items() for rank, word in enumerate(words)}
# Supervisory Organization carries the manager's name behind the unit's, as in `02999999 Chemistry (Jane Doe)`.
_SUPERVISORY = frozenset(["supervisoryorganization", "supervisoryorganisation"])


@dataclass(frozen=True)
class Headings:
    """The columns of a table by what they hold, each list in order of preference; positions count from 0."""

    row: int
    """How many rows stand above the first row of data."""
    columns: Mapping[str, tuple[int, ...]]
    supervisory: frozenset[int]
    """Columns whose text carries a unit's number and manager."""

    @property
    def usable(self) -> bool:
        """Whether names can be read."""
        return "name" in self.columns or {"first", "last"} <= self.columns.keys()


def headings(row: Sequence[str], above: int) -> Headings:
    """Return what a row of cells means if it is read as headings; ``above`` counts the rows before it."""
    found: dict[str, list[tuple[int, int]]] = {}
    supervisory = set()
    for column, cell in enumerate(row):
        word = folded(cell)
        if word in _FIELDS:
            field, rank = _FIELDS[word]
            found.setdefault(field, []).append((rank, column))
        if word in _SUPERVISORY:
            supervisory.add(column)
    columns = {field: tuple(column for _, column in sorted(ranked)) for field, ranked in found.items()}
    return Headings(above + 1, columns, frozenset(supervisory))


def find_headings(rows: Iterable[Sequence[str]]) -> Headings | None:
    """Return the headings that stand in one of the first rows: the first row that can be used."""
    for above, row in enumerate(rows):
        if above >= SEARCHED_ROWS:
            return None
        if (found := headings(row, above)).usable:
            return found
    return None
