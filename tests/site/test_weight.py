"""Pages are of a size to be mailed and read on the way, whatever the size of the company."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from sites import Site, build, place, workspace
from test_map_page import company

BRIEF, PAGE, WHOLE = 100_000, 300_000, 2_000_000


def busy(people: int, functions: int, alliances: int, activities: int, ties: int) -> str:
    """A company by number with goals, work that resembles other work, and alliances that lack what they need."""
    chance = random.Random(people)  # noqa: S311 - for test data
    lines = ["currency: EUR", "goals:"]
    lines += [f"  - {{id: g{n}, statement: Goal {n}, rank: {n + 1}}}" for n in range(5)]
    lines.append("activities:")
    for n in range(activities):
        work = f"name: Work {n}, function: f{n % functions}, capability: kind {n % 9}, audience: all, goals: [g{n % 5}]"
        when = f"starts: 2026-0{1 + n % 9}-01, ends: 2026-12-31"
        lines.append(f"  - {{id: a{n}, {work}, {when}, cost: {n}k, joint_with: none}}")
    lines.append("alliances:")
    for n in range(alliances):
        one, other = chance.sample(range(functions), 2)
        made = f"partners: [f{one}, f{other}], necessity: need-to-have, supports: [g{n % 5}]"
        held = f"forum: {{last_held: 2026-0{1 + n % 5}-15}}, accountable: none, charter: none"
        lines.append(f"  - {{id: al{n}, {made}, {held}}}")
    return company(people, functions, ties) + "\n".join(lines) + "\n"


LARGE = {
    "busy.yaml": busy(people=400, functions=20, alliances=60, activities=150, ties=3000),
    "wide.yaml": company(people=70, functions=60, ties=0),
}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Site]:
    root = build(workspace(tmp_path_factory.mktemp("weight") / "w", LARGE, ["company"]))
    names = [name.removesuffix(".yaml") for name in LARGE]
    return {name: Site(name, "company", place(root, name, "company")) for name in names}


def test_a_brief_is_light_with_all_that_it_loads(
    built: Mapping[tuple[str, str], Site], small_sites: Mapping[tuple[str, str], Site], large: Mapping[str, Site]
) -> None:
    for site in (*built.values(), *small_sites.values(), *large.values()):
        loaded = {one.attributes.get("src") for one in site.pages["index.html"].find("script")} - {None}
        assert len(site.files["index.html"]) + sum(len(site.files[name]) for name in loaded if name) < BRIEF, site


def test_no_page_is_heavy_but_the_one_that_holds_all_and_maps_of_many(
    built: Mapping[tuple[str, str], Site], small_sites: Mapping[tuple[str, str], Site], large: Mapping[str, Site]
) -> None:
    for site in (*built.values(), *small_sites.values(), *large.values()):
        heavy = {path for path, page in site.pages.items() if len(page.source.encode()) >= PAGE}
        assert heavy <= {"print.html", *(["map.html"] if site.slug == "busy" else [])}, site


def test_a_company_of_some_size_can_be_handed_on_in_one_page(built: Mapping[tuple[str, str], Site]) -> None:
    for site in built.values():
        assert len(site.files["print.html"]) < WHOLE, site
