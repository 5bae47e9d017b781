"""`analyze`: the diagnosis as text or as JSON that scripts can rely on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from playbook_gen.cli import options

_ORDER = ("critical", "high", "medium", "low")


@click.command("analyze", short_help="Print the diagnosis of one organisation.")
@click.argument("name", metavar="ORG")
@options.workspace
@options.edition("author", "Judge what this edition may see.")
@options.cycle
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form.")
@click.option("--fail-on", type=click.Choice(_ORDER), help="End with 1 where a finding weighs this much or more.")
@options.as_of
@click.pass_context
def command(
    context: click.Context,
    name: str,
    workspace: Path,
    edition: str,
    cycle: str | None,
    form: str,
    fail_on: str | None,
    as_of: date | None,
) -> None:
    """Judge ORG (a name in orgs/, or a path) and print levels, findings, actions and what is not known.

    Writes nothing. Reads everything that the author wrote unless --edition says otherwise.

    \b
    Examples:
      playbook-gen analyze acme
      playbook-gen analyze acme --format json --edition company
    """
    from playbook_gen.cli.opening import opened
    from playbook_gen.exchange.analysis import as_json, as_text
    from playbook_gen.intake import accept, read
    from playbook_gen.model.record import Edition
    from playbook_gen.pipeline import judge, prepare

    place = opened(workspace)
    common = prepare(place)
    reading = read(place.organisation(name))
    accept(reading)
    if edition == "author":
        click.echo("this reads everything, the author's judgements included; --edition limits it", err=True)
    diagnosis = judge(common, reading.cycle(cycle), Edition[edition.upper()], as_of=as_of)
    draw = as_json if form == "json" else as_text
    click.echo(draw(diagnosis, slug=reading.source.slug))
    if fail_on and any(
        o.severity and _ORDER.index(o.severity.word) <= _ORDER.index(fail_on) for o in diagnosis.findings
    ):
        context.exit(1)
