"""The batch is the same on every run and differs from map to map; the verdict follows the ratio."""

from __future__ import annotations

import pytest
from bench.render_cost import Cost, questions, report, sheet


def test_maps_are_the_same_on_every_run_and_differ_from_each_other() -> None:
    assert sheet(1) == sheet(1)
    assert len({sheet(seed).ties for seed in range(20)}) == 20
    assert {len(sheet(seed).cards) for seed in range(20)} == {12}


def test_drawing_asks_for_an_order_and_for_ways() -> None:
    asked = questions(sheet(1))
    assert {engine for _, engine in asked} == {"dot", "nop2"}
    assert all(text.startswith("digraph") for text, _ in asked)


@pytest.mark.parametrize(("ours", "verdict"), [(0.012, "within 1.3"), (0.014, "above 1.3")])
def test_the_verdict_follows_the_median_of_the_turns(ours: float, verdict: str) -> None:
    usual, odd = Cost(ours=ours, drawn=0.01, answered=0.02), Cost(ours=0.9, drawn=0.01, answered=0.02)
    said = report([usual, usual, odd])
    assert verdict in said
    assert f"ratio to Graphviz {ours / 0.01:.2f}" in said
    assert f"to its bare answers {ours / 0.02:.2f}" in said
