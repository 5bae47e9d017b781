"""The organisation file and the catalogue as tables for the documentation, made from the code they describe."""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.catalogue import catalogue
from playbook_gen.checks.registry import JUDGEMENT
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Edition, Record
from playbook_gen.model.shape import Field, fields, record_classes

_HEAD = """\
# Every field of the organisation file

Made by `playbook-gen schema --format markdown`; do not edit by hand.

*Edition* is the lowest edition that shows a field by default; *floor* the lowest that an author may move it to, under
`visibility:`. A field left out, or `unknown`, is not known; `none` or `[]` says that there is none; `0` is a number.
Every field that is not marked *required* may be left out.
"""


def fields_table() -> str:
    """Return a Markdown table for each kind of record: field, what it means, edition and floor."""
    return "\n".join([_HEAD, *(line for cls in record_classes(Organisation) for line in _record(cls))]) + "\n"


def _record(cls: type[Record]) -> Iterator[str]:
    yield f"## {cls.__name__}\n"
    yield f"{(cls.__doc__ or '').strip().splitlines()[0]}\n"
    yield "| Field | Meaning | Edition | Floor |"
    yield "| --- | --- | --- | --- |"
    for field in fields(cls):
        yield f"| `{field.key}` | {_meaning(cls, field)} | {field.default.word} | {field.floor.word} |"
    yield ""


def _meaning(cls: type[Record], field: Field) -> str:
    kind = f" {'List of' if field.many else 'One'} {field.record.__name__}." if field.record else " List." * field.many
    words = _words(cls, field)
    kind += f" One of: {', '.join(words)}." if words else ""
    points = f" Id from {' or '.join(field.ref.kinds)}." if field.ref else ""
    return f"{'*Required.* ' if field.required else ''}{field.doc}{kind}{points}".replace("|", "\\|")


def _words(cls: type[Record], field: Field) -> list[str]:
    """Return the words that a field takes, where it takes no others."""
    schema = cls.model_json_schema()["properties"][field.key]
    choices = schema.get("anyOf", [schema])
    found = [word for choice in choices for word in choice.get("enum", ())]
    return [word for word in found if isinstance(word, str) and word not in ("none", "unknown", "true", "false")]


_CHECKS = """\
# Every check and practice

Made by `playbook-gen explain --format markdown`; do not edit by hand.

*Edition* follows from the fields that a check reads: it is the lowest edition that holds all of them by default.
"""


def checks_table() -> str:
    """Return the catalogue as a Markdown table: check, fields, scope, edition, core, thresholds."""
    rows = [
        _CHECKS,
        "| Check | Mode | Scope | Edition | Core | Reads | Thresholds |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for check in catalogue(Edition.AUTHOR):
        limits = "; ".join(
            f"{t.name} {t.value:g} {t.unit} ({'rule of thumb' if t.source == JUDGEMENT else t.source})"
            for t in check.thresholds
        )
        reads = ", ".join(f"`{need}`" for need in check.needs)
        core = "yes" if check.core else ""
        rows.append(
            f"| `{check.id}` | {check.mode} | {check.scope} | {check.edition.word} | {core} | {reads} | {limits} |"
        )
    return "\n".join(rows) + "\n"
