"""Has somebody who is new in a post laid the ground: an early win, allies kept, others won?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import (
    Clause,
    Evidence,
    NotApplicable,
    Severity,
    Unknown,
    ask,
    ask_day,
    both,
    cite,
    either,
    more_than,
    opposite,
)
from playbook_gen.checks.feasibility._shared import holding, which_alliances, who_heads
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Situation
from playbook_gen.language import marked, say, several
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.people import Head, Person
from playbook_gen.model.ties import Relationship
from playbook_gen.model.values import NOTHING, When
from playbook_gen.model.work import Action


def first_100_days(person: Person, situation: Situation, limits: Limits) -> Iterator[Clause] | NotApplicable:
    """Has somebody who is new in a post laid the ground?"""
    if person.since is NOTHING:
        return NotApplicable(reason=say("there is no first day in the post"))
    days = int(limits["days"])
    entries = _entered(person, situation)
    start = entries[0].since if entries else None
    late = more_than(start, days, situation.as_of) if isinstance(start, When) else None
    if late:
        reason = several(
            "more than {number} day has passed since the first day in the post",
            "more than {number} days have passed since the first day in the post",
            days,
        )
        return NotApplicable(reason=reason)
    if not isinstance(start, When) or late is None:
        return iter((_unknown_start(person, start, situation),))
    facts = tuple(cite(entry, "since") for entry in entries)
    return _groundwork(person, start, facts, situation, limits)


def _entered(person: Person, situation: Situation) -> tuple[Person | Head, ...]:
    """Return what says when the person began: the own record, else the newest post, where every post has a date."""
    if person.since is not None:
        return (person,)
    posts = [holding(function, person.id, situation) for function in situation.headed_by(person.id)]
    dates = [entry.since for entries in posts for entry in entries if entry.since]
    if not all(entries and all(entry.since for entry in entries) for entries in posts):
        return ()
    return tuple(entry for entries in posts for entry in entries if entry.since == max(dates))


def _unknown_start(person: Person, start: object, situation: Situation) -> Clause:
    missing = []
    if situation.as_of is None:
        missing.append(ask_day(situation.organisation))
    if situation.as_of is not None or not isinstance(start, When):
        missing.append(_which_day(person))
    return Clause(holds=None, severity=Severity.HIGH, missing=tuple(missing))


def _which_day(person: Person) -> Unknown:
    question = say("On which day did {person} start in the present post?", person=person.name)
    return ask(person, "since", question, person.id)


def _groundwork(
    person: Person, start: When, facts: tuple[Evidence, ...], situation: Situation, limits: Limits
) -> Iterator[Clause]:
    yield _early_win(person, start, facts, situation, int(limits["days"]))
    open_posts = [which_alliances(person, situation)] if situation.organisation.alliances is None else []
    shared: dict[str, list[Alliance]] = {}
    for alliance in situation.alliances.values():
        if situation.ended(alliance):
            continue
        partners = situation.partners(alliance)
        # Whoever heads a partner that has no head on record may be this person, or one whom this person needs.
        open_posts += [question for partner in partners for question in who_heads(partner)]
        heads = [partner.person for partner in partners if partner.person]
        for head in heads if person.id in heads else ():
            shared.setdefault(head, []).append(alliance)
    shared.pop(person.id, None)
    for peer, alliances in shared.items():
        yield _peer(person, situation.people[peer], alliances, situation, limits["ally"])
    if open_posts:
        yield Clause(holds=None, severity=Severity.MEDIUM, missing=tuple(open_posts))


def _early_win(person: Person, start: When, facts: tuple[Evidence, ...], situation: Situation, days: int) -> Clause:
    """Find no win in time; where actions are listed, one more may yet be written down."""
    actions = situation.organisation.actions
    tried = [(a, {"win": a.win, **_own(a, person), "due": _in_time(a.due, start, days)}) for a in actions or ()]
    return Clause(
        holds=opposite(_any(actions, tried)),
        severity=Severity.HIGH,
        presumed=bool(actions),
        message=several(
            "No short-term win of {person} is due within {number} day of the first day in the post, {day}.",
            "No short-term win of {person} is due within {number} days of the first day in the post, {day}.",
            days,
            person=person.name,
            day=start.in_words(),
        ),
        evidence=(*facts, *_no_actions(situation)),
        missing=_open(actions, tried, person, situation),
    )


def _peer(person: Person, peer: Person, alliances: list[Alliance], situation: Situation, least: float) -> Clause:
    """Find nothing done for a head who is needed, ally or not, or who is a likely ally, needed or not."""
    tie = situation.tie(person.id, peer.id)
    regard = {word: getattr(tie, word) if tie else None for word in ("trust", "agreement")}
    ally = both(*(None if mark is None else mark >= least for mark in regard.values()))
    needed = either(*(None if a.necessity is None else a.necessity == "need-to-have" for a in alliances))
    actions = situation.organisation.actions
    tried = [(a, {"strengthens": _is(a.strengthens, peer), **_own(a, person)}) for a in actions or ()]
    concern = either(needed, ally)
    said = marked("No action of {person} on record is meant to keep {other}, whom {person} trusts and agrees with.")
    if not ally:
        said = marked(
            "No action of {person} on record is meant to win {other}, who heads a partner in an alliance that the "
            "company needs."
        )
    return Clause(
        holds=both(concern, opposite(_any(actions, tried))),
        severity=Severity.MEDIUM,
        presumed=bool(actions),
        message=say(said, person=person.name, other=peer.name),
        evidence=(
            *(cite(alliance, "necessity") for alliance in alliances if alliance.necessity == "need-to-have"),
            *(cite(tie, word) for word, mark in regard.items() if mark is not None),
            *_no_actions(situation),
        ),
        missing=(
            *(_on_concern(person, peer, tie, alliances, situation) if concern is None else ()),
            *_open(actions, tried, person, situation),
        ),
    )


# Actions

_Tried = list[tuple[Action, dict[str, bool | None]]]
"""Actions, each with what it would have to be: yes, no or not known."""

_ASKED = {
    "win": marked("Is “{action}” a short-term win?"),
    "owner": marked("Who does “{action}”, and who answers for it on the other side?"),
    "status": marked("Is “{action}” open, done or dropped?"),
    "due": marked("On which day is “{action}” due?"),
    "strengthens": marked("Whom is “{action}” meant to win or keep?"),
}


def _own(action: Action, person: Person) -> dict[str, bool | None]:
    """Return whether an action is this person's, on either side of it, and whether it stands."""
    return {
        "owner": either(_is(action.owner, person), _is(action.partner_owner, person)),
        "status": None if action.status is None else action.status != "dropped",
    }


def _is(name: object, person: Person) -> bool | None:
    return None if name is None else name == person.id


def _in_time(due: object, start: When, days: int) -> bool | None:
    """Whether a day lies within the first ``days`` days; known only if true of the whole of both intervals."""
    if not isinstance(due, When):
        return None if due is None else False
    fewest, most = (due.first - start.last).days, (due.last - start.first).days
    if fewest >= 0 and most <= days:
        return True
    return False if most < 0 or fewest > days else None


def _any(actions: tuple[Action, ...] | None, tried: _Tried) -> bool | None:
    return None if actions is None else either(*(both(*parts.values()) for _, parts in tried))


def _no_actions(situation: Situation) -> tuple[Evidence, ...]:
    return (cite(situation.organisation, "actions"),) if situation.organisation.actions == () else ()


def _open(
    actions: tuple[Action, ...] | None, tried: _Tried, person: Person, situation: Situation
) -> tuple[Unknown, ...]:
    """Ask for what keeps an action from counting for certain."""
    if actions is None:
        question = say("Which actions has {person} agreed with others, for whom and by when?", person=person.name)
        return (ask(situation.organisation, "actions", question, person.id),)
    pending = [(action, parts) for action, parts in tried if both(*parts.values()) is None]
    return tuple(_on(action, part, person) for action, parts in pending for part in parts if parts[part] is None)


def _on(action: Action, part: str, person: Person) -> Unknown:
    if isinstance(action.due, When) and part == "due" and action.due.first == action.due.last:
        return _which_day(person)  # the action has its day; the first day in the post is vague
    field = "partner_owner" if part == "owner" and action.owner is not None else part
    owner = action.owner if isinstance(action.owner, str) else person.id
    return ask(action, field, say(_ASKED[part], action=action.what), owner)


def _on_concern(
    person: Person, peer: Person, tie: Relationship | None, alliances: list[Alliance], situation: Situation
) -> tuple[Unknown, ...]:
    found = []
    for alliance in alliances:
        if alliance.necessity is None:
            words = say(
                "Does the company need {alliance}, or is it useful or nice to have?",
                alliance=situation.name_of(alliance),
            )
            found.append(ask(alliance, "necessity", words))
    regard = {
        "trust": marked("How far does {person} trust {other}, 1 to 5?"),
        "agreement": marked("How far does {person} agree on ends and means with {other}, 1 to 5?"),
    }
    for word, asked in regard.items():
        if tie is None or getattr(tie, word) is None:
            path = word if tie else f"relationships[{person.id}>{peer.id}].{word}"
            words = say(asked, person=person.name, other=peer.name)
            found.append(ask(tie or situation.organisation, path, words, person.id))
    return tuple(found)


CHECK = Check(
    id="feasibility.first-100-days",
    scope="person",
    needs=(
        "people.since",
        "actions.win",
        "actions.strengthens",
        "relationships.trust",
        "relationships.agreement",
        "alliances.necessity",
        "as_of",
    ),
    also_reads=("heads.since", "actions.owner", "actions.partner_owner", "actions.due", "actions.status"),
    thresholds=(
        Threshold(
            name="days", value=100, unit=marked("days in the post"), source=marked("Gartner (Laura McLellan), Jul 2014")
        ),
        Threshold(name="ally", value=4, unit=marked("of 5 for trust and for agreement, from here on")),
    ),
    rule=first_100_days,
)
