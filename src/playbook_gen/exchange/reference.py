"""The organisation file and the catalogue as tables for the documentation, made from the code they describe."""

from __future__ import annotations

import json
from collections.abc import Iterator

from playbook_gen.checks.catalogue import Rulebook, catalogue
from playbook_gen.checks.registry import JUDGEMENT, Check
from playbook_gen.guidance import Guidance
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Edition, Record
from playbook_gen.model.shape import Field, fields, record_classes, words

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
    found = words(cls, field.key)
    kind += f" One of: {', '.join(found)}." if found else ""
    points = f" Id from {' or '.join(field.ref.kinds)}." if field.ref else ""
    return f"{'*Required.* ' if field.required else ''}{field.doc}{kind}{points}".replace("|", "\\|")


_CHECKS = """\
# Every check and practice

Made by `playbook-gen checks --format markdown`; do not edit by hand.

*Edition* follows from the fields that a check needs: it is the lowest edition that holds all of them by default.
What a check *reads as well* it reads in the editions that show it, and asks less in the others.
"""


def checks_table() -> str:
    """Return the catalogue as a Markdown table: check, fields, scope, edition, core, thresholds."""
    rows = [
        _CHECKS,
        "| Check | Mode | Scope | Edition | Core | Needs | Reads as well | Thresholds |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for check in catalogue(Edition.AUTHOR):
        limits = "; ".join(
            f"{t.name} {t.value:g} {t.unit} ({'rule of thumb' if t.source == JUDGEMENT else t.source})"
            for t in check.thresholds
        )
        reads, also = (", ".join(f"`{field}`" for field in part) for part in (check.needs, check.also_reads))
        core = "yes" if check.core else ""
        cells = (f"`{check.id}`", check.mode, check.scope, check.edition.word, core, reads, also, limits)
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def checks_json(rulebook: Rulebook, guidance: Guidance) -> str:
    """Return every check and practice as JSON; a threshold has the value in force and its source, or *judgement*."""
    return json.dumps(
        [_check(check, rulebook, guidance) for check in rulebook.everything], indent=2, ensure_ascii=False
    )


def _check(check: Check, rulebook: Rulebook, guidance: Guidance) -> dict[str, object]:
    page = guidance.checks.get(check.id)
    limits = check.limits(rulebook.thresholds)
    return {
        "id": check.id,
        "mode": check.mode,
        "question": page["question"] if page else check.id,
        "scope": check.scope,
        "edition": check.edition.word,
        "core": check.core,
        "practice": check.practice,
        "needs": list(check.needs),
        "also_reads": list(check.also_reads),
        "thresholds": [
            {
                "name": t.name,
                "value": limits[t.name],
                "unit": t.unit,
                "source": t.source if limits[t.name] == t.value else "set by this workspace",
            }
            for t in check.thresholds
        ],
        "switched_off": rulebook.off.get(check.id),
    }


def checks_text(rulebook: Rulebook, guidance: Guidance) -> str:
    """Return every check and practice for a terminal: its id, and what it asks."""
    rows = []
    for check in rulebook.everything:
        page = guidance.checks.get(check.id)
        off = " (switched off)" if check.id in rulebook.off else ""
        rows.append(f"{check.id:<32}{page['question'] if page else ''}{off}")
    return "\n".join(rows)
