"""Everything on one page: all that the site says, each thing once, in one place, with links that stay inside."""

from __future__ import annotations

import re

from markup import Page
from sites import Site


def whole(site: Site) -> Page:
    return site.pages["print.html"]


RECORD = re.compile(r"records/(?!index)")
"""Pages of single records, which the whole leaves to the list of them."""


def test_every_page_is_a_part_with_its_own_words(site: Site) -> None:
    parts = {part.attributes["id"]: part for part in whole(site).find("section") if "part" in _classes(part)}
    others = {
        name: page
        for name, page in site.pages.items()
        if name not in ("print.html", "404.html") and not RECORD.match(name)
    }
    assert len(parts) == len(others)
    for name, page in others.items():
        main = page.find("main")[0]
        part = parts["brief" if name == "index.html" else re.sub(r"(/index)?\.html$", "", name).replace("/", "-")]
        assert part.find("h2")[0].words() == main.find("h1")[0].words()
        said = part.words()
        cells = {cell.words() for cell in main.find("td", "dd", "li") if not cell.find("svg", "details")}
        assert [cell for cell in cells if cell not in said] == [], name


def _classes(element: object) -> list[str]:
    return str(getattr(element, "attributes", {}).get("class", "")).split()


def test_the_contents_lead_to_every_part(site: Site) -> None:
    contents = next(one for one in whole(site).find("section") if "contents" in _classes(one))
    named = [link.attributes["href"] for link in contents.find("a")]
    parts = [f"#{part.attributes['id']}" for part in whole(site).find("section") if "part" in _classes(part)]
    assert named == parts
    assert named[0] == "#brief"


def test_links_between_pages_stay_on_the_page(site: Site) -> None:
    main = whole(site).find("main")[0]
    targets = [link.attributes["href"] for link in main.find("a")]
    assert [target for target in targets if not target.startswith("#")] == []
    assert {target.removeprefix("#") for target in targets} <= set(whole(site).ids)


def test_a_link_to_a_place_on_a_page_leads_to_that_place(site: Site) -> None:
    # The matrix leads to the verdict of each mode on the page of its alliance.
    cells = [link for link in whole(site).find("a") if "cell" in _classes(link)]
    for cell in cells:
        part, _, anchor = cell.attributes["href"].partition(".")
        assert part.startswith("#alliances-")
        assert anchor in ("focus", "fit", "feasibility", "function", "financial")


def test_no_map_stands_there_twice(site: Site) -> None:
    drawn = [one for one in whole(site).find("svg") if "map" in _classes(one) and one.find("title")]
    shapes = [tuple(path.attributes["d"] for path in one.find("path")) for one in drawn]
    assert len(shapes) == len(set(shapes))


def test_what_stands_on_every_page_stands_here_once(site: Site) -> None:
    text = whole(site).source
    standing = re.findall(r'<p class="standing">(.*?)</p>', text)
    assert len(standing) == len(re.findall(r'<p class="standing">', site.pages["index.html"].source))
    assert text.count("<main") == text.count("<footer>") == text.count('class="top"') == 1


def test_every_sheet_of_a_higher_edition_is_marked(site: Site) -> None:
    style = whole(site).find("style")[0].text()
    (body,) = whole(site).find("body")
    for edition, readers in (("leadership", "the leadership"), ("author", "the author alone")):
        said = rf"@page {edition} {{ @top-left {{ content: \"For {readers}"
        assert re.search(said, style)
        assert f".edition-{edition} {{ page: {edition}; }}" in style
    assert f"edition-{site.edition}" in _classes(body)
    assert "@page company" not in style


def test_each_page_leads_here(site: Site) -> None:
    for name, page in site.pages.items():
        if name not in ("404.html", "print.html"):
            links = [link.attributes["href"].rpartition("/")[2] for link in page.find("footer")[0].find("a")]
            assert "print.html" in links, name
