"""`import`: a network from an edge list or a GraphML file becomes an organisation file."""

from __future__ import annotations

import os
import shlex
from datetime import date
from pathlib import Path

import click

from playbook_gen.cli import options

MOST_REMARKS = 20
"""Remarks on a network that are printed; one of thousands may have hundreds."""
MOST_ERRORS = 20

_FILE = click.Path(path_type=Path)


@click.command("import", short_help="Turn an edge list or a GraphML file into an organisation file.")
@click.option("--ties", type=_FILE, help="CSV with one tie a row: source, target, weight if there is one.")
@click.option("--people", type=_FILE, help="CSV with one person a row: id, name, title, department, manager.")
@click.option("--graphml", type=_FILE, help="GraphML file with one graph, in place of --ties and --people.")
@click.option("--out", type=_FILE, required=True, metavar="FILE", help="The organisation file to write.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.option("--undirected", is_flag=True, help="Read every tie in both directions.")
@click.option("--name", help="The organisation's name; by default that of the file with the ties.")
@click.option("--as-of", type=options.Day(), help="The day for which the ties hold; left out by default.")
@click.pass_context
def command(
    context: click.Context,
    ties: Path | None,
    people: Path | None,
    graphml: Path | None,
    out: Path,
    name: str | None,
    as_of: date | None,
    *,
    force: bool,
    undirected: bool,
) -> None:
    """Turn a network into an organisation file, so that any network can be tried.

    A tie leads from its source to its target: the source influences the target. Weights that are whole numbers
    from 1 to 5 become ratings of influence; any others are kept as they were measured.

    \b
    Examples:
      playbook-gen import --ties advice.csv --people people.csv --out advice.yaml
      playbook-gen import --graphml network.graphml --out network.yaml --name "Acme Foods"
    """
    from playbook_gen.diagnostics import Collector, as_text
    from playbook_gen.exchange.edge_lists import read_edge_list
    from playbook_gen.exchange.graphml_in import read_graphml
    from playbook_gen.exchange.network_text import network_text
    from playbook_gen.exchange.networks import network_of
    from playbook_gen.publishing import write_new, write_over

    source = _source(ties, people, graphml)
    _keep(out, source, people, force=force)
    found = Collector()
    given = read_edge_list(source, people, found) if graphml is None else read_graphml(source, found)
    network = network_of(given, found, undirected=undirected)
    if found.failed:
        errors = found.sorted()
        click.echo(as_text(errors[:MOST_ERRORS]), err=True)
        _say_rest(len(errors) - MOST_ERRORS, "error")
        context.exit(1)
    text = network_text(network, name=name or source.stem, as_of=as_of)
    if force:
        write_over(out, text.encode())
    else:
        write_new(out.parent, {out.name: text.encode()})
    for notice in network.notices[:MOST_REMARKS]:
        click.echo(notice, err=True)
    _say_rest(len(network.notices) - MOST_REMARKS, "remark")
    click.echo(f"{out.as_posix()}: {len(network.people)} people, {_count(len(network.ties), 'directed tie')}")
    click.echo(f"next: playbook-gen check {shlex.quote(out.as_posix())}")


def _source(ties: Path | None, people: Path | None, graphml: Path | None) -> Path:
    """Return the file that holds the ties, or say which options go together."""
    if ties is not None and graphml is None:
        return ties
    if graphml is not None and ties is None and people is None:
        return graphml
    raise click.UsageError("Give --ties, with --people if you have a table of them; or --graphml alone.")


def _keep(out: Path, *inputs: Path | None, force: bool) -> None:
    """Refuse to write over what is read, or over anything unasked."""
    from playbook_gen.diagnostics import visible
    from playbook_gen.outcomes import Refused

    if not out.name:
        raise click.UsageError("--out names a folder; name the file to write.")
    if any(path is not None and path.exists() and out.exists() and out.samefile(path) for path in inputs):
        raise click.UsageError("--out is one of the files to be read; choose another.")
    if not force and os.path.lexists(out):
        raise Refused(f"{visible(out.as_posix())} is there already; nothing was written. --force replaces it.")


def _say_rest(count: int, what: str) -> None:
    if count > 0:
        click.echo(f"and {_count(count, f'more {what}')}", err=True)


def _count(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"
