"""A logo to a `data:` address: a PNG without its remarks, or an SVG that is written anew from what is known harmless.

A picture in an `img` runs no script and loads nothing, but a site is also handed on, saved and taken apart; and
drawing programs leave names and paths of their users in what they save.
"""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from xml.etree import ElementTree
from xml.parsers import expat

MAX_LOGO_BYTES = 24 * 1024
"""A logo stands in every page, and the brief has to stay below 100 KB."""
MAX_SIDE = 2_000
_MAX_ELEMENTS = 2_000
_MAX_DEPTH = 64

_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"IDAT", b"IEND")

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset(
    {
        "svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse", "line",
        "polyline", "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath", "mask",
    }
)  # fmt: skip
_LEFT_OUT = frozenset({"metadata"})
_ATTRIBUTES = frozenset(
    {
        "id", "class", "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx",
        "ry", "fx", "fy", "d", "points", "transform", "fill", "fill-rule", "fill-opacity", "stroke",
        "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray",
        "stroke-dashoffset", "stroke-opacity", "opacity", "clip-path", "clip-rule", "mask", "offset",
        "stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits",
        "maskUnits", "preserveAspectRatio", "font-family", "font-size", "font-weight", "font-style",
        "text-anchor", "letter-spacing", "dx", "dy", "style", "version", "color", "display",
    }
)  # fmt: skip
_FRAGMENT = re.compile(r"#[A-Za-z_][\w.-]*\Z", re.ASCII)
_REACHES_OUT = re.compile(r"url\s*+\(\s*+['\"]?+(?!#)|@import|expression|javascript:|[\\<]", re.IGNORECASE)


class LogoFault(ValueError):  # noqa: N818 - it is in the file, not in the program
    """Why a file is not used as a logo, in words that repeat nothing of it; ``line`` where it is known."""

    def __init__(self, message: str, line: int = 1) -> None:
        """Take the words and the line."""
        super().__init__(message)
        self.line = line


def logo_address(data: bytes) -> str:
    """Return the picture as a `data:` address.

    Raises:
        LogoFault: it is neither a PNG nor an SVG, is too large, or holds what could reach out of it.

    """
    if len(data) > MAX_LOGO_BYTES:
        raise LogoFault(f"the logo is larger than {MAX_LOGO_BYTES // 1024} KB, and every page carries it")
    kind, picture = ("png", _png(data)) if data.startswith(_PNG) else ("svg+xml", _svg(data))
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"


def _png(data: bytes) -> bytes:
    try:
        chunks = list(_chunks(data))
    except (struct.error, zlib.error):
        raise LogoFault("the PNG is damaged") from None
    if [kind for kind, _ in chunks[:1]] != [b"IHDR"] or chunks[-1][0] != b"IEND" or len(chunks[0][1]) != 25:
        raise LogoFault("the PNG is damaged")
    sides = struct.unpack(">II", chunks[0][1][8:16])
    if not all(0 < side <= MAX_SIDE for side in sides):
        raise LogoFault(f"the PNG is more than {MAX_SIDE} points wide or high")
    return _PNG + b"".join(whole for kind, whole in chunks if kind in _KEPT)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kind and the whole of every chunk up to the end mark; what stands behind it is nobody's picture."""
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        (size,) = struct.unpack(">I", data[at : at + 4])
        whole = data[at : at + size + 12]
        kind = whole[4:8]
        if zlib.crc32(whole[4:-4]) != struct.unpack(">I", whole[-4:])[0]:
            raise zlib.error
        yield kind, whole
        at += size + 12


def _svg(data: bytes) -> bytes:
    root = _Builder().read(data)
    if root.tag != "svg":
        raise LogoFault("the logo is neither a PNG nor an SVG")
    root.set("xmlns", _SVG[1:-1])
    return ElementTree.tostring(root, encoding="unicode").encode()


class _Builder:
    """Builds the picture again from elements and attributes on the lists; what other programs added is left out."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse("a document type")
        self.parser.ProcessingInstructionHandler = self._refuse("a processing instruction")
        self.tree = ElementTree.TreeBuilder()
        self.open: list[bool] = []
        self.count = 0
        self.kept = False

    def read(self, data: bytes) -> ElementTree.Element:
        try:
            self.parser.Parse(data, True)  # noqa: FBT003 - expat knows no name for it
        except expat.ExpatError as error:
            raise LogoFault("the logo is neither a PNG nor a whole SVG", error.lineno) from None
        if not self.kept:
            raise LogoFault("the logo is neither a PNG nor an SVG")
        return self.tree.close()

    def _refuse(self, what: str) -> Callable[..., None]:
        def handler(*_: object) -> None:
            raise self._fault(f"the SVG holds {what}")

        return handler

    def _fault(self, message: str) -> LogoFault:
        return LogoFault(message, self.parser.CurrentLineNumber)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > _MAX_ELEMENTS or len(self.open) >= _MAX_DEPTH:
            raise self._fault(f"the SVG has more than {_MAX_ELEMENTS} elements, or {_MAX_DEPTH} inside each other")
        tag = _local(name)
        kept = (not self.open or self.open[-1]) and tag is not None and tag not in _LEFT_OUT
        if kept and tag not in _ELEMENTS:
            raise self._fault("the SVG holds an element that could run, load or link")
        self.open.append(kept)
        self.kept |= kept
        if kept:
            self.tree.start(tag or "", dict(self._attributes(attributes)))

    def _end(self, name: str) -> None:
        if self.open.pop():
            self.tree.end(_local(name) or "")

    def _text(self, text: str) -> None:
        if self.open and self.open[-1]:
            self.tree.data(text)

    def _attributes(self, given: dict[str, str]) -> Iterator[tuple[str, str]]:
        for name, value in sorted(given.items()):
            if name in ("href", _HREF[1:]):
                if not _FRAGMENT.match(value):
                    raise self._fault("the SVG links to something outside itself")
                yield "href", value
            elif name in _ATTRIBUTES:
                if _REACHES_OUT.search(value):
                    raise self._fault("the SVG holds a value that could load something")
                yield name, value
            elif name.lower().startswith("on"):
                raise self._fault("the SVG holds a script")


def _local(name: str) -> str | None:
    """Return the name of an SVG element, or None for one of another vocabulary."""
    space, _, local = name.rpartition("}")
    return local if space == _SVG[1:-1] else None
