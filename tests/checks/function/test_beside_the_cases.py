"""Beside the cases of the function mode: what a shared remit counts for, and what an edition leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.cases import seen, written
from playbook_gen.checks.catalogue import CHECKS
from playbook_gen.checks.situation import Situation
from playbook_gen.diagnosis.run import Outcome, State, run_checks
from playbook_gen.editions import redact
from playbook_gen.model.record import Edition
from playbook_gen.reading import read_cycle

COMPANY = """
functions: [{mkt: Marketing}, {it: IT}, {fin: Finance}]
alliances:
  - two: [mkt, it]
  - other: [it, fin]
  - all: [mkt, it, fin]
  - {id: old, partners: [mkt, it], stage: ended}
responsibilities:
"""


def remits(tmp_path: Path, *accountable: str) -> tuple[Outcome, ...]:
    entries = "".join(f"  - {{id: r{n}, name: R{n}, accountable: {who}}}\n" for n, who in enumerate(accountable))
    redacted, as_of = seen(written(COMPANY + entries, tmp_path))
    return run_checks(Situation(redacted, as_of, Edition.AUTHOR), [CHECKS["function.overlapping-remit"]], {})


@pytest.mark.parametrize(
    ("accountable", "expected"),
    [
        (["[mkt, it]"], {("function:it", "function:mkt"): ("all", "two")}),
        (["[mkt, it, fin]"], {("function:fin", "function:it", "function:mkt"): ("all", "other", "two")}),
        (["[mkt, fin]"], {("function:fin", "function:mkt"): ("all",)}),
        (["[fin]", "none", "unknown"], {}),
    ],
)
def test_a_shared_remit_counts_where_two_of_its_functions_are_partners(
    accountable: list[str], expected: dict[tuple[str, ...], tuple[str, ...]], tmp_path: Path
) -> None:
    counted = {o.subjects: tuple(sorted(o.counts_for)) for o in remits(tmp_path, *accountable)}
    running = {(f"alliance:{name}",): (name,) for name in ("two", "other", "all")}
    assert counted == expected | running | {("company:company",): ()}


def test_what_nobody_owns_is_said_of_the_company_once(tmp_path: Path) -> None:
    found = remits(tmp_path, "none", "unknown")
    assert [o.subjects for o in found if o.state is State.FINDING] == [("company:company",)]
    assert [o.state for o in found].count(State.NOT_ASSESSED) == 3


def test_the_company_edition_reads_the_path_and_leaves_the_issues_out(tmp_path: Path) -> None:
    text = """
as_of: 2026-10-30
functions: [{mkt: Marketing}, {it: IT}]
alliances:
  - id: shelf
    partners: [mkt, it]
    escalation: Both sponsors
    issues: [{issue: Late data, opened: 2026-01-01, closed: none, level: leads}]
"""
    file = written(text, tmp_path)
    raw = read_cycle([(file, file.name)]).organisation
    assert raw
    assert raw.as_of
    states = []
    for edition in Edition:
        situation = Situation(redact(raw, edition, as_of=raw.as_of.last), raw.as_of.last, edition)
        states += [o.state for o in run_checks(situation, [CHECKS["function.escalation"]], {})]
    assert states == [State.CLEAR, State.FINDING, State.FINDING]
