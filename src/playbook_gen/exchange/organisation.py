"""The first organisation file, written from a list of people: what the list says, and comments on what to add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook_gen.exchange.cells import MAX_TEXT, clean, key
from playbook_gen.exchange.functions import functions_of
from playbook_gen.exchange.yaml_text import comment, entry, scalar
from playbook_gen.model.values import Nothing, When
from playbook_gen.outcomes import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from playbook_gen.exchange.functions import FunctionRow
    from playbook_gen.exchange.people import PeopleList, PersonRow

_OPENING = """
The first file, written from a list of people. It holds what the list says and nothing else.
What is left out is not known; `none` and [] mean that somebody looked and there is nothing.
Remove # and one blank from an example below, put your own words in place of the CAPITALS, and run: playbook-gen check
"""
_TOP = """
sponsor: PERSON          # the executive from whose chair the playbook is written: an id from people
strategy: STRATEGY       # the business strategy in a sentence or two
"""
_GOALS = """
What the company wants. The first three goals weigh most; everything else hangs on them.
goals:
  - {id: g1, statement: GOAL, rank: 1, owner: PERSON}
"""
_FUNCTIONS = """
Departments of the list. A head is named where one person of the department is nearest to the top: look at each.
Keep those whose work together matters, and add the missing heads.
"""
_NO_FUNCTIONS = """
The parts of the company that work together; alliances are made between them.
functions:
  - {id: FUNCTION, name: NAME, head: PERSON}
"""
_PEOPLE = """
Ids name pages and stay the same over the years. Two levels below the top are enough for a good first map.
"""
_HIRED = """
`hired` is the start with the company, for the author alone. Add since: for the start in the present post.
"""
_ALLIANCES = """
Working agreements between functions: two or three are enough for a first diagnosis.
alliances:
  - {id: ALLIANCE, partners: [FUNCTION, OTHER_FUNCTION], necessity: need-to-have, supports: [g1]}
"""
_TIES = """
Who influences whom; trust is the regard of `from` for `to`. Ratings are 1 to 5; each direction is a fact of its own.
relationships:
  - {from: PERSON, to: OTHER_PERSON, influence: RATING, trust: RATING, said_by: PERSON, basis: reported}
"""


def organisation_text(people: PeopleList, *, name: str, as_of: date | str) -> str:
    """Return the YAML text of an organisation file that reads without errors; the same list gives the same text.

    Raises:
        UsageError: the name of the company is empty, or ``as_of`` is no date.

    """
    functions = functions_of(people.people)
    parts = [
        comment(_OPENING),
        "\n".join([*heading_lines(name, as_of), comment(_TOP)]),
        comment(_GOALS),
        _functions(functions),
        _people(people, functions),
        comment(_ALLIANCES),
        comment(_TIES),
    ]
    return "\n\n".join(parts) + "\n"


def heading_lines(name: str, as_of: date | str) -> list[str]:
    """Return the lines that every organisation file begins with.

    Raises:
        UsageError: the name is empty, or ``as_of`` is no date.

    """
    return ["schema_version: 1", f"name: {scalar(company_name(name))}", f"as_of: {date_of(as_of)}"]


def date_of(as_of: date | str) -> str:
    """Return the date as the file takes it.

    Raises:
        UsageError: it is no day, month, quarter or year.

    """
    try:
        return str(When.parse(str(as_of)))
    except ValueError:
        raise UsageError("as_of is not a calendar date; write YYYY-MM-DD.") from None


def company_name(name: str) -> str:
    """Return the name as a file can hold it: one line without control characters.

    Raises:
        UsageError: nothing is left of it.

    """
    cleaned = clean(name)[:MAX_TEXT].strip()
    if not cleaned:
        raise UsageError("the company's name is empty; give one with letters in it.")
    return cleaned


def _functions(functions: Mapping[str, FunctionRow]) -> str:
    if not functions:
        return comment(_NO_FUNCTIONS)
    lines = [
        entry([("id", scalar(f.id)), ("name", scalar(f.name)), *([("head", scalar(f.head))] if f.head else [])])
        for f in functions.values()
    ]
    return "\n".join([comment(_FUNCTIONS), "functions:", *lines])


def _people(people: PeopleList, functions: Mapping[str, FunctionRow]) -> str:
    notes = [_PEOPLE, _HIRED] if any(person.hired for person in people.people) else [_PEOPLE]
    lines = [entry(person_fields(person, functions)) for person in people.people]
    return "\n".join([*(comment(note) for note in notes), "people:", *lines])


def person_fields(person: PersonRow, functions: Mapping[str, FunctionRow]) -> list[tuple[str, str]]:
    """Return the keys and finished values of a person's entry; ``functions`` are by the key of their department."""
    fields = [("id", scalar(person.id)), ("name", scalar(person.name))]
    if person.title:
        fields.append(("title", scalar(person.title)))
    if person.department:
        fields.append(("function", scalar(functions[key(person.department)].id)))
    if person.reports_to is not None:
        nobody = isinstance(person.reports_to, Nothing)
        fields.append(("reports_to", "none" if nobody else scalar(str(person.reports_to))))
    if person.since:
        fields.append(("since", person.since))
    if person.hired:
        fields.append(("extra", f"{{hired: {person.hired}}}"))
    return fields
