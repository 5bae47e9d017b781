"""`schema`: the organisation file as JSON Schema, for editors."""

from __future__ import annotations

import json

import click


@click.command("schema", short_help="Print the JSON Schema of the organisation file.")
def command() -> None:
    r"""Print the JSON Schema of the organisation file; editors complete and check with it.

    \b
    Example:
      playbook-gen schema > organisation.schema.json
    """
    from playbook_gen.model.organisation import Organisation

    schema = Organisation.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    click.echo(json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False))
