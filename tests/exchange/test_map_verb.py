"""The verb `map` from the command line: what is written in each format, where, and what is refused."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from playbook_gen.cli import run
from playbook_gen.maps.system import find
from playbook_gen.outcomes import EnvironmentFault

ROOT = Path(__file__).resolve().parents[2]
FORMS = ("svg", "png", "pdf", "dot", "graphml", "json")
STARTS = {"svg": b"<svg ", "png": b"\x89PNG", "pdf": b"%PDF-", "dot": b"digraph ", "graphml": b"<?xml", "json": b"{"}
NOTE = "this reads everything, the author's judgements included; --edition limits it\n"
SVG, GRAPHML = "{http://www.w3.org/2000/svg}", "{http://graphml.graphdrawing.org/xmlns}"
"""Namespaces."""


def environment(**more: str) -> dict[str, str]:
    """Next to nothing from outside."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), **more}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("verb")
    shutil.copytree(ROOT / "orgs", root / "orgs")
    return root


@pytest.fixture
def here(tmp_path: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, with the organisations of this repository beside it."""
    (tmp_path / "orgs").symlink_to(workspace / "orgs")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Said:
    """What one run said, and how it ended."""

    def __init__(self, code: int, out: bytes, err: bytes) -> None:
        self.code, self.out, self.err = code, out, err.decode()


Command = Callable[..., Said]


@pytest.fixture
def mapped(here: Path, workspace: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Command:
    def command(*arguments: str) -> Said:
        code = run(["map", *arguments, "-w", str(workspace)])
        return Said(code, *capfdbinary.readouterr())

    return command


def texts(svg: bytes) -> list[str]:
    return ["".join(one.itertext()) for one in ET.fromstring(svg).iter() if one.tag in (f"{SVG}text", f"{SVG}title")]  # noqa: S314


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_of_the_form_that_its_ending_says(form: str, mapped: Command, here: Path) -> None:
    done = mapped("halden-foods", "--out", f"new/{form}/map.{form.upper()}")
    assert (done.code, done.out.decode()) == (0, f"new/{form}/map.{form.upper()}\n")
    data = (here / "new" / form / f"map.{form.upper()}").read_bytes()
    assert data.startswith(STARTS[form])
    printed = mapped("halden-foods", "--format", form)
    assert (printed.code, printed.out) == (0, data)
    assert printed.err.startswith(NOTE)


def test_without_a_format_it_is_svg(mapped: Command) -> None:
    assert mapped("halden-foods").out.startswith(b"<svg ")


def test_each_form_holds_the_company(mapped: Command) -> None:
    made = {form: mapped("halden-foods", "--format", form).out for form in FORMS}
    told = " ".join(texts(made["svg"]))
    names = ("Priyanka Velderhoek", "Emeka Strandvik", "Ingvar Tollanes")
    assert all(name in told for name in names)
    nodes = list(ET.fromstring(made["graphml"]).iter(f"{GRAPHML}node"))  # noqa: S314
    found = json.loads(made["json"])
    assert {one.get("id") for one in nodes} == set(found["people"])
    assert all(name in made["dot"].decode() for name in names)
    assert len(re.findall(r"^  n\d+ \[", made["dot"].decode(), re.MULTILINE)) == len(nodes)
    arcs = len(list(ET.fromstring(made["graphml"]).iter(f"{GRAPHML}edge")))  # noqa: S314
    assert len(re.findall(r"^  n\d+ -> n\d+", made["dot"].decode(), re.MULTILINE)) == arcs
    assert sum(one["out_degree"] for one in found["people"].values()) == arcs
    width, height = struct.unpack(">II", made["png"][16:24])
    root = ET.fromstring(made["svg"])  # noqa: S314
    assert abs(width / height - float(root.get("width", "")) / float(root.get("height", ""))) < 0.01
    pypdf = pytest.importorskip("pypdf")
    (page,) = pypdf.PdfReader(io.BytesIO(made["pdf"])).pages
    assert "Priyanka" in page.extract_text()


@pytest.mark.parametrize(("paper", "sides"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_paper(paper: str, sides: tuple[int, int], mapped: Command) -> None:
    pypdf = pytest.importorskip("pypdf")
    (page,) = pypdf.PdfReader(io.BytesIO(mapped("halden-foods", "--format", "pdf", "--paper", paper).out)).pages
    assert sorted((round(page.mediabox.width), round(page.mediabox.height))) == sorted(sides)


@pytest.mark.parametrize("level", ["peers", "below", "everyone"])
def test_levels_show_more_and_more(level: str, mapped: Command) -> None:
    done = mapped("halden-foods", "--level", level)
    cards = [one for one in ET.fromstring(done.out).iter() if one.get("class") == "map-card"]  # noqa: S314
    people = json.loads(mapped("halden-foods", "--format", "json").out)["people"]
    if level == "everyone":
        assert len(cards) == len(people)
    else:
        assert 5 < len(cards) <= len(people)


def test_a_person_and_a_priority(mapped: Command) -> None:
    own = mapped("halden-foods", "--person", "cmo").out
    assert "Ties of Priyanka Velderhoek" in " ".join(texts(own))
    said = [text for text in texts(own) if " influences " in text]
    assert said
    assert all("Priyanka Velderhoek" in text for text in said)
    words = {"ally", "supporter", "undecided", "opponent", "adversary"}
    shown = [set(texts(mapped("halden-foods", *more).out)) & words for more in ((), ("--priority", "prio-waste"))]
    assert len(shown[1]) >= 3
    assert shown[0] <= shown[1]


WRONG: Mapping[str, tuple[tuple[str, ...], int, str]] = {
    "an ending that is none": (("--out", "map.jpg"), 2, "--out must end in one of .svg, .png, .pdf, .dot, .graphml"),
    "no ending": (("--out", "map"), 2, "--out must end in one of"),
    "an ending that says otherwise": (
        ("--out", "m.svg", "--format", "png"), 2, "--format png goes with a file that ends in .png"),
    "a format that is none": (("--format", "gif"), 2, "'gif' is not one of"),
    "a level that is none": (("--level", "board"), 2, "'board' is not one of"),
    "a person who is none": (("--person", "cmoo"), 2, "there is no person cmoo; did you mean cmo?"),
    "a person nobody could mean": (("--person", "zzzzzzzz"), 2, "there is no person zzzzzzzz; there are ceo, cfo, "),
    "a priority that is none": (("--priority", "prio-wast"), 2, "priority prio-wast; did you mean prio-waste?"),
    "a priority of no edition": (("--priority", "prio-wast", "--edition", "company"), 2, "there is no priority"),
    "a cycle that is none": (("--cycle", "2031"), 2, "there is no cycle 2031; there are 2025, 2026"),
    "paper that is none": (("--paper", "a3"), 2, "'a3' is not one of"),
    "a level beside a person": (("--person", "cmo", "--level", "below"), 2, "--level does not go with --person"),
    "a person among measures": (("--person", "cmo", "--format", "json"), 2, "--person does not go with json"),
    "paper for a screen": (("--paper", "letter", "--out", "m.svg"), 2, "--paper does not go with svg"),
    "a picture with the lock": (("--lock", "--out", "m.svg"), 2, "--out does not go with --lock"),
    "no day": (("--as-of", "2026-02-30"), 2, "is not a day of the calendar"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_once_with_a_way_out(name: str, mapped: Command, here: Path) -> None:
    arguments, code, message = WRONG[name]
    done = mapped("halden-foods", *arguments)
    assert (done.code, done.out) == (code, b"")
    assert message in done.err
    assert "Traceback" not in done.err
    assert sorted(os.listdir(here)) == ["orgs"]


def test_an_unknown_organisation_gets_a_hint(mapped: Command) -> None:
    done = mapped("halden-food")
    assert done.code == 2
    assert "halden-foods" in done.err


@pytest.mark.parametrize("person", ["../x", "<b>", "a\x1b[2Jb", "", "p" * 10_000, "\u202egnol"])
def test_hostile_words_of_the_command_line_drive_no_terminal(person: str, mapped: Command) -> None:
    done = mapped("halden-foods", "--person", person)
    assert done.code == 2
    assert "there is no person" in done.err
    assert "\x1b" not in done.err
    assert "\u202e" not in done.err


PICTURES = [(form, level) for form in ("svg", "png", "pdf") for level in ("peers", "below", "everyone", "functions")]


@pytest.mark.parametrize(("form", "level"), [*PICTURES, *((form, "peers") for form in ("dot", "graphml", "json"))])
def test_the_company_edition_holds_no_tie(form: str, level: str, mapped: Command) -> None:
    shown = ("--level", level) if form in ("svg", "png", "pdf") else ()
    done = mapped("halden-foods", "--format", form, *shown, "--edition", "company")
    if level == "functions":
        assert (done.code, done.out) == (1, b"")
        assert "three functions, and ties between them that this edition shows" in done.err
        return
    assert (done.code, done.err) == (0, "")
    if form in ("svg", "dot", "graphml"):
        assert b"map-tie" not in done.out
        assert b" influences " not in done.out
        assert b"->" not in done.out
        assert b"<edge" not in done.out
        assert not re.search(rb"(?i)trust\W+\d", done.out)
    if form == "json":
        found = json.loads(done.out)
        assert {one["out_degree"] for one in found["people"].values()} <= {0, None}


def test_the_leadership_edition_holds_ties_without_trust(mapped: Command) -> None:
    seen = {edition: mapped("halden-foods", "--format", "graphml", "--edition", edition).out
            for edition in ("leadership", "author")}  # fmt: skip
    assert seen["leadership"].count(b"<edge") > 20
    assert (b'<data key="trust">' in seen["leadership"], b'<data key="trust">' in seen["author"]) == (False, True)
    svg = mapped("halden-foods", "--edition", "leadership", "--priority", "prio-waste")
    assert not re.search(rb"(?i)trust|ally|adversary|opponent", svg.out)


@pytest.mark.parametrize("form", ["png", "pdf"])
def test_a_terminal_gets_no_picture(form: str, workspace: Path) -> None:
    pty = pytest.importorskip("pty")
    mother, child = pty.openpty()
    command = [sys.executable, "-m", "playbook_gen", "map", "halden-foods", "--format", form, "-w", str(workspace)]
    try:
        done = subprocess.run(
            command, stdout=child, stderr=subprocess.PIPE, env=environment(), cwd=workspace, check=False
        )
    finally:
        os.close(child)
        os.close(mother)
    assert done.returncode == 2
    assert f"a terminal cannot show {form}; name a file with --out" in done.stderr.decode()


def test_without_typst_a_pdf_says_how_to_get_it(mapped: Command, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    done = mapped("halden-foods", "--out", "map.pdf")
    assert done.code == 4
    assert "pip install 'playbook-gen[pdf]'" in done.err
    assert not (here / "map.pdf").exists()
    assert mapped("halden-foods", "--out", "map.svg").code == 0


def test_an_existing_file_is_overwritten_whole(mapped: Command, here: Path) -> None:
    (here / "map.dot").write_bytes(b"x" * 1_000_000)
    assert mapped("halden-foods", "--out", "map.dot").code == 0
    assert (here / "map.dot").read_bytes() == mapped("halden-foods", "--format", "dot").out


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
@pytest.mark.parametrize("wrong", ["person", "priority"])
def test_what_nobody_knows_is_refused_and_nothing_is_written(
    form: str, wrong: str, mapped: Command, here: Path
) -> None:
    (here / f"map.{form}").write_bytes(b"mine")
    done = mapped("halden-foods", "--out", f"map.{form}", f"--{wrong}", "nobody-such")
    assert (done.code, done.out) == (2, b"")
    assert f"there is no {wrong} nobody-such" in done.err
    assert (here / f"map.{form}").read_bytes() == b"mine"


def test_a_folder_or_a_link_in_its_place_is_refused(mapped: Command, here: Path) -> None:
    (here / "folder.svg").mkdir()
    (here / "aim").write_bytes(b"mine")
    (here / "link.svg").symlink_to(here / "aim")
    link = mapped("halden-foods", "--out", "link.svg")
    assert (link.code, link.out) == (3, b"")
    assert "link.svg is a link. Choose another name." in link.err
    assert (here / "aim").read_bytes() == b"mine"
    assert mapped("halden-foods", "--out", "folder.svg").code in (2, 3)
    assert list((here / "folder.svg").iterdir()) == []


@pytest.mark.parametrize("level", ["peers", "below", "everyone", "functions"])
def test_nobody_to_draw_is_said(level: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "orgs").mkdir()
    (tmp_path / "orgs" / "none.yaml").write_text("name: None yet\n", encoding="utf-8")
    assert run(["map", "none", "--level", level, "-w", str(tmp_path)]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert f"nobody is on the map of this level ({level})" in err
    for form in ("dot", "graphml", "json"):
        assert run(["map", "none", "--format", form, "-w", str(tmp_path)]) == 0


@pytest.mark.parametrize("name", ["<b>&\"'</b>", "a\\\\b", "שלום 王 👩‍💻", "x" * 10_000, "\\N {0} %s"])
def test_hostile_names_reach_every_format_as_text(
    name: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "orgs").mkdir()
    quoted = json.dumps(name, ensure_ascii=False)
    text = (
        f"name: {quoted}\nas_of: 2026-06-30\npeople:\n  - {{id: a, name: {quoted}, title: {quoted}}}\n"
        "  - {id: b, name: Bea}\nrelationships:\n  - {from: a, to: b, influence: 4, said_by: a, as_of: 2026-05-01}\n"
    )
    (tmp_path / "orgs" / "odd.yaml").write_text(text, encoding="utf-8")
    for form in FORMS:
        assert run(["map", "odd", "--format", form, "-w", str(tmp_path)]) == 0, capfdbinary.readouterr().err
        data = capfdbinary.readouterr().out
        assert data.startswith(STARTS[form])
        if form in ("svg", "graphml"):
            tags = {one.tag.partition("}")[2] for one in ET.fromstring(data).iter()}  # noqa: S314
            assert "b" not in tags
        if form == "dot" and shutil.which("dot"):
            read = subprocess.run(["dot", "-Tplain"], input=data, capture_output=True, check=True)
            assert read.stdout.count(b"\nnode ") == 2


# The same bytes everywhere

_MACHINES = {
    "north": {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    "south": {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "0"},
}
_EVERY = (
    "import sys; from playbook_gen.cli import run\n"
    "for form in sys.argv[1:]:\n"
    "    shown = ['--priority', 'prio-waste'] if form in ('svg', 'png', 'pdf') else []\n"
    "    assert run(['map', 'halden-foods', *shown, '--out', f'map.{form}']) == 0\n"
    "assert run(['map', 'halden-foods', '--lock']) == 0\n"
)


def _made_on(machine: str, root: Path) -> dict[str, bytes]:
    place, home = root / machine / "work", root / machine / "home of somebody"
    place.mkdir(parents=True)
    home.mkdir()
    shutil.copytree(ROOT / "orgs", place / "orgs")
    # The engine that draws maps is made ready once, for both.
    env = environment(**_MACHINES[machine], HOME=str(home), XDG_CACHE_HOME=str(root / "cache"))
    subprocess.run([sys.executable, "-c", _EVERY, *FORMS], cwd=place, env=env, capture_output=True, check=True)
    assert list(home.iterdir()) == []
    names = [*(f"map.{form}" for form in FORMS), "locks/halden-foods/author.json"]
    return {name: (place / name).read_bytes() for name in names}


def test_two_machines_make_the_same_bytes(tmp_path: Path) -> None:
    north, south = (_made_on(machine, tmp_path) for machine in _MACHINES)
    assert [name for name in north if north[name] != south[name]] == []
    for data in north.values():
        assert str(tmp_path).encode() not in data


@pytest.mark.parametrize("level", ["peers", "below", "everyone"])
def test_an_installed_dot_differs_in_coordinates_alone(level: str, mapped: Command) -> None:
    try:
        find()
    except EnvironmentFault:
        pytest.skip("NO INSTALLED dot ON PATH: --renderer system was not compared")

    def told(renderer: str) -> tuple[object, ...]:
        done = mapped("halden-foods", "--level", level, "--renderer", renderer)
        assert (done.code, done.err) == (0, NOTE)
        root = ET.fromstring(done.out)  # noqa: S314
        shapes = sorted((one.tag, one.get("class") or "", tuple(sorted(one.keys()))) for one in root.iter())
        return sorted(texts(done.out)), shapes

    assert told("system") == told("embedded")


@pytest.mark.parametrize("form", ["dot", "graphml", "json"])
def test_an_installed_dot_changes_no_network_file(form: str, mapped: Command) -> None:
    one, other = (mapped("halden-foods", "--format", form, "--renderer", name).out for name in ("embedded", "builtin"))
    assert one == other


def test_a_file_says_whose_map_it_is_of_which_day_and_for_whom(mapped: Command) -> None:
    own = texts(mapped("halden-foods", "--priority", "prio-waste").out)
    assert "Peers of Halden Foods" in own
    assert "For the author alone: author edition. Do not pass on." in own
    assert any(text.startswith("As of 30 October 2026; where people stand: ") for text in own)
    company = texts(mapped("halden-foods", "--edition", "company").out)
    assert "As of 30 October 2026." in company
    assert not any("Do not pass on" in text for text in company)
