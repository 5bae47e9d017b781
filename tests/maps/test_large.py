"""Maps of many: nobody is lost, nothing overlaps, and what would take minutes is drawn otherwise and says so."""

from __future__ import annotations

import random
import time

import pytest

from playbook_gen.maps import Card, Lane, Sheet, Tie, fold, render, wasm
from playbook_gen.maps.draw import draw
from playbook_gen.maps.layout import Engine, Form

from . import reading
from .sheets import sheet


def company(people: int, functions: int, ties: int) -> Sheet:
    """A tenth head functions, the others work below them; ties run anywhere."""
    chance = random.Random(11)  # noqa: S311 - for test data
    cards = tuple(
        Card(
            id=f"p{n}",
            name=f"Person {n}",
            title="Director",
            lane=f"f{n % functions}" if n else "",
            level=0 if n == 0 else 1 if n <= functions else 2 + n % 2,
            href=f"people/p{n}.html",
        )
        for n in range(people)
    )
    pairs = sorted({tuple(chance.sample(range(people), 2)) for _ in range(ties * 2)} if people > 1 else ())
    said = tuple(
        Tie(source=f"p{a}", target=f"p{b}", strength=chance.randint(1, 5)) for a, b in chance.sample(pairs, ties)
    )
    lanes = tuple(Lane(id=f"f{n}", name=f"Function {n}") for n in range(functions))
    return Sheet(title="t", description="d", cards=cards, lanes=lanes, ties=said)


def stand_apart(svg: str) -> None:
    """No two cards overlap; sorted from left to right, only neighbours need to be compared."""
    boxes = sorted(reading.boxes(svg))
    for place, (x, y, w, h) in enumerate(boxes):
        for x2, y2, _, h2 in boxes[place + 1 :]:
            if x2 >= x + w:
                break
            assert y + h <= y2 or y2 + h2 <= y, ((x, y), (x2, y2))


def inside(svg: str) -> None:
    left, top, width, height = reading.view(svg)
    for x, y, w, h in reading.boxes(svg):
        assert left <= x
        assert top <= y
        assert x + w <= left + width
        assert y + h <= top + height


@pytest.mark.parametrize(
    ("people", "functions", "ties"),
    [(1, 1, 0), (2, 1, 1), (70, 1, 120), (70, 12, 120), (400, 12, 4_000), (400, 200, 0)],
)
def test_everybody_is_there_once_and_apart(people: int, functions: int, ties: int) -> None:
    one = company(people, functions, ties)
    started = time.process_time()
    found = render(one)
    print(f"\n{people} people, {functions} functions, {ties} ties: {time.process_time() - started:.2f} s")  # noqa: T201
    cards = reading.cards(found.svg)
    assert sorted(card.get("href") or "" for card in cards) == sorted(card.href or "" for card in one.cards)
    assert len(reading.shown(cards[0])) >= 1
    stand_apart(found.svg)
    inside(found.svg)
    drawn = len(reading.ties(found.svg))
    if drawn < ties:
        assert f"{drawn} of {ties} ties are drawn" in found.svg
    else:
        assert "ties are drawn" not in found.svg


def test_places_of_many_are_kept_too() -> None:
    before, after = company(300, 12, 0), company(302, 12, 0)
    first = fold(before, None)
    second = fold(after, first)
    assert {key: second.of[key] for key in first.of} == dict(first.of)
    stand_apart(render(after, places=second).svg)


def test_two_hundred_functions_keep_their_names() -> None:
    found = render(company(400, 200, 0))
    words = {text.text for text in reading.parse(found.svg).iter(f"{reading.NS}text")}
    titles = {one.text for one in reading.parse(found.svg).iter(f"{reading.NS}title")}
    assert {f"Function {n}" for n in range(200)} <= words | titles


def test_a_picture_of_many_is_no_ribbon() -> None:
    for people, functions in ((70, 12), (400, 12), (400, 200)):
        _, _, width, height = reading.view(render(company(people, functions, 0)).svg)
        assert 0.4 < width / height < 3.5, (people, functions, width, height)


def test_a_layout_that_would_run_for_minutes_is_stopped_and_the_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is one of work and not of time, so a small one stops a real dense sheet in the same way."""
    dense = company(60, 6, 600)
    asked: list[int] = []
    right = wasm._Instance.render

    def counted(one: wasm._Instance, source: str, engine: Engine, form: Form, fuel: int) -> bytes:
        asked.append(fuel)
        return right(one, source, engine, form, min(fuel, 40_000_000))

    monkeypatch.setattr(wasm._Instance, "render", counted)
    found = render(dense)
    assert found.notice == (
        "The map was drawn by the built-in layout: the layout went over its limit of time or memory."
    )
    assert asked
    assert set(asked) == {wasm.FUEL}
    assert len(reading.cards(found.svg)) == 60
    assert len(reading.ties(found.svg)) == 600
    stand_apart(found.svg)
    monkeypatch.undo()
    assert draw(dense, wasm.Embedded(fuel=40_000_000)) == found
    assert render(sheet(12, 20, levels=2)).notice is None


def test_a_dense_sheet_of_the_largest_routed_size_comes_back() -> None:
    started = time.process_time()
    found = render(company(60, 6, 600))
    print(f"\n60 people, 600 ties: {time.process_time() - started:.2f} s; {found.notice}")  # noqa: T201
    assert len(reading.ties(found.svg)) == 600
