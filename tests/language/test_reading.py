"""Catalogues as they come from a workspace: whole, broken, hostile."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook_gen.diagnostics import Collector
from playbook_gen.language import say, several, speaking
from playbook_gen.translations import is_language, known, read_language
from playbook_gen.workspace import open_workspace

HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);\\n"\n\n'
)


def write(folder: Path, text: str, code: str = "mt") -> Path:
    (folder / "translations").mkdir()
    (folder / "translations" / f"{code}.po").write_text(HEAD + text, encoding="utf-8")
    return folder


def test_words_of_a_workspace_come_first_then_english(tmp_path: Path) -> None:
    found = Collector()
    text = (
        'msgid "{person} heads {partner}."\nmsgstr "{partner}: {person}."\n\n'
        'msgid "{number} check"\nmsgid_plural "{number} checks"\n'
        'msgstr[0] "{number} eins"\nmsgstr[1] "{number} zwei"\nmsgstr[2] "{number} viele"\n'
    )
    language = read_language("mt", write(tmp_path, text), found)
    assert not found.found
    with speaking(language):
        assert say("{person} heads {partner}.", person="Ann", partner="Sales") == "Sales: Ann."
        assert [several("{number} check", "{number} checks", n) for n in (1, 2, 5)] == ["1 eins", "2 zwei", "5 viele"]
        assert say("{person} leaves.", person="Ann") == "Ann leaves."


@pytest.mark.parametrize(
    ("translation", "said"),
    [
        ("{person.__init__.__globals__}", "braces hold more than a name"),
        ("{person:>999999999}", "braces hold more than a name"),
        ("{person!r}", "braces hold more than a name"),
        ("{secret}", "there is nothing to fill in for {secret}"),
        ("{", "braces hold more than a name"),
    ],
)
def test_a_translation_reaches_no_further_than_its_original(translation: str, said: str, tmp_path: Path) -> None:
    found = Collector()
    language = read_language("mt", write(tmp_path, f'msgid "{{person}} leaves."\nmsgstr "{translation}"\n'), found)
    (fault,) = found.found
    assert said in str(fault)
    assert fault.place.file == "translations/mt.po"
    assert fault.place.line == 6
    with speaking(language):
        assert say("{person} leaves.", person="Ann") == "Ann leaves."


@pytest.mark.parametrize("text", ["msgid\n", 'msgid "a"\nmsgid "b"\n', "\x00", "hello\n"])
def test_what_is_no_catalogue_is_said_with_its_place(text: str, tmp_path: Path) -> None:
    found = Collector()
    read_language("mt", write(tmp_path, text), found)
    assert found.failed
    assert {fault.place.file for fault in found.found} == {"translations/mt.po"}


@pytest.mark.parametrize(
    ("code", "is_one"), [("de", True), ("pt-BR", True), ("xx", False), ("../de", False), ("", False), ("DE", False)]
)
def test_codes_of_languages(code: str, is_one: bool) -> None:
    assert is_language(code) is is_one


@pytest.mark.parametrize(("code", "said"), [("xx", "there is no language xx"), ("fr", "nothing is translated into fr")])
def test_a_language_that_is_not_there_is_refused_with_those_that_are(code: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "playbook.yaml").write_text(f"language: {code}\n")
    workspace = open_workspace(tmp_path)
    (fault,) = workspace.diagnostics
    assert said in str(fault)
    assert "de, en" in (fault.hint or "")
    assert workspace.language.code == "en"


def test_a_catalogue_in_the_workspace_is_a_language(tmp_path: Path) -> None:
    write(tmp_path, "", code="fr")
    assert known(tmp_path) == ["de", "en", "fr"]
    (tmp_path / "playbook.yaml").write_text("language: fr\n")
    workspace = open_workspace(tmp_path)
    assert not workspace.diagnostics
    assert workspace.language.code == "fr"
