"""Which relative paths may be written: those that mean the same file on every system, below the folder."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from playbook_gen.outcomes import Refused
from playbook_gen.publishing.faults import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION_CONTROL = frozenset({".git", ".hg", ".svn", ".jj", ".bzr"})
"""Folders whose loss loses history; nothing is written into one or over one."""

_UNUSABLE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)


def folded(path: str) -> str:
    """The form in which two paths are equal where a file system ignores case or composition."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def refuse_hostile(paths: Iterable[str], *, kept: str | None = None) -> None:
    """Refuse (exit 3) a path that could leave the folder, break a system, or meet another or ``kept``."""
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in paths:
        _refuse_malformed(path)
        if kept is not None and folded(kept) in folded(path).split("/"):
            raise Refused(f"the file “{shown(path)}” has the name of a site's own record. Rename it.")
        _claim(path, files, folders)


def _refuse_malformed(path: str) -> None:
    fault = _fault(path)
    if fault:
        raise Refused(f"the file “{shown(path)}” cannot be written: {fault}. Rename it in its source.")


def _fault(path: str) -> str | None:
    parts = path.split("/")
    for applies, fault in (
        (not path, "it has no name"),
        (path.startswith("/"), "the path is absolute"),
        (any(part in ("", ".", "..") for part in parts), "the path has an empty, “.” or “..” part"),
        (bool(_UNUSABLE.search(path)), "a character in it is not allowed on every system"),
        (any(part[-1:] in (".", " ") for part in parts), "a part of it ends with a dot or a space"),
        (any(_RESERVED.fullmatch(part) for part in parts), "a part of it is a reserved device name"),
        (any(part.casefold() in VERSION_CONTROL for part in parts), "it lies in a version-control folder"),
        (not _encodable(path), "it is not valid Unicode"),
    ):
        if applies:
            return fault
    return None


def _encodable(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _claim(path: str, files: dict[str, str], folders: dict[str, str]) -> None:
    above = [str(parent) for parent in PurePosixPath(path).parents][:-1]
    for folder in above:
        _refuse_clash(folder, folders.setdefault(folded(folder), folder))
        _refuse_clash(folder, files.get(folded(folder)), same_allowed=False)
    _refuse_clash(path, folders.get(folded(path)), same_allowed=False)
    _refuse_clash(path, files.setdefault(folded(path), path))


def _refuse_clash(path: str, other: str | None, *, same_allowed: bool = True) -> None:
    if other is None or (same_allowed and other == path):
        return
    raise Refused(f"“{shown(path)}” and “{shown(other)}” would be one file on some systems. Rename one of them.")
