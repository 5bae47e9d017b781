"""The blank forms of the workshop: what two sides fill in by hand, on paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of a form: what belongs there, with a word on how."""

    label: str
    hint: str | None = None


@dataclass(frozen=True, kw_only=True)
class Form:
    """One table to be filled in; every column but the first is blank."""

    anchor: str
    title: str
    note: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


_EACH_WAY = 3
"""Promises that one side may make on one sheet; more are a wish list."""


def _lines(*pairs: tuple[str, str | None]) -> tuple[Line, ...]:
    return tuple(Line(label=label, hint=hint) for label, hint in pairs)


_GOAL = Form(
    anchor="form-goal",
    title="Shared goal",
    note="One goal that both sides would miss if it failed.",
    columns=("Point", "What both sides agree"),
    lines=_lines(
        ("Company goal", "the one that this goal serves"),
        ("The goal", "in one sentence"),
        ("Counted by", "one measure, and who reads it"),
        ("From and to", "where it stands, and where it should be"),
        ("By when", None),
        ("Who answers for it", "one name from each side"),
    ),
)

_CHARTER = Form(
    anchor="form-charter",
    title="Charter lines",
    note="One line for each part is enough to start with.",
    columns=("Part", "Our line", "Open, and who may decide"),
    lines=_lines(
        ("Purpose", "what the alliance is for"),
        ("Objectives", "what it should reach"),
        ("Scope", "what is in, and what is out"),
        ("Roles", "who does what; shares may differ"),
        ("Decisions", "who decides what, one name each"),
        ("Meetings", "who meets, and how often"),
        ("Disputes", "the path a conflict takes, with days"),
        ("Measures", "how both sides see progress"),
        ("Resources", "people and money, by side"),
        ("Review", "when both look at it again"),
        ("Exit", "what ends it"),
        ("In the plans", "the sentence that each function adds to its own plan"),
    ),
)

_PROMISES = Form(
    anchor="form-promises",
    title="Promises, both ways",
    note="Neither side leaves with promises in one direction only.",
    columns=("Direction", "What is promised", "Given by", "Received by", "Due", "How both will know"),
    lines=_lines(
        *((f"To them, {number}", None) for number in range(1, _EACH_WAY + 1)),
        *((f"To us, {number}", None) for number in range(1, _EACH_WAY + 1)),
    ),
)

_CONVERSATION = Form(
    anchor="form-conversation",
    title="Next conversation",
    note="Two people fill this in before they part, and each keeps a copy.",
    columns=("Point", "Our notes"),
    lines=_lines(
        ("Who meets", "one person from each side"),
        ("Date and place", None),
        ("Kept since we met", "on both sides"),
        ("Not kept, and why", "on both sides"),
        ("What I want to understand", "about their work and what holds it up"),
        ("What I bring", None),
        ("What I ask for", None),
    ),
)

FORMS = (_GOAL, _CHARTER, _PROMISES, _CONVERSATION)
"""In the order in which the agenda needs them."""
