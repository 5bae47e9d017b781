"""`build --format pdf`: sheets that are tagged, numbered, marked and the same on every run."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pypdf
import pytest

from playbook_gen.exchange.documents import as_document, with_pictures
from playbook_gen.outcomes import EnvironmentFault
from sites import ROOT, SMALL, Site, environment, playbook, workspace

HOSTILE = SMALL["three.yaml"].replace("Ann Abel", '"A<b> \\"&\\\\ אבג 😀"')
MARK = "For the author alone: author edition. Do not pass on."
COMMAND = ("build", "three", "--edition", "author", "--format", "pdf")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("weasyprint", exc_type=ImportError, reason="no extra `pdf` on this machine")
    root = workspace(tmp_path_factory.mktemp("pdf") / "one", {"three.yaml": HOSTILE})
    run = playbook(*COMMAND, cwd=root)
    assert (run.code, run.err) == (0, "")
    assert run.out == "private/three/three-author.pdf  author edition\n"
    return root / "private" / "three" / "three-author.pdf"


@pytest.fixture(scope="module")
def pdf(whole: Path) -> pypdf.PdfReader:
    return pypdf.PdfReader(whole)


def test_every_sheet_is_numbered_and_marked(pdf: pypdf.PdfReader) -> None:
    for number, sheet in enumerate(pdf.pages, start=1):
        text = sheet.extract_text()
        assert MARK in " ".join(text.split()), number
        assert f"{number} / {len(pdf.pages)}" in text, number


def test_it_is_tagged_and_promises_to_be_accessible(pdf: pypdf.PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert b"<pdfuaid:part>1<" in root["/Metadata"].get_data() or b'pdfuaid:part="1"' in root["/Metadata"].get_data()


def test_its_bookmarks_are_its_parts(pdf: pypdf.PdfReader) -> None:
    """They are nested as the contents are: pages of single alliances below the page of all of them."""
    names = [str(one["/Title"]) for one in pdf.outline if not isinstance(one, list)]
    assert names[0] == "The whole playbook of Three"
    assert [name.partition(":")[0] for name in names[1:5]] == ["Brief", "Alliances", "Partners", "Map"]
    assert "Glossary: Words and what they mean here" in names
    titles = ["" if isinstance(one, list) else str(one["/Title"]) for one in pdf.outline]
    place = next(number for number, title in enumerate(titles) if title.startswith("Alliances"))
    below = pdf.outline[place + 1]
    assert isinstance(below, list)
    assert any("Both" in str(one["/Title"]) for one in below if not isinstance(one, list))


def test_it_holds_no_date_and_no_path(whole: Path, pdf: pypdf.PdfReader) -> None:
    assert set(pdf.metadata or {}) == {"/Title", "/Subject", "/Creator", "/Producer"}
    assert str(whole.parent).encode() not in whole.read_bytes()


def test_the_brief_is_one_sheet_and_the_same_on_every_run(whole: Path) -> None:
    root = whole.parents[2]
    command = (*COMMAND, "--only", "brief", "--paper", "letter", "--out")
    for name, seed in (("one-author.pdf", "1"), ("two-author.pdf", "2")):
        assert playbook(*command, name, cwd=root, env=environment(PYTHONHASHSEED=seed, TZ="Asia/Tokyo")).code == 0
    one, two = ((root / name).read_bytes() for name in ("one-author.pdf", "two-author.pdf"))
    assert one == two
    sheets = pypdf.PdfReader(root / "one-author.pdf").pages
    assert [tuple(map(float, sheet.mediabox[2:])) for sheet in sheets] == [(612, 792)]


@pytest.mark.parametrize(("theme", "paper"), [("default", "a4"), ("ledger", "letter")])
def test_a_full_brief_is_one_sheet_of_the_paper_asked_for_and_loses_nothing(
    theme: str, paper: str, tmp_path: Path
) -> None:
    pytest.importorskip("weasyprint", exc_type=ImportError, reason="no extra `pdf` on this machine")
    root = workspace(tmp_path / "w", {}, ["company"])
    shutil.copytree(ROOT / "orgs" / "halden-foods", root / "orgs" / "halden-foods")
    with (root / "playbook.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"theme: {theme}\n")
    for more in ([], ["--format", "pdf", "--only", "brief", "--paper", paper, "--out", "brief.pdf"]):
        run = playbook("build", "halden-foods", *more, cwd=root)
        assert run.code == 0, run.err
    (sheet,) = pypdf.PdfReader(root / "brief.pdf").pages
    sides = sorted((round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))))
    assert sides == {"a4": [595, 842], "letter": [612, 792]}[paper]
    main = Site("halden-foods", "company", root / "site" / "halden-foods").pages["index.html"].find("main")[0]
    said = [element.words() for element in main.find("h1", "h2", "th")]
    said += [p.words() for p in main.find("p") if p.attributes.get("class") == "said"]
    evidence = {id(item) for shut in main.find("details") for item in shut.find("li")}
    said += [item.words() for item in main.find("li") if not item.find("p", "a") and id(item) not in evidence]
    assert len(said) > 20
    told = "".join(sheet.extract_text().split()).lower()
    assert [words for words in said if "".join(words.split()).lower() not in told] == []


def test_maps_become_pictures_with_their_names() -> None:
    inline = '<svg viewBox="0 0 1 1" class="map map-m1"><title id="t">Peers &lt;of&gt; &quot;X&quot;</title></svg>'
    page = with_pictures(f"<p>a</p>{inline}<p>b</p>", {inline: '<svg font-family="Arial">x</svg>'})
    assert page.startswith('<p>a</p><img class="map" alt="Peers &lt;of&gt; &quot;X&quot;" src="data:image/svg+xml')
    assert page.endswith("<p>b</p>")


@pytest.mark.parametrize(
    ("fault", "way_out"), [(ImportError, "pip install 'playbook-gen[pdf]'"), (OSError, "libpango")]
)
def test_what_is_missing_is_said_with_the_way_out(
    fault: type[Exception], way_out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Missing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise fault

    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(EnvironmentFault, match=r"print\.html") as caught:
        as_document("<p>x</p>", paper="a4")
    assert way_out in str(caught.value)
