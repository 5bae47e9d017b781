"""`questions`: what to ask next, as an interview guide for each person who can know."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from playbook_gen.cli import options


@click.command("questions", short_help="Print an interview guide of what is not known.")
@click.argument("name", metavar="ORG")
@options.workspace
@options.edition("author", "Ask what this edition's checks need.")
@click.option("--person", "people", multiple=True, metavar="ID", help="Only this person; may be given several times.")
@click.option("--most", type=click.IntRange(1), default=12, show_default=True, help="Questions to each person.")
@options.cycle
@options.as_of
def command(
    name: str, workspace: Path, edition: str, people: tuple[str, ...], most: int, cycle: str | None, as_of: date | None
) -> None:
    """Print what is worth asking about ORG next, most decisive first, as Markdown; nobody is asked for another.

    Writes nothing. A question says what to find out and no answer that others gave.

    \b
    Examples:
      playbook-gen questions acme
      playbook-gen questions acme --person cio --most 5
    """
    from playbook_gen.cli.opening import opened
    from playbook_gen.exchange.interview import as_markdown
    from playbook_gen.intake import accept, read
    from playbook_gen.model.record import Edition
    from playbook_gen.pipeline import judge, prepare
    from playbook_gen.spelling import unknown

    place = opened(workspace)
    common = prepare(place)
    reading = read(place.organisation(name))
    accept(reading)
    diagnosis = judge(common, reading.cycle(cycle), Edition[edition.upper()], as_of=as_of)
    for person in people:
        if person not in diagnosis.situation.people:
            raise unknown("person", person, diagnosis.situation.people)
    if edition == "author":
        click.echo("this reads everything, the author's judgements included; --edition limits it", err=True)
    click.echo(as_markdown(diagnosis, common.guidance, people=people, most=most), nl=False)
