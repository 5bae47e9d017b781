"""Where a site is put: what may not be overwritten, what the disk refuses, and what must not be left behind."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from .harness import GOOD, Desk, snapshot


def refusing(patch: pytest.MonkeyPatch, operation: str, code: int, *, after: int = 0) -> list[int]:
    """Make an operation of the system fail from its ``after``-th call on; returns its calls."""
    real, calls = getattr(os, operation), [0]

    def struck(*arguments: Any, **options: Any) -> Any:
        calls[0] += 1
        if calls[0] > after:
            raise OSError(code, os.strerror(code))
        return real(*arguments, **options)

    patch.setattr(os, operation, struck)
    return calls


@pytest.mark.parametrize("code", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_ou09_a_place_that_may_not_be_written(desk: Desk, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    with monkeypatch.context() as patch:
        refusing(patch, "mkdir", code)
        for out in ((), ("--out", "new/site")):
            run = desk.run("build", *out)
            assert run.code == 4
            assert os.strerror(code) in run.err
            assert "the site is unchanged" in run.err


def test_ou11_a_disk_that_fills_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        calls = refusing(patch, "write", errno.ENOSPC, after=10**9)
        assert desk.run("build").code == 0
    assert calls[0] > 10
    for after in (0, 1, calls[0] // 2, calls[0] - 1):
        with monkeypatch.context() as patch:
            refusing(patch, "write", errno.ENOSPC, after=after)
            run = desk.run("build")
        assert run.code == 4
        assert "No space left on device" in run.err
        assert "MB needed" in run.err


def test_ou13_what_was_removed_is_gone(desk: Desk) -> None:
    assert (desk.site / "partners" / "it.html").is_file()
    desk.accepts("name: Brindlewick Tea\npeople:\n  - {id: ann, name: Ann Lee}\n")
    assert sorted(path.name for path in (desk.site / "partners").iterdir()) == ["index.html"]
    assert "Bob" not in desk.pages()
    assert "partners/it.html" not in desk.pages()


def test_ou14_what_an_older_version_wrote_is_gone(desk: Desk) -> None:
    record = json.loads((desk.site / ".playbook-gen.json").read_text("ascii"))
    (desk.site / "old").mkdir()
    (desk.site / "old" / "page.html").write_text("old", "utf-8")
    record["files"]["old/page.html"] = hashlib.sha256(b"old").hexdigest()
    (desk.site / ".playbook-gen.json").write_text(json.dumps(record), "ascii")
    assert desk.run("build").code == 0
    assert not (desk.site / "old").exists()


@pytest.mark.parametrize(
    "name", ["with space", "qu'o\"te", "new\nline", "emoji 👩‍👩‍👧", "-dash", "$(id)`id`;id", "n" * 240, "%s{0}", "日本"]
)
def test_ou16_odd_names_of_the_target(desk: Desk, name: str) -> None:
    run = desk.run("build", f"--out=out/{name}", targets=("ws/out",))
    assert run.code == 0, run.err
    assert (desk.home / "out" / name / "index.html").is_file()
    assert run.out.count("\n") == 1


def test_ou17_a_site_is_staged_beside_its_target(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def beside(one: Path, other: Path, *, real: Any = os.rename) -> None:
        seen.append((Path(one).parent, Path(other).parent))
        real(one, other)

    monkeypatch.setattr(os, "rename", beside)
    assert desk.run("build", "--out", "new/site", targets=("ws/new",)).code == 0
    assert seen
    assert all(one == other for one, other in seen)


@pytest.mark.parametrize("seconds", [0, 4_000_000_000])
def test_ou18_the_times_of_files_decide_nothing(desk: Desk, seconds: int) -> None:
    expected = snapshot(desk.site)
    times = {path: path.stat().st_mtime_ns for path in desk.site.rglob("*")}
    os.utime(desk.home / "orgs" / "acme.yaml", (seconds, seconds))
    assert desk.run("build").code == 0
    assert snapshot(desk.site) == expected
    assert {path: path.stat().st_mtime_ns for path in desk.site.rglob("*")} == times
    desk.accepts(GOOD.replace("Win back", "Keep"))
    assert snapshot(desk.site) != expected


def test_a_build_of_several_says_what_is_empty_before_it_touches_the_first(desk: Desk) -> None:
    desk.put(GOOD.replace("Win back", "Keep"))
    desk.put("name: Nobody\n", "orgs/zzz.yaml")
    run = desk.run("build")
    assert run.code == 1
    assert "zzz: nothing to publish at this level" in run.err
