"""A first organisation file without a list: a small template that is valid as it stands and says what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook_gen.exchange.organisation import date_of, heading_lines

if TYPE_CHECKING:
    from datetime import date

_REST = """\
standing_note: A template. The people and facts on these pages are invented.  # stands on every page; delete it last
sponsor: cmo  # the executive from whose chair the playbook is written

goals:  # give focus: what the company wants, in order; alliances are judged by what they do for it
  - {id: g1, statement: Win back customers that left, rank: 1, owner: cmo}
  - {id: g2, statement: Deliver every order within two days, rank: 2, owner: coo}

functions:  # the partners of alliances: a part of the company and who heads it
  - {id: marketing, name: Marketing, head: cmo}
  - {id: it, name: IT, head: cio}
  - {id: operations, name: Operations, head: coo}

people:  # the map: who there is and who reports to whom
  - {id: ceo, name: Ada Placeholder, title: Chief Executive Officer, reports_to: none}
  - {id: cmo, name: Bo Sample, title: Chief Marketing Officer, function: marketing, reports_to: ceo}
  - {id: cio, name: Cy Example, title: Chief Information Officer, function: it, reports_to: ceo}
  - {id: coo, name: Di Specimen, title: Chief Operating Officer, function: operations, reports_to: ceo}
  - {id: data-lead, name: Ed Template, title: Head of Data, function: it, reports_to: cio}

alliances:  # the diagnosis: one set of findings for each; `none` says that somebody looked and there is nothing
  - {id: customer-data, partners: [marketing, it], necessity: need-to-have, supports: [g1], charter: none}
  - {id: fast-orders, partners: [operations, it], necessity: useful, supports: [g2]}

relationships:  # arrows on the map: influence of `from` on `to`, trust and agreement of `from` towards `to`, 1 to 5
"""
_TIES = (
    ("cmo", "cio", "influence: 3, trust: 3, agreement: 2"),
    ("cio", "cmo", "influence: 2, trust: 4, agreement: 3"),
    ("ceo", "coo", "influence: 4"),
)


def starter_text(*, name: str, as_of: date | str) -> str:
    """Return the YAML text of a template under 40 lines, with invented people and what each part gives.

    Raises:
        UsageError: the name of the company is empty, or ``as_of`` is no date.

    """
    ties = [
        f"  - {{from: {one}, to: {other}, {said}, said_by: {one}, as_of: {date_of(as_of)}, basis: reported}}"
        for one, other, said in _TIES
    ]
    opening = "# A template: replace what is invented with what is so. What is left out counts as not known."
    return "\n".join([opening, *heading_lines(name, as_of), _REST + "\n".join(ties)]) + "\n"
