"""Values that are not what their field holds: refused with what it does hold, and never turned into something else."""

from __future__ import annotations

import pytest

from .harness import GOOD, HEAD, TWO, Desk

TIE = f"{HEAD}{TWO}relationships:\n  - {{from: ann, to: bob, "


def test_yt01_words_that_other_readers_turn_into_something_else(desk: Desk) -> None:
    words = ("NO", "off", "y", "1_000", "0o7", "0x1F", "1:30", "2024-01-01", "null", "1e3", "=", "012", "TRUE")
    people = "".join(f"  - {{id: p{n}, name: Person {n}, title: {word}}}\n" for n, word in enumerate(words))
    desk.accepts(GOOD.replace("functions:\n", f"{people}functions:\n"))
    shown = (desk.site / "map.html").read_text("utf-8")
    assert [word for word in words if f">{word}<" not in shown and f", {word}" not in shown] == []


def test_yt09_text_keeps_its_last_zero(desk: Desk) -> None:
    desk.accepts(GOOD.replace("title: Chief Marketing Officer", "title: 3.10"))
    assert ">3.10<" in desk.pages() or ", 3.10" in desk.pages()


@pytest.mark.parametrize("number", [".nan", ".inf", "-.inf", "1e999", "nan", "inf", "Infinity", "NaN"])
def test_yt10_what_is_no_finite_number(desk: Desk, number: str) -> None:
    desk.refuses(f"{TIE}influence: {number}}}\n", "influence: expected a whole number from 1 to 5", at="7:37")
    goal = f"{HEAD}goals:\n  - {{id: g1, statement: x, target: {number}}}\n"
    desk.refuses(goal, "target: expected a number", "write digits and a point", at="4:36")


@pytest.mark.parametrize("number", ["1_000", "0x10", "1,5", "1 000", "٣", "1.", ".5", "+-1"])
def test_yt10_numbers_are_digits_and_a_point(desk: Desk, number: str) -> None:
    goal = f"{HEAD}goals:\n  - id: g1\n    statement: x\n    target: {number}\n"
    desk.refuses(goal, "target: expected a number", at="6:13")


@pytest.mark.parametrize(
    ("name", "value", "bound"),
    [("cost_share", "1.5", "at most 1"), ("cost_share", "-0.1", "at least 0"), ("extra_work", "40", "at most 1")],
)
def test_yt11_a_share_beyond_the_whole(desk: Desk, name: str, value: str, bound: str) -> None:
    side = (
        f"alliances:\n  - id: x\n    partners: [ann, bob]\n    sides:\n      - partner: ann\n        {name}: {value}\n"
    )
    desk.refuses(f"{HEAD}{TWO}{side}", f"{name} is out of range", bound, at=f"11:{len(name) + 11}")


def test_yt12_a_number_of_five_thousand_digits(desk: Desk) -> None:
    digits = "9" * 5_000
    run = desk.refuses(f"{TIE}influence: {digits}}}\n", "influence: expected a whole number from 1 to 5", at="7:37")
    assert "999" not in run.err
    text = f"{HEAD}strategy_literacy: {{managers: {digits}}}\ngoals:\n  - {{id: g, statement: x, target: {digits}}}\n"
    run = desk.refuses(text, "managers: the number is too large", "target: the number is too large", at="3:31")
    assert "999" not in run.err


@pytest.mark.parametrize("value", ['"Ann, Bob"', "Ann", "{ann: Ann}", "1"])
def test_yt14_people_that_are_no_list(desk: Desk, value: str) -> None:
    desk.refuses(f"{HEAD}people: {value}\n", "people: expected a list", "with a dash", at="3:9")


def test_yt15_three_bad_entries_are_told_in_one_run(desk: Desk) -> None:
    run = desk.refuses(
        f'{HEAD}people:\n  - null\n  - {{}}\n  - "Ann"\n',
        "entry 1 of people: expected an entry with fields", "id is missing", "name is missing", "entry 3 of people",
        at="4:5",
    )  # fmt: skip
    assert [line.split(" ")[0] for line in run.err.split("\n") if "error[" in line] == [
        "orgs/acme.yaml:4:5:", "orgs/acme.yaml:5:5:", "orgs/acme.yaml:5:5:", "orgs/acme.yaml:6:5:",
    ]  # fmt: skip


def test_yt18_a_field_that_is_misspelt(desk: Desk) -> None:
    desk.refuses(
        f"{HEAD}people:\n  - {{id: ann, name: Ann, titel: umbrage}}\n",
        "unknown field titel",
        "did you mean title?",
        at="4:26",
    )
    desk.refuses(f"{HEAD}visibilty: []\n", "unknown field visibilty", "did you mean visibility?", at="3:1")
    desk.refuses(
        f"{HEAD}people:\n  - {{id: ann, name: Ann, visibel_to: author}}\n", "did you mean visible_to?", at="4:26"
    )
    desk.refuses(f"{HEAD}zzz: 1\n", "unknown field zzz", "allowed here: ", "your own go under extra:", at="3:1")


@pytest.mark.parametrize("key", ["Ann took umbrage", "reports to", "função", "x" * 65, "'a\\b'", '"\\u200b"'])
def test_yt18_a_key_that_may_be_a_sentence_is_placed_and_not_repeated(desk: Desk, key: str) -> None:
    run = desk.refuses(
        f"{HEAD}people:\n  - id: ann\n    name: Ann\n    {key}: x\n", "error[PB009] unknown field\n", at="6:5"
    )
    assert key not in run.err
    assert ("did you mean reports_to?" in run.err) == (key == "reports to")


def test_yt18_a_field_whose_name_sounds_like_an_inner_step(desk: Desk) -> None:
    desk.refuses(f"{HEAD}function-wrap: 1\nfunction-x: 1\n", "unknown field function-wrap", at="3:1")


POSITION = f"{HEAD}{TWO}priorities:\n  - p1: Grow\npositions:\n  - {{person: ann, priority: p1, position: "


@pytest.mark.parametrize(
    "word", ["umbrage", "Against", "STRONGLY FOR", '" against "', "strongly_against", "none", "1", "[for]"]
)
def test_yt19_yt20_a_word_that_is_none_of_the_five(desk: Desk, word: str) -> None:
    run = desk.refuses(
        f"{POSITION}{word}}}\n",
        "position has a word that is not known",
        "allowed: strongly for, for, undecided, against or strongly against",
        at="9:43",
    )
    assert run.err.count("error[") == 1


@pytest.mark.parametrize("word", ["pubic", "public", "Company", '""', "all"])
def test_yt21_an_edition_that_is_none(desk: Desk, word: str) -> None:
    person = f"{HEAD}people:\n  - {{id: ann, name: Ann, visible_to: {word}}}\n"
    if word == '""':
        person = person.replace("visible_to", "basis")
    desk.refuses(person, "has a word that is not known", "allowed: ", at="4:33" if word == '""' else "4:38")
    text = f"{HEAD}visibility:\n  - {{field: people.title, edition: {word}}}\n"
    desk.refuses(text, "edition has a word", "company, leadership or author", at="4:36")


def test_yt21_a_move_of_a_field_that_is_none(desk: Desk) -> None:
    text = f"{HEAD}visibility:\n  - {{field: people.titel, edition: author}}\n"
    desk.refuses(text, "there is no such field", "did you mean people.title?", at="4:13")
    run = desk.refuses(text.replace("people.titel", "velvet-crowbar"), "there is no such field", at="4:13")
    assert "write it as list.field" in run.err


@pytest.mark.parametrize("value", ["maybe", "1", "on", "y"])
def test_yes_and_no_are_said_as_yes_and_no(desk: Desk, value: str) -> None:
    text = f"{HEAD}functions:\n  - {{id: it, name: IT}}\nheads:\n  - {{function: it, acting: {value}}}\n"
    desk.refuses(text, "acting: expected yes or no", "or leave it out", at="6:28")


@pytest.mark.parametrize("value", ["lots", "1,000", "EUR 5 USD", "1e9", "5 €", "12345678901234567890"])
def test_money_is_an_amount(desk: Desk, value: str) -> None:
    text = f"{HEAD}functions:\n  - id: it\n    name: IT\n    budget: {value}\n"
    run = desk.refuses(text, "budget is not an amount of money", "write 1200000", at="6:13")
    assert value not in run.err.replace("1 200 000 EUR", "")


def test_messages_never_repeat_a_value(desk: Desk) -> None:
    """Each field of each kind holds a private word at the wrong place; `Desk` looks for it in the output."""
    word = "velvet-crowbar"
    desk.put(
        f"schema_version: {word}\nname: [{word}]\nas_of: {word}\nsponsor: {word} {word}\nextra: {word}\npeople:\n"
        f"  - {{id: {word} x, name: {{{word}: {word}}}, since: {word}, extra_load: {word}, reports_to: a {word}}}\n"
        f"functions:\n  - {{id: it, name: IT, budget: {word}, managers: {word}, styles: {{pace: {word}}}}}\n"
        f"relationships:\n  - {{from: {word} x, to: y {word}, trust: {word}, basis: {word}}}\n"
    )
    for arguments in (
        ("build",),
        ("check",),
        ("check", "--format", "json"),
        ("check", "--format", "github", "--all-errors"),
    ):
        run = desk.run(*arguments)
        assert run.code == 1
        assert run.text.count("PB0") >= 10


def test_a_sentence_in_the_place_of_an_id_is_never_repeated(desk: Desk) -> None:
    alliance = "{id: x, partners: [umbrage taken, ann], sides: [{partner: bob}]}"
    text = f"{HEAD}{TWO}sponsor: took umbrage\nalliances:\n  - {alliance}\n"
    run = desk.refuses(text, "this is not the id of a person", "this is not the id of a function or person", at="6:10")
    assert "partners are ann; use the same ids" in run.err
