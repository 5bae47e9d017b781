"""Reads a drawing back: what a reader or a machine finds in it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

NS = "{http://www.w3.org/2000/svg}"


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314


def cards(svg: str) -> list[ET.Element]:
    return [one for one in parse(svg).iter() if one.get("class") == "map-card"]


def told(one: ET.Element) -> str:
    return one.findtext(f"{NS}title") or ""


def shown(one: ET.Element) -> list[str]:
    return [line.text or "" for line in one.findall(f"{NS}text")]


def ties(svg: str) -> list[str]:
    found = (one for one in parse(svg).iter() if (one.get("class") or "").startswith("map-tie"))
    return sorted(one.findtext(f"{NS}title") or "" for one in found)


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    rects = (one.find(f"{NS}rect") for one in cards(svg))
    return [
        (float(r.get("x", "")), float(r.get("y", "")), float(r.get("width", "")), float(r.get("height", "")))
        for r in rects
        if r is not None
    ]


def view(svg: str) -> tuple[float, float, float, float]:
    x, y, width, height = map(float, parse(svg).get("viewBox", "").split())
    return x, y, width, height


def points(svg: str) -> Iterator[tuple[float, float]]:
    for path in parse(svg).iter(f"{NS}path"):
        for pair in re.findall(r"-?[\d.]+,-?[\d.]+", path.get("d", "")):
            x, y = pair.split(",")
            yield float(x), float(y)


def shape(svg: str) -> list[tuple[str, list[str]]]:
    """Every element with the names of its attributes: what hostile text must not add to."""
    return [(one.tag, sorted(one.keys())) for one in parse(svg).iter()]
