"""Where things are: the workspace, its organisations and cycles, its settings, and which folder wins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playbook_gen.bundled import folder
from playbook_gen.diagnostics import Code, Collector, Diagnostic
from playbook_gen.model.record import Edition
from playbook_gen.outcomes import UsageError
from playbook_gen.reading import decode, read_bytes
from playbook_gen.reading.convert import nearest
from playbook_gen.reading.nodes import Mapping as Tree
from playbook_gen.reading.nodes import Node, Scalar, Sequence, compose
from playbook_gen.source import Place

SETTINGS = "playbook.yaml"
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}\Z", re.ASCII)
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~/-]*)?\Z", re.ASCII)
_KEYS = ("title", "organisations", "editions", "theme", "base_url", "thresholds")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What `playbook.yaml` says; every setting has a default."""

    title: str | None = None
    organisations: tuple[str, ...] | None = None
    editions: tuple[Edition, ...] = (Edition.COMPANY,)
    theme: str = "default"
    base_url: str | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Cycle:
    """One planning cycle of one organisation: its files, in order, with the names that messages give them."""

    name: str
    files: tuple[tuple[Path, str], ...]


@dataclass(frozen=True, kw_only=True)
class Source:
    """One organisation as found on disk."""

    slug: str
    cycles: tuple[Cycle, ...]
    place: Path
    """The file or folder that holds it."""


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """A folder with `orgs/`, and perhaps `playbook.yaml`, `content/` and `themes/`."""

    root: Path
    settings: Settings
    diagnostics: tuple[Diagnostic, ...]

    def content_roots(self) -> list[Path]:
        """Guidance folders, nearest first."""
        return [root for root in (self.root / "content", folder("content")) if root.is_dir()]

    def theme_roots(self, name: str) -> list[Path]:
        """Folders of one theme, nearest first; the bundled default stands behind every theme.

        Raises:
            UsageError: no folder of that name is there.

        """
        own = [root / name for root in (self.root / "themes", folder("themes"))]
        found = [root for root in own if root.is_dir()]
        if not found or not _SLUG.match(name):
            raise UsageError(f"there is no theme called {name}")
        return list(dict.fromkeys([*found, folder("themes") / "default"]))

    def organisations(self) -> tuple[Source, ...]:
        """Return every organisation in `orgs/`, in the order of their names."""
        home = self.root / "orgs"
        names = (
            sorted({p.stem if p.is_file() else p.name for p in home.iterdir() if _counts(p)}) if home.is_dir() else []
        )
        return tuple(self.organisation(name) for name in names)

    def organisation(self, name: str) -> Source:
        """Return the organisation called ``name``, or the one that a path leads to.

        Raises:
            UsageError: there is none, with the nearest known name.

        """
        home = self.root / "orgs"
        if _SLUG.match(name):
            for place in (home / name, home / f"{name}.yaml"):
                if place.exists():
                    return self._source(name, place)
        path = Path(name)
        if path.suffix in (".yaml", ".yml") or path.is_dir() or "/" in name:
            if path.exists() or path.is_symlink():
                return self._source(path.stem if path.is_file() else path.name, path)
            raise UsageError(f"there is no file or folder {name}")
        known = sorted({p.stem for p in home.iterdir() if _counts(p)}) if home.is_dir() else []
        meant = nearest(name, known)
        hint = f"; did you mean {meant}?" if meant else f"; there are {', '.join(known)}" if known else ""
        raise UsageError(f"there is no organisation called {name}{hint}")

    def _source(self, slug: str, place: Path) -> Source:
        slug = slug if _SLUG.match(slug) else "organisation"
        if not place.is_dir():
            return Source(slug=slug, cycles=(self._cycle(place.stem, [place]),), place=place)
        inside = sorted(p for p in place.iterdir() if _counts(p))
        cycles = [
            self._cycle(
                p.stem if p.is_file() else p.name,
                [p] if not p.is_dir() else sorted(q for q in p.iterdir() if _counts(q)),
            )
            for p in inside
        ]
        if not cycles:
            raise UsageError(f"{self._named(place)} holds no .yaml file")
        return Source(slug=slug, cycles=tuple(cycles), place=place)

    def _cycle(self, name: str, paths: list[Path]) -> Cycle:
        return Cycle(name=name, files=tuple((path, self._named(path)) for path in paths))

    def _named(self, path: Path) -> str:
        """Return a path as messages show it: below the workspace, else as it was given, with forward slashes."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return path.name if path.is_absolute() else path.as_posix()


def _counts(path: Path) -> bool:
    """Whether an entry of `orgs/` is an organisation or a cycle, and no leaving of an editor."""
    if path.name.startswith((".", "~", "#")) or path.name.endswith("~"):
        return False
    return path.is_dir() or path.suffix in (".yaml", ".yml")


def open_workspace(root: Path) -> Workspace:
    """Return the workspace at ``root`` with its settings read; faults in them are its diagnostics."""
    found = Collector()
    settings = Settings()
    path = root / SETTINGS
    if path.exists():
        tree = _tree(path, found)
        settings = _Reader(found).settings(tree) if tree else settings
    return Workspace(root=root, settings=settings, diagnostics=found.sorted())


def _tree(path: Path, found: Collector) -> Tree | None:
    data = read_bytes(path, SETTINGS, found)
    text = decode(data, SETTINGS, found) if data is not None else None
    node = compose(text, SETTINGS, found) if text is not None else None
    if node is not None and not isinstance(node, Tree):
        found.error(Code.VALUE, Place(SETTINGS, 1, 1), "the file should begin with fields, e.g. title: ...")
        return None
    return node


class _Reader:
    def __init__(self, found: Collector) -> None:
        self.found = found

    def settings(self, tree: Tree) -> Settings:
        for key, _ in tree.entries:
            if key.text not in _KEYS:
                meant = nearest(key.text, _KEYS)
                hint = f"did you mean {meant}?" if meant else f"allowed here: {', '.join(_KEYS)}"
                self.found.error(Code.UNKNOWN_FIELD, key.place, f"unknown setting {key.text[:64]}", hint=hint)
        return Settings(
            title=self._text(tree.get("title")),
            organisations=self._list(tree.get("organisations")),
            editions=self._editions(tree.get("editions")),
            theme=self._text(tree.get("theme")) or "default",
            base_url=self._address(tree.get("base_url")),
            thresholds=self._numbers(tree.get("thresholds")),
        )

    def _text(self, node: Node | None) -> str | None:
        if node is None:
            return None
        if isinstance(node, Scalar):
            return node.text or None
        self.found.error(Code.VALUE, node.place, "expected text")
        return None

    def _address(self, node: Node | None) -> str | None:
        text = self._text(node)
        if node is not None and text and not _ADDRESS.match(text):
            self.found.error(Code.VALUE, node.place, "base_url is no web address", hint="write https://host/path/")
            return None
        return text

    def _list(self, node: Node | None) -> tuple[str, ...] | None:
        if node is None:
            return None
        if not isinstance(node, Sequence):
            self.found.error(Code.VALUE, node.place, "expected a list")
            return None
        return tuple(text for item in node.items if (text := self._text(item)))

    def _editions(self, node: Node | None) -> tuple[Edition, ...]:
        words = self._list(node)
        if words is None or node is None:
            return (Edition.COMPANY,)
        known = {edition.word: edition for edition in Edition}
        for word in words:
            if word not in known:
                hint = f"allowed: {', '.join(known)}"
                self.found.error(Code.VALUE, node.place, f"there is no edition {word[:64]}", hint=hint)
        return tuple(sorted({known[word] for word in words if word in known})) or (Edition.COMPANY,)

    def _numbers(self, node: Node | None) -> dict[str, float]:
        if node is None:
            return {}
        if not isinstance(node, Tree):
            self.found.error(Code.VALUE, node.place, "expected check-id.threshold: number")
            return {}
        found = {}
        for key, value in node.entries:
            try:
                found[key.text] = float(value.text) if isinstance(value, Scalar) else float("nan")
            except ValueError:
                found[key.text] = float("nan")
            if found[key.text] != found[key.text] or abs(found[key.text]) > 1e9:
                self.found.error(Code.VALUE, value.place, f"{key.text[:64]}: expected a number")
        return found
