"""What is left of a finding without the heaviest thing that it found: nothing, where the lighter band is part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.cases import written
from playbook_gen.checks.catalogue import CHECKS
from playbook_gen.checks.clauses import Severity
from playbook_gen.checks.situation import Situation
from playbook_gen.diagnosis.run import Outcome, State, run_checks
from playbook_gen.editions import redact
from playbook_gen.model.record import Edition
from playbook_gen.reading import read_cycle

HEAD = """
as_of: 2026-10-30
sponsor: ann
people: [{id: ann, name: Ann, extra_load: 0.9}, {bob: Bob}]
functions:
  - {id: marketing, name: Marketing, head: ann, budget: 1000 EUR}
  - {id: it, name: IT, head: bob, budget: 1000 EUR}
goals: [{g1: Grow}]
"""


def outcomes(check: str, text: str, tmp_path: Path, edition: Edition = Edition.AUTHOR) -> tuple[Outcome, ...]:
    file = written(text, tmp_path)
    organisation = read_cycle([(file, file.name)]).organisation
    assert organisation
    assert organisation.as_of
    as_of = organisation.as_of.last
    situation = Situation(redact(organisation, edition, as_of=as_of), as_of, edition)
    return run_checks(situation, [CHECKS[check]], {})


def alliance(more: str, kind: str = "strategic") -> str:
    line = f"{{id: shelf, partners: [marketing, it], kind: {kind}, necessity: useful, value_at_stake: none, {more}}}"
    return f"{HEAD}alliances:\n  - {line}\n"


TWO_MARKED = """
alliances: none
activities:
  - {id: a, name: A, function: marketing, capability: fair, audience: chefs, goals: [g1], starts: 2026-03-01,
     ends: 2026-03-31, alliance: none}
  - {id: b, name: B, function: it, capability: fair, audience: chefs, goals: [g1], starts: 2026-03-01,
     ends: 2026-03-31, alliance: none}
"""


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("feasibility.delivery-odds", alliance("delivery: {reviews: 1, team: 5, commitment: 5, effort: 5}")),
        ("feasibility.overload", f"{HEAD}alliances: none\n"),
        (
            "feasibility.capacity",
            alliance("sides: [{partner: it, staff_needed: 10, staff_assigned: 1, extra_work: 0}]"),
        ),
        ("financial.cost-benefit-split", alliance("sides: [{partner: it, cost_share: 1, benefit_share: 0}]")),
        (
            "financial.no-value-measure",
            alliance("measures: [{measure: Orders, is_value: yes, baseline: 0, target: 100, actual: 0}]"),
        ),
        ("focus.chaos-underneath", alliance("stage: running, sides: [{partner: it, contacts: none}]")),
        ("focus.disconnected-dots", HEAD + TWO_MARKED),
        (
            "function.failed-outcome",
            alliance("outcome: {budget: no, schedule: no, specification: no, customers: yes, goals: yes}"),
        ),
        (
            "function.failed-outcome",
            alliance("outcome: {budget: no, schedule: no, specification: yes, customers: yes, goals: yes}"),
        ),
        ("function.no-health-check", alliance("reviews: [{held: 2024-01-10, actions: 0}]")),
        ("function.cadence", alliance("forum: {last_held: 2024-01-10}")),
    ],
)
def test_a_lighter_band_of_the_same_thing_is_not_left_over(check: str, text: str, tmp_path: Path) -> None:
    found = [o for o in outcomes(check, text, tmp_path) if o.state is State.FINDING]
    assert [(o.next, o.also) for o in found] == [(None, ())]


@pytest.mark.parametrize(
    ("check", "text", "path", "weight"),
    [
        ("function.no-agreement", alliance("stage: running"), "alliances[shelf].charter", Severity.HIGH),
        (
            "function.no-agreement",
            alliance("stage: running", "coalition"),
            "alliances[shelf].charter",
            Severity.MEDIUM,
        ),
        ("function.no-owner", alliance("stage: running"), "alliances[shelf].sides[it].lead", Severity.MEDIUM),
        (
            "function.failed-outcome",
            alliance("outcome: {budget: no, schedule: no, specification: yes, customers: yes}"),
            "alliances[shelf].outcome.goals",
            Severity.HIGH,
        ),
        (
            "focus.chaos-underneath",
            alliance("stage: running, sides: [{partner: it, mentioned_in: {plan: yes}}]"),
            "alliances[shelf].sides[1].contacts",
            Severity.HIGH,
        ),
    ],
)
def test_a_question_weighs_the_most_that_its_answer_may_bring(
    check: str, text: str, path: str, weight: Severity, tmp_path: Path
) -> None:
    weights = {q.path: q.weight for o in outcomes(check, text, tmp_path) for q in o.missing}
    assert weights[path] == weight


def test_an_edition_without_money_weighs_the_absence_of_finance_lightly(tmp_path: Path) -> None:
    text = alliance("finance_partner: none, funding: 900 EUR")
    (author,) = outcomes("financial.finance-partner", text, tmp_path)
    (company,) = outcomes("financial.finance-partner", text, tmp_path, Edition.COMPANY)
    assert author.severity is Severity.MEDIUM
    assert (company.state, company.severity, company.worst) == (State.FINDING, Severity.LOW, Severity.LOW)


def test_how_much_an_alliance_matters_is_asked_by_its_name(tmp_path: Path) -> None:
    text = f"{HEAD}alliances:\n  - {{id: shelf, partners: [marketing, it], forum: none}}\n"
    (found,) = outcomes("function.cadence", text, tmp_path)
    asked = {q.path: q.question for q in found.missing}
    assert asked["alliances[shelf].necessity"] == "Does the company need Shelf, or is it useful or nice to have?"
    assert asked["alliances[shelf].value_at_stake"] == "How much money hangs on Shelf?"
