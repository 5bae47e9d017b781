"""Maps as PNG and PDF: what a reader finds in the file, and that nothing of the machine is in it."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from playbook_gen.exchange import typefaces
from playbook_gen.exchange.pictures import MAX_PIXELS, Paper, as_pdf, as_png, undrawable
from playbook_gen.language import Language, speaking
from playbook_gen.maps import Card, Lane, Sheet, Tie, render
from playbook_gen.outcomes import EnvironmentFault, UsageError

SHARED = Path(os.environ.get("PLAYBOOK_SHARED", Path(__file__).resolve().parents[3] / "shared"))
LABELS = SHARED / "spec" / "hostile-labels.jsonl"

with_typst = pytest.mark.skipif(not importlib.util.find_spec("typst"), reason="TYPST IS ABSENT: no PDF was tried")


def drawing(*names: str, levels: int = 2, lane: str = "Finance") -> str:
    """A map of these people, who influence each in turn, over some levels."""
    cards = [
        Card(id=f"p{place}", name=name, title="Director", lane="fin", level=place % levels)
        for place, name in enumerate(names)
    ]
    ties = [Tie(source=a.id, target=b.id, strength=4) for a, b in pairwise(cards)]
    sheet = Sheet(
        title="Influence",
        description="Who influences whom",
        cards=tuple(cards),
        lanes=(Lane(id="fin", name=lane),),
        ties=tuple(ties),
    )
    return render(sheet, renderer="builtin").standalone


SPACE = "http://www.w3.org/2000/svg"
PLAIN = drawing("Quill", "Vance", "Ames")


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack_from(">II", png, 16)
    return width, height


def points(svg: str) -> tuple[float, float]:
    return tuple(float(re.search(rf'<svg[^>]* {key}="([\d.]+)"', svg)[1]) for key in ("width", "height"))  # type: ignore[index,return-value]


def document(pdf: bytes) -> Any:
    return pytest.importorskip("pypdf", reason="PYPDF IS ABSENT: no PDF was read").PdfReader(io.BytesIO(pdf))


def figures(node: Any) -> list[Any]:
    """Every tagged figure of a document."""
    kids = node.get("/K", [])
    kids = [one.get_object() for one in (kids if isinstance(kids, list) else [kids])]
    below = [found for one in kids if isinstance(one, dict) for found in figures(one)]
    return [node, *below] if node.get("/S") == "/Figure" else below


def test_both_weights_have_the_characters_that_are_counted() -> None:
    with typefaces.folder() as folder:
        fonts = [TTFont(folder / name) for name in typefaces.FILES]
        assert typefaces.characters() == set(fonts[0].getBestCmap()) & set(fonts[1].getBestCmap())
        assert {font["name"].getDebugName(1) for font in fonts} == {typefaces.FAMILY}
        assert {font["OS/2"].usWeightClass for font in fonts} == {400, 700}


def test_the_licence_lies_beside_the_typefaces() -> None:
    with typefaces.folder() as folder:
        text = (folder / "OFL.txt").read_text("utf-8")
        for name in typefaces.FILES:
            for line in TTFont(folder / name)["name"].getDebugName(0).splitlines():
                assert line.strip().rstrip(".") in text
    assert "SIL OPEN FONT LICENSE" in text


@pytest.mark.parametrize(
    "name", ["Zoë Łoś", "Đặng Thị Hoà", "Δημήτρης", "Ёлкин", "עדי כהן", "a\u00a0b", "x\u200dy\u200c", "…–’"]
)
def test_the_bundled_typefaces_draw(name: str) -> None:
    assert undrawable(drawing(name)) == ()


@pytest.mark.parametrize(
    ("name", "lacking"),
    [("王小 Ann 王", "小王"), ("\U0001f469\u200d\U0001f4bc\ufe0f", "\U0001f469\U0001f4bc"), ("ไทย", "ทยไ"),
     ("\ue000", "\ue000")],
)  # fmt: skip
def test_what_they_lack_is_told(name: str, lacking: str) -> None:
    assert undrawable(drawing(name)) == tuple(lacking)


def test_only_what_is_seen_counts() -> None:
    hidden = render(Sheet(title="王", description="王", cards=(Card(id="a", name="Ann", title="", lane="", level=0),)))
    assert undrawable(hidden.standalone) == ()
    cut = drawing("Ann", lane="Wide lane " * 20 + "王")
    assert "王" in cut
    assert undrawable(cut) == ()


@pytest.mark.parametrize("scale", [0.5, 1, 2, 3.3])
def test_a_png_has_the_size_of_the_map(scale: float) -> None:
    for side, drawn in zip(points(PLAIN), size(as_png(PLAIN, scale=scale)), strict=True):
        assert abs(side * scale - drawn) <= 1 + scale


def test_names_are_drawn() -> None:
    pictures = [as_png(drawing(name, "Bob"), scale=1) for name in ("Ann", "Anm", "Ann", "", "王", "ab")]
    assert pictures[0] == pictures[2]
    assert len(set(pictures)) == len(pictures) - 1


@pytest.mark.parametrize("scale", [0, -1, float("nan"), float("inf"), 1e9])
def test_a_scale_that_cannot_be_drawn_is_refused(scale: float) -> None:
    with pytest.raises(UsageError, match=r"up to [\d.]+;") as refused:
        as_png(PLAIN, scale=scale)
    most = float(re.findall(r"up to ([\d.]+);", str(refused.value))[0])
    width, height = (side * most for side in points(PLAIN))
    assert 0.8 * MAX_PIXELS < width * height <= MAX_PIXELS


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "<html/>",
        "svg",
        PLAIN.replace("</svg>", '<image href="/etc/hostname" width="9" height="9"/></svg>'),
        PLAIN.replace("</svg>", '<use href="#x"/></svg>'),
        PLAIN.replace("</svg>", "<style>@import 'x'</style></svg>"),
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + PLAIN,
        '<?xml-stylesheet href="x.css"?>' + PLAIN,
    ],
    ids=["empty", "html", "word", "image", "use", "style", "doctype", "sheet"],
)
def test_what_is_no_map_is_not_drawn(svg: str) -> None:
    with pytest.raises(ValueError, match="not the standalone form"):
        as_png(svg, scale=1)
    with pytest.raises(ValueError, match="not the standalone form"):
        undrawable(svg)


@with_typst
@pytest.mark.parametrize(("paper", "short", "long"), [("a4", 595, 842), ("letter", 612, 792)])
@pytest.mark.parametrize(("width", "height"), [(9, 10), (10, 9), (50, 50), (9_000, 10), (10, 9_000), (770, 524)])
def test_a_pdf_is_one_page_that_lies_as_the_map_does(
    paper: Paper, short: int, long: int, width: int, height: int
) -> None:
    svg = f'<svg xmlns="{SPACE}" width="{width}" height="{height}"><title>Map</title><rect width="9" height="9"/></svg>'
    pages = document(as_pdf(svg, title="Map", paper=paper)).pages
    assert len(pages) == 1
    sides = [round(float(side)) for side in pages[0].mediabox[2:]]
    assert sides == ([long, short] if width > height else [short, long])


@with_typst
@pytest.mark.parametrize("people", [1, 9, 60, 200])
def test_everybody_is_on_the_page_and_inside_its_margins(people: int) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("PDFTOTEXT IS ABSENT: no place on a page was tried")
    pdf = as_pdf(drawing(*(f"Person{place}" for place in range(people)), levels=6), title="Map", paper="a4")
    done = subprocess.run([program, "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    width, height = map(float, re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', done.stdout.decode())[0])
    words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(\w+)<', done.stdout.decode())
    assert {word for *_, word in words if word.startswith("Person")} == {f"Person{place}" for place in range(people)}
    for x0, y0, x1, y1, _ in words:
        assert 36 <= float(x0) < float(x1) <= width - 36
        assert 36 <= float(y0) < float(y1) <= height - 36
    # Full size at most: a line of 13 points is about 15 points high.
    assert max(float(y1) - float(y0) for _, y0, _, y1, _ in words) < 17


@with_typst
def test_a_pdf_tells_what_the_map_tells() -> None:
    found = document(as_pdf(PLAIN, title="Influence at Halden, 2026", paper="a4"))
    catalogue = found.trailer["/Root"]
    assert found.metadata.title == "Influence at Halden, 2026"
    assert catalogue["/Lang"] == "en"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    (figure,) = figures(catalogue["/StructTreeRoot"])
    assert figure["/Alt"].startswith("Influence. Who influences whom")
    assert "Quill influences Vance; strength 4 of 5" in figure["/Alt"]
    assert "Ames; Director; Finance" in figure["/Alt"]
    text = found.pages[0].extract_text()
    assert all(word in text for word in ("Quill", "Vance", "Ames", "Director", "Finance"))


@with_typst
def test_a_pdf_says_in_which_language_it_speaks() -> None:
    with speaking(Language(code="pt-BR")):
        found = document(as_pdf(PLAIN, title="Map", paper="a4"))
    assert found.trailer["/Root"]["/Lang"] == "pt"


@with_typst
def test_a_pdf_is_vectors_in_the_bundled_typefaces_and_claims_accessibility() -> None:
    found = document(as_pdf(PLAIN, title="Map", paper="a4"))
    fonts = found.pages[0]["/Resources"]["/Font"].values()
    kinds = {one.get_object()["/BaseFont"].partition("+")[2] for one in fonts}
    assert kinds == {"LiberationSans", "LiberationSans-Bold"}
    assert not list(found.pages[0].images)
    assert b"pdfuaid:part>1<" in found.trailer["/Root"]["/Metadata"].get_data()
    assert not {"/CreationDate", "/ModDate"} & set(found.trailer["/Info"])


@with_typst
@pytest.mark.parametrize(
    "name", ["王小明", "\U0001f469\u200d\U0001f4bc", "\ue000 x", "मीरा", "\U000f0000", "Q\u0303uinn"]
)
def test_foreign_text_still_gives_a_tagged_page(name: str) -> None:
    found = document(as_pdf(drawing(name, "Bob"), title=name, paper="a4"))
    assert len(found.pages) == 1
    assert found.metadata.title == name
    assert "Bob" in found.pages[0].extract_text()
    (figure,) = figures(found.trailer["/Root"]["/StructTreeRoot"])
    assert f"{name}; Director" in figure["/Alt"]


@with_typst
@pytest.mark.parametrize(
    "title",
    ['#panic("x")', '"]; #read("/etc/passwd")', "$a^2$ _b_ *c* `d` <e> @f \\ #{1+1}", "= x // y /* z", "\\u{41}",
     "%s {0}", "<b>&amp;</b>", "مدير \U0001f600"],
)  # fmt: skip
def test_a_title_is_only_text(title: str) -> None:
    pdf = as_pdf(drawing(title, "Bob"), title=title, paper="letter")
    assert document(pdf).metadata.title == title


@with_typst
def test_a_title_without_a_word_is_the_name_of_the_map() -> None:
    assert document(as_pdf(PLAIN, title=" \x00\n", paper="a4")).metadata.title == "Influence"
    long = document(as_pdf(PLAIN, title="w" * 10_000, paper="a4")).metadata.title
    assert long.startswith("www")
    assert len(long) == 300


@with_typst
def test_the_shared_labels_are_only_text() -> None:
    if not LABELS.is_file():
        pytest.skip(f"HOSTILE LABELS ARE ABSENT: {LABELS.name} was not tried; set PLAYBOOK_SHARED")
    entries = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    names = [one["value"] for one in entries if "value" in one]
    svg = drawing(*names, levels=5)
    found = document(as_pdf(svg, title=" ".join(names[:10]), paper="a4"))
    assert len(found.pages) == 1
    assert size(as_png(svg, scale=0.5)) > (0, 0)
    for one in entries:
        if one["category"] in {"markup", "dot-syntax", "entity"} and "value" in one:
            title = document(as_pdf(PLAIN, title=one["value"], paper="a4")).metadata.title
            assert title == " ".join(unicodedata.normalize("NFC", one["value"]).split())


@with_typst
def test_a_crowded_map_tells_no_more_than_a_reader_of_pdf_takes() -> None:
    crowd = drawing(*(f"Person {place} of the very many" for place in range(200)), levels=6)
    (figure,) = figures(document(as_pdf(crowd, title="Map", paper="a4")).trailer["/Root"]["/StructTreeRoot"])
    assert figure["/Alt"].startswith("Influence. Who influences whom")
    assert len(figure["/Alt"].encode("utf-16")) < 32_767


_ELSEWHERE = """
import hashlib, sys
from playbook_gen.exchange.pictures import as_pdf, as_png
svg = sys.stdin.read()
print(hashlib.sha256(as_png(svg, scale=1.5)).hexdigest())
if sys.argv[1] == "pdf":
    print(hashlib.sha256(as_pdf(svg, title="Map", paper="a4")).hexdigest())
"""


def _elsewhere(folder: Path, what: str, **environment: str) -> str:
    known = {key: value for key, value in os.environ.items() if key in {"PATH", "PYTHONPATH"}}
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE, what],
        input=PLAIN,
        capture_output=True,
        check=True,
        cwd=folder,
        env={**known, **environment},
        encoding="utf-8",
    )
    assert not done.stderr
    return done.stdout


@pytest.mark.parametrize("what", ["png", pytest.param("pdf", marks=with_typst)])
def test_the_same_bytes_in_another_place_time_and_language(tmp_path: Path, what: str) -> None:
    other = tmp_path / "other"
    other.mkdir()
    here = _elsewhere(tmp_path, what, TZ="UTC", LANG="C")
    there = _elsewhere(
        other, what, TZ="Asia/Tokyo", LANG="de_DE.UTF-8", HOME=str(other), SOURCE_DATE_EPOCH="86400", TYPST_ROOT="/"
    )
    assert here == there
    assert list(tmp_path.rglob("*")) == [other]


def test_without_typst_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(EnvironmentFault, match=re.escape("pip install 'playbook-gen[pdf]'")):
        as_pdf(PLAIN, title="Map", paper="a4")


def test_the_libraries_are_imported_only_when_a_picture_is_drawn() -> None:
    code = "import sys, playbook_gen.exchange.pictures as p; sys.exit(bool({'typst', 'resvg_py'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
