"""The same input gives the same bytes: on every machine, in every zone and locale, in whatever order it is written."""

from __future__ import annotations

import random
import re
import shutil
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from playbook_gen.model.organisation import Organisation
from playbook_gen.model.shape import field_of
from sites import ORGANISATIONS, ROOT, differences, environment, listing, place, playbook, workspace

_BUILT = tuple((slug, edition) for slug in ORGANISATIONS for edition in ("company", "author"))

_MACHINES: Mapping[str, tuple[int, Mapping[str, str]]] = {
    "north": (0o022, {"TZ": "UTC", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1", "COLUMNS": "80"}),
    "south": (
        0o077,
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "C", "PYTHONHASHSEED": "4242", "COLUMNS": "200",
         "NO_COLOR": "1", "SOURCE_DATE_EPOCH": "1", "PYTHONUTF8": "0", "USER": "somebody"},
    ),
}  # fmt: skip
"""Two machines as unlike each other as a process can be told to be: umask, then environment."""


def _build_on(machine: str, root: Path) -> Path:
    umask, env = _MACHINES[machine][0], dict(_MACHINES[machine][1])
    home, elsewhere = root / f"home of {machine}", root / machine / "deep" / "in" / "nowhere"
    for folder in (home, elsewhere):
        folder.mkdir(parents=True)
    there = workspace(root / f"{machine} workspace", {}, ("company", "author"))
    shutil.copytree(ROOT / "orgs", there / "orgs")
    # The first machine makes ready the engine that draws maps; the second finds it made.
    env |= {"HOME": str(home), "XDG_CACHE_HOME": str(root / "cache")}
    run = playbook("build", "-w", str(there), cwd=elsewhere, env=environment(**env), umask=umask)
    assert run.code == 0, run.err
    return there


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    root = tmp_path_factory.mktemp("machines")
    return _build_on("north", root), _build_on("south", root)


@pytest.mark.parametrize(("slug", "edition"), _BUILT)
def test_two_machines_build_the_same(machines: tuple[Path, Path], slug: str, edition: str) -> None:
    north, south = (listing(place(root, slug, edition)) for root in machines)
    assert len(north) > 15
    assert differences(north, south) == []


def test_only_sites_are_written(machines: tuple[Path, Path]) -> None:
    for root in machines:
        assert {path.name for path in root.iterdir()} <= {"orgs", "playbook.yaml", "site", "private", ".playbook"}
        assert list((root.parent / f"home of {root.name.split()[0]}").iterdir()) == []


# The order of the file

_ITEM = re.compile(r"- ")


def reordered(text: str, chance: random.Random) -> str:
    """The same organisation with its fields, and the records of its lists, in another order."""
    held = dict(_blocks(text, re.compile(r"[a-z_]+:")))
    names = chance.sample(sorted(held), len(held))
    return "".join(_reordered_list(name, held[name], chance) for name in names)


def _blocks(text: str, start: re.Pattern[str]) -> list[tuple[str, str]]:
    """Parts of a text, each beginning with a line that starts so; comments on lines of their own are left out."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines(keepends=True):
        if line.lstrip().startswith("#") or not line.strip():
            continue
        begins = start.match(line)
        if begins:
            found.append((begins[0], line))
        else:
            found[-1] = (found[-1][0], found[-1][1] + line)
    return found


def _reordered_list(name: str, block: str, chance: random.Random) -> str:
    first, _, rest = block.partition("\n")
    field = field_of(Organisation, name.removesuffix(":"))
    if not rest or not field or not field.many:
        return block
    records = [record for _, record in _blocks(textwrap.dedent(rest), _ITEM)]
    chance.shuffle(records)
    return f"{first}\n{textwrap.indent(''.join(records), '  ')}"


def test_the_reordering_of_these_tests_keeps_every_fact() -> None:
    text = (ROOT / "orgs" / "halden-foods" / "2026.yaml").read_text(encoding="utf-8")
    other = reordered(text, random.Random(1))  # noqa: S311 - for test data
    one, two = (yaml.load(held, yaml.CBaseLoader) for held in (text, other))  # noqa: S506 - it makes text alone
    assert text != other
    assert list(one) != list(two)
    for name, held in one.items():
        assert sorted(map(repr, held)) == sorted(map(repr, two[name])), name
    assert sum(held != two[name] for name, held in one.items()) > 5


@pytest.mark.parametrize("edition", ["company", "leadership"])
def test_the_order_of_the_file_changes_nothing(edition: str, tmp_path: Path) -> None:
    """Of the lower editions: the author edition shows lines, and lines move."""
    found = []
    for seed in (0, 1):
        root = tmp_path / str(seed)
        for path in sorted((ROOT / "orgs").glob("*/*.yaml")):
            text = path.read_text(encoding="utf-8")
            copy = root / "orgs" / path.relative_to(ROOT / "orgs")
            copy.parent.mkdir(parents=True, exist_ok=True)
            chance = random.Random(seed)  # noqa: S311 - for test data
            copy.write_text(reordered(text, chance) if seed else text, encoding="utf-8")
        run = playbook("build", "--edition", edition, cwd=root)
        assert run.code == 0, run.err
        found.append((run, {slug: listing(place(root, slug, edition)) for slug in ("halden-foods", "symantec")}))
    (run, sites), (other_run, other_sites) = found
    assert run == other_run
    for slug, held in sites.items():
        assert differences(held, other_sites[slug]) == [], slug
