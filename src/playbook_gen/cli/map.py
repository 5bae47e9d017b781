"""`map`: one influence map as a picture, a network file or its measures."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook_gen.cli import options

if TYPE_CHECKING:
    from playbook_gen.maps import Renderer

PICTURES = ("svg", "png", "pdf")
FORMS = (*PICTURES, "dot", "graphml", "json")
LEVELS = ("peers", "below", "everyone", "functions")


@click.command("map", short_help="Draw an influence map, or print its network and measures.")
@click.argument("name", metavar="ORG")
@options.workspace
@click.option("--format", "form", type=click.Choice(FORMS), help="Form; by default as --out ends, else svg.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write; without it, print.")
@click.option("--level", type=click.Choice(LEVELS), default="peers", show_default=True, help="Whom a picture shows.")
@click.option("--person", help="Picture of this person's own ties instead.")
@click.option("--priority", help="Show where people stand to this priority.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Sheet of a PDF.")
@options.renderer
@click.option("--lock", is_flag=True, help="Write down where everybody stands, so that later builds begin with it.")
@options.edition("author", "Draw what this edition may see.")
@options.cycle
@options.as_of
def command(
    name: str,
    workspace: Path,
    form: str | None,
    out: Path | None,
    level: str,
    person: str | None,
    priority: str | None,
    paper: str,
    renderer: Renderer,
    *,
    lock: bool,
    edition: str,
    cycle: str | None,
    as_of: date | None,
) -> None:
    """Draw the influence map of ORG (a name in orgs/, or a path).

    Pictures (svg, png, pdf) show one level, network files (dot, graphml) and measures (json) hold everybody. Reads
    everything that the author wrote unless --edition says otherwise, and writes nothing into a site.

    \b
    Examples:
      playbook-gen map acme --out map.pdf
      playbook-gen map acme --priority erp --out erp.svg
      playbook-gen map acme --format json
      playbook-gen map acme --lock --edition company
    """
    from playbook_gen.charts import chart, write_lock
    from playbook_gen.cli.opening import opened
    from playbook_gen.exchange.map_file import drawn
    from playbook_gen.intake import accept, read
    from playbook_gen.model.record import Edition
    from playbook_gen.publishing import write_over

    form = _form(form, out)
    _refuse_idle(click.get_current_context(), form)
    place = opened(workspace)
    reading = read(place.organisation(name))
    accept(reading)
    if edition == "author":
        click.echo("this reads everything, the author's judgements included; --edition limits it", err=True)
    atlas = chart(place, reading, reading.cycle(cycle), Edition[edition.upper()], renderer, as_of=as_of)
    if lock:
        click.echo(write_lock(place, reading, atlas).as_posix())
        return
    made = drawn(atlas, form, slug=reading.source.slug, level=level, person=person, priority=priority, paper=paper)
    for notice in made.notices:
        click.echo(notice, err=True)
    if out:
        write_over(out, made.data)
        click.echo(out.as_posix())
    else:
        _print(made.data, form)


def _form(form: str | None, out: Path | None) -> str:
    ending = out.suffix.removeprefix(".").lower() if out else ""
    if out and ending not in FORMS:
        raise click.UsageError(f"--out must end in one of .{', .'.join(FORMS)}")
    if out and form and form != ending:
        raise click.UsageError(f"--format {form} goes with a file that ends in .{form}")
    return form or ending or "svg"


def _refuse_idle(context: click.Context, form: str) -> None:
    """Refuse options that would change nothing: whoever gives one expects that it does."""
    given = options.given(context)
    if context.params["lock"]:
        idle, why = given & {"form", "out", "level", "person", "priority", "paper"}, "--lock, which draws nothing"
    elif form not in PICTURES:
        idle, why = given & {"level", "person", "priority", "paper"}, f"{form}, which holds everybody and every tie"
    elif "person" in given:
        idle, why = given & {"level", "priority"}, "--person, whose map shows that person's ties alone"
    else:
        idle, why = given & {"paper"} if form != "pdf" else set(), f"{form}; it is the sheet of a PDF"
    for name in sorted(idle):
        raise click.UsageError(f"--{'format' if name == 'form' else name} does not go with {why}")


def _print(data: bytes, form: str) -> None:
    if form in ("png", "pdf") and sys.stdout.isatty():
        raise click.UsageError(f"a terminal cannot show {form}; name a file with --out")
    click.echo(data, nl=False)
