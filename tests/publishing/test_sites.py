"""What a published site is: its files and nothing stale, its modes and times, the same on every run."""

from __future__ import annotations

import json
import os
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from playbook_gen.publishing import MANIFEST, Published, Site

from .harness import NEW, NEW_FILES, OLD, make_site, put, snapshot


def modes(folder: Path) -> set[tuple[str, int]]:
    return {
        ("folder" if path.is_dir() else "file", stat.S_IMODE(path.stat().st_mode))
        for path in (folder, *folder.rglob("*"))
    }


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ("company", {("folder", 0o755), ("file", 0o644)}),
        ("leadership", {("folder", 0o700), ("file", 0o600)}),
        ("author", {("folder", 0o700), ("file", 0o600)}),
        ("partner:cio", {("folder", 0o700), ("file", 0o600)}),
        ("Company", {("folder", 0o700), ("file", 0o600)}),
    ],
)
def test_modes_follow_the_edition_and_not_the_umask(
    tmp_path: Path, umask: int, edition: str, expected: set[tuple[str, int]]
) -> None:
    before = os.umask(umask)
    try:
        put(make_site(NEW_FILES, edition=edition), tmp_path / "made" / "site")
    finally:
        os.umask(before)
    assert modes(tmp_path / "made") == expected


def test_a_staged_site_is_the_owner_s_alone(target: Path) -> None:
    before = os.umask(0)
    try:
        put(NEW, target, gate=lambda _: seen.extend(modes(*target.parent.glob(".acme.playbook-staging-*"))))
    finally:
        os.umask(before)
    assert set(seen) == {("folder", 0o700), ("file", 0o600)}


seen: list[tuple[str, int]] = []


@pytest.mark.parametrize(
    ("as_of", "moment"),
    [
        (date(2006, 2, 1), datetime(2006, 2, 1, tzinfo=UTC)),
        (None, datetime(1980, 1, 1, tzinfo=UTC)),
        (date(1969, 7, 20), datetime(1969, 7, 20, tzinfo=UTC)),
    ],
)
def test_every_time_is_midnight_of_as_of(target: Path, as_of: date | None, moment: datetime) -> None:
    put(make_site(NEW_FILES, as_of=as_of), target)
    times = {path.stat().st_mtime for path in (target, *target.rglob("*"))}
    assert times == {moment.timestamp()}


def test_the_same_site_gives_the_same_tree(tmp_path: Path, way: str) -> None:
    shuffled = Site(
        organisation="acme", edition="company", cycle="2026", as_of=NEW.as_of,
        files=dict(reversed(NEW_FILES.items())),
    )  # fmt: skip
    put(NEW, tmp_path / "one")
    put(OLD, tmp_path / "another place")
    put(shuffled, tmp_path / "another place")
    put(shuffled, tmp_path / "another place")
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "another place")
    assert sorted(os.listdir(tmp_path)) == ["another place", "one"]


def test_the_record_names_tool_organisation_edition_and_digests(target: Path) -> None:
    put(make_site({"ä/ö.html": b"", "a.txt": b"abc"}), target)
    text = (target / MANIFEST).read_text(encoding="ascii")
    assert json.loads(text) == {
        "tool": "playbook-gen",
        "format": 1,
        "organisation": "acme",
        "edition": "company",
        "cycle": "2026",
        "files": {
            "a.txt": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "ä/ö.html": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        },
    }


def test_the_answer_counts_pages_and_bytes(target: Path) -> None:
    published = put(NEW, target)
    held = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    assert published == Published(target=target, pages=2, bytes=held)


def test_a_page_that_is_no_more_is_gone(target: Path, way: str) -> None:
    put(OLD, target)
    put(NEW, target)
    assert not (target / "people/gone.html").exists()
    found = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert found == {*NEW_FILES, MANIFEST}


def test_pages_that_differ_from_the_old_ones_only_by_case_replace_them(target: Path) -> None:
    put(make_site({"Ann.html": b"1", "People/x.html": b"2"}), target)
    put(make_site({"ann.html": b"3", "people/x.html": b"4"}), target)
    assert {p.name for p in target.iterdir()} == {"ann.html", "people", MANIFEST}


@pytest.mark.parametrize(
    "name",
    ["with space", 'it\'s "quoted"', "new\nline", "🙂", "-rf", "[a]*?", "$(x)", "n" * 240, "é" * 127, "%s{}"],
)
def test_a_target_may_have_any_name(tmp_path: Path, way: str, name: str) -> None:
    put(OLD, tmp_path / name)
    put(NEW, tmp_path / name)
    assert os.listdir(tmp_path) == [name]
    assert (tmp_path / name / "index.html").read_bytes() == b"new home"


def test_a_relative_target_means_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert put(NEW, Path("site/acme")).target == tmp_path / "site" / "acme"


def test_a_site_does_not_change_with_the_mapping_it_came_from() -> None:
    files = {"a.html": b"1"}
    site = make_site(files)
    files["0.html"] = b"2"
    assert dict(site.files) == {"a.html": b"1"}
    with pytest.raises(TypeError):
        site.files["c.html"] = b"3"  # type: ignore[index]


def test_the_order_of_the_files_is_not_the_order_of_the_mapping(target: Path) -> None:
    orders = []
    for files in ({"b": b"", "a": b""}, {"a": b"", "b": b""}):
        put(make_site(files), target, gate=lambda staged: orders.append(list(staged)))
    assert orders == [["a", "b", MANIFEST]] * 2
