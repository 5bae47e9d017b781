"""`init`: a new workspace, from a list of people or from a small template."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import click

from playbook_gen.cli import options

MOST_REMARKS = 20
"""Remarks on a list that are printed; a list of thousands may have hundreds."""


@click.command("init", short_help="Start a workspace, from an HR list if you have one.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--from",
    "people",
    type=click.Path(path_type=Path),
    help="CSV or XLSX with one person a row: ID, manager, name, title, department.",
)
@click.option("--name", help="The company's name; by default the folder's.")
@click.option("--cycle", help="Name of the first cycle; by default the year.")
@click.option("--as-of", type=options.Day(), help="The day for which the file holds; by default today.")
def command(folder: Path, people: Path | None, name: str | None, cycle: str | None, as_of: date | None) -> None:
    """Start a workspace in DIR: settings, a first organisation file and a short guide. Overwrites nothing.

    \b
    Examples:
      playbook-gen init acme
      playbook-gen init acme --from people.xlsx --name "Acme Foods"
    """
    from playbook_gen.exchange import organisation_text, read_people, slug, starter_text, workspace_files
    from playbook_gen.publishing import write_new

    # The date becomes part of the author's own file, where it can be seen and changed; nothing else asks the clock.
    day = as_of or date.today()  # noqa: DTZ011 - the author's calendar day is meant
    title = name or folder.resolve().name
    remarks: tuple[str, ...] = ()
    if people is None:
        text = starter_text(name=title, as_of=day)
    else:
        found = read_people(people)
        text = organisation_text(found, name=title, as_of=day)
        remarks = tuple(f"{people.name}{f', row {r.row}' if r.row else ''}: {r.message}" for r in found.remarks)
    own = slug(title) or "organisation"
    files = workspace_files(title, own, text, cycle or str(day.year))
    write_new(folder, files)
    for remark in remarks[:MOST_REMARKS]:
        click.echo(remark, err=True)
    if len(remarks) > MOST_REMARKS:
        click.echo(
            f"and {len(remarks) - MOST_REMARKS} more remarks on {people.name if people else 'the list'}", err=True
        )
    for path in files:
        click.echo(f"{folder.as_posix()}/{path}")
    click.echo(f"next: cd {shlex.quote(folder.as_posix())} && playbook-gen build")
