"""Sheets to draw: made by rule, so that a test says what it is about and nothing else."""

from __future__ import annotations

from playbook_gen.maps import Card, Lane, Sheet, Tie

LANES = (Lane(id="fin", name="Finance"), Lane(id="tec", name="Technology"), Lane(id="ops", name="Operations"))


def card(number: int, *, levels: int = 3, **more: object) -> Card:
    lane = LANES[number % 3].id if number else ""
    level = 0 if number == 0 else 1 + 2 * ((number - 1) // 3 % levels)
    known: dict[str, object] = {
        "id": f"p{number}",
        "name": f"Person {number}",
        "title": "Vice President, Operations and Support" if number % 4 == 0 else "Director",
        "lane": lane,
        "level": level,
        "href": f"people/p{number}.html",
        "sponsor": number == 1,
    }
    return Card(**{**known, **more})  # type: ignore[arg-type]


def ties(people: int, count: int) -> tuple[Tie, ...]:
    pairs = [(a, (a + step) % people) for step in range(1, people) for a in range(people) if a != (a + step) % people]
    return tuple(
        Tie(
            source=f"p{a}",
            target=f"p{b}",
            strength=(1, 3, 5, None)[place % 4],
            trust=(1, 3, 5, None, 2)[place % 5],
            one_sided=place % 6 == 0,
            priorities=("erp",),
        )
        for place, (a, b) in enumerate(pairs[:count])
    )


def sheet(people: int, count: int = 0, *, levels: int = 3, **more: object) -> Sheet:
    known: dict[str, object] = {
        "title": "Influence",
        "description": "Who influences whom",
        "cards": tuple(card(number, levels=levels) for number in range(people)),
        "lanes": LANES,
        "ties": ties(people, count),
        "priorities": (("erp", "ERP renewal"),),
        "prefix": "m1",
        "show_trust": True,
    }
    return Sheet(**{**known, **more})  # type: ignore[arg-type]
