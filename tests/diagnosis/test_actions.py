"""Findings become few joint actions, in an order that can be carried out, with owners from the file alone."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from checks.cases import GUIDANCE, judged
from playbook_gen.checks.clauses import Severity
from playbook_gen.checks.registry import Check
from playbook_gen.diagnosis.actions import MOST_AT_ONCE, PlannedAction, plan_actions
from playbook_gen.diagnosis.run import Outcome, State
from playbook_gen.guidance import Guidance, Page

COMPANY = """
functions: [{marketing: Marketing}, {it: IT}]
people:
  - {id: cmo, name: Ann Lee, function: marketing}
  - {id: cio, name: Bob Ray, function: it}
heads: [{function: marketing, person: cmo}, {function: it, person: cio}]
alliances: [{id: shelf, partners: [marketing, it], accountable: cmo}, {id: other, partners: [marketing, it]}]
"""


def check(name: str) -> Check:
    return Check(id=f"function.{name}", scope="alliance", needs=("name",), rule=lambda *_: ())


def page(name: str, facts: dict[str, str]) -> Page:
    base = {"title": name, "remedy": f"Do {name}", "first_step": "", "done_when": "", "who": "", "source": ""}
    return Page(f"function.{name}", MappingProxyType({**base, "horizon": "quick", "effort": "S", **facts}), {}, "")


def found(name: str, severity: Severity = Severity.MEDIUM, alliance: str | None = "shelf") -> Outcome:
    subjects = (f"alliance:{alliance}",) if alliance else ("company:company",)
    return Outcome(check=check(name), subjects=subjects, alliance=alliance, state=State.FINDING, severity=severity)


def planned(outcomes: list[Outcome], facts: dict[str, dict[str, str]], tmp_path: Path) -> tuple[PlannedAction, ...]:
    names = dict.fromkeys(o.check.slug for o in outcomes)
    pages = {f"function.{name}": page(name, facts.get(name, {})) for name in names}
    guidance = Guidance(checks=pages, modes=GUIDANCE.modes, texts=GUIDANCE.texts)
    situation = judged(COMPANY, tmp_path).situation
    return plan_actions(outcomes, situation, guidance, [check(name) for name in names])


def ids(actions: tuple[PlannedAction, ...]) -> list[str]:
    return [action.id for action in actions]


def test_remedies_that_are_one_act_stand_once_in_each_place(tmp_path: Path) -> None:
    charter = {"merges": "charter"}
    outcomes = [found("a"), found("b", Severity.HIGH), found("a", alliance="other")]
    got = planned(outcomes, {"a": charter, "b": charter}, tmp_path)
    assert ids(got) == ["shelf.charter", "other.charter"]
    assert got[0].closes == ("function.a", "function.b")
    assert got[0].severity is Severity.HIGH
    assert got[0].remedy == "Do a", "the check that the catalogue names first has the wider remedy"


def test_severity_then_findings_closed_then_effort(tmp_path: Path) -> None:
    outcomes = [found("large"), found("small"), found("grave", Severity.HIGH), found("one"), found("two")]
    merged = {"merges": "both"}
    facts = {"large": {"effort": "L"}, "one": merged, "two": merged}
    assert ids(planned(outcomes, facts, tmp_path)) == ["shelf.grave", "shelf.both", "shelf.small", "shelf.large"]


def test_what_has_to_come_first_comes_first(tmp_path: Path) -> None:
    outcomes = [found("metrics", Severity.CRITICAL), found("charter", Severity.LOW), found("goals", alliance=None)]
    facts = {"metrics": {"after": "charter, goals"}, "charter": {"after": "goals"}}
    got = planned(outcomes, facts, tmp_path)
    assert ids(got) == ["company:company.goals", "shelf.charter", "shelf.metrics"]
    assert got[-1].after == ("company:company.goals", "shelf.charter")


def test_a_ring_of_turns_loses_no_action(tmp_path: Path) -> None:
    facts = {"a": {"after": "b"}, "b": {"after": "c"}, "c": {"after": "a"}}
    got = planned([found("a"), found("b"), found("c")], facts, tmp_path)
    assert sorted(ids(got)) == ["shelf.a", "shelf.b", "shelf.c"]


def test_what_waits_for_the_plan_waits_itself(tmp_path: Path) -> None:
    facts = {"incentives": {"horizon": "plan"}, "talk": {"after": "incentives"}}
    got = {a.id: a for a in planned([found("talk"), found("incentives")], facts, tmp_path)}
    assert got["shelf.talk"].later
    assert not got["shelf.incentives"].later, "it stands in the plan anyway"


def test_no_executive_begins_more_than_fits_into_100_days(tmp_path: Path) -> None:
    got = planned([found(f"act-{n}") for n in range(MOST_AT_ONCE + 2)], {}, tmp_path)
    assert [action.later for action in got] == [False] * MOST_AT_ONCE + [True] * 2
    assert {(action.owner, action.partner_owner) for action in got} == {("cmo", "cio")}


def test_without_a_name_in_the_file_nobody_is_made_the_owner(tmp_path: Path) -> None:
    got = planned([found(f"act-{n}", alliance="other") for n in range(MOST_AT_ONCE + 2)], {}, tmp_path)
    assert {(action.owner, action.partner_owner, action.later) for action in got} == {(None, None, False)}


def test_the_turns_of_the_guidance_lead_somewhere() -> None:
    names = {page.facts.get("merges") or identity.split(".", 1)[1] for identity, page in GUIDANCE.checks.items()}
    for page_ in GUIDANCE.checks.values():
        turns = [name.strip() for name in page_.facts.get("after", "").split(",") if name.strip()]
        assert set(turns) <= names, page_.id
