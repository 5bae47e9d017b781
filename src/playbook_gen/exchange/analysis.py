"""The diagnosis for scripts and for a terminal; the JSON form is a contract, described in docs/analysis.md."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from playbook_gen.checks.clauses import Evidence
from playbook_gen.diagnosis.actions import PlannedAction
from playbook_gen.diagnosis.diagnose import AllianceVerdict, Diagnosis, PracticeRow
from playbook_gen.diagnosis.levels import ModeVerdict
from playbook_gen.diagnosis.questions import Question
from playbook_gen.diagnosis.run import Outcome, State
from playbook_gen.diagnosis.sensitivity import Sensitivity

CONTRACT = 1
"""Raised when a key changes its meaning or goes; new keys do not raise it."""


def schema() -> dict[str, Any]:
    """Return the JSON Schema of what `as_json` prints."""
    text = resources.files(__package__).joinpath("analysis.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def as_json(diagnosis: Diagnosis, *, slug: str) -> str:
    """Return the diagnosis as JSON; every list is in a stated order and nothing depends on the machine."""
    return json.dumps(as_data(diagnosis, slug=slug), indent=2, ensure_ascii=False)


def as_data(diagnosis: Diagnosis, *, slug: str) -> dict[str, Any]:
    """Return the diagnosis as plain values.

    Modes come in their own order, alliances by id, findings worst first, practices by alliance, pair and practice,
    actions and unknowns by weight.
    """
    return {
        "contract": CONTRACT,
        "organisation": slug,
        "name": diagnosis.organisation.name,
        "cycle": diagnosis.cycle,
        "as_of": diagnosis.as_of.isoformat() if diagnosis.as_of else None,
        "edition": diagnosis.edition.word,
        "modes": [_mode(mode, diagnosis.rests_on(mode, None)) for mode in diagnosis.modes],
        "alliances": [_alliance(verdict, diagnosis) for verdict in diagnosis.alliances],
        "findings": [_finding(outcome) for outcome in diagnosis.findings],
        "practices": [_practice(row) for row in diagnosis.practices],
        "actions": [_action(action) for action in diagnosis.actions],
        "unknowns": [_unknown(question) for question in diagnosis.questions],
        "results": [_result(outcome) for outcome in diagnosis.outcomes],
        "switched_off": [
            {"check": check.id, "reason": reason} for check, reason in diagnosis.rulebook.left_out(diagnosis.edition)
        ],
    }


def _mode(verdict: ModeVerdict, rests: Sensitivity) -> dict[str, Any]:
    return {
        "mode": verdict.mode,
        "level": verdict.level,
        "range": list(verdict.range),
        "assessed": verdict.assessed,
        "applicable": verdict.applicable,
        "not_assessed": [check.id for check in verdict.not_assessed],
        "partial": [check.id for check in verdict.partial],
        "sensitivity": _sensitivity(rests),
    }


def _sensitivity(rests: Sensitivity) -> dict[str, Any]:
    tip = rests.tipping
    return {
        "deciding_findings": rests.equal,
        "without_the_deciding_one": rests.without,
        "tipping_threshold": {
            "check": tip.check.id,
            "threshold": tip.threshold.name,
            "value": tip.value,
            "moved_to": tip.moved,
            "level": tip.level,
        }
        if tip
        else None,
    }


def _alliance(verdict: AllianceVerdict, diagnosis: Diagnosis) -> dict[str, Any]:
    return {
        "id": verdict.alliance.id,
        "name": verdict.name,
        "ended": verdict.ended,
        "modes": [_mode(mode, diagnosis.rests_on(mode, verdict.alliance.id)) for mode in verdict.modes],
    }


def _finding(outcome: Outcome) -> dict[str, Any]:
    return {
        "check": outcome.check.id,
        "mode": outcome.check.mode,
        "severity": outcome.severity.word if outcome.severity else None,
        "confidence": outcome.confidence,
        "subjects": list(outcome.subjects),
        "alliance": outcome.alliance,
        "message": outcome.message,
        "also": list(outcome.also),
        "evidence": [_evidence(fact) for fact in outcome.evidence],
        "accepted": _accepted(outcome),
    }


def _accepted(outcome: Outcome) -> dict[str, Any] | None:
    taken = outcome.accepted
    if taken is None:
        return None
    review = str(taken.review) if taken.review else None
    return {"reason": taken.reason, "review": review, "said_by": taken.said_by}


def _evidence(fact: Evidence) -> dict[str, Any]:
    return {
        "path": fact.path,
        "value": fact.value,
        "said_by": fact.said_by,
        "as_of": fact.as_of,
        "basis": fact.basis,
        "source": fact.source,
        "file": fact.file,
        "line": fact.line,
    }


def _practice(row: PracticeRow) -> dict[str, Any]:
    return {
        "practice": row.check.id,
        "mode": row.check.mode,
        "alliance": row.pair.alliance.id,
        "from": row.pair.a.id,
        "to": row.pair.b.id,
        "there": row.there.grade.value if row.there.grade else None,
        "back": row.back.grade.value if row.back.grade else None,
        "state": row.outcome.state.value,
    }


def _action(action: PlannedAction) -> dict[str, Any]:
    return {
        "id": action.id,
        "alliance": action.alliance,
        "remedy": action.remedy,
        "first_step": action.first_step,
        "done_when": action.done_when,
        "horizon": "first 100 days" if action.horizon == "quick" else "next annual plan",
        "effort": action.effort,
        "owner": action.owner,
        "partner_owner": action.partner_owner,
        "severity": action.severity.word,
        "closes": list(action.closes),
        "later": action.later,
        "after": list(action.after),
    }


def _unknown(question: Question) -> dict[str, Any]:
    return {
        "path": question.path,
        "question": question.question,
        "person": question.person,
        "settles": question.settles,
        "core": question.core,
        "checks": list(question.checks),
        "alliances": list(question.alliances),
    }


def _result(outcome: Outcome) -> dict[str, Any]:
    return {
        "check": outcome.check.id,
        "subjects": list(outcome.subjects),
        "alliance": outcome.alliance,
        "state": outcome.state.value,
        "reason": outcome.message if outcome.state is State.NOT_APPLICABLE else None,
        "missing": [unknown.path for unknown in outcome.missing],
        "range": [severity.word if severity else None for severity in (outcome.worst, outcome.best)],
    }


def as_text(diagnosis: Diagnosis, *, slug: str) -> str:
    """Return the diagnosis for a terminal: levels as a table, findings worst first, the ten best questions."""
    lines = [f"{diagnosis.organisation.name}, cycle {diagnosis.cycle}, {diagnosis.edition.word} edition", ""]
    lines += _table(diagnosis)
    lines += ["", f"Findings ({len(diagnosis.findings)})"] if diagnosis.findings else ["", "No findings."]
    for outcome in diagnosis.findings:
        where = f" [{outcome.alliance}]" if outcome.alliance else ""
        lines.append(f"  {outcome.severity.word if outcome.severity else '':<9}{outcome.check.id}{where}")
        lines.append(f"           {outcome.message}")
    if diagnosis.questions:
        lines += [
            "",
            f"Worth asking (10 of {len(diagnosis.questions)})" if len(diagnosis.questions) > 10 else "Worth asking",
        ]
        lines += [f"  - {question.question}" for question in diagnosis.questions[:10]]
    return "\n".join(lines)


def _table(diagnosis: Diagnosis) -> list[str]:
    heads = ["", *(mode.mode for mode in diagnosis.modes)]
    rows = [["company", *(_cell(mode) for mode in diagnosis.modes)]]
    for verdict in diagnosis.alliances:
        own = ["ended"] * len(verdict.modes) if verdict.ended else [_cell(mode) for mode in verdict.modes]
        rows.append([verdict.alliance.id, *own])
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in [heads, *rows]
    ]


def _cell(mode: ModeVerdict) -> str:
    level = "not enough" if mode.level == "not enough evidence" else mode.level
    return f"{level} {mode.assessed}/{mode.applicable}"
