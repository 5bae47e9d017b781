from __future__ import annotations

import gettext
from datetime import date
from decimal import Decimal

import pytest

from playbook_gen.language import (
    Language,
    dated,
    fields,
    figure,
    listed,
    marked,
    meant,
    month,
    say,
    several,
    speaking,
    spoken,
)


class Spelled(gettext.NullTranslations):
    """A language whose words are known."""

    def __init__(self, **words: str) -> None:
        super().__init__()
        self.words = {"": "what a catalogue says of itself", **words}

    def gettext(self, message: str) -> str:
        return self.words.get(message, message)

    def pgettext(self, context: str, message: str) -> str:
        return self.words.get(f"{context}|{message}", message)


GERMAN = Language(code="de", catalogue=Spelled(nobody="niemand", **{"to|open": "öffnen"}))


def test_without_a_language_english_is_spoken() -> None:
    assert say("{person} heads {partner}.", person="Ann", partner="Sales") == "Ann heads Sales."
    assert say("nothing {to} fill in") == "nothing {to} fill in"
    assert [several("{number} check", "{number} checks", n, none="no checks") for n in (0, 1, 2)] == [
        "no checks", "1 check", "2 checks",
    ]  # fmt: skip
    assert dated(date(2026, 10, 3)) == "3 October 2026"
    assert month(date(2026, 10, 3)) == "October 2026"
    assert figure(Decimal("-1234567.50")) == "-1\u202f234\u202f567.5"
    assert listed(["a"]) == "a"
    assert listed(["a", "b"], last="or") == "a or b"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed([]) == ""


def test_a_language_is_spoken_inside_its_block_alone() -> None:
    with speaking(GERMAN):
        assert say(marked("nobody")) == "niemand"
        assert meant("to", "open") == "öffnen"
        assert say("open") == "open"
        assert say("") == ""
        assert dated(date(2026, 10, 3)) == "3. Oktober 2026"
        assert figure(Decimal("1234567.5")) == "1.234.567,5"
        assert listed(["a", "b", "c"]) == "a, b und c"
    assert say("nobody") == "nobody"
    with pytest.raises(RuntimeError), speaking(GERMAN):
        raise RuntimeError
    assert spoken().code == "en"


@pytest.mark.parametrize(
    ("code", "direction"), [("en", "ltr"), ("de", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("fa", "rtl")]
)
def test_the_way_that_lines_run(code: str, direction: str) -> None:
    assert Language(code=code).direction == direction


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", frozenset()),
        ("{one} and {two}, {one}", {"one", "two"}),
        ("{one.__class__}", None),
        ("{one[0]}", None),
        ("{one:>9999}", None),
        ("{one!r}", None),
        ("{", None),
        ("{{one}}", None),
        ("{}", None),
    ],
)
def test_braces_hold_names_alone(text: str, names: frozenset[str] | None) -> None:
    assert fields(text) == names
