"""Where `content/`, `themes/` and `translations/` are: beside the code when installed, at the root in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the bundled folder ``name``; the one place that knows both homes."""
    installed = _PACKAGE / "_bundled" / name
    return installed if installed.is_dir() else _PACKAGE.parent.parent / name
