"""`theme`: a folder for a look of one's own, and single templates to change."""

from __future__ import annotations

from pathlib import Path

import click

from playbook_gen.cli import options

_MANIFEST = """\
name: {name}
summary: What this theme is for, in a line.
"""
_ADDITIONS = """\
/* Comes after the style of the bundled theme: say here only what is to differ. Colours, fonts, logo and footer
   need no theme at all: see branding in playbook.yaml. */
:root { --display: var(--body); }
h1 { letter-spacing: 0; }
"""
_BASE = """\
{# Stands around every page. What is not named here stays as the bundled theme has it. #}
{% extends "default/base.html" %}
{% block foot %}
{{ super() }}
{% endblock %}
"""


@click.group("theme", short_help="Start a theme, or take over one template.")
def command() -> None:
    """Change how pages look, in the workspace's own themes/ folder. Overwrites nothing.

    \b
    Examples:
      playbook-gen theme new acme
      playbook-gen theme eject brief.html
    """


@command.command("new", short_help="Start a theme that builds on the bundled one.")
@click.argument("name")
@options.workspace
def new(name: str, workspace: Path) -> None:
    """Write a small theme to themes/NAME; what it does not say stays as in the bundled theme.

    \b
    Example:
      playbook-gen theme new acme
    """
    from playbook_gen.bundled import folder
    from playbook_gen.exchange.ids import fits
    from playbook_gen.outcomes import UsageError

    if not fits(name):
        raise UsageError("the name may hold letters, digits, - and _ (at most 64), and begins with a letter or digit")
    if (folder("themes") / name).is_dir():
        raise UsageError(f"{name} is bundled; take another name, or change a template with `theme eject`")
    files = {"theme.yaml": _MANIFEST.format(name=name), "additions.css": _ADDITIONS, "templates/base.html": _BASE}
    _write(workspace, {f"themes/{name}/{path}": text for path, text in files.items()})
    click.echo(f"next: write theme: {name} into playbook.yaml, then playbook-gen build --explain-overlay")


@command.command("eject", short_help="Copy one template into the workspace, to be changed.")
@click.argument("template")
@options.workspace
def eject(template: str, workspace: Path) -> None:
    """Copy TEMPLATE, or style.css, to the workspace's folder for the theme that playbook.yaml names.

    The copy wins over the original, and stays as it is when a later version changes that. To change only a part,
    write a template that extends the original instead: docs/themes.md shows how.

    \b
    Example:
      playbook-gen theme eject brief.html
    """
    from playbook_gen import __version__
    from playbook_gen.pipeline import read_theme
    from playbook_gen.rendering.theme import STYLE, TEMPLATES
    from playbook_gen.spelling import unknown
    from playbook_gen.workspace import open_workspace

    place = open_workspace(workspace)
    name = place.settings.theme
    theme = read_theme(place, name)
    known = sorted([STYLE, *(key for key in theme.templates if "/" not in key)])
    if template not in known:
        raise unknown("template", template, known)
    origin = f"{theme.origins[template].place}, playbook-gen {__version__}"
    if template == STYLE:
        folders = place.theme_roots(name)
        text = next((root / STYLE).read_text("utf-8") for root in folders if (root / STYLE).is_file())
        path = f"themes/{name}/{STYLE}"
    else:
        text, path = theme.templates[template], f"themes/{name}/{TEMPLATES}{template}"
    head = f"/* Copied from {origin}. */\n" if template == STYLE else f"{{# Copied from {origin}. #}}\n"
    _write(workspace, {path: head + text})


def _write(workspace: Path, texts: dict[str, str]) -> None:
    from playbook_gen.publishing import write_new

    write_new(workspace, {path: text.encode() for path, text in texts.items()})
    for path in texts:
        click.echo((workspace / path).as_posix())
