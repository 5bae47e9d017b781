"""The two ends: an alliance run as well as a file can tell, and a file that knows nothing but names."""

from __future__ import annotations

from pathlib import Path

from checks.cases import judged, judged_file
from playbook_gen.checks.catalogue import CHECKS
from playbook_gen.checks.clauses import Severity
from playbook_gen.diagnosis.levels import CLEAR, NOT_ENOUGH
from playbook_gen.diagnosis.run import State

WELL_RUN = Path(__file__).parent / "well-run.yaml"

NAMES = """
people: [{cmo: "Ann Lee, Chief Marketing Officer"}, {cio: "Bob Ray, Chief Information Officer"}, {cfo: Zoë Ito}]
alliances: [{shelf: [cmo, cio]}, {planning: [cmo, cfo]}]
"""


def test_nothing_above_low_is_found_where_all_is_well() -> None:
    diagnosis = judged_file(WELL_RUN)
    assert [o.message for o in diagnosis.findings if (o.severity or 0) > Severity.LOW] == []
    for mode in (*diagnosis.modes, *diagnosis.alliances[0].modes):
        assert (mode.level, mode.range, mode.not_assessed) == (CLEAR, (CLEAR, CLEAR), ())
    assert diagnosis.questions == ()
    assert diagnosis.actions == ()


def test_where_all_is_told_every_check_but_those_of_newcomers_is_made() -> None:
    states = {outcome.check.id: outcome.state for outcome in judged_file(WELL_RUN).outcomes}
    assert set(states) == set(CHECKS)
    idle = {check for check, state in states.items() if state is State.NOT_APPLICABLE}
    assert idle == {"feasibility.first-100-days"}


def test_names_alone_give_no_verdict_and_many_questions(tmp_path: Path) -> None:
    diagnosis = judged(NAMES, tmp_path)
    assert len(diagnosis.alliances) == 2
    for alliance in diagnosis.alliances:
        assert [mode.level for mode in alliance.modes] == [NOT_ENOUGH] * 5
    assert [mode.level for mode in diagnosis.modes] == [NOT_ENOUGH] * 5
    assert diagnosis.findings == ()
    # The first five are about five things, and each is addressed to somebody who can know where the file has one.
    first = diagnosis.questions[:5]
    assert len({question.path for question in first}) == 5
    assert all(question.core for question in first)
    assert {person for question in diagnosis.questions if (person := question.person)} >= {"cmo", "cio", "cfo"}


def test_a_company_of_one_person_no_alliance_and_no_goal_is_told_nothing(tmp_path: Path) -> None:
    for text in ("people: [{ceo: Ann Lee}]\n", "people: [{ceo: Ann Lee}]\nalliances: none\n", "name: Acme\n"):
        diagnosis = judged(text, tmp_path)
        assert [mode.level for mode in diagnosis.modes] == [NOT_ENOUGH] * 5
        assert diagnosis.findings == ()
