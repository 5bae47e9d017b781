"""The command line: one file per verb, thin; here outcomes become exit codes, and nothing else is decided."""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import os
import signal
import sys
from collections.abc import Iterator
from keyword import iskeyword
from types import FrameType

import click

from playbook_gen import __version__
from playbook_gen.outcomes import EnvironmentFault, Outcome

VERBS = (
    "init",
    "import",
    "check",
    "build",
    "analyze",
    "questions",
    "map",
    "route",
    "explain",
    "checks",
    "theme",
    "schema",
)
BROKEN_PIPE = 141
INTERNAL = 70


class Verbs(click.Group):
    """The verbs, each imported only when it is asked for, so that a question about help waits for nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order in which a newcomer meets them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one verb, or None."""
        if cmd_name not in VERBS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        module = importlib.import_module(f"playbook_gen.cli.{name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or say which one was probably meant."""
        if args and not args[0].startswith("-") and args[0] not in VERBS:
            import difflib

            meant = difflib.get_close_matches(args[0], VERBS, n=1)
            hint = f" Did you mean {meant[0]}?" if meant else f" There are {', '.join(VERBS)}."
            raise click.UsageError(f"There is no verb {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="playbook-gen")
def program() -> None:
    """Turn a plain description of a company's leadership into a playbook of its alliances.

    \b
    Examples:
      playbook-gen init acme --from people.csv
      playbook-gen check
      playbook-gen build
    """


class Stopped(BaseException):
    """A signal asked the process to end; not an `Exception`, so that nothing swallows it."""

    def __init__(self, number: int) -> None:
        """Take the signal's number."""
        super().__init__(number)
        self.number = number


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped(number)


@contextlib.contextmanager
def _signals() -> Iterator[None]:
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), _stop) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def main() -> None:
    """Run the program and end the process with the exit code that the outcome calls for."""
    # A run is short, and most of what it makes lives to its end: looking for garbage often costs a third of the time.
    gc.set_threshold(100_000, 50, 100)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; prints, and never raises."""
    try:
        with _signals():
            return _run(arguments)
    except Stopped as stopped:
        _say(f"stopped; {_state(stopped)}")
        return 128 + stopped.number
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE
    except OSError as error:
        _say(f"error: {_complaint(error)}; {_state(error)}.")
        _drop_output()
        return EnvironmentFault.exit_code
    except Exception as error:
        if os.environ.get("PLAYBOOK_TRACEBACK"):
            raise
        _say(f"internal error ({type(error).__name__}); {_state(error)}. Please report it with the command you ran.")
        return INTERNAL


def _run(arguments: list[str]) -> int:
    try:
        # Not `program.main`: it would swallow the code of a verb's `Context.exit`, and turn a closed pipe into 1.
        with program.make_context("playbook-gen", list(arguments)) as context:
            program.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as fault:
        told = io.StringIO()
        fault.show(file=told)
        _say(_printable(told.getvalue().rstrip()))
        return fault.exit_code
    except Outcome as outcome:
        _report(outcome)
        return outcome.exit_code
    if sys.stdout:
        sys.stdout.flush()
    return 0


def _report(outcome: Outcome) -> None:
    diagnostics = getattr(outcome, "diagnostics", None)
    if diagnostics:
        from playbook_gen.diagnostics import as_text

        _say(as_text(diagnostics))
    else:
        _say(_printable(f"error: {outcome}"))


def _state(error: BaseException) -> str:
    from playbook_gen.publishing import was_replaced

    return "the new site is in place" if was_replaced(error) else "nothing was changed"


def _complaint(error: OSError) -> str:
    from playbook_gen.diagnostics import visible

    reason = os.strerror(error.errno) if error.errno else type(error).__name__
    return f"{visible(os.fsdecode(error.filename))}: {reason}" if isinstance(error.filename, str | bytes) else reason


def _printable(text: str) -> str:
    from playbook_gen.diagnostics import visible

    return "\n".join(visible(line) for line in text.split("\n"))


def _drop_output() -> None:
    """Let go of what nobody can take, or Python would complain of it when it flushes on exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(text: str) -> None:
    with contextlib.suppress(OSError):
        click.echo(text, err=True)
