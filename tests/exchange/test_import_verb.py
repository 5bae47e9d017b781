"""The verb `import` from the command line: what is written, where, and what is never touched."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from .importing import imported, imported_from

if TYPE_CHECKING:
    from pathlib import Path

TIES = "from,to\nann,bob\nbob,cy\n"


def program(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "playbook_gen", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_from_a_file_to_a_check(tmp_path: Path) -> None:
    (tmp_path / "advice.csv").write_text(TIES, encoding="utf-8")
    done = program(
        tmp_path, "import", "--ties", "advice.csv", "--as-of", "2026-10-30", "--out", "orgs/advice/2026.yaml"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "orgs/advice/2026.yaml: 3 people, 2 directed ties",
        "next: playbook-gen check orgs/advice/2026.yaml",
    ]
    assert "name: advice\n" in (tmp_path / "orgs/advice/2026.yaml").read_text(encoding="utf-8")
    checked = program(tmp_path, "check", "orgs/advice/2026.yaml")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout == "no errors in 1 organisation, 1 cycle\n"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text(TIES, encoding="utf-8")
    (tmp_path / "mine.yaml").write_text("name: Mine\n", encoding="utf-8")
    done = program(tmp_path, "import", "--ties", "ties.csv", "--out", "mine.yaml")
    assert done.returncode == 3
    assert "mine.yaml is there already; nothing was written. --force replaces it." in done.stderr
    assert (tmp_path / "mine.yaml").read_bytes() == b"name: Mine\n"
    done = program(tmp_path, "import", "--ties", "ties.csv", "--out", "ties.csv", "--force")
    assert done.returncode == 2
    assert "--out is one of the files to be read" in done.stderr
    assert (tmp_path / "ties.csv").read_text(encoding="utf-8") == TIES
    assert sorted(os.listdir(tmp_path)) == ["mine.yaml", "ties.csv"]


def test_force_replaces(tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text(TIES, encoding="utf-8")
    (tmp_path / "mine.yaml").write_text("name: Mine\n", encoding="utf-8")
    done = program(tmp_path, "import", "--ties", "ties.csv", "--out", "mine.yaml", "--force")
    assert done.returncode == 0
    assert "{from: ann, to: bob}" in (tmp_path / "mine.yaml").read_text(encoding="utf-8")
    (tmp_path / "ties.csv").write_text("from,to,weight\nann,bob,x\n", encoding="utf-8")
    before = (tmp_path / "mine.yaml").read_bytes()
    assert program(tmp_path, "import", "--ties", "ties.csv", "--out", "mine.yaml", "--force").returncode == 1
    assert (tmp_path / "mine.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--people", "p.csv"),
        ("--graphml", "g.graphml", "--ties", "t.csv"),
        ("--graphml", "g.graphml", "--people", "p.csv"),
    ],
)
def test_options_that_do_not_go_together(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = imported_from(tmp_path, *arguments)
    assert done.code == 2
    assert "Give --ties, with --people if you have a table of them; or --graphml alone." in done.said


@pytest.mark.parametrize("missing", ["gone.csv", "."])
def test_files_that_cannot_be_read(tmp_path: Path, missing: str) -> None:
    done = imported_from(tmp_path, "--ties", str(tmp_path / missing))
    assert done.code == 1
    assert "Give a CSV file." in done.said
    assert str(tmp_path) not in done.said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = imported_from(tmp_path, "--graphml", str(tmp_path / "pipe"))
    assert (done.code, done.said) == (1, "error: pipe: is not a regular file. Give a GraphML file.\n")


def test_many_remarks_are_counted(tmp_path: Path) -> None:
    rows = "".join(f"person {n},hub\n" for n in range(30))
    done = imported(tmp_path, ties=f"from,to\n{rows}")
    assert done.code == 0
    assert done.said.count("cannot name a page") == 20
    assert done.said.endswith("and 10 more remarks\n")


def test_a_name_that_is_none(tmp_path: Path) -> None:
    done = imported(tmp_path, "--name", " \x07", ties=TIES)
    assert done.code == 2
    assert "the company's name is empty" in done.said


def test_names_of_files_cannot_drive_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2Jb.csv"
    path.write_text("from,to,note\na,b,x\n", encoding="utf-8")
    done = imported_from(tmp_path, "--ties", str(path))
    assert done.said == "a\\x1b[2Jb.csv: 1 other column left aside\n"
    assert done.text is not None
    assert 'name: "a[2Jb"' in done.text


def test_a_folder_is_no_file_to_write(tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text(TIES, encoding="utf-8")
    done = program(tmp_path, "import", "--ties", "ties.csv", "--out", ".")
    assert done.returncode == 2
    assert "name the file to write" in done.stderr
