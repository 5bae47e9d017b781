from __future__ import annotations

import itertools
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

from playbook_gen.maps import Sheet, Tie, cache, dot, render, wasm
from playbook_gen.maps.draw import draw
from playbook_gen.maps.layout import Edge, Engine, Layout, LayoutFailed, Node
from playbook_gen.maps.system import Installed, find
from playbook_gen.outcomes import EnvironmentFault

from . import reading
from .sheets import card, sheet


def test_out_of_fuel_the_builtin_layout_draws_and_says_so() -> None:
    found = draw(sheet(12, 20, levels=2), wasm.Embedded(fuel=1_000_000))
    assert found.notice == (
        "The map was drawn by the built-in layout: the layout went over its limit of time or memory."
    )
    assert len(reading.ties(found.svg)) == 20


def test_a_crash_inside_is_a_failed_layout_and_the_next_question_is_answered() -> None:
    asked = wasm.Embedded()
    with pytest.raises(LayoutFailed):
        asked.ask("digraph { a [shape=polygon sides=100000000] }", "dot", "plain")
    with pytest.raises(LayoutFailed):
        asked.ask("this is not a graph", "dot", "plain")
    assert asked.ask("digraph { a -> b }", "dot", "plain") == wasm.Embedded().ask("digraph { a -> b }", "dot", "plain")


def test_what_was_asked_before_changes_no_answer() -> None:
    nodes = [
        Node(level=n % 3, lane=n % 2, width=100, height=40, at=(160.0 * (n % 4), 90.0 * (n // 4))) for n in range(12)
    ]
    edges = [Edge(tail=n, head=n * 5 % 12) for n in range(12) if n != n * 5 % 12]
    engines: tuple[Engine, ...] = ("dot", "neato", "nop2")
    alone = {engine: wasm.Embedded().layout(nodes, edges, engine) for engine in engines}
    for turn in itertools.permutations(engines):
        asked = wasm.Embedded()
        assert {engine: asked.layout(nodes, edges, engine) for engine in turn} == alone


def test_another_graphviz_wasm_than_the_pinned_one_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wasm, "DIGEST", "0" * 64)
    wasm._engine_and_module.cache_clear()
    try:
        found = render(sheet(5, 6))
    finally:
        wasm._engine_and_module.cache_clear()
    assert found.notice is not None
    assert "is not the one this version was tested with" in found.notice


def test_a_complete_graph_of_three_hundred_is_thinned_not_refused() -> None:
    cards = tuple(card(number) for number in range(300))
    pairs = [(a, b) for a in range(300) for b in range(300) if a != b][:20_000]
    ties = tuple(Tie(source=f"p{a}", target=f"p{b}", strength=5 if a == 7 else 1) for a, b in pairs)
    found = render(Sheet(title="t", description="d", cards=cards, ties=ties))
    assert ">600 of 20000 ties are drawn, the strongest of each person first.</text>" in found.standalone
    drawn = reading.ties(found.svg)
    assert len(drawn) == 600
    # Person 7 has the only strong ties, and nobody who has ties is left without one.
    assert sum("Person 7 influences" in words for words in drawn) == 299
    assert all(any(f"Person {number} influences" in words for words in drawn) for number in range(60))


class Recorder:
    """Keeps what it was asked, and answers as the built-in layout does."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def layout(self, nodes: Sequence[Node], edges: Sequence[Edge], engine: Engine) -> Layout:
        self.said.append(dot.write(nodes, edges, engine))
        raise LayoutFailed("it only listened")


def test_nothing_a_user_typed_is_in_the_dot() -> None:
    def said(word: str) -> list[str]:
        ears = Recorder()
        cards = tuple(card(number, name=f"{word}{number}", title=word, href=f"{word}.html") for number in range(12))
        draw(sheet(12, 20, cards=cards, title=word, description=word), ears)
        return ears.said

    assert said("Zyx") == said("Qvw")
    assert len(said("Zyx")) == 2
    assert "Zyx" not in "".join(said("Zyx"))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\xff",
        b"{}",
        b"graph 1 1 1\nstop\n",
        b"node",
        b"node n0 1",
        b"node n0 nan 1",
        b"node n0 1 1e300",
        b"node n1 1 1 1 1",
    ],
)
def test_an_answer_that_is_not_graphviz_is_not_believed(answer: bytes) -> None:
    with pytest.raises(dot.AnswerUnreadable):
        dot.read(answer, [Node(level=0, lane=0, width=1, height=1)], [], "nop2")


def _program(folder: Path, script: str) -> Path:
    folder.mkdir(exist_ok=True)
    program = folder / "dot"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def test_no_installed_dot_is_a_fault_with_a_way_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EnvironmentFault, match="--renderer embedded"):
        render(sheet(4, 4), renderer="system")


def test_a_dot_of_the_current_folder_is_never_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _program(tmp_path, "touch ran")
    monkeypatch.chdir(tmp_path)
    for path in ("", ".", f":{tmp_path}", "relative:"):
        monkeypatch.setenv("PATH", path)
        with pytest.raises(EnvironmentFault):
            find()
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("script", ["echo garbage", "exit 1", "echo '{}'"])
def test_a_dot_that_answers_garbage_is_a_fault_that_names_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str
) -> None:
    program = _program(tmp_path / "bin", script)
    monkeypatch.setenv("PATH", str(program.parent))
    with pytest.raises(EnvironmentFault) as fault:
        render(sheet(12, 12), renderer="system")
    assert str(program) in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_hanging_or_crashing_dot_falls_back_with_a_notice(tmp_path: Path) -> None:
    hanging = _program(tmp_path / "hangs", "exec cat /dev/zero > /dev/null")
    found = draw(sheet(5, 6), Installed(hanging, seconds=0.2))
    assert found.notice is not None
    assert f"{hanging} took longer than 0.2 seconds" in found.notice
    crashing = _program(tmp_path / "dies", "kill -11 $$")
    found = draw(sheet(5, 6), Installed(crashing))
    assert found.notice == f"The map was drawn by the built-in layout: {crashing} crashed."


def test_only_a_private_cache_is_believed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache.store("key", b"compiled")
    assert cache.load("key") == b"compiled"
    folder = tmp_path / "playbook-gen"
    assert sorted(path.name for path in folder.iterdir()) == ["key"]
    (folder / "key").write_bytes((folder / "key").read_bytes()[:-1])
    assert cache.load("key") is None
    cache.store("key", b"compiled")
    folder.chmod(0o755)
    assert cache.load("key") is None
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/none")
    cache.store("key", b"compiled")
    assert cache.load("key") is None


def test_thinning_cuts_nobody_off_and_says_what_came_first() -> None:
    # Two close groups, joined by one weak tie in one direction only.
    cards = tuple(card(number) for number in range(40))
    inside = [(a, b) for half in (range(20), range(20, 40)) for a in half for b in half if a != b]
    ties = tuple(Tie(source=f"p{a}", target=f"p{b}") for a, b in [*inside, (3, 27)])
    found = render(Sheet(title="t", description="d", cards=cards, ties=ties))
    assert len(ties) > len(reading.ties(found.svg))
    assert any("Person 3 influences Person 27" in words for words in reading.ties(found.svg))
    assert "ties are drawn, those in both directions first.</text>" in found.svg
