"""What stands beside a finding: the fact in words, who said it, when and where; and whose word the finding rests on."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path
from typing import Any

import pytest

from checks.cases import seen, written
from playbook_gen.checks.catalogue import CHECKS
from playbook_gen.checks.clauses import Evidence, cite, shown
from playbook_gen.checks.feasibility._shared import percent
from playbook_gen.checks.situation import Situation
from playbook_gen.diagnosis.run import Outcome, run_checks
from playbook_gen.language import Language, speaking
from playbook_gen.model.record import Edition
from playbook_gen.model.values import NOTHING, When

TIES = """name: Acme
as_of: 2026-10-30
people: [{ann: Ann}, {bob: Bob}]
relationships:
  - from: ann
    to: bob
    trust: 2
    said_by: bob
    as_of: 2026-Q3
    basis: reported
    source: "Report, 2026"
  - from: bob
    to: ann
    trust: 4
    source: none
goals:
  - {id: g1, statement: Grow}
"""


def test_a_fact_says_what_was_said_by_whom_when_how_and_where(tmp_path: Path) -> None:
    company, _ = seen(written(TIES, tmp_path))
    whole, bare = company.relationships or ()
    assert cite(whole, "trust") == Evidence(
        path="relationships[1].trust",
        value="2",
        said_by="bob",
        as_of="2026-Q3",
        basis="reported",
        source="Report, 2026",
        file="case.yaml",
        line=7,
    )
    assert cite(bare, "trust") == Evidence(path="relationships[2].trust", value="4", file="case.yaml", line=14)


def test_a_fact_about_the_company_has_its_date_and_one_that_nobody_wrote_the_place_of_its_record(
    tmp_path: Path,
) -> None:
    company, _ = seen(written(TIES, tmp_path))
    assert cite(company, "name") == Evidence(path="name", value="Acme", as_of="2026-10-30", file="case.yaml", line=1)
    (goal,) = company.goals or ()
    assert cite(goal, "rank") == Evidence(path="goals[g1].rank", value="not known", file="case.yaml", line=17)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "not known"),
        (NOTHING, "none"),
        ((), "none"),
        (0, "0"),
        (True, "yes"),
        (False, "no"),
        (0.1 + 0.2, "0.3"),
        (When.parse("2026-Q3"), "2026-Q3"),
        (("a", NOTHING), "a, none"),
        (object(), "on record"),
    ],
    ids=lambda value: None if type(value) is object else repr(value),
)
def test_a_value_is_shown_as_a_reader_would_write_it(value: Any, words: str) -> None:
    assert shown(value) == words


class Shouted(NullTranslations):
    """Says every word in capitals."""

    def gettext(self, message: str) -> str:
        """Return the word in capitals."""
        return message.upper()


def test_evidence_has_the_same_words_in_every_language(tmp_path: Path) -> None:
    (goal,) = seen(written(TIES, tmp_path))[0].goals or ()
    with speaking(Language(catalogue=Shouted())):
        assert (shown(goal.rank), cite(goal, "rank").value) == ("NOT KNOWN", "not known")


def test_a_share_is_told_to_a_hundredth_of_a_percent() -> None:
    assert [percent(share) for share in (1 / 3, 0.5, 1.2)] == ["33.33 %", "50 %", "120 %"]


HEADS = """
as_of: 2026-10-30
people: [{ann: Ann}, {bob: Bob}, {id: cat, name: Cat, function: it}]
functions: [{id: marketing, name: Marketing, head: ann}, {id: it, name: IT, head: bob}]
alliances: [{id: shelf, partners: [marketing, it], necessity: need-to-have, forum: none}]
relationships:
"""


def found(check: str, ties: list[str], tmp_path: Path) -> Outcome:
    """Return the first outcome of a check on the company above with these ties."""
    text = HEADS + "".join(f"  - {{{tie}}}\n" for tie in ties)
    company, as_of = seen(written(text, tmp_path))
    return run_checks(Situation(company, as_of, Edition.AUTHOR), [CHECKS[check]], {})[0]


THERE, BACK = "from: ann, to: bob, influence: 3", "from: bob, to: ann, influence: 3"
REGARD = "from: ann, to: bob, trust: 1, agreement: 1"


@pytest.mark.parametrize(
    ("there", "back", "word"),
    [
        ("", "", "documentary"),
        (", said_by: ann", "", "one side"),
        (", said_by: ann", ", said_by: ann", "one side"),
        (", said_by: ann", ", said_by: bob", "both sides"),
        (", said_by: ann, basis: documented", ", said_by: bob, basis: documented", "documentary"),
        (", said_by: ann, basis: documented", ", said_by: bob", "one side"),
    ],
)
def test_about_the_company_two_people_are_both_sides(there: str, back: str, word: str, tmp_path: Path) -> None:
    old = ", as_of: 2024-02"
    outcome = found("focus.no-influence-map", [THERE + old + there, BACK + old + back], tmp_path)
    assert outcome.message.endswith("the newest dates from February 2024.")
    assert outcome.confidence == word


@pytest.mark.parametrize(("back", "word"), [("ann", "one side"), ("cat", "both sides"), ("bob", "both sides")])
def test_about_an_alliance_the_people_of_two_partners_are_both_sides(back: str, word: str, tmp_path: Path) -> None:
    ties = [f"{REGARD}, said_by: ann", f"from: bob, to: ann, trust: 1, agreement: 1, said_by: {back}"]
    assert found("fit.trust-agreement", ties, tmp_path).confidence == word


def test_two_people_of_one_partner_are_one_side(tmp_path: Path) -> None:
    ties = ["from: ann, to: bob, trust: 1, agreement: 1, said_by: cat"]
    ties += ["from: bob, to: ann, trust: 1, agreement: 1, said_by: bob"]
    assert found("fit.trust-agreement", ties, tmp_path).confidence == "one side"


def test_the_newest_of_old_ties_is_the_one_that_holds_until_the_latest_day(tmp_path: Path) -> None:
    outcome = found("focus.no-influence-map", [f"{THERE}, as_of: 2024", f"{BACK}, as_of: 2024-03"], tmp_path)
    assert outcome.message.endswith("the newest dates from 2024.")
