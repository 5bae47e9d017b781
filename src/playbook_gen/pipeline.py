"""The way from a workspace to a finished site, in the order of the rooms; the one place that joins them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from playbook_gen.checks.catalogue import Rulebook
from playbook_gen.checks.plugins import plugged_in
from playbook_gen.diagnosis.accepted import Idle
from playbook_gen.diagnosis.diagnose import Diagnosis, diagnose
from playbook_gen.diagnostics import Code, Collector, Diagnostic
from playbook_gen.editions import redact
from playbook_gen.guidance import Guidance, read_guidance
from playbook_gen.maps import Renderer as MapRenderer
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Edition
from playbook_gen.outcomes import InputRejected, UsageError
from playbook_gen.pages.site import frame, pages
from playbook_gen.publishing import Published, Site, publish, refuse_exposed
from playbook_gen.reading import Reading, locate, read_bytes, read_cycle
from playbook_gen.reading.convert import nearest
from playbook_gen.rendering.theme import Renderer, Theme
from playbook_gen.rules import RULES
from playbook_gen.workspace import SETTINGS, Cycle, Source, Workspace

MAX_TEMPLATE_BYTES = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class CycleReading:
    """One cycle with what came of reading it."""

    cycle: Cycle
    reading: Reading


@dataclass(frozen=True, kw_only=True)
class OrganisationReading:
    """All cycles of one organisation, oldest first."""

    source: Source
    cycles: tuple[CycleReading, ...]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything noticed in any cycle."""
        return tuple(d for cycle in self.cycles for d in cycle.reading.diagnostics)

    @property
    def newest(self) -> CycleReading:
        """The cycle that a site is about."""
        return self.cycles[-1]

    def cycle(self, name: str | None) -> CycleReading:
        """Return the cycle of that name; the newest where none is named.

        Raises:
            UsageError: there is no such cycle.

        """
        found = next((c for c in self.cycles if c.cycle.name == name), None) if name else self.newest
        if found is None:
            raise UsageError(f"there is no cycle {name}; there are {', '.join(c.cycle.name for c in self.cycles)}")
        return found


@dataclass
class Common:
    """What is the same for every organisation of a workspace, read once."""

    workspace: Workspace
    guidance: Guidance
    rulebook: Rulebook
    renderers: dict[str, Renderer] = field(default_factory=dict)


class Rejected(InputRejected):
    """The input has errors; the diagnostics say which."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Take the diagnostics; at least one is an error."""
        super().__init__("the input has errors")
        self.diagnostics = diagnostics
        if any(d.code.value == "PB017" for d in diagnostics if not d.warning):
            self.exit_code = 3


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


def read(source: Source) -> OrganisationReading:
    """Read every cycle of one organisation and sort them by the period they are about."""
    cycles = [CycleReading(cycle=cycle, reading=read_cycle(cycle.files)) for cycle in source.cycles]

    def period(item: CycleReading) -> tuple[date, str]:
        organisation = item.reading.organisation
        stated = organisation.period if organisation else None
        return (stated.first if stated else date.min), item.cycle.name

    return OrganisationReading(source=source, cycles=tuple(sorted(cycles, key=period)))


def accept(reading: OrganisationReading) -> None:
    """Go on only with input that has no errors.

    Raises:
        Rejected: some cycle has errors.

    """
    if any(not d.warning for d in reading.diagnostics):
        raise Rejected(reading.diagnostics)


def as_of_date(organisation: Organisation, override: date | None) -> date | None:
    """Return the date a cycle is judged at: the one given on the command line, else the file's, else none."""
    if override:
        return override
    return organisation.as_of.last if organisation.as_of else None


def judge(
    common: Common,
    item: CycleReading,
    edition: Edition,
    *,
    as_of: date | None = None,
) -> Diagnosis:
    """Redact one cycle to an edition and judge what is left; nothing above this line reaches a page."""
    organisation, tree = item.reading.organisation, item.reading.tree
    if organisation is None or tree is None:
        raise Rejected(item.reading.diagnostics)
    day = as_of_date(organisation, as_of)
    redacted = redact(organisation, edition, as_of=day, locate=lambda path: locate(tree, path))
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
) -> Published:
    """Build one edition of one organisation and put it in place whole, or leave everything as it was."""
    accept(reading)
    workspace = common.workspace
    diagnosis = judge(common, reading.newest, edition, as_of=as_of)
    _refuse_empty(diagnosis.organisation, reading.source.slug, edition)
    renderer = _renderer(common)
    settings = workspace.settings
    shown = frame(diagnosis, title=settings.title, base_url=_address(settings.base_url, reading.source.slug, edition))
    files = {
        page.path: renderer.render(page, shown) for page in pages(diagnosis, common.guidance, renderer=map_renderer)
    }
    inputs = [path for cycle in reading.source.cycles for path, _ in cycle.files]
    published = [*workspace.content_roots(), *workspace.theme_roots(workspace.settings.theme)]
    refuse_exposed(inputs, published)
    site = Site(
        organisation=reading.source.slug,
        edition=edition.word,
        cycle=reading.newest.cycle.name,
        as_of=diagnosis.as_of,
        files=files,
    )
    own = [workspace.root / name for name in ("orgs", "content", "themes", SETTINGS, RULES)]
    sources = [reading.source.place, *own, *published]
    return publish(site, target, sources=sources, workspace=workspace.root, replace=replace, adopt=adopt)


def _address(base_url: str | None, slug: str, edition: Edition) -> str | None:
    """Return the address of one site below the workspace's; only the lowest edition is meant for one."""
    return f"{base_url.rstrip('/')}/{slug}" if base_url and edition is Edition.COMPANY else None


def default_target(workspace: Workspace, slug: str, edition: Edition) -> Path:
    """Return where an edition goes: the lowest to `site/`, all others to `private/`."""
    if edition is Edition.COMPANY:
        return workspace.root / "site" / slug
    return workspace.root / "private" / slug / edition.word


def _renderer(common: Common) -> Renderer:
    name = common.workspace.settings.theme
    if name not in common.renderers:
        common.renderers[name] = Renderer(read_theme(common.workspace, name))
    return common.renderers[name]


def read_theme(workspace: Workspace, name: str) -> Theme:
    """Read a theme's templates and style sheet, the nearest folder winning file by file.

    Raises:
        Rejected: a file of the theme cannot be read.

    """
    found = Collector()
    templates: dict[str, str] = {}
    style = ""
    for root in reversed(workspace.theme_roots(name)):
        for path in sorted((root / "templates").glob("*.html")):
            templates[path.name] = _theme_text(path, root, found)
        if (root / "style.css").is_file():
            style = _theme_text(root / "style.css", root, found)
    if found.failed:
        raise Rejected(found.sorted())
    return Theme(name=name, templates=templates, style=style)


def _theme_text(path: Path, root: Path, found: Collector) -> str:
    name = f"themes/{root.name}/{path.relative_to(root).as_posix()}"
    inside = path.resolve().is_relative_to(root.resolve())
    data = read_bytes(path, name, found, limit=MAX_TEMPLATE_BYTES) if inside else b""
    return (data or b"").decode("utf-8", "replace")
