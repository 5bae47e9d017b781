"""Options that several verbs share, so that each is worded once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

F = TypeVar("F", bound=Callable[..., Any])
EDITIONS = ("company", "leadership", "author")


class Day(click.ParamType[date]):
    """A calendar day."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or refuse what is none."""
        if isinstance(value, date):
            return value
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day of the calendar; write YYYY-MM-DD", param, ctx)


def workspace(command: F) -> F:
    """Add ``--workspace``."""
    return click.option(
        "-w",
        "--workspace",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        default=Path(),
        show_default="this folder",
        help="Folder that holds orgs/ and playbook.yaml.",
    )(command)


def as_of(command: F) -> F:
    """Add ``--as-of``."""
    return click.option("--as-of", type=Day(), help="Judge as of this day instead of the file's own as_of.")(command)


def cycle(command: F) -> F:
    """Add ``--cycle``."""
    return click.option("--cycle", help="The cycle to judge; by default the newest.")(command)


def renderer(command: F) -> F:
    """Add ``--renderer``."""
    return click.option(
        "--renderer",
        type=click.Choice(["embedded", "system", "builtin"]),
        default="embedded",
        show_default=True,
        help="Who lays out maps: the Graphviz inside, an installed dot, or plain Python.",
    )(command)


def edition(default: str | None, text: str) -> Callable[[F], F]:
    """Add ``--edition``."""
    return click.option(
        "--edition", type=click.Choice(EDITIONS), default=default, show_default=bool(default), help=text
    )


def given(context: click.Context) -> set[str]:
    """Return the names of the parameters that were typed, and not left at what they are by default."""
    return {name for name in context.params if context.get_parameter_source(name) is ParameterSource.COMMANDLINE}
