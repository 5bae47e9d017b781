"""What stands where the organisation's file should: links in a ring, pipes, folders, leavings of editors."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from playbook_gen import pipeline

from .harness import GOOD, Desk, snapshot


def lay(kind: str, path: Path) -> None:
    path.unlink(missing_ok=True)
    if kind == "ring":
        path.symlink_to(path.name)
    elif kind == "dangling":
        path.symlink_to("nowhere.yaml")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("ring", "cannot be opened"), ("dangling", "cannot be opened: No such file"), ("pipe", "is not a regular file"),
        ("device", "is not a regular file"), ("folder", "letters, digits"),
    ],
)  # fmt: skip
def test_in01_no_regular_file(desk: Desk, kind: str, says: str) -> None:
    lay(kind, desk.home / "orgs" / "acme.yaml")
    for arguments in ((), ("acme",), ("orgs/acme.yaml",)):
        if (kind, arguments) == ("folder", ("acme",)):
            says = "letters, digits"
        run = desk.run("build", *arguments)
        assert run.code == 1, (arguments, run.text)
        assert says in run.err
        assert "orgs/acme.yaml" in run.err or "zero" in run.err


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_in01_nothing_hangs(desk: Desk, kind: str) -> None:
    lay(kind, desk.home / "orgs" / "acme.yaml")
    assert desk.spawn("build").code == 1
    lay(kind, desk.home / "playbook.yaml")
    assert desk.spawn("check").code == 1


@pytest.mark.parametrize("kind", ["ring", "dangling", "folder"])
def test_in01_settings_that_are_no_file(desk: Desk, kind: str) -> None:
    lay(kind, desk.home / "playbook.yaml")
    run = desk.run("build")
    assert run.code == 1
    assert "playbook.yaml:1:1: error[PB018]" in run.err


def test_in01_a_folder_without_a_file(desk: Desk) -> None:
    for name in ("orgs/empty", "orgs/later/2027"):
        (desk.home / name).mkdir(parents=True)
        run = desk.run("build", name.split("/")[1])
        assert run.code == 2
        assert f"{name} holds no .yaml file" in run.err


def test_in04_a_file_that_changes_while_it_is_built(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    expected, judge = snapshot(desk.site), pipeline.judge

    def meddling(*arguments: object, **options: object) -> object:
        desk.put("name: Other\n")
        return judge(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "judge", meddling)
    desk.run("build", targets=("ws/site/", "ws/orgs/acme.yaml"))
    assert snapshot(desk.site) == expected


LEAVINGS = (".DS_Store", "Thumbs.db", "~$x.docx", ".org.yaml.swp", "org.yaml~", ".env", ".git/config", "#org.yaml#",
            ".#org.yaml", "org.yaml.bak", "org.yaml.orig", "notes.private.txt", "drafts/umbrage.txt")  # fmt: skip


def test_in05_in06_leavings_are_neither_read_nor_copied(desk: Desk) -> None:
    expected = snapshot(desk.site)
    for folder in ("content", "content/checks", "themes/default", "themes/default/templates"):
        for name in LEAVINGS:
            desk.put("umbrage, velvet-crowbar", f"{folder}/{name}")
    for name in LEAVINGS:
        if "/" not in name:
            desk.put("umbrage: [", f"orgs/{name}")
    run = desk.run("build", targets=("ws/site/",))
    assert run.code == 0, run.err
    assert {key: value for key, value in snapshot(desk.site).items() if "json" not in key} == {
        key: value for key, value in expected.items() if "json" not in key
    }


@pytest.mark.parametrize("folder", ["content", "themes/default", "content/deep/er"])
def test_in07_source_data_inside_a_published_folder(desk: Desk, folder: str) -> None:
    desk.put(GOOD, f"{folder}/acme.yaml")
    run = desk.run("build", f"{folder}/acme.yaml")
    assert run.code == 3
    assert "source data inside a published folder" in run.err
    assert "Move it to orgs/" in run.err


def test_in08_a_page_of_guidance_that_is_too_large(desk: Desk) -> None:
    desk.put("x" * (1024 * 1024 + 1), "content/huge.md")
    run = desk.run("build")
    assert run.code == 1
    assert "content/huge.md:1:1: error[PB005] the file is larger than 1 MB" in run.err


def test_in09_two_companies_in_one_workspace(desk: Desk) -> None:
    alone = snapshot(desk.site)
    desk.put(GOOD.replace("Brindlewick Tea", "Oakhollow Paper").replace("Ann Lee", "Cy Dow"), "orgs/oak.yaml")
    run = desk.run("build")
    assert run.code == 0
    assert snapshot(desk.site) == alone
    other = desk.pages(desk.home / "site" / "oak")
    assert "Oakhollow" in other
    assert "Brindlewick" not in other
    assert "Ann Lee" not in other
