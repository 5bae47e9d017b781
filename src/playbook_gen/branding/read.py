"""`branding:` of the settings to a value: every fault with its place, and colours that fail as warnings."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from playbook_gen.branding import Branding
from playbook_gen.branding.colours import ROLES, faults, palettes
from playbook_gen.branding.logo import LogoFault, logo_address
from playbook_gen.diagnostics import Code, Collector, quoted
from playbook_gen.reading.files import read_bytes
from playbook_gen.reading.nodes import Mapping as Tree
from playbook_gen.reading.nodes import Node, Scalar
from playbook_gen.source import Place
from playbook_gen.spelling import nearest

MAX_TEXT = 300
_KEYS = ("name", "logo", "colours", "fonts", "footer", "marking")
_SCHEMES = ("light", "dark")
_FONTS = {"body": "sans-serif", "display": "serif"}
_GENERIC = ("serif", "sans-serif", "monospace", "system-ui")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z", re.ASCII)
_FONT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]{0,63}\Z", re.ASCII)


def read_branding(node: Node | None, root: Path, found: Collector) -> Branding:
    """Return the branding of a workspace at ``root``; what cannot be used is left out and told to ``found``."""
    reader = _Reader(root, found)
    tree = reader.fields(node, _KEYS, "branding")
    colours = reader.fields(tree.get("colours") if tree else None, _SCHEMES, "branding.colours")
    light, dark = (reader.colours(colours, scheme) for scheme in _SCHEMES)
    return Branding(
        name=reader.text(tree, "name"),
        logo=reader.logo(tree),
        footer=reader.text(tree, "footer"),
        marking=reader.text(tree, "marking"),
        light={name: colour for name, (colour, _) in light.items()},
        dark={name: colour for name, (colour, _) in dark.items()},
        fonts=reader.fonts(tree),
        places={f"{s}.{n}": at for s, part in zip(_SCHEMES, (light, dark), strict=True) for n, (_, at) in part.items()},
    )


def try_colours(branding: Branding, style: str, found: Collector) -> None:
    """Warn of every pair that the branding's colours make hard to read or to tell apart on top of ``style``."""
    for scheme, palette, changed in zip(_SCHEMES, palettes(style), (branding.light, branding.dark), strict=True):
        for name, fault in faults(palette, changed):
            hint = _LIGHTER if "contrast" in fault else _APART
            place = branding.places[f"{scheme}.{name}"]
            found.warn(Code.VALUE, place, f"branding.colours.{scheme}: {fault}", hint=hint)


_LIGHTER = "make one of the two darker or lighter until it does"
_APART = "choose two that differ in lightness as well"


class _Reader:
    """Reads the parts, each of which may be left out."""

    def __init__(self, root: Path, found: Collector) -> None:
        self.root = root
        self.found = found

    def fields(self, node: Node | None, known: Sequence[str], where: str) -> Tree | None:
        if node is None:
            return None
        if not isinstance(node, Tree):
            self.found.error(Code.VALUE, node.place, f"{where}: expected fields", hint=f"allowed: {', '.join(known)}")
            return None
        for key, _ in node.entries:
            if key.text not in known:
                meant = nearest(key.text, known)
                hint = f"did you mean {meant}?" if meant else f"allowed here: {', '.join(known)}"
                name = quoted(key.text)
                self.found.error(Code.UNKNOWN_FIELD, key.place, f"{where}: unknown field", hint=hint, excerpt=name)
        return node

    def text(self, tree: Tree | None, key: str) -> str | None:
        node = tree.get(key) if tree else None
        if node is None:
            return None
        if not isinstance(node, Scalar) or len(node.text) > MAX_TEXT:
            hint = f"write at most {MAX_TEXT} characters on one line"
            self.found.error(Code.VALUE, node.place, f"branding.{key}: expected a short text", hint=hint)
            return None
        return " ".join(node.text.split()) or None

    def colours(self, tree: Tree | None, scheme: str) -> dict[str, tuple[str, Place]]:
        where = f"branding.colours.{scheme}"
        part = self.fields(tree.get(scheme) if tree else None, ROLES, where)
        return dict(self._colours(part, where)) if part else {}

    def _colours(self, part: Tree, where: str) -> Iterator[tuple[str, tuple[str, Place]]]:
        for key, value in part.entries:
            if key.text not in ROLES:
                continue
            if isinstance(value, Scalar) and _COLOUR.match(value.text):
                yield key.text, (value.text.lower(), value.place)
            else:
                hint = 'write "#" and six digits in quotes, as in "#1f4e79"'
                self.found.error(Code.VALUE, value.place, f"{where}.{key.text}: this is no colour", hint=hint)

    def fonts(self, tree: Tree | None) -> dict[str, str]:
        part = self.fields(tree.get("fonts") if tree else None, tuple(_FONTS), "branding.fonts")
        chosen = {}
        for key, value in part.entries if part else ():
            names = [name.strip() for name in value.text.split(",")] if isinstance(value, Scalar) else [""]
            if key.text not in _FONTS:
                continue
            if all(map(_FONT.match, names)):
                chosen[key.text] = _stack(names, _FONTS[key.text])
            else:
                hint = "write installed fonts by name, with commas, as in Calibri, Carlito, sans-serif"
                self.found.error(
                    Code.VALUE, value.place, f"branding.fonts.{key.text}: this is no list of fonts", hint=hint
                )
        return chosen

    def logo(self, tree: Tree | None) -> str | None:
        node = tree.get("logo") if tree else None
        if node is None:
            return None
        path = self.root / node.text if isinstance(node, Scalar) else self.root
        if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.root)) or path == self.root:
            hint = "put the file into the workspace and write its path from there, as in brand/logo.svg"
            self.found.error(Code.FILES, node.place, "branding.logo: the path leads out of the workspace", hint=hint)
            return None
        return self._picture(path, node.place)

    def _picture(self, path: Path, place: Place) -> str | None:
        # The name that messages give it: relative, with forward slashes, and no longer than a path may be.
        name = path.relative_to(self.root).as_posix()
        mine = Collector()
        data = read_bytes(path, name, mine) if len(os.fsencode(name)) < 1024 and "\0" not in name else None
        if data is None:
            why = mine.found[0].message if mine.found else "cannot be opened"
            self.found.error(Code.FILES, place, f"branding.logo: {why}", hint="name a small PNG or SVG file")
            return None
        try:
            return logo_address(data)
        except LogoFault as fault:
            hint = "save it as a small PNG, or as a plain SVG of shapes"
            self.found.error(Code.UNSUPPORTED, Place(name, fault.line, 1), f"branding.logo: {fault}", hint=hint)
            return None


def _stack(names: Sequence[str], last: str) -> str:
    ends = [] if names[-1] in _GENERIC else [last]
    return ", ".join([*(name if name in _GENERIC else f'"{name}"' for name in names), *ends])
