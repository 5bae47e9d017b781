"""One redacted organisation with the look-ups that checks share: who heads what, who are partners, which tie counts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Any, TypeVar

from playbook_gen.language import say
from playbook_gen.model.alliances import Alliance, Side
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.people import Function, Person
from playbook_gen.model.record import Edition, Record
from playbook_gen.model.shape import field_of
from playbook_gen.model.strategy import Goal
from playbook_gen.model.ties import Practice, Relationship
from playbook_gen.model.values import NOTHING, Money, When
from playbook_gen.model.work import Activity

Said = TypeVar("Said", Relationship, Practice)

STALE_AFTER_MONTHS = 12
"""Ratings older than this count as not known (judgement; domain.md 4.1)."""


@dataclass(frozen=True)
class Partner:
    """One side of an alliance: the function, the person who heads it, or both."""

    id: str
    name: str
    function: Function | None
    head: Person | None
    vacant: bool = False
    """Whether the file says that nobody heads it; without a head and not vacant, the head is not known."""

    @property
    def person(self) -> str | None:
        """The id of the head, if there is one."""
        return self.head.id if self.head else None


@dataclass(frozen=True)
class Pair:
    """Two people who head partner functions of one alliance."""

    alliance: Alliance
    a: Person
    b: Person

    @property
    def id(self) -> str:
        """Both ids in order, so that the pair has one name."""
        return f"{self.a.id}+{self.b.id}"


class Situation:
    """What one edition knows about a company at one date."""

    def __init__(self, organisation: Organisation, as_of: date | None, edition: Edition) -> None:
        """Take a redacted organisation; ``as_of`` is None where no date is given, and then nothing ages."""
        self.organisation = organisation
        self.as_of = as_of
        self.edition = edition
        self._heard: dict[float, Mapping[str, tuple[Relationship, ...]]] = {}

    def reads(self, *names: str) -> bool:
        """Whether this edition shows these fields by default: by schema, whatever the organisation says of them.

        A part of a rule that needs more than its edition shows is left out there; it would stay open for ever.
        """
        return all(default_edition(name) <= self.edition for name in names)

    @cached_property
    def people(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.organisation.people or ()}

    @cached_property
    def functions(self) -> dict[str, Function]:
        """Functions by id."""
        return {function.id: function for function in self.organisation.functions or ()}

    @cached_property
    def goals(self) -> dict[str, Goal]:
        """Goals by id, those of the company and those of functions."""
        return {goal.id: goal for goal in self.organisation.goals or ()}

    @cached_property
    def alliances(self) -> dict[str, Alliance]:
        """Alliances by id."""
        return {alliance.id: alliance for alliance in self.organisation.alliances or ()}

    @cached_property
    def activities(self) -> dict[str, Activity]:
        """Activities by id."""
        return {activity.id: activity for activity in self.organisation.activities or ()}

    @cached_property
    def company_goals(self) -> tuple[Goal, ...]:
        """The company's own goals, ranked ones first."""
        own = [goal for goal in self.goals.values() if goal.function is None]
        return tuple(sorted(own, key=lambda goal: (goal.rank if isinstance(goal.rank, int) else 1_000, goal.id)))

    @cached_property
    def _posts(self) -> dict[str, object]:
        """Who heads each function: an id, declared none, or None; of several who do, the one who began last."""
        said: dict[str, object] = {function.id: function.head for function in self.functions.values()}
        current: dict[str, list[Any]] = {}
        for head in self.organisation.heads or ():
            if self.holds_now(head):
                current.setdefault(head.function, []).append(head)
        for function, held in current.items():
            people = {head.person for head in _newest(held, "since")}
            said[function] = people.pop() if len(people) == 1 else None
        return said

    @cached_property
    def _heads(self) -> dict[str, Person | None]:
        return {f: self.people.get(name) if isinstance(name, str) else None for f, name in self._posts.items()}

    def holds_now(self, head: Any) -> bool:
        """Whether an entry of ``heads`` holds on the date of the file; without a date, whether nobody ended it."""
        until = head.until if isinstance(head.until, When) else None
        if self.as_of is None:
            return until is None
        started = head.since is None or head.since.first <= self.as_of
        return started and (until is None or until.last >= self.as_of)

    def head_of(self, function: str) -> Person | None:
        """Return who heads a function on the date of the file, or None where the post is vacant or not on record."""
        return self._heads.get(function)

    def headed_by(self, person: str) -> tuple[str, ...]:
        """Return the ids of the functions a person heads."""
        return tuple(sorted(f for f, head in self._heads.items() if head and head.id == person))

    def partner(self, name: str, partners: tuple[str, ...] = ()) -> Partner:
        """Return the partner behind an id: a function, or a person as shorthand for the function he or she heads."""
        if function := self.functions.get(name):
            return Partner(name, function.name, function, self.head_of(name), vacant=self._posts.get(name) is NOTHING)
        if (headed := self.canonical(name, partners)) != name:
            return self.partner(headed)
        person = self.people[name]
        own = self.functions.get(self._meant_by(person) or "")
        label = own.name if own else person.title if isinstance(person.title, str) else person.name
        return Partner(name, label, own, person)

    def _meant_by(self, person: Person) -> str | None:
        """Return the function a person stands for: the one headed, the own one among several, else none of them."""
        headed = self.headed_by(person.id)
        if len(headed) == 1:
            return headed[0]
        return person.function if not headed or person.function in headed else None

    def canonical(self, name: str, partners: tuple[str, ...] = ()) -> str:
        """Return the one id of a partner: a person who heads one function stands for it.

        Where that function is among the alliance's ``partners`` itself, the person stays a partner of his or her own.
        """
        headed = () if name in self.functions else self.headed_by(name)
        return headed[0] if len(headed) == 1 and headed[0] not in partners else name

    def function_name(self, activity: Activity) -> str:
        """Return the name of the function that runs an activity."""
        function = self.functions.get(activity.function or "")
        return function.name if function else say("no function on record")

    def partners(self, alliance: Alliance) -> tuple[Partner, ...]:
        """Return the partners of an alliance."""
        return tuple(self.partner(name, alliance.partners) for name in alliance.partners)

    def name_of(self, alliance: Alliance) -> str:
        """Return what an alliance is called: its own name, or its id as words."""
        if isinstance(alliance.name, str):
            return alliance.name
        words = alliance.id.replace("-", " ").replace("_", " ").strip()
        return f"{words[:1].upper()}{words[1:]}"

    def side(self, alliance: Alliance, partner: str) -> Side | None:
        """Return one partner's side of an alliance, if any is on record."""
        return next(
            (side for side in alliance.sides or () if self.canonical(side.partner, alliance.partners) == partner), None
        )

    def sides(self, alliance: Alliance) -> tuple[tuple[Partner, Side | None], ...]:
        """Return every partner with its side."""
        return tuple((partner, self.side(alliance, partner.id)) for partner in self.partners(alliance))

    def pairs(self, alliance: Alliance) -> tuple[Pair, ...]:
        """Return every two heads of different partners."""
        heads = {partner.head.id: partner.head for partner in self.partners(alliance) if partner.head}
        ordered = [heads[name] for name in sorted(heads)]
        return tuple(Pair(alliance, a, b) for a, b in combinations(ordered, 2))

    def alliances_of(self, *functions: str) -> tuple[str, ...]:
        """Return the ids of the alliances that all of these functions are partners of, those that ended left out."""
        return tuple(
            alliance.id
            for alliance in self.alliances.values()
            if not self.ended(alliance) and set(functions) <= self.members(alliance)
        )

    def members(self, alliance: Alliance) -> set[str]:
        """Return the ids of the functions that are partners of an alliance."""
        return {partner.function.id for partner in self.partners(alliance) if partner.function}

    def unnamed(self, alliance: Alliance) -> tuple[Partner, ...]:
        """Return the partners of whom nobody said who heads them, where that leaves a pair of heads open."""
        filled = [partner for partner in self.partners(alliance) if not partner.vacant]
        return tuple(p for p in filled if p.head is None) if len(filled) > 1 else ()

    def ended(self, alliance: Alliance) -> bool:
        """Whether the file says that the alliance is over on its date."""
        ends = alliance.ends if isinstance(alliance.ends, When) else None
        return alliance.stage == "ended" or bool(ends and self.as_of and ends.last < self.as_of)

    def fresh(self, statement: Any) -> bool:
        """Whether a rating still counts on the date of the file."""
        when = statement.as_of
        if when is None or self.as_of is None:
            return True
        return bool(when.last >= _months_before(self.as_of, STALE_AFTER_MONTHS))

    @cached_property
    def _ties(self) -> dict[tuple[str, str], list[Relationship]]:
        found: dict[tuple[str, str], list[Relationship]] = {}
        for tie in self.organisation.relationships or ():
            if self.fresh(tie):
                found.setdefault((tie.source_person, tie.target_person), []).append(tie)
        return found

    def tie(self, source: str, target: str) -> Relationship | None:
        """Return the statement about one direction that counts, if one does."""
        return self._counts(self._ties.get((source, target), ()), source)

    def _counts(self, said: Sequence[Said], source: str) -> Said | None:
        """The person's own word, else an unsigned one, else the sponsor's, else the newest; of equals none counts."""
        for voice in (source, None, self.organisation.sponsor):
            own = [statement for statement in said if statement.said_by == voice]
            if own:
                return min(own, key=repr)
        newest = _newest(said, "as_of")
        return newest[0] if len(newest) == 1 else None

    @cached_property
    def ties(self) -> tuple[Relationship, ...]:
        """The statement that counts for each direction that has one, in order."""
        chosen = (self.tie(source, target) for source, target in sorted(self._ties))
        return tuple(tie for tie in chosen if tie)

    def heard(self, least: float) -> Mapping[str, tuple[Relationship, ...]]:
        """Return the ties that count, by whom they come from, where the influence is at least so much."""
        if least not in self._heard:
            found: dict[str, list[Relationship]] = {}
            for tie in self.ties:
                if tie.influence is not None and tie.influence >= least:
                    found.setdefault(tie.source_person, []).append(tie)
            self._heard[least] = {source: tuple(ties) for source, ties in found.items()}
        return self._heard[least]

    def practice(self, source: str, target: str) -> Practice | None:
        """Return the record of what one person does towards another that counts, if one does."""
        entries = self.organisation.practices or ()
        return self._counts([p for p in entries if (p.source_person, p.target_person) == (source, target)], source)

    def amount(self, money: object) -> Money | None:
        """Return an amount with its currency filled in from the organisation."""
        if not isinstance(money, Money):
            return None
        return money if money.currency else Money(money.amount, self.organisation.currency)


def default_edition(name: str) -> Edition:
    """Return the lowest edition that shows a field by default, its containers included.

    Raises:
        KeyError: there is no such field.

    """
    cls: type[Record] | None = Organisation
    edition = Edition.COMPANY
    for word in name.split("."):
        field = field_of(cls, word) if cls else None
        if field is None:
            raise KeyError(name)
        edition, cls = max(edition, field.default), field.record
    return edition


def _months_before(day: date, months: int) -> date:
    """Return the same day of an earlier month, or the last one of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _newest(records: Sequence[Any], field: str) -> list[Any]:
    """Return the records with the latest date in a field; one without a date is older than any."""

    def day(record: Any) -> date:
        when = getattr(record, field)
        return when.last if when else date.min

    return [record for record in records if day(record) == max(map(day, records))]
