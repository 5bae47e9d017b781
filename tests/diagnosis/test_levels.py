"""From outcomes to levels: the worst finding decides, coverage says what nothing was said of (settled 1 to 4)."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.cases import judged
from playbook_gen.checks.catalogue import CHECKS
from playbook_gen.checks.clauses import Severity
from playbook_gen.checks.registry import MODES, Check
from playbook_gen.diagnosis.diagnose import Diagnosis
from playbook_gen.diagnosis.levels import ModeVerdict, verdict
from playbook_gen.diagnosis.run import Outcome, State

LOW, MEDIUM, HIGH, CRITICAL = Severity
FUNCTION = ("function.no-agreement", "function.decision-rights", "function.cadence")
UNKNOWN = "not enough evidence"


def made_up(identity: str, *, core: bool = False) -> Check:
    """A check of the function mode that exists for these tests alone."""
    return Check(id=identity, scope="alliance", core=core, needs=("name",), rule=lambda *_: ())


def outcome(check: str | Check, state: State, severity: Severity | None = None, about: str = "a") -> Outcome:
    return Outcome(
        check=CHECKS[check] if isinstance(check, str) else check,
        subjects=(f"alliance:{about}",),
        alliance=about,
        state=state,
        severity=severity,
        best=severity,
        worst=HIGH if state is State.NOT_ASSESSED else severity,
    )


def found(check: str | Check, severity: Severity, about: str = "a") -> Outcome:
    return outcome(check, State.FINDING, severity, about)


def clear(check: str | Check, about: str = "a") -> Outcome:
    return outcome(check, State.CLEAR, about=about)


def unknown(check: str | Check, about: str = "a") -> Outcome:
    return outcome(check, State.NOT_ASSESSED, about=about)


def function(*outcomes: Outcome) -> ModeVerdict:
    return verdict("function", outcomes)


@pytest.mark.parametrize(
    ("severity", "level"), [(CRITICAL, "failing"), (HIGH, "at risk"), (MEDIUM, "watch")], ids=lambda v: str(v)
)
def test_the_worst_finding_decides(severity: Severity, level: str) -> None:
    first, second, third = FUNCTION
    got = function(found(first, LOW), found(second, severity), clear(third))
    assert (got.level, got.range) == (level, (level, level))
    assert [o.severity for o in got.findings] == [severity, LOW]


def test_one_finding_decides_however_little_else_was_assessed() -> None:
    first, second, third = FUNCTION
    got = function(found(first, MEDIUM), unknown(second), unknown(third))
    assert (got.level, got.range, got.assessed, got.applicable) == ("watch", ("at risk", "watch"), 1, 3)


def test_low_findings_move_nothing() -> None:
    first, second, third = FUNCTION
    assert function(found(first, LOW), found(second, LOW), clear(third)).level == "clear"
    assert function(found(first, LOW), found(second, LOW), unknown(third)).level == UNKNOWN


def test_an_unassessed_core_check_leaves_not_enough_evidence() -> None:
    first, second, third = FUNCTION
    got = function(clear(first), clear(second), unknown(third))
    assert (got.level, got.range) == (UNKNOWN, ("at risk", "clear"))
    assert [check.id for check in got.not_assessed] == [third]


def test_half_of_the_applicable_checks_is_enough() -> None:
    core, *others = (made_up(f"function.made-up-{n}", core=n == 0) for n in range(4))
    assert function(clear(core), clear(others[0]), unknown(others[1]), unknown(others[2])).level == "clear"
    assert function(clear(core), *(unknown(check) for check in others)).level == UNKNOWN


def test_what_is_not_applicable_is_not_counted() -> None:
    first, second, third = FUNCTION
    got = function(clear(first), outcome(second, State.NOT_APPLICABLE), clear(third))
    assert (got.level, got.assessed, got.applicable) == ("clear", 2, 2)
    nothing = function(*(outcome(check, State.NOT_APPLICABLE) for check in FUNCTION))
    assert (nothing.level, nothing.range, nothing.applicable) == (UNKNOWN, (UNKNOWN, UNKNOWN), 0)


def test_nothing_at_all_is_not_enough_evidence() -> None:
    assert function().level == UNKNOWN


def test_practices_enter_the_mode_and_stay_out_of_the_counts() -> None:
    first, second, third = FUNCTION
    talk = "practice.one-to-one"
    got = function(clear(first), clear(second), clear(third), found(talk, HIGH))
    assert (got.level, got.assessed, got.applicable) == ("at risk", 3, 3)
    got = function(clear(first), clear(second), clear(third), unknown(talk))
    assert (got.level, got.assessed, got.applicable, got.partial) == ("clear", 3, 3, ())
    assert got.range == ("at risk", "clear"), "what a practice may still show is in the range"
    got = function(unknown(first), unknown(second), unknown(third), clear(talk))
    assert (got.level, got.assessed, got.applicable) == (UNKNOWN, 0, 3)


def test_other_modes_do_not_count() -> None:
    assert function(*(clear(c) for c in FUNCTION), found("fit.process", CRITICAL)).level == "clear"


def test_a_check_is_counted_once_and_named_where_it_is_partial() -> None:
    first, second, third = FUNCTION
    got = function(clear(first), unknown(first, "b"), clear(second), clear(third))
    assert (got.level, got.assessed, got.applicable) == ("clear", 3, 3)
    assert [check.id for check in got.partial] == [first]


def test_severity_stays_within_the_scale() -> None:
    assert CRITICAL.moved(1) is CRITICAL
    assert LOW.moved(-1) is LOW
    assert MEDIUM.moved(1) is HIGH


HEAD = """
as_of: 2026-10-30
functions: [{marketing: Marketing}, {it: IT}]
"""


def company(more: str, tmp_path: Path) -> Diagnosis:
    return judged(HEAD.lstrip() + more.strip("\n") + "\n", tmp_path)


def levels(modes: tuple[ModeVerdict, ...]) -> dict[str, str]:
    return {mode.mode: mode.level for mode in modes}


def alliance(necessity: str, kind: str) -> str:
    """An alliance that serves the first goal and lacks an accountable person."""
    return f"""
goals: [{{id: g1, statement: Grow, rank: 1}}]
alliances:
  - {{id: shelf, partners: [marketing, it], necessity: {necessity}, kind: {kind}, supports: [g1], accountable: none}}
"""


@pytest.mark.parametrize(
    ("necessity", "kind", "mine", "whole"),
    [
        ("need-to-have", "strategic", "failing", "failing"),
        ("useful", "strategic", "at risk", "at risk"),
        ("useful", "tactical", "watch", "watch"),
        ("nice-to-have", "strategic", "watch", "watch"),
        ("need-to-have", "coalition", "at risk", "watch"),
    ],
)
def test_a_nice_to_have_or_a_coalition_lowers_the_company_at_most_to_watch(
    necessity: str, kind: str, mine: str, whole: str, tmp_path: Path
) -> None:
    got = company(alliance(necessity, kind), tmp_path)
    assert levels(got.alliances[0].modes)["feasibility"] == mine
    assert levels(got.modes)["feasibility"] == whole


def test_a_strategic_nice_to_have_at_risk_leaves_the_company_at_watch(tmp_path: Path) -> None:
    bare = (
        "responsibilities: none\n"
        "alliances: [{id: shelf, partners: [marketing, it], necessity: nice-to-have, kind: strategic, charter: none}]"
    )
    got = company(bare, tmp_path)
    assert levels(got.alliances[0].modes)["function"] == "at risk"
    assert levels(got.modes)["function"] == "watch"
    ranges = {mode.mode: mode.range for mode in got.modes}
    assert ranges["function"] == ("watch", "watch")


def test_the_company_is_as_bad_as_its_worst_alliance(tmp_path: Path) -> None:
    two = """
alliances:
  - {id: good, partners: [marketing, it], kind: strategic, necessity: useful, forum: {last_held: 2026-10-28}}
  - {id: late, partners: [marketing, it], kind: strategic, necessity: useful, forum: {last_held: 2026-09-20}}
"""
    got = company(two, tmp_path)
    assert [levels(a.modes)["function"] for a in got.alliances] == [UNKNOWN, "watch"]
    assert levels(got.modes)["function"] == "watch"


def test_an_activity_group_counts_for_the_alliance_of_its_functions(tmp_path: Path) -> None:
    work = """
activities:
  - {id: a, name: Forum, function: marketing, capability: event, audience: chefs, goals: none, ends: none,
     alliance: none, starts: 2026}
  - {id: b, name: Summit, function: it, capability: event, audience: chefs, goals: none, ends: none,
     alliance: none, starts: 2026}
alliances: [{id: shelf, partners: [marketing, it]%s}]
"""
    running = company(work % "", tmp_path)
    assert levels(running.alliances[0].modes)["focus"] == "watch"
    assert levels(running.modes)["focus"] == "watch"
    ended = company(work % ", stage: ended", tmp_path)
    assert levels(ended.alliances[0].modes)["focus"] == UNKNOWN
    assert levels(ended.modes)["focus"] == "watch"


def test_an_ended_alliance_is_not_judged(tmp_path: Path) -> None:
    got = company(
        "alliances: [{id: shelf, partners: [marketing, it], stage: ended, charter: none, forum: none}]", tmp_path
    )
    (only,) = got.alliances
    assert only.ended
    assert {(m.level, m.range, m.applicable) for m in only.modes} == {(UNKNOWN, (UNKNOWN, UNKNOWN), 0)}
    assert {o.state for o in got.outcomes if o.alliance == "shelf"} == {State.NOT_APPLICABLE}
    assert set(levels(got.modes).values()) == {UNKNOWN}


def test_an_alliance_with_names_only_claims_nothing(tmp_path: Path) -> None:
    got = company("alliances: [{id: shelf, name: Shelf, partners: [marketing, it]}]", tmp_path)
    assert levels(got.alliances[0].modes) == dict.fromkeys(MODES, UNKNOWN)
    assert {mode.range for mode in got.alliances[0].modes} == {("failing", "clear")}
    assert not got.findings
    assert got.questions


@pytest.mark.parametrize(
    "text",
    [
        "people: [{ann: Ann}]\n",
        "people: [{ann: Ann}, {bob: Bob}]\nfunctions: [{marketing: Marketing}]\n",
        "name: Case\n",
        "goals: unknown\nalliances: unknown\nactivities: unknown\n",
    ],
    ids=["one person", "no alliance", "a name", "all unknown"],
)
def test_a_company_of_which_next_to_nothing_is_known_claims_nothing(text: str, tmp_path: Path) -> None:
    got = judged(text, tmp_path)
    assert levels(got.modes) == dict.fromkeys(MODES, UNKNOWN)
    assert got.findings == ()
    assert got.alliances == ()
    assert got.actions == ()
