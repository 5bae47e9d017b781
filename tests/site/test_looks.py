"""In a real browser: nothing is wider than a phone, both colour schemes are drawn, and the brief is one sheet."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from sites import Site

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: how pages look is not tested")

WIDTHS = (320, 1280)
_DARK = ("--force-dark-mode", "--blink-settings=preferredColorScheme=0")
_MEASURE = """
<!doctype html><body style="margin:0"><pre id="found"></pre>FRAMES<script>
const measure = (frame) => {
  const page = frame.contentDocument, width = frame.clientWidth, body = getComputedStyle(page.body);
  const past = [...page.querySelectorAll("body *")].filter((one) =>
    !one.closest(".scroll, .map-scroll, .skip, svg") && one.getBoundingClientRect().right > width + 1);
  return {
    width: page.documentElement.scrollWidth, past: past.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)),
    paper: body.backgroundColor, weight: getComputedStyle(page.querySelector("h1")).fontWeight,
  };
};
window.onload = () => {
  const found = Object.fromEntries([...document.querySelectorAll("iframe")].map((one) => [one.title, measure(one)]));
  document.getElementById("found").textContent = JSON.stringify(found);
};
</script>
"""


def _chromium(profile: Path, *arguments: str) -> str:
    assert CHROMIUM
    fixed = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND",
             "--allow-file-access-from-files", f"--user-data-dir={profile}")  # fmt: skip
    done = subprocess.run([CHROMIUM, *fixed, *arguments], capture_output=True, timeout=300, check=True)
    return done.stdout.decode("utf-8", "replace")


def _measure(
    sites: Mapping[str, Site], folder: Path, widths: tuple[int, ...], *more: str
) -> dict[str, dict[str, object]]:
    wanted = {
        f"{site}: {name} at {width}": (site.folder / name).as_uri()
        for site in sites.values()
        for name in site.pages
        for width in widths
    }
    frames = "".join(
        f'<iframe title="{name}" src="{address}" style="border:0;width:{name.rsplit(" ", 1)[1]}px"></iframe>'
        for name, address in wanted.items()
    )
    wrapper = folder / "wrapper.html"
    wrapper.write_text(_MEASURE.replace("FRAMES", frames), encoding="utf-8")
    dumped = _chromium(folder / "profile", *more, "--dump-dom", wrapper.as_uri())
    text = re.search(r'<pre id="found">(.*?)</pre>', dumped, re.DOTALL)
    assert text, dumped[:500]
    found: dict[str, dict[str, object]] = json.loads(html.unescape(text[1]))
    assert len(found) == len(wanted)
    return found


@pytest.fixture(scope="module")
def chosen(built: Mapping[tuple[str, str], Site], small_sites: Mapping[tuple[str, str], Site]) -> dict[str, Site]:
    """The fullest site, the sparsest ones and the lowest edition of each organisation."""
    found = [built["halden-foods", "author"], built["symantec", "company"], small_sites["one", "company"]]
    return {str(site): site for site in found}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_its_window(scheme: str, chosen: dict[str, Site], tmp_path: Path) -> None:
    found = _measure(chosen, tmp_path, *((WIDTHS,) if scheme == "light" else ((360,), *_DARK)))
    too_wide = {
        name: (one["width"], one["past"])
        for name, one in found.items()
        if one["width"] != int(name.rsplit(" ", 1)[1]) or one["past"]
    }
    assert too_wide == {}
    papers = {str(one["paper"]) for one in found.values()}
    assert papers == {"rgb(22, 24, 27)" if scheme == "dark" else "rgb(255, 255, 255)"}
    # The policy let the style sheet through.
    assert {one["weight"] for one in found.values()} == {"600"}


@pytest.mark.parametrize("name", ["index.html", "alliances/fresh-flow.html", "map.html"])
def test_pages_are_drawn(name: str, chosen: dict[str, Site], tmp_path: Path) -> None:
    sizes = []
    for scheme in ((), _DARK):
        picture = tmp_path / "picture.png"
        page = (chosen["halden-foods/author"].folder / name).as_uri()
        _chromium(tmp_path / "profile", *scheme, "--window-size=1280,1600", f"--screenshot={picture}", page)
        sizes.append(picture.read_bytes())
    light, dark = sizes
    assert min(len(light), len(dark)) > 40_000
    assert light != dark


@pytest.mark.parametrize(
    ("slug", "edition"), [("halden-foods", "company"), ("halden-foods", "author"), ("symantec", "author")]
)
def test_the_brief_is_one_sheet(slug: str, edition: str, built: Mapping[tuple[str, str], Site], tmp_path: Path) -> None:
    sheet, page = tmp_path / "brief.pdf", (built[slug, edition].folder / "index.html").as_uri()
    _chromium(tmp_path / "profile", "--no-pdf-header-footer", f"--print-to-pdf={sheet}", page)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet.read_bytes())) == 1


def test_what_is_too_wide_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "wide.html").write_text("<!doctype html><h1>x</h1><table><td><img width=900></table>", encoding="utf-8")
    found = _measure({"a": Site("a", "company", folder)}, tmp_path, (360, 1280))
    assert found["a/company: wide.html at 360"]["past"]
    assert found["a/company: wide.html at 360"]["width"] != 360
    assert not found["a/company: wide.html at 1280"]["past"]
