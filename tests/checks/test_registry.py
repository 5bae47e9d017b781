"""A check is a small room: one function, one guidance page and one file of cases, all under one slug."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from playbook_gen.bundled import folder
from playbook_gen.checks import catalogue, practices
from playbook_gen.checks.catalogue import CHECKS
from playbook_gen.checks.registry import JUDGEMENT, Check
from playbook_gen.checks.situation import default_edition
from playbook_gen.model.record import Edition

from .cases import GUIDANCE, case_files, cases

SPECS = {spec.slug: spec for spec in practices.SPECS}

CORE = {
    "focus.divergent-goals",
    "focus.unshared-purpose",
    "focus.chaos-underneath",
    "fit.trust-agreement",
    "fit.process",
    "feasibility.sponsor",
    "feasibility.mandate-gap",
    "function.no-agreement",
    "function.decision-rights",
    "function.cadence",
    "financial.not-in-plan",
    "financial.cost-benefit-split",
}
"""Settled, point 2."""

SCOPES = {
    "company": {
        "focus.no-business-strategy",
        "focus.unlinked-work",
        "focus.no-influence-map",
        "focus.strategy-literacy",
        "financial.priority-mismatch",
    },
    "activity group": {"focus.disconnected-dots", "financial.duplicate-spend"},
    "person": {"feasibility.expectations", "feasibility.overload", "feasibility.first-100-days"},
    "pair": {"fit.trust-agreement", "fit.perception-gap", "fit.culture-clash", "financial.incentive-conflict"},
    "function": {"function.overlapping-remit"},
}
"""Settled, the table at the end: practices are about pairs, and all other checks about alliances."""

NUMBERS = {"focus": 9, "fit": 8, "feasibility": 9, "function": 10, "financial": 9}
"""The catalogue of domain.md, section 4."""

COMPANY = {
    "focus.no-business-strategy",
    "focus.divergent-goals",
    "focus.unlinked-work",
    "focus.unshared-purpose",
    "focus.chaos-underneath",
    "focus.disconnected-dots",
    "focus.do-vs-should",
    "focus.strategy-literacy",
    "fit.structure",
    "fit.systems",
    "fit.process",
    "fit.operating-rhythm",
    "fit.role-change",
    "feasibility.sponsor",
    "feasibility.capacity",
    "feasibility.skills",
    "feasibility.blocked-path",
    "function.no-agreement",
    "function.decision-rights",
    "function.overlapping-remit",
    "function.cadence",
    "function.escalation",
    "function.no-owner",
    "function.no-health-check",
    "function.ends-only-metrics",
    "function.failed-outcome",
    "financial.not-in-plan",
    "financial.run-cost-owner",
    "financial.no-value-measure",
    "financial.finance-partner",
    "financial.cost-benefit-split",
}
"""Settled, the table at the end: the catalogue of the company edition."""

AUTHOR = {
    "fit.trust-agreement",
    "fit.perception-gap",
    "fit.culture-clash",
    "feasibility.delivery-odds",
    "feasibility.overload",
    "feasibility.first-100-days",
    "financial.incentive-conflict",
    "practice.unified-front",
    "practice.trust-expertise",
}
"""They read regard, load, reward or incidents, which are the author's by default (settled, point 20)."""

ALL = [pytest.param(check, id=check.id) for check in CHECKS.values()]
OWN = [pytest.param(check, id=check.id) for check in CHECKS.values() if not check.practice]
PRACTICES = [pytest.param(check, id=check.id) for check in CHECKS.values() if check.practice]


def page_name(check: Check) -> str:
    return f"practices/{check.slug}.md" if check.practice else f"failure-modes/{check.mode}/{check.slug}.md"


def test_every_check_has_a_page_and_no_page_is_left_over() -> None:
    root = folder("content")
    pages = {
        path.relative_to(root).as_posix()
        for part in ("failure-modes", "practices")
        for path in root.glob(f"{part}/**/*.md")
    }
    assert {page for page in pages if not page.endswith("/index.md")} == {page_name(check) for check in CHECKS.values()}
    assert {identity: page.file for identity, page in GUIDANCE.checks.items()} == {
        check.id: f"content/{page_name(check)}" for check in CHECKS.values()
    }


def test_every_check_has_cases_and_no_case_file_is_left_over() -> None:
    assert set(case_files()) == set(CHECKS)


@pytest.mark.parametrize("check", OWN)
def test_a_check_is_the_function_of_its_name(check: Check) -> None:
    name = check.slug.replace("-", "_")
    room = import_module(f"playbook_gen.checks.{check.mode}.{name}")
    assert room.CHECK is check
    assert getattr(room, name) is check.rule


def test_no_module_of_a_mode_is_left_out_of_the_catalogue() -> None:
    for mode in catalogue.MODE_ROOMS:
        held = {room.__name__.rsplit(".", 1)[1] for room in mode.ROOMS}
        assert held == {path.stem for path in Path(str(mode.__file__)).parent.glob("[a-z]*.py")}


@pytest.mark.parametrize("check", PRACTICES)
def test_a_practice_is_graded_by_the_function_of_its_name(check: Check) -> None:
    spec = SPECS[check.slug]
    assert spec.grade is getattr(practices, "_" + check.slug.replace("-", "_"))
    assert spec.mode == check.mode


@pytest.mark.parametrize("check", ALL)
def test_the_cases_find_keep_silent_and_do_not_know(check: Check) -> None:
    states = {expected["state"] for case in cases(check.id, case_files()[check.id]) for expected in case.expect}
    assert {"finding", "clear", "not assessed"} <= states


@pytest.mark.parametrize("check", ALL)
def test_cases_have_names_of_their_own(check: Check) -> None:
    names = [case.name for case in cases(check.id, case_files()[check.id])]
    assert len(set(names)) == len(names)
    assert all(name[0].isupper() or name[0].isdigit() for name in names)
    assert all(name.endswith(".") for name in names)


def test_core_checks_are_the_settled_ones() -> None:
    assert {check.id for check in CHECKS.values() if check.core} == CORE


@pytest.mark.parametrize("check", ALL)
def test_a_check_is_about_the_settled_subject(check: Check) -> None:
    scope = next((scope for scope, ids in SCOPES.items() if check.id in ids), "pair" if check.practice else "alliance")
    assert check.scope == scope


def test_the_catalogue_is_whole() -> None:
    own = [check.mode for check in CHECKS.values() if not check.practice]
    assert {mode: own.count(mode) for mode in NUMBERS} == NUMBERS
    assert len(CHECKS) == len(own) + 9
    assert set().union(*SCOPES.values()) <= set(CHECKS)


@pytest.mark.parametrize("check", ALL)
def test_what_a_check_reads_is_in_the_schema(check: Check) -> None:
    for field in check.reads:
        assert default_edition(field) is not None
    assert len(set(check.reads)) == len(check.reads)


@pytest.mark.parametrize("check", ALL)
def test_the_fields_put_a_check_into_the_settled_edition(check: Check) -> None:
    expected = Edition.COMPANY if check.id in COMPANY else Edition.AUTHOR if check.id in AUTHOR else Edition.LEADERSHIP
    assert check.edition is expected


def test_a_catalogue_holds_what_its_edition_may_read() -> None:
    sizes = []
    for edition in Edition:
        held = catalogue.catalogue(edition)
        assert {check.id for check in held} == {check.id for check in CHECKS.values() if check.edition <= edition}
        sizes.append(len(held))
    assert sizes == sorted(sizes)
    assert sizes[-1] == len(CHECKS)


@pytest.mark.parametrize("check", ALL)
def test_every_threshold_has_a_source_or_is_called_a_judgement(check: Check) -> None:
    for threshold in check.thresholds:
        assert threshold.source == JUDGEMENT or any(letter.isalpha() for letter in threshold.source)
        assert threshold.unit
    names = [threshold.name for threshold in check.thresholds]
    assert len(set(names)) == len(names)
