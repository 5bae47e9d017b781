"""The files of a new workspace: all or none, and over nothing."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from playbook_gen.outcomes import EnvironmentFault, Refused
from playbook_gen.publishing import write_new

from .harness import Disk, failing, operations_of, raising, snapshot

FILES = {"playbook.yaml": b"a: 1\n", "orgs/acme/2026.yaml": b"b: 2\n", ".gitignore": b"/private/\n"}


def found(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_files_are_written_beside_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"mine")
    (tmp_path / ".git").mkdir()
    write_new(tmp_path, FILES)
    assert found(tmp_path) == {**FILES, "notes.txt": b"mine"}


def test_folders_are_made(tmp_path: Path) -> None:
    write_new(tmp_path / "a" / "b", FILES)
    assert found(tmp_path / "a" / "b") == FILES


@pytest.mark.parametrize("taken", FILES)
@pytest.mark.parametrize("what", ["file", "folder", "link"])
def test_nothing_is_written_over(tmp_path: Path, taken: str, what: str) -> None:
    place = tmp_path / taken
    place.parent.mkdir(parents=True, exist_ok=True)
    if what == "file":
        place.write_bytes(b"mine")
    elif what == "folder":
        place.mkdir()
    else:
        place.symlink_to(tmp_path / "nowhere")
    before = snapshot(tmp_path) if what != "link" else sorted(os.listdir(tmp_path))
    with pytest.raises(Refused) as caught:
        write_new(tmp_path, FILES)
    assert taken in str(caught.value)
    assert (snapshot(tmp_path) if what != "link" else sorted(os.listdir(tmp_path))) == before


def test_a_file_that_appears_meanwhile_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_open = os.open

    def race(path: object, *args: object, **kwargs: object) -> int:
        if str(path).endswith(".gitignore"):
            monkeypatch.setattr(os, "open", real_open)
            (tmp_path / ".gitignore").write_bytes(b"theirs")
        return real_open(path, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", race)
    with pytest.raises(Refused, match=r"already holds \.gitignore"):
        write_new(tmp_path, FILES)
    assert found(tmp_path) == {".gitignore": b"theirs"}
    assert os.listdir(tmp_path) == [".gitignore"]


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "con", ".git/hooks/pre-commit"])
def test_hostile_paths_are_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(Refused):
        write_new(tmp_path / "ws", {**FILES, path: b""})
    assert os.listdir(tmp_path) == []


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ws").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "ws" / "orgs").symlink_to(tmp_path / "other")
    with pytest.raises(Refused, match="leads out"):
        write_new(tmp_path / "ws", FILES)
    assert os.listdir(tmp_path / "other") == []
    assert os.listdir(tmp_path / "ws") == ["orgs"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ws").write_bytes(b"mine")
    with pytest.raises(Refused, match="is a file"):
        write_new(tmp_path / "ws", FILES)
    assert (tmp_path / "ws").read_bytes() == b"mine"


@pytest.mark.parametrize("after", [True, False], ids=["after", "before"])
@pytest.mark.parametrize("stopped", [True, False], ids=["stopped", "full"])
def test_a_failure_at_every_operation_leaves_nothing(tmp_path: Path, after: bool, stopped: bool) -> None:
    (tmp_path / "kept").mkdir()
    total = operations_of(lambda: write_new(tmp_path / "count" / "ws", FILES))
    assert total > 8
    for at in range(total):
        folder = tmp_path / str(at)
        folder.mkdir()
        error = KeyboardInterrupt() if stopped else OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        with (
            failing(Disk(at, raising(error), after=after)),
            pytest.raises((EnvironmentFault, KeyboardInterrupt)) as caught,
        ):
            write_new(folder / "new" / "ws", FILES)
        assert found(folder) == {}, at
        if not stopped:
            assert "nothing was written" in str(caught.value)
            assert os.strerror(errno.ENOSPC) in str(caught.value)
