"""A theme is an ordered list of folders with templates and one style sheet; the nearest folder wins, file by file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from jinja2 import DictLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from playbook_gen.maps import STYLE_SHEET
from playbook_gen.outcomes import InputRejected
from playbook_gen.pages import urls
from playbook_gen.pages.site import Frame, Page
from playbook_gen.rendering.markdown import to_html


@dataclass(frozen=True)
class Theme:
    """Templates by name, and the style sheet, already read; rendering opens no file."""

    name: str
    templates: Mapping[str, str]
    style: str


class Renderer:
    """Draws pages with one theme: sandboxed, escaped by a constant, strict about names it does not know."""

    def __init__(self, theme: Theme) -> None:
        """Prepare the theme's templates."""
        self.theme = theme
        self.environment = ImmutableSandboxedEnvironment(
            loader=DictLoader(dict(theme.templates)),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.filters["markdown"] = to_html
        style = (theme.style + STYLE_SHEET).replace("</", "<\\/")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        self.style = Markup(style)  # noqa: S704 - the theme's own file, and it cannot close its element
        self.policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
        )

    def render(self, page: Page, frame: Frame) -> bytes:
        """Return one page as UTF-8.

        Raises:
            InputRejected: a template is broken; the message names its file and line.

        """
        context: dict[str, Any] = {
            "page": page,
            "view": page.view,
            "site": frame,
            "style": self.style,
            "policy": self.policy,
            "link": partial(urls.relative, page.path),
            "safe_svg": Markup,
        }
        try:
            text = self.environment.get_template(f"{page.template}.html").render(context)
        except TemplateError as error:
            raise InputRejected(self._say(error, page)) from error
        return text.encode("utf-8")

    def _say(self, error: TemplateError, page: Page) -> str:
        if isinstance(error, TemplateSyntaxError):
            return f"themes/{self.theme.name}/templates/{error.name}:{error.lineno}: {error.message}"
        place = next(
            (
                f"{frame.filename}:{frame.lineno}"
                for frame in _frames(error)
                if frame.filename.endswith(".html") or "<template>" in frame.filename
            ),
            f"{page.template}.html",
        )
        return f"themes/{self.theme.name}/templates/{place}: {type(error).__name__}: {error.message}"


@dataclass(frozen=True)
class _Frame:
    filename: str
    lineno: int


def _frames(error: BaseException) -> list[_Frame]:
    found, trace = [], error.__traceback__
    while trace:
        found.append(_Frame(trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return found[::-1]
