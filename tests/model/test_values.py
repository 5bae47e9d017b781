"""Dates, money and the three states of a leaf."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from playbook_gen.language import Language, speaking
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.people import Person
from playbook_gen.model.record import Plain
from playbook_gen.model.values import NOTHING, Money, When


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2006-02-01", date(2006, 2, 1), date(2006, 2, 1)),
        ("2006-02", date(2006, 2, 1), date(2006, 2, 28)),
        ("2008-02", date(2008, 2, 1), date(2008, 2, 29)),
        ("2006-Q1", date(2006, 1, 1), date(2006, 3, 31)),
        ("2006-Q4", date(2006, 10, 1), date(2006, 12, 31)),
        ("2006", date(2006, 1, 1), date(2006, 12, 31)),
    ],
)
def test_a_date_is_the_interval_it_was_given_as(text: str, first: date, last: date) -> None:
    assert (When.parse(text).first, When.parse(text).last) == (first, last)


@pytest.mark.parametrize(
    "text", ["2023-02-29", "0000-00-00", "24-1-2", "2024-13", "2024-Q5", "2024-13-45", "", "2024-02-01\n", "٢٠٢٤"]
)
def test_what_no_calendar_holds_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        When.parse(text)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 5000))
def test_the_days_between_two_days_are_counted_once(day: date, later: int) -> None:
    assert When.on(day).days_until(day + timedelta(days=later)) == (later, later)


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("en", "2026-10-30", "30 October 2026"),
        ("en", "2026-09", "September 2026"),
        ("en", "2026-Q4", "quarter 4 of 2026"),
        ("en", "2026", "2026"),
        ("de", "2026-10-30", "30. Oktober 2026"),
        ("de", "2026-09", "September 2026"),
    ],
)
def test_a_date_is_said_as_coarse_as_it_was_given(code: str, text: str, words: str) -> None:
    with speaking(Language(code=code)):
        assert When.parse(text).in_words() == words


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("1200000", "1200000", None),
        ("1 200 000 EUR", "1200000", "EUR"),
        ("1.2m EUR", "1200000", "EUR"),
        ("USD 250k", "250000", "USD"),
        ("0", "0", None),
        ("-3bn", "-3000000000", None),
    ],
)
def test_money_is_read_as_people_write_it(text: str, amount: str, currency: str | None) -> None:
    assert Money.parse(text) == Money(Decimal(amount), currency)


@pytest.mark.parametrize("text", ["1,200", "a lot", "EUR 5 USD", "1e9", "", "12 00", "9" * 5000])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Money.parse(text)


def title_of(value: object) -> object:
    return Person.model_validate({"id": "a", "name": "A", "title": value}).title


def test_unknown_none_and_text_stay_apart() -> None:
    assert title_of(Plain("unknown")) is None
    assert title_of(Plain("")) is None
    assert title_of(Plain("~")) is None
    assert title_of(Plain("none")) is NOTHING
    assert title_of("none") == "none"
    assert title_of("unknown") == "unknown"
    assert title_of(Plain("Null")) == "Null"


def test_a_list_is_unknown_or_empty_or_full() -> None:
    def people(value: object) -> object:
        return Organisation.model_validate({"name": "X", "people": value}).people

    assert people(Plain("unknown")) is None
    assert people(Plain("none")) == ()
    assert people([]) == ()
    assert people([{"id": "a", "name": "A"}]) != ()


def test_zero_is_a_number_and_not_an_absence() -> None:
    side = {"partner": "a", "cost_share": Plain("0")}
    alliance = {"id": "x", "partners": ["a", "b"], "sides": [side]}
    found = Organisation.model_validate({"name": "X", "alliances": [alliance]}).alliances
    assert found is not None
    assert found[0].sides is not None
    assert found[0].sides[0].cost_share == 0


@pytest.mark.parametrize("value", ["0", "6", "3.5", "three", "true", "-1", "9" * 5000, ".nan", "1e999", "none"])
def test_a_rating_is_one_of_five_steps(value: str) -> None:
    tie = {"from": "a", "to": "b", "trust": Plain(value)}
    with pytest.raises(ValidationError):
        Organisation.model_validate({"name": "X", "relationships": [tie]})


def test_one_line_says_what_one_line_can() -> None:
    person = Person.model_validate({"cfo": Plain("Ann Lee, Chief Financial Officer, Europe")})
    assert (person.id, person.name, person.title) == ("cfo", "Ann Lee", "Chief Financial Officer, Europe")
    found = Organisation.model_validate({"name": "X", "alliances": [{"crm": ["a", "b"]}]}).alliances
    assert found is not None
    assert found[0].partners == ("a", "b")
