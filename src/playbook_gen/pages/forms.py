"""The blank forms of the workshop: what two sides fill in by hand, on paper."""

from __future__ import annotations

from dataclasses import dataclass

from playbook_gen.language import say


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


def forms() -> tuple[Form, ...]:
    """Return the forms in the order in which the agenda needs them."""
    return _goal(), _charter(), _promises(), _conversation()


def _lines(*pairs: tuple[str, str | None]) -> tuple[Line, ...]:
    return tuple(Line(label=label, hint=hint) for label, hint in pairs)


def _goal() -> Form:
    return Form(
        anchor="form-goal",
        title=say("Shared goal"),
        note=say("One goal that both sides would miss if it failed."),
        columns=(say("Point"), say("What both sides agree")),
        lines=_lines(
            (say("Company goal"), say("the one that this goal serves")),
            (say("The goal"), say("in one sentence")),
            (say("Counted by"), say("one measure, and who reads it")),
            (say("From and to"), say("where it stands, and where it should be")),
            (say("By when"), None),
            (say("Who answers for it"), say("one name from each side")),
        ),
    )


def _charter() -> Form:
    return Form(
        anchor="form-charter",
        title=say("Charter lines"),
        note=say("One line for each part is enough to start with."),
        columns=(say("Part"), say("Our line"), say("Open, and who may decide")),
        lines=_lines(
            (say("Purpose"), say("what the alliance is for")),
            (say("Objectives"), say("what it should reach")),
            (say("Scope"), say("what is in, and what is out")),
            (say("Roles"), say("who does what; shares may differ")),
            (say("Decisions"), say("who decides what, one name each")),
            (say("Meetings"), say("who meets, and how often")),
            (say("Disputes"), say("the path a conflict takes, with days")),
            (say("Measures"), say("how both sides see progress")),
            (say("Resources"), say("people and money, by side")),
            (say("Review"), say("when both look at it again")),
            (say("Exit"), say("what ends it")),
            (say("In the plans"), say("the sentence that each function adds to its own plan")),
        ),
    )


def _promises() -> Form:
    return Form(
        anchor="form-promises",
        title=say("Promises, both ways"),
        note=say("Neither side leaves with promises in one direction only."),
        columns=(
            say("Direction"),
            say("What is promised"),
            say("Given by"),
            say("Received by"),
            say("Due"),
            say("How both will know"),
        ),
        lines=_lines(
            *((say("To them, {number}", number=number), None) for number in range(1, _EACH_WAY + 1)),
            *((say("To us, {number}", number=number), None) for number in range(1, _EACH_WAY + 1)),
        ),
    )


def _conversation() -> Form:
    return Form(
        anchor="form-conversation",
        title=say("Next conversation"),
        note=say("Two people fill this in before they part, and each keeps a copy."),
        columns=(say("Point"), say("Our notes")),
        lines=_lines(
            (say("Who meets"), say("one person from each side")),
            (say("Date and place"), None),
            (say("Kept since we met"), say("on both sides")),
            (say("Not kept, and why"), say("on both sides")),
            (say("What I want to understand"), say("about their work and what holds it up")),
            (say("What I bring"), None),
            (say("What I ask for"), None),
        ),
    )
