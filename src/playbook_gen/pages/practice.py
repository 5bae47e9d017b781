"""The practice strip: nine practices between two people, each direction for itself."""

from __future__ import annotations

from dataclasses import dataclass

from playbook_gen.diagnosis.diagnose import PracticeRow
from playbook_gen.pages.verdicts import Views


@dataclass(frozen=True, kw_only=True)
class PracticeLine:
    """One practice between two people: yes, partly, no, or not known, each way."""

    title: str
    slug: str
    there: str
    back: str


@dataclass(frozen=True, kw_only=True)
class PairStrip:
    """All practices between two people."""

    a: str
    b: str
    alliance: str
    lines: tuple[PracticeLine, ...]
    known: bool
    """Whether anything at all is on record."""


def strips(views: Views, alliance: str | None = None) -> tuple[PairStrip, ...]:
    """Return the strips of one alliance, or of all; none where the edition's catalogue holds no practice."""
    groups: dict[tuple[str, str], list[PracticeRow]] = {}
    for row in views.diagnosis.practices:
        if alliance is None or row.pair.alliance.id == alliance:
            groups.setdefault((row.pair.alliance.id, row.pair.id), []).append(row)
    return tuple(_strip(rows, views) for rows in groups.values())


def _strip(rows: list[PracticeRow], views: Views) -> PairStrip:
    pair = rows[0].pair
    lines = tuple(
        PracticeLine(
            title=views.title(row.check),
            slug=row.check.slug,
            there=row.there.grade.value if row.there.grade else "not known",
            back=row.back.grade.value if row.back.grade else "not known",
        )
        for row in rows
    )
    known = any("not known" not in (line.there, line.back) or line.there != line.back for line in lines)
    return PairStrip(
        a=pair.a.name, b=pair.b.name, alliance=views.situation.name_of(pair.alliance), lines=lines, known=known
    )
