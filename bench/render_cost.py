"""What a map costs beside Graphviz alone: 200 maps of 12 people, the same DOT, CPU time, paired runs.

For each map Graphviz is asked again for exactly the texts that drawing it asked for, through the same sandbox, and
draws them as SVG, as it does for whoever has no drawing of their own. The cost of its bare answers, in the forms in
which we ask for them, is told beside it. The order of the three takes turns, so that none always comes second.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import process_time

from playbook_gen.maps import Card, Lane, Sheet, Tie, dot, render, wasm
from playbook_gen.maps.draw import draw
from playbook_gen.maps.layout import Edge, Engine, Layout, Node

_SEED = 20140605
_PEOPLE = 12
_FUNCTIONS = ("Finance", "Technology", "Operations", "Marketing")
_SHOWN = 25
_ALLOWED = 1.3


def _ties(chance: random.Random) -> tuple[Tie, ...]:
    pairs = [(a, b) for a in range(_PEOPLE) for b in range(_PEOPLE) if a != b]
    return tuple(
        Tie(source=f"p{a}", target=f"p{b}", strength=chance.randint(1, 5), trust=chance.randint(1, 5))
        for a, b in sorted(chance.sample(pairs, chance.randint(18, 30)))
    )


def sheet(seed: int) -> Sheet:
    """A company of 12 that differs from all others: a chief, heads of four functions and their managers."""
    chance = random.Random(seed)
    lanes = tuple(Lane(id=name.lower(), name=name) for name in _FUNCTIONS)
    cards = tuple(
        Card(
            id=f"p{place}",
            name=f"Person {chance.randint(100, 999)} of {place}",
            title=f"Head of department {place}",
            lane=lanes[place % len(lanes)].id if place else "",
            level=0 if not place else 1 if place <= len(lanes) else chance.randint(2, 3),
        )
        for place in range(_PEOPLE)
    )
    return Sheet(title=f"Map {seed}", description="Who influences whom", cards=cards, lanes=lanes, ties=_ties(chance))


@dataclass(frozen=True, kw_only=True)
class Listening:
    """A layouter that notes what it was asked."""

    asked: list[tuple[str, Engine]] = field(default_factory=list)
    answers: wasm.Embedded = field(default_factory=wasm.Embedded)

    def layout(self, nodes: Sequence[Node], edges: Sequence[Edge], engine: Engine) -> Layout:
        """See :class:`playbook_gen.maps.layout.Layouter`."""
        self.asked.append((dot.write(nodes, edges, engine), engine))
        return self.answers.layout(nodes, edges, engine)


def questions(one: Sheet) -> list[tuple[str, Engine]]:
    """The DOT texts that drawing a sheet asks the layouter for, with the engine of each."""
    listening = Listening()
    draw(one, listening)
    return listening.asked


def spent(work: Callable[[], object]) -> float:
    """CPU seconds of this process, all its threads together."""
    begun = process_time()
    work()
    return process_time() - begun


def _drawn(asked: Sequence[tuple[str, Engine]]) -> None:
    one = wasm.Embedded()
    for text, engine in asked:
        one.ask(text, engine, "svg")


def _answered(asked: Sequence[tuple[str, Engine]]) -> None:
    one = wasm.Embedded()
    for text, engine in asked:
        one.ask(text, engine, dot.FORMS[engine])


@dataclass(frozen=True, kw_only=True)
class Cost:
    """CPU seconds of one map: drawn by us, drawn by Graphviz, and only answered by it."""

    ours: float
    drawn: float
    answered: float


def cost(one: Sheet, asked: Sequence[tuple[str, Engine]], turn: int) -> Cost:
    """What one map costs each way, beginning with another of the three at each turn."""
    ways: list[tuple[str, Callable[[], object]]] = [
        ("ours", lambda: render(one)),
        ("drawn", lambda: _drawn(asked)),
        ("answered", lambda: _answered(asked)),
    ]
    first = turn % len(ways)
    return Cost(**{name: spent(work) for name, work in ways[first:] + ways[:first]})


def ratio(costs: Sequence[Cost]) -> float:
    """The median of what drawing costs here over what it costs Graphviz."""
    return statistics.median(one.ours / one.drawn for one in costs)


def report(costs: Sequence[Cost]) -> str:
    """The figures in words: medians in milliseconds, and medians of the ratios of all turns."""
    ours, drawn, answered = (
        statistics.median(column) * 1000 for column in zip(*((c.ours, c.drawn, c.answered) for c in costs), strict=True)
    )
    ratios = sorted(one.ours / one.drawn for one in costs)
    low, high = ratios[len(ratios) // 10], ratios[len(ratios) * 9 // 10]
    bare = statistics.median(one.ours / one.answered for one in costs)
    verdict = "within" if ratio(costs) <= _ALLOWED else "above"
    return (
        f"{len(costs)} turns; a map {ours:.2f} ms, Graphviz alone {drawn:.2f} ms, its bare answers {answered:.2f} ms "
        f"(medians, CPU)\n"
        f"ratio to Graphviz {ratio(costs):.2f} (one in ten below {low:.2f}, one in ten above {high:.2f}): "
        f"{verdict} {_ALLOWED}; to its bare answers {bare:.2f}"
    )


def profile(sheets: Sequence[Sheet]) -> None:
    """Prints where the time of drawing goes, by the functions' own time."""
    watch = cProfile.Profile()
    watch.runcall(lambda: [render(one) for one in sheets])
    pstats.Stats(watch, stream=sys.stdout).strip_dirs().sort_stats("tottime").print_stats(_SHOWN)


def main() -> int:
    """Prints the ratio; 1 if it is above what is allowed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--maps", type=int, default=200, help="how many maps (200)")
    options.add_argument("--rounds", type=int, default=3, help="how often each is drawn (3)")
    options.add_argument("--profile", action="store_true", help="say where the time goes instead")
    chosen = options.parse_args()
    sheets = [sheet(_SEED + place) for place in range(chosen.maps)]
    if chosen.profile:
        profile(sheets)
        return 0
    asked = [questions(one) for one in sheets]
    turns = [(place, turn) for turn in range(chosen.rounds) for place in range(chosen.maps)]
    costs = [cost(sheets[place], asked[place], place + turn) for place, turn in turns]
    print(report(costs))
    return 0 if ratio(costs) <= _ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
