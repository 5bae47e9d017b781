"""Collects what the interface says into translations/playbook_gen.pot, and brings every catalogue up to it.

Texts come from calls of say, several, meant and marked in the code, the templates and the scripts, and, since pages
show them as words, from the names and the words of the fields of an organisation file.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from playbook_gen.checks.catalogue import CHECKS
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.shape import fields, record_classes, words

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "translations"
_SAYING = frozenset(["say", "several", "meant", "marked"])
_IN_SCRIPTS = re.compile(r'\b(say|several)\(\s*"((?:[^"\\]|\\.)*)"(?:\s*,\s*"((?:[^"\\]|\\.)*)")?')


@dataclass(frozen=True, kw_only=True)
class Said:
    """One text as it stands somewhere: its singular and plural, or the text alone, and what it means there."""

    texts: tuple[str, ...]
    place: str
    context: str | None = None


class Unfit(Exception):  # noqa: N818 - says what was found
    """A call from which no catalogue can be made."""


def _said(function: str, texts: list[str], none: str | None, place: str) -> Iterator[Said]:
    wanted = {"several": 2, "meant": 2}.get(function, 1)
    if len(texts) < wanted:
        raise Unfit(f"{place}: {function} wants {wanted} texts written out")
    if function == "meant":
        yield Said(texts=(texts[1],), context=texts[0], place=place)
    else:
        yield Said(texts=tuple(texts[:wanted]), place=place)
    if none is not None:
        yield Said(texts=(none,), place=place)


def _in_code(path: Path, place: str) -> Iterator[Said]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SAYING:
            texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            nones = (key.value for key in node.keywords if key.arg == "none")
            none = next((one.value for one in nones if isinstance(one, ast.Constant)), None)
            # What is said by name is marked where it stands.
            if texts or not node.args or node.func.id != "say":
                yield from _said(node.func.id, texts, str(none) if none is not None else None, f"{place}:{node.lineno}")


def _in_template(path: Path, place: str) -> Iterator[Said]:
    tree = Environment(trim_blocks=True, lstrip_blocks=True).parse(path.read_text(encoding="utf-8"))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in _SAYING:
            texts = [one.value for one in call.args if isinstance(one, nodes.Const) and isinstance(one.value, str)]
            nones = (key.value for key in call.kwargs if key.key == "none")
            none = next((one.value for one in nones if isinstance(one, nodes.Const)), None)
            if texts or call.node.name != "say":
                yield from _said(call.node.name, texts, none, f"{place}:{call.lineno}")


def _in_script(path: Path, place: str) -> Iterator[Said]:
    for found in _IN_SCRIPTS.finditer(path.read_text(encoding="utf-8")):
        texts = [ast.literal_eval(f'"{text}"') for text in found.groups()[1:] if text is not None]
        yield from _said(found[1], texts, None, place)


def _of_fields() -> Iterator[Said]:
    for cls in record_classes(Organisation):
        for field in fields(cls):
            yield Said(texts=(field.key.removesuffix("_person").replace("_", " "),), place="fields")
            yield from (Said(texts=(word,), place="field-words") for word in words(cls, field.key) or ())


def _of_thresholds() -> Iterator[Said]:
    for check in CHECKS.values():
        for threshold in check.thresholds:
            yield Said(texts=(threshold.name.replace("_", " "),), place="thresholds")


def said() -> Iterator[Said]:
    """Yield every text that the interface can say, in the order of the files."""
    kinds = (("src/playbook_gen", "*.py", _in_code), ("themes", "*.html", _in_template), ("themes", "*.js", _in_script))
    for folder, pattern, collect in kinds:
        for path in sorted((ROOT / folder).rglob(pattern)):
            yield from collect(path, path.relative_to(ROOT).as_posix())
    yield from _of_fields()
    yield from _of_thresholds()


def template(texts: Iterable[Said]) -> Catalog:
    """Return an empty catalogue of these texts; one that is said in several places stands there once."""
    catalogue = Catalog(project="playbook-gen", version="", fuzzy=False)
    for one in texts:
        file = one.place.partition(":")[0]
        catalogue.add(one.texts if len(one.texts) > 1 else one.texts[0], locations=[(file, 1)], context=one.context)
    return catalogue


def written(catalogue: Catalog) -> str:
    """Return a catalogue as a PO file that is the same on every run: no dates, no lines, no widths."""
    made = io.BytesIO()
    write_po(made, catalogue, width=0, sort_output=True, omit_header=True, include_lineno=False)
    head = ['msgid ""', 'msgstr ""', '"Content-Type: text/plain; charset=utf-8\\n"']
    if catalogue.locale is not None:
        head += [f'"Language: {catalogue.locale_identifier}\\n"', f'"Plural-Forms: {catalogue.plural_forms}\\n"']
    return "\n".join(head) + "\n\n" + made.getvalue().decode()


def updated(old: Catalog, new: Catalog) -> Catalog:
    """Return a catalogue with all new texts and without those that nobody says any more."""
    old.update(new, no_fuzzy_matching=True)
    old.obsolete.clear()
    return old


def main() -> int:
    """Write the template and every catalogue anew; 1 where a call says what cannot be collected."""
    try:
        found = template(said())
    except Unfit as fault:
        print(fault, file=sys.stderr)
        return 1
    (TRANSLATIONS / "playbook_gen.pot").write_text(written(found), encoding="utf-8")
    for path in sorted(TRANSLATIONS.glob("*.po")):
        with path.open(encoding="utf-8") as file:
            old = read_po(file, locale=path.stem.replace("-", "_"))
        path.write_text(written(updated(old, found)), encoding="utf-8")
        missing = [message for message in old if message.id and not _full(message.string)]
        print(f"{path.name}: {len(old) - len(missing)} of {len(old)} texts translated")
    return 0


def _full(held: str | Iterable[str] | None) -> bool:
    return bool(held) if isinstance(held, str) else bool(held) and all(held or ())


if __name__ == "__main__":
    sys.exit(main())
