"""A site in another language: nothing that the interface says stays English, and pages turn around where lines do."""

from __future__ import annotations

import calendar
import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from markup import Element
from sites import ROOT, Site, build, place, workspace

CODE = "en-AU"
"""It has dates and numbers, and no words of its own."""
OPEN, SHUT = "⟦", "⟧"
SAID = re.compile(f"{OPEN}[^{OPEN}{SHUT}]*{SHUT}")


def bracketed(folder: Path, code: str) -> None:
    """A catalogue that puts brackets around everything that is said."""
    with (ROOT / "translations" / "playbook_gen.pot").open(encoding="utf-8") as file:
        catalogue = read_po(file, locale=code.replace("-", "_"))
    for message in catalogue:
        if message.id:
            texts = (message.id,) if isinstance(message.id, str) else message.id
            wrapped = tuple(f"{OPEN}{text}{SHUT}" for text in texts)
            count = 1 if isinstance(message.id, str) else catalogue.num_plurals
            message.string = wrapped[0] if isinstance(message.id, str) else (wrapped * count)[-count:]
    folder.mkdir(exist_ok=True)
    with (folder / f"{code}.po").open("wb") as out:
        write_po(out, catalogue)


def spoken(root: Path, code: str) -> Path:
    settings = root / "playbook.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}language: {code}\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module", params=["author", "company"])
def marked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Halden Foods as somebody would see it whose language has brackets, and who speaks no English."""
    root = workspace(tmp_path_factory.mktemp("spoken") / "w", {}, [request.param])
    shutil.copytree(ROOT / "orgs" / "halden-foods", root / "orgs" / "halden-foods")
    bracketed(root / "translations", CODE)
    build(spoken(root, CODE))
    return Site("halden-foods", request.param, place(root, "halden-foods", request.param))


def unsaid(text: str) -> str:
    while SAID.search(text):
        text = SAID.sub("", text)
    return text


def written() -> str:
    """All that authors wrote: the organisation's files, and the guidance, for which this language has no pages."""
    sources = [*(ROOT / "orgs" / "halden-foods").rglob("*.yaml"), *(ROOT / "content").rglob("*.md")]
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(sources))


def words(text: str) -> set[str]:
    """Words of letters alone: fingerprints of files and names of programs are none."""
    return set(re.findall(r"(?<![\w-])[^\W\d_]{2,}(?![\w-])", text.casefold()))


def shown(element: Element) -> str:
    """The text of a page, with a blank between what stands in two elements; drawings cut their words short."""
    parts = (child if isinstance(child, str) else shown(child) for child in element.inside)
    return " ".join(parts) if element.tag != "svg" else ""


def test_only_what_authors_wrote_stays_unsaid(marked: Site) -> None:
    known = words(written()) | {month.casefold() for month in calendar.month_name}
    left = {path: words(unsaid(shown(page.body))) - known for path, page in marked.pages.items()}
    assert {path: found for path, found in left.items() if found} == {}


def test_every_page_names_its_language(marked: Site) -> None:
    assert {page.find("html")[0].attributes["lang"] for page in marked.pages.values()} == {CODE}


def test_a_page_marks_what_is_in_another_language(tmp_path: Path) -> None:
    text = "name: One\npeople:\n  - ann: Ann Abel\n"
    root = spoken(workspace(tmp_path / "w", {"one.yaml": text}, ["company"]), "ar")
    (root / "translations").mkdir()
    shutil.copy(ROOT / "translations" / "playbook_gen.pot", root / "translations" / "ar.po")
    build(root)
    text = (place(root, "one", "company") / "glossary.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in text
    assert text.count('<dt id="') == text.count('" lang="en" dir="ltr">') > 20
    assert text.count('<dd lang="en" dir="ltr">') == text.count("<dd")
