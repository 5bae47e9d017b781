"""Keeps the compiled Graphviz module between runs: two milliseconds instead of a second.

A compiled module is code, so the folder must be the user's own and closed to others, and the bytes must
match the digest that stands before them. Whatever goes wrong here is silent: the price is one compilation.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from pathlib import Path

_DIGEST = hashlib.sha256().digest_size


def _folder() -> Path | None:
    base = os.environ.get("XDG_CACHE_HOME", "")
    try:
        home = Path(base) if base and Path(base).is_absolute() else Path.home() / ".cache"
    except RuntimeError:  # no home folder to be found
        return None
    return home / "playbook-gen"


def _ours(folder: Path) -> bool:
    """A real folder, not a link, that belongs to this user and lets nobody else in."""
    if not hasattr(os, "getuid"):  # Windows: a profile folder is private by inheritance
        return folder.is_dir()
    found = folder.lstat()
    private = stat.S_IMODE(found.st_mode) & 0o077 == 0
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and private


def load(key: str) -> bytes | None:
    """The bytes kept under a key, or ``None`` if there are none that can be trusted."""
    folder = _folder()
    try:
        if folder is None or not _ours(folder):
            return None
        kept = (folder / key).read_bytes()
    except OSError:
        return None
    digest, body = kept[:_DIGEST], kept[_DIGEST:]
    return body if hashlib.sha256(body).digest() == digest else None


def store(key: str, body: bytes) -> None:
    """Keeps bytes under a key, whole or not at all."""
    folder = _folder()
    if folder is None:
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _ours(folder):
            _write_whole(folder, key, hashlib.sha256(body).digest() + body)
    except OSError:
        return


def _write_whole(folder: Path, key: str, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=folder, prefix="new-")
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        Path(name).replace(folder / key)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
