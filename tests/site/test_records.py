"""The pages of single records: all that is held, who sees it, where it stands; only in the author's edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, cast

import pytest

from judging import guidance, read, redacted, seen
from playbook_gen.diagnosis.diagnose import diagnose
from playbook_gen.language import say
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Edition, Record
from playbook_gen.model.shape import fields
from playbook_gen.pages.held import LISTS, Group, Held
from playbook_gen.pages.verdicts import Views
from sites import ROOT, Site
from strategies import made, to_yaml

HALDEN = (ROOT / "orgs" / "halden-foods" / "2026.yaml").read_text(encoding="utf-8")
SEEDS = range(30)


def _held(text: str) -> tuple[Organisation, Held]:
    reading = read(text)
    raw = reading.organisation
    assert raw
    day = raw.as_of.last if raw.as_of else None
    own = diagnose(seen(reading, Edition.AUTHOR), Edition.AUTHOR, cycle="2026", as_of=day, guidance=guidance())
    return raw, Held(own.organisation, Views(own, guidance()).names)


def _leaves(record: Any, cls: type[Record]) -> Iterator[str]:
    """The filled fields of a record as an edition sees it, and of all records inside it."""
    for field in fields(cls):
        value = getattr(record, field.name, None)
        if value is None or field.name == "id":
            continue
        inner = value if isinstance(value, tuple) else (value,)
        if field.record and value and hasattr(inner[0], "origin"):
            for one in inner:
                yield from _leaves(one, field.record)
        else:
            yield field.key


def _rows(groups: tuple[Group, ...] | list[Group], edition: Edition) -> Counter[str]:
    return Counter(row.field for group in groups for row in group.rows if Edition[row.edition.upper()] <= edition)


def _said(names: Iterator[str]) -> Counter[str]:
    return Counter(say(name.replace("_", " ")) for name in names)


TEXTS = [pytest.param(HALDEN, id="halden")]
TEXTS += [pytest.param(to_yaml(made(90_000 + seed)), id=f"made-{seed}") for seed in SEEDS]


@pytest.mark.parametrize("text", TEXTS)
def test_a_field_is_shown_from_the_edition_that_its_record_names(text: str) -> None:
    raw, held = _held(text)
    for edition in Edition:
        shown = redacted(raw, edition)
        there = {(kind, one.id): one for kind in LISTS for one in getattr(shown, kind) or ()}
        for key, groups in held.groups.items():
            cls = cast("type[Record]", LISTS[key[0]].record)
            found = _said(_leaves(there[key], cls)) if key in there else Counter()
            assert _rows(groups, edition) == found, (key, edition)


MOVED = """\
name: Moved
visibility:
  - {field: alliances.commitments.promise, edition: author}
  - {field: relationships.influence, edition: company}
people:
  - {id: ann, name: Ann, visible_to: leadership}
  - {id: bob, name: Bob, reports_to: ann, challenges: [it, "more, or less"]}
functions:
  - sales: Sales
  - it: IT
alliances:
  - id: both
    partners: [sales, it]
    commitments:
      - {by: sales, to: it, promise: Ask in time, kept: "yes"}
relationships:
  - {from: bob, to: ann, influence: 4, note: Seen at table.}
accepted:
  - {check: focus.unlinked-work, subject: none, reason: Small.}
extra: {desk: {room: 4}}
"""


def test_a_promise_goes_with_its_words_and_a_reference_with_the_person_that_it_names() -> None:
    held = _held(MOVED)[1]
    promise = next(group for group in held.groups["alliances", "both"] if group.title)
    assert {row.edition for row in promise.rows} == {"author"}
    manager = next(row for row in held.groups["people", "bob"][0].rows if row.field == "reports to")
    assert (manager.edition, manager.values[0].to) == ("leadership", "records/people-ann.html")


def test_a_statement_stands_with_everybody_whom_it_names_and_is_held_whole() -> None:
    held = _held(MOVED)[1]
    (said,) = held.statements["people", "ann"]
    assert held.statements["people", "bob"] == [said]
    assert said.title == "Relationships, Bob to Ann"
    assert {row.field: (row.values[0].text, row.edition) for row in said.rows} == {
        "from": ("Bob", "leadership"),
        "to": ("Ann", "leadership"),
        "influence": ("4", "leadership"),
        "note": ("Seen at table.", "author"),
    }


def test_what_people_wrote_stays_as_they_wrote_it() -> None:
    rows = {row.field: row for row in _held(MOVED)[1].groups["people", "bob"][0].rows}
    # The same word is the id of a function.
    assert [(value.text, value.to) for value in rows["challenges"].values] == [("it", None), ("more, or less", None)]


def test_what_names_nobody_is_held_of_the_company() -> None:
    company = {row.field: row.values[0].text for group in _held(MOVED)[1].company for row in group.rows}
    assert company["name"] == "Moved"
    assert company["reason"] == "Small."
    assert company["extra"] == "desk: room: 4"


def test_every_leaf_of_the_file_is_on_some_page() -> None:
    raw, held = _held(HALDEN)
    shown = [group for groups in held.groups.values() for group in groups]
    shown += {id(group): group for groups in held.statements.values() for group in groups}.values()
    whole = _leaves(redacted(raw, Edition.AUTHOR), Organisation)
    assert _rows([*shown, *held.company], Edition.AUTHOR) == _said(whole)


def test_a_record_lists_who_names_it_and_where_that_stands() -> None:
    held = _held(HALDEN)[1]
    lines = HALDEN.splitlines()
    found = [mention for mention in held.mentions["people", "cmo"] if mention.where == "Sponsor"]
    assert not found  # The company's sponsor is no record's field.
    for mention in held.mentions["people", "cmo"]:
        assert "cmo" in lines[int(mention.place.rpartition(" ")[2]) - 1], mention


def test_only_the_author_has_pages_of_records(built: Mapping[tuple[str, str], Site]) -> None:
    raw, _ = _held(HALDEN)
    ids = {f"records/{kind}-{one.id}.html" for kind in LISTS for one in getattr(raw, kind) or ()}
    for edition in ("company", "leadership", "author"):
        site = built["halden-foods", edition]
        wanted = {"records/index.html", *ids} if edition == "author" else set()
        assert {path for path in site.files if path.startswith("records/")} == wanted
        assert any(b"records/" in held for held in site.files.values()) == (edition == "author")


def test_pages_and_evidence_lead_to_the_records_they_rest_on(built: Mapping[tuple[str, str], Site]) -> None:
    site = built["halden-foods", "author"]
    pages = {path: page.root for path, page in site.pages.items()}
    links = {
        path: {a.attributes["href"] for a in root.find("a") if "records/" in a.attributes.get("href", "")}
        for path, root in pages.items()
    }
    assert "../records/alliances-fresh-flow.html" in links["alliances/fresh-flow.html"]
    assert "../records/people-cmo.html" in links["people/cmo.html"]
    assert "../records/functions-it.html" in links["partners/it.html"]
    evidence = [a for a in pages["alliances/fresh-flow.html"].find("a") if "line" in a.text()]
    assert evidence
    assert {a.attributes["href"].rpartition("-")[0] for a in evidence} >= {"../records/alliances-fresh"}
