"""What went wrong in a template, as a diagnostic with file and line that repeats nothing of what a page says."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from playbook_gen.diagnostics import Code, Diagnostic
from playbook_gen.outcomes import InputRejected
from playbook_gen.rendering.sandbox import TooMuch
from playbook_gen.source import Place

_NAMED = re.compile(r"'([^']*)'")
_TYPE = re.compile(r"(playbook_gen\.)?[\w.]+ object\Z|None\Z")
_LONG = "a template may make no more than a page needs: fewer turns, shorter texts"


class ThemeFault(InputRejected):
    """A theme cannot be used; the diagnostics say why."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Take the diagnostics."""
        super().__init__("the theme cannot be used")
        self.diagnostics = diagnostics


def said(code: Code, file: str, message: str, *, line: int = 1, hint: str | None = None) -> Diagnostic:
    """Return one fault of a template."""
    return Diagnostic(code=code, place=Place(file, line, 1), message=message, hint=hint)


def fault_of(
    error: Exception, templates: Mapping[str, str], own: Collection[str], place: Callable[[str], str], page: str
) -> Diagnostic:
    """Return what ``error`` means for whoever wrote the templates called ``own``.

    Told is the innermost of these that was at work, or the innermost of all; else ``page``, which was asked for.
    """
    files = {place(name): text for name, text in templates.items()}
    mine = {place(name) for name in own}
    if isinstance(error, TemplateSyntaxError):
        file = place(error.name) if error.name else place(page)
        return said(Code.SYNTAX, file, error.message or "cannot be read", line=error.lineno)
    spots = _spots(error, files)
    file, line = next((spot for spot in spots if spot[0] in mine), next(iter(spots), (place(page), 1)))
    code, message, hint = _words(error, files.get(file, ""))
    return said(code, file, message, line=line, hint=hint)


def _spots(error: Exception, files: Mapping[str, str]) -> list[tuple[str, int]]:
    """Return the templates that were at work, the innermost first."""
    trace, found = error.__traceback__, []
    while trace:
        found.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return [spot for spot in reversed(found) if spot[0] in files]


def _words(error: Exception, text: str) -> tuple[Code, str, str | None]:
    if isinstance(error, RecursionError):
        hint = 'to build on the bundled template, write its prefix: extends "default/..."'
        return Code.RING, "the template comes back to itself without end", hint
    if isinstance(error, TooMuch | MemoryError | OverflowError):
        return Code.TOO_LARGE, "the template works on and on", _LONG
    if isinstance(error, SecurityError):
        return Code.UNSUPPORTED, "themes may not do this", "a theme reads the page that it is given, and nothing else"
    if isinstance(error, TemplateNotFound):
        return Code.REFERENCE, "there is no template of that name", "`build --explain-overlay` lists them"
    if isinstance(error, UndefinedError):
        return Code.REFERENCE, _undefined(error.message or "", text), None
    # The text of other errors can hold what the page says.
    return Code.VALUE, f"the template fails here ({type(error).__name__})", None


def _undefined(message: str, text: str) -> str:
    """Return Jinja's own words where all they name stands in the template, and no more than the fact otherwise."""
    known = all(name in text or _TYPE.match(name) for name in _NAMED.findall(message))
    return message.replace("playbook_gen.pages.", "") if known else "a name is not defined"
