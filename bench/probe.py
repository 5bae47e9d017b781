"""From an SVG of any tool to a picture that can be measured: a browser says where each line and word really is.

A browser, and not a parser of our own: it knows nested transforms, style sheets, and how wide words are in the
fonts that a reader gets, and it treats all tools alike.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.geometry import A4_LANDSCAPE, Line, Node, Picture
from playbook_gen.maps.geometry import Box

_SECONDS = 180
_SCRIPT = Path(__file__).with_name("probe.js")
_RESULT = re.compile(r"<pre>(.*)</pre>", re.DOTALL)
_PROLOGUE = re.compile(r"\A.*?(?=<svg)", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Where a tool puts things: CSS selectors, and the attribute (or ``title``) that names people and ends.

    ``node_name`` finds the id in a node's key, ``line_names`` both ids in a tie's key. ``:self`` says that the
    element of a tie is its line. ``step`` is the least distance of samples in units of the drawing.
    """

    node: str
    shape: str
    word: str
    tie: str
    line: str
    head: str
    node_key: str
    line_key: str
    node_name: str
    line_names: str
    title: str = ""
    step: float = 6.0


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A picture, and the share of an A4 page that would be black if all ink ran together."""

    picture: Picture
    ink: float


class NoBrowserError(RuntimeError):
    """No Chromium on PATH."""


def browser() -> str:
    """The path of an installed Chromium; raises :class:`NoBrowserError` without one."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise NoBrowserError("No Chromium on PATH: install one, or set PATH to where it is.")


def chromium(folder: Path, *more: str) -> str:
    """What a browser without a window prints; its profile is kept in ``folder``."""
    fixed = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1"]
    command = [browser(), *fixed, f"--user-data-dir={folder / 'profile'}", *more]
    done = subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS)
    return done.stdout.decode("utf-8")


def page(svg: str, head: str = "") -> str:
    """A web page that holds one drawing and nothing else."""
    look = "<style>body{margin:0}</style>"
    return f'<!doctype html><meta charset="utf-8">{look}{_PROLOGUE.sub("", svg, count=1)}{head}'


def _box(found: list[float]) -> Box:
    return Box(x=found[0], y=found[1], width=found[2], height=found[3])


def _node(found: Mapping[str, Any], asked: Asked) -> Node:
    name = re.search(asked.node_name, found["key"])
    if name is None:
        raise ValueError("a person was drawn whom nothing names: the selectors of this tool are out of date")
    return Node(key=name[1], box=_box(found["box"]), words=tuple(map(_box, found["words"])))


def _line(found: Mapping[str, Any], asked: Asked) -> Line:
    names = re.search(asked.line_names, found["key"])
    if names is None:
        raise ValueError("a tie was drawn whose ends nothing names: the selectors of this tool are out of date")
    return Line(tail=names[1], head=names[2], points=tuple((x, y) for x, y in found["points"]))


def read(found: Mapping[str, Any], asked: Asked) -> Seen:
    """The picture in what the browser left; raises ``ValueError`` where a name is missing."""
    width, height = found["page"]
    picture = Picture(
        width=width,
        height=height,
        nodes=tuple(_node(one, asked) for one in found["nodes"]),
        lines=tuple(_line(one, asked) for one in found["lines"]),
        titles=tuple(map(_box, found["titles"])),
        letter=found["letter"],
    )
    return Seen(picture=picture, ink=found["ink"])


def look(svg: str, asked: Asked, folder: Path) -> Seen:
    """Measures one drawing; ``folder`` takes what the browser needs.

    Raises :class:`NoBrowserError` without a browser, ``ValueError`` where the selectors find nothing named.
    """
    told = json.dumps({"asked": asdict(asked), "room": A4_LANDSCAPE}).replace("<", "\\u003c")
    script = f"<script>window.PROBE={told}</script><script>{_SCRIPT.read_text(encoding='utf-8')}</script>"
    place = folder / "probe.html"
    place.write_text(page(svg, script), encoding="utf-8")
    printed = chromium(folder, "--virtual-time-budget=60000", "--dump-dom", place.resolve().as_uri())
    result = _RESULT.search(printed)
    if result is None:
        raise ValueError("the browser could not read the drawing")
    text = result[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return read(json.loads(text), asked)


def shoot(svg: str, place: Path, folder: Path, width: float, height: float) -> None:
    """Writes a PNG of a drawing, one dot a unit, for the eye."""
    shown = folder / "shown.html"
    sized = re.sub(r"<svg\b[^>]*>", lambda tag: _sized(tag[0], width, height), svg, count=1)
    shown.write_text(page(sized), encoding="utf-8")
    window = f"--window-size={round(width)},{round(height)}"
    chromium(folder, window, f"--screenshot={place.resolve()}", shown.resolve().as_uri())


def _sized(tag: str, width: float, height: float) -> str:
    bare = re.sub(r'\s(?:width|height|style)="[^"]*"', "", tag)
    return f'{bare[:-1]} width="{width}" height="{height}">'
