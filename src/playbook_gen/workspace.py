"""Where things are: the workspace, its organisations and cycles, its settings, and which folder wins."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playbook_gen.branding import Branding
from playbook_gen.branding.read import read_branding
from playbook_gen.bundled import folder
from playbook_gen.diagnostics import Code, Collector, Diagnostic
from playbook_gen.language import SOURCE, Language
from playbook_gen.model.record import Edition
from playbook_gen.outcomes import InputRejected, UsageError
from playbook_gen.reading import decode, read_bytes
from playbook_gen.reading.nodes import Mapping as Tree
from playbook_gen.reading.nodes import Node, Scalar, compose
from playbook_gen.reading.nodes import Sequence as Items
from playbook_gen.rules import RULES, OwnRules, read_rules
from playbook_gen.source import Place
from playbook_gen.spelling import nearest, unknown
from playbook_gen.translations import FOLDER, is_language, known, read_language

SETTINGS = "playbook.yaml"
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}\Z", re.ASCII)
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~/-]*)?\Z", re.ASCII)
_KEYS = (
    "title",
    "language",
    "organisations",
    "editions",
    "theme",
    "base_url",
    "thresholds",
    "switched_off",
    "branding",
)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What `playbook.yaml` says; every setting has a default."""

    title: str | None = None
    language: str = SOURCE
    """The language in which everything is said, as in ``de``; what authors wrote stays as it is."""
    organisations: tuple[str, ...] | None = None
    editions: tuple[Edition, ...] = (Edition.COMPANY,)
    theme: str = "default"
    branding: Branding = field(default_factory=Branding)
    base_url: str | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)
    switched_off: Mapping[str, str] = field(default_factory=dict)
    """Checks that are not to be made, each with the reason."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each threshold and each check that is switched off stands."""


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
    """A folder with `orgs/`, and perhaps `playbook.yaml`, `content/`, `themes/` and `translations/`."""

    root: Path
    settings: Settings
    language: Language
    """The settings' language, with its words."""
    rules: OwnRules
    diagnostics: tuple[Diagnostic, ...]

    def content_roots(self) -> list[Path]:
        """Guidance folders, nearest first: the workspace's own, then those in its language."""
        translated = Path(FOLDER) / self.settings.language
        roots = (self.root / "content", self.root / translated, folder(FOLDER) / translated.name, folder("content"))
        return [root for root in roots if root.is_dir()]

    def lock(self, slug: str, edition: Edition) -> Path:
        """Return where the lock of one edition's maps is, or would be."""
        return self.root / "locks" / slug / f"{edition.word}.json"

    def theme_roots(self, name: str) -> list[Path]:
        """Folders of one theme, nearest first and none twice; the bundled default stands behind every theme.

        Raises:
            UsageError: no folder of that name is there.

        """
        found = [root / name for root in (self.root / "themes", folder("themes")) if (root / name).is_dir()]
        if not found or not _SLUG.match(name):
            known = {root.name for root in (*folder("themes").iterdir(), *self.root.glob("themes/*"))}
            raise unknown("theme called", name, sorted(known))
        return list({os.path.realpath(root): root for root in (*found, folder("themes") / "default")}.values())

    def organisations(self) -> tuple[Source, ...]:
        """Return every organisation in `orgs/`, in the order of their names."""
        home = self.root / "orgs"
        places = sorted((p for p in home.iterdir() if _counts(p)), key=_stem) if home.is_dir() else []
        return _apart([self._source(place) for place in places])

    def chosen(self, names: Sequence[str]) -> tuple[Source, ...]:
        """Return the organisations called ``names``; every one in `orgs/` where there is no name.

        Raises:
            UsageError: there is none of that name.
            InputRejected: two of them would have one name in the sites.

        """
        return _apart([self.organisation(name) for name in dict.fromkeys(names)]) if names else self.organisations()

    def organisation(self, name: str) -> Source:
        """Return the organisation called ``name``, or the one that a path leads to.

        Raises:
            UsageError: there is none, with the nearest known name.

        """
        home = self.root / "orgs"
        if _SLUG.match(name):
            for place in (home / name, home / f"{name}.yaml", home / f"{name}.yml"):
                if os.path.lexists(place):
                    return self._source(place)
        path = Path(name)
        if name and (path.suffix in (".yaml", ".yml") or os.path.isdir(path) or "/" in name):
            if os.path.lexists(path):
                return self._source(path)
            raise UsageError(f"there is no file or folder {name}")
        known = sorted({_stem(p) for p in home.iterdir() if _counts(p)}) if home.is_dir() else []
        raise unknown("organisation called", name, known)

    def _source(self, place: Path) -> Source:
        slug = _stem(Path(os.path.abspath(place)))
        if not _SLUG.match(slug):
            raise InputRejected(
                f"{self._named(place)}: its name becomes a folder of the site, for which it has to be made of "
                "letters, digits, - and _ (at most 64). Rename it."
            )
        inside = self._inside(place) if place.is_dir() else [place]
        cycles = tuple(self._cycle(_stem(p), self._inside(p) if p.is_dir() else [p]) for p in inside)
        return Source(slug=slug, cycles=cycles, place=place)

    def _inside(self, place: Path) -> list[Path]:
        found = sorted(p for p in place.iterdir() if _counts(p))
        if not found:
            raise UsageError(f"{self._named(place)} holds no .yaml file")
        return found

    def _cycle(self, name: str, paths: list[Path]) -> Cycle:
        return Cycle(name=name, files=tuple((path, self._named(path)) for path in paths))

    def _named(self, path: Path) -> str:
        """Return a path as messages show it: below the workspace, else as it was given, with forward slashes."""
        # A link is named as itself where it lies in the workspace; `Path.resolve` would fail on links in a ring.
        for full in (os.path.abspath, os.path.realpath):
            with contextlib.suppress(ValueError):
                return Path(full(path)).relative_to(full(self.root)).as_posix()
        return path.name if path.is_absolute() else path.as_posix()


def _counts(path: Path) -> bool:
    """Whether an entry of `orgs/` is an organisation or a cycle, and no leaving of an editor."""
    if path.name.startswith((".", "~", "#")) or path.name.endswith("~"):
        return False
    return path.is_dir() or path.suffix in (".yaml", ".yml")


def _stem(path: Path) -> str:
    """Return the name of an organisation or a cycle: the folder's, or the file's without its ending."""
    return path.name if path.is_dir() else path.stem


def _apart(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Return the organisations if their sites have different folders, on a disk that ignores case as well."""
    places: dict[str, Source] = {}
    for source in sources:
        other = places.setdefault(source.slug.casefold(), source)
        if other is not source:
            raise InputRejected(
                f"{other.place.as_posix()} and {source.place.as_posix()} would both be the site {source.slug}. "
                "Rename one of them, or build them one at a time with --out."
            )
    return tuple(sources)


def open_workspace(root: Path) -> Workspace:
    """Return the workspace at ``root`` with its settings read; faults in them are its diagnostics."""
    found = Collector()
    settings = Settings()
    rules = OwnRules()
    if os.path.lexists(root / SETTINGS):
        tree = _tree(root, SETTINGS, found)
        settings = _Reader(found, root).settings(tree) if tree else settings
    if os.path.lexists(root / RULES):
        tree = _tree(root, RULES, found)
        rules = read_rules(tree, found) if tree else rules
    language = read_language(settings.language, root, found)
    return Workspace(root=root, settings=settings, language=language, rules=rules, diagnostics=found.sorted())


def _tree(root: Path, name: str, found: Collector) -> Tree | None:
    data = read_bytes(root / name, name, found)
    text = decode(data, name, found) if data is not None else None
    node = compose(text, name, found) if text is not None else None
    if node is not None and not isinstance(node, Tree):
        found.error(Code.VALUE, Place(name, 1, 1), "the file should begin with fields, e.g. title: ...")
        return None
    return node


class _Reader:
    def __init__(self, found: Collector, root: Path) -> None:
        self.found = found
        self.root = root

    def settings(self, tree: Tree) -> Settings:
        for key, _ in tree.entries:
            if key.text not in _KEYS:
                meant = nearest(key.text, _KEYS)
                hint = f"did you mean {meant}?" if meant else f"allowed here: {', '.join(_KEYS)}"
                self.found.error(Code.UNKNOWN_FIELD, key.place, f"unknown setting {key.text[:64]}", hint=hint)
        return Settings(
            title=self._text(tree.get("title")),
            language=self._language(tree.get("language")),
            organisations=self._list(tree.get("organisations")),
            editions=self._editions(tree.get("editions")),
            theme=self._text(tree.get("theme")) or "default",
            branding=read_branding(tree.get("branding"), self.root, self.found),
            base_url=self._address(tree.get("base_url")),
            thresholds=self._numbers(tree.get("thresholds")),
            switched_off=self._reasons(tree.get("switched_off")),
            places=self._places(tree),
        )

    def _places(self, tree: Tree) -> dict[str, Place]:
        parts = (tree.get(name) for name in ("thresholds", "switched_off"))
        return {key.text: key.place for part in parts if isinstance(part, Tree) for key, _ in part.entries}

    def _reasons(self, node: Node | None) -> dict[str, str]:
        if node is None:
            return {}
        if not isinstance(node, Tree):
            self.found.error(Code.VALUE, node.place, "expected check-id: why it is switched off")
            return {}
        for key, value in node.entries:
            if not isinstance(value, Scalar) or not value.text.strip():
                hint = "readers of the method page want to know"
                self.found.error(Code.VALUE, key.place, "say why the check is switched off", hint=hint)
        return {key.text: value.text.strip() for key, value in node.entries if isinstance(value, Scalar)}

    def _text(self, node: Node | None) -> str | None:
        if node is None:
            return None
        if isinstance(node, Scalar):
            return node.text or None
        self.found.error(Code.VALUE, node.place, "expected text")
        return None

    def _language(self, node: Node | None) -> str:
        code = self._text(node)
        if node is None or code is None:
            return SOURCE
        codes = known(self.root)
        if not is_language(code):
            self.found.error(
                Code.VALUE, node.place, f"there is no language {code[:64]}", hint=f"as in {', '.join(codes)}"
            )
            return SOURCE
        if code not in codes:
            hint = f"there is {', '.join(codes)}; for another, put its catalogue into {FOLDER}/{code}.po"
            self.found.error(Code.VALUE, node.place, f"nothing is translated into {code}", hint=hint)
            return SOURCE
        return code

    def _address(self, node: Node | None) -> str | None:
        text = self._text(node)
        if node is not None and text and not _ADDRESS.match(text):
            self.found.error(Code.VALUE, node.place, "base_url is no web address", hint="write https://host/path/")
            return None
        return text

    def _list(self, node: Node | None) -> tuple[str, ...] | None:
        if node is None:
            return None
        if not isinstance(node, Items):
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
