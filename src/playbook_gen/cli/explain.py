"""`explain`: what a check asks and why; or, of one alliance and one mode, the verdict as the page shows it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from playbook_gen.cli import options


@click.command("explain", short_help="Explain a check, a failure mode, or one verdict.")
@click.argument("what", metavar="[CHECK | ORG ALLIANCE MODE]", nargs=-1)
@options.workspace
@options.edition("author", "The edition whose verdict is explained.")
@options.cycle
@options.as_of
def command(what: tuple[str, ...], workspace: Path, edition: str, cycle: str | None, as_of: date | None) -> None:
    """Explain CHECK, e.g. function.cadence, practice.one-to-one or focus; without anything, list them all.

    With ORG ALLIANCE MODE, print what the page says of that verdict: level, range, findings with their evidence, and
    what would settle it. ALLIANCE may be `company`.

    \b
    Examples:
      playbook-gen explain focus.divergent-goals
      playbook-gen explain acme digital-shelf function
    """
    from playbook_gen.cli.opening import opened
    from playbook_gen.exchange import explained
    from playbook_gen.intake import accept, read
    from playbook_gen.model.record import Edition
    from playbook_gen.outcomes import UsageError
    from playbook_gen.pipeline import judge, prepare

    place = opened(workspace)
    common = prepare(place)
    if not what:
        click.echo(explained.everything(common.guidance, common.rulebook))
    elif len(what) == 1:
        click.echo(explained.check(what[0], common.guidance, common.rulebook))
    elif len(what) == 3:
        reading = read(place.organisation(what[0]))
        accept(reading)
        if edition == "author":
            click.echo("this reads everything, the author's judgements included; --edition limits it", err=True)
        diagnosis = judge(common, reading.cycle(cycle), Edition[edition.upper()], as_of=as_of)
        click.echo(explained.verdict(diagnosis, common.guidance, alliance=what[1], mode=what[2]))
    else:
        raise UsageError("name a check, or an organisation, one of its alliances and a mode")
