"""`explain`: what a check or practice asks, its thresholds, why it matters and what helps."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click

from playbook_gen.cli import options


@click.command("explain", short_help="Explain a check, a practice or a failure mode.")
@click.argument("what", metavar="CHECK", required=False)
@options.workspace
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="With markdown and no CHECK: the whole catalogue as a table.",
)
def command(what: str | None, workspace: Path, form: str) -> None:
    """Explain CHECK, e.g. function.cadence, practice.one-to-one or focus; without one, list them all.

    \b
    Examples:
      playbook-gen explain
      playbook-gen explain focus.divergent-goals
    """
    from playbook_gen.checks.catalogue import catalogue
    from playbook_gen.model.record import Edition
    from playbook_gen.outcomes import UsageError
    from playbook_gen.pipeline import prepare
    from playbook_gen.reading.convert import nearest
    from playbook_gen.workspace import open_workspace

    if what is None and form == "markdown":
        from playbook_gen.exchange.reference import checks_table

        click.echo(checks_table(), nl=False)
        return
    common = prepare(open_workspace(workspace))
    checks = {check.id: check for check in catalogue(Edition.AUTHOR)}
    pages = {
        **common.guidance.modes,
        **{name: common.guidance.checks[name] for name in checks if name in common.guidance.checks},
    }
    if what is None:
        for name, page in pages.items():
            click.echo(f"{name:<32}{page.title}")
        return
    if what not in pages:
        meant = next((name for name in pages if name.endswith(f".{what}")), None) or nearest(what, pages)
        raise UsageError(f"there is nothing called {what}{f'; did you mean {meant}?' if meant else ''}")
    page = pages[what]
    click.echo(f"{page.title} ({what})\n{page['question']}")
    if what in checks:
        check = checks[what]
        limits = check.limits(common.workspace.settings.thresholds)
        click.echo(f"\nMode {check.mode}, asked of each {check.scope}{', core check' if check.core else ''}")
        click.echo(f"Held by the {check.edition.word} edition and above. Reads: {', '.join(check.needs)}")
        for t in check.thresholds:
            source = "rule of thumb" if t.source == "judgement" else t.source
            click.echo(f"Threshold {t.name}: {limits[t.name]:g} {t.unit} ({source})")
    for title, text in ((title, text) for title, text in page.sections.items() if text):
        click.echo(f"\n{title}\n{textwrap.indent(text, '  ')}" if title else f"\n{text}")
    click.echo(f"\nSource: {page['source']}")
