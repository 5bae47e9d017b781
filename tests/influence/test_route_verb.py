"""`route` as somebody at a terminal meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .small import company

ARCS = "a>b:5/4 b>z:4/4 a>c:3/3 c>z:3/3 a>d:5/1 d>z:5/5"


def route(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "playbook_gen", "route", *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "orgs").mkdir()
    text = company("a b c d z", ARCS, "heads:\n  - {function: extra, person: none}")
    text = text.replace("functions:", "functions:\n  - {id: extra, name: Extra}")
    (tmp_path / "orgs" / "example.yaml").write_text(text, "utf-8")
    return tmp_path


def test_it_prints_the_way_and_who_said_so(place: Path) -> None:
    done = route(place, "example", "a", "z")
    assert done.returncode == 0
    assert done.stderr.count("reads everything") == 1
    assert done.stdout.splitlines() == [
        "A to Z: Example, cycle example, as of 30 June 2026, author edition",
        "",
        "A reaches Z best through B (5 of 5, then 4 of 5).",
        "Otherwise through C.",
        "Should B leave, the best route leads through C.",
        "Left out for low trust: A to D (trust 1 of 5).",
        "",
        "The ties, each as somebody said:",
        "  A to B: 5 of 5; trust 4 of 5; said by A",
        "  B to Z: 4 of 5; trust 4 of 5; said by B",
        "  A to C: 3 of 5; trust 3 of 5; said by A",
        "  C to Z: 3 of 5; trust 3 of 5; said by C",
        "  A to D: 5 of 5; trust 1 of 5; said by A",
    ]


def test_a_function_stands_for_its_head(place: Path) -> None:
    assert route(place, "example", "fa", "fz").stdout == route(place, "example", "a", "z").stdout


def test_json_says_the_same(place: Path) -> None:
    data = json.loads(route(place, "example", "a", "z", "--format", "json").stdout)
    assert (data["from"], data["to"], data["routes"], data["obstacle"]) == ("a", "z", 2, None)
    assert data["best"]["people"] == ["a", "b", "z"]
    assert data["best"]["strength"] == pytest.approx(0.8)
    assert data["best"]["steps"][0] == {
        "from": "a", "to": "b", "strength": 5, "trust": 4, "said_by": "a", "as_of": None, "basis": None
    }  # fmt: skip
    assert [step["to"] for step in data["left_out_for_distrust"]] == ["d"]
    assert [one["person"] for one in data["if_leaves"]] == ["b"]


def test_leadership_sees_no_trust_and_goes_where_it_would_not(place: Path) -> None:
    done = route(place, "example", "a", "z", "--edition", "leadership")
    assert "trust" not in done.stdout
    assert "best through D" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (("a", "y"), "there is no person or function y"),
        (("fc", "extrb"), "there is no person or function extrb; did you mean extra?"),
        (("a", "extra"), "nobody is on record as the head of extra; name a person"),
        (("a", "fa"), "a and fa are the same person; name two"),
    ],
)
def test_what_means_nothing_is_refused(place: Path, pair: tuple[str, str], message: str) -> None:
    done = route(place, "example", *pair)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_names_of_every_kind_come_through(tmp_path: Path) -> None:
    (tmp_path / "orgs").mkdir()
    names = {"A": '"Zoë <b>&amp; \\"Q\\" \\\\N"', "B": "'سلمى الحسن'", "Z": "'山田 🦊 太郎'"}
    text = company("a b z", "a>b:5 b>z:4")
    for letter, name in names.items():
        text = text.replace(f"name: {letter}}}", f"name: {name}}}")
    (tmp_path / "orgs" / "example.yaml").write_text(text, "utf-8")
    done = route(tmp_path, "example", "a", "z")
    assert done.returncode == 0
    assert 'Zoë <b>&amp; "Q" \\N reaches 山田 🦊 太郎 best through سلمى الحسن' in done.stdout
