"""`schema`: the organisation file as JSON Schema, for editors, or as a table, for people."""

from __future__ import annotations

import json

import click


@click.command("schema", short_help="Print the schema of the organisation file.")
@click.option(
    "--format", "form", type=click.Choice(["json", "markdown"]), default="json", show_default=True, help="Form."
)
def command(form: str) -> None:
    """Print the JSON Schema of the organisation file, with which editors complete and check, or a table of fields.

    \b
    Examples:
      playbook-gen schema > organisation.schema.json
      playbook-gen schema --format markdown
    """
    if form == "markdown":
        from playbook_gen.exchange.reference import fields_table

        click.echo(fields_table(), nl=False)
        return
    from playbook_gen.model.organisation import Organisation

    schema = Organisation.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    click.echo(json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False))
