"""The last good site survives everything: every operation fails once, for good, or is the last one ever."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook_gen.outcomes import EnvironmentFault, Refused
from playbook_gen.publishing import recover, switch, was_replaced

from .harness import (
    NEW,
    NEW_FILES,
    OLD,
    Disk,
    Snapshot,
    failing,
    in_child,
    make_site,
    nothing,
    operations_of,
    put,
    raising,
    snapshot,
)

AUTHOR = make_site({"index.html": b"author", "records/ann.html": b"a judgement"}, edition="author")
DOWNGRADE = make_site(NEW_FILES)


def lay(target: Path, *, fresh: bool) -> Snapshot:
    """Put the old site, or nothing, in place and say what stands there."""
    for leftover in target.parent.iterdir():
        switch.remove_tree(leftover)
    if not fresh:
        put(OLD, target)
    return snapshot(target)


def wanted(tmp_path: Path) -> Snapshot:
    return snapshot(put(NEW, tmp_path / "model" / "acme").target)


def sweep(target: Path, *, fresh: bool) -> range:
    lay(target, fresh=fresh)
    total = operations_of(lambda: put(NEW, target))
    assert total > 30, "the sweep no longer sees the operations"
    return range(total)


def assert_next_start_is_clean(target: Path, before: Snapshot, new: Snapshot) -> None:
    recover(target)
    assert snapshot(target) in (before, new)
    assert {path.name for path in target.parent.iterdir()} <= {target.name}
    put(NEW, target)
    assert snapshot(target) == new
    assert os.listdir(target.parent) == [target.name]


STRIKES: dict[str, Callable[[], BaseException]] = {
    "full": lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
    "stopped": KeyboardInterrupt,
}


@pytest.mark.parametrize("fresh", [True, False], ids=["fresh", "over"])
@pytest.mark.parametrize("after", [True, False], ids=["after", "before"])
@pytest.mark.parametrize("kind", STRIKES)
def test_one_failure_at_every_operation(
    target: Path, tmp_path: Path, way: str, kind: str, after: bool, fresh: bool
) -> None:
    new = wanted(tmp_path)
    for at in sweep(target, fresh=fresh):
        before = lay(target, fresh=fresh)
        error: BaseException | None = None
        with failing(Disk(at, raising(STRIKES[kind]()), after=after)):
            try:
                put(NEW, target)
            except (EnvironmentFault, KeyboardInterrupt) as caught:
                error = caught
        if error is None or was_replaced(error):
            assert snapshot(target) == new, at
        else:
            assert snapshot(target) == before, at
        if isinstance(error, EnvironmentFault):
            assert os.strerror(errno.ENOSPC) in str(error)
            assert ("the site is unchanged" in str(error)) != was_replaced(error)
        leftovers = {path.name for path in target.parent.iterdir()} - {target.name, ".acme.playbook-lock"}
        assert not leftovers, at
        assert_next_start_is_clean(target, before, new)


@pytest.mark.parametrize("fresh", [True, False], ids=["fresh", "over"])
def test_a_disk_that_fails_for_good_from_every_operation_on(
    target: Path, tmp_path: Path, way: str, fresh: bool
) -> None:
    new = wanted(tmp_path)
    for at in sweep(target, fresh=fresh):
        before = lay(target, fresh=fresh)
        disk = Disk(at, raising(OSError(errno.EIO, os.strerror(errno.EIO))), once=False)
        with failing(disk):
            try:
                put(NEW, target)
            except EnvironmentFault as error:
                assert os.strerror(errno.EIO) in str(error)  # noqa: PT017 - may also succeed, at the end
        assert_next_start_is_clean(target, before, new)


@pytest.mark.parametrize("fresh", [True, False], ids=["fresh", "over"])
def test_a_kill_at_every_operation(target: Path, tmp_path: Path, way: str, fresh: bool) -> None:
    new = wanted(tmp_path)
    for at in sweep(target, fresh=fresh):
        before = lay(target, fresh=fresh)

        def build(at: int = at) -> None:
            with failing(Disk(at, lambda: os.kill(os.getpid(), signal.SIGKILL))):
                put(NEW, target)

        assert in_child(build) == -signal.SIGKILL
        if way == "exchange":
            assert snapshot(target) in (before, new), at
        assert_next_start_is_clean(target, before, new)


def test_a_kill_within_a_downgrade_leaves_nothing_of_the_author_edition(target: Path, way: str) -> None:
    put(AUTHOR, target)
    for at in range(operations_of(lambda: put(DOWNGRADE, target, replace=True))):
        switch.remove_tree(target)
        put(AUTHOR, target)

        def build(at: int = at) -> None:
            with failing(Disk(at, lambda: os.kill(os.getpid(), signal.SIGKILL))):
                put(DOWNGRADE, target, replace=True)

        assert in_child(build) == -signal.SIGKILL
        put(DOWNGRADE, target, replace=True)
        assert os.listdir(target.parent) == ["acme"]
        assert not any(b"judgement" in path.read_bytes() for path in target.rglob("*") if path.is_file())


def test_a_reader_sees_a_whole_site_at_every_operation(target: Path, tmp_path: Path) -> None:
    before, new = lay(target, fresh=False), wanted(tmp_path)
    seen = []

    def look() -> None:
        with pytest.MonkeyPatch.context() as patch:
            for name, original in originals.items():
                patch.setattr(os, name, original)
            seen.append(snapshot(target))

    originals = {name: getattr(os, name) for name in ("open", "scandir")}
    with failing(Disk(0, look, once=False)):
        put(NEW, target)
    assert before in seen
    assert new in seen
    assert all(state in (before, new) for state in seen)


@pytest.mark.parametrize(
    "code",
    [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EMFILE, errno.ENAMETOOLONG, errno.EIO],
    ids=lambda code: errno.errorcode[code],
)
@pytest.mark.parametrize("operation", ["mkdir", "open", "write", "fsync", "chmod", "rename"])
def test_every_kind_of_refusal_by_the_system_is_named(
    target: Path, monkeypatch: pytest.MonkeyPatch, code: int, operation: str
) -> None:
    # The first write only signs the lock.
    disk = Disk(int(operation == "write"), raising(OSError(code, "as injected")))
    monkeypatch.setattr(os, operation, disk.wrap(getattr(os, operation)))
    with pytest.raises(EnvironmentFault) as caught:
        put(NEW, target)
    assert str(target) in str(caught.value)
    assert os.strerror(code) in str(caught.value)
    assert "the site is unchanged" in str(caught.value)
    assert caught.value.exit_code == 4
    assert ("MB needed" in str(caught.value)) == (code in (errno.ENOSPC, errno.EDQUOT) and operation not in ("open",))
    assert os.listdir(target.parent) == []


def test_everything_is_on_the_disk_before_the_switch(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(OLD, target)
    synced: set[int] = set()
    sync, swap = os.fsync, switch.exchange
    unsynced: list[str] = []

    def note(descriptor: int) -> None:
        synced.add(os.fstat(descriptor).st_ino)
        sync(descriptor)

    def check(one: Path, other: Path) -> bool:
        unsynced.extend(str(p) for p in (one, *one.rglob("*")) if p.stat().st_ino not in synced)
        synced.clear()
        return swap(one, other)

    monkeypatch.setattr(os, "fsync", note)
    monkeypatch.setattr(switch, "exchange", check)
    put(NEW, target)
    assert unsynced == []
    assert target.parent.stat().st_ino in synced


def test_a_write_that_takes_only_part_of_the_bytes_is_continued(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data)[:3]))
    put(NEW, target)
    assert {path: (target / path).read_bytes() for path in NEW_FILES} == NEW_FILES


def test_a_disk_that_loses_bytes_is_noticed(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(OLD, target)
    before = snapshot(target)
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, b"x" * len(data)) if data else 0)
    with pytest.raises(EnvironmentFault, match=os.strerror(errno.EIO)):
        put(NEW, target)
    assert snapshot(target) == before


def test_few_file_handles_are_enough(target: Path) -> None:
    import resource

    def build() -> None:
        used = max(int(name) for name in os.listdir("/dev/fd"))
        resource.setrlimit(resource.RLIMIT_NOFILE, (used + 6, used + 6))
        put(make_site({f"p/{n}.html": b"x" for n in range(100)}), target)

    assert in_child(build) == 0
    assert len(list((target / "p").iterdir())) == 100


def test_a_true_limit_on_file_size_leaves_the_old_site(target: Path) -> None:
    import resource

    put(OLD, target)
    before = snapshot(target)

    def build() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        with pytest.raises(EnvironmentFault, match="MB needed"):
            put(make_site({"index.html": b"x" * 5000}), target)

    assert in_child(build) == 0
    assert snapshot(target) == before
    assert os.listdir(target.parent) == ["acme"]


class Leak(Refused):
    """As the leak gate raises."""


@pytest.mark.parametrize("error", [Leak("a private value"), KeyboardInterrupt(), SystemExit(143), OSError("?")])
def test_a_gate_that_refuses_leaves_the_old_site(target: Path, error: BaseException) -> None:
    put(OLD, target)
    before = snapshot(target)
    with pytest.raises(type(error)) as caught:
        put(NEW, target, gate=lambda staged: raising(error)())
    assert caught.value is error
    assert snapshot(target) == before
    assert os.listdir(target.parent) == ["acme"]


def test_a_refused_first_build_leaves_no_folder_behind(tmp_path: Path) -> None:
    target = tmp_path / "private" / "acme" / "author"
    with pytest.raises(Leak):
        put(AUTHOR, target, gate=lambda staged: raising(Leak("a private value"))())
    assert os.listdir(tmp_path) == []


def test_the_gate_reads_all_that_was_staged_and_runs_before_the_switch(target: Path) -> None:
    put(OLD, target)
    before = snapshot(target)
    seen = {}

    def gate(staged: object) -> None:
        assert snapshot(target) == before
        seen.update(staged)  # type: ignore[call-overload]

    put(NEW, target, gate=gate)
    record = seen.pop(".playbook-gen.json")
    assert record == (target / ".playbook-gen.json").read_bytes()
    assert seen == NEW_FILES


def test_what_cannot_be_removed_after_the_switch_is_said(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(OLD, target)
    monkeypatch.setattr(os, "rmdir", Disk(0, raising(OSError(errno.EIO, "")), once=False).wrap(os.rmdir))
    with pytest.raises(EnvironmentFault, match="the new site is in place, but what it replaced is still") as caught:
        put(NEW, target)
    assert was_replaced(caught.value)
    monkeypatch.undo()
    recover(target)
    assert (target / "index.html").read_bytes() == b"new home"
    assert os.listdir(target.parent) == ["acme"]


def test_recovery_touches_only_this_target_s_leftovers(target: Path) -> None:
    kept = {".acme.playbook-staging-x", ".acme.playbook-staging-1.playbook-lock", ".acme2.playbook-staging-1"}
    gone = {".acme.playbook-staging-1", ".acme.playbook-staging-99999999"}
    for name in kept | gone:
        (target.parent / name).mkdir()
    recover(target)
    assert set(os.listdir(target.parent)) == kept


@pytest.mark.parametrize("name", ["a.b", "[a]*?", "a\nb", "n" * 240])
def test_recovery_takes_a_name_as_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / ".aXb.playbook-staging-1").mkdir()

    def killed(staged: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    assert in_child(lambda: put(NEW, tmp_path / name, gate=killed)) == -signal.SIGKILL
    assert len(os.listdir(tmp_path)) == 3
    recover(tmp_path / name)
    assert os.listdir(tmp_path) == [".aXb.playbook-staging-1"]


def test_recovery_follows_no_link(target: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_bytes(b"kept")
    (target.parent / ".acme.playbook-staging-1").symlink_to(precious)
    recover(target)
    assert os.listdir(target.parent) == []
    assert (precious / "file").read_bytes() == b"kept"


def test_recovery_with_nothing_there_makes_nothing(tmp_path: Path) -> None:
    recover(tmp_path / "no" / "such" / "site")
    assert os.listdir(tmp_path) == []


def test_an_old_site_made_read_only_is_still_replaced(target: Path) -> None:
    put(OLD, target)
    for folder in (target / "people", target):
        folder.chmod(0o500)
    put(NEW, target)
    assert os.listdir(target.parent) == ["acme"]
    assert operations_of(nothing) == 1
