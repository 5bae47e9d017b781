"""Two themes that share nothing but the pages, and a workspace that changes as much or as little as it likes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

import test_looks as looks
from sites import ROOT, SMALL, Site, build, differences, listing, place, playbook, workspace

ORG = {"acme.yaml": SMALL["forty-lines.yaml"]}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path d="M0 0h40v10H0z" fill="#7a1f3d"/></svg>'
in_a_browser = pytest.mark.skipif(looks.CHROMIUM is None, reason="no Chromium: how themes look is not tested")


def settled(root: Path, settings: str = "", editions: tuple[str, ...] = ("company",)) -> Path:
    """A workspace with one organisation and some more settings."""
    workspace(root, ORG, editions)
    with (root / "playbook.yaml").open("a", encoding="utf-8") as file:
        file.write(settings)
    return root


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def brief(root: Path) -> str:
    return (root / "site" / "acme" / "index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    """The organisations of this repository and the sparse ones, in the other theme."""
    texts = {f"{p.parent.name}/{p.name}": p.read_text("utf-8") for p in sorted((ROOT / "orgs").glob("*/*.yaml"))}
    root = workspace(tmp_path_factory.mktemp("ledger") / "w", {**texts, **SMALL}, ["company", "author"])
    with (root / "playbook.yaml").open("a", encoding="utf-8") as file:
        file.write("theme: ledger\n")
    build(root)
    wanted = [("halden-foods", "author"), ("halden-foods", "company"), ("symantec", "author"), ("one", "company")]
    return {f"{s}/{e}": Site(s, e, place(root, s, e)) for s, e in wanted}


def _words(site: Site, name: str) -> str:
    (main,) = site.pages[name].find("main")
    return main.words()


def test_both_themes_say_the_same(ledger: dict[str, Site], built: Mapping[tuple[str, str], Site]) -> None:
    for slug, edition in (("halden-foods", "author"), ("halden-foods", "company"), ("symantec", "author")):
        one, other = built[slug, edition], ledger[f"{slug}/{edition}"]
        assert set(one.files) == set(other.files)
        for name, page in other.pages.items():
            assert page.faults == (), name
            assert _words(one, name) == _words(other, name)
            assert one.files[name] != other.files[name]


def test_the_brief_stays_light(ledger: dict[str, Site]) -> None:
    assert len(ledger["halden-foods/author"].files["index.html"]) < 100_000


@in_a_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_its_window(scheme: str, ledger: dict[str, Site], tmp_path: Path) -> None:
    more = looks._DARK if scheme == "dark" else ()
    widths = (360,) if scheme == "dark" else looks.WIDTHS
    sites = {name: ledger[name] for name in ("halden-foods/author", "one/company")}
    found = looks._measure(sites, tmp_path, widths, *more)
    wide = {n: one["past"] for n, one in found.items() if one["width"] != int(n.rsplit(" ", 1)[1]) or one["past"]}
    assert wide == {}
    papers = {str(one["paper"]) for one in found.values()}
    assert papers == {"rgb(22, 24, 27)" if scheme == "dark" else "rgb(251, 250, 246)"}


@in_a_browser
@pytest.mark.parametrize("name", ["halden-foods/company", "halden-foods/author", "symantec/author"])
def test_the_brief_is_one_sheet(name: str, ledger: dict[str, Site], tmp_path: Path) -> None:
    sheet, page = tmp_path / "brief.pdf", (ledger[name].folder / "index.html").as_uri()
    looks._chromium(tmp_path / "profile", "--no-pdf-header-footer", f"--print-to-pdf={sheet}", page)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet.read_bytes())) == 1


def test_one_template_one_block_and_one_rule(tmp_path: Path) -> None:
    root = build(settled(tmp_path / "w"))
    before = brief(root)
    block = '{% extends "default/base.html" %}\n{% block foot %}<footer><p>Ours.</p></footer>{% endblock %}\n'
    put(root, "themes/default/templates/base.html", block)
    put(root, "themes/default/additions.css", "h1 { font-style: italic }\n")
    build(root)
    after = brief(root)
    assert "<footer><p>Ours.</p></footer>" in after
    assert "h1 { font-style: italic }" in after
    assert re.findall("<main.*</main>", after, re.DOTALL) == re.findall("<main.*</main>", before, re.DOTALL)
    run = playbook("build", "--explain-overlay", cwd=root)
    assert re.search(
        r"^base\.html +themes/default/templates/base\.html  \(over bundled themes/default/templates/base\.html\)$",
        run.out,
        re.MULTILINE,
    )
    assert re.search(r"^brief\.html +bundled themes/default/templates/brief\.html$", run.out, re.MULTILINE)
    assert re.search(r"^additions\.css +themes/default/additions\.css$", run.out, re.MULTILINE)
    assert run.out.endswith("pages\n")
    assert str(tmp_path) not in run.out


def test_branding_without_a_template(tmp_path: Path) -> None:
    settings = """\
branding:
  name: Oak & Hollow
  logo: brand/logo.svg
  footer: For the board of <Brightwater>
  marking: Draft
  colours: {light: {accent: "#7a1f3d"}, dark: {accent: "#f2a7bd"}}
  fonts: {display: Calibri}
"""
    root = settled(tmp_path / "w", settings, ("company", "author"))
    put(root, "brand/logo.svg", LOGO)
    site = build(root)
    for theme in ("default", "ledger"):
        text = (root / "playbook.yaml").read_text("utf-8")
        (root / "playbook.yaml").write_text(f"{re.sub('theme: .*', '', text)}\ntheme: {theme}\n", encoding="utf-8")
        build(site)
        page = brief(root)
        assert "Published by <bdi>Oak &amp; Hollow</bdi>" in page
        assert "<bdi>For the board of &lt;Brightwater&gt;</bdi>" in page
        assert re.search(r'<img class="logo" src="data:image/svg\+xml;base64,[^"]+" alt="Oak &amp; Hollow">', page)
        assert '<p class="marking"><bdi>Draft</bdi></p>' in page
        assert "--accent: #7a1f3d" in page
        assert '--display: "Calibri", serif' in page
        author = (root / "private" / "acme" / "author" / "index.html").read_text("utf-8")
        # The marking of an edition is never given away for another.
        assert "<bdi>Draft</bdi> · For the author alone: author edition. Do not pass on." in author
    assert playbook("check", cwd=root).out == "no errors in 1 organisation, 1 cycle\n"


def test_check_tries_the_colours_on_the_theme(tmp_path: Path) -> None:
    faint = 'theme: ledger\nbranding:\n  colours:\n    light: {accent: "#757575"}\n'
    run = playbook("check", cwd=settled(tmp_path / "w", faint))
    assert run.code == 0
    # 4.61 on white, and less on ledger's paper: the theme decides.
    assert "playbook.yaml:5:21: warning[PB011] branding.colours.light: accent on paper has a contrast of 4.4" in run.out
    build(tmp_path / "w")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("base.html", "\n{% nonsense %}", 2),
        ("base.html", '{% extends "base.html" %}', 1),
        ("brief.html", "{{ nothing }}", 1),
        ("brief.html", "\n\n{{ view.heading.__class__ }}", 3),
        ("brief.html", "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", 1),
        ("brief.html", "{% include '/etc/passwd' %}", 1),
        ("brief.html", "<!doctype html><title>x</title>", 1),
    ],
)
def test_a_broken_theme_leaves_the_last_site(name: str, text: str, line: int, tmp_path: Path) -> None:
    root = build(settled(tmp_path / "w"))
    before = listing(root / "site")
    put(root, f"themes/default/templates/{name}", text)
    run = playbook("build", cwd=root)
    assert (run.code, run.out) == (1, "")
    assert re.match(rf"themes/default/templates/{name}:{line}:1: error\[PB\d+\] ", run.err), run.err
    assert differences(before, listing(root / "site")) == []


def test_a_template_that_cannot_be_read(tmp_path: Path) -> None:
    root = build(settled(tmp_path / "w"))
    put(tmp_path, "outside.html", "{{ 1 }}")
    (root / "themes/default/templates").mkdir(parents=True)
    (root / "themes/default/templates/brief.html").symlink_to(tmp_path / "outside.html")
    (root / "themes/default/templates/plan.html").write_bytes(b"\xff\xfe\x00")
    run = playbook("build", cwd=root)
    assert run.code == 1
    assert "themes/default/templates/brief.html:1:1: error[PB018] leads out of the theme's folder" in run.err
    assert "themes/default/templates/plan.html:1:1: error[PB" in run.err


def test_a_theme_that_is_not_there(tmp_path: Path) -> None:
    run = playbook("build", cwd=settled(tmp_path / "w", "theme: leger\n"))
    assert run.code == 2
    assert run.err == "error: there is no theme called leger; did you mean ledger?\n"


def test_a_new_theme_is_one_to_build_with(tmp_path: Path) -> None:
    root = build(settled(tmp_path / "w"))
    before = listing(root / "site")
    made = playbook("theme", "new", "mine", cwd=root)
    assert made.code == 0
    names = ("theme.yaml", "additions.css", "templates/base.html")
    assert made.out.splitlines()[:3] == [f"themes/mine/{name}" for name in names]
    (root / "playbook.yaml").write_text("theme: mine\n", encoding="utf-8")
    build(root)
    assert differences(before, listing(root / "site")) != []
    kept = listing(root / "themes")
    again = playbook("theme", "new", "mine", cwd=root)
    assert (again.code, again.out) == (3, "")
    assert differences(kept, listing(root / "themes")) == []


@pytest.mark.parametrize("name", ["", "../x", "a/b", "a b", "default", "ledger", "x" * 65, ".git", "‏x", "none"])
def test_names_that_no_theme_can_have(name: str, tmp_path: Path) -> None:
    root = settled(tmp_path / "w")
    run = playbook("theme", "new", name, cwd=root)
    assert run.code == 2
    assert not (root / "themes").exists()


@pytest.mark.parametrize("theme", ["default", "ledger"])
def test_what_is_ejected_changes_nothing_until_it_is_changed(theme: str, tmp_path: Path) -> None:
    root = build(settled(tmp_path / "w", f"theme: {theme}\n"))
    before = brief(root)
    for template in ("base.html", "brief.html", "parts.html", "style.css"):
        run = playbook("theme", "eject", template, cwd=root)
        path = f"themes/{theme}/{'' if template == 'style.css' else 'templates/'}{template}"
        assert (run.code, run.out) == (0, f"{path}\n")
        head = (root / path).read_text("utf-8").splitlines()[0]
        assert "Copied from bundled themes/" in head
    build(root)
    # The note at the top of the style sheet is part of it, and the policy names its digest.
    after = re.sub(r"sha256-[^&]+", "", brief(root).replace(f"{head}\n", ""))
    assert after == re.sub(r"sha256-[^&]+", "", before)
    assert playbook("theme", "eject", "base.html", cwd=root).code == 3


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    run = playbook("theme", "eject", "breif.html", cwd=settled(tmp_path / "w"))
    assert (run.code, run.err) == (2, "error: there is no template breif.html; did you mean brief.html?\n")
    run = playbook("theme", "eject", "../../../playbook.yaml", cwd=tmp_path / "w")
    assert run.code == 2


def test_no_theme_takes_the_marking_away(tmp_path: Path) -> None:
    root = settled(tmp_path / "w", editions=("author",))
    bare = '{% extends "default/base.html" %}\n{% block marking %}{% endblock %}\n'
    put(root, "themes/default/templates/base.html", bare)
    run = playbook("build", cwd=root)
    assert run.code == 1
    assert run.err.startswith("themes/default/templates/base.html:2:1: error[")
    assert "does not say for whom its edition is" in run.err


def test_a_script_is_told_where_it_stands(tmp_path: Path) -> None:
    root = settled(tmp_path / "w")
    foot = '{% block foot %}\n<script src="https://x.example/y.js"></script>{% endblock %}\n'
    put(root, "themes/default/templates/base.html", f'{{% extends "default/base.html" %}}\n{foot}')
    run = playbook("build", cwd=root)
    assert run.code == 1
    assert run.err.startswith("themes/default/templates/base.html:3:1: error[")


def test_check_says_what_a_build_would_say_of_a_theme(tmp_path: Path) -> None:
    root = settled(tmp_path / "w")
    put(root, "themes/default/templates/brief.html", "{% if %}")
    run = playbook("check", cwd=root)
    assert run.code == 1
    assert "themes/default/templates/brief.html:1:1: error[PB006]" in run.out
    (root / "playbook.yaml").write_text("theme: leger\n")
    assert playbook("check", cwd=root).code == 2
