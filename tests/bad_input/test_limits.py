"""Too much of something, and nothing at all. Structure only; how long a refusal takes is timed by hand."""

from __future__ import annotations

import gzip

import pytest

from playbook_gen.reading import MAX_PEOPLE, convert, read_cycle
from strategies import Tokens, made, to_yaml

from .harness import GOOD, HEAD, TWO, Desk


def test_lm02_a_file_that_is_too_large(desk: Desk) -> None:
    desk.refuses(b"# " + b"x" * (16 * 1024 * 1024), "larger than 16 MB", "several files in one folder", at="1:1")


def test_lm02_a_single_text_of_megabytes(desk: Desk) -> None:
    desk.refuses(f"{HEAD}summary: {'x' * 10_000_000}\n", "text longer than 20 000 characters", at="3:10")


@pytest.mark.parametrize(
    ("text", "at"), [("[" * 200_000, "1:65"), ("{a: " * 100_000, "1:257"), ("- " * 10_000, "1:129")]
)
def test_lm03_lm04_nested_too_deep(desk: Desk, text: str, at: str) -> None:
    desk.refuses(text, "nested deeper than 64", "flatten the structure", at=at)


def test_lm05_a_hundred_thousand_keys(desk: Desk) -> None:
    keys = ", ".join(f"k{n}: 1" for n in range(100_000))
    desk.refuses(f"{{name: A, {keys}}}", "more than 1 000 fields in one entry", at="1:8892")
    desk.refuses(f"{{name: A, extra: {{{keys}}}}}", "more than 1 000 fields in one entry", at="1:8909")
    run = desk.refuses(f"{{name: A, {'k: 1, ' * 100_000}}}", "k is already set on line 1", at="1:17")
    assert run.err.count("error[") == 20


@pytest.mark.parametrize("field", ["note", "title", "statement"])
def test_lm06_a_text_that_is_too_long(desk: Desk, field: str) -> None:
    text = f"{HEAD}people:\n  - id: ann\n    name: Ann\n    {field}: {'umbrage ' * 125_000}\n"
    desk.refuses(text, "text longer than 20 000 characters", "content/", at=f"6:{len(field) + 7}")


def test_lm07_more_people_than_a_map_can_hold(desk: Desk) -> None:
    people = "".join(f"  - p{n}: Person\n" for n in range(MAX_PEOPLE + 1))
    desk.refuses(f"{HEAD}people:\n{people}", "more than 5 000 people", "what matters first", at="5004:5")
    desk.put(f"people:\n{people}".replace(f"  - p{MAX_PEOPLE}: Person\n", ""), "orgs/acme/2026/a.yaml")
    desk.put("name: A\npeople:\n  - q: Person\n", "orgs/acme/2026/b.yaml")
    (desk.home / "orgs" / "acme.yaml").unlink()
    run = desk.run("build")
    assert run.code == 1
    assert "orgs/acme/2026/b.yaml:3:5: error[PB005] more than 5 000 people" in run.err


@pytest.mark.parametrize("key", ["goals", "practices", "heads"])
def test_lm07_a_list_that_is_too_long(desk: Desk, key: str) -> None:
    desk.refuses(
        f"{HEAD}{key}: [{'x, ' * 20_001}]",
        "more than 20 000 entries in one list",
        at="3:60013" if key == "practices" else "3:60009",
    )


def test_lm07_a_list_within_a_list_that_is_too_long(desk: Desk) -> None:
    text = f"{HEAD}people:\n  - {{id: ann, name: Ann, challenges: [{'x, ' * 1_001}]}}\n"
    desk.refuses(text, "more than 1 000 entries in one list", at="4:3039")


EMPTY = "name: Brindlewick Tea\n"


@pytest.mark.parametrize("text", [EMPTY, f"{EMPTY}people: []\ngoals: none\nvision: We are.\n"])
@pytest.mark.parametrize("edition", ["company", "leadership"])
def test_lm08_an_edition_in_which_nothing_stands(desk: Desk, text: str, edition: str) -> None:
    desk.put(text)
    run = desk.run("build", "--edition", edition)
    assert run.code == 1
    assert "acme: nothing to publish at this level" in run.err
    assert f"The {edition} edition would hold no people, functions, goals, alliances or activities" in run.err
    assert "--edition" in run.err


def test_lm08_an_edition_from_which_all_is_hidden(desk: Desk) -> None:
    text = f"{EMPTY}people:\n  - {{id: ann, name: Ann, visible_to: author}}\n"
    desk.put(text)
    assert desk.run("build").code == 1
    desk.accepts(text, "--edition", "author")
    desk.accepts(text.replace("author", "company"))


def test_lm08_the_author_edition_of_nothing(desk: Desk) -> None:
    desk.accepts(EMPTY, "--edition", "author")
    pages = desk.pages(desk.home / "private" / "acme" / "author")
    assert "NaN" not in pages
    assert 'viewBox="0 0 0 0"' not in pages


def test_lm09_one_person_and_nothing_else(desk: Desk) -> None:
    desk.accepts(f"{EMPTY}people:\n  - {{id: ann, name: Ann Lee}}\n")
    assert "Ann Lee" in desk.pages()
    assert "NaN" not in desk.pages()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04\x14\x00", "a zip archive, or an office document"),
        (gzip.compress(GOOD.encode()), "a gzip archive"),
        (b"\x89PNG\r\n\x1a\n\x00", "a PNG picture"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old office document"),
        (GOOD.encode("utf-16"), "UTF-16 text"),
    ],
)
def test_lm12_another_kind_of_file(desk: Desk, data: bytes, kind: str) -> None:
    desk.refuses(data, f"is not a text file (looks like {kind})", at="1:1")


def test_lm13_a_thousand_errors(desk: Desk) -> None:
    people = "".join(f"  - {{id: p{n}, name: Ann, titel: umbrage}}\n" for n in range(1_000))
    run = desk.refuses(f"{HEAD}people:\n{people}", "unknown field titel", at="4:25")
    assert run.err.count("error[PB009]") == 20
    assert "and 980 more errors (`playbook-gen check --all-errors` shows them)" in run.err
    run = desk.run("check", "--all-errors")
    assert run.code == 1
    assert run.out.count("error[PB009]") == 1_000


@pytest.mark.parametrize(
    "flood",
    [
        "people:\n" + f"  - {{id: p, name: x, {', '.join(f'k{k}: 1' for k in range(40))}}}\n" * 200,
        f"{TWO}relationships:\n" + "".join(f"  - {{from: a{n}, to: b{n}}}\n" for n in range(6_000)),
        "people:\n" + "  - {id: a, name: x}\n" * 5_000,
    ],
    ids=["fields", "references", "ids"],
)
def test_lm13_more_errors_than_anybody_reads(desk: Desk, flood: str) -> None:
    desk.put(f"{HEAD}{flood}")
    run = desk.run("build")
    assert run.code == 1
    assert run.err.count("error[") <= 20
    assert len(run.err) < 12_000


@pytest.mark.parametrize("seed", range(4))
def test_a_large_file_read_in_stretches_says_what_it_says_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    text = to_yaml(Tokens().data if not seed else made(seed))
    files = [(desk.put(text), "orgs/acme.yaml")]
    bad = [(desk.put(text.replace("goals:", "sponser: x\ngoals:").replace(": 3\n", ": three\n"), "bad.yaml"), "b.yaml")]
    at_once, faults = read_cycle(files), read_cycle(bad).diagnostics
    assert at_once.organisation
    assert faults
    monkeypatch.setattr(convert, "LARGE", 0)
    monkeypatch.setattr(convert, "WINDOW", 1)
    assert read_cycle(files).organisation == at_once.organisation
    assert read_cycle(bad).diagnostics == faults
