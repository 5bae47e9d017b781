"""The people of a network: each once, with an id that stands, texts that can be shown and lines that hold together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook_gen.exchange.cells import MAX_TEXT, blank, clean, damaged, key, withheld
from playbook_gen.exchange.drafts import Draft
from playbook_gen.exchange.given import GivenPerson, Notice, given_id
from playbook_gen.exchange.ids import Ids, fits, slug
from playbook_gen.exchange.lines import reporting_lines
from playbook_gen.exchange.people import PersonRow
from playbook_gen.outcomes import InputRejected
from playbook_gen.reading import MAX_PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playbook_gen.exchange.given import GivenNetwork
    from playbook_gen.exchange.tables import Remark


def too_many(file: str, most: int, what: str) -> InputRejected:
    """Return the refusal of a file that holds more than an organisation may."""
    limit = f"{most:,}".replace(",", " ")
    return InputRejected(f"{file}: more than {limit} {what}. Keep the part that matters and try again.")


def everybody_in(given: GivenNetwork, notices: list[Notice]) -> tuple[GivenPerson, ...]:
    """Return who is listed, each once, and behind them whom only ties name.

    Raises:
        InputRejected: there is nobody, or there are too many.

    """
    kept = (*_listed(given.people, notices), *_only_tied(given, notices))
    if not kept:
        raise InputRejected(f"{given.file}: names nobody. Export the network again.")
    if len(kept) > MAX_PEOPLE:
        raise too_many(given.file, MAX_PEOPLE, "people")
    return kept


def _listed(people: Sequence[GivenPerson], notices: list[Notice]) -> Iterator[GivenPerson]:
    first: dict[tuple[str, str], GivenPerson] = {}
    for person in people:
        earlier = first.setdefault((person.id, key(person.name)), person)
        if earlier is person:
            yield person
        else:
            message = f"the same id and name as in line {earlier.line}; this line was left out"
            notices.append(Notice(file=person.file, line=person.line, message=message))


def _only_tied(given: GivenNetwork, notices: list[Notice]) -> Iterator[GivenPerson]:
    known = {person.id for person in given.people}
    for tie in given.ties:
        for end in (tie.source, tie.target):
            if end in known:
                continue
            known.add(end)
            yield GivenPerson(file=given.file, line=tie.line, id=end)
            if given.listed:
                message = f"{end if fits(end) else 'somebody'} is not listed among the people, and was added"
                notices.append(Notice(file=given.file, line=tie.line, message=message))


def ids_of(everybody: Sequence[GivenPerson], notices: list[Notice]) -> list[str]:
    """Return an id for each person: the given one wherever it can stand, else one made from it, with a notice."""
    ids = Ids()
    first: dict[str, GivenPerson] = {}
    holders: dict[str, GivenPerson] = {}
    chosen: dict[int, str] = {}
    for place, person in enumerate(everybody):
        if first.setdefault(person.id, person) is person and fits(person.id) and not ids.has(person.id):
            chosen[place] = ids.claim(person.id)
            holders[person.id.casefold()] = person
    for place, person in enumerate(everybody):
        if place in chosen:
            continue
        wanted = person.id if fits(person.id) else slug(person.id) or slug(person.name) or f"p{place + 1}"
        chosen[place] = ids.claim(wanted)
        message = f"{_fault(person, first[person.id], holders)}; {chosen[place]} stands in its place"
        notices.append(Notice(file=person.file, line=person.line, message=message))
    return [chosen[place] for place in range(len(everybody))]


def _fault(person: GivenPerson, first: GivenPerson, holders: Mapping[str, GivenPerson]) -> str:
    if first is not person:
        return f"the id of line {first.line} again, to which all ties lead"
    if not fits(person.id):
        return "the id given here cannot name a page"
    holder = holders[person.id.casefold()]
    where = "" if holder.file == person.file else f"{holder.file}, "
    return f"the id differs from that of {where}line {holder.line} by case alone"


def rows_of(
    everybody: Sequence[GivenPerson], ids: Sequence[str], names: Mapping[str, str], notices: list[Notice]
) -> tuple[PersonRow, ...]:
    """Return the people as the organisation file takes them; ``names`` leads from given ids to those that stand."""
    drafts = [_draft(person, own, names, notices) for person, own in zip(everybody, ids, strict=True)]
    remarks: list[Remark] = []
    managed = any(draft.managers for draft in drafts)
    lines = reporting_lines(drafts, known=True, remarks=remarks) if managed else [None] * len(drafts)
    notices += (Notice(file=everybody[0].file, line=remark.row, message=remark.message) for remark in remarks)
    return tuple(
        PersonRow(
            row=draft.row,
            id=own,
            name=draft.name,
            title=draft.title,
            department=draft.department,
            reports_to=ids[line] if isinstance(line, int) else line,
        )
        for draft, own, line in zip(drafts, ids, lines, strict=True)
    )


def _draft(person: GivenPerson, own: str, names: Mapping[str, str], notices: list[Notice]) -> Draft:
    texts = {what: _shown(person, what, notices) for what in ("name", "title", "department")}
    if withheld(texts["name"]):
        texts["name"] = _shown(person, "id", notices) or own
    manager = clean(person.manager)
    return Draft(
        row=person.line,
        given=own,
        name=texts["name"],
        named=True,
        vacant=False,
        title=None if blank(texts["title"]) else texts["title"],
        department=None if blank(texts["department"]) else texts["department"],
        managers=() if blank(manager) else (names.get(given_id(manager), manager),),
        email=None,
        since=None,
        hired=None,
    )


def _shown(person: GivenPerson, what: str, notices: list[Notice]) -> str:
    """Return one text of the person as it can be shown."""
    raw: str = getattr(person, what)
    text = clean(raw)
    faults = [f"characters that cannot be shown were taken out of the {what}"] if damaged(raw) else []
    faults += [f"the {what} was cut after {MAX_TEXT} characters"] if len(text) > MAX_TEXT else []
    notices += (Notice(file=person.file, line=person.line, message=fault) for fault in faults)
    return text[:MAX_TEXT].rstrip()
