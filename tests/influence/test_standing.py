"""Where people stand: the table, which word counts, and what is not known."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from playbook_gen.influence.standing import STANCES, STEPS, Standing, openness, stance, standings
from playbook_gen.model.record import Edition

from .small import company, look

PRIORITY = "priorities:\n  - {id: p, name: Go online}\npositions:"


def one(*positions: str, edition: Edition = Edition.AUTHOR, more: str = "") -> Standing | None:
    lines = [f"  - {{person: a, priority: p, {said}}}" for said in positions]
    found = standings(look(company("a b c d", "", "sponsor: b", PRIORITY, *lines, more), edition))
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize(
    ("words", "deeds", "expected", "open_"),
    [
        ("strongly for", "strongly for", "ally", None),
        ("for", "for", "supporter", None),
        ("strongly for", "for", "supporter", None),
        ("for", "undecided", "undecided", None),
        ("strongly for", "undecided", "supporter", None),
        ("for", "against", "opponent", "covert"),
        ("strongly for", "strongly against", "adversary", "covert"),
        ("against", "against", "opponent", "overt"),
        ("undecided", "against", "opponent", None),
        ("strongly against", "undecided", "opponent", "overt"),
        ("strongly against", "for", "undecided", None),
        ("against", "strongly for", "supporter", None),
        (None, "strongly for", "ally", None),
        (None, "against", "opponent", None),
        ("strongly against", None, "adversary", "overt"),
        ("for", None, "supporter", None),
        (None, None, None, None),
    ],
)
def test_words_and_deeds_make_a_stance(words: str, deeds: str, expected: str, open_: str | None) -> None:
    assert (stance(words, deeds), openness(words, deeds)) == (expected, open_)  # type: ignore[arg-type]


def test_more_support_in_words_or_deeds_never_makes_a_stance_worse() -> None:
    def rank(words: int, deeds: int) -> int:
        found = stance(STEPS[words], STEPS[deeds])
        assert found
        return STANCES.index(found)

    for fixed, (better, worse) in product(range(5), pairwise(range(5))):
        assert rank(fixed, better) <= rank(fixed, worse)
        assert rank(better, fixed) <= rank(worse, fixed)


def test_deeds_weigh_more_than_words() -> None:
    for words, deeds in product(range(5), range(5)):
        found = stance(STEPS[words], STEPS[deeds])
        assert found
        assert abs(STANCES.index(found) - deeds) <= 1


def test_each_half_comes_from_its_own_statement_with_who_and_when() -> None:
    found = one(
        "position: for, said_by: a, as_of: 2026-05", "behaviour: against, said_by: b, as_of: 2026-06, basis: observed"
    )
    assert found
    assert (found.stance, found.openness, found.rests_on) == ("opponent", "covert", "both")
    said, seen = found.basis
    assert (said.value, said.said_by, said.as_of) == ("for", "a", "2026-05")
    assert (seen.value, seen.said_by, seen.as_of, seen.basis) == ("against", "b", "2026-06", "observed")
    assert seen.file
    assert seen.line


def test_the_own_word_counts_for_words_and_not_for_deeds() -> None:
    found = one("position: against, behaviour: for, said_by: a", "position: for, behaviour: against, said_by: c")
    assert found
    assert (found.words, found.deeds) == ("against", "against")


def test_deeds_that_only_the_person_reports_count() -> None:
    found = one("behaviour: for, said_by: a")
    assert found
    assert (found.stance, found.rests_on) == ("supporter", "deeds")


def test_the_sponsor_goes_before_others_and_the_newest_before_older_ones() -> None:
    sponsor = one("behaviour: for, said_by: b, as_of: 2026-01", "behaviour: against, said_by: c, as_of: 2026-06")
    newest = one("behaviour: for, said_by: d, as_of: 2026-01", "behaviour: against, said_by: c, as_of: 2026-06")
    assert sponsor
    assert newest
    assert (sponsor.deeds, newest.deeds) == ("for", "against")


def test_reporters_who_disagree_leave_it_open() -> None:
    assert one("behaviour: for, said_by: c", "behaviour: against, said_by: d") is None
    half = one("position: for, behaviour: for, said_by: c", "position: for, behaviour: against, said_by: d")
    assert half
    assert (half.words, half.deeds) == ("for", None)


def test_what_is_older_than_a_year_is_not_known() -> None:
    assert one("position: for, said_by: a, as_of: 2025-05") is None
    half = one("position: for, said_by: a, as_of: 2025-05", "behaviour: against, said_by: c, as_of: 2026-05")
    assert half
    assert (half.words, half.stance, half.openness, half.rests_on) == (None, "opponent", None, "deeds")


def test_a_disputed_statement_is_marked() -> None:
    plain, disputed = one("position: for, said_by: c"), one("position: for, said_by: c, contested: yes")
    assert plain
    assert disputed
    assert (plain.contested, disputed.contested) == (False, True)


def test_who_has_left_stands_nowhere() -> None:
    text = company("a b", "", PRIORITY, "  - {person: a, priority: p, position: for}")
    assert standings(look(text.replace("name: A}", "name: A, left: 2026-01}"))) == ()


@pytest.mark.parametrize("edition", [Edition.COMPANY, Edition.LEADERSHIP])
def test_a_lower_edition_has_none(edition: Edition) -> None:
    assert one("position: for, behaviour: against, said_by: c", edition=edition) is None


def test_leadership_has_it_once_it_is_opened() -> None:
    fields = ("positions", "positions.person", "positions.priority", "positions.position", "positions.behaviour")
    moves = "\n".join(f"  - {{field: {field}, edition: leadership}}" for field in fields)
    found = one("position: for, behaviour: against", edition=Edition.LEADERSHIP, more=f"visibility:\n{moves}")
    assert found
    assert (found.stance, found.basis[0].file) == ("opponent", None)
