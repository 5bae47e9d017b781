"""Guidance in another language than the site says so, for those who read pages aloud."""

from __future__ import annotations

import shutil
from pathlib import Path

from playbook_gen.bundled import folder
from playbook_gen.diagnostics import Collector
from playbook_gen.guidance import read_guidance
from playbook_gen.language import SOURCE, Language, speaking


def test_pages_that_nobody_translated_say_their_language(tmp_path: Path) -> None:
    shutil.copy(folder("content") / "glossary.md", tmp_path)
    roots = [tmp_path, folder("content")]
    english = read_guidance(roots, Collector())
    with speaking(Language(code="fr")):
        french = read_guidance(roots, Collector())
    assert {page.language for page in english.texts.values()} == {None}
    assert {name for name, page in french.texts.items() if page.language is None} == {"glossary"}
    assert {page.language for page in french.modes.values()} == {SOURCE}
