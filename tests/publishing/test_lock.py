"""Two builds never write one target at once, and a dead one never keeps it."""

from __future__ import annotations

import errno
import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from playbook_gen.outcomes import EnvironmentFault
from playbook_gen.publishing import lock, recover
from playbook_gen.publishing.processes import started

from .harness import NEW, NEW_FILES, OLD, make_site, put, snapshot


@pytest.fixture(params=["advisory", "file"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Locks with and without help from the system."""
    if request.param == "file":
        monkeypatch.setattr(lock.importlib.util, "find_spec", lambda name: None)
    return str(request.param)


@contextmanager
def building(target: Path) -> Iterator[int]:
    """A child that builds and stands still in its gate until the block ends; yields its process number."""
    there, in_gate = os.pipe()
    go, let_go = os.pipe()
    pid = os.fork()
    if pid == 0:
        code = 99
        try:
            os.close(let_go)

            def gate(staged: object) -> None:
                os.write(in_gate, b"x")
                os.read(go, 1)

            put(NEW, target, gate=gate)
            code = 0
        finally:
            os._exit(code)
    os.close(in_gate)
    os.close(go)
    try:
        assert os.read(there, 1) == b"x"
        yield pid
    finally:
        os.close(let_go)
        os.close(there)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert status in (0, -signal.SIGKILL)


def test_the_second_of_two_builds_is_turned_away(target: Path, kind: str) -> None:
    put(OLD, target)
    before = snapshot(target)
    with building(target) as pid:
        for action in (lambda: put(NEW, target), lambda: recover(target)):
            with pytest.raises(EnvironmentFault) as caught:
                action()
            said = rf"another build is running \(process {pid}, since \d{{4}}-\d\d-\d\d \d\d:\d\d UTC\)"
            assert re.search(said, str(caught.value))
        assert snapshot(target) == before
    assert (target / "index.html").read_bytes() == b"new home"
    assert os.listdir(target.parent) == ["acme"]
    put(OLD, target)


def test_builds_of_other_targets_go_on(target: Path, kind: str) -> None:
    with building(target):
        put(make_site(organisation="beta"), target.parent / "beta")
    assert sorted(os.listdir(target.parent)) == ["acme", "beta"]


def test_a_killed_build_keeps_no_lock(target: Path, kind: str) -> None:
    put(OLD, target)
    with building(target) as pid:
        os.kill(pid, signal.SIGKILL)
        # Dead but not yet waited for: a zombie still has its number and its start time.
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        assert set(os.listdir(target.parent)) >= {".acme.playbook-lock", f".acme.playbook-staging-{pid}"}
        put(NEW, target)
    assert (target / "index.html").read_bytes() == b"new home"
    assert os.listdir(target.parent) == ["acme"]


@pytest.mark.parametrize("text", ["", "\0\0\0", "rubbish", "1", "999999999 then", f"{'9' * 100} x", "-1 x"])
def test_a_stale_or_broken_lock_is_taken_over(target: Path, kind: str, text: str) -> None:
    (target.parent / ".acme.playbook-lock").write_text(text)
    put(NEW, target)
    assert os.listdir(target.parent) == ["acme"]


def test_a_lock_of_a_number_that_is_now_another_process_is_taken_over(target: Path, kind: str) -> None:
    (target.parent / ".acme.playbook-lock").write_text(f"{os.getppid()} some-earlier-time\n")
    put(NEW, target)
    assert os.listdir(target.parent) == ["acme"]


def test_a_lock_file_of_a_running_process_holds(target: Path) -> None:
    path = target.parent / ".acme.playbook-lock"
    path.write_text(f"{os.getppid()} {started(os.getppid())}\n")
    with pytest.raises(EnvironmentFault, match=f"process {os.getppid()}"):
        lock.exclusive(path)
    assert os.listdir(target.parent) == [path.name]


def test_a_stale_lock_is_not_taken_from_the_one_who_took_it_over(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = target.parent / ".acme.playbook-lock"
    path.write_text("999999999 long-ago\n")
    winner = f"{os.getppid()} {started(os.getppid())}\n"

    def overtaken(pid: int) -> str | None:
        if pid == 999999999:
            path.write_text(winner)
            return None
        return started(pid)

    monkeypatch.setattr(lock, "started", overtaken)
    with pytest.raises(EnvironmentFault, match="another build is running"):
        lock.exclusive(path)
    assert path.read_text() == winner
    assert os.listdir(target.parent) == [path.name]


def test_a_file_system_without_locks_gets_a_lock_file(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuse(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    held = []
    put(NEW, target, gate=lambda _: held.append((target.parent / ".acme.playbook-lock").read_text()))
    assert held == [f"{os.getpid()} {started(os.getpid())}\n"]
    assert os.listdir(target.parent) == ["acme"]


def test_a_lock_that_its_holder_removed_meanwhile_is_not_mistaken_for_one(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    path, flock, seen = target.parent / ".acme.playbook-lock", fcntl.flock, []

    def removed_first(descriptor: int, operation: int) -> None:
        if not seen:
            path.unlink()
        seen.append(descriptor)
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", removed_first)
    put(NEW, target, gate=lambda _: path.lstat())
    assert len(seen) == 2


def test_a_planted_link_in_the_lock_s_place_is_not_followed(target: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"kept")
    (target.parent / ".acme.playbook-lock").symlink_to(precious)
    with pytest.raises(EnvironmentFault, match=re.escape(os.strerror(errno.ELOOP))):
        put(NEW, target)
    assert precious.read_bytes() == b"kept"


def test_a_folder_taken_back_by_a_failing_neighbour_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, real_open, raced = tmp_path / "site" / "acme", os.open, []

    def race(path: object, *args: object, **kwargs: object) -> int:
        if str(path).endswith("playbook-lock") and not raced:
            raced.append(path)
            os.rmdir(target.parent)
        return real_open(path, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", race)
    put(NEW, target)
    assert raced
    assert (target / "index.html").read_bytes() == NEW_FILES["index.html"]


def test_a_process_is_known_by_number_and_start() -> None:
    assert started(os.getpid()) == started(os.getpid())
    assert started(os.getpid()) is not None
    assert started(999999999) is None


def test_a_process_that_has_ended_is_none_also_before_its_parent_asks() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert started(pid) is None
    os.waitpid(pid, 0)
    assert started(pid) is None
