"""Counts on pictures so small that they can be counted by eye."""

from __future__ import annotations

import pytest
from bench.geometry import Line, Node, Picture
from hypothesis import given
from hypothesis import strategies as st

from bench import geometry
from playbook_gen.maps.geometry import Box, Point


def node(key: str, x: float, y: float, *, words: tuple[Box, ...] = ()) -> Node:
    return Node(key=key, box=Box(x=x - 5, y=y - 5, width=10, height=10), words=words)


def line(ends: str, *points: Point) -> Line:
    return Line(tail=ends[0], head=ends[1], points=points)


def picture(*lines: Line, nodes: tuple[Node, ...] = (), titles: tuple[Box, ...] = (), width: float = 100.0) -> Picture:
    return Picture(width=width, height=100.0, nodes=nodes, lines=lines, titles=titles, letter=12.0)


UPRIGHT = line("ab", (50.0, 0.0), (50.0, 100.0))
LEVEL = line("cd", (0.0, 50.0), (100.0, 50.0))


def test_two_ties_that_cross() -> None:
    assert geometry.crossings(picture(UPRIGHT, LEVEL)) == 1
    assert geometry.strangers(picture(UPRIGHT, LEVEL)) == 1


def test_ties_of_one_person_do_not_count() -> None:
    assert geometry.crossings(picture(UPRIGHT, line("bd", (0.0, 50.0), (100.0, 50.0)))) == 0
    assert geometry.strangers(picture(UPRIGHT, line("bd", (0.0, 50.0), (100.0, 50.0)))) == 0


def test_two_heads_on_one_line_are_two_ties_and_one_line() -> None:
    drawn = picture(UPRIGHT, line("ba", (50.0, 0.0)), LEVEL)
    assert geometry.crossings(drawn) == geometry.strangers(drawn) == 1
    assert geometry.clear_heads(drawn) == 1.0


def test_a_tie_that_crosses_another_twice() -> None:
    wave = line("cd", (40.0, 10.0), (60.0, 10.0), (60.0, 90.0), (40.0, 90.0))
    assert geometry.crossings(picture(UPRIGHT, wave)) == 2


def test_a_crossing_at_a_joint_of_the_line_counts_once() -> None:
    bent = line("cd", (0.0, 40.0), (50.0, 50.0), (100.0, 40.0))
    assert geometry.crossings(picture(UPRIGHT, bent)) == 1


def test_parallel_and_apart() -> None:
    assert geometry.crossings(picture(LEVEL, line("ab", (0.0, 60.0), (100.0, 60.0)))) == 0
    assert geometry.crossings(picture(LEVEL, line("ab", (200.0, 0.0), (200.0, 100.0)))) == 0


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=12, unique=True), st.randoms(use_true_random=False))
def test_ties_between_two_columns_cross_as_often_as_their_orders_disagree(
    heights: list[int], chance: st.DataObject
) -> None:
    right = list(heights)
    chance.shuffle(right)  # type: ignore[attr-defined]
    lines = [
        Line(tail=f"t{place}", head=f"h{place}", points=((0.0, float(a)), (500.0, float(b))))
        for place, (a, b) in enumerate(zip(heights, right, strict=True))
    ]
    pairs = [(i, j) for i in range(len(lines)) for j in range(i)]
    disagree = sum((heights[i] - heights[j]) * (right[i] - right[j]) < 0 for i, j in pairs)
    assert geometry.crossings(picture(*lines)) == disagree
    assert geometry.strangers(picture(*lines)) == len(pairs)


def test_people_and_names_overlap_apart_from_each_other() -> None:
    name = Box(x=0, y=0, width=30, height=10)
    left, right = node("a", 0, 50, words=(name,)), node("b", 9, 50)
    assert geometry.node_overlaps(picture(nodes=(left, right))) == 1
    assert geometry.node_overlaps(picture(nodes=(left, node("b", 10, 50)))) == 0
    assert geometry.label_overlaps(picture(nodes=(left, right))) == 0
    beside = node("c", 90, 90, words=(Box(x=20, y=5, width=30, height=10),))
    assert geometry.label_overlaps(picture(nodes=(left, beside))) == 1
    assert geometry.label_overlaps(picture(nodes=(left,), titles=(name,))) == 1


def test_a_tie_through_somebody_else_counts_once_for_shape_and_name() -> None:
    between = node("x", 50, 50, words=(Box(x=48, y=48, width=4, height=4),))
    assert geometry.ties_through_people(picture(LEVEL, nodes=(between,))) == 1
    assert geometry.ties_through_people(picture(LEVEL, nodes=(node("c", 50, 50),))) == 0
    assert geometry.ties_through_people(picture(LEVEL, nodes=(node("x", 50, 70),))) == 0


def test_a_tie_through_a_name_beside_its_shape() -> None:
    aside = node("x", 50, 80, words=(Box(x=40, y=45, width=20, height=10),))
    assert geometry.ties_through_people(picture(LEVEL, nodes=(aside,))) == 1


def test_a_tie_through_a_title() -> None:
    assert geometry.ties_through_titles(picture(LEVEL, UPRIGHT, titles=(Box(x=10, y=45, width=20, height=10),))) == 1


def test_length_that_lies_on_another_tie() -> None:
    near = line("ab", (0.0, 50.5), (100.0, 50.5))
    assert geometry.merged(picture(LEVEL, near)) == pytest.approx(1.0)
    assert geometry.merged(picture(LEVEL, line("ab", (0.0, 53.0), (100.0, 53.0)))) == 0.0
    assert geometry.merged(picture(LEVEL, UPRIGHT)) == 0.0
    assert geometry.merged(picture(LEVEL)) == 0.0


def test_only_the_shared_stretch_lies_on_another_tie() -> None:
    half = line("ab", (0.0, 50.0), (50.0, 50.0), (50.0, 100.0))
    whole = line("cd", (0.0, 50.0), (50.0, 50.0), (100.0, 50.0))
    assert geometry.merged(picture(half, whole)) == pytest.approx(0.5)


def test_what_lies_on_another_tie_is_judged_on_the_page() -> None:
    pair = (LEVEL, line("ab", (0.0, 53.0), (100.0, 53.0)))
    assert geometry.merged(picture(*pair, width=785.0)) == 0.0
    assert geometry.merged(picture(*pair, width=7850.0)) == pytest.approx(1.0)


def test_heads_that_stand_clear() -> None:
    alone, together = line("ab", (0.0, 0.0), (90.0, 90.0)), line("cb", (0.0, 50.0), (90.0, 91.0))
    assert geometry.clear_heads(picture(LEVEL, alone)) == 1.0
    assert geometry.clear_heads(picture(LEVEL, alone, together)) == pytest.approx(1 / 3)
    assert geometry.clear_heads(picture()) == 1.0


def test_a_drawing_is_brought_onto_the_page_and_never_enlarged() -> None:
    assert picture(width=1570.0).scale == pytest.approx(0.5)
    assert picture(width=100.0).scale == 1.0


def test_an_empty_picture() -> None:
    assert geometry.crossings(picture()) == geometry.strangers(picture()) == 0
    assert geometry.merged(picture()) == 0.0
