"""`check`: what is wrong with the input, where, and the way out; never writes."""

from __future__ import annotations

from pathlib import Path

import click

from playbook_gen.cli import options


@click.command("check", short_help="Check the input and change nothing.")
@click.argument("names", metavar="[ORG]...", nargs=-1)
@options.workspace
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Form of the messages.",
)
@click.option("--all-errors", is_flag=True, help="Show every message, not only the first twenty of a kind.")
@click.pass_context
def command(context: click.Context, names: tuple[str, ...], workspace: Path, form: str, *, all_errors: bool) -> None:
    """Read each ORG (a name in orgs/, or a path) and say what is wrong; without one, all and playbook.yaml.

    Ends with 0 where a build can go on, with 1 where it cannot, and with 3 where a field would go below its floor.

    \b
    Examples:
      playbook-gen check
      playbook-gen check acme --format github
    """
    from playbook_gen.diagnostics import Collector, as_github, as_json, as_text
    from playbook_gen.intake import Rejected, read
    from playbook_gen.outcomes import UsageError
    from playbook_gen.pipeline import remarks, renderer_of, settle
    from playbook_gen.rendering.faults import ThemeFault
    from playbook_gen.workspace import open_workspace

    place = open_workspace(workspace)
    sources = [place.organisation(name) for name in names] if names else list(place.organisations())
    if not sources:
        raise UsageError(
            "there is no organisation in orgs/; is this the folder of a workspace? `playbook-gen init` starts one"
        )
    found = Collector()
    common = settle(place, found)
    try:
        renderer_of(common)
    except (Rejected, ThemeFault) as fault:
        found.found += fault.diagnostics
    for source in sources:
        reading = read(source)
        found.found += (*reading.diagnostics, *remarks(common, reading))
    diagnostics = found.sorted()
    if form == "json":
        click.echo(as_json(diagnostics))
    elif diagnostics:
        draw = as_github(diagnostics) if form == "github" else as_text(diagnostics, limit=None if all_errors else 20)
        click.echo(draw)
    if form == "text" and not found.failed:
        cycles = sum(len(source.cycles) for source in sources)
        warnings = f", {len(diagnostics)} warning{'s' * (len(diagnostics) != 1)}," if diagnostics else ""
        click.echo(
            f"no errors{warnings} in {len(sources)} organisation{'s' * (len(sources) != 1)}, "
            f"{cycles} cycle{'s' * (cycles != 1)}"
        )
    if found.failed:
        context.exit(Rejected(diagnostics).exit_code)
