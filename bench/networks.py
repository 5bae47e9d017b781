"""The real networks that the drawings are compared on: people, groups and directed ties out of the shared data.

Ties run as the files state them (from who answered to who was named), in every drawing alike: what is compared
is the drawing of arcs, not their meaning.
"""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from pathlib import Path

from playbook_gen.maps import Card, Lane, Sheet, Tie

SHARED = Path(os.environ.get("PLAYBOOK_SHARED", Path(__file__).resolve().parents[2] / "shared"))
NETWORKS = SHARED / "data" / "networks"


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a network is and what its columns mean; ``top`` is the code of the topmost level, where one is held."""

    folder: str
    relation: str
    group: str = ""
    group_name: str = "{}"
    level: str = ""
    top_first: bool = True
    outside: str = ""

    @property
    def name(self) -> str:
        """What the table calls it."""
        return f"{self.folder} ({self.relation})"

    @property
    def slug(self) -> str:
        """What its files are called."""
        return f"{self.folder}-{self.relation}"


SOURCES = (
    Source(
        folder="krackhardt_hightech",
        relation="advice",
        group="department",
        group_name="Department {}",
        level="level",
        outside="0",
    ),
    Source(
        folder="krackhardt_hightech",
        relation="friendship",
        group="department",
        group_name="Department {}",
        level="level",
        outside="0",
    ),
    Source(folder="french_financial_elite", relation="influence"),
    Source(folder="cross_parker_consulting", relation="info", group="region", level="orglevel", top_first=False),
    Source(folder="lazega_lawfirm", relation="advice", group="office", group_name="Office {}", level="status"),
)


@dataclass(frozen=True, kw_only=True)
class Network:
    """Ids in sorted order, one group and level each (empty and 0 where none is held), and the arcs with weights."""

    name: str
    slug: str
    people: tuple[str, ...]
    groups: tuple[str, ...]
    levels: tuple[int, ...]
    arcs: tuple[tuple[str, str, float], ...]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _levels(source: Source, rows: list[dict[str, str]]) -> tuple[int, ...]:
    if not source.level:
        return (0,) * len(rows)
    found = [int(row[source.level]) for row in rows]
    return tuple(one - min(found) if source.top_first else max(found) - one for one in found)


def _group(source: Source, row: dict[str, str]) -> str:
    return source.group_name.format(row[source.group]) if source.group and row[source.group] != source.outside else ""


def read(source: Source, folder: Path = NETWORKS) -> Network:
    """One network, its people and arcs sorted; self-loops are left out.

    Raises ``FileNotFoundError`` where the shared data are absent.
    """
    rows = sorted(_rows(folder / source.folder / "nodes.csv"), key=lambda row: row["id"])
    arcs = _rows(folder / source.folder / f"edges_{source.relation}.csv")
    return Network(
        name=source.name,
        slug=source.slug,
        people=tuple(row["id"] for row in rows),
        groups=tuple(_group(source, row) for row in rows),
        levels=_levels(source, rows),
        arcs=tuple(sorted((a["source"], a["target"], float(a["weight"])) for a in arcs if a["source"] != a["target"])),
    )


def _strength(weight: float, most: float) -> int | None:
    """A frequency as a rating of 1 to 5; yes and no alone is a tie of unstated strength."""
    return round(1 + 4 * weight / most) if most > 1 else None


def sheet(network: Network) -> Sheet:
    """What this project draws of a network: groups as lanes, levels as columns."""
    names = sorted({group for group in network.groups if group})
    most = max((weight for _, _, weight in network.arcs), default=1.0)
    people = zip(network.people, network.groups, network.levels, strict=True)
    return Sheet(
        title=network.name,
        description="Who named whom",
        cards=tuple(Card(id=key, name=key, title="", lane=group, level=level) for key, group, level in people),
        lanes=tuple(Lane(id=name, name=name) for name in names),
        ties=tuple(Tie(source=a, target=b, strength=_strength(weight, most)) for a, b, weight in network.arcs),
    )
