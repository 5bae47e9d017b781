"""Text to model: what the author wrote becomes a frozen organisation, or diagnostics with a place and a way out."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from playbook_gen.diagnostics import Code, Collector, Diagnostic, quoted
from playbook_gen.reading.convert import locate, to_organisation
from playbook_gen.reading.files import read_bytes
from playbook_gen.reading.nodes import MAX_ENTRIES, Mapping, Node, Scalar, Sequence, compose
from playbook_gen.reading.references import check_references
from playbook_gen.reading.text import decode
from playbook_gen.source import Place

if TYPE_CHECKING:
    from collections.abc import Sequence as Many
    from pathlib import Path as FilePath

    from playbook_gen.model.organisation import Organisation

MAX_PEOPLE = 5_000
MAX_RELATIONSHIPS = MAX_ENTRIES
LIMITS = MappingProxyType({"people": MAX_PEOPLE, "relationships": MAX_RELATIONSHIPS})
"""Settled limits of one organisation; every other list may be as long as that of the relationships."""


@dataclass(frozen=True)
class Reading:
    """What came of reading one cycle: the organisation, or None, its tree for places, and what was noticed."""

    organisation: Organisation | None
    tree: Mapping | None
    diagnostics: tuple[Diagnostic, ...]


def read_cycle(files: Many[tuple[FilePath, str]]) -> Reading:
    """Read the file or files of one cycle; each comes with the name that messages give it.

    Lists may be spread over files and are joined in the order of the files; a mapping or a single value may stand
    in one file only.
    """
    found = Collector()
    trees = [tree for path, name in files if (tree := _read_tree(path, name, found))]
    if found.failed or not trees:
        return Reading(None, None, found.sorted())
    tree = _join(trees, found)
    _limits(tree, found)
    organisation = None if found.failed else to_organisation(tree, found)
    if organisation:
        check_references(organisation, tree, found)
    if found.full:
        message = "there are so many errors that not all of them were looked for"
        found.error(Code.TOO_LARGE, tree.place, message, hint="correct the first ones and check again")
    return Reading(None if found.failed else organisation, tree, found.sorted())


def _read_tree(path: FilePath, name: str, found: Collector) -> Mapping | None:
    mine = Collector()
    data = read_bytes(path, name, mine)
    text = decode(data, name, mine) if data is not None else None
    node = compose(text, name, mine, limits=LIMITS) if text is not None else None
    found.found += mine.found
    if mine.failed or text is None:
        return None
    if isinstance(node, Mapping):
        return node
    start = Place(name, 1, 1)
    if node is None or (isinstance(node, Scalar) and node.plain and node.text in ("", "~")):
        message = "the file holds no data, only comments" if text.strip() else "the file is empty"
        found.error(Code.EMPTY, start, message, hint="start with `playbook-gen init`, or write at least name: ...")
    else:
        found.error(Code.VALUE, start, "the file should begin with fields, e.g. name: ...")
    return None


def _join(trees: Many[Mapping], found: Collector) -> Mapping:
    entries: dict[str, tuple[Scalar, Node]] = {}
    for tree in trees:
        for key, value in tree.entries:
            earlier = entries.get(key.text)
            if earlier is None:
                entries[key.text] = (key, value)
            elif isinstance(earlier[1], Sequence) and isinstance(value, Sequence):
                entries[key.text] = (earlier[0], Sequence(earlier[1].items + value.items, earlier[1].place))
            else:
                found.error(
                    Code.DUPLICATE_KEY,
                    key.place,
                    f"{key.text} is already set in {earlier[0].place.file}, line {earlier[0].place.line}",
                    hint="only lists may be spread over several files",
                )
    return Mapping(tuple(entries.values()), trees[0].place)


def _limits(tree: Mapping, found: Collector) -> None:
    for key, node in tree.entries:
        limit = LIMITS.get(key.text, MAX_ENTRIES)
        if isinstance(node, Sequence) and len(node.items) > limit:
            message = f"more than {limit:,} {quoted(key.text) or 'entries'}".replace(",", " ")
            found.error(Code.TOO_LARGE, node.items[limit].place, message, hint="describe what matters first")


__all__ = ["MAX_PEOPLE", "MAX_RELATIONSHIPS", "Reading", "decode", "locate", "read_bytes", "read_cycle"]
