"""Joint actions and people from one cycle to the next, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook_gen.diagnosis.followed import Followed
from playbook_gen.diagnosis.turnover import Departure, Succession
from playbook_gen.language import listed, say, several
from playbook_gen.model.values import When
from playbook_gen.pages.since import Since
from playbook_gen.pages.words import day, sentence


@dataclass(frozen=True, kw_only=True)
class ActionRow:
    """A joint action, where it stands, and what became of each thing that it was to close."""

    what: str
    where: str
    status: str
    closings: tuple[str, ...]


def action_row(one: Followed, since: Since) -> ActionRow:
    """Return an action with where it stands, and what became of what it was to close."""
    action = one.action
    place = action.alliance if isinstance(action.alliance, str) else None
    names = since.past.names if one.gone else since.views.names
    closings = tuple(
        say("{check}: {closing}", check=since.views.title(check), closing=say(closing.value))
        for check, closing in one.closings
    )
    silent = (say("what it was to close is not on record"),) if one.status == "done" and action.closes is None else ()
    return ActionRow(
        what=action.what, where=names.of(place) or "", status=_status(one, since), closings=closings or silent
    )


def _status(one: Followed, since: Since) -> str:
    stands = _stands(one)
    if one.gone:
        return say("no longer on record; {status} in {cycle}", status=stands, cycle=since.was)
    said = [stands]
    if one.since:
        said.append(say("on record since {cycle}", cycle=one.since))
    if one.overdue:
        said.append(say("overdue"))
    return ", ".join(said)


def _stands(one: Followed) -> str:
    done = one.action.done
    if not isinstance(done, When):
        return say(one.status) if one.status else say("status not known")
    if done.first == done.last:
        return say("done on {day}", day=day(done))
    return say("done in {period}", period=day(done))


def people_lines(since: Since) -> Iterator[str]:
    """Yield who took over, left, moved and came, in sentences."""
    people = since.people
    yield from (sentence(_succession(one)) for one in people.posts)
    yield from (sentence(_departure(one)) for one in people.left)
    for one in people.moved:
        said = say(
            "{person} moved from {function} to {other}",
            person=one.person.name,
            function=one.was.name,
            other=one.now.name,
        )
        yield sentence(said)
    if people.came:
        yield sentence(say("New on record: {people}", people=listed(person.name for person in people.came)))


def _succession(one: Succession) -> str:
    function = one.function.name
    if one.now is None:
        before = one.was.name if one.was else say("nobody")
        return say("{function}: the post is vacant, after {predecessor}", function=function, predecessor=before)
    person = one.now.name
    if one.was is None:
        if one.acting:
            return say("{function}: {person} stands in, a post that was vacant", function=function, person=person)
        return say("{function}: {person} is the head, a post that was vacant", function=function, person=person)
    names = {"function": function, "person": person, "predecessor": one.was.name}
    if one.acting:
        return say("{function}: {person} stands in, after {predecessor}", **names)
    return say("{function}: {person} is the head, after {predecessor}", **names)


def _departure(one: Departure) -> str:
    person = one.person.name
    if one.on is None:
        return several(
            "{person} is no longer on record, and {number} tie ended with it",
            "{person} is no longer on record, and {number} ties ended with it",
            one.ties,
            none="{person} is no longer on record",
            person=person,
        )
    if one.on.first == one.on.last:
        return several(
            "{person} left on {day}, and {number} tie ended with it",
            "{person} left on {day}, and {number} ties ended with it",
            one.ties,
            none="{person} left on {day}",
            person=person,
            day=day(one.on),
        )
    return several(
        "{person} left in {period}, and {number} tie ended with it",
        "{person} left in {period}, and {number} ties ended with it",
        one.ties,
        none="{person} left in {period}",
        person=person,
        period=day(one.on),
    )
