"""What must hold of every diagnosis, whatever the organisation: what is not known can only leave more open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given

from judging import dump, judged, read, redacted
from playbook_gen.diagnosis.diagnose import Diagnosis
from playbook_gen.diagnosis.levels import CLEAR, LEVELS, NOT_ENOUGH, ModeVerdict
from playbook_gen.diagnosis.run import State
from playbook_gen.model.record import Edition
from strategies import (
    NAMES,
    NONE,
    PROOF,
    STRUCTURE,
    UNKNOWN,
    Chunk,
    Data,
    Draw,
    Leaf,
    Step,
    Word,
    all_ids,
    chunks,
    entries,
    leaves,
    organisations,
    shuffled,
    to_yaml,
    value,
    walk,
)

Path = tuple[Step, ...]


def diagnosed(data: Data) -> Diagnosis | None:
    """The author's diagnosis, or None where the reader refuses the file."""
    raw = read(to_yaml(data)).organisation
    return judged(redacted(raw, Edition.AUTHOR), Edition.AUTHOR) if raw else None


def verdicts(diagnosis: Diagnosis) -> dict[tuple[str, str], ModeVerdict]:
    own = {("company:company", verdict.mode): verdict for verdict in diagnosis.modes}
    return own | {
        (f"alliance:{one.alliance.id}", verdict.mode): verdict for one in diagnosis.alliances for verdict in one.modes
    }


# Facts

UNREAD = frozenset({"note", "extra", "source", "basis", "contested"})
"""Fields that no check turns on."""

KINDS = frozenset(
    {("Goal", "function"), ("Head", "since"), ("Head", "until"), ("Alliance", "stage"), ("Alliance", "ends")}
)
"""Fields that say what kind of thing a record is: a company goal, a post held now, an alliance that runs.

Left out, they are read in one way (a goal of the company, a post held, an alliance that has not ended); what a check
concerns follows from that, and the range is over what those checks leave open.
"""


def facts(data: Data) -> Iterator[tuple[Data, Leaf, Path]]:
    """Every place of the file where a fact can be known or not."""
    for record, cls, path in walk(data):
        for leaf in leaves(cls):
            structure = leaf.field.required or leaf.key in STRUCTURE or leaf.key == "as_of"
            structure |= (cls.__name__, leaf.key) in KINDS or leaf.key in UNREAD
            if not structure and (path or leaf.key not in NAMES or leaf.key == "activities"):
                yield record, leaf, (*path, leaf.key)


def known(held: Any) -> bool:
    return held is not None and not (isinstance(held, Word) and held == UNKNOWN)


def forgotten(data: Data, chunk: Chunk) -> tuple[Data, Path] | None:
    """The organisation with one known fact unknown, and which."""
    copy = deepcopy(data)
    found = [fact for fact in facts(copy) if known(fact[0].get(fact[1].key))]
    if not found:
        return None
    record, leaf, path = found[(chunk.byte() * 256 + chunk.byte()) % len(found)]
    record[leaf.key] = UNKNOWN
    return copy, path


def learnt(data: Data, chunk: Chunk) -> tuple[Data, Path] | None:
    """The organisation with one unknown fact known, and which."""
    copy = deepcopy(data)
    found = [fact for fact in facts(copy) if not known(fact[0].get(fact[1].key)) and not fact[1].field.record]
    if not found:
        return None
    record, leaf, path = found[(chunk.byte() * 256 + chunk.byte()) % len(found)]
    given = Word("none") if leaf.none and chunk.byte() % 3 == 0 else value(leaf, chunk, all_ids(copy))
    record[leaf.key] = given
    return (copy, path) if given is not None else None


def agreed(data: Data) -> Data:
    """Take out what contradicts itself: forgetting one of two contrary words settles what they left open."""
    data = deepcopy(data)
    _one_head(data)
    for alliance in entries(data, "alliances"):
        if alliance.get("joint_work") == NONE:
            alliance["handoffs"] = NONE
    _joint_by_both(entries(data, "activities"))
    seen: dict[frozenset[str], Any] = {}
    for practice in entries(data, "practices"):
        last = seen.setdefault(frozenset((practice["from"], practice["to"])), practice.get("last_one_to_one"))
        practice["last_one_to_one"] = last or UNKNOWN
    return data


def _joint_by_both(activities: list[Data]) -> None:
    """Let both of two activities say that they are run together; those of one alliance would say so twice."""
    named = {frozenset((one["id"], other)) for one in activities for other in _names(one.get("joint_with"))}
    for one in activities:
        wanted = sorted(other["id"] for other in activities if frozenset((one["id"], other["id"])) in named)
        if wanted:
            one["joint_with"] = wanted
    seen: set[str] = set()
    for one in activities:
        alliance = one.get("alliance")
        if alliance in seen:
            del one["alliance"]
        elif is_id(alliance):
            seen.add(str(alliance))


def _names(held: Any) -> list[str]:
    return held if isinstance(held, list) else []


def is_id(held: Any) -> bool:
    return isinstance(held, str) and not isinstance(held, Word)


def _one_head(data: Data) -> None:
    """Let one record say who heads a function, and let everybody work in the one function that he or she heads."""
    posts: dict[str, Data] = {}
    taken: set[str] = set()
    for function in entries(data, "functions"):
        posts[function["id"]] = function
        if function.get("head") in taken:
            del function["head"]
        taken.add(function.get("head", ""))
    kept = []
    for head in entries(data, "heads"):
        if "head" not in posts[head["function"]] and head.get("person") not in taken:
            posts[head["function"]]["head"] = UNKNOWN
            taken.add(head.get("person", ""))
            kept.append(head)
    if entries(data, "heads"):
        data["heads"] = kept
    headed = {function["head"]: name for name, function in posts.items() if "head" in function}
    headed |= {head["person"]: head["function"] for head in kept if "person" in head}
    for person in entries(data, "people"):
        if person["id"] in headed:
            person["function"] = headed[person["id"]]


def narrower(more_known: Diagnosis, less_known: Diagnosis, path: Path) -> list[str]:
    """Say where knowing less leaves less open."""
    found = []
    less = verdicts(less_known)
    for name, verdict in verdicts(more_known).items():
        other = less.get(name)
        if other is None or not (verdict.applicable and other.applicable):
            continue
        (worst, best), (low, high) = (tuple(LEVELS.index(level) for level in v.range) for v in (verdict, other))
        if not (low <= worst and best <= high):
            found.append(f"{name}: {verdict.range} became {other.range} without {path}")
    return found


@pytest.mark.parametrize("change", [forgotten, learnt])
def test_knowing_less_never_narrows_a_range_and_knowing_more_never_widens_one(change: Any) -> None:
    @PROOF
    @given(organisations(), chunks())
    def holds(data: Data, draw: Draw) -> None:
        data = agreed(data)
        before = diagnosed(data)
        assert before
        for _ in range(2):
            changed = change(data, Chunk(draw(8)))
            after = diagnosed(changed[0]) if changed else None
            if after is None:  # nothing to forget, or what it names was still referred to
                continue
            if change is learnt and agreed(changed[0]) != changed[0]:
                continue  # what was learnt contradicts what was known
            more, less = (before, after) if change is forgotten else (after, before)
            assert narrower(more, less, changed[1]) == []

    holds()


# Order and names


@PROOF
@given(organisations(), chunks())
def test_the_order_of_lists_changes_nothing(data: Data, draw: Draw) -> None:
    first, second = diagnosed(data), diagnosed(shuffled(data, draw))
    assert dump(first) == dump(second)


def called(data: Data) -> Data:
    """The organisation with a name for every alliance; one without is called by its id, which is about to change."""
    copy = deepcopy(data)
    for position, alliance in enumerate(entries(copy, "alliances")):
        alliance["name"] = f"Pact {position}"
    return copy


def renamed(data: Data, draw: Draw) -> tuple[Data, dict[str, str]]:
    """The organisation under other ids, in another order of the alphabet, and the way back."""
    names = [name for kind in all_ids(data).values() for name in kind]
    order = draw(len(names))
    ranked = sorted(range(len(names)), key=lambda place: (order[place], place))
    fresh = {names[place]: f"q{position:02d}x" for position, place in enumerate(ranked)}
    copy = deepcopy(data)
    for record, cls, _ in walk(copy):
        for leaf in leaves(cls):
            held = record.get(leaf.key)
            if not (leaf.key == "id" or leaf.field.ref) or isinstance(held, Word):
                continue
            if isinstance(held, list):
                record[leaf.key] = [fresh[name] for name in held]
            elif held is not None:
                record[leaf.key] = fresh[held]
    return copy, {new: old for old, new in fresh.items()}


def gist(diagnosis: Diagnosis, back: dict[str, str]) -> dict[str, Any]:
    """What a diagnosis says, with the old ids and without any order: neither of records nor of words in a sentence."""

    def words(*texts: str | None) -> tuple[str, ...]:
        found = re.findall(r"[\w-]+", " ".join(re.sub(r"\[\d+\]", "", text or "") for text in texts))
        return tuple(sorted(back.get(word, word) for word in found))

    def outcome(o: Any) -> Any:
        facts = sorted({words(e.path, e.value, e.said_by, e.as_of, e.basis) for e in o.evidence})
        said = tuple(sorted({words(text) for text in (o.message, *o.also)}))
        missing = tuple(sorted({words(m.path, m.question, m.person) for m in o.missing}))
        weight = (o.state.name, o.severity, o.best, o.worst, o.confidence)
        return (o.check.id, words(*o.subjects), words(o.alliance), weight, said, tuple(facts), missing)

    return {
        "outcomes": Counter(map(outcome, diagnosis.outcomes)),
        "verdicts": {
            (words(name), mode): (v.level, v.range, v.assessed, v.applicable)
            for (name, mode), v in verdicts(diagnosis).items()
        },
        "questions": Counter(
            (words(q.path), q.settles, q.core, q.worst, q.checks, words(*q.alliances)) for q in diagnosis.questions
        ),
        "actions": Counter((words(a.id), a.severity, a.closes, a.horizon, a.effort) for a in diagnosis.actions),
    }


@PROOF
@given(organisations(), chunks())
def test_other_ids_change_nothing_else(data: Data, draw: Draw) -> None:
    named = called(data)
    other, back = renamed(named, draw)
    first, second = diagnosed(named), diagnosed(other)
    assert first
    assert second
    assert gist(first, {}) == gist(second, back)


# Levels


def bare(data: Data) -> Data:
    """The organisation with nothing known but who and what there is."""
    copy = deepcopy(data)
    for record, leaf, _ in facts(copy):
        record.pop(leaf.key, None)
    return copy


@PROOF
@given(organisations())
def test_levels_rest_on_data_and_lie_within_their_range(data: Data) -> None:
    for diagnosis in (diagnosed(data), diagnosed(bare(data))):
        assert diagnosis
        for name, verdict in verdicts(diagnosis).items():
            worst, best = verdict.range
            assert LEVELS.index(worst) <= LEVELS.index(best), name
            if verdict.level != NOT_ENOUGH:
                assert LEVELS.index(worst) <= LEVELS.index(verdict.level) <= LEVELS.index(best), name
            if verdict.level == CLEAR:
                assert verdict.assessed > 0, name
    # The last one was of nothing but names.
    assert {verdict.level for one in diagnosis.alliances for verdict in one.modes} <= {NOT_ENOUGH}
    assert not [o for o in diagnosis.outcomes if o.alliance and o.state is State.FINDING]
