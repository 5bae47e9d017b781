"""What each edition may hold: levels of the schema, hidden records and what goes with them, canaries, planted leaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from judging import organisation, read, redacted, seen
from playbook_gen import editions
from playbook_gen.diagnostics import as_text
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Edition
from playbook_gen.model.shape import fields, record_classes
from strategies import Data, Tokens, made, to_yaml

from .leaks import LEAKS
from .mutate import ORDER, Sight, inner, properties
from .test_noninterference import LOWER, differ, seeded_readings

# The schema


def test_every_leaf_has_an_edition_and_no_floor_lies_above_it() -> None:
    for cls in record_classes(Organisation):
        assert fields(cls)
        assert all(field.floor <= field.default for field in fields(cls))


def levels(name: str = "", prefix: str = "", above: tuple[int, int] = (0, 0)) -> Iterator[tuple[str, int, int]]:
    """Each leaf of the published schema with its floor and default, containers counted in."""
    for key, prop in properties(name).items():
        floor, default = (
            max(ORDER.index(prop["edition"][word]), high)
            for word, high in zip(("floor", "default"), above, strict=True)
        )
        dotted = f"{prefix}{key}"
        yield dotted, floor, default
        if below := inner(prop):
            yield from levels(below, f"{dotted}.", (floor, default))


NEVER_COMPANY = (
    "relationships.trust", "relationships.agreement", "positions", "positions.position", "positions.behaviour",
    "perceptions", "perceptions.rating", "people.incentives", "people.incentives.weight", "functions.styles.pace",
    "alliances.perception_rated", "alliances.delivery.commitment", "practices.overruled", "practices.contested",
)  # fmt: skip


def test_judgements_about_people_can_never_be_shown_to_the_company() -> None:
    floors = {dotted: floor for dotted, floor, _ in levels()}
    assert all(floors[name] >= ORDER.index("leadership") for name in NEVER_COMPANY)
    own = {name: floor for name, floor in floors.items() if name.rsplit(".", 1)[-1] in ("note", "extra")}
    assert set(own.values()) == {ORDER.index("author")}
    assert len(own) > 60


def test_ties_money_and_promises_are_for_leadership_unless_opened() -> None:
    defaults = {dotted: (floor, default) for dotted, floor, default in levels()}
    shared = ("relationships", "activities.cost", "alliances.forum.attendance", "alliances.commitments", "practices")
    assert {defaults[name] for name in shared} == {(0, 1)}
    assert {defaults[name] for name in ("people.name", "alliances.charter", "goals.target")} == {(0, 0)}


@pytest.mark.parametrize("name", NEVER_COMPANY)
def test_no_entry_under_visibility_opens_what_the_floor_closes(name: str) -> None:
    reading = read(to_yaml({"name": "Example", "visibility": [{"field": name, "edition": "company"}]}))
    assert reading.organisation is None
    assert "can never be shown to company" in as_text(reading.diagnostics)


def test_the_name_stands_in_every_edition() -> None:
    reading = read(to_yaml({"name": "Example", "visibility": [{"field": "name", "edition": "author"}]}))
    assert reading.organisation is None
    assert "stands in every edition" in as_text(reading.diagnostics)


def test_said_twice_the_stricter_edition_holds() -> None:
    moves = [{"field": "people.title", "edition": word} for word in ("author", "company")]
    data = {"name": "Example", "people": [{"id": "ann", "name": "Ann", "title": "Chief"}], "visibility": moves}
    for order in (moves, moves[::-1]):
        raw = organisation(to_yaml({**data, "visibility": order}))
        assert redacted(raw, Edition.LEADERSHIP).people[0].title is None  # type: ignore[index]


# Hidden records


def hidden_person(**more: Any) -> Data:
    return {
        "name": "Example",
        "as_of": "2026-06-30",
        "sponsor": "bob",
        "people": [
            {"id": "ann", "name": "Ann", "reports_to": "bob", "function": "mkt"},
            {"id": "bob", "name": "Bob", "visible_to": "author"},
        ],
        "functions": [{"id": "mkt", "name": "Marketing", "head": "bob"}, {"id": "fin", "name": "Finance"}],
        "heads": [{"function": "fin", "person": "bob", "since": "2025"}],
        "relationships": [{"from": "ann", "to": "bob", "influence": "3"}, {"from": "bob", "to": "ann"}],
        "practices": [{"from": "bob", "to": "ann", "advice_asked": "2"}],
        "activities": [{"id": "fair", "name": "Fair", "owner": "bob", "alliance": "deal"}],
        "alliances": [
            {
                "id": "deal",
                "partners": ["mkt", "bob"],
                "sides": [{"partner": "bob", "purpose": "for Bob"}, {"partner": "mkt", "lead": "bob"}],
                "translators": ["bob"],
            },
            {
                "id": "kept",
                "partners": ["mkt", "fin", "bob"],
                "accountable": "bob",
                "sides": [{"partner": "bob"}, {"partner": "fin", "sponsor": "bob"}],
                "decisions": [
                    {"decision": "Price", "decides": ["bob"]},
                    {"decision": "Date", "decides": ["bob", "ann"]},
                ],
                "translators": ["bob"],
            },
        ],
        "accepted": [{"check": "function.cadence", "subject": "deal", "reason": "For now."}],
        **more,
    }


@pytest.mark.parametrize("edition", LOWER)
def test_a_hidden_person_takes_along_all_that_refers_to_him(edition: Edition) -> None:
    view = redacted(organisation(to_yaml(hidden_person())), edition)
    assert not re.search(r"\b(bob|Bob|deal)\b", repr(view))
    assert view.sponsor is None
    assert [person.id for person in view.people or ()] == ["ann"]
    assert [(f.id, f.head) for f in view.functions or ()] == [("fin", None), ("mkt", None)]
    assert [head.person for head in view.heads or ()] == [None]
    assert (view.relationships, view.practices, view.accepted) == (None, None, None)


@pytest.mark.parametrize("edition", LOWER)
def test_an_alliance_left_with_one_partner_is_gone_and_with_two_it_stays(edition: Edition) -> None:
    view = redacted(organisation(to_yaml(hidden_person())), edition)
    (kept,) = view.alliances or ()
    assert (kept.id, kept.partners) == ("kept", ("fin", "mkt"))
    assert [side.partner for side in kept.sides or ()] == ["fin"]
    assert (view.activities or ())[0].alliance is None


@pytest.mark.parametrize("edition", LOWER)
def test_a_list_that_lost_everything_is_not_known_and_never_declared_empty(edition: Edition) -> None:
    (kept,) = redacted(organisation(to_yaml(hidden_person())), edition).alliances or ()
    assert [decision.decides for decision in kept.decisions or ()] == [("ann",), None]
    assert kept.translators is None
    none = redacted(organisation(to_yaml({"name": "Example", "goals": [], "people": []})), edition)
    assert (none.goals, none.people) == ((), ())


def test_an_expired_statement_counts_as_not_known_in_every_edition() -> None:
    decision = {"decision": "Price", "decides": ["ann"], "expires": "2025-12-31"}
    alliance = {"id": "kept", "partners": ["mkt", "fin"], "decisions": [decision], "charter": {"expires": "2026-06"}}
    raw = organisation(to_yaml(hidden_person(alliances=[alliance], accepted=[], activities=[])))
    for edition in Edition:
        (kept,) = redacted(raw, edition).alliances or ()
        assert kept.decisions is None
        assert kept.charter is not None


# Canaries


def token_levels(tokens: Tokens) -> dict[str, int]:
    """The edition of each token by the published schema."""
    found = {}
    for token, path in tokens.tokens.items():
        name, level = "", 0
        for key in (step for step in path if isinstance(step, str)):
            prop = properties(name)[key]
            level, name = max(level, ORDER.index(prop["edition"]["default"])), inner(prop) or ""
        found[token] = level
    return found


def held(view: object) -> set[str]:
    return set(re.findall(r"[\w.-]*\w", repr(view)))


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return Tokens()


def spilled(tokens: Tokens, edition: Edition) -> list[str]:
    """The paths whose tokens an edition holds and may not."""
    found = held(seen(read(to_yaml(tokens.data)), edition))
    return [
        str(tokens.tokens[token]) for token, level in token_levels(tokens).items() if level > edition and token in found
    ]


@pytest.mark.parametrize("edition", LOWER)
def test_no_canary_stands_in_an_edition_below_its_own(tokens: Tokens, edition: Edition) -> None:
    assert sum(level > edition for level in token_levels(tokens).values()) > 60
    assert spilled(tokens, edition) == []


def test_every_canary_stands_in_the_author_edition(tokens: Tokens) -> None:
    assert len(tokens.tokens) > 400
    assert sorted(set(tokens.tokens) - held(seen(read(to_yaml(tokens.data)), Edition.AUTHOR))) == []


@pytest.mark.parametrize("edition", LOWER)
def test_no_canary_of_a_hidden_record_stands_anywhere(edition: Edition) -> None:
    tokens = Tokens()
    for kind in tokens.ids:
        tokens.data[kind][1]["visible_to"] = "author"
    found = held(seen(read(to_yaml(tokens.data)), edition))
    second = [token for token, path in tokens.tokens.items() if path[0] in tokens.ids and path[1] == 1]
    assert len(second) > 100
    assert [tokens.tokens[token] for token in second if token in found] == []


# Attributes


def filled_above(view: Any, sight: Sight, name: str = "", dotted: str = "") -> Iterator[str]:
    """Every leaf above the edition that nevertheless holds something."""
    for key, prop in properties(name).items():
        path = f"{dotted}.{key}".lstrip(".")
        attribute = {"from": "source_person", "to": "target_person"}.get(key, key)
        value = getattr(view, attribute, None)
        if not sight.shows(path, prop):
            yield from [path] if value is not None else []
        elif below := inner(prop):
            for entry in value if isinstance(value, tuple) else [value] if hasattr(value, "origin") else []:
                yield from filled_above(entry, sight, below, path)


@pytest.mark.parametrize("edition", LOWER)
def test_a_leaf_above_the_edition_is_empty_whatever_it_held(tokens: Tokens, edition: Edition) -> None:
    for data in (tokens.data, *(made(seed) for seed in range(40))):
        view = seen(read(to_yaml(data)), edition)
        assert list(filled_above(view, Sight.of(data, edition.word))) == []


@pytest.mark.parametrize("edition", LOWER)
def test_a_leaf_that_the_edition_may_never_hold_is_no_attribute(edition: Edition) -> None:
    for cls in record_classes(Organisation):
        view = editions.view_type(cls, edition)
        for field in fields(cls):
            assert hasattr(view, field.name) == (field.floor <= edition)


def test_asking_for_such_a_leaf_is_an_error(tokens: Tokens) -> None:
    raw = organisation(to_yaml(tokens.data))
    (tie,) = redacted(raw, Edition.LEADERSHIP).relationships or ()
    assert tie.trust is None
    with pytest.raises(AttributeError):
        _ = tie.note
    with pytest.raises(AttributeError):
        _ = redacted(raw, Edition.COMPANY).positions


# Planted leaks


def noticed(tokens: Tokens) -> str | None:
    """Say which proof notices that redaction does wrong, or None."""
    for edition in LOWER:
        if spilled(tokens, edition):
            return "canary"
        for one, other in seeded_readings(edition, 40):
            if differ(one, other, edition):
                return "noninterference"
    return None


def test_right_redaction_raises_no_alarm(tokens: Tokens) -> None:
    assert noticed(tokens) is None


def test_there_are_at_least_fifteen_planted_leaks() -> None:
    assert len(LEAKS) >= 15


@pytest.mark.parametrize("name", LEAKS)
def test_a_planted_leak_is_noticed(name: str, tokens: Tokens, monkeypatch: pytest.MonkeyPatch) -> None:
    editions.view_type.cache_clear()
    LEAKS[name](monkeypatch)
    try:
        assert noticed(tokens)
    finally:
        monkeypatch.undo()
        editions.view_type.cache_clear()
