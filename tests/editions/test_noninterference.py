"""Two organisations that differ only in what an edition may not see look the same in it, down to every question."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging import dump, judged, read, seen
from playbook_gen.model.record import Edition
from playbook_gen.reading import Reading
from strategies import PROOF, chunks, made, organisations, seeded, to_yaml

from .mutate import mutate

LOWER = (Edition.COMPANY, Edition.LEADERSHIP)


@st.composite
def pairs(draw: st.DrawFn, edition: Edition) -> tuple[str, str]:
    """Two files, as text, that differ only in what the edition may not see."""
    data = draw(organisations())
    return to_yaml(data), to_yaml(mutate(data, edition.word, draw(chunks())))


def seeded_pairs(edition: Edition, count: int) -> Iterator[tuple[str, str]]:
    """A fixed set of such pairs, for tests that cannot afford to search."""
    for seed in range(count):
        data = made(seed)
        yield to_yaml(data), to_yaml(mutate(data, edition.word, seeded(seed + 10_000)))


@cache
def seeded_readings(edition: Edition, count: int) -> tuple[tuple[Reading, Reading], ...]:
    return tuple((read(one), read(other)) for one, other in seeded_pairs(edition, count))


def differ(one: Reading, other: Reading, edition: Edition) -> str | None:
    """Say by what an edition could tell two files apart, or None."""
    first, second = seen(one, edition), seen(other, edition)
    if first != second or repr(first) != repr(second):
        return "the redacted organisation"
    return "the diagnosis" if dump(judged(first, edition)) != dump(judged(second, edition)) else None


@pytest.mark.parametrize("edition", LOWER)
def test_what_an_edition_may_not_see_changes_nothing_in_it(edition: Edition) -> None:
    @PROOF
    @given(pairs(edition))
    def same(pair: tuple[str, str]) -> None:
        assert differ(read(pair[0]), read(pair[1]), edition) is None

    same()


@pytest.mark.parametrize("edition", LOWER)
def test_the_pairs_differ_and_can_be_read(edition: Edition) -> None:
    pairs_read = seeded_readings(edition, 40)
    assert all(reading.organisation for pair in pairs_read for reading in pair)
    changed = [seen(one, Edition.AUTHOR) != seen(other, Edition.AUTHOR) for one, other in pairs_read]
    assert sum(changed) > 30
