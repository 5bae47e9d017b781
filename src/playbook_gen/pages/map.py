"""The influence map on one sheet, the people below it, and the table that says the same in words."""

from __future__ import annotations

from dataclasses import dataclass

from playbook_gen.checks.clauses import listing, shown
from playbook_gen.checks.situation import Situation
from playbook_gen.maps import AllianceLink, Card, Drawing, Lane, Renderer, Sheet, Tie, render
from playbook_gen.model.people import Person
from playbook_gen.model.record import Edition
from playbook_gen.model.ties import Relationship
from playbook_gen.model.values import NOTHING, When
from playbook_gen.pages import urls
from playbook_gen.pages.verdicts import Views
from playbook_gen.pages.words import count

STRENGTH = {
    1: "hardly listened to",
    2: "sometimes listened to",
    3: "usually heard",
    4: "mostly followed",
    5: "decisive",
}


@dataclass(frozen=True, kw_only=True)
class TieRow:
    """One directed tie in words."""

    source: str
    target: str
    influence: str
    trust: str
    agreement: str
    as_of: str
    said_by: str


@dataclass(frozen=True, kw_only=True)
class MapPage:
    """The map of the peers, the map of everyone where there is more to show, and the tables behind them."""

    heading: str
    peers: Drawing | None
    everyone: Drawing | None
    ties: tuple[TieRow, ...]
    shows_ties: bool
    shows_judgement: bool
    agreements: tuple[tuple[str, str, str], ...]
    """Alliances as rows: name, link, partners."""
    people: tuple[tuple[str, str, str, str], ...]
    """Everyone on the map: name, title, function, manager."""


def map_page(views: Views, *, renderer: Renderer) -> MapPage:
    """Return the map page; both pictures are drawn from what the edition may see and nothing else."""
    situation, edition = views.situation, views.diagnosis.edition
    tiers = _tiers(views)
    everyone = [person for person in situation.people.values() if not _gone(person, views)]
    peers = [person for person in everyone if tiers[person.id] <= 1]
    ties = situation.ties if edition >= Edition.LEADERSHIP else ()
    below = len(everyone) > len(peers)
    return MapPage(
        heading=_heading(views, len(peers), ties),
        peers=_draw(views, peers, ties, tiers, "Peers", "m", renderer),
        everyone=_draw(views, everyone, ties, tiers, "Everyone on record", "e", renderer) if below else None,
        ties=tuple(_row(tie, views) for tie in ties),
        shows_ties=edition >= Edition.LEADERSHIP,
        shows_judgement=edition >= Edition.AUTHOR,
        agreements=tuple(
            (v.name, urls.alliance(v.alliance.id), listing(p.name for p in situation.partners(v.alliance)))
            for v in views.diagnosis.alliances
        ),
        people=tuple(_person(person, views) for person in sorted(everyone, key=lambda p: (tiers[p.id], p.id))),
    )


def _gone(person: Person, views: Views) -> bool:
    """Whether a person had left by the date of the file; until then the map shows him or her."""
    left = person.left if isinstance(person.left, When) else None
    return bool(left and views.situation.as_of and left.last < views.situation.as_of)


def _heading(views: Views, peers: int, ties: tuple[Relationship, ...]) -> str:
    if not peers:
        return "Nobody is on record yet"
    if not ties:
        alliances = count(len(views.diagnosis.alliances), "alliance")
        return f"{count(peers, 'person', 'people').capitalize()} and {alliances} on one sheet"
    return f"{count(len(ties), 'tie').capitalize()} between the people on record, each in its own direction"


def _tiers(views: Views) -> dict[str, int]:
    """Return each person's tier: 0 at the very top, 1 for heads of functions and their like, then by manager."""
    situation = views.situation
    leading = {p.person for v in views.diagnosis.alliances for p in situation.partners(v.alliance)}
    leading |= {head.id for f in situation.functions if (head := situation.head_of(f))}
    leading |= {views.diagnosis.organisation.sponsor}
    leading &= set(situation.people)
    bosses = {p.reports_to for p in situation.people.values() if isinstance(p.reports_to, str)}
    # Where nobody is said to lead anything, whoever has others reporting is taken for the top.
    tops = {p.reports_to for p in situation.people.values() if p.id in (leading or situation.people)} & bosses
    tiers: dict[str, int] = {}
    for person in situation.people.values():
        for one in reversed(_line_up(person, situation, tiers)):
            above = situation.people.get(one.reports_to) if isinstance(one.reports_to, str) else None
            if above is None:
                # With others known to lead, somebody without a known manager is not taken for one of them.
                tiers[one.id] = 0 if one.id in tops else 1 if one.id in leading or len(leading) < 2 else 2
            else:
                below = tiers[above.id] + 1
                tiers[one.id] = min(below, 1) if one.id in leading else below
    return tiers


def _line_up(person: Person, situation: Situation, known: dict[str, int]) -> list[Person]:
    """Return a person and those above whose tier is not known yet; a loop, as a line may be thousands long."""
    line: list[Person] = []
    step: Person | None = person
    while step is not None and step.id not in known:
        line.append(step)
        step = situation.people.get(step.reports_to) if isinstance(step.reports_to, str) else None
    return line


def _draw(
    views: Views,
    people: list[Person],
    ties: tuple[Relationship, ...],
    tiers: dict[str, int],
    title: str,
    prefix: str,
    renderer: Renderer,
) -> Drawing | None:
    shown = {person.id for person in people}
    if not shown:
        return None
    situation, organisation = views.situation, views.diagnosis.organisation
    lane_of = {person.id: _lane(person, views, tiers) for person in people}
    lanes = tuple(Lane(id=f.id, name=f.name) for f in situation.functions.values() if f.id in lane_of.values())
    cards = tuple(
        Card(
            id=person.id,
            name=person.name,
            title=person.title if isinstance(person.title, str) else "",
            lane=lane_of[person.id],
            level=tiers[person.id],
            href=_href(person, views),
            sponsor=person.id == organisation.sponsor,
        )
        for person in people
    )
    drawn = tuple(
        Tie(
            source=tie.source_person,
            target=tie.target_person,
            strength=tie.influence,
            trust=tie.trust if views.diagnosis.edition >= Edition.AUTHOR else None,
            one_sided=bool(tie.said_by and tie.said_by != tie.source_person),
        )
        for tie in ties
        if {tie.source_person, tie.target_person} <= shown
    )
    sheet = Sheet(
        title=f"{title} of {organisation.name}",
        description=f"{count(len(cards), 'person', 'people')} and {count(len(drawn), 'directed tie')}, also as tables.",
        cards=cards,
        lanes=lanes,
        ties=drawn,
        prefix=prefix,
        show_trust=views.diagnosis.edition >= Edition.AUTHOR,
        links=_links(views, shown),
    )
    return render(sheet, renderer=renderer)


def _lane(person: Person, views: Views, tiers: dict[str, int]) -> str:
    headed = views.situation.headed_by(person.id)
    if tiers[person.id] == 0 and len(headed) == 0:
        return ""
    own = person.function if person.function in views.situation.functions else None
    return own or (headed[0] if headed else "")


def _href(person: Person, views: Views) -> str | None:
    for verdict in views.diagnosis.alliances:
        for partner in views.situation.partners(verdict.alliance):
            if partner.person == person.id:
                return urls.partner(partner.id)
    return None


def _links(views: Views, shown: set[str]) -> tuple[AllianceLink, ...]:
    found = []
    for verdict in views.diagnosis.alliances:
        if not verdict.ended:
            found += [
                AllianceLink(a=pair.a.id, b=pair.b.id, name=verdict.name)
                for pair in views.situation.pairs(verdict.alliance)
                if {pair.a.id, pair.b.id} <= shown
            ]
    return tuple(found)


def _row(tie: Relationship, views: Views) -> TieRow:
    judged = views.diagnosis.edition >= Edition.AUTHOR
    strength = f"{tie.influence}, {STRENGTH[tie.influence]}" if tie.influence else "not known"
    return TieRow(
        source=views.names.of(tie.source_person) or "",
        target=views.names.of(tie.target_person) or "",
        influence=strength,
        trust=str(tie.trust or "not known") if judged else "",
        agreement=str(tie.agreement or "not known") if judged else "",
        as_of=str(tie.as_of or ""),
        said_by=views.names.of(tie.said_by) or "",
    )


def _person(person: Person, views: Views) -> tuple[str, str, str, str]:
    names = views.names
    manager = "nobody" if person.reports_to is NOTHING else names.of(person.reports_to)
    return person.name, shown(person.title), names.of(person.function) or shown(None), manager or shown(None)
