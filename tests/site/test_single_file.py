"""`build --format single-file`: the same content in one file that needs nothing around it, and harms nothing there."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from markup import Page
from sites import ROOT, build, playbook, workspace

ORG = (ROOT / "tests" / "data" / "forty-lines.yaml").read_text(encoding="utf-8")
COMMAND = ("build", "acme", "--format", "single-file")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a file of the lowest and one of the highest edition, and the sites that they are made of."""
    made = workspace(tmp_path_factory.mktemp("single") / "one", {"acme.yaml": ORG}, ["company", "author"])
    build(made)
    run = playbook(*COMMAND, cwd=made)
    assert (run.code, run.err) == (0, "")
    assert run.out == "site/acme.html  company edition\nprivate/acme/acme-author.html  author edition\n"
    return made


FILES = {"company": "site/acme.html", "author": "private/acme/acme-author.html"}
SITES = {"company": "site/acme", "author": "private/acme/author"}


@pytest.fixture(params=sorted(FILES))
def edition(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_nothing_leads_out_of_the_file(root: Path, edition: str) -> None:
    page = Page.read("acme.html", (root / FILES[edition]).read_bytes())
    assert page.faults == ()
    assert page.find("script", "iframe", "object", "embed") == []
    ids = set(page.ids)
    for element in page.root.elements():
        for name in ("href", "src", "xlink:href"):
            target = element.attributes.get(name, "#main")
            assert target.startswith("data:") or target.removeprefix("#") in ids, (element.tag, target)
    assert not re.search(r"url\s*\(|@import", page.find("style")[0].text())


def test_it_says_what_the_printable_page_says(root: Path, edition: str) -> None:
    alone = Page.read("acme.html", (root / FILES[edition]).read_bytes())
    beside = Page.read("print.html", (root / SITES[edition] / "print.html").read_bytes())
    assert alone.find("main")[0].words() == beside.find("main")[0].words()


def test_its_menu_leads_to_its_parts(root: Path, edition: str) -> None:
    page = Page.read("acme.html", (root / FILES[edition]).read_bytes())
    menu = [link.attributes["href"] for link in page.find("nav")[0].find("a")]
    assert menu == ["#brief", "#alliances", "#partners", "#map", "#plan", "#method"]


def test_a_higher_edition_says_so_in_its_name_on_its_face_and_to_the_system(root: Path) -> None:
    page = Page.read("acme.html", (root / FILES["author"]).read_bytes())
    marks = [one.words() for one in page.find("p") if one.attributes.get("class") == "marking"]
    assert marks == ["For the author alone: author edition. Do not pass on."]
    assert stat.S_IMODE((root / FILES["author"]).stat().st_mode) == 0o600
    run = playbook(*COMMAND, "--edition", "author", "--out", "playbook.html", cwd=root)
    assert run.code == 2
    assert "playbook-author.html" in run.err
    assert not (root / "playbook.html").exists()


def test_a_second_run_gives_the_same_bytes_over_the_first(root: Path) -> None:
    before = (root / FILES["company"]).read_bytes()
    assert playbook(*COMMAND, "--edition", "company", cwd=root).code == 0
    assert (root / FILES["company"]).read_bytes() == before


@pytest.mark.parametrize(
    ("name", "held"), [("letter.html", "<p>Mine.</p>"), ("orgs/acme.html", None), ("site/acme/all.html", None)]
)
def test_nobody_elses_file_is_touched(name: str, held: str | None, root: Path) -> None:
    if held:
        (root / name).write_text(held, encoding="utf-8")
    run = playbook(*COMMAND, "--edition", "company", "--out", name, cwd=root)
    assert run.code == 3
    assert (root / name).exists() == bool(held)
    assert not held or (root / name).read_text(encoding="utf-8") == held


def test_what_a_reader_gives_up_is_replaced(root: Path) -> None:
    (root / "old.html").write_text("<p>Mine.</p>", encoding="utf-8")
    assert playbook(*COMMAND, "--edition", "company", "--out", "old.html", "--replace", cwd=root).code == 0
    assert (root / "old.html").read_bytes() == (root / FILES["company"]).read_bytes()


@pytest.mark.parametrize("more", [["--adopt"], ["--only", "brief"], ["--paper", "letter"], ["--out", "acme.txt"]])
def test_options_that_would_change_nothing_are_refused(more: list[str], root: Path) -> None:
    assert playbook(*COMMAND, "--edition", "company", *more, cwd=root).code == 2
