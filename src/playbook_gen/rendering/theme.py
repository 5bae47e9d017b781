"""A theme is an ordered list of folders with templates and styles; the nearest folder wins, file by file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from jinja2 import TemplateError
from markupsafe import Markup

from playbook_gen.branding import Branding
from playbook_gen.diagnostics import Code, Diagnostic
from playbook_gen.maps import STYLE_SHEET
from playbook_gen.pages import urls
from playbook_gen.pages.site import Frame, Page
from playbook_gen.rendering.faults import ThemeFault, fault_of, said
from playbook_gen.rendering.fence import Breach, broken_fence
from playbook_gen.rendering.markdown import to_html
from playbook_gen.rendering.paper import paper_style
from playbook_gen.rendering.places import TOKEN, outline
from playbook_gen.rendering.sandbox import Sandbox

STYLE = "style.css"
"""The whole look; the nearest one wins, as with a template."""
ADDITIONS = "additions.css"
"""What a theme adds to the look of those behind it; all of them follow the style, the nearest last."""
SCRIPTS = "scripts/"
"""What pages do where scripts run; only bundled themes have it, since a script could send away what a page says."""
TEMPLATES = "templates/"
PLACES = "places.html"
_SHORT = frozenset({"brief", "whole"})
"""Pages without a list of their places: one is a sheet of paper, the other has its own contents."""
MAX_PAGE = 64 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One folder of a theme, already read: the text of each file by its path in it."""

    name: str
    bundled: bool
    files: Mapping[str, str]

    @property
    def place(self) -> str:
        """The folder as messages name it."""
        return f"{'bundled ' if self.bundled else ''}themes/{self.name}"


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a template or a style comes from."""

    place: str
    bundled: bool
    over: tuple[str, ...] = ()
    """What it stands in front of, nearest first."""


@dataclass(frozen=True)
class Theme:
    """Templates by name, and the style sheet, already read; rendering opens no file."""

    name: str
    templates: Mapping[str, str]
    style: str
    script: str = ""
    origins: Mapping[str, Origin] = field(default_factory=dict)
    branding: Branding = field(default_factory=Branding)

    def place(self, name: str) -> str:
        """Return the file of a template as messages name it."""
        origin = self.origins.get(name)
        return origin.place if origin else f"themes/{self.name}/{TEMPLATES}{name}"

    @property
    def own(self) -> tuple[str, ...]:
        """Templates that are not bundled, in order."""
        return tuple(sorted(name for name, origin in self.origins.items() if not origin.bundled and _is_page(name)))


def stack(name: str, layers: Sequence[Layer], branding: Branding) -> Theme:
    """Lay folders over each other, the nearest first; what is bundled stays reachable as `default/brief.html`."""
    templates: dict[str, str] = {}
    origins: dict[str, Origin] = {}
    bundled: dict[str, tuple[str, Origin]] = {}
    for layer in reversed(layers):
        for path, text in sorted(layer.files.items()):
            key, before = path.removeprefix(TEMPLATES), origins.get(path.removeprefix(TEMPLATES))
            over = (before.place, *before.over) if before else ()
            origins[key] = Origin(place=f"{layer.place}/{path}", bundled=layer.bundled, over=over)
            if _is_page(key):
                templates[key] = text
                bundled |= {key: (text, origins[key])} if layer.bundled else {}
        for key, (text, origin) in bundled.items() if layer.bundled else ():
            templates[f"{layer.name}/{key}"], origins[f"{layer.name}/{key}"] = text, origin
    styles = [layer.files[STYLE] for layer in layers if STYLE in layer.files][:1]
    additions = [layer.files[ADDITIONS] for layer in reversed(layers) if ADDITIONS in layer.files]
    return Theme(name, templates, "\n".join([*styles, *additions]), _script(layers), origins, branding)


def _script(layers: Sequence[Layer]) -> str:
    """Return the scripts of the nearest bundled theme that has any as one, with names of its own."""
    for layer in layers:
        parts = [text for path, text in sorted(layer.files.items()) if path.startswith(SCRIPTS)]
        if layer.bundled and parts:
            return "\n".join(["(() => {", '"use strict";', *parts, "})();", ""])
    return ""


def explained(theme: Theme) -> Iterator[str]:
    """Yield a line for each template and style: its name, its file, and what that stands in front of."""
    shown = {name: origin for name, origin in theme.origins.items() if "/" not in name}
    width = max(map(len, shown), default=0)
    for name, origin in sorted(shown.items()):
        word = "after" if name == ADDITIONS else "over"
        over = f"  ({word} {', '.join(origin.over)})" if origin.over else ""
        yield f"{name:{width}}  {origin.place}{over}"


def _is_page(name: str) -> bool:
    return name.endswith(".html")


class Renderer:
    """Draws pages with one theme: sandboxed, escaped by a constant, strict about names it does not know."""

    def __init__(self, theme: Theme) -> None:
        """Prepare the theme's templates.

        Raises:
            ThemeFault: a template of the workspace's own cannot be used; all of them are looked at.

        """
        self.theme = theme
        self.environment = Sandbox(theme.templates, theme.place)
        self.environment.filters["markdown"] = to_html
        style = (theme.style + STYLE_SHEET + theme.branding.style + paper_style(theme.branding)).replace("</", "<\\/")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        self.style = Markup(style)  # noqa: S704 - the theme's own file, and it cannot close its element
        self.policy = (
            f"default-src 'none'; script-src 'self' file:; style-src 'sha256-{digest}'; img-src data:; "
            "connect-src 'self'; base-uri 'none'; form-action 'none'"
        )
        self._refuse_broken()

    def render(
        self, page: Page, frame: Frame, more: Mapping[str, Any] = MappingProxyType({}), *, most: int = MAX_PAGE
    ) -> bytes:
        """Return one page as UTF-8; ``more`` is what its template is handed beside or instead of the usual.

        Raises:
            ThemeFault: a template is broken; the message names its file and line.

        """
        script = urls.relative(page.path, urls.SCRIPT)
        context: dict[str, Any] = {
            "page": page,
            "view": page.view,
            "site": frame,
            "branding": self.theme.branding,
            "style": self.style,
            "policy": self.policy,
            "script": script,
            "link": lambda target: urls.relative(page.path, target),
            "safe_svg": _drawn,
            "places": "" if page.template in _SHORT else TOKEN,
            **more,
        }
        name = f"{page.template}.html"
        try:
            text = self._with_places(self._text(name, context, most), context)
        except Exception as error:
            if not self.theme.own:
                raise
            raise ThemeFault((self._fault(error, name),)) from error
        broken = broken_fence(text, self.policy, script, frame.marking) if self.theme.own else None
        if broken:
            raise ThemeFault((self._breach(broken, name),))
        return text.encode("utf-8")

    def _text(self, name: str, context: Mapping[str, Any], most: int) -> str:
        self.environment.begin()
        parts: list[str] = []
        size = 0
        for part in self.environment.get_template(name).generate(context):
            size += len(part)
            if size > most:
                raise MemoryError
            parts.append(part)
        return "".join(parts)

    def _with_places(self, text: str, context: Mapping[str, Any]) -> str:
        before, token, after = text.partition(TOKEN)
        places = outline(after) if token else []
        listed = self._text(PLACES, {**context, "places": places}, MAX_PAGE) if places else ""
        return f"{before}{listed}{after}" if token else text

    def _fault(self, error: Exception, name: str) -> Diagnostic:
        theme = self.theme
        return fault_of(error, theme.templates, theme.own, theme.place, name)

    def _breach(self, breach: Breach, page: str) -> Diagnostic:
        """Return what breaks the fence, in the first template of the theme's own that has the words for it."""
        for name in self.theme.own:
            before, found, _ = self.theme.templates[name].lower().partition(breach.words.lower())
            if found:
                line = before.count("\n") + 1
                return said(Code.UNSUPPORTED, self.theme.place(name), breach.message, line=line, hint=_FENCE)
        return said(Code.UNSUPPORTED, self.theme.place(page), breach.message, hint=_FENCE)

    def _refuse_broken(self) -> None:
        found = []
        for name in self.theme.own:
            try:
                self.environment.get_template(name)
            except TemplateError as error:
                found.append(self._fault(error, name))
        if found:
            raise ThemeFault(tuple(found))


_FENCE = "begin the page as the bundled base.html does and keep its marking, or extend default/base.html"


def _drawn(svg: str) -> Markup:
    """Let a drawing of the map room through as it is, and no other text."""
    if svg and not (svg.startswith("<svg ") and svg.endswith("</svg>")):
        raise ValueError
    return Markup(svg)  # noqa: S704 - the map room escapes what it draws
