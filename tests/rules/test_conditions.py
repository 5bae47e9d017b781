"""What the conditions of an own rule rest on, what they ask for, and in whose words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checks.cases import seen, written
from playbook_gen.checks import own
from playbook_gen.checks.clauses import Severity
from playbook_gen.checks.own import AllOf, AnyOf, Condition, Not, OwnRule
from playbook_gen.checks.registry import Scope
from playbook_gen.checks.situation import Situation
from playbook_gen.diagnosis.run import Outcome, run_checks
from playbook_gen.model.record import Edition

QUESTION = "Does the charter say what ends the alliance?"
NO_EXIT = own.Test(field="charter.exit", ask="is", value=("none",))
NO_FORUM = own.Test(field="forum", ask="is", value=("none",))
LATE = own.Test(field="forum.last_held", ask="older_than_days", value=90.0)


def judged(
    text: str, tmp_path: Path, find: Condition, applies: Condition | None = None, scope: Scope = "alliance"
) -> Outcome:
    rule = OwnRule(
        id="own.rule",
        mode="function",
        scope=scope,
        severity=Severity.MEDIUM,
        question=QUESTION,
        message="{name} has no way out.",
        find_when=find,
        applies_when=applies,
    )
    organisation, as_of = seen(written(text, tmp_path))
    (found,) = run_checks(Situation(organisation, as_of, Edition.AUTHOR), [rule.check()], {})
    return found


def shelf(more: str) -> str:
    return f"""
as_of: 2026-10-30
people: [{{ann: Ann}}, {{bob: Bob}}]
functions: [{{marketing: Marketing}}, {{it: IT}}]
alliances:
  - {{id: shelf, partners: [marketing, it], necessity: useful, value_at_stake: none, supports: none, {more}}}
"""


def told(outcome: Outcome) -> tuple[str, list[str], list[tuple[str, str]]]:
    """The state, what is cited, and what is asked in which words."""
    cited = sorted(fact.path.removeprefix("alliances[shelf].") for fact in outcome.evidence)
    asked = sorted((q.path.removeprefix("alliances[shelf]."), q.question) for q in outcome.missing)
    return outcome.state.value, cited, asked


MET = "forum: {last_held: 2026-07-01}"
MET_LATELY = "forum: {last_held: 2026-10-29}"


@pytest.mark.parametrize(
    ("find", "applies", "more", "expected"),
    [
        (NO_EXIT, None, "kind: strategic, charter: {purpose: One}", ("not assessed", [], ["charter.exit"])),
        (NO_EXIT, None, "kind: strategic, charter: none", ("finding", ["charter"], [])),
        (NO_EXIT, NO_FORUM, "kind: strategic, charter: none", ("not assessed", [], ["forum"])),
        (NO_EXIT, NO_FORUM, "kind: strategic, charter: none, forum: none", ("finding", ["charter", "forum"], [])),
        (NO_EXIT, LATE, f"kind: strategic, charter: none, {MET}", ("finding", ["charter", "forum.last_held"], [])),
        (Not(NO_FORUM), None, "kind: strategic, forum: {name: Monday}", ("finding", ["forum"], [])),
        (Not(NO_FORUM), None, "kind: strategic", ("not assessed", [], ["forum"])),
        (Not(LATE), None, f"kind: strategic, {MET_LATELY}", ("finding", ["forum.last_held"], [])),
        (
            AllOf((NO_EXIT, LATE)),
            None,
            f"kind: strategic, charter: none, {MET}",
            ("finding", ["charter", "forum.last_held"], []),
        ),
        (AllOf((NO_EXIT, NO_FORUM)), None, "kind: strategic", ("not assessed", [], ["charter", "forum"])),
        (AnyOf((NO_EXIT, NO_FORUM)), None, "kind: strategic, charter: none", ("finding", ["charter"], [])),
        (AnyOf((NO_EXIT, NO_FORUM)), None, "kind: strategic", ("not assessed", [], ["charter", "forum"])),
    ],
)
def test_what_a_rule_rests_on_and_asks_for(
    find: Condition, applies: Condition | None, more: str, expected: tuple[Any, ...], tmp_path: Path
) -> None:
    state, cited, asked = expected
    assert told(judged(shelf(more), tmp_path, find, applies)) == (state, cited, [(path, QUESTION) for path in asked])


@pytest.mark.parametrize(
    ("find", "more", "state"),
    [
        (LATE, "forum: {last_held: none}", "clear"),
        (
            own.Test(field="sides.in_plan", ask="is", value=("no",)),
            "sides: [{partner: it, in_plan: no}, {partner: marketing, in_plan: yes}]",
            "finding",
        ),
        (
            own.Test(field="sides.extra_work", ask="under", value=0.3),
            "sides: [{partner: it, extra_work: 0.3}]",
            "clear",
        ),
    ],
)
def test_where_a_condition_draws_the_line(find: Condition, more: str, state: str, tmp_path: Path) -> None:
    assert judged(shelf(more), tmp_path, find).state.value == state


def test_one_side_that_settles_it_leaves_nothing_to_ask(tmp_path: Path) -> None:
    find = own.Test(field="sides.in_plan", ask="is", value=("no",))
    found = judged(shelf("kind: strategic, sides: [{partner: it, in_plan: no}, {partner: marketing}]"), tmp_path, find)
    assert told(found) == ("finding", ["sides[1].in_plan"], [])


def test_only_what_is_open_is_asked_for(tmp_path: Path) -> None:
    find = own.Test(field="sides.in_plan", ask="is", value=("no",))
    found = judged(shelf("sides: [{partner: it, in_plan: yes}, {partner: marketing}]"), tmp_path, find)
    assert told(found) == ("not assessed", [], [("sides[2].in_plan", QUESTION)])


def test_a_part_that_is_open_is_no_evidence_and_one_that_is_known_asks_nothing(tmp_path: Path) -> None:
    two = "sides: [{partner: it, in_plan: yes}, {partner: marketing}]"
    find = AnyOf((own.Test(field="sides.in_plan", ask="is", value=("no",)), NO_EXIT))
    assert told(judged(shelf(f"kind: strategic, charter: none, {two}"), tmp_path, find)) == ("finding", ["charter"], [])


def test_a_rule_that_is_about_others_says_so(tmp_path: Path) -> None:
    found = judged(shelf("forum: {name: Monday}"), tmp_path, NO_EXIT, NO_FORUM)
    assert (found.state.value, found.message) == ("not applicable", "the rule is about others")


@pytest.mark.parametrize(("end", "who"), [("from", "ann"), ("to", "bob")])
def test_the_two_ends_of_a_tie_are_asked_for_by_their_words_in_the_file(end: str, who: str, tmp_path: Path) -> None:
    text = shelf("stage: running") + "relationships: [{from: ann, to: bob, influence: 3}]\n"
    for name in ("ann", "bob"):
        find = own.Test(field=f"relationships.{end}", ask="is", value=(name,))
        state = judged(text, tmp_path, find, scope="company").state.value
        assert state == ("finding" if name == who else "clear")


def test_a_person_is_called_by_name_where_an_alliance_has_the_same_id(tmp_path: Path) -> None:
    text = """
sponsor: shelf
people: [{id: shelf, name: Ann Lee, challenges: none}]
functions: [{id: marketing, name: Marketing, head: none}, {id: it, name: IT, head: none}]
alliances: [{id: shelf, partners: [marketing, it], accountable: none}]
"""
    find = own.Test(field="challenges", ask="is", value=("none",))
    assert judged(text, tmp_path, find, scope="person").message == "Ann Lee has no way out."
