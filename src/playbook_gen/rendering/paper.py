"""What stands in the margin of every printed sheet: the marking of an edition, which no theme can take away."""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.branding import Branding
from playbook_gen.model.record import Edition
from playbook_gen.pages.words import marking

_LOOK = "font: 600 8pt sans-serif; color: #8a0038; text-align: left; white-space: nowrap"


def paper_style(branding: Branding) -> str:
    """Return the rules that mark every sheet but the first, which shows the marking of the page itself.

    Pages are named after their edition (CSS Paged Media 3, named pages and page-margin boxes); a brief keeps the
    narrower margins of `@page brief`, which do not come along with a name of its own.
    """
    return "".join(f"{rule}\n" for edition in Edition for rule in _rules(edition, branding))


def _rules(edition: Edition, branding: Branding) -> Iterator[str]:
    said = " · ".join(filter(None, (branding.marking, marking(edition))))
    if not said:
        return
    name = edition.word
    box = f"@top-left {{ content: {_string(said)}; {_LOOK}; }}"
    yield f"@page {name} {{ {box} }}"
    yield f"@page {name}-brief {{ margin: 9mm 14mm; {box} }}"
    yield f"@page {name}:first {{ @top-left {{ content: none; }} }}"
    yield f"@page {name}-brief:first {{ @top-left {{ content: none; }} }}"
    yield f"@media print {{ .edition-{name} {{ page: {name}; }} "
    yield f".edition-{name}.page-brief, .edition-{name} .page-brief {{ page: {name}-brief; }} }}"


def _string(text: str) -> str:
    """Return a text as CSS has it; whatever is neither letter, digit nor space is written as its number."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'
