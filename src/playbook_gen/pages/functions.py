"""The map of functions: how many ties lead from one to another."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from playbook_gen.language import say, several
from playbook_gen.maps import Card, Labels, Sheet, Tie, spoken_labels
from playbook_gen.model.people import Function
from playbook_gen.pages.roll import Roll, steps
from playbook_gen.pages.sheets import caption

FEWEST_FUNCTIONS, MOST_FUNCTIONS = 3, 40


def labels_of_functions() -> Labels:
    """The words for the map of functions."""
    return replace(
        spoken_labels(),
        legend=say(
            "How to read this map: the wider an arrow, the more ties lead that way between people of the two functions."
        ),
        strong=say("over two thirds of the most"),
        middling=say("over one third"),
        weak=say("up to one third"),
        tie=say("{source} to {target}"),
        tie_strength=say("its width shows how many ties"),
    )


def functions_sheet(roll: Roll) -> Sheet | None:
    """The functions and how many ties lead from one to another; None where there are too few to be a map."""
    home = {person.id: roll.lane(person) for person in roll.people}
    sizes = Counter(lane for lane in home.values() if lane)
    between = Counter(
        (home[tie.source_person], home[tie.target_person])
        for tie in roll.ties
        if home[tie.source_person] and home[tie.target_person]
    )
    across = {pair: number for pair, number in between.items() if pair[0] != pair[1]}
    weight = Counter(end for pair, number in across.items() for end in pair for _ in range(number))
    chosen = sorted(sizes, key=lambda lane: (-weight[lane], lane))[:MOST_FUNCTIONS]
    if len(chosen) < FEWEST_FUNCTIONS or not across:
        return None
    functions = roll.situation.functions
    width = steps(across.values())
    title = say("Functions of {company}", company=roll.situation.organisation.name)
    return Sheet(
        title=title,
        caption=caption(title, roll, _selected(len(chosen), len(sizes))),
        description=_functions_described(len(chosen), len(sizes)),
        cards=tuple(_function_card(functions[lane], sizes[lane]) for lane in functions if lane in chosen),
        ties=tuple(
            Tie(source=a, target=b, strength=width(number))
            for (a, b), number in sorted(across.items())
            if {a, b} <= set(chosen)
        ),
        prefix="f",
    )


def _selected(chosen: int, functions: int) -> str:
    if chosen == functions:
        return ""
    return several(
        "{drawn} of {number} function, those with the most ties",
        "{drawn} of {number} functions, those with the most ties",
        functions,
        drawn=chosen,
    )


def _functions_described(chosen: int, functions: int) -> str:
    if chosen == functions:
        return several(
            "{number} function; the lines say how many ties lead from one to another.",
            "{number} functions; the lines say how many ties lead from one to another.",
            functions,
        )
    return several(
        "{drawn} of {number} function, those with the most ties; the lines say how many ties lead from one to another.",
        "{drawn} of {number} functions, those with the most ties; "
        "the lines say how many ties lead from one to another.",
        functions,
        drawn=chosen,
    )


def _function_card(function: Function, people: int) -> Card:
    title = several("{number} person", "{number} people", people)
    return Card(id=function.id, name=function.name, title=title, lane="", level=1)
