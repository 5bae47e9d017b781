from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from sites import EDITIONS, ORGANISATIONS, ROOT, Site, build, place, workspace

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


SMALL: Mapping[str, str] = {
    "forty-lines.yaml": (ROOT / "tests" / "data" / "forty-lines.yaml").read_text(encoding="utf-8"),
    "three.yaml": """\
name: Three
people:
  - ann: Ann Abel
  - bob: Bob Bell
  - cai: Cai Cole
functions:
  - sales: Sales
  - it: IT
alliances:
  - id: both
    partners: [sales, it]
""",
    "strangers.yaml": """\
name: Strangers
people:
  - ann: Ann Abel
  - bob: Bob Bell
  - cai: Cai Cole
""",
    "one.yaml": "name: One\npeople:\n  - ann: Ann Abel\n",
    "nobody.yaml": "name: Nobody\n",
}
"""Organisations about which next to nothing is known."""


@pytest.fixture(scope="session")
def small_sites(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = build(workspace(tmp_path_factory.mktemp("built") / "small", SMALL))
    slugs = [Path(name).stem for name in SMALL]
    return {(s, e): Site(s, e, place(root, s, e)) for s in slugs for e in EDITIONS}
