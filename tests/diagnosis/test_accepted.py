"""Accepting a finding is data: it is shown, it moves no level, and without effect it is said so."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.cases import judged
from playbook_gen.cli import run
from playbook_gen.diagnosis.accepted import Idle
from playbook_gen.diagnosis.run import State

ORGANISATION = """
name: Acme
as_of: 2026-10-30
functions: [{marketing: Marketing}, {it: IT}]
people: [{coo: "Ann Other, COO"}]
alliances:
  - id: shelf
    partners: [marketing, it]
    kind: strategic
    necessity: useful
    value_at_stake: none
    forum: none
    charter: none
"""


def accepted(check: str, subject: str, more: str = "") -> str:
    return f"{ORGANISATION}accepted:\n  - {{check: {check}, subject: {subject}, reason: They share an office{more}}}\n"


def test_an_accepted_finding_says_why_and_asks_for_no_action(tmp_path: Path) -> None:
    before = judged(ORGANISATION, tmp_path)
    after = judged(accepted("function.cadence", "shelf", ", review: 2026-12-01, said_by: coo"), tmp_path)
    found = next(o for o in after.outcomes if o.check.id == "function.cadence")
    assert found.state is State.FINDING
    assert found.accepted
    assert (found.accepted.reason, str(found.accepted.review), found.accepted.said_by) == (
        "They share an office",
        "2026-12-01",
        "coo",
    )
    closed = {check for action in before.actions for check in action.closes}
    left = {check for action in after.actions for check in action.closes}
    assert closed - left == {"function.cadence"}
    assert after.idle == ()


def test_accepting_moves_no_level(tmp_path: Path) -> None:
    before, after = judged(ORGANISATION, tmp_path), judged(accepted("function.cadence", "shelf"), tmp_path)
    assert [(m.level, m.range, m.assessed) for a in before.alliances for m in a.modes] == [
        (m.level, m.range, m.assessed) for a in after.alliances for m in a.modes
    ]


@pytest.mark.parametrize(
    ("check", "subject", "more", "why"),
    [
        ("function.cadense", "shelf", "", Idle.NO_CHECK),
        ("function.cadence", "marketing", "", Idle.NO_FINDING),
        ("focus.divergent-goals", "shelf", "", Idle.NO_FINDING),
        ("function.cadence", "none", "", Idle.NO_FINDING),
        ("function.cadence", "shelf", ", review: 2026-10-29", Idle.PAST),
    ],
    ids=["no check", "another subject", "no finding", "not about the company", "past its review"],
)
def test_an_acceptance_without_effect_is_told(check: str, subject: str, more: str, why: Idle, tmp_path: Path) -> None:
    diagnosis = judged(accepted(check, subject, more), tmp_path)
    assert [idle.why for idle in diagnosis.idle] == [why]
    assert not any(outcome.accepted for outcome in diagnosis.outcomes)


def test_an_acceptance_holds_on_the_day_of_its_review(tmp_path: Path) -> None:
    diagnosis = judged(accepted("function.cadence", "shelf", ", review: 2026-10-30"), tmp_path)
    assert diagnosis.idle == ()


def test_a_finding_about_the_company_is_accepted_with_subject_none(tmp_path: Path) -> None:
    text = accepted("focus.no-business-strategy", "none").replace(
        "name: Acme", "name: Acme\nstrategy: none\ngoals: none"
    )
    found = [o for o in judged(text, tmp_path).outcomes if o.accepted]
    assert [o.check.id for o in found] == ["focus.no-business-strategy"]


def test_check_warns_with_the_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "orgs").mkdir()
    (tmp_path / "orgs" / "acme.yaml").write_text(accepted("function.cadence", "marketing"), "utf-8")
    assert run(["check", "-w", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    line = accepted("function.cadence", "marketing").splitlines().index("accepted:") + 2
    assert f"orgs/acme.yaml:{line}:" in out
    assert "warning[PB106] accepted: the check finds nothing there now" in out
    assert "They share an office" not in out


def test_the_lower_edition_neither_holds_nor_tells_it(tmp_path: Path) -> None:
    (tmp_path / "orgs").mkdir()
    (tmp_path / "orgs" / "acme.yaml").write_text(accepted("function.cadence", "shelf"), "utf-8")
    for edition, held in (("company", False), ("leadership", True)):
        assert run(["build", "-w", str(tmp_path), "--edition", edition]) == 0
        home = tmp_path / ("site/acme" if edition == "company" else "private/acme/leadership")
        assert ("They share an office" in (home / "alliances" / "shelf.html").read_text("utf-8")) is held


def test_either_person_of_a_pair_may_be_the_subject(tmp_path: Path) -> None:
    text = """
people: [{cmo: Ann Lee}, {cio: Bob Ray}]
functions: [{id: marketing, name: Marketing, head: cmo}, {id: it, name: IT, head: cio}]
alliances: [{id: shelf, partners: [marketing, it], necessity: useful}]
relationships: [{from: cmo, to: cio, trust: 1, agreement: 1}]
accepted: [{check: fit.trust-agreement, subject: cio, reason: They are at it}]
"""
    diagnosis = judged(text.lstrip(), tmp_path)
    assert [o.check.id for o in diagnosis.outcomes if o.accepted] == ["fit.trust-agreement"]
    assert diagnosis.idle == ()
