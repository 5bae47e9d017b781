"""A drawing whose places are known, read through a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.probe import Asked

from bench import probe

ASKED = Asked(
    node="g.node",
    shape="rect",
    word="g.node text",
    tie="g.edge",
    line="path",
    head="polygon",
    node_key="title",
    line_key="title",
    node_name="^(.+)$",
    line_names="^(.+)->(.+)$",
)

SVG = """<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" width="400pt" height="200pt" viewBox="0 0 200 100">
<g transform="translate(10 20) scale(2)">
<g class="node"><title>a</title><rect x="0" y="0" width="20" height="10"/><text x="2" y="8" font-size="5">a</text></g>
<g class="node"><title>b</title><rect x="60" y="0" width="20" height="10"/><text x="62" y="8" font-size="6">b</text></g>
<g class="edge"><title>a-&gt;b</title>
<path fill="none" stroke="black" d="M20,5L56,5"/><polygon points="56,4 60,5 56,6"/></g>
<g class="edge"><title>b-&gt;a</title><polygon fill="white" points="20,5 24,4 24,6"/></g>
</g></svg>"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> probe.Seen:
    try:
        probe.browser()
    except probe.NoBrowserError:
        pytest.skip("NO CHROMIUM: drawings cannot be measured here")
    return probe.look(SVG, ASKED, tmp_path_factory.mktemp("probe"))


def test_places_are_those_of_the_view_box_after_every_transform(seen: probe.Seen) -> None:
    picture = seen.picture
    assert (picture.width, picture.height) == (200, 100)
    box = picture.nodes[1].box
    assert (box.x, box.y, box.width, box.height) == pytest.approx((130, 20, 40, 20), abs=0.1)
    assert [one.key for one in picture.nodes] == ["a", "b"]
    assert picture.letter == pytest.approx(10)


def test_a_line_runs_from_its_start_to_the_tip_of_its_head(seen: probe.Seen) -> None:
    line, _ = seen.picture.lines
    assert (line.tail, line.head) == ("a", "b")
    assert line.points[0] == pytest.approx((50, 30), abs=0.1)
    assert line.points[-1] == pytest.approx((130, 30), abs=0.5)


def test_the_second_head_of_a_line_is_a_tie_that_ends_at_its_tip(seen: probe.Seen) -> None:
    _, back = seen.picture.lines
    assert (back.tail, back.head) == ("b", "a")
    (tip,) = back.points
    assert tip == pytest.approx((50, 30), abs=0.5)


def test_words_belong_to_their_person(seen: probe.Seen) -> None:
    for node in seen.picture.nodes:
        (word,) = node.words
        assert node.box.overlaps(word)


def test_two_black_boxes_darken_the_page_by_their_area(seen: probe.Seen) -> None:
    boxes = 2 * 40 * 20 / (785 * 539)
    assert boxes < seen.ink < boxes * 1.1


def test_a_person_whom_nothing_names_is_refused() -> None:
    found = {"page": [1, 1], "nodes": [{"key": "", "box": [0, 0, 1, 1], "words": []}], "lines": []}
    with pytest.raises(ValueError, match="out of date"):
        probe.read({**found, "titles": [], "letter": 1, "ink": 0}, ASKED)


def test_the_prologue_of_a_file_is_left_out_of_the_page(tmp_path: Path) -> None:
    assert "<?xml" not in probe.page(SVG)
    assert "<svg" in probe.page(SVG)
