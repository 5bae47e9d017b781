"""Themes made of a few lines, drawn over the bundled ones in memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playbook_gen.branding import Branding
from playbook_gen.pages.site import Frame, Page
from playbook_gen.rendering.theme import Layer, Renderer, stack

ROOT = Path(__file__).parents[2]
PLACE = "themes/acme/templates/"
FRAME = Frame(
    organisation="Org",
    cycle="2026",
    as_of="1 May 2026",
    edition="company",
    marking=None,
    standing_note=None,
    version="0",
    digest="0",
    title="Playbook",
    base_url=None,
)


@dataclass(frozen=True)
class View:
    """All that a page of these tests says."""

    heading: str = "A heading"
    private: str = "velvet-crowbar"
    items: tuple[str, ...] = ("one", "two")


def bundled(name: str) -> Layer:
    """A bundled theme as it lies on the disk."""
    root = ROOT / "themes" / name
    paths = [*root.glob("*.css"), *root.glob("templates/*.html")]
    return Layer(name=name, bundled=True, files={p.relative_to(root).as_posix(): p.read_text("utf-8") for p in paths})


def draw(files: dict[str, str], *under: str, branding: Branding | None = None, template: str = "glossary") -> str:
    """Draw one page with these files, by their names among the templates, over the default theme."""
    own = Layer(name="acme", bundled=False, files={f"templates/{name}": text for name, text in files.items()})
    theme = stack("acme", [own, *map(bundled, (*under, "default"))], branding or Branding())
    page = Page(path=f"{template}.html", template=template, title="T", view=View())
    return Renderer(theme).render(page, FRAME).decode()


def page(body: str) -> dict[str, str]:
    """A theme of one page with this in its content."""
    return {"glossary.html": f'{{% extends "base.html" %}}\n{{% block content %}}\n{body}\n{{% endblock %}}\n'}
