"""The way from a workspace to a finished site, in the order of the rooms; the one place that joins them."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from playbook_gen.branding.read import try_colours
from playbook_gen.bundled import folder
from playbook_gen.charts import chart
from playbook_gen.checks.catalogue import Rulebook
from playbook_gen.checks.plugins import plugged_in
from playbook_gen.diagnosis.accepted import Idle
from playbook_gen.diagnosis.diagnose import Diagnosis, diagnose
from playbook_gen.diagnostics import Code, Collector, Diagnostic
from playbook_gen.editions import redact
from playbook_gen.guidance import Guidance, read_guidance
from playbook_gen.intake import CycleReading, OrganisationReading, Rejected, accept, as_of_date, shown
from playbook_gen.maps import Renderer as MapRenderer
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Edition
from playbook_gen.outcomes import InputRejected, UsageError
from playbook_gen.pages.atlas import Atlas
from playbook_gen.pages.portfolio import Company, company
from playbook_gen.pages.site import Frame, Page, frame, pages
from playbook_gen.pages.urls import PRINT
from playbook_gen.publishing import Site, publish, refuse_exposed
from playbook_gen.reading import decode, read_bytes
from playbook_gen.rendering.downloads import downloads
from playbook_gen.rendering.search import beside
from playbook_gen.rendering.theme import ADDITIONS, SCRIPTS, STYLE, TEMPLATES, Layer, Renderer, Theme, stack
from playbook_gen.rendering.whole import render_whole
from playbook_gen.rules import RULES
from playbook_gen.source import Place
from playbook_gen.spelling import nearest
from playbook_gen.workspace import SETTINGS, Workspace

MAX_TEMPLATE_BYTES = 1024 * 1024


@dataclass
class Common:
    """What is the same for every organisation of a workspace, read once."""

    workspace: Workspace
    guidance: Guidance
    rulebook: Rulebook
    renderers: dict[str, Renderer] = field(default_factory=dict)


def prepare(workspace: Workspace) -> Common:
    """Read guidance and check settings.

    Raises:
        Rejected: settings, rules or guidance have errors.

    """
    found = Collector()
    common = settle(workspace, found)
    if found.failed:
        raise Rejected(found.sorted())
    return common


def settle(workspace: Workspace, found: Collector) -> Common:
    """Return what is the same for every organisation; ``found`` takes what is wrong with it."""
    found.found += workspace.diagnostics
    _try_colours(workspace, found)
    guidance = read_guidance(workspace.content_roots(), found)
    settings, own = workspace.settings, workspace.rules
    rulebook = Rulebook(thresholds=settings.thresholds, off=settings.switched_off, own=(*own.checks, *plugged_in()))
    checks = {check.id: check for check in rulebook.everything}
    limits = {f"{check.id}.{t.name}" for check in checks.values() for t in check.thresholds}
    for kind, named, known in (("threshold", settings.thresholds, limits), ("check", settings.switched_off, checks)):
        for name in named:
            if name not in known:
                meant = nearest(name, known)
                hint = f"did you mean {meant}?" if meant else "`playbook-gen checks` names them"
                found.error(Code.REFERENCE, settings.places[name], f"there is no {kind} of that name", hint=hint)
    pages = {**guidance.checks, **{page.id: page for page in own.pages}}
    return Common(workspace=workspace, guidance=replace(guidance, checks=MappingProxyType(pages)), rulebook=rulebook)


def judge(
    common: Common,
    item: CycleReading,
    edition: Edition,
    *,
    as_of: date | None = None,
) -> Diagnosis:
    """Redact one cycle to an edition and judge what is left; nothing above this line reaches a page."""
    redacted, day = shown(item, edition, as_of)
    return diagnose(
        redacted,
        edition,
        cycle=item.cycle.name,
        as_of=day,
        guidance=common.guidance,
        rulebook=common.rulebook,
    )


def remarks(common: Common, reading: OrganisationReading) -> tuple[Diagnostic, ...]:
    """Return what can be said of valid input only once it is judged: acceptances that have no effect."""
    found = Collector()
    for item in reading.cycles:
        organisation = item.reading.organisation
        if organisation is None or not organisation.accepted:
            continue
        for idle in judge(common, item, Edition.AUTHOR).idle:
            place = idle.origin.places.get("check") or idle.origin.places[""]
            found.warn(Code.IDLE, place, f"accepted: {idle.why.value}", hint=_IDLE_HINTS[idle.why])
    return found.sorted()


_IDLE_HINTS = {
    Idle.NO_CHECK: "`playbook-gen checks` names them",
    Idle.NO_FINDING: "take the entry out, or look at `check` and `subject` again",
    Idle.PAST: "look at the finding again, then move the date or take the entry out",
}


def refuse_empty(reading: OrganisationReading, edition: Edition, *, as_of: date | None = None) -> None:
    """Refuse what `build` would refuse, before the first of several sites is built.

    Raises:
        InputRejected: the edition would hold nobody, and nothing that anybody does or wants.

    """
    organisation = reading.newest.reading.organisation
    if organisation is not None:
        shown = redact(organisation, edition, as_of=as_of_date(organisation, as_of))
        _refuse_empty(shown, reading.source.slug, edition)


def _refuse_empty(shown: Organisation, slug: str, edition: Edition) -> None:
    # The author's own edition is a place to begin: it says what to write first.
    if edition is Edition.AUTHOR:
        return
    if not any(getattr(shown, key) for key in ("people", "functions", "goals", "alliances", "activities")):
        raise InputRejected(
            f"{slug}: nothing to publish at this level. The {edition.word} edition would hold no people, functions, "
            "goals, alliances or activities; write some, open some with visible_to or visibility, or build another "
            "edition with --edition."
        )


@dataclass(frozen=True, kw_only=True)
class Built:
    """One site in its place, and what an overview over several says of its company."""

    pages: int
    company: Company


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """All pages of one edition, and what it takes to write them down."""

    diagnosis: Diagnosis
    atlas: Atlas
    frame: Frame
    pages: tuple[Page, ...]
    renderer: Renderer


def draw(
    common: Common,
    reading: OrganisationReading,
    edition: Edition,
    *,
    as_of: date | None = None,
    map_renderer: MapRenderer = "embedded",
) -> Drawn:
    """Return the pages of one edition of one organisation; nothing is written."""
    accept(reading)
    workspace = common.workspace
    inputs = [path for cycle in reading.source.cycles for path, _ in cycle.files]
    refuse_exposed(inputs, [*workspace.content_roots(), *workspace.theme_roots(workspace.settings.theme)])
    diagnosis = judge(common, reading.newest, edition, as_of=as_of)
    _refuse_empty(diagnosis.organisation, reading.source.slug, edition)
    settings = workspace.settings
    earlier = tuple(judge(common, item, edition) for item in reading.cycles[:-1])
    address = _address(settings.base_url, reading.source.slug, edition)
    since = earlier[-1].cycle if earlier else None
    around = frame(diagnosis, title=settings.title, base_url=address, since=since, slug=reading.source.slug)
    atlas = chart(workspace, reading, reading.newest, edition, map_renderer, known=diagnosis.situation)
    found = tuple(pages(diagnosis, common.guidance, atlas, earlier=earlier))
    return Drawn(diagnosis=diagnosis, atlas=atlas, frame=around, pages=found, renderer=renderer_of(common))


def build(
    common: Common,
    reading: OrganisationReading,
    edition: Edition,
    target: Path,
    *,
    as_of: date | None = None,
    map_renderer: MapRenderer = "embedded",
    replace: bool = False,
    adopt: bool = False,
) -> Built:
    """Build one edition of one organisation and put it in place whole, or leave everything as it was."""
    drawn = draw(common, reading, edition, as_of=as_of, map_renderer=map_renderer)
    workspace, diagnosis, renderer = common.workspace, drawn.diagnosis, drawn.renderer
    files = {page.path: renderer.render(page, drawn.frame) for page in drawn.pages}
    files[PRINT] = render_whole(renderer, drawn.pages, drawn.frame, files)
    files |= beside(renderer.theme.script, drawn.pages, files) | downloads(drawn.pages, drawn.frame)
    site = Site(
        organisation=reading.source.slug,
        edition=edition.word,
        cycle=reading.newest.cycle.name,
        as_of=diagnosis.as_of,
        files=files,
    )
    sources = [reading.source.place, *sources_of(workspace)]
    done = publish(site, target, sources=sources, workspace=workspace.root, replace=replace, adopt=adopt)
    return Built(pages=done.pages, company=company(diagnosis, drawn.pages[0].view.heading, drawn.frame.cycle))


def sources_of(workspace: Workspace) -> list[Path]:
    """Return what a build reads beside the organisations, so that no site is ever written over it."""
    own = [workspace.root / name for name in ("orgs", "content", "themes", SETTINGS, RULES)]
    return [*own, *workspace.content_roots(), *workspace.theme_roots(workspace.settings.theme)]


def _address(base_url: str | None, slug: str, edition: Edition) -> str | None:
    """Return the address of one site below the workspace's; only the lowest edition is meant for one."""
    return f"{base_url.rstrip('/')}/{slug}" if base_url and edition is Edition.COMPANY else None


def default_target(workspace: Workspace, slug: str, edition: Edition) -> Path:
    """Return where an edition goes: the lowest to `site/`, all others to `private/`."""
    if edition is Edition.COMPANY:
        return workspace.root / "site" / slug
    return workspace.root / "private" / slug / edition.word


def renderer_of(common: Common) -> Renderer:
    """Return the renderer of the workspace's theme, made once."""
    name = common.workspace.settings.theme
    if name not in common.renderers:
        common.renderers[name] = Renderer(read_theme(common.workspace, name))
    return common.renderers[name]


def read_theme(workspace: Workspace, name: str) -> Theme:
    """Read every folder of a theme, the workspace's own before the bundled ones, and lay them over each other.

    Raises:
        Rejected: a file of the theme cannot be read.

    """
    found = Collector()
    theme = stack(name, _layers(workspace, name, found), workspace.settings.branding)
    if found.failed:
        raise Rejected(found.sorted())
    return theme


def _layers(workspace: Workspace, name: str, found: Collector) -> list[Layer]:
    roots = workspace.theme_roots(name)
    return [
        Layer(
            name=root.name,
            bundled=root.parent == folder("themes"),
            files={path: _theme_text(root / path, root, found) for path in _theme_files(root)},
        )
        for root in roots
    ]


def _theme_files(root: Path) -> list[str]:
    styles = [name for name in (STYLE, ADDITIONS) if (root / name).is_file()]
    # A theme of the workspace brings no script: it could send away what a page says.
    scripts = (root / SCRIPTS).glob("*.js") if root.parent == folder("themes") else ()
    styles += sorted(f"{SCRIPTS}{path.name}" for path in scripts)
    return [*styles, *sorted(f"{TEMPLATES}{path.name}" for path in (root / TEMPLATES).glob("[!.]*.html"))]


def _theme_text(path: Path, root: Path, found: Collector) -> str:
    name = f"themes/{root.name}/{path.relative_to(root).as_posix()}"
    if not path.resolve().is_relative_to(root.resolve()):
        found.error(Code.FILES, Place(name, 1, 1), "leads out of the theme's folder", hint="put a copy there instead")
        return ""
    data = read_bytes(path, name, found, limit=MAX_TEMPLATE_BYTES)
    text = decode(data, name, found) if data else None
    return text or ""


def _try_colours(workspace: Workspace, found: Collector) -> None:
    """Warn of colours of the branding that fail on the theme as far as it can be read; `build` says what is wrong."""
    if workspace.settings.branding.places:
        with contextlib.suppress(UsageError):
            theme = stack("", _layers(workspace, workspace.settings.theme, Collector()), workspace.settings.branding)
            try_colours(workspace.settings.branding, theme.style, found)
