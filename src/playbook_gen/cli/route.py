"""`route`: how one person reaches another, by whom, and what stands in the way."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook_gen.cli import options

if TYPE_CHECKING:
    from playbook_gen.checks.situation import Situation


@click.command("route", short_help="Print how one person reaches another.")
@click.argument("name", metavar="ORG")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@options.workspace
@options.edition("author", "Use the ties that this edition may see.")
@options.cycle
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form.")
@options.as_of
def command(
    name: str,
    source: str,
    target: str,
    workspace: Path,
    edition: str,
    cycle: str | None,
    form: str,
    as_of: date | None,
) -> None:
    """Print the best route from FROM to TO in ORG, others, who is on every one, and what is left out.

    FROM and TO are ids of people, or of functions, for whoever heads them. A route follows influence for at most three
    steps and takes no step from somebody who does not trust the next. Writes nothing.

    \b
    Examples:
      playbook-gen route acme cmo cio
      playbook-gen route acme marketing finance --format json
    """
    from playbook_gen.cli.opening import opened
    from playbook_gen.exchange.routes import as_json, as_text
    from playbook_gen.influence.graph import influence
    from playbook_gen.influence.reach import way
    from playbook_gen.intake import accept, read, situate
    from playbook_gen.model.record import Edition
    from playbook_gen.outcomes import UsageError

    place = opened(workspace)
    reading = read(place.organisation(name))
    accept(reading)
    item = reading.cycle(cycle)
    situation = situate(item, Edition[edition.upper()], as_of)
    network = influence(situation)
    first, last = (_person(word, situation) for word in (source, target))
    if first == last:
        raise UsageError(f"{source} and {target} are the same person; name two")
    if edition == "author":
        click.echo("this reads everything, the author's judgements included; --edition limits it", err=True)
    found = way(network, first, last)
    if form == "json":
        click.echo(as_json(found, situation, network, slug=reading.source.slug, cycle=item.cycle.name))
    else:
        click.echo(as_text(found, situation, network, cycle=item.cycle.name))


def _person(word: str, situation: Situation) -> str:
    """Return the id of the person that a word names: a person in post, or the head of a function."""
    from playbook_gen.influence.graph import in_post
    from playbook_gen.outcomes import UsageError
    from playbook_gen.spelling import unknown

    person = situation.people.get(word) or situation.head_of(word)
    if person and in_post(person, situation):
        return person.id
    if person:
        raise UsageError(f"{word} had left by the date of the file; routes lead through those in post")
    if word in situation.functions:
        raise UsageError(f"nobody is on record as the head of {word}; name a person")
    raise unknown("person or function", word, [*situation.people, *situation.functions])
