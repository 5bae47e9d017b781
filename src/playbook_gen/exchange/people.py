"""An HR list to people: the rows that describe somebody, with ids and reporting lines that hold together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook_gen.exchange.cells import key
from playbook_gen.exchange.delimited import read_delimited
from playbook_gen.exchange.drafts import Draft, Drafting, without_repeats
from playbook_gen.exchange.ids import Ids, fits, slug
from playbook_gen.exchange.lines import reporting_lines
from playbook_gen.exchange.tables import Remark, load, shown
from playbook_gen.exchange.workbooks import read_workbook
from playbook_gen.model.values import Nothing
from playbook_gen.outcomes import InputRejected

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playbook_gen.exchange.tables import Table


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """One person of the list; None where the list does not say."""

    row: int
    """Line of the file or row of the sheet, from 1."""
    id: str
    name: str
    title: str | None = None
    department: str | None = None
    reports_to: str | Nothing | None = None
    """The manager's id; `NOTHING` at the top."""
    since: str | None = None
    """Start in the present post."""
    hired: str | None = None
    """Start with the company, which is not the start in the present post."""


@dataclass(frozen=True)
class PeopleList:
    """The people of a list in its order, and what was noticed, by row."""

    people: tuple[PersonRow, ...]
    remarks: tuple[Remark, ...] = ()


def read_people(path: Path) -> PeopleList:
    """Read a CSV or XLSX list of people.

    Only names, titles, departments, reporting lines and dates are taken over; all other columns are ignored.
    Remarks hold rows and ids, never names or other values.

    Raises:
        InputRejected: the file cannot be used at all; the text says why and what to do.

    """
    name = shown(path)
    drafting = Drafting(_table(load(path), name))
    drafts = drafting.drafts()
    remarks = drafting.remarks
    posts = without_repeats(drafts, remarks)
    lines = reporting_lines(posts, known="manager" in drafting.fields, remarks=remarks)
    ids = _ids(posts, remarks)
    people = tuple(
        PersonRow(
            row=post.row,
            id=ids[position],
            name=post.name,
            title=post.title,
            department=post.department,
            reports_to=ids[line] if isinstance(line, int) else line,
            since=post.since,
            hired=post.hired,
        )
        for position, (post, line) in enumerate(zip(posts, lines, strict=True))
        if not post.vacant
    )
    if not people:
        raise InputRejected(f"{name}: there are headings, but no people below them. Export the list again.")
    return PeopleList(people, tuple(sorted(dict.fromkeys(remarks))))


def _table(data: bytes, name: str) -> Table:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        message = "is an old Excel file (.xls) or one with a password. Save it as XLSX without a password, or as CSV."
        raise InputRejected(f"{name}: {message}")
    return read_workbook(data, name) if data.startswith(b"PK") else read_delimited(data, name)


def _ids(posts: Sequence[Draft], remarks: list[Remark]) -> list[str]:
    """Return an id for each post that somebody holds: the given one where it can stand, else one made from words."""
    ids = Ids()
    chosen: dict[int, str] = {}
    holders: dict[str, Draft] = {}
    held = [(position, post) for position, post in enumerate(posts) if not post.vacant]
    for position, post in held:
        if post.given and holders.setdefault(key(post.given), post) is post and fits(post.given):
            chosen[position] = ids.claim(post.given)
    for position, post in held:
        if position not in chosen:
            chosen[position] = ids.claim(_wanted(post, position))
            _explain(post, chosen[position], holders, remarks)
    remarks += [Remark(post.row, "a vacant post; it was left out, as nobody holds it") for post in posts if post.vacant]
    return [chosen.get(position, "") for position in range(len(posts))]


def _wanted(post: Draft, position: int) -> str:
    if post.given and fits(post.given):
        return post.given
    return slug(post.name) or slug(post.title or "") or f"p{position + 1}"


def _explain(post: Draft, name: str, holders: dict[str, Draft], remarks: list[Remark]) -> None:
    if post.given is None:
        return
    first = holders[key(post.given)]
    if first is post:
        message = f"the id given here cannot name a page; {name} stands in its place"
    else:
        message = (
            f"the id of row {first.row} again (a shared post?); {name} stands for it, lines lead to row {first.row}"
        )
    remarks.append(Remark(post.row, message))
