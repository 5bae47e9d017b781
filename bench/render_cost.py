"""What a map costs beside the layouter alone: 200 maps of 12 people, the same DOT, CPU time, paired runs.

For each map the layouter is asked again for exactly the texts that drawing it asked for, through the same sandbox and
with nothing read or drawn. Both orders take turns, so that neither always comes second.
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

    def layout(self, nodes: Sequence[Node], edges: Sequence[Edge], engine: Engine) -> Layout:
        """See :class:`playbook_gen.maps.layout.Layouter`."""
        self.asked.append((dot.write(nodes, edges, engine), engine))
        return wasm.Embedded().layout(nodes, edges, engine)


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


def _alone(asked: Sequence[tuple[str, Engine]]) -> None:
    for text, engine in asked:
        wasm.run(text, engine)


def pair(one: Sheet, asked: Sequence[tuple[str, Engine]], *, ours_first: bool) -> tuple[float, float]:
    """CPU seconds of our drawing and of the layouter alone for one map."""
    if ours_first:
        ours = spent(lambda: render(one))
        return ours, spent(lambda: _alone(asked))
    alone = spent(lambda: _alone(asked))
    return spent(lambda: render(one)), alone


def report(pairs: Sequence[tuple[float, float]]) -> str:
    """The figures in words: medians in milliseconds, and the median of the ratios of all pairs."""
    ours, alone = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    ratios = sorted(a / b for a, b in pairs)
    ratio, low, high = statistics.median(ratios), ratios[len(ratios) // 10], ratios[len(ratios) * 9 // 10]
    verdict = "within" if ratio <= _ALLOWED else "above"
    return (
        f"{len(pairs)} pairs; a map {ours:.2f} ms, its layouter alone {alone:.2f} ms (medians, CPU)\n"
        f"ratio {ratio:.2f} (one in ten below {low:.2f}, one in ten above {high:.2f}): {verdict} {_ALLOWED}"
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
    pairs = [pair(sheets[place], asked[place], ours_first=(place + turn) % 2 == 0) for place, turn in turns]
    print(report(pairs))
    return 0 if statistics.median(a / b for a, b in pairs) <= _ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
