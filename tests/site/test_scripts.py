"""What the script of a site adds, in a real browser, from a folder; and that pages do without it."""

from __future__ import annotations

import gettext
import html
import json
import re
import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from playbook_gen.branding import Branding
from playbook_gen.language import Language, dated, figure, month, speaking
from playbook_gen.rendering.scripts import worded
from playbook_gen.rendering.theme import Layer, stack
from rendering.themes import bundled
from sites import ROOT, Site, build, place, workspace
from test_looks import CHROMIUM
from test_search import NAMED

in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: scripts are not tested")

_WRAPPER = """<!doctype html><body><pre id="found"></pre><iframe src="PAGE" width="1200" height="900"></iframe><script>
const frame = document.querySelector("iframe");
const wait = (time) => new Promise((done) => setTimeout(done, time));
frame.onload = async () => {
  frame.onload = null;
  const page = frame.contentDocument, there = frame.contentWindow;
  const type = async (field, text) => {
    field.focus();
    field.value = text;
    field.dispatchEvent(new there.Event("input"));
    await wait(400);
  };
  const press = (on, key, more = {}) =>
    on.dispatchEvent(new there.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  const pick = (select, text) => {
    select.value = [...select.options].find((one) => one.text === text).value;
    select.dispatchEvent(new there.Event("change"));
  };
  const all = (selector, within = page) => [...within.querySelectorAll(selector)];
  const text = (one) => one.textContent;
  // What a page adds comes in tasks of its own, each of which may ask for another; they come in turn.
  for (let n = 0; n < 5; n++) await new Promise((done) => there.setTimeout(done));
  let found;
  try { found = await (async () => { STEPS })(); } catch (error) { found = String(error); }
  document.getElementById("found").textContent = JSON.stringify(found);
};
</script>"""
_FIXED = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND")  # fmt: skip


def _dumped(folder: Path, page: Path, *more: str) -> str:
    assert CHROMIUM
    command = [CHROMIUM, *_FIXED, *more, f"--user-data-dir={folder / 'profile'}", "--dump-dom", page.as_uri()]
    return subprocess.run(command, capture_output=True, timeout=300, check=True).stdout.decode("utf-8", "replace")


def _done(page: Path, steps: str, folder: Path) -> Any:
    """What a reader finds who does this on a page."""
    wrapper = folder / "wrapper.html"
    wrapper.write_text(_WRAPPER.replace("PAGE", page.as_uri()).replace("STEPS", steps), encoding="utf-8")
    text = _dumped(folder, wrapper, "--allow-file-access-from-files", "--virtual-time-budget=60000")
    found = re.search(r'<pre id="found">(.*?)</pre>', text, re.DOTALL)
    assert found
    done = json.loads(html.unescape(found[1]))
    assert not isinstance(done, str), done
    return done


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = build(workspace(tmp_path_factory.mktemp("built") / "scripts", {"named.yaml": NAMED}, ["company"]))
    return Site("named", "company", place(root, "named", "company"))


_FOUND = {
    "isil ince": "Işıl İnce",
    "IŞIL": "Işıl",
    "jose angstrom": "José Ångström",
    "تقنيه": "التقنية",
    "京 太": "京 太",
    "システム": "システム",
    "김영": "김영",
    "mark": "Marketing",
}
"""What is typed, and a word that then stands in a snippet or title with its beginning marked."""


@in_a_browser
def test_search_finds_words_of_every_script(named: Site, tmp_path: Path) -> None:
    steps = f"""
    const field = page.querySelector("[role=search] input"), found = {{}};
    for (const words of {json.dumps([*_FOUND, "arketing", "velvet"])}) {{
      await type(field, words);
      const status = text(page.querySelector("[role=search] [role=status]"));
      found[words] = {{ hits: all(".hits li").map(text), marks: all(".hits mark").map(text), status }};
    }}
    return found;"""
    found = _done(named.folder / "partners" / "it.html", steps, tmp_path)
    for words, wanted in _FOUND.items():
        assert found[words]["hits"], words
        assert wanted in found[words]["hits"][0], words
        assert found[words]["marks"], words
        assert re.fullmatch(r"1 place|\d+ places.*", found[words]["status"])
    for words in ("arketing", "velvet"):
        assert found[words]["hits"] == []
        assert found[words]["status"] == "Nothing found"


@in_a_browser
def test_search_by_keyboard(named: Site, tmp_path: Path) -> None:
    steps = """
    const field = page.querySelector("[role=search] input"), panel = page.querySelector(".hits");
    press(page.body, "k");
    const quiet = page.activeElement !== field;
    press(page.body, "k", { ctrlKey: true });
    const focused = quiet && page.activeElement === field;
    await type(field, "marketing");
    const links = all("a", panel);
    press(field, "ArrowDown");
    const first = page.activeElement === links[0];
    press(links[0], "ArrowDown");
    const second = page.activeElement === links[1];
    press(links[1], "Escape");
    const closed = page.activeElement === field && !panel.hasChildNodes();
    await type(field, "marketing");
    const target = panel.querySelector("a").href;
    press(field, "Enter");
    await wait(1500);
    return { focused, first, second, closed, arrived: frame.contentWindow.location.href === target, target };"""
    found = _done(named.folder / "index.html", steps, tmp_path)
    target = found.pop("target")
    assert found == dict.fromkeys(("focused", "first", "second", "closed", "arrived"), True)
    assert target.partition("#")[0] in {(named.folder / name).as_uri() for name in named.pages}


_ORDERS: dict[str, Callable[[str], Any]] = {
    "up": lambda rating: float(rating[0]),
    "down": lambda rating: float(rating[0]),
    "dates": lambda day: datetime.strptime(day, "%d %B %Y"),  # noqa: DTZ007 - a day
}
"""What the columns of a table are sorted by; all others by their letters."""


@in_a_browser
def test_tables_filter_and_sort(built: Mapping[tuple[str, str], Site], tmp_path: Path) -> None:
    steps = """
    const table = all("main table").find((one) => text(one.caption) === "Who influences whom");
    const column = (title) => all("thead th", table).findIndex((one) => text(one) === title);
    const rows = () => all("tbody tr", table).filter((one) => one.getClientRects().length);
    const cells = (title) => rows().map((one) => text(one.cells[column(title)]));
    const head = (title) => table.tHead.rows[0].cells[column(title)];
    const click = (title) => {
      head(title).querySelector("button").click();
      return [head(title).ariaSort, cells(title)];
    };
    const before = cells("From");
    const sorted = { up: click("Influence"), down: click("Influence"), dates: click("As of"), names: click("From") };
    click("From"); click("From");
    const after = cells("From"), field = table.closest(".scroll").previousElementSibling.querySelector("input");
    await type(field, "VELDERHOEK tollanes");
    const some = cells("From"), status = text(field.parentNode.querySelector("[role=status]"));
    await type(field, "");
    const small = all("main table").filter((one) => one.tBodies[0].rows.length < 15 && one.querySelector("button"));
    return { before, after, sorted, some, status, all: cells("From").length, small: small.length };"""
    found = _done(built["halden-foods", "author"].folder / "map.html", steps, tmp_path)
    assert len(found["before"]) > 15
    assert found["after"] == found["before"]
    for name, (said, column) in found["sorted"].items():
        assert said == ("descending" if name == "down" else "ascending")
        known = [one for one in column if one != "not known"]
        ordered = sorted(known, key=_ORDERS.get(name, str))
        assert known == (ordered[::-1] if name == "down" else ordered), name
        assert column[: len(known)] == known
    assert 0 < len(found["some"]) < len(found["before"])
    assert found["status"] == f"{len(found['some'])} of {len(found['before'])} rows"
    assert set(found["some"]) <= {"Priyanka Velderhoek", "Ingvar Tollanes"}
    assert (found["all"], found["small"]) == (len(found["before"]), 0)


@in_a_browser
def test_maps_bring_some_forward(built: Mapping[tuple[str, str], Site], tmp_path: Path) -> None:
    steps = """
    const map = page.querySelector(".map-scroll svg.map"), select = page.querySelector(".pick select");
    const radios = all(".map-switch [class^='map-a']"), clear = page.querySelector(".pick button");
    const seen = (one, kind) => Number(getComputedStyle(one.querySelector(kind)).opacity);
    const name = (card) => text(card.querySelector("title")).split(";")[0];
    const state = () => ({
      cards: Object.fromEntries(all(".map-card", map).map((one) => [name(one), seen(one, "rect")])),
      ties: all(".map-tie", map).filter((one) => seen(one, "path") === 1).length,
      radio: radios.findIndex((one) => one.checked), clear: !clear.hidden,
    });
    const found = { before: state() };
    pick(select, "Emeka Strandvik"); found.person = state();
    pick(select, "Operations"); found.lane = state();
    pick(select, select.querySelector("optgroup[label=Priorities] option").text); found.priority = state();
    clear.click(); found.cleared = state();
    radios[2].click(); found.switched = state();
    return found;"""
    found = _done(built["halden-foods", "author"].folder / "map.html", steps, tmp_path)
    before = found["before"]
    assert set(before["cards"].values()) == {1}
    assert (before["radio"], before["clear"]) == (0, False)
    front = {name for name, seen in found["person"]["cards"].items() if seen == 1}
    assert front == {"Emeka Strandvik", "Ottoline Nakagura", "Priyanka Velderhoek"}
    assert 0 < found["person"]["ties"] < before["ties"]
    assert found["lane"]["cards"]["Bogdan Hjelmqvar"] == 1
    assert found["lane"]["cards"]["Marisol Teitwerk"] < 0.5
    assert (found["priority"]["radio"], found["priority"]["clear"]) == (1, True)
    assert min(found["priority"]["cards"].values()) < 1
    assert found["cleared"] == before
    assert found["switched"] == {**before, "radio": 2}


@in_a_browser
def test_from_a_folder_a_page_runs_the_script_and_does_without(named: Site, tmp_path: Path) -> None:
    """As by double click: no flag that opens files to each other."""
    page = named.folder / "partners" / "it.html"
    assert 'role="search"' in _dumped(tmp_path, page)
    assert 'role="search"' not in _dumped(tmp_path, page, "--blink-settings=scriptEnabled=false")


def test_pages_hold_no_control_that_only_a_script_moves(built: Mapping[tuple[str, str], Site]) -> None:
    for site in built.values():
        assert set(site.files) - set(site.pages) >= {"assets/script.js", "assets/search.js"}
        for name, page in site.pages.items():
            made = [one for one in page.find("input", "select", "button") if one.attributes.get("type") != "radio"]
            assert made == [], name


def test_a_theme_of_a_workspace_brings_no_script() -> None:
    own = Layer(name="acme", bundled=False, files={"scripts/base.js": "alert(1)"})
    ours = Layer(name="default", bundled=True, files={**bundled("default").files, "scripts/base.js": "ours()"})
    assert stack("acme", [own, ours], Branding()).script == '(() => {\n"use strict";\nours()\n})();\n'


class _Words(gettext.NullTranslations):
    """A catalogue of a few words."""

    def gettext(self, message: str) -> str:
        return {"Filter rows": "Zeilen filtern", "not known": "unbekannt"}.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return {"{number} place": "{number} Stelle" if n == 1 else "{number} Stellen"}.get(msgid1, msgid2)


GERMAN = Language(code="de", catalogue=_Words())


def test_a_script_brings_the_words_of_another_language() -> None:
    script = 'say("Filter rows"); say("Search", { a }); several("{number} place", "{number} places", 2);\n'
    assert worded(script) == script
    with speaking(GERMAN):
        table, _, rest = worded(script).partition("\n")
    assert rest == script
    held = json.loads(table.removeprefix("var playbookWords=").removesuffix(";"))
    assert held == {
        "Filter rows": "Zeilen filtern",
        "{number} place": {"one": "{number} Stelle", "other": "{number} Stellen"},
    }


@in_a_browser
def test_tables_sort_in_another_language(tmp_path: Path) -> None:
    levels = ["watch", "failing", "clear", "at risk"]
    with speaking(GERMAN):
        held = {
            "Tag": [dated(date(2026, 3, 1)), "2026", month(date(2026, 12, 1)), dated(date(2026, 1, 30))],
            "Zahl": [figure(Decimal("1200.5")), "20", "unbekannt", figure(Decimal("1200.25"))],
            "Stufe": [f'<span class="level level-{one.replace(" ", "-")}">x{n}</span>' for n, one in enumerate(levels)],
        }
        script = worded(stack("default", [_with_scripts("default")], Branding()).script)
    rows = [f"<tr>{''.join(f'<td>{cells[n % 4]}</td>' for cells in held.values())}</tr>" for n in range(16)]
    page = _page(tmp_path, held, rows, script)
    steps = """
    const found = { field: page.querySelector("input").placeholder };
    all("thead th").forEach((head, column) => {
      head.querySelector("button").click();
      found[text(head)] = all("tbody tr").map((row) => text(row.cells[column]));
    });
    return found;"""
    found = _done(page, steps, tmp_path)
    assert found == {
        "field": "Zeilen filtern",
        "Tag": [day for day in ("2026", "30. Januar 2026", "1. März 2026", "Dezember 2026") for _ in range(4)],
        "Zahl": [number for number in ("20", "1.200,25", "1.200,5", "unbekannt") for _ in range(4)],
        "Stufe": [level for level in ("x1", "x3", "x0", "x2") for _ in range(4)],
    }


def _page(folder: Path, heads: Iterable[str], rows: Iterable[str], script: str, first: str = "") -> Path:
    """A German page of one table; ``first`` runs before the script of the site."""
    (folder / "first.js").write_text(first, encoding="utf-8")
    (folder / "script.js").write_text(script, encoding="utf-8")
    titles = "".join(f"<th>{title}</th>" for title in heads)
    table = f"<table><thead><tr>{titles}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    scripts = '<script src="first.js"></script><script src="script.js"></script>'
    (folder / "page.html").write_text(
        f'<!doctype html><html lang="de"><meta charset="utf-8"><main>{table}</main>{scripts}', encoding="utf-8"
    )
    return folder / "page.html"


@in_a_browser
def test_nothing_that_knows_a_language_is_loaded_before_a_reader_wants_it(tmp_path: Path) -> None:
    """It takes as long as all else that a page does at first."""
    watched = """
    window.loaded = [];
    for (const name of ["Collator", "DateTimeFormat", "NumberFormat", "PluralRules"]) {
      Intl[name] = new Proxy(Intl[name], { construct(real, given) { loaded.push(name); return new real(...given); } });
    }"""
    rows = [f"<tr><td>Wort {n}</td></tr>" for n in range(16)]
    script = stack("default", [_with_scripts("default")], Branding()).script
    page = _page(tmp_path, ["Wörter"], rows, script, watched)
    steps = """
    const before = [...there.loaded];
    page.querySelector("thead button").click();
    return { before, after: [...new Set(there.loaded)].sort() };"""
    assert _done(page, steps, tmp_path) == {"before": [], "after": ["Collator", "DateTimeFormat", "NumberFormat"]}


def _with_scripts(name: str) -> Layer:
    held = bundled(name)
    paths = (ROOT / "themes" / name / "scripts").glob("*.js")
    return replace(held, files={**held.files, **{f"scripts/{p.name}": p.read_text("utf-8") for p in paths}})
