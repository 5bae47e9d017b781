"""Where a site may stand, and what it may take the place of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from playbook_gen.outcomes import EnvironmentFault, Refused
from playbook_gen.publishing import MANIFEST, refuse_exposed

from .harness import NEW, NEW_FILES, OLD, make_site, put, snapshot


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace as `init` leaves it."""
    root = tmp_path / "ws"
    for path in ("orgs/acme/2026.yaml", "content/a.md", "themes/plain/theme.toml", "playbook.yaml"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(path.encode())
    return root


def refused(workspace: Path, target: Path, site: object = NEW, **options: object) -> str:
    """Expect a refusal that leaves everything as it is, and return its text."""
    before = snapshot(workspace.parent)
    with pytest.raises(Refused) as caught:
        put(
            site,  # type: ignore[arg-type]
            target,
            workspace=workspace,
            sources=[workspace / "orgs/acme/2026.yaml", workspace / "content", workspace / "themes"],
            **options,
        )
    assert caught.value.exit_code == 3
    now = snapshot(workspace.parent)
    assert now is not None
    assert before is not None
    # A lock beside the target comes and goes, and its folder's time with it.
    assert {k: (v[0], v[2]) for k, v in now.items()} == {k: (v[0], v[2]) for k, v in before.items()}
    return str(caught.value)


FORCED = [{}, {"replace": True}, {"adopt": True}, {"replace": True, "adopt": True}]


@pytest.mark.parametrize("options", FORCED, ids=str)
@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (".", "is the workspace or holds it"),
        ("..", "is the workspace or holds it"),
        ("content", "is or contains the source"),
        ("content/site", "lies inside the source folder"),
        ("content/../content/x/..", "is or contains the source"),
        ("themes/plain/static", "lies inside the source folder"),
        ("orgs", "is or contains the source"),
        ("orgs/acme", "is or contains the source"),
        ("orgs/acme/2026.yaml", "is or contains the source"),
        ("playbook.yaml", "is a file"),
        (".git", "version-control"),
        (".git/site", "version-control"),
        ("nul\0l", "null character"),
    ],
)
def test_places_that_are_refused_whatever_is_forced(
    workspace: Path, place: str, reason: str, options: dict[str, bool]
) -> None:
    text = refused(workspace, workspace / place, **options)
    assert reason in text
    assert text.rstrip().endswith((".", "--out."))


@pytest.mark.parametrize("place", ["site/acme", "private/acme/author", "site", "../elsewhere"])
def test_places_beside_the_sources_are_fine(workspace: Path, place: str) -> None:
    sources = [workspace / "orgs/acme/2026.yaml", workspace / "content", workspace / "themes"]
    published = put(NEW, workspace / place, workspace=workspace, sources=sources)
    assert (published.target / "index.html").read_bytes() == b"new home"


@pytest.mark.parametrize("options", FORCED, ids=str)
def test_the_home_folder_the_root_and_what_holds_them_are_refused(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, bool]
) -> None:
    home = workspace.parent / "homes" / "ann"
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    assert "home folder" in refused(workspace, home, **options)
    assert "home folder" in refused(workspace, home.parent, **options)
    assert "the root of the file system" in refused(workspace, Path("/"), **options)


@pytest.mark.parametrize("options", FORCED, ids=str)
def test_a_link_is_refused_also_where_it_points_nowhere(workspace: Path, options: dict[str, bool]) -> None:
    (workspace / "elsewhere").mkdir()
    (workspace / "link").symlink_to(workspace / "elsewhere")
    (workspace / "dangling").symlink_to(workspace / "nowhere")
    assert "symbolic link" in refused(workspace, workspace / "link", **options)
    assert "symbolic link" in refused(workspace, workspace / "dangling", **options)


def test_a_source_is_found_behind_links_on_either_side(workspace: Path) -> None:
    (workspace.parent / "alias").symlink_to(workspace)
    assert "is or contains the source" in refused(workspace, workspace.parent / "alias" / "content")
    outside = workspace.parent / "outside"
    outside.mkdir()
    (workspace / "themes" / "linked").symlink_to(outside)
    before = snapshot(outside)
    with pytest.raises(Refused, match="is or contains the source"):
        put(NEW, outside, sources=[workspace / "themes" / "linked"])
    assert snapshot(outside) == before


def test_a_link_to_a_source_within_the_target_is_a_source_too(tmp_path: Path) -> None:
    (tmp_path / "orgs").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "linked").symlink_to(tmp_path / "orgs")
    with pytest.raises(Refused, match="is or contains the source"):
        put(make_site({"linked": b""}), tmp_path / "out", sources=[tmp_path / "out" / "linked"], adopt=True)
    assert (tmp_path / "out" / "linked").is_symlink()


@pytest.mark.parametrize("options", FORCED, ids=str)
@pytest.mark.parametrize("name", [".git", ".hg", ".svn"])
def test_version_control_within_the_target_is_never_removed(
    workspace: Path, name: str, options: dict[str, bool]
) -> None:
    put(OLD, workspace / "site")
    (workspace / "site" / "people" / name).mkdir()
    (workspace / "site" / "people" / name / "HEAD").write_bytes(b"ref")
    assert "holds version control" in refused(workspace, workspace / "site", **options)
    (workspace / "site" / name).write_bytes(b"gitdir: elsewhere")
    assert f"contains {name}" in refused(workspace, workspace / "site", **options)


@pytest.mark.parametrize("options", FORCED, ids=str)
def test_a_site_never_stands_within_another_nor_over_one(workspace: Path, options: dict[str, bool]) -> None:
    put(OLD, workspace / "site" / "acme")
    beta = make_site(NEW_FILES, organisation="beta")
    assert "lies inside the site at" in refused(workspace, workspace / "site/acme/beta", beta, **options)
    assert "lies inside the site at" in refused(workspace, workspace / "site/acme/people/b/c", beta, **options)
    assert "holds another site (acme/" in refused(workspace, workspace / "site", beta, **options)


def test_a_foreign_folder_survives(workspace: Path) -> None:
    folder = workspace / "photos"
    folder.mkdir()
    (folder / "index.html").write_bytes(b"mine")
    (folder / "cat.jpg").write_bytes(b"meow")
    text = refused(workspace, folder)
    assert "was not made by playbook-gen (it holds cat.jpg, index.html)" in text
    assert "--adopt" in text
    assert "was not made" in refused(workspace, folder, replace=True)
    assert "cat.jpg" in refused(workspace, folder, adopt=True)
    (folder / "cat.jpg").unlink()
    put(NEW, folder, adopt=True)
    assert (folder / "index.html").read_bytes() == b"new home"


@pytest.mark.parametrize("name", [".gitkeep", "a/b/empty", ".hidden"])
def test_an_empty_file_is_somebody_s_too(workspace: Path, name: str) -> None:
    (workspace / "out" / name).parent.mkdir(parents=True)
    (workspace / "out" / name).touch()
    assert name in refused(workspace, workspace / "out")


def test_an_empty_folder_is_taken(tmp_path: Path, way: str) -> None:
    (tmp_path / "out" / "empty").mkdir(parents=True)
    put(NEW, tmp_path / "out")
    assert not (tmp_path / "out" / "empty").exists()


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ({"organisation": "acme", "edition": "author"}, {"organisation": "acme", "edition": "company"}),
        ({"organisation": "acme", "edition": "company"}, {"organisation": "acme", "edition": "author"}),
        ({"organisation": "acme", "edition": "company"}, {"organisation": "beta", "edition": "company"}),
    ],
)
def test_another_organisation_or_edition_is_replaced_only_when_told(
    workspace: Path, held: dict[str, str], asked: dict[str, str]
) -> None:
    old = make_site({"records/secret.html": b"judgement", "index.html": b"1"}, **held)
    new = make_site(NEW_FILES, **asked)
    put(old, workspace / "site")
    for options in ({}, {"adopt": True}):
        text = refused(workspace, workspace / "site", new, **options)
        assert f"holds site {old.name}; you asked {new.name}" in text
        assert "--replace" in text
    put(new, workspace / "site", replace=True)
    put(new, workspace.parent / "model")
    assert snapshot(workspace / "site") == snapshot(workspace.parent / "model")
    assert not list(workspace.glob(".site.*"))


def test_work_done_by_hand_is_named_and_kept(workspace: Path) -> None:
    site = workspace / "site"
    put(OLD, site)
    (site / "people/ann.html").write_bytes(b"corrected")
    (site / "CNAME").write_bytes(b"example.org")
    (site / "link").symlink_to("index.html")
    os.mkfifo(site / "pipe")
    text = refused(workspace, site)
    assert "changed or added by hand since the last build: CNAME, link, people/ann.html, pipe." in text
    for number in range(3):
        (site / f"x{number}").write_bytes(b"1")
    assert "CNAME, link, people/ann.html, pipe, x0 and 2 more." in refused(workspace, site)
    put(NEW, site, replace=True)
    assert {p.name for p in site.iterdir()} == {"index.html", "people", "maps", "e.txt", MANIFEST}


def test_an_empty_file_added_by_hand_is_named(workspace: Path) -> None:
    put(OLD, workspace / "site")
    (workspace / "site" / ".gitkeep").touch()
    assert "added by hand since the last build: .gitkeep." in refused(workspace, workspace / "site")


def test_what_a_power_cut_emptied_is_written_again(tmp_path: Path) -> None:
    put(OLD, tmp_path / "model")
    whole = snapshot(tmp_path / "model")
    for emptied in ([MANIFEST], ["index.html"], ["people/ann.html", "people/gone.html"], "all"):
        put(OLD, tmp_path / "site")
        paths = [p for p in (tmp_path / "site").rglob("*") if p.is_file()]
        for path in paths if emptied == "all" else [tmp_path / "site" / name for name in emptied]:
            path.write_bytes(b"")
        put(OLD, tmp_path / "site")
        assert snapshot(tmp_path / "site") == whole, emptied


def test_a_deleted_page_is_no_work_by_hand(tmp_path: Path) -> None:
    put(OLD, tmp_path / "site")
    (tmp_path / "site/people/ann.html").unlink()
    put(NEW, tmp_path / "site")
    assert (tmp_path / "site/people/ann.html").read_bytes() == b"new ann"


@pytest.mark.parametrize(
    "record",
    [b"", b"{", b"[]", b"null", b"\xff", b"[" * 200_000, b'{"tool": "other"}', b'{"tool": "playbook-gen"}',
     b'{"tool": "playbook-gen", "organisation": 1, "edition": "company", "files": {}}'],
    ids=range(9),
)  # fmt: skip
def test_a_damaged_record_protects_what_it_can_no_longer_name(workspace: Path, record: bytes) -> None:
    put(OLD, workspace / "site")
    (workspace / "site" / MANIFEST).write_bytes(record)
    assert "its damaged record does not name" in refused(workspace, workspace / "site")
    put(NEW, workspace / "site", replace=True)
    assert (workspace / "site" / "index.html").read_bytes() == b"new home"


def test_a_record_cannot_forge_a_message(workspace: Path) -> None:
    put(OLD, workspace / "site")
    forged = '{"tool": "playbook-gen", "organisation": "\\u001b[31m\\nok", "edition": "x", "files": {}}'
    (workspace / "site" / MANIFEST).write_text(forged)
    text = refused(workspace, workspace / "site")
    assert "\x1b" not in text
    assert "\n" not in text


def test_a_record_that_is_no_plain_file_makes_no_site_of_a_folder(workspace: Path) -> None:
    (workspace / "out" / MANIFEST).mkdir(parents=True)
    (workspace / "out" / MANIFEST / "x").write_bytes(b"1")
    assert "was not made by playbook-gen" in refused(workspace, workspace / "out", replace=True)


def test_a_target_below_a_file_is_a_fault_of_the_place(workspace: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"playbook\.yaml.*the site is unchanged"):
        put(NEW, workspace / "playbook.yaml" / "site", workspace=workspace)


def test_a_name_too_long_for_the_system_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="File name too long"):
        put(NEW, tmp_path / ("n" * 300))
    with pytest.raises(EnvironmentFault, match="File name too long"):
        put(make_site({"n" * 300: b""}), tmp_path / "site")
    assert os.listdir(tmp_path) == []


def test_source_data_inside_a_published_folder_is_refused(workspace: Path) -> None:
    folders = [workspace / "content", workspace / "themes"]
    refuse_exposed([workspace / "orgs/acme/2026.yaml"], folders)
    (workspace / "content" / "deep").mkdir()
    (workspace / "content" / "deep" / "org.yaml").write_bytes(b"")
    (workspace / "orgs" / "linked.yaml").symlink_to(workspace / "content" / "deep" / "org.yaml")
    for file in ("content/deep/org.yaml", "orgs/linked.yaml"):
        with pytest.raises(Refused, match="source data inside a published folder"):
            refuse_exposed([workspace / file], folders)
