"""The overview beside the sites of several companies: built when it is asked for, taken away when it is not.

It is a site of its own with a record of its own, in the folder `portfolio` beside the folders of the companies.
A run that builds an edition without it withdraws what an earlier run left, for that could contradict the sites.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from playbook_gen.diagnostics import visible
from playbook_gen.model.record import Edition
from playbook_gen.outcomes import InputRejected, UsageError
from playbook_gen.pages.portfolio import Company, portfolio_page
from playbook_gen.pages.words import count
from playbook_gen.pipeline import Common, default_target, renderer_of, sources_of
from playbook_gen.publishing import Site, publish, refuse_taken, stands, withdraw
from playbook_gen.workspace import Source, Workspace

FOLDER = "portfolio"
_NAME = "(portfolio)"
"""What its record calls it: no organisation can have this name, so neither is taken for the other."""


def place(workspace: Workspace, edition: Edition) -> Path:
    """Return where the overview of an edition stands, or would."""
    return default_target(workspace, FOLDER, edition)


def refuse(
    workspace: Workspace,
    sources: Iterable[Source],
    editions: Iterable[Edition],
    *,
    wanted: bool,
    out: Path | None = None,
    replace: bool = False,
) -> None:
    """Refuse what would stop the overviews of these editions at the end, before the first site is built.

    Raises:
        UsageError: an overview is wanted of a site that goes elsewhere.
        InputRejected: an organisation has the name of the overview's folder.
        Refused: files in its place were changed by hand, or are no overview.

    """
    if out and wanted:
        raise UsageError("--portfolio stands beside the sites in their own places; leave --out away")
    clash = [source.slug for source in sources if source.slug.casefold() == FOLDER]
    if wanted and clash:
        raise InputRejected(
            f"{clash[0]}: the overview that --portfolio asks for stands in a folder of that name. "
            "Rename the organisation's file or folder, or build without --portfolio."
        )
    for position, edition in enumerate(() if out else editions):
        site, target = _site(edition), place(workspace, edition)
        if (wanted and position == 0) or stands(site, target):
            refuse_taken(site, target, replace=replace)


def settle(
    common: Common,
    built: Mapping[tuple[Edition, str], Company],
    sources: Sequence[Source],
    *,
    wanted: bool,
    out: Path | None = None,
    replace: bool = False,
) -> list[str]:
    """Publish the overview of the lowest edition that was built if it is wanted, withdraw those of the others.

    ``built`` holds each company as an edition shows it, by that edition and the name of its folder. A site that
    went elsewhere (``out``) moves nothing here. Returns what was done, a line each.
    """
    said = []
    editions = sorted({edition for edition, _ in built})
    for edition in () if out else editions:
        target = place(common.workspace, edition)
        if wanted and edition is editions[0]:
            found = {slug: company for (one, slug), company in built.items() if one is edition}
            _publish(common, found, edition, sources, replace=replace)
            companies = count(len(found), "company", "companies")
            said.append(f"{visible(target.as_posix())}/index.html  {edition.word} edition, overview of {companies}")
        elif withdraw(_site(edition), target, replace=replace):
            said.append(
                f"{visible(target.as_posix())} was of an earlier build and is gone; --portfolio makes a new one"
            )
    return said


def _publish(
    common: Common, found: Mapping[str, Company], edition: Edition, sources: Sequence[Source], *, replace: bool
) -> None:
    workspace = common.workspace
    target = place(workspace, edition)
    homes = [(_way(default_target(workspace, slug, edition), target), one) for slug, one in found.items()]
    page, frame = portfolio_page(homes, edition, workspace.settings.title)
    site = _site(
        edition,
        as_of=max((one.as_of for one in found.values() if one.as_of), default=None),
        files={page.path: renderer_of(common).render(page, frame)},
    )
    held = [*(source.place for source in sources), *sources_of(workspace)]
    publish(site, target, sources=held, workspace=workspace.root, replace=replace)


def _site(edition: Edition, *, as_of: date | None = None, files: Mapping[str, bytes] | None = None) -> Site:
    return Site(organisation=_NAME, edition=edition.word, cycle="", as_of=as_of, files=files or {})


def _way(home: Path, start: Path) -> str:
    """Return the relative link from the overview's folder to a site's."""
    return os.path.relpath(home, start).replace(os.sep, "/")
