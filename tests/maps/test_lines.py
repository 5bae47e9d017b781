"""Where ties run, read back from finished pictures: a line through a card says a tie that nobody stated."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

import pytest

from playbook_gen.maps import ENGLISH, Card, Lane, Sheet, Tie, field, render
from playbook_gen.maps.face import COMPACT
from playbook_gen.maps.plan import plan

from . import reading

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]

LANES = tuple(Lane(id=name.lower(), name=name) for name in ("Finance", "Technology", "Operations", "Marketing"))
INSIDE = 0.5
"""Points by which a line must lie inside a card to count: coordinates are written with one decimal."""


def chance_sheet(seed: int, people: int, count: int, *, levels: int) -> Sheet:
    """People in random functions and levels, and ties of all kinds between them, many of them mutual."""
    chance = random.Random(seed)  # noqa: S311 - made-up people
    cards = tuple(
        Card(
            id=f"p{place}",
            name=f"P{place}",
            title="Head of department",
            lane=chance.choice(LANES).id if place else "",
            level=chance.randrange(levels),
        )
        for place in range(people)
    )
    pairs = sorted((a, b) for a in range(people) for b in range(people) if a != b)
    chosen = chance.sample(pairs, min(count, len(pairs)))
    back = [(b, a) for a, b in chosen[: count // 3]]
    ties = tuple(
        Tie(
            source=f"p{a}",
            target=f"p{b}",
            strength=chance.choice((None, 1, 2, 3, 4, 5)),
            one_sided=chance.random() < 0.2,
        )
        for a, b in list(dict.fromkeys([*back, *chosen]))[:count]
    )
    return Sheet(title="Lines", description="Who influences whom", cards=cards, lanes=LANES, ties=ties)


def _on(piece: Sequence[Point], t: float) -> Point:
    """Bernstein's form of a cubic."""
    shares = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
    x, y = (sum(share * point[axis] for share, point in zip(shares, piece, strict=True)) for axis in (0, 1))
    return x, y


def walked(d: str) -> Iterator[Point]:
    """Points along the ``d`` of a line, close to each other."""
    corners = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", d)]
    if "L" in d:
        (ax, ay), (bx, by) = corners
        yield from ((ax + (bx - ax) * step / 400, ay + (by - ay) * step / 400) for step in range(401))
        return
    assert len(corners) % 3 == 1
    for start in range(0, len(corners) - 1, 3):
        yield from (_on(corners[start : start + 4], step / 200) for step in range(201))


def by_name(svg: str) -> dict[str, Rectangle]:
    names = (reading.told(one).partition(";")[0] for one in reading.cards(svg))
    return dict(zip(names, reading.boxes(svg), strict=True))


def lines(svg: str) -> Iterator[tuple[set[str], list[Point]]]:
    """The names of both ends of each line, and points along it."""
    for tie in reading.parse(svg).iter(f"{reading.NS}g"):
        if (tie.get("class") or "").startswith("map-tie"):
            ends = set(re.findall(r"P\d+", reading.told(tie)))
            drawn = [one for one in tie.findall(f"{reading.NS}path") if "map-line" in (one.get("class") or "")]
            yield from ((ends, list(walked(one.get("d") or ""))) for one in drawn)


def strangers(svg: str) -> list[tuple[set[str], str]]:
    """Each tie that runs through a card which is neither of its ends, with that card."""
    boxes = by_name(svg)
    return [
        (ends, name)
        for ends, along in lines(svg)
        for name, (x, y, width, height) in boxes.items()
        if name not in ends
        and any(x + INSIDE < px < x + width - INSIDE and y + INSIDE < py < y + height - INSIDE for px, py in along)
    ]


SHEETS = [(seed, people, count, 1 + seed % 4) for seed in range(8) for people, count in ((5, 12), (12, 40), (16, 40))]
# In these the room made between lines once pushed one of them into a card.
SHEETS += [(107, 9, 25, 3), (112, 12, 40, 3), (108, 16, 40, 2)]


@pytest.mark.parametrize(("seed", "people", "count", "levels"), SHEETS)
def test_no_tie_runs_through_a_card_that_is_not_its_own(seed: int, people: int, count: int, levels: int) -> None:
    svg = render(chance_sheet(seed, people, count, levels=levels)).svg
    assert len(list(lines(svg))) >= count // 2
    assert strangers(svg) == []


def test_each_of_many_peers_tries_few_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[field.Cell] = []
    swap = field._Wall.shortens

    def counted(wall: field._Wall, index: int, cell: field.Cell) -> bool:
        tried.append(cell)
        return swap(wall, index, cell)

    monkeypatch.setattr(field._Wall, "shortens", counted)
    chance = random.Random(150)  # noqa: S311 - made-up people
    pairs = chance.sample([(a, b) for a in range(150) for b in range(150) if a != b], 450)
    spots = [(chance.random(), chance.random()) for _ in range(150)]
    cards = tuple(Card(id=f"p{place}", name=f"P{place}", title="", lane="", level=1) for place in range(150))
    people = plan(Sheet(title="t", description="d", cards=cards), ENGLISH).people
    found = field.arranged(people, spots, pairs, COMPACT, 21.0)
    assert 150 < len(tried) < 150 * 100
    assert len(set(found.of.values())) == 150
