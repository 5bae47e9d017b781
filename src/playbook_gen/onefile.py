"""A playbook as one file, for mail and for hosts that take no folders: everything on one page, or a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from playbook_gen.exchange.documents import Paper, as_document, with_pictures
from playbook_gen.intake import OrganisationReading
from playbook_gen.maps import Drawing
from playbook_gen.maps import Renderer as MapRenderer
from playbook_gen.model.record import Edition
from playbook_gen.outcomes import UsageError
from playbook_gen.pages import urls
from playbook_gen.pages.atlas import PEERS, Atlas
from playbook_gen.pages.brief import BriefPage
from playbook_gen.pages.map import MapPage
from playbook_gen.pages.person import PersonPage
from playbook_gen.pages.site import Page
from playbook_gen.pipeline import Common, Drawn, draw, sources_of
from playbook_gen.publishing import publish_file
from playbook_gen.rendering.whole import render_whole
from playbook_gen.workspace import Workspace

Form = Literal["single-file", "pdf"]
ENDINGS: dict[Form, str] = {"single-file": "html", "pdf": "pdf"}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which file is wanted, and how it is made."""

    form: Form
    brief: bool = False
    """The brief alone; only as PDF."""
    paper: Paper = "a4"
    as_of: date | None = None
    map_renderer: MapRenderer = "embedded"
    replace: bool = False


def default_file(workspace: Workspace, slug: str, edition: Edition, wanted: Wanted) -> Path:
    """Return where a file goes: beside the site of its edition, and named after all but the lowest."""
    words = [slug, *(["brief"] if wanted.brief else []), *([] if edition is Edition.COMPANY else [edition.word])]
    name = f"{'-'.join(words)}.{ENDINGS[wanted.form]}"
    return workspace.root / ("site" if edition is Edition.COMPANY else f"private/{slug}") / name


def check_name(file: Path, edition: Edition, form: Form) -> None:
    """Refuse a name that does not say what is in the file.

    Raises:
        UsageError: the ending is another, or the name hides that the file is not for everyone.

    """
    ending = f".{ENDINGS[form]}"
    if file.suffix.lower() != ending:
        raise UsageError(f"--format {form} writes a file: let the name in --out end in {ending}")
    if edition is not Edition.COMPANY and edition.word not in file.stem.lower():
        name = f"{file.stem}-{edition.word}{ending}"
        raise UsageError(f"the name of the file has to say {edition.word}, as its pages do: --out {name}")


def build_file(common: Common, reading: OrganisationReading, edition: Edition, file: Path, wanted: Wanted) -> Path:
    """Make one file of one edition, and put it in place whole or leave everything as it was.

    Raises:
        UsageError: the name does not say what is in the file.
        Refused: another file stands there.
        EnvironmentFault: a PDF cannot be made on this machine, or the file cannot be written.

    """
    check_name(file, edition, wanted.form)
    drawn = draw(common, reading, edition, as_of=wanted.as_of, map_renderer=wanted.map_renderer)
    data = _single(drawn) if wanted.form == "single-file" else _document(drawn, wanted)
    sources = [reading.source.place, *sources_of(common.workspace)]
    private = edition is not Edition.COMPANY
    publish_file(file, data, sources=sources, private=private, replace=wanted.replace)
    return file


def _single(drawn: Drawn) -> bytes:
    return render_whole(drawn.renderer, drawn.pages, drawn.frame, {}, alone=True)


def _document(drawn: Drawn, wanted: Wanted) -> bytes:
    pages = drawn.pages[:1] if wanted.brief else drawn.pages
    files = {page.path: _with_pictures(page, drawn) for page in pages if page.path != urls.NOT_FOUND}
    whole = files[urls.BRIEF]
    if not wanted.brief:
        whole = render_whole(drawn.renderer, pages, drawn.frame, files, alone=True)
    return as_document(whole.decode("utf-8"), paper=wanted.paper, one_sheet=wanted.brief)


def _with_pictures(page: Page, drawn: Drawn) -> bytes:
    text = drawn.renderer.render(page, drawn.frame).decode("utf-8")
    return with_pictures(text, dict(_pictures(page, drawn.atlas))).encode()


def _pictures(page: Page, atlas: Atlas) -> Iterator[tuple[str, str]]:
    """Yield each map of a page as it stands there, with the same map as a file."""
    for drawing in _drawings(page.view):
        yield drawing.svg, drawing.standalone
        yield drawing.again, drawing.standalone
        priorities = iter(atlas.roll.situation.organisation.priorities or ())
        for name, svg in drawing.overlays:
            one = next((priority for priority in priorities if priority.name == name), None)
            shown = atlas.draw(PEERS, shown=one.id) if one else None
            yield svg, shown.standalone if shown else ""


def _drawings(view: object) -> Iterator[Drawing]:
    if isinstance(view, PersonPage):
        yield view.map
    elif isinstance(view, BriefPage):
        yield from [view.peers] if view.peers else []
    elif isinstance(view, MapPage):
        past = view.last_year.drawing if view.last_year else None
        found = (view.peers, view.below, view.functions, view.everyone, past)
        yield from (drawing for drawing in found if drawing)
