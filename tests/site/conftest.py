from __future__ import annotations

import shutil
from collections.abc import Mapping

import pytest

from sites import EDITIONS, NOBODY, ORGANISATIONS, ROOT, SMALL, SPARSE, Site, build, place, workspace

Built = Mapping[tuple[str, str], Site]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Every edition of every organisation of this repository, built once, far from the checkout."""
    root = workspace(tmp_path_factory.mktemp("built") / "all", {})
    shutil.copytree(ROOT / "orgs", root / "orgs")
    build(root)
    return {(s, e): Site(s, e, place(root, s, e)) for s in ORGANISATIONS for e in EDITIONS}


@pytest.fixture(params=[(s, e) for s in ORGANISATIONS for e in EDITIONS], ids=lambda pair: "-".join(pair))
def site(request: pytest.FixtureRequest, built: Built) -> Site:
    """Each of them in turn."""
    return built[request.param]


@pytest.fixture(scope="session")
def small_sites(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = build(workspace(tmp_path_factory.mktemp("built") / "small", SMALL))
    alone = build(workspace(tmp_path_factory.mktemp("built") / "nobody", NOBODY), "--edition", "author")
    return {(s, e): Site(s, e, place(alone if s == "nobody" else root, s, e)) for s, e in SPARSE}
