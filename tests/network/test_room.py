"""The room costs nothing until something is measured, and a large network is no trouble."""

from __future__ import annotations

import random
import subprocess
import sys
import time

from playbook_gen.network import Graph, measures


def test_networkx_is_not_imported_with_the_room() -> None:
    code = "import sys, playbook_gen.network; sys.exit('networkx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_other_module_asks_networkx() -> None:
    code = (
        "import sys; from playbook_gen.network import *; from playbook_gen.network import degrees, holes, paths;"
        "g = Graph.of('abc', [('a', 'b', 1), ('b', 'c', 1)]); holes.constraint(g); paths.betweenness(g);"
        "degrees.density(g); reach(g, 'a', 'c'); departure(g, 'b'); sys.exit('networkx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_thousand_people_with_twenty_thousand_ties() -> None:
    chance = random.Random(4)  # noqa: S311 (the same network in every run)
    people = [f"p{place}" for place in range(1000)]
    arcs = set()
    while len(arcs) < 20_000:
        arcs.add(tuple(chance.sample(people, 2)))
    graph = Graph.of(people, [(*arc, chance.randint(1, 5)) for arc in sorted(arcs)])
    started = time.process_time()
    measures(graph)
    # Two to three seconds on a quiet machine; ten times that is another algorithm, not another machine.
    assert time.process_time() - started < 30
