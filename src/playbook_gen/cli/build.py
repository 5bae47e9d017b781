"""`build`: from the files to the sites."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook_gen.cli import options

if TYPE_CHECKING:
    from playbook_gen.maps import Renderer


@click.command("build", short_help="Build the playbook sites.")
@click.argument("names", metavar="[ORG]...", nargs=-1)
@options.workspace
@options.edition(None, "Edition to build; by default those that playbook.yaml names, else the lowest.")
@click.option("--out", type=click.Path(path_type=Path), help="Target folder, for one organisation and one edition.")
@options.renderer
@options.as_of
@click.option("--replace", is_flag=True, help="Give up another site or edition that stands in the target.")
@click.option("--adopt", is_flag=True, help="Take over a folder whose every file this build writes.")
@click.option("--explain-overlay", is_flag=True, help="Print which file each template and style comes from.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(
    names: tuple[str, ...],
    workspace: Path,
    edition: str | None,
    out: Path | None,
    renderer: Renderer,
    as_of: date | None,
    *,
    replace: bool,
    adopt: bool,
    explain_overlay: bool,
    quiet: bool,
) -> None:
    """Build the playbook of each ORG (a name in orgs/, or a path); without one, of all.

    The lowest edition goes to site/ORG/, all others to private/ORG/EDITION/. A site is switched whole:
    whatever goes wrong, the last good one stays.

    \b
    Examples:
      playbook-gen build
      playbook-gen build acme --edition author
      playbook-gen build acme.yaml --out /tmp/acme
    """
    from playbook_gen.diagnostics import visible
    from playbook_gen.intake import accept, read
    from playbook_gen.model.record import Edition
    from playbook_gen.outcomes import UsageError
    from playbook_gen.pipeline import build, default_target, prepare, read_theme, refuse_empty
    from playbook_gen.rendering.theme import explained
    from playbook_gen.workspace import open_workspace

    place = open_workspace(workspace)
    chosen = names or place.settings.organisations or ()
    sources = place.chosen(chosen)
    editions = [Edition[edition.upper()]] if edition else list(place.settings.editions)
    if not sources:
        raise UsageError("there is no organisation in orgs/; start with `playbook-gen init`, or name a file")
    if out and len(sources) * len(editions) != 1:
        raise UsageError("--out takes one organisation and one edition; name them")
    common = prepare(place)
    overlay = explained(read_theme(place, place.settings.theme)) if explain_overlay else ()
    for line in overlay:
        click.echo(line)
    readings = [read(source) for source in sources]
    for reading in readings:
        accept(reading)
        for one in editions if len(sources) * len(editions) > 1 else ():
            refuse_empty(reading, one, as_of=as_of)
    watched = sys.stderr.isatty() and not quiet
    for reading in readings:
        for one in editions:
            if watched:
                click.echo(f"building {reading.source.slug}, {one.word} edition ...", err=True)
            target = out or default_target(place, reading.source.slug, one)
            done = build(
                common,
                reading,
                one,
                target,
                as_of=as_of,
                map_renderer=renderer,
                replace=replace,
                adopt=adopt,
            )
            if not quiet:
                click.echo(f"{visible(target.as_posix())}/index.html  {one.word} edition, {done.pages} pages")
