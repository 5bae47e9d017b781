"""`schema`: the organisation file, or what `analyze` and `map` print, as JSON Schema; the fields also as a table."""

from __future__ import annotations

import json

import click


@click.command("schema", short_help="Print the schema of the organisation file.")
@click.argument("what", type=click.Choice(["organisation", "analysis", "measures"]), default="organisation")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "markdown"]),
    default="json",
    show_default=True,
    help="Form; markdown lists the fields of the organisation file.",
)
def command(what: str, form: str) -> None:
    """Print the JSON Schema of the organisation file, with which editors complete and check, or of what others print.

    analysis is what `analyze --format json` prints, measures what `map --format json` prints.

    \b
    Examples:
      playbook-gen schema > organisation.schema.json
      playbook-gen schema analysis
      playbook-gen schema --format markdown
    """
    if form == "markdown":
        if what != "organisation":
            raise click.UsageError("--format markdown lists the fields of the organisation file only")
        from playbook_gen.exchange.reference import fields_table

        click.echo(fields_table(), nl=False)
        return
    if what == "analysis":
        from playbook_gen.exchange.analysis import schema

        click.echo(json.dumps(schema(), indent=2, ensure_ascii=False))
        return
    if what == "measures":
        from playbook_gen.exchange.measures import schema

        click.echo(json.dumps(schema(), indent=2, ensure_ascii=False))
        return
    from playbook_gen.model.organisation import Organisation

    found = Organisation.model_json_schema()
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    click.echo(json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False))
