"""Names of any script, length and sign are shown as they were written, on pages and on maps."""

from __future__ import annotations

import pytest

from sites import ROOT, Site, build, place, workspace

NAMES = {
    "people/layla.html": "ليلى الأنصاري",
    "people/yuki.html": "高橋 雪",
    "people/minji.html": "김민지",
    "people/thora.html": "Þórunn Æsa Guðmundsdóttir",
    "people/isil.html": "Işıl İnönü Şahingöz",
    "people/long.html": "Maximiliana Theodora Wilhelmina Alexandrina von und zu Hohenschwangau-Leuchtenberg und "
    "Sayn-Wittgenstein-Berleburg",
    "people/markup.html": "<b>Bobby</b> \"Tables\" & 'Söhne' \\ {{ 7*7 }} {% raw %}",
    "people/dvora.html": "דבורה כהן",
}
COMPANY = 'Ægir & Söhne <株式会社> "Nord"'


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Site:
    text = (ROOT / "tests" / "data" / "names.yaml").read_text(encoding="utf-8")
    root = build(workspace(tmp_path_factory.mktemp("named") / "w", {"names.yaml": text}, ["author"]))
    return Site("names", "author", place(root, "names", "author"))


@pytest.mark.parametrize("path", NAMES)
def test_a_name_is_shown_as_it_was_written(path: str, named: Site) -> None:
    name = " ".join(NAMES[path].split())
    assert name in named.pages[path].body.words()
    assert name in named.pages["map.html"].body.words()
    assert len(NAMES["people/long.html"]) > 110


def test_a_map_shows_names_whole_or_with_an_ellipsis_and_tells_them_whole(named: Site) -> None:
    (svg, *_) = named.pages["map.html"].find("svg")
    shown = " ".join(text.words() for text in svg.find("text"))
    told = [title.words() for title in svg.find("title")]
    for path, name in NAMES.items():
        if any(name in one for one in told):
            first = name.split()[0]
            assert first in shown or "…" in shown, path
    assert any(NAMES["people/layla.html"] in one for one in told)


def test_the_company_stands_on_every_page(named: Site) -> None:
    assert len(named.pages) > 20
    assert [path for path, page in named.pages.items() if COMPANY not in page.body.words()] == []
