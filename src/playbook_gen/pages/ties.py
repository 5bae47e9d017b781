"""A directed tie in words: one row of a table that says what the map draws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from playbook_gen.checks.clauses import shown
from playbook_gen.language import marked, say
from playbook_gen.model.record import Edition
from playbook_gen.model.ties import Relationship
from playbook_gen.pages.verdicts import Views
from playbook_gen.pages.words import day

UNKNOWN = marked("not known")
STRENGTH = {
    1: marked("1, hardly listened to"),
    2: marked("2, sometimes listened to"),
    3: marked("3, usually heard"),
    4: marked("4, mostly followed"),
    5: marked("5, decisive"),
}


@dataclass(frozen=True, kw_only=True)
class TieRow:
    """One directed tie in words."""

    source: str
    target: str
    influence: str
    trust: str
    agreement: str
    as_of: str
    said_by: str


@dataclass(frozen=True, kw_only=True)
class TieTable:
    """Ties as rows, and which columns say anything: an empty column is not shown."""

    rows: tuple[TieRow, ...]
    columns: frozenset[str]
    """Of influence, trust, agreement, said_by and as_of."""


def tie_table(ties: Iterable[Relationship], views: Views) -> TieTable:
    """Return the table of these ties; trust and agreement only where the edition is the author's."""
    rows = tuple(_row(tie, views) for tie in ties)
    told = ("influence", "trust", "agreement", "said_by", "as_of")
    silent = ("", say(UNKNOWN))
    said = {name for row in rows for name in told if getattr(row, name) not in silent}
    return TieTable(rows=rows, columns=frozenset(said))


def _row(tie: Relationship, views: Views) -> TieRow:
    judged = views.diagnosis.edition >= Edition.AUTHOR
    return TieRow(
        source=views.names.of(tie.source_person) or "",
        target=views.names.of(tie.target_person) or "",
        influence=_influence(tie),
        trust=str(tie.trust or say(UNKNOWN)) if judged else "",
        agreement=str(tie.agreement or say(UNKNOWN)) if judged else "",
        as_of=day(tie.as_of) if tie.as_of else "",
        said_by=views.names.of(tie.said_by) or "",
    )


def _influence(tie: Relationship) -> str:
    if tie.influence:
        return say(STRENGTH[tie.influence])
    return say(UNKNOWN) if tie.weight is None else shown(tie.weight)
