"""The lock of maps: written only when asked, the same twice, where later maps begin, and never believed blindly."""

from __future__ import annotations

import json
import random
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook_gen.cli import run
from playbook_gen.exchange.map_lock import lock_text, read_lock
from playbook_gen.maps import Place, Places
from playbook_gen.maps.places import Shape
from playbook_gen.outcomes import InputRejected

PROOF = settings(
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
WAY_OUT = "Delete it; map --lock writes a new one."
Command = Callable[..., tuple[int, str, str]]


# The text

SHAPES: tuple[Shape, ...] = ("ring", "field", "grid")
NAMES = st.text(min_size=1, max_size=12) | st.sampled_from(["__class__", "CON", "<b>", '"', "\\", "\u202ex", "maps"])


@st.composite
def places(draw: st.DrawFn) -> Places:
    """Places as maps give them: apart from each other."""
    shape: Shape = draw(st.sampled_from(SHAPES))
    lanes = tuple(draw(st.lists(NAMES, unique=True, max_size=4))) if shape == "grid" else ()
    keys = draw(st.lists(NAMES, unique=True, min_size=1, max_size=12))
    at = [
        Place(step=n)
        if shape == "ring"
        else Place(fold=n % 4, step=n // 4)
        if shape == "field"
        else Place(lane=("", *lanes)[n % (len(lanes) + 1)], level=1, fold=n // 3, step=2 * (n % 3))
        for n in range(len(keys))
    ]
    edge = draw(st.integers(0, 2))
    at[len(at) - edge :] = [Place(level=-1, step=n) for n in range(len(at) - max(0, len(at) - edge))]
    return Places(
        shape=shape,
        compact=draw(st.booleans()),
        width=float(draw(st.integers(96, 172))),
        height=draw(st.integers(200, 900)) / 10,
        panels=(("", *lanes),) if shape == "grid" else (),
        left=frozenset(Place(level=2, step=2 * n) for n in range(draw(st.integers(0, 2))))
        if shape == "grid"
        else frozenset(),
        middle=draw(st.integers(0, 900)) / 10,
        of=dict(zip(keys, at, strict=True)),
    )


@PROOF
@given(st.dictionaries(st.sampled_from(["peers", "below", "everyone", "functions"]), places()))
def test_what_is_written_is_read_back(maps: dict[str, Places]) -> None:
    text = lock_text(maps, "2026")
    found = read_lock(text.encode(), "lock.json")
    assert dict(found.maps) == maps
    assert found.cycle == "2026"
    assert lock_text(found.maps, found.cycle) == text
    turned = {level: maps[level] for level in reversed(maps)}
    assert lock_text(turned, "2026") == text
    assert text.isascii()
    assert all(len(line) < 400 for line in text.splitlines() if '"panels"' not in line)


def test_one_line_a_person_sorted_by_id() -> None:
    of = {"b": Place(step=1), "a": Place(step=0), "Z": Place(step=2)}
    lines = lock_text(
        {"peers": Places(shape="ring", compact=False, width=100.0, height=50.0, panels=(), of=of)}, "2026"
    )
    assert [line.strip() for line in lines.splitlines() if re.match(r"\s+\"(a|b|Z)\": ", line)] == [
        '"Z": ["", 0, 0, 2],', '"a": ["", 0, 0, 0],', '"b": ["", 0, 0, 1]',
    ]  # fmt: skip


def test_of_two_who_had_one_place_the_successor_is_written() -> None:
    of = {"leaver": Place(step=0), "stays": Place(step=1), "heir": Place(step=0)}
    one = Places(shape="ring", compact=False, width=100.0, height=50.0, panels=(), of=of)
    found = read_lock(lock_text({"peers": one}, "2026").encode(), "lock.json").maps["peers"]
    assert dict(found.of) == {"stays": Place(step=1), "heir": Place(step=0)}


GOOD: Mapping[str, Any] = {
    "lock": 1,
    "cycle": "2026",
    "maps": {
        "peers": {
            "shape": "grid",
            "compact": False,
            "card": [100.0, 50.0],
            "panels": [["", "a"]],
            "middle": 40.0,
            "left": [["a", 1, 0, 4]],
            "people": {"x": ["a", 1, 0, 0], "y": ["a", 1, 0, 2], "top": ["", 0, 0, 0]},
        }
    },
}


def changed(path: str, value: object) -> bytes:
    tree = json.loads(json.dumps(GOOD))
    *way, last = path.split("/")
    inner = tree
    for step in way:
        inner = inner[step]
    if value is KeyError:
        del inner[last]
    else:
        inner[last] = value
    return json.dumps(tree).encode()


def ring(people: Mapping[str, object], shape: str = "ring") -> bytes:
    return changed(
        "maps/peers",
        {"shape": shape, "compact": False, "card": [100, 50], "panels": [], "middle": 0, "left": [], "people": people},
    )


P = "maps/peers"
BAD: Mapping[str, bytes] = {
    "empty": b"",
    "no JSON": b"{",
    "no UTF-8": b"\xff\xfe{",
    "deep": b"[" * 100_000,
    "long number": b'{"lock": ' + b"9" * 10_000 + b"}",
    "a list": b"[]",
    "a word": b'"lock"',
    "null": b"null",
    "no version": changed("lock", KeyError),
    "another version": changed("lock", 2),
    "a version in words": changed("lock", "1"),
    "a version that is yes": changed("lock", True),
    "no cycle": changed("cycle", KeyError),
    "a cycle that is none": changed("cycle", 2026),
    "no maps": changed("maps", KeyError),
    "maps in a list": changed("maps", []),
    "a map that is none": changed(P, None),
    "another shape": changed(f"{P}/shape", "spiral"),
    "a shape in a list": changed(f"{P}/shape", ["grid"]),
    "no density": changed(f"{P}/compact", KeyError),
    "density in words": changed(f"{P}/compact", "no"),
    "no card": changed(f"{P}/card", KeyError),
    "a flat card": changed(f"{P}/card", [100, 0]),
    "a card without end": changed(f"{P}/card", [float("inf"), 50]),
    "a card that is no number": changed(f"{P}/card", [float("nan"), 50]),
    "a card in words": changed(f"{P}/card", ["100", 50]),
    "a card of three sides": changed(f"{P}/card", [100, 50, 2]),
    "no middle": changed(f"{P}/middle", KeyError),
    "a middle without end": changed(f"{P}/middle", float("inf")),
    "left in words": changed(f"{P}/left", "a"),
    "left in no panel": changed(f"{P}/left", [["b", 1, 0, 0]]),
    "panels in words": changed(f"{P}/panels", "a"),
    "a lane that is a number": changed(f"{P}/panels", [["", 1]]),
    "a lane twice": changed(f"{P}/panels", [["", "a"], ["a"]]),
    "people in a list": changed(f"{P}/people", [1]),
    "a place that is none": changed(f"{P}/people/x", None),
    "a place of three": changed(f"{P}/people/x", ["a", 1, 0]),
    "a place in words": changed(f"{P}/people/x", ["a", "1", 0, 0]),
    "half a level": changed(f"{P}/people/x", ["a", 1.5, 0, 0]),
    "a level that is yes": changed(f"{P}/people/x", ["a", True, 0, 0]),
    "a fold before the first": changed(f"{P}/people/x", ["a", 1, -1, 0]),
    "far away": changed(f"{P}/people/x", ["a", 1, 0, 10**9]),
    "a far column": changed(f"{P}/people/x", ["a", 1, 99_999, 0]),
    "a level below the edge": changed(f"{P}/people/x", ["a", -2, 0, 0]),
    "a lane of no panel": changed(f"{P}/people/x", ["b", 1, 0, 0]),
    "the free lane in no panel": changed(P, {**GOOD["maps"]["peers"], "panels": [["a"]]}),
    "two in one place": changed(f"{P}/people/x", ["a", 1, 0, 2]),
    "two half over each other": changed(f"{P}/people/x", ["a", 1, 0, 1]),
    "two at one place of the edge": changed(f"{P}/people", {"x": ["a", -1, 0, 0], "y": ["", -1, 0, 0]}),
    "before the edge": changed(f"{P}/people", {"x": ["", -1, 0, -3]}),
    "before the first of a ring": ring({"x": ["", 0, 0, -1]}),
    "far round a ring": ring({"x": ["", 0, 0, 99_999]}),
    "two in one place of a ring": ring({"x": ["", 0, 0, 1], "y": ["", 1, 0, 1]}),
    "above a field": ring({"x": ["", 0, 0, -1]}, "field"),
    "two on one cell of a field": ring({"x": ["", 0, 0, 1], "y": ["", 2, 0, 1]}, "field"),
    "far across a field": ring({"x": ["", 0, 99_999, 99_999]}, "field"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_lock_is_refused_with_its_name_and_the_way_out(name: str) -> None:
    with pytest.raises(InputRejected) as refused:
        read_lock(BAD[name], "locks/acme/author.json")
    assert str(refused.value) == f"locks/acme/author.json: is not a lock that this version can read. {WAY_OUT}"


def test_the_good_lock_that_the_bad_ones_were_made_of_is_read() -> None:
    assert set(read_lock(json.dumps(GOOD).encode(), "x").maps["peers"].of) == {"x", "y", "top"}
    assert read_lock(ring({"x": ["", 0, 0, 0], "y": ["", 0, 0, 15]}), "x").maps["peers"].shape == "ring"


# The command

FIRST = """\
name: Acme
as_of: 2025-06-30
period: "2025"
people:
{people}
functions:
  - {{id: f0, name: Function 0, head: p1}}
  - {{id: f1, name: Function 1, head: p2}}
  - {{id: f2, name: Function 2, head: p3}}
relationships:
{ties}
"""


def cycle(people: Mapping[str, str], ties: int = 12, year: int = 2025, seed: int | None = None) -> str:
    """A cycle with these people (id to function) and some ties; a seed turns the order of the file."""
    chance = random.Random(7)  # noqa: S311 - for test data
    keys = sorted(people)
    pairs = sorted({(a, b) for a in keys for b in keys if a != b})
    said = chance.sample(pairs, min(ties, len(pairs)))
    boss = {key: "none" if key == "p0" else "p0" for key in people}
    rows = [
        f"  - {{id: {key}, name: Person {key}, title: Director, function: {lane}, reports_to: {boss[key]}}}"
        for key, lane in people.items()
    ]
    told = [f"  - {{from: {a}, to: {b}, influence: 3, said_by: {a}, as_of: {year}-05-01}}" for a, b in said]
    if seed is not None:
        random.Random(seed).shuffle(rows)  # noqa: S311
        random.Random(seed).shuffle(told)  # noqa: S311
    return FIRST.format(people="\n".join(rows), ties="\n".join(told)).replace("2025", str(year))


def peers(count: int) -> dict[str, str]:
    return {f"p{n}": f"f{n % 3}" for n in range(count)}


@pytest.fixture
def command(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: str, root: Path = tmp_path) -> tuple[int, str, str]:
        code = run([*arguments, "-w", str(root)])
        out, err = capfd.readouterr()
        return code, out, err

    return call


def put(root: Path, **cycles: str) -> Path:
    """Lay down cycles of the organisation acme, as y2025=..., in a workspace."""
    for name, text in cycles.items():
        path = root / "orgs" / "acme" / f"{name[1:]}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def standing(svg: str) -> dict[str, tuple[str, str]]:
    """The corner of each card by the name on it."""
    space = "{http://www.w3.org/2000/svg}"
    cards = [one for one in ET.fromstring(svg).iter() if one.get("class") == "map-card"]  # noqa: S314
    found = {}
    for one in cards:
        box = one.find(f"{space}rect")
        assert box is not None
        found[(one.findtext(f"{space}title") or "").partition(";")[0]] = (box.get("x", ""), box.get("y", ""))
    return found


def lock_of(root: Path, edition: str = "author") -> Path:
    return root / "locks" / "acme" / f"{edition}.json"


@pytest.mark.parametrize("edition", ["company", "leadership", "author"])
def test_a_lock_is_one_file_for_one_edition_and_the_same_twice(edition: str, tmp_path: Path, command: Command) -> None:
    put(tmp_path, y2025=cycle(peers(8)), y2026=cycle({**peers(7), "new": "f1"}, year=2026))
    code, out, _ = command("map", "acme", "--lock", "--edition", edition)
    assert (code, out) == (0, f"locks/acme/{edition}.json\n")
    assert [path.name for path in (tmp_path / "locks" / "acme").iterdir()] == [f"{edition}.json"]
    first = lock_of(tmp_path, edition).read_bytes()
    assert command("map", "acme", "--lock", "--edition", edition)[0] == 0
    assert lock_of(tmp_path, edition).read_bytes() == first
    assert b"Person" not in first


def test_nothing_else_writes_a_lock(tmp_path: Path, command: Command) -> None:
    put(tmp_path, y2025=cycle(peers(8)))
    for arguments in (("map", "acme"), ("build", "acme", "--edition", "author"), ("check", "acme")):
        assert command(*arguments)[0] == 0
    assert not (tmp_path / "locks").exists()


def test_the_next_build_begins_with_the_lock(tmp_path: Path, command: Command) -> None:
    put(tmp_path, y2025=cycle(peers(8)))
    assert command("map", "acme", "--lock")[0] == 0
    here = standing(command("map", "acme")[1])
    tree = json.loads(lock_of(tmp_path).read_text(encoding="utf-8"))
    people = tree["maps"]["peers"]["people"]
    people["p1"], people["p2"] = people["p2"], people["p1"]
    lock_of(tmp_path).write_text(json.dumps(tree), encoding="utf-8")
    there = standing(command("map", "acme")[1])
    assert (there["Person p1"], there["Person p2"]) == (here["Person p2"], here["Person p1"])
    assert {name for name in here if here[name] != there[name]} == {"Person p1", "Person p2"}
    # A lock is of one edition: another begins where it always did.
    assert command("map", "acme", "--edition", "leadership")[0] == 0
    build = command("build", "acme", "--edition", "author")
    assert build[0] == 0, build
    page = (tmp_path / "private" / "acme" / "author" / "map.html").read_text(encoding="utf-8")
    box = re.search(r'<title>Person p1;[^<]*</title><rect[^>]*? x="([^"]+)" y="([^"]+)"', page)
    assert box
    assert box.groups() == there["Person p1"]


def test_next_year_everybody_stays_whatever_the_ties_are(tmp_path: Path, command: Command) -> None:
    put(tmp_path, y2025=cycle(peers(9)))
    assert command("map", "acme", "--lock")[0] == 0
    here = standing(command("map", "acme")[1])
    people = {key: lane for key, lane in peers(9).items() if key != "p5"} | {"p9": "f2"}
    put(tmp_path, y2026=cycle(people, ties=30, year=2026))
    there = standing(command("map", "acme")[1])
    assert there.keys() == {f"Person {key}" for key in people}
    assert {name for name in here.keys() & there.keys() if here[name] != there[name]} == set()
    assert there["Person p9"] == here["Person p5"]
    # And after the lock was written anew, and the first year taken away.
    assert command("map", "acme", "--lock")[0] == 0
    assert standing(command("map", "acme")[1]) == there
    (tmp_path / "orgs" / "acme" / "2025.yaml").unlink()
    assert standing(command("map", "acme")[1]) == there


def test_a_lock_holds_although_an_earlier_cycle_had_another_shape(tmp_path: Path, command: Command) -> None:
    """Ten people stand on a ring, thirty do not; the lock of the thirty is not lost on the ten of the year before."""
    put(tmp_path, y2025=cycle(peers(10)), y2026=cycle(peers(30), ties=40, year=2026))
    assert command("map", "acme", "--lock")[0] == 0
    assert json.loads(lock_of(tmp_path).read_text(encoding="utf-8"))["maps"]["peers"]["shape"] == "field"
    here = standing(command("map", "acme")[1])
    put(tmp_path, y2026=cycle(peers(30), ties=80, year=2026))
    assert standing(command("map", "acme")[1]) == here


@pytest.mark.parametrize("count", [20, 70])
def test_a_lock_of_another_shape_or_density_is_outgrown_without_a_word(
    count: int, tmp_path: Path, command: Command
) -> None:
    put(tmp_path, y2025=cycle(peers(10)))
    assert command("map", "acme", "--lock")[0] == 0
    put(tmp_path, y2025=cycle(peers(count), ties=30))
    code, svg, err = command("map", "acme", "--level", "everyone")
    assert code == 0
    assert len(standing(svg)) == count
    assert err.count("\n") <= 2
    shutil.rmtree(tmp_path / "locks")
    assert standing(command("map", "acme", "--level", "everyone")[1]) == standing(svg)


def test_the_order_of_the_file_changes_no_place(tmp_path: Path, command: Command) -> None:
    locks = set()
    for seed in (None, 1, 2):
        root = put(tmp_path / str(seed), y2025=cycle(peers(14), ties=40, seed=seed))
        assert command("map", "acme", "--lock", root=root)[0] == 0
        locks.add(lock_of(root).read_bytes())
    assert len(locks) == 1


@pytest.mark.parametrize("verb", ["map", "build"])
@pytest.mark.parametrize(
    "name",
    ["empty", "no JSON", "no UTF-8", "deep", "two in one place", "far round a ring", "the free lane in no panel"],
)
def test_a_lock_that_cannot_be_read_ends_with_one_clear_message(
    name: str, verb: str, tmp_path: Path, command: Command
) -> None:
    put(tmp_path, y2025=cycle(peers(5)))
    lock_of(tmp_path).parent.mkdir(parents=True)
    lock_of(tmp_path).write_bytes(BAD[name])
    code, out, err = command(verb, "acme", *(("--edition", "author") if verb == "build" else ()))
    assert (code, out) == (1, "")
    told = [line for line in err.splitlines() if "locks/acme/author.json" in line]
    assert len(told) == 1, err
    assert "Traceback" not in err
    assert str(tmp_path) not in err
    # The way out that the message names is one.
    if verb == "map":
        lock_of(tmp_path).unlink()
        assert command("map", "acme", "--lock")[0] == 0


def test_what_cannot_be_read_is_not_written_over(tmp_path: Path, command: Command) -> None:
    put(tmp_path, y2025=cycle(peers(5)))
    lock_of(tmp_path).parent.mkdir(parents=True)
    lock_of(tmp_path).write_bytes(b"{")
    assert command("map", "acme", "--lock")[0] == 1
    assert lock_of(tmp_path).read_bytes() == b"{"


def test_an_endless_lock_is_not_read(tmp_path: Path, command: Command) -> None:
    put(tmp_path, y2025=cycle(peers(5)))
    lock_of(tmp_path).parent.mkdir(parents=True)
    with lock_of(tmp_path).open("wb") as file:
        file.truncate(64 * 1024 * 1024)
    code, out, err = command("map", "acme")
    assert (code, out) == (1, "")
    assert "locks/acme/author.json" in err


@pytest.mark.parametrize("edition", ["company", "leadership"])
def test_a_lock_of_a_lower_edition_holds_nobody_who_is_hidden(edition: str, tmp_path: Path, command: Command) -> None:
    hidden = cycle(peers(8)).replace("{id: p5, ", "{id: p5, visible_to: author, ")
    put(tmp_path, y2025=hidden)
    assert command("map", "acme", "--lock", "--edition", edition)[0] == 0
    text = lock_of(tmp_path, edition).read_text(encoding="utf-8")
    assert '"p4"' in text
    assert '"p5"' not in text
    put(tmp_path / "without", y2025=cycle({key: lane for key, lane in peers(8).items() if key != "p5"}, ties=0))
    put(tmp_path / "hidden", y2025=re.sub(r"relationships:\n(.*\n)*", "", hidden))
    put(tmp_path / "without", y2025=re.sub(r"relationships:\n(.*\n)*", "",
        (tmp_path / "without/orgs/acme/2025.yaml").read_text(encoding="utf-8")))  # fmt: skip
    texts = []
    for name in ("without", "hidden"):
        assert command("map", "acme", "--lock", "--edition", edition, root=tmp_path / name)[0] == 0
        texts.append(lock_of(tmp_path / name, edition).read_bytes())
    assert texts[0] == texts[1]
