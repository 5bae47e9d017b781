"""`checks`: every check and practice, for people and for scripts."""

from __future__ import annotations

from pathlib import Path

import click

from playbook_gen.cli import options


@click.command("checks", short_help="List every check and practice.")
@options.workspace
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True, help="Form."
)
def command(workspace: Path, form: str) -> None:
    """List every check and practice with what it asks, its thresholds and the fields that it needs.

    \b
    Examples:
      playbook-gen checks
      playbook-gen checks --format json
    """
    from playbook_gen.exchange import reference
    from playbook_gen.pipeline import prepare
    from playbook_gen.workspace import open_workspace

    if form == "markdown":
        click.echo(reference.checks_table(), nl=False)
        return
    common = prepare(open_workspace(workspace))
    draw = reference.checks_json if form == "json" else reference.checks_text
    click.echo(draw(common.rulebook, common.guidance))
