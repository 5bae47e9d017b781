"""Catalogues to languages: ``translations/<language>.po``, the workspace's own before the bundled one.

They are read as text, so that nothing has to be compiled. A translation from elsewhere may fill in what its original
fills in and nothing else: what follows a name in braces could reach into a value.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from playbook_gen.bundled import folder
from playbook_gen.diagnostics import Code, Collector
from playbook_gen.language import SOURCE, Language, fields
from playbook_gen.reading import decode, read_bytes
from playbook_gen.source import Place

if TYPE_CHECKING:
    from babel.messages import Catalog, Message

FOLDER = "translations"
_MAX_BYTES = 4 * 1024 * 1024
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}\Z", re.ASCII)


def known(workspace: Path) -> list[str]:
    """Return the languages that have a catalogue, bundled or in the workspace, and the one that needs none."""
    found = (path.stem for root in _roots(workspace) for path in root.glob("*.po"))
    return sorted({SOURCE, *found})


def is_language(code: str) -> bool:
    """Whether a code names a language whose dates, numbers and lists are known."""
    from babel import Locale, UnknownLocaleError

    if not _CODE.match(code):
        return False
    try:
        Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _roots(workspace: Path) -> list[Path]:
    return [workspace / FOLDER, folder(FOLDER)]


def read_language(code: str, workspace: Path, found: Collector) -> Language:
    """Return a language with its words: what the workspace does not translate the bundled catalogue does, else English.

    ``found`` takes what is wrong with a catalogue, with its line.
    """
    catalogue: gettext.NullTranslations = gettext.NullTranslations()
    for root in reversed(_roots(workspace)):
        path = root / f"{code}.po"
        if path.is_file():
            read = _read(path, f"{FOLDER}/{path.name}", found)
            if read is not None:
                read.add_fallback(catalogue)
                catalogue = read
    return Language(code=code, catalogue=catalogue)


def _read(path: Path, name: str, found: Collector) -> gettext.GNUTranslations | None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    data = read_bytes(path, name, found, limit=_MAX_BYTES)
    text = decode(data, name, found) if data is not None else None
    if text is None:
        return None
    try:
        catalogue = read_po(io.StringIO(text), locale=path.stem.replace("-", "_"), abort_invalid=True)
    except (PoFileError, ValueError) as fault:
        line = getattr(fault, "lineno", 0)
        found.error(Code.VALUE, Place(name, max(line, 1), 1), "this is no catalogue of gettext", hint=_FORM)
        return None
    for message, wrong in faults(catalogue):
        found.error(Code.VALUE, Place(name, message.lineno or 1, 1), wrong, hint=_BRACES)
        catalogue.delete(message.id)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


_FORM = "a PO file holds pairs of msgid and msgstr; copy the bundled one, or save it from a PO editor"
_BRACES = "a translation fills in what its original fills in, by the same names in braces"


def faults(catalogue: Catalog) -> Iterator[tuple[Message, str]]:
    """Yield each translation that fills in what its original does not, with what is wrong."""
    for message in list(catalogue):
        if message.id:
            given = fields_of(_texts(message.id))
            for text in filter(None, _texts(message.string)):
                held = fields(text)
                if held is None:
                    yield message, "braces hold more than a name"
                elif extra := sorted(held - given):
                    yield message, f"there is nothing to fill in for {{{extra[0]}}}"


def fields_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the names in the braces of several forms of one text."""
    return frozenset(name for text in texts for name in fields(text) or ())


def _texts(held: str | Sequence[str] | None) -> Sequence[str]:
    return (held or "",) if isinstance(held, str | None) else held
