"""What an outcome counts for, what it is called, and what is asked beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.cases import judged, seen, written
from diagnosis.test_levels import FUNCTION, HIGH, LOW, MEDIUM, clear, found, function
from playbook_gen.checks import own
from playbook_gen.checks.catalogue import CHECKS
from playbook_gen.checks.clauses import Clause, ask, cite
from playbook_gen.checks.registry import Check, Limits
from playbook_gen.checks.situation import Situation, default_edition
from playbook_gen.diagnosis.accepted import Idle
from playbook_gen.diagnosis.run import Outcome, State, run_checks
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.record import Edition
from rules.test_conditions import judged as by_rule
from rules.test_conditions import shelf

HEAD = """
as_of: 2026-10-30
people: [{ann: "Ann, Chief of Staff"}, {bob: Bob}]
functions: [{id: marketing, name: Marketing, head: ann}, {id: it, name: IT}, {id: legal, name: Legal, head: none}]
goals: [{g1: Grow}]
"""
ACTIVITY = "capability: fair, audience: chefs, goals: [g1], starts: 2026-03, ends: 2026-03"
SHELF = "alliances: [{id: shelf, partners: [marketing, it]}]\n"


def situation(text: str, tmp_path: Path) -> Situation:
    company, as_of = seen(written(text, tmp_path))
    return Situation(company, as_of, Edition.AUTHOR)


def outcomes(check: str, text: str, tmp_path: Path) -> tuple[Outcome, ...]:
    return run_checks(situation(text, tmp_path), [CHECKS[check]], {})


def work(*entries: str) -> str:
    lines = "".join(f"  - {{{entry}}}\n" for entry in entries)
    return f"{HEAD}{SHELF}activities:\n{lines}"


def counted(text: str, tmp_path: Path) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {o.subjects: o.counts_for for o in outcomes("focus.disconnected-dots", text, tmp_path)}


# Levels


def test_a_low_finding_leaves_the_range_clear() -> None:
    first, second, third = FUNCTION
    assert function(found(first, LOW), clear(second), clear(third)).range == ("clear", "clear")


def test_findings_stand_worst_first_whatever_they_are_called() -> None:
    got = function(found("function.cadence", MEDIUM), found("function.no-agreement", HIGH))
    assert [o.check.id for o in got.findings] == ["function.no-agreement", "function.cadence"]


def test_what_is_found_of_a_pair_and_what_is_open_of_its_heads_counts_for_the_alliance(tmp_path: Path) -> None:
    text = HEAD.replace("name: Legal, head: none", "name: Legal, head: bob")
    text += "alliances: [{id: shelf, partners: [marketing, it, legal]}]\n"
    got = [(o.subjects, o.counts_for) for o in outcomes("practice.seek-advice", text, tmp_path)]
    assert got == [(("alliance:shelf", "pair:ann+bob"), ("shelf",)), (("alliance:shelf",), ("shelf",))]


def test_beside_a_vacant_post_one_head_that_is_not_known_leaves_no_pair_open(tmp_path: Path) -> None:
    text = f"{HEAD}alliances: [{{id: shelf, partners: [it, legal]}}]\n"
    assert outcomes("practice.seek-advice", text, tmp_path) == ()


def test_how_much_it_is_needed_weighs_as_much_as_the_finding_may(tmp_path: Path) -> None:
    alliance = (
        "{id: shelf, partners: [marketing, it], kind: strategic, value_at_stake: none, supports: [g1], forum: none}"
    )
    (outcome,) = outcomes("function.cadence", f"{HEAD}alliances: [{alliance}]\n", tmp_path)
    assert outcome.worst is not None
    assert outcome.worst.word == "critical"
    assert {q.path: q.weight for q in outcome.missing}["alliances[shelf].necessity"] == outcome.worst


def test_money_beside_a_partner_without_a_budget_leaves_the_weight_open(tmp_path: Path) -> None:
    alliance = (
        "{id: shelf, partners: [bob, marketing], kind: strategic, necessity: useful, value_at_stake: 100 EUR, "
        "supports: none, forum: none}"
    )
    (outcome,) = outcomes("function.cadence", f"{HEAD}alliances: [{alliance}]\n", tmp_path)
    assert [s.word for s in (outcome.severity, outcome.best, outcome.worst) if s] == ["high", "high", "critical"]


# Names


def test_an_alliance_without_a_name_is_called_by_its_id_in_words(tmp_path: Path) -> None:
    text = f"{HEAD}alliances: [{{id: self_service-shelf, partners: [marketing, it]}}]\n"
    assert [a.name for a in judged(text, tmp_path).alliances] == ["Self service shelf"]


def test_a_partner_who_heads_nothing_is_called_by_title_or_else_by_name(tmp_path: Path) -> None:
    text = HEAD.replace("head: ann", "head: none") + "alliances: [{id: shelf, partners: [ann, bob]}]\n"
    known = situation(text, tmp_path)
    assert [p.name for p in known.partners(known.alliances["shelf"])] == ["Chief of Staff", "Bob"]


def test_each_partner_has_its_own_side_where_a_head_is_a_partner_beside_the_own_function(tmp_path: Path) -> None:
    text = (
        f"{HEAD}alliances:\n"
        "  - {id: shelf, partners: [marketing, ann],\n"
        "     sides: [{partner: ann, cost_share: 0.1}, {partner: marketing, cost_share: 0.9}]}\n"
    )
    known = situation(text, tmp_path)
    sides = known.sides(known.alliances["shelf"])
    assert {partner.id: side.cost_share for partner, side in sides if side} == {"marketing": 0.9, "ann": 0.1}


def test_a_field_below_a_leaf_or_below_none_is_no_field() -> None:
    for path in ("name.more", "name.more.again", "nothing", "nothing.more"):
        assert own.field_named("company", path) is None
        with pytest.raises(KeyError, match=path):
            default_edition(path)


def test_one_idle_acceptance_keeps_no_later_one_from_counting(tmp_path: Path) -> None:
    text = f"""{HEAD}
alliances: [{{id: shelf, partners: [marketing, it], forum: none}}]
accepted:
  - {{check: fit.process, subject: shelf, reason: Not yet}}
  - {{check: function.cadence, subject: shelf, reason: They share an office}}
"""
    diagnosis = judged(text, tmp_path)
    assert [(idle.check, idle.why) for idle in diagnosis.idle] == [("fit.process", Idle.NO_FINDING)]
    assert [o.accepted.reason for o in diagnosis.outcomes if o.accepted] == ["They share an office"]


# Work that may be the same


def test_work_of_one_function_and_joint_work_are_not_held_against_each_other(tmp_path: Path) -> None:
    one = work(f"id: a, name: A, function: it, {ACTIVITY}", f"id: b, name: B, function: it, {ACTIVITY}")
    joint = work(
        f"id: a, name: A, function: it, alliance: shelf, {ACTIVITY}",
        f"id: b, name: B, function: marketing, alliance: shelf, {ACTIVITY}",
    )
    for text in (one, joint):
        assert counted(text, tmp_path) == {("company:company",): ("shelf",)}


def test_work_of_a_function_that_nobody_named_is_asked_about_and_counts_for_every_alliance(tmp_path: Path) -> None:
    text = work(f"id: a, name: A, {ACTIVITY}", f"id: b, name: B, function: it, {ACTIVITY}")
    (outcome,) = outcomes("focus.disconnected-dots", text, tmp_path)
    assert (outcome.subjects, outcome.counts_for) == (("company:company",), ("shelf",))
    assert [q.path for q in outcome.missing] == ["activities[a].function"]


def test_work_of_which_too_little_is_known_counts_for_the_alliances_of_its_functions(tmp_path: Path) -> None:
    unclear = work(
        "id: a, name: A, function: legal", f"id: b, name: B, function: it, {ACTIVITY}", "id: c, name: C, function: it"
    )
    assert counted(unclear, tmp_path) == {
        ("company:company",): ("shelf",),
        ("function:it",): ("shelf",),
        ("function:legal",): (),
    }
    bare = work(
        "id: a, name: A, function: it, capability: fair", "id: b, name: B, function: marketing, capability: fair"
    )
    assert counted(bare, tmp_path)[("function:it", "function:marketing")] == ("shelf",)


def test_pairs_of_work_stand_in_the_order_of_their_ids(tmp_path: Path) -> None:
    other = ACTIVITY.replace("fair", "congress").replace("chefs", "nurses")
    kinds = {"a": ("it", ACTIVITY), "b": ("it", other), "c": ("marketing", other), "d": ("marketing", ACTIVITY)}
    text = work(*(f"id: {i}, name: {i}, function: {f}, alliance: none, {more}" for i, (f, more) in kinds.items()))
    got = [o.subjects for o in outcomes("focus.disconnected-dots", text, tmp_path) if o.state is State.FINDING]
    assert got == [("activity:a", "activity:d"), ("activity:b", "activity:c")]


def test_of_two_kinds_of_work_the_first_by_id_is_named_first(tmp_path: Path) -> None:
    more = "goals: [g1], vendor: Acme, starts: 2026-03-01, ends: 2026-03-31, alliance: none"
    text = work(
        f"id: a, name: Forum, function: it, capability: fair, audience: Berlin chefs, {more}",
        f"id: b, name: Summit, function: marketing, capability: congress, audience: chefs, {more}",
    )
    said = [o.message for o in outcomes("focus.disconnected-dots", text, tmp_path) if o.state is State.FINDING]
    assert [words.split(" look like")[0] for words in said] == ["“Forum” (IT) and “Summit” (Marketing)"]


def test_without_any_work_on_record_all_of_it_is_asked_for(tmp_path: Path) -> None:
    (outcome,) = outcomes("focus.disconnected-dots", HEAD + SHELF, tmp_path)
    assert [q.question for q in outcome.missing] == [
        "Which activities does each function run, for whom, for which goal, when and at what cost?"
    ]


def test_a_tie_without_a_date_asks_for_no_day_of_the_file(tmp_path: Path) -> None:
    text = HEAD.replace("as_of: 2026-10-30\n", "").replace("{bob: Bob}", "{bob: Bob}, {cat: Cat}")
    text = text.replace("name: IT", "name: IT, head: bob").replace("head: none", "head: cat")
    text += "alliances: [{id: shelf, partners: [marketing, it, legal]}]\n"
    text += "relationships: [{from: ann, to: bob, influence: 3}]\n"
    (outcome,) = outcomes("focus.no-influence-map", text, tmp_path)
    asked = {q.path for q in outcome.missing}
    assert "relationships[bob>ann].influence" in asked
    assert "as_of" not in asked


def test_work_for_people_without_a_word_to_compare_is_passed_over(tmp_path: Path) -> None:
    text = work(*(f"id: {i}, name: {i}, function: {f}, {ACTIVITY}" for i, f in (("a", "it"), ("b", "marketing"))))
    got = counted(text.replace("audience: chefs", 'audience: "?!"'), tmp_path)
    assert got == {("company:company",): ("shelf",), ("activity:a", "activity:b"): ("shelf",)}


# Words and questions


@pytest.mark.parametrize("stage", ["agreed", "running", "reviewed", "ending"])
def test_work_below_the_top_is_looked_for_from_the_agreement_to_the_end(stage: str, tmp_path: Path) -> None:
    text = f"{HEAD}alliances: [{{id: shelf, partners: [marketing, it], stage: {stage}}}]\n"
    (outcome,) = outcomes("focus.chaos-underneath", text, tmp_path)
    assert "alliances[shelf].stage" not in {q.path for q in outcome.missing}
    assert outcome.state is State.NOT_ASSESSED


def test_before_anything_is_agreed_no_work_below_the_top_is_looked_for(tmp_path: Path) -> None:
    text = f"{HEAD}alliances: [{{id: shelf, partners: [marketing, it], stage: planned}}]\n"
    (outcome,) = outcomes("focus.chaos-underneath", text, tmp_path)
    assert (outcome.state, outcome.message) == (State.NOT_APPLICABLE, "nothing is agreed yet")


def test_the_only_entry_of_the_list_of_heads_leaves_no_second_head_open(tmp_path: Path) -> None:
    text = f"{HEAD}heads: [{{function: it, acting: no}}]\n{SHELF}"
    (outcome,) = outcomes("feasibility.sponsor", text, tmp_path)
    assert "heads[1].person" not in {q.path for q in outcome.missing}


def test_work_of_no_known_function_says_so(tmp_path: Path) -> None:
    known = situation(work(f"id: a, name: A, {ACTIVITY}", f"id: b, name: B, function: it, {ACTIVITY}"), tmp_path)
    assert [known.function_name(a) for a in known.activities.values()] == ["no function on record", "IT"]


def test_more_alliances_than_too_many_are_one_finding_not_two(tmp_path: Path) -> None:
    line = "  - {{id: a{}, partners: [marketing, it], necessity: need-to-have, kind: strategic}}\n"
    text = f"{HEAD}alliances:\n" + "".join(line.format(n) for n in range(9))
    mine = [o for o in outcomes("feasibility.overload", text, tmp_path) if o.subjects == ("person:ann",)]
    assert [(o.severity, o.next) for o in mine] == [(HIGH, None)]


def test_what_is_unclear_about_work_weighs_high_for_its_money(tmp_path: Path) -> None:
    bare = "id: a, name: A, function: it, capability: fair, goals: [g1]"
    text = work(bare, f"id: b, name: B, function: marketing, {ACTIVITY.replace('fair', 'congress')}")
    weights = {
        check: {q.path: q.weight for o in outcomes(check, text, tmp_path) for q in o.missing}
        for check in ("focus.disconnected-dots", "financial.duplicate-spend")
    }
    assert weights["focus.disconnected-dots"]["activities[a].audience"] is MEDIUM
    assert weights["financial.duplicate-spend"]["activities[a].audience"] is HIGH


def test_a_rule_reads_to_whom_something_was_promised(tmp_path: Path) -> None:
    promise = "stage: running, commitments: [{by: marketing, to: it, promise: Names, due: 2026-12}]"
    for name, state in (("it", "finding"), ("marketing", "clear")):
        find = own.Test(field="commitments.to", ask="is", value=(name,))
        assert by_rule(shelf(promise), tmp_path, find).state.value == state


def two_grounds(alliance: Alliance, _situation: Situation, _limits: Limits) -> tuple[Clause, ...]:
    wordings = (ask(alliance, "stage", "First?"), ask(alliance, "stage", "Second?"))
    graver = Clause(holds=True, severity=HIGH, message="One.", evidence=(cite(alliance, "partners"),), missing=wordings)
    return graver, Clause(holds=True, severity=MEDIUM, message="Two.", evidence=(cite(alliance, "partners"),))


def test_of_two_grounds_the_lesser_comes_next_and_of_two_wordings_the_first_is_asked(tmp_path: Path) -> None:
    check = Check(id="function.made-up", scope="alliance", core=False, needs=("name",), rule=two_grounds)
    (outcome,) = run_checks(situation(HEAD + SHELF, tmp_path), [check], {})
    assert (outcome.severity, outcome.next, outcome.message, outcome.also) == (HIGH, MEDIUM, "One.", ("Two.",))
    assert [q.question for q in outcome.missing if q.path == "alliances[shelf].stage"] == ["First?"]


def test_a_workspace_moves_one_threshold_of_one_check() -> None:
    limits = CHECKS["feasibility.overload"].limits({"feasibility.overload.many": 2, "feasibility.capacity.too_many": 3})
    assert (limits["many"], limits["too_many"]) == (2, 8)


def test_what_counts_for_one_alliance_alone_is_about_that_one(tmp_path: Path) -> None:
    pair = (
        f"id: {i}, name: {i}, function: {f}, alliance: none, {ACTIVITY}" for i, f in (("a", "it"), ("b", "marketing"))
    )
    once = work(*pair)
    twice = once.replace(SHELF, SHELF.replace("}]", "}, {id: more, partners: [marketing, it]}]"))
    for text, about in ((once, "shelf"), (twice, None)):
        mine = [o.alliance for o in outcomes("focus.disconnected-dots", text, tmp_path) if o.state is State.FINDING]
        assert mine == [about]


def test_an_ended_alliance_is_not_asked_about_and_that_is_said(tmp_path: Path) -> None:
    text = f"{HEAD}alliances: [{{id: shelf, partners: [marketing, it], stage: ended}}]\n"
    (only,) = outcomes("function.cadence", text, tmp_path)
    assert (only.state, only.message) == (State.NOT_APPLICABLE, "the alliance has ended")
