"""Ids, which name files, and names, which stand in pages: hostile ones, clashing ones, endless ones."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from .harness import GOOD, HEAD, Desk


def functions(*ids: str) -> str:
    return f"{HEAD}functions:\n" + "".join(f"  - {{id: '{name}', name: Unit {n}}}\n" for n, name in enumerate(ids))


def partners(*ids: str) -> str:
    return f"{functions(*ids)}alliances:\n  - {{id: all, partners: [{', '.join(ids)}]}}\n"


def test_nm01_ids_that_differ_only_in_case(desk: Desk) -> None:
    run = desk.refuses(
        functions("ann", "Ann", "ANN"), "the id Ann is already used on line 4", "upper and lower", at="5:10"
    )
    assert "orgs/acme.yaml:6:10: error[PB013]" in run.err


def test_nm02_two_people_of_one_name(desk: Desk) -> None:
    desk.accepts(GOOD.replace("name: Bob Ray", "name: Ann Lee"))
    shown = (desk.site / "map.html").read_text("utf-8")
    assert "Chief Marketing Officer" in shown
    assert "Chief Information Officer" in shown
    assert "Ann Lee 2" not in desk.pages()
    assert "Ann Lee (2)" not in desk.pages()


def test_nm03_ids_that_a_slug_would_confuse(desk: Desk) -> None:
    desk.accepts(partners("a-b", "a_b", "ab"))
    pages = {path.name for path in (desk.site / "partners").iterdir()}
    assert {"a-b.html", "a_b.html", "ab.html"} <= pages
    desk.refuses(functions("a b"), "id is not an id", at="4:10")


@pytest.mark.parametrize(
    "name", ["%2e%2e%2f", "a%00b", "a?b#c", "a;b", "-a", "_a", "a.b", "é", "a:b", "a\\nb", "*", "<b>"]
)
def test_nm07_an_id_that_a_link_would_not_survive(desk: Desk, name: str) -> None:
    desk.refuses(functions(name), "id is not an id", "use letters, digits, - and _", at="4:10")


@pytest.mark.parametrize("name", ["x" * 65, "x" * 300, "é" * 127])
def test_nm08_an_id_that_is_too_long(desk: Desk, name: str) -> None:
    run = desk.refuses(functions(name), "too long for one", "at most 64", at="4:10")
    assert name not in run.err
    desk.accepts(partners("x" * 64, "y"))
    assert (desk.site / "partners" / f"{'x' * 64}.html").is_file()


@pytest.mark.parametrize("name", ["index", "INDEX", "con", "NUL", "com1", "lpt9", "aux"])
def test_nm09_an_id_that_would_take_a_page_or_a_device(desk: Desk, name: str) -> None:
    desk.refuses(functions(name), "is a name that the site needs for itself", "choose another id", at="4:10")


def test_nm09_other_names_of_the_site_have_folders_of_their_own(desk: Desk) -> None:
    desk.accepts(partners("search", "404", "assets", "people", "sitemap", "map", "robots"))
    assert (desk.site / "partners" / "404.html").read_bytes() != (desk.site / "404.html").read_bytes()
    assert (desk.site / "partners" / "map.html").read_bytes() != (desk.site / "map.html").read_bytes()


def test_nm10_names_that_scripts_stumble_over(desk: Desk) -> None:
    desk.refuses(functions("__proto__"), "id is not an id", "beginning with a letter or digit", at="4:10")
    desk.accepts(partners("constructor", "toString", "hasOwnProperty", "valueOf"))
    assert (desk.site / "partners" / "constructor.html").is_file()


def test_nm13_names_that_would_leave_their_attribute(desk: Desk) -> None:
    for old, name in (
        ("name: Marketing", "name: '\" onmouseover=alert(1) q=\"'"),
        ("name: IT", "name: '` onmouseover=alert(1) `'"),
        ("name: Ann Lee", "name: '&quot; onmouseover=alert(1)'"),
        ("name: Bob Ray", "name: \"' onmouseover=alert(1) q='\""),
    ):
        desk.put((desk.home / "orgs" / "acme.yaml").read_text("utf-8").replace(old, name))
    assert desk.run("build").code == 0
    reader = Attributes()
    for path in desk.site.rglob("*.html"):
        reader.feed(path.read_text("utf-8"))
    assert "href" in reader.names
    assert not reader.names & {"onmouseover", "q"}


class Attributes(HTMLParser):
    """Collects the names of all attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {name for name, _ in attrs}


@pytest.mark.parametrize("gap", ["\\n", "\\t", " " * 200, "\\n\\n", "\u00a0" * 9], ids=range(5))
def test_nm17_a_name_on_more_than_one_line(desk: Desk, gap: str) -> None:
    text = f'{HEAD}people:\n  - {{id: ann, name: "Ann{gap}Lee"}}\n'
    desk.refuses(text, "name needs to stand on one line", "take line breaks", at="4:21")


def test_nm17_a_long_text_may_have_lines(desk: Desk) -> None:
    desk.accepts(f"{GOOD}vision: |\n  One.\n\n  Two.\n")


@pytest.mark.parametrize("name", ["日本.yaml", "a b.yaml", "..yaml", "x" * 65 + ".yaml", "acme.corp.yaml"])
def test_a_file_whose_name_can_name_no_folder(desk: Desk, name: str) -> None:
    desk.put(GOOD, f"orgs/{name}")
    run = desk.run("build")
    assert run.code == (0 if name.startswith(".") else 1)
    assert ("its name becomes a folder of the site" in run.err) == (run.code == 1)


def test_two_files_for_one_site(desk: Desk) -> None:
    desk.put(GOOD, "orgs/ACME.yaml")
    run = desk.run("build")
    assert run.code == 1
    assert "orgs/ACME.yaml and orgs/acme.yaml would both be the site" in run.err
    (desk.home / "orgs" / "ACME.yaml").unlink()
    desk.put(GOOD, "orgs/acme/2026.yaml")
    assert desk.run("build").code == 1
    (desk.home / "orgs" / "acme" / "2026.yaml").unlink()
    (desk.home / "orgs" / "acme").rmdir()
    desk.put(GOOD, "other/acme.yaml")
    run = desk.run("build", "acme", "other/acme.yaml")
    assert run.code == 1
    assert "build them one at a time with --out" in run.err
