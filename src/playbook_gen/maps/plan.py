"""A sheet made ready to draw: texts cleaned, people numbered, what cannot be drawn left out and counted.

From here on everything is known by its place in a list; no id and no user text takes part in the layout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from playbook_gen.language import say, several
from playbook_gen.maps.labels import Labels
from playbook_gen.maps.model import OVERLAYS_CAP, AllianceLink, Card, Sheet, Stance, Tie
from playbook_gen.maps.text import clean

CARDS_CAP = 5_000
IN_FRONT = 4
"""Ties for each person above which weak ones stand back."""

TITLED_UP_TO = 60
"""People up to whom cards hold titles."""

ROUTED_UP_TO = 150
"""People up to whom Graphviz orders and routes: its routing is cubic."""

TIES_CAP = 600
TIES_EACH, TIES_EACH_OF_MANY = 10, 3
FEW_TIES = 100
"""Ties drawn on one map: so many for each person, at most the cap; a small map may always have a few."""

UNLANED = -1


class Person(NamedTuple):
    """A card with clean text; ``lane`` is a place in the plan's lanes or ``UNLANED``.

    ``key`` and ``lane_key`` are the ids of card and lane: they find last year's place and reach no layout.
    """

    key: str
    name: str
    title: str
    lane: int
    lane_key: str
    level: int
    href: str | None
    sponsor: bool
    stances: tuple[Stance | None, ...]
    """One for each overlay; None where it is not known."""


class Track(NamedTuple):
    """A tie between two places in the plan's people; ``overlays`` are those in which it stays in front."""

    tail: int
    head: int
    strength: int | None
    trust: int | None
    one_sided: bool
    overlays: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Ribbon:
    """An alliance between two people."""

    a: int
    b: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is drawn, and what is said about the rest."""

    people: tuple[Person, ...]
    lanes: tuple[str, ...]
    lane_keys: tuple[str, ...]
    overlays: tuple[str, ...]
    """Names of the priorities that can be shown in turn."""
    overlay_keys: tuple[str, ...]
    """Their ids."""
    headings: tuple[tuple[int, str], ...]
    tracks: tuple[Track, ...]
    ribbons: tuple[Ribbon, ...]
    thinned: str
    """What is said in the picture about ties that are not drawn; empty where all are."""
    notices: tuple[str, ...]

    @cached_property
    def rated(self) -> bool:
        """Whether the strength of any tie is known."""
        return any(track.strength is not None for track in self.tracks)

    @cached_property
    def crowded(self) -> bool:
        """Whether so many ties are drawn that only some can stand in front."""
        return len(self.tracks) > max(FEW_TIES, IN_FRONT * len(self.people))


def _unique(cards: Iterable[Card]) -> dict[str, Card]:
    found: dict[str, Card] = {}
    for card in cards:
        found.setdefault(card.id, card)
    return found


def _overlays(sheet: Sheet, cards: Iterable[Card]) -> list[str]:
    """The ids of the priorities that anybody's stance is given for, as stated."""
    given = {stance.priority for card in cards for stance in card.stances}
    return list(dict.fromkeys(key for key, _ in sheet.priorities if key in given))


def _people(sheet: Sheet, cards: Iterable[Card], overlays: Sequence[str], labels: Labels) -> tuple[Person, ...]:
    lanes = {lane.id: place for place, lane in reversed(list(enumerate(sheet.lanes)))}
    return tuple(
        Person(
            key=card.id,
            name=clean(card.name) or labels.unnamed,
            title=clean(card.title),
            lane=lanes.get(card.lane, UNLANED),
            lane_key=card.lane if card.lane in lanes else "",
            level=card.level,
            href=card.href,
            sponsor=card.sponsor,
            stances=tuple(next((s for s in card.stances if s.priority == key), None) for key in overlays),
        )
        for card in cards
    )


def _rating(value: int | None) -> int | None:
    return value if value is not None and 1 <= value <= 5 else None


def _tracks(sheet: Sheet, places: dict[str, int], overlays: Sequence[str]) -> list[Track]:
    found: dict[tuple[int, int], Track] = {}
    for tie in sheet.ties:
        if _drawable(tie, places):
            ends = (places[tie.source], places[tie.target])
            found.setdefault(ends, _track(sheet, tie, ends, overlays))
    return list(found.values())


def _drawable(tie: Tie, places: dict[str, int]) -> bool:
    return tie.source in places and tie.target in places and tie.source != tie.target


def _track(sheet: Sheet, tie: Tie, ends: tuple[int, int], overlays: Sequence[str]) -> Track:
    return Track(
        tail=ends[0],
        head=ends[1],
        strength=_rating(tie.strength),
        trust=_rating(tie.trust) if sheet.show_trust else None,
        one_sided=tie.one_sided,
        overlays=tuple(place for place, key in enumerate(overlays) if key in tie.priorities),
    )


def _thinned(tracks: list[Track], people: int) -> tuple[Track, ...]:
    """The ties that one sheet can hold: of each person the strongest first, in turn, so that nobody loses all.

    Both directions between two people stay or go together; half of a mutual tie would say what is not so.
    """
    each = TIES_EACH if people <= TITLED_UP_TO else TIES_EACH_OF_MANY
    if len(tracks) <= (most := min(TIES_CAP, max(FEW_TIES, each * people))):
        return tuple(tracks)
    pairs: dict[tuple[int, int], list[Track]] = {}
    for track in tracks:
        pairs.setdefault((min(track.tail, track.head), max(track.tail, track.head)), []).append(track)
    drawn: set[tuple[int, int]] = set()
    for pair in _holding_together(_in_turn(pairs)):
        most -= len(pairs[pair])
        if most >= 0:
            drawn.add(pair)
    return tuple(track for track in tracks if (min(track.tail, track.head), max(track.tail, track.head)) in drawn)


def _holding_together(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """First such as join what was not joined before, so that no group looks cut off that is not; then the others."""
    group: dict[int, int] = {}

    def root(one: int) -> int:
        while group.setdefault(one, one) != one:
            group[one] = one = group[group[one]]
        return one

    first = []
    for a, b in pairs:
        if root(a) != root(b):
            group[root(a)] = root(b)
            first.append((a, b))
    held = set(first)
    return [*first, *(pair for pair in pairs if pair not in held)]


def _in_turn(pairs: dict[tuple[int, int], list[Track]]) -> list[tuple[int, int]]:
    """Everybody's strongest, then everybody's second, and so on; of equal ones mutual ties first."""

    def weight(pair: tuple[int, int]) -> tuple[int, int]:
        return max(track.strength or 0 for track in pairs[pair]), len(pairs[pair])

    turn: dict[tuple[int, int], int] = {}
    met: Counter[int] = Counter()
    for pair in sorted(pairs, key=lambda pair: (*(-part for part in weight(pair)), pair)):
        turn[pair] = min(met[end] for end in pair)
        met.update(pair)
    return sorted(pairs, key=lambda pair: (turn[pair], *(-part for part in weight(pair)), pair))


def _partner(key: str, sheet: Sheet, places: dict[str, int], cards: list[Card]) -> int | None:
    if key in places:
        return places[key]
    if key not in {lane.id for lane in sheet.lanes}:
        return None
    members = [place for place, card in enumerate(cards) if card.lane == key]
    return min(members, key=lambda place: (cards[place].level, place), default=None)


def _ribbon(link: AllianceLink, sheet: Sheet, places: dict[str, int], cards: list[Card]) -> Ribbon | None:
    a = _partner(link.a, sheet, places, cards)
    b = _partner(link.b, sheet, places, cards)
    if a is None or b is None or a == b:
        return None
    return Ribbon(a=a, b=b, name=clean(link.name))


def plan(sheet: Sheet, labels: Labels) -> Plan:
    """The sheet without what cannot be drawn; never refuses."""
    unique = _unique(sheet.cards)
    cards = list(unique.values())[:CARDS_CAP]
    places = {card.id: place for place, card in enumerate(cards)}
    known = _overlays(sheet, cards)
    overlays = known[:OVERLAYS_CAP]
    tracks = _tracks(sheet, places, overlays)
    drawn = _thinned(tracks, len(cards))
    ribbons = [_ribbon(link, sheet, places, cards) for link in sheet.links]
    lost = len(sheet.cards) - len(unique) + len(sheet.ties) - len(tracks) + ribbons.count(None)
    notices = (
        _crowded(len(cards), len(unique)),
        _dropped(lost),
        _few_overlays(len(overlays), len(known)),
    )
    names = dict(reversed(sheet.priorities))
    return Plan(
        people=_people(sheet, cards, overlays, labels),
        lanes=tuple(clean(lane.name) for lane in sheet.lanes),
        lane_keys=tuple(lane.id for lane in sheet.lanes),
        overlays=tuple(clean(names[key]) or labels.unnamed for key in overlays),
        overlay_keys=tuple(overlays),
        headings=tuple((level, clean(words)) for level, words in sheet.headings),
        tracks=drawn,
        ribbons=tuple(ribbon for ribbon in ribbons if ribbon is not None),
        thinned=_thinned_words(tracks, drawn),
        notices=tuple(notice for notice in notices if notice),
    )


def _crowded(drawn: int, people: int) -> str:
    if drawn == people:
        return ""
    return several("{drawn} of {number} person is drawn.", "{drawn} of {number} people are drawn.", people, drawn=drawn)


def _dropped(lost: int) -> str:
    if not lost:
        return ""
    return say("Entries that name nobody on this map, or name somebody twice, are not drawn: {number}.", number=lost)


def _few_overlays(shown: int, priorities: int) -> str:
    if shown == priorities:
        return ""
    return several(
        "{shown} of {number} priority can be shown on the map; the table lists all.",
        "{shown} of {number} priorities can be shown on the map; the table lists all.",
        priorities,
        shown=shown,
    )


def _thinned_words(tracks: Sequence[Track], drawn: Sequence[Track]) -> str:
    if len(drawn) == len(tracks):
        return ""
    if any(track.strength is not None for track in tracks):
        return several(
            "{drawn} of {number} tie is drawn, the strongest of each person first.",
            "{drawn} of {number} ties are drawn, the strongest of each person first.",
            len(tracks),
            drawn=len(drawn),
        )
    return several(
        "{drawn} of {number} tie is drawn, those in both directions first.",
        "{drawn} of {number} ties are drawn, those in both directions first.",
        len(tracks),
        drawn=len(drawn),
    )


def alliance_numbers(plan: Plan) -> dict[str, int]:
    """The number of each alliance by its name: one alliance may join more than two people, and is one thing."""
    return {name: number for number, name in enumerate(dict.fromkeys(r.name for r in plan.ribbons), start=1)}
