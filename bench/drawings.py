"""Draws real networks with this project and with the tools people use instead, measures all, writes the table.

``python -m bench.drawings`` writes docs/maps-compared.md; ``--pictures DIR`` keeps every drawing as SVG and PNG.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import geometry, probe
from bench.networks import NETWORKS, SOURCES, Network, read
from bench.tools import Tool, ToolFailedError, tools

_PAGE = Path(__file__).resolve().parents[1] / "docs" / "maps-compared.md"
_LEGIBLE = 6.0


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One drawing in figures; shares run from 0 to 1, ``letter`` is in points on A4 in landscape."""

    tool: str
    ties: int
    crossings: int
    possible: int
    people_overlaps: int
    name_overlaps: int
    through_people: int
    through_titles: int
    merged: float
    heads: float
    letter: float
    ink: float


@dataclass(frozen=True, kw_only=True)
class Failed:
    """A tool that gave no drawing, and why."""

    tool: str
    why: str


def measured(tool: str, seen: probe.Seen) -> Measured:
    """All figures of one drawing."""
    picture = seen.picture
    return Measured(
        tool=tool,
        ties=len(picture.lines),
        crossings=geometry.crossings(picture),
        possible=geometry.strangers(picture),
        people_overlaps=geometry.node_overlaps(picture),
        name_overlaps=geometry.label_overlaps(picture),
        through_people=geometry.ties_through_people(picture),
        through_titles=geometry.ties_through_titles(picture),
        merged=geometry.merged(picture),
        heads=geometry.clear_heads(picture),
        letter=picture.letter * picture.scale,
        ink=seen.ink,
    )


def compared(network: Network, tool: Tool, folder: Path, pictures: Path | None) -> Measured | Failed:
    """One network drawn and measured; with ``pictures`` the drawing stays there."""
    try:
        svg = tool.draw(network)
    except ToolFailedError as fault:
        return Failed(tool=tool.name, why=str(fault))
    seen = probe.look(svg, tool.asked, folder)
    if pictures:
        place = pictures / f"{network.slug}-{tool.slug}"
        place.with_suffix(".svg").write_text(svg, encoding="utf-8")
        probe.shoot(svg, place.with_suffix(".png"), folder, seen.picture.width, seen.picture.height)
    return measured(tool.name, seen)


_COLUMNS: tuple[tuple[str, Callable[[Measured], str]], ...] = (
    ("Ties drawn", lambda one: f"{one.ties}"),
    ("Crossings", lambda one: f"{one.crossings:,}"),
    ("per 100 pairs", lambda one: f"{100 * one.crossings / max(1, one.possible):.1f}"),
    ("Lies on another tie", lambda one: f"{one.merged:.0%}"),
    ("Heads clear", lambda one: f"{one.heads:.0%}"),
    ("Ties through people", lambda one: f"{one.through_people:,}"),
    ("through titles", lambda one: f"{one.through_titles}"),
    ("People overlap", lambda one: f"{one.people_overlaps}"),
    ("Names overlap", lambda one: f"{one.name_overlaps}"),
    ("Letters on A4", lambda one: f"{one.letter:.1f} pt"),
    ("Ink", lambda one: f"{one.ink:.1%}"),
)


def _row(one: Measured | Failed) -> str:
    if isinstance(one, Failed):
        return f"| {one.tool} | {one.why} |{' |' * (len(_COLUMNS) - 1)}"
    return f"| {one.tool} | " + " | ".join(show(one) for _, show in _COLUMNS) + " |"


def table(rows: Iterable[Measured | Failed]) -> str:
    """A Markdown table of drawings of one network."""
    head = "| Drawn by | " + " | ".join(name for name, _ in _COLUMNS) + " |"
    return "\n".join([head, "| --- |" + " --: |" * len(_COLUMNS), *map(_row, rows)])


@dataclass(frozen=True, kw_only=True)
class Trait:
    """Something that can be better or worse; ``low`` says that less is better."""

    words: str
    of: Callable[[Measured], float]
    low: bool = True


_TRAITS = (
    Trait(words="crossings for as many ties", of=lambda one: one.crossings / max(1, one.possible)),
    Trait(words="ties lying on other ties", of=lambda one: one.merged),
    Trait(words="arrow heads that stand clear", of=lambda one: one.heads, low=False),
    Trait(words="ties through people or their names", of=lambda one: one.through_people),
    Trait(words="ties through titles", of=lambda one: one.through_titles),
    Trait(words="overlapping names", of=lambda one: one.name_overlaps),
    Trait(words="size of letters on a page", of=lambda one: one.letter, low=False),
)


def _better(one: Measured, ours: Measured, trait: Trait) -> bool:
    """Whether another drawing is better by a tenth at least."""
    theirs, own = trait.of(one), trait.of(ours)
    return theirs < own * 0.9 if trait.low else theirs > own * 1.1


def worse(ours: Measured, others: Sequence[Measured]) -> Iterator[str]:
    """One line for each trait in which another drawing is better, with the names of those that are."""
    for trait in _TRAITS:
        better = [one.tool for one in others if _better(one, ours, trait)]
        if better:
            yield f"- {trait.words}: {', '.join(better)}"


def section(network: Network, rows: Sequence[Measured | Failed]) -> str:
    """What is said of one network: its size, the table, and where the first row is worse than others."""
    drawn = [row for row in rows if isinstance(row, Measured)]
    ours, *others = drawn
    lost = len(network.arcs) - ours.ties
    notes = [f"playbook-gen drew {ours.ties:,} of {len(network.arcs):,} ties; its notice says so."] if lost else []
    if ours.letter < _LEGIBLE:
        notes.append(f"On one sheet of A4 its names are {ours.letter:.1f} pt tall: too small to read on paper.")
    found = list(worse(ours, others))
    told = ["Where playbook-gen is worse by a tenth or more, and than which:", "\n".join(found)] if found else []
    head = f"## {network.name}: {len(network.people)} people, {len(network.arcs)} ties"
    return "\n\n".join([head, table(rows), *notes, *told])


_OPENING = """# Maps of real networks, compared

Made by `make drawings`; not edited by hand. Each network is drawn by playbook-gen and by tools with their defaults,
and all drawings are measured by the same code (`bench/geometry.py`) on what one browser shows of them.

- **Crossings** are points where two ties cross that have no person in common; *per 100 pairs* sets them against the
  pairs of such ties, so that a drawing which leaves ties out gains nothing by it. Where playbook-gen shows both
  directions as one line with two heads, that is one line in both counts and two ties drawn.
- **Lies on another tie** is the share of all line length that runs within 1 pt of another tie and nearly parallel to
  it. A tool that bundles has few lines to see and many that cannot be followed.
- **Heads clear** is the share of arrow heads whose tip stands 3 pt or more from every other: whether one can read who
  names whom. All tools here draw heads.
- **Ties through people** counts a tie and a person's shape or name that it runs through without ending there;
  **through titles** counts the same for titles of functions, which only playbook-gen draws.
- **Letters** are those of names when the whole drawing is brought onto one page of A4 in landscape (never enlarged),
  and **ink** is how dark that page is on average. Lengths above are on that page too.

Levels and functions are given to playbook-gen where the data hold them, and kept in its drawing; the other tools were
told nothing of them and place everybody as suits the ties. That costs crossings and is meant. The force layout
has 90 × 90 units for each person, circles of radius 10, and names of 12 beside them; people are named by the short ids
of the data, which flatters tools whose shapes grow with the name. The figures say nothing about whether a reader
understands a drawing: nobody was asked.
"""


def comparison(folder: Path, pictures: Path | None, mermaid: Path | None) -> str:
    """The whole page."""
    parts = [_OPENING.rstrip()]
    for network in map(read, SOURCES):
        rows = []
        for tool in tools(folder, mermaid):
            print(f"{network.name}: {tool.name}", file=sys.stderr)
            rows.append(compared(network, tool, folder, pictures))
        parts.append(section(network, rows))
    if mermaid is None:
        parts.append("Mermaid was not at hand for this run.")
    return "\n\n".join(parts) + "\n"


def main() -> int:
    """Writes the page; 4 if the machine lacks what is needed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mermaid", type=Path, help="the program mmdc of @mermaid-js/mermaid-cli, if it is there")
    options.add_argument("--pictures", type=Path, help="a folder that keeps the drawings")
    options.add_argument("--to", type=Path, default=_PAGE, help="the page to write (docs/maps-compared.md)")
    chosen = options.parse_args()
    if not NETWORKS.is_dir():
        print("The shared networks are absent: set PLAYBOOK_SHARED to the folder that holds data/.", file=sys.stderr)
        return 4
    if chosen.pictures:
        chosen.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        try:
            written = comparison(Path(folder), chosen.pictures, chosen.mermaid)
        except (probe.NoBrowserError, FileNotFoundError) as fault:
            print(fault, file=sys.stderr)
            return 4
    chosen.to.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
