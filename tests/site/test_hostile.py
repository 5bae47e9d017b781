"""Whatever people are called, pages stay whole: every text field of the schema in turn holds every nasty text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest

from markup import Page
from playbook_gen.model.record import Record
from sites import Site, build, place, workspace
from strategies import Data, Tokens, leaves, to_yaml, walk

NASTY = {
    "script": "<script>alert(1)</script>",
    "image": '<img src="x" onerror=alert(1)>',
    "quotes": '"\'><b onclick="x">`` &quot; &amp; &#60;',
    "ends": "]]></title></style></svg><!-- --><![CDATA[ <?x ?>",
    "template": "{{ 7*7 }} {% raw %} {# x #} ${7*7} %s %(x)d {0.__class__}",
    "markdown": "[x](javascript:alert(1)) **bold** # no ![p](x.png) <u>u</u> | a | b |",
    "right-to-left": "اسم الشركة (שלום) abc",
    "joined emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 ﬁ",
    "cjk": "株式会社播磨食品・取締役会",
    "long": "Wolkensteinschlossbergwegbauarbeiten" * 4,
    "words": "constructor toString __proto__ undefined null NaN None",
    "formula": '=HYPERLINK("http://example.org";"x") +1-1 @x',
}
IDS = ("constructor", "toString", "hasOwnProperty", "prototype", "valueOf", "nan", "null", "main", "focus")
"""Ids that the reader allows, and that mean something to a script, to a page or to a parser."""
_LISTS = ("people", "functions", "alliances")


def _texts(data: Data) -> Iterator[tuple[Data, str]]:
    """Every record with the key of every field that holds free text."""
    for record, cls, _ in walk(data):
        for leaf in leaves(cls):
            if leaf.kind == "text" and leaf.key in record and not _is_setting(cls, leaf.key):
                yield record, leaf.key


def _is_setting(cls: type[Record], key: str) -> bool:
    """Text with a form of its own, or one that rules compare."""
    return key in ("currency", "period", "field", "check", "closes")


def _armed(nasty: str) -> tuple[Data, list[str]]:
    """An organisation in which every text is the nasty one with a number behind it, and those texts."""
    data, armed = deepcopy(Tokens().data), []
    for number, (record, key) in enumerate(_texts(data)):
        text = f"{nasty} {number:03d}q"
        armed.append(text)
        record[key] = [text] if isinstance(record[key], list) else text
    return data, armed


@pytest.fixture(scope="module")
def tame(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return _built(tmp_path_factory.mktemp("tame") / "w", _armed("Tame")[0])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    """One organisation for each nasty text, all built by one command."""
    texts = {f"n{number}.yaml": to_yaml(_armed(nasty)[0]) for number, nasty in enumerate(NASTY.values())}
    root = build(workspace(tmp_path_factory.mktemp("hostile") / "w", texts, ["author"]))
    return {kind: Site(f"n{n}", "author", place(root, f"n{n}", "author")) for n, kind in enumerate(NASTY)}


def _built(root: Path, data: Data) -> Site:
    build(workspace(root, {"it.yaml": to_yaml(data)}, ["author"]))
    return Site("it", "author", place(root, "it", "author"))


def _shape(page: Page) -> set[tuple[str, ...]]:
    """Which elements there are, and which attributes they carry."""
    found = {(element.tag,) for element in page.root.elements()}
    return found | {(element.tag, name) for element in page.root.elements() for name in element.attributes}


def _said(page: Page) -> str:
    """Everything a page says, drawings and their titles included, with single spaces."""
    held = [element.attributes.get("content", "") for element in page.find("meta")]
    held += [element.attributes.get("aria-label", "") for element in page.root.elements()]
    return " ".join(" ".join([page.root.text(), *held]).split())


def _numbers(site: Site) -> set[str]:
    """The numbers behind the texts that a site shows."""
    return {word.strip(".,;:)") for page in site.pages.values() for word in _said(page).split() if _is_number(word)}


def _is_number(word: str) -> bool:
    bare = word.strip(".,;:)")
    return len(bare) == 4 and bare.endswith("q") and bare[:3].isdigit()


@pytest.mark.parametrize("kind", NASTY)
def test_pages_stay_whole(kind: str, hostile: dict[str, Site], tame: Site) -> None:
    usual = set().union(*(_shape(page) for page in tame.pages.values()))
    for page in hostile[kind].pages.values():
        assert page.faults == (), page.path
        assert _shape(page) <= usual, page.path
        assert len(page.ids) == len(set(page.ids)), page.path
    assert set(hostile[kind].files) == set(tame.files)


@pytest.mark.parametrize("kind", NASTY)
def test_texts_are_shown_as_they_are_written(kind: str, hostile: dict[str, Site], tame: Site) -> None:
    _, armed = _armed(NASTY[kind])
    everything = " ".join(_said(page) for page in hostile[kind].pages.values())
    everything = unicodedata.normalize("NFC", everything).casefold()
    shown = _numbers(tame)
    assert len(shown) > 20
    lost = [text for text in armed if text[-4:] in shown and _plain(text) not in everything]
    assert lost == []


def _plain(text: str) -> str:
    """A text as it can be found again: sentences begin with a capital, and spaces are single."""
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()


@pytest.mark.parametrize("kind", ["people", "functions", "alliances"])
def test_ids_that_mean_something_elsewhere_mean_nothing_here(kind: str, tmp_path: Path) -> None:
    named = {other: [name if other == kind else f"{other}-{name}" for name in IDS] for other in _LISTS}
    turned = named["functions"][1:] + named["functions"][:1]
    data: Data = {
        "name": "Ids",
        "as_of": "2026-01-01",
        "people": [{"id": name, "name": f"Person {n}"} for n, name in enumerate(named["people"])],
        "functions": [{"id": name, "name": f"Function {n}"} for n, name in enumerate(named["functions"])],
        "heads": [{"person": p, "function": f} for p, f in zip(named["people"], named["functions"], strict=True)],
        "alliances": [
            {"id": name, "partners": [one, other], "necessity": "need-to-have"}
            for name, one, other in zip(named["alliances"], named["functions"], turned, strict=True)
        ],
        "relationships": [{"from": p, "to": named["people"][0], "influence": "3"} for p in named["people"][1:]],
    }
    site = _built(tmp_path / "w", data)
    assert {f"alliances/{name}.html" for name in named["alliances"]} <= set(site.pages)
    assert {f"partners/{name}.html" for name in named["functions"]} <= set(site.pages)
    for page in site.pages.values():
        assert page.faults == (), page.path
        assert len(page.ids) == len(set(page.ids)), page.path
