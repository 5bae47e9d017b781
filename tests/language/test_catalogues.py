"""The template holds what the interface says, and every catalogue that is bundled holds all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po
from bench.catalogues import TRANSLATIONS, said, template, written

from playbook_gen.bundled import folder
from playbook_gen.diagnostics import Collector
from playbook_gen.guidance import Guidance, read_guidance
from playbook_gen.language import fields
from playbook_gen.translations import faults

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages import Catalog

SAID = tuple(said())
BUNDLED = sorted(path.stem for path in TRANSLATIONS.glob("*.po"))


def catalogue(code: str) -> Catalog:
    with (TRANSLATIONS / f"{code}.po").open(encoding="utf-8") as file:
        return read_po(file, locale=code.replace("-", "_"), abort_invalid=True)


def forms(held: object) -> list[str]:
    return [held] if isinstance(held, str) else [str(one) for one in held or ()]  # type: ignore[attr-defined]


def test_the_template_holds_what_is_said() -> None:
    assert (TRANSLATIONS / "playbook_gen.pot").read_text(encoding="utf-8") == written(template(SAID)), "make words"


def test_every_text_can_be_filled_in_by_names_alone() -> None:
    wrong = [one.texts for one in SAID if any(fields(text) is None for text in one.texts)]
    assert wrong == []


def test_german_comes_with_it() -> None:
    assert BUNDLED == ["de"]


@pytest.mark.parametrize("code", BUNDLED)
def test_a_bundled_catalogue_is_whole(code: str) -> None:
    held = catalogue(code)
    assert {(m.context, m.id) for m in held} == {(m.context, m.id) for m in template(SAID)}
    assert [m.id for m in held if m.id and not all(forms(m.string) or [""])] == []
    assert [m.id for m in held if m.fuzzy and m.id] == []
    assert list(faults(held)) == []


@pytest.mark.parametrize("code", BUNDLED)
def test_a_translation_ends_as_its_original(code: str) -> None:
    """A missing full stop would run two sentences into one."""
    ends = (".", "?", ":", "…")
    wrong = [
        (text, original)
        for message in catalogue(code)
        if message.id
        for text, original in zip(forms(message.string), forms(message.id), strict=False)
        if any(text.rstrip('“”"').endswith(end) != original.rstrip('“”"').endswith(end) for end in ends)
    ]
    assert wrong == []


def guidance(root: Path) -> Guidance:
    found = Collector()
    read = read_guidance([root], found)
    assert not found.found
    return read


@pytest.mark.parametrize("code", BUNDLED)
def test_guidance_is_there_as_a_whole_with_the_same_parts(code: str) -> None:
    english, other = guidance(folder("content")), guidance(folder("translations") / code)
    for kind in ("checks", "modes", "texts"):
        ours, theirs = getattr(english, kind), getattr(other, kind)
        assert set(ours) == set(theirs)
        for name, page in ours.items():
            translated = theirs[name]
            kept = ("id", "severity", "horizon", "effort", "merges", "after", "mode")
            assert {key: translated.facts.get(key) for key in kept} == {key: page.facts.get(key) for key in kept}, name
            assert set(translated.facts) == set(page.facts), name
            assert len(translated.sections) == len(page.sections), name
            assert all(
                bool(a) == bool(b) for a, b in zip(translated.sections.values(), page.sections.values(), strict=True)
            )
