"""The two typefaces that every picture is drawn with, and which characters they have.

Liberation Sans has the widths of Arial, which the maps measure with (`playbook_gen.maps.widths`).
"""

from __future__ import annotations

import struct
from contextlib import contextmanager
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FAMILY = "Liberation Sans"
FILES = ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf")


@contextmanager
def folder() -> Iterator[Path]:
    """Give the folder of the bundled typefaces for as long as it is needed."""
    with resources.as_file(resources.files(__package__) / "fonts") as path:
        yield path


@lru_cache(maxsize=1)
def characters() -> frozenset[int]:
    """Return the code points for which both weights have a glyph."""
    fonts = resources.files(__package__) / "fonts"
    regular, bold = (_covered((fonts / name).read_bytes()) for name in FILES)
    return regular & bold


def _covered(font: bytes) -> frozenset[int]:
    """Read a TrueType file's map of Unicode's first plane: OpenType specification, `cmap`, format 4."""
    at = _unicode_map(font)
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends, starts, steps, leads = (
        struct.unpack_from(f">{count}H", font, at + 14 + skip) for skip in _columns(2 * count)
    )
    found = set()
    for place, (first, last, step, lead) in enumerate(zip(starts, ends, steps, leads, strict=True)):
        row = at + 16 + 6 * count + 2 * place + lead
        for code in range(first, last + 1):
            glyph = struct.unpack_from(">H", font, row + 2 * (code - first))[0] if lead else code + step
            if glyph & 0xFFFF:
                found.add(code)
    return frozenset(found)


def _columns(width: int) -> tuple[int, int, int, int]:
    """Where the four columns begin; two bytes of padding stand between the first and the second."""
    return 0, width + 2, 2 * width + 2, 3 * width + 2


def _unicode_map(font: bytes) -> int:
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * place) for place in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    count = struct.unpack_from(">H", font, start + 2)[0]
    maps = (struct.unpack_from(">HHL", font, start + 4 + 8 * place) for place in range(count))
    return int(start + next(offset for platform, encoding, offset in maps if (platform, encoding) == (3, 1)))
