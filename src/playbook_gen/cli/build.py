"""`build`: from the files to the sites."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from playbook_gen.cli import options

if TYPE_CHECKING:
    from playbook_gen.exchange.documents import Paper
    from playbook_gen.intake import OrganisationReading
    from playbook_gen.maps import Renderer
    from playbook_gen.model.record import Edition
    from playbook_gen.onefile import Form, Wanted
    from playbook_gen.pages.portfolio import Company
    from playbook_gen.pipeline import Common

FORMS = ("site", "single-file", "pdf")


@click.command("build", short_help="Build the playbook sites.")
@click.argument("names", metavar="[ORG]...", nargs=-1)
@options.workspace
@options.edition(None, "Edition to build; by default those that playbook.yaml names, else the lowest.")
@click.option("--format", "form", type=click.Choice(FORMS), default="site", show_default=True, help="Form to build.")
@click.option("--only", type=click.Choice(["brief"]), help="Make a PDF of the brief alone.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Sheet of a PDF.")
@click.option("--out", type=click.Path(path_type=Path), help="Target, for one organisation and one edition.")
@options.renderer
@options.as_of
@click.option("--portfolio", is_flag=True, help="Add an overview of these companies, which names all of them.")
@click.option("--replace", is_flag=True, help="Give up another site or edition that stands in the target.")
@click.option("--adopt", is_flag=True, help="Take over a folder whose every file this build writes.")
@click.option("--explain-overlay", is_flag=True, help="Print which file each template and style comes from.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(
    names: tuple[str, ...],
    workspace: Path,
    edition: str | None,
    form: str,
    only: str | None,
    paper: Paper,
    out: Path | None,
    renderer: Renderer,
    as_of: date | None,
    *,
    portfolio: bool,
    replace: bool,
    adopt: bool,
    explain_overlay: bool,
    quiet: bool,
) -> None:
    """Build the playbook of each ORG (a name in orgs/, or a path); without one, of all.

    The lowest edition goes to site/ORG/, all others to private/ORG/EDITION/. A site is switched whole:
    whatever goes wrong, the last good one stays. An overview in site/portfolio/ exists only after a run
    with --portfolio: the next run without it takes it away, for it could contradict the new sites.

    --format single-file puts everything into one HTML file, for mail and for hosts that take no folders;
    --format pdf into one PDF (the map on a sheet of its own: `playbook-gen map ORG --out map.pdf`).

    \b
    Examples:
      playbook-gen build
      playbook-gen build acme --edition author
      playbook-gen build acme.yaml --out /tmp/acme
      playbook-gen build acme --format pdf --only brief --out brief.pdf
    """
    from playbook_gen import portfolio as overview
    from playbook_gen.cli.opening import opened
    from playbook_gen.diagnostics import visible
    from playbook_gen.intake import read
    from playbook_gen.model.record import Edition
    from playbook_gen.onefile import Wanted
    from playbook_gen.outcomes import UsageError
    from playbook_gen.pipeline import build, default_target, prepare, read_theme, refuse_empty
    from playbook_gen.rendering.theme import explained

    _refuse_idle(click.get_current_context())
    place = opened(workspace)
    chosen = names or place.settings.organisations or ()
    sources = place.chosen(chosen)
    editions = [Edition[edition.upper()]] if edition else list(place.settings.editions)
    if not sources:
        raise UsageError("there is no organisation in orgs/; start with `playbook-gen init`, or name a file")
    if out and len(sources) * len(editions) != 1:
        raise UsageError("--out takes one organisation and one edition; name them")
    common = prepare(place)
    overlay = explained(read_theme(place, place.settings.theme)) if explain_overlay else ()
    _tell(overlay, quiet=False)
    readings = [read(source) for source in sources]
    _accept(readings)
    for reading, one in product(readings, editions) if len(sources) * len(editions) > 1 else ():
        refuse_empty(reading, one, as_of=as_of)
    if form != "site":
        wanted = Wanted(
            form=cast("Form", form), brief=bool(only), paper=paper, as_of=as_of, map_renderer=renderer, replace=replace
        )
        _tell(_files(common, readings, editions, out, wanted), quiet=quiet)
        return
    overview.refuse(place, sources, editions, wanted=portfolio, out=out, replace=replace)
    watched = sys.stderr.isatty() and not quiet
    built: dict[tuple[Edition, str], Company] = {}
    for reading in readings:
        for one in editions:
            if watched:
                click.echo(f"building {reading.source.slug}, {one.word} edition ...", err=True)
            target = out or default_target(place, reading.source.slug, one)
            done = build(
                common,
                reading,
                one,
                target,
                as_of=as_of,
                map_renderer=renderer,
                replace=replace,
                adopt=adopt,
            )
            built[one, reading.source.slug] = done.company
            _tell([f"{visible(target.as_posix())}/index.html  {one.word} edition, {done.pages} pages"], quiet=quiet)
    _tell(overview.settle(common, built, sources, wanted=portfolio, out=out, replace=replace), quiet=quiet)


def _accept(readings: Sequence[OrganisationReading]) -> None:
    """Refuse to build any organisation while one has errors; all of them are told."""
    from playbook_gen.intake import Rejected, accept

    wrong = []
    for reading in readings:
        try:
            accept(reading)
        except Rejected as fault:
            wrong.append(fault)
    if not wrong:
        return
    if len(readings) > 1:
        click.echo(
            f"nothing is built: {len(wrong)} of {len(readings)} organisations cannot be read; "
            "what stands in site/ and private/ stays as it is",
            err=True,
        )
    raise Rejected(tuple(one for fault in wrong for one in fault.diagnostics))


def _refuse_idle(context: click.Context) -> None:
    """Refuse options that would change nothing: whoever gives one expects that it does."""
    given = options.given(context)
    form = context.params["form"]
    idle = set() if form == "pdf" else given & {"only", "paper"}
    if form != "site":
        idle |= given & {"adopt", "portfolio"}
    for name in sorted(idle):
        raise click.UsageError(f"--{name} does not go with --format {form}")


def _files(
    common: Common,
    readings: Iterable[OrganisationReading],
    editions: Iterable[Edition],
    out: Path | None,
    wanted: Wanted,
) -> Iterator[str]:
    """Make a file of each edition of each organisation; yield a line for each."""
    from playbook_gen.diagnostics import visible
    from playbook_gen.onefile import build_file, default_file

    for reading, one in product(readings, editions):
        file = out or default_file(common.workspace, reading.source.slug, one, wanted)
        build_file(common, reading, one, file, wanted)
        yield f"{visible(file.as_posix())}  {one.word} edition"


def _tell(lines: Iterable[str], *, quiet: bool) -> None:
    for line in lines:
        if not quiet:
            click.echo(line)
