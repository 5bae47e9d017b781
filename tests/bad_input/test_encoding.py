"""Bytes and characters: what is not UTF-8, what nobody can see, and what would drive a terminal."""

from __future__ import annotations

import json

import pytest

from .harness import GOOD, HEAD, Desk, snapshot


def test_en01_a_byte_order_mark(desk: Desk) -> None:
    expected = snapshot(desk.site)
    desk.accepts(f"\ufeff{GOOD}")
    assert snapshot(desk.site) == expected
    desk.refuses(f"\ufeff{HEAD}sponser: ann\n", "unknown field sponser", at="3:1")


@pytest.mark.parametrize(
    ("line", "byte", "column"),
    [(b"Caf\xe9", "E9", 9), (b"\xc3\xa9\xe9", "E9", 7), (b"x\xff", "FF", 7), (b"\xed\xa0\x80", "ED", 6),
     (b"\xc0\xaf", "C0", 6), (b"\xf0\x9f\x98\x80 \x80", "80", 8), (b"cut \xe2\x82", "E2", 10)],
)  # fmt: skip
def test_en03_bytes_that_are_not_utf_8(desk: Desk, line: bytes, byte: str, column: int) -> None:
    text = HEAD.replace("name: ", "summary: é\nname: ").encode() + b"note:" + line + b"\n"
    desk.refuses(text, f"byte 0x{byte} is not UTF-8", "save the file as UTF-8", at=f"4:{column}")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "shift-jis"])
def test_en03_other_encodings(desk: Desk, encoding: str) -> None:
    desk.put("name: Café 日\n".replace("日" if encoding == "cp1252" else "é", "x").encode(encoding))
    run = desk.run("build")
    assert run.code == 1
    assert "orgs/acme.yaml:1:" in run.err
    assert "UTF" in run.err or "control character U+0000" in run.err


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x1b", "\x7f", "\x0b", "\x0c", "\x80", "\x9b", "\ufffe", "\uffff"]
)
def test_en05_control_characters(desk: Desk, character: str) -> None:
    number = f"U+{ord(character):04X}"
    text = f"{HEAD}people:\n  - {{id: ann, name: Ann{character}[31mLee}}\n"
    run = desk.refuses(text, f"control character {number} is not allowed here", "remove it", at="4:24")
    assert "Ann" not in run.err


@pytest.mark.parametrize("escape", ["\\0", "\\a", "\\e", "\\x7f", "\\b", "\\u009b", "\\uffff", "\\u202e", "\\u2066"])
def test_en05_escaped_control_characters(desk: Desk, escape: str) -> None:
    text = f'{HEAD}people:\n  - {{id: ann, name: "Ann{escape}Lee"}}\n'
    desk.refuses(text, "is not allowed here", at="4:21")


LINK = "\x1b]8;;https://example.invalid\x1b\\click\x1b]8;;\x1b\\"


def test_en06_input_never_drives_the_terminal(desk: Desk) -> None:
    run = desk.refuses(f"{HEAD}summary: {LINK}\n", "control character U+001B", at="3:10")
    assert run.err.count("U+001B") == 4
    # What is typed on the command line, and the names of files, end up in messages as well.
    for arguments in (
        ("build", LINK),
        ("check", f"x/{LINK}.yaml"),
        ("build", "--edition", LINK),
        (LINK,),
        (f"--{LINK}",),
    ):
        assert desk.run(*arguments).code == 2
    desk.put("", "\x1b[31mred.yaml")
    run = desk.run("check", "./\x1b[31mred.yaml")
    assert run.code == 1
    assert "\\x1b[31mred.yaml" in run.text
    desk.put("", "dir\x1b[31m\u202e/red.yaml")
    for form in ("text", "json", "github"):
        run = desk.run("check", "dir\x1b[31m\u202e", "--format", form)
        assert run.code == 1
    desk.put("", "dir\x1b[31m\u202e/a/red.yaml")
    run = desk.run("check", "dir\x1b[31m\u202e/a", "--format", "json")
    assert json.loads(run.out)[0]["code"] == "PB001"


@pytest.mark.parametrize(
    "mark", ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"]
)
def test_en09_marks_that_turn_the_direction(desk: Desk, mark: str) -> None:
    number = f"direction mark U+{ord(mark):04X} is not allowed here"
    desk.refuses(f"{HEAD}people:\n  - {{id: ann, name: Ann{mark}Lee}}\n", number, "remove it", at="4:24")


def test_en09_the_marks_that_languages_need_are_kept(desk: Desk) -> None:
    name = "שלום\u200f (א)\u200e"
    desk.put(GOOD.replace("Ann Lee", name))
    assert desk.run("build").code == 0
    assert name in desk.pages()


@pytest.mark.parametrize("mark", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u3164"])
def test_en10_ids_with_characters_that_nobody_sees(desk: Desk, mark: str) -> None:
    text = f"{HEAD}people:\n  - {{id: a{mark}nn, name: Ann}}\n  - {{id: ann, name: Ann}}\n"
    says = f"id holds the invisible character U+{ord(mark):04X}" if mark != "\u3164" else "id is not an id"
    desk.refuses(text, says, "letters, digits, - and _", at="4:10")


def test_en10_such_a_character_in_a_reference(desk: Desk) -> None:
    text = f"{HEAD}people:\n  - {{id: ann, name: Ann}}\nsponsor: a\u200bnn\n"
    desk.refuses(text, "this is not the id of a person", "did you mean ann (line 4)?", at="5:10")


def test_en13_five_hundred_marks_on_one_letter(desk: Desk) -> None:
    function, person = f"M{chr(0x301) * 500}arketing", f"A{chr(0x34F) * 500}"
    desk.accepts(GOOD.replace("name: Marketing", f"name: {function}").replace("Ann Lee", person))
    assert (desk.site / "partners" / "marketing.html").is_file()
