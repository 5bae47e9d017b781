"""One file that somebody asked for by name: whole or not at all, over a file and over nothing else."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path

import pytest

from playbook_gen.outcomes import EnvironmentFault, Refused
from playbook_gen.publishing import write_over
from playbook_gen.publishing.siblings import Siblings

from .harness import Disk, failing, in_child, operations_of, raising, snapshot

OLD, NEW = b"old" * 1000, b"new"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "map.svg"
    path.write_bytes(OLD)
    return path


def test_what_stood_there_is_replaced_whole(file: Path) -> None:
    write_over(file, NEW)
    assert file.read_bytes() == NEW
    assert os.listdir(file.parent) == ["map.svg"]


@pytest.mark.skipif(os.name == "nt", reason="no modes on this system")
@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_a_new_file_has_the_mode_that_the_user_gives_files(umask: int, mode: int, tmp_path: Path) -> None:
    before = os.umask(umask)
    try:
        write_over(tmp_path / "deep" / "in" / "map.svg", NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "deep" / "in" / "map.svg").stat().st_mode) == mode


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "map.svg").mkdir()
    with pytest.raises(Refused, match=r"map\.svg is a folder\. Choose another name\.$"):
        write_over(tmp_path / "map.svg", NEW)
    assert list((tmp_path / "map.svg").iterdir()) == []


@pytest.mark.parametrize("target", ["elsewhere", "nowhere"])
def test_a_link_in_its_place_is_refused_and_not_followed(target: str, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(OLD)
    (tmp_path / "map.svg").symlink_to(tmp_path / target)
    with pytest.raises(Refused, match=r"map\.svg is a link\. Choose another name\.$"):
        write_over(tmp_path / "map.svg", NEW)
    assert (tmp_path / "map.svg").is_symlink()
    assert (tmp_path / "elsewhere").read_bytes() == OLD
    assert not (tmp_path / "nowhere").exists()


def test_another_name_of_the_same_file_keeps_what_it_holds(file: Path) -> None:
    other = file.with_name("kept.svg")
    os.link(file, other)
    write_over(file, NEW)
    assert (file.read_bytes(), other.read_bytes()) == (NEW, OLD)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write everywhere")
def test_a_folder_that_may_not_be_written_is_a_fault(file: Path) -> None:
    file.parent.chmod(0o500)
    try:
        with pytest.raises(EnvironmentFault, match="nothing was written"):
            write_over(file, NEW)
    finally:
        file.parent.chmod(0o700)


def test_a_parent_that_is_a_file_is_a_fault_in_one_sentence(file: Path) -> None:
    with pytest.raises(EnvironmentFault) as fault:
        write_over(file / "below.svg", NEW)
    assert "nothing was written" in str(fault.value)
    assert "\n" not in str(fault.value)
    assert file.read_bytes() == OLD


@pytest.mark.parametrize("new", [False, True])
def test_whatever_fails_leaves_the_old_file_and_nothing_beside_it(new: bool, tmp_path: Path) -> None:
    def write() -> None:
        write_over(tmp_path / ("new/er.svg" if new else "map.svg"), NEW)

    (tmp_path / "map.svg").write_bytes(OLD)
    count = operations_of(write)
    assert count > 1
    if new:
        shutil.rmtree(tmp_path / "new")
    for at in range(count):
        (tmp_path / "map.svg").write_bytes(OLD)
        before = listed(tmp_path)
        with (
            failing(Disk(at, raising(OSError(errno.ENOSPC, "full")))),
            pytest.raises(EnvironmentFault, match="nothing was written"),
        ):
            write()
        assert listed(tmp_path) == before, at


def listed(folder: Path) -> dict[str, bytes]:
    """Every path below a folder with its bytes; the folder's own time may move, as a file comes and goes."""
    found = snapshot(folder)
    assert found is not None
    return {name: data for name, (_, _, data) in found.items()}


def test_a_full_disk_says_how_much_was_needed(file: Path) -> None:
    def write() -> None:
        write_over(file, NEW * 1_000_000)

    for at in range(operations_of(write)):
        with (
            failing(Disk(at, raising(OSError(errno.ENOSPC, "full")))),
            pytest.raises(EnvironmentFault, match=r"\(3\.0 MB needed\)"),
        ):
            write()


def test_a_name_cannot_drive_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2J\nb.svg"
    path.mkdir()
    with pytest.raises(Refused) as refused:
        write_over(path, NEW)
    assert "\x1b" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("m" * 251 + ".svg")
    write_over(path, NEW)
    assert path.read_bytes() == NEW


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no way to be killed in the middle")
def test_a_killed_run_leaves_the_old_file_or_the_new_one(file: Path) -> None:
    count = operations_of(lambda: write_over(file, NEW))
    for at in range(count):
        file.write_bytes(OLD)

        def killed(at: int = at) -> None:
            with failing(Disk(at, lambda: os._exit(9))):
                write_over(file, NEW)

        assert in_child(killed) == 9
        assert file.read_bytes() in (OLD, NEW)


def test_what_a_killed_run_left_does_not_stop_the_next(file: Path) -> None:
    """Numbers of processes come again, in a container at once."""
    Siblings(file).staging.write_bytes(b"half")
    write_over(file, NEW)
    assert file.read_bytes() == NEW
    assert os.listdir(file.parent) == ["map.svg"]
