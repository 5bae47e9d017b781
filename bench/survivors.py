"""The mutants that the tests let live, each with the reason noted for it: a page from the files of `make mutants`.

    python -m bench.survivors > docs/mutants.md

The reasons are kept by hand in ``tests/checks/mutants.yaml``; what they do not hold stands at the end of the page.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
SURVIVED, UNTESTED, LATE = 0, 33, (-24, 36)
_KEY = re.compile(r"playbook_gen\.(?P<module>.+)\.x(?P<name>[_ǁ].+)__mutmut_(?P<number>\d+)")


@dataclass(frozen=True, kw_only=True, order=True)
class Mutant:
    """One change to one function, by the number that the run gave it."""

    module: str
    function: str
    number: int

    @classmethod
    def of(cls, key: str) -> Mutant:
        found = _KEY.fullmatch(key)
        assert found, key
        name = found["name"].removeprefix("_") if found["name"][0] == "_" else found["name"].strip("ǁ")
        return cls(module=found["module"], function=name.replace("ǁ", "."), number=int(found["number"]))


def endings(run: Path) -> dict[Mutant, int | None]:
    """Return how each mutant of a run ended; None where it was not tried yet."""
    found = {}
    for path in sorted((run / "mutants/src").rglob("*.meta")):
        held = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
        found.update({Mutant.of(key): code for key, code in held.items()})
    return found


def noted(places: Mapping[str, str]) -> set[Mutant]:
    """Read mutants as the table of reasons writes them: ``module: function 1 2; other 3``."""
    found = set()
    for module, functions in places.items():
        for part in functions.split(";"):
            name, *numbers = part.split()
            found |= {Mutant(module=module, function=name, number=int(number)) for number in numbers}
    return found


def listed(mutants: Iterable[Mutant]) -> str:
    """Write mutants module by module, in order."""
    modules: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for mutant in sorted(mutants):
        modules[mutant.module][mutant.function].append(f"#{mutant.number}")
    return "; ".join(
        f"`{module}` " + ", ".join(f"{name} {' '.join(numbers)}" for name, numbers in functions.items())
        for module, functions in modules.items()
    )


def head(ended: Mapping[Mutant, int | None], text: str) -> list[str]:
    """Begin the page with what was run and how it came out."""
    codes = Counter(ended.values())
    tried = len(ended) - codes[None]
    alive, bare, late = codes[SURVIVED], codes[UNTESTED], sum(codes[code] for code in LATE)
    killed = tried - alive - bare - late
    figures = (
        f"{len(ended):,} mutants, {tried:,} tried: {killed:,} killed, {alive} survived, {bare} that none of the four "
        f"reaches, {late} stopped by the time limit. Killed: {100 * killed / tried:.1f} % of those tried."
    )
    waiting = f" It was stopped there: {codes[None]:,} are still to be tried." if codes[None] else ""
    return ["# Mutants that live", "", text.strip(), "", figures + waiting]


def page(ended: Mapping[Mutant, int | None], reasons: Mapping[str, Any]) -> str:
    """Return the page: every survivor under one reason, or at the end under none."""
    left = {mutant for mutant, code in ended.items() if code in (SURVIVED, UNTESTED, *LATE)}
    lines = head(ended, reasons["run"])
    for group in reasons["groups"]:
        mine = noted(group["mutants"]) & left
        left -= mine
        if mine:
            lines += ["", f"## {group['title']} ({len(mine)})", "", group["reason"].strip(), "", f"{listed(mine)}."]
    since = {test: noted(places) & left for test, places in reasons["killed_since"].items()}
    left -= set().union(*since.values())
    lines += ["", f"## Killed since, by a case that was added ({sum(map(len, since.values()))})", ""]
    lines += [f"- {test}: {listed(mine)}." for test, mine in since.items() if mine]
    if left:
        lines += ["", f"## Not looked at yet ({len(left)})", "", f"{listed(left)}."]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=ROOT / ".mutants", help="folder of the run")
    parser.add_argument("--reasons", type=Path, default=ROOT / "tests/checks/mutants.yaml", help="table of reasons")
    given = parser.parse_args()
    print(page(endings(given.run), yaml.safe_load(given.reasons.read_text("utf-8"))), end="")


if __name__ == "__main__":
    main()
