"""“Working with your CIO”: one page for each partner, written so that the partner may read it."""

from __future__ import annotations

from dataclasses import dataclass

from playbook_gen.checks.clauses import shown
from playbook_gen.checks.situation import Partner
from playbook_gen.influence.reach import sentences
from playbook_gen.language import listed, meant, say, several
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.values import When
from playbook_gen.pages import urls
from playbook_gen.pages.alliance import Fact
from playbook_gen.pages.atlas import Atlas
from playbook_gen.pages.promise import Promise, promise
from playbook_gen.pages.verdicts import ActionView, QuestionView, Row, Views
from playbook_gen.pages.words import day


@dataclass(frozen=True, kw_only=True)
class PartnerLink:
    """One line of the list of partners."""

    name: str
    head: str | None
    to: str
    alliances: str


@dataclass(frozen=True, kw_only=True)
class PartnersPage:
    """All partners."""

    heading: str
    partners: tuple[PartnerLink, ...]


@dataclass(frozen=True, kw_only=True)
class PartnerPage:
    """What it takes to work well with one partner."""

    heading: str
    name: str
    facts: tuple[Fact, ...]
    challenges: tuple[str, ...]
    challenges_known: bool
    goals: tuple[str, ...]
    rows: tuple[Row, ...]
    routes: tuple[str, ...]
    """How the sponsor reaches the head, in sentences; none where no ties are shown, or they are the same person."""
    promises: tuple[Promise, ...]
    actions: tuple[ActionView, ...]
    questions: tuple[QuestionView, ...]


def partner_pages(views: Views) -> tuple[Partner, ...]:
    """Return every partner of an alliance, once, in the order of their names."""
    found: dict[str, Partner] = {}
    for verdict in views.diagnosis.alliances:
        for partner in views.situation.partners(verdict.alliance):
            found.setdefault(partner.id, partner)
    return tuple(sorted(found.values(), key=lambda partner: (partner.name, partner.id)))


def partners_page(views: Views) -> PartnersPage:
    """Return the list of partners."""
    partners = partner_pages(views)
    links = tuple(
        PartnerLink(
            name=partner.name,
            head=partner.head.name if partner.head else None,
            to=urls.partner(partner.id),
            alliances=listed(views.situation.name_of(a) for a in _alliances(partner, views)),
        )
        for partner in partners
    )
    heading = say(
        "{partners} in {alliances}",
        partners=several("{number} partner", "{number} partners", len(partners)),
        alliances=several("{number} alliance", "{number} alliances", len(views.diagnosis.alliances)),
    )
    return PartnersPage(heading=heading if partners else say("No partner is on record yet"), partners=links)


def partner_page(partner: Partner, views: Views, atlas: Atlas) -> PartnerPage:
    """Return the page of one partner."""
    diagnosis, alliances = views.diagnosis, _alliances(partner, views)
    ids = {alliance.id for alliance in alliances}
    person = partner.head
    questions = [q for q in diagnosis.questions if person and q.person == person.id and ids & set(q.alliances)]
    return PartnerPage(
        heading=_heading(partner, views),
        name=partner.name,
        facts=tuple(_facts(partner, views)),
        challenges=person.challenges or () if person else (),
        challenges_known=bool(person and person.challenges is not None),
        goals=_shared_goals(partner, alliances, views),
        rows=tuple(views.row(v) for v in diagnosis.alliances if v.alliance.id in ids),
        routes=_routes(partner, views, atlas),
        promises=tuple(_promises(partner, alliances, views)),
        actions=tuple(views.action(a) for a in diagnosis.actions if a.alliance in ids)[:5],
        questions=tuple(views.question(q) for q in questions[:5]),
    )


def _alliances(partner: Partner, views: Views) -> list[Alliance]:
    held = ((v.alliance, views.situation.partners(v.alliance)) for v in views.diagnosis.alliances)
    return [alliance for alliance, partners in held if partner.id in {other.id for other in partners}]


def _heading(partner: Partner, views: Views) -> str:
    sponsor = views.diagnosis.organisation.sponsor
    if partner.head is None:
        return say("Working with {partner}", partner=partner.name)
    if partner.head.id == sponsor:
        return say("{partner}: your own side", partner=partner.name)
    title = partner.head.title
    if sponsor and isinstance(title, str):
        return say("Working with your {title}", title=title)
    return say("Working with {person}", person=partner.head.name)


def _facts(partner: Partner, views: Views) -> list[Fact]:
    person, function = partner.head, partner.function
    title = person.title if person and isinstance(person.title, str) else None
    post, begun = _post(partner, views)
    manager = views.names.of(person.reports_to) if person and isinstance(person.reports_to, str) else None
    values = (
        (say("Head"), person.name if person else None),
        (meant("of a person", "Title"), title),
        (post, begun),
        (say("Reports to"), manager),
        (say("Mission"), shown(function.mission) if function and function.mission is not None else None),
    )
    # The heading may have said the title.
    said = title if title and title in _heading(partner, views) else None
    told = [(term, value) for term, value in values if not value or value != said]
    return [Fact(term=term, value=value or say("not known"), known=value is not None) for term, value in told]


def _post(partner: Partner, views: Views) -> tuple[str, str | None]:
    """Return since when the head is in post, in words; what the list of heads says goes before the person's own."""
    person, function = partner.head, partner.function
    held = [
        head
        for head in views.diagnosis.organisation.heads or ()
        if person and function and (head.function, head.person) == (function.id, person.id)
        if views.situation.holds_now(head)
    ]
    begun = [when for when in (*(head.since for head in held), person and person.since) if isinstance(when, When)]
    words = say("Stands in since") if any(head.acting is True for head in held) else say("In post since")
    return words, day(begun[0]) if begun else None


def _routes(partner: Partner, views: Views, atlas: Atlas) -> tuple[str, ...]:
    found = atlas.roll.ways.get(partner.person or "")
    return sentences(found, views.situation, atlas.roll.network) if found else ()


def _shared_goals(partner: Partner, alliances: list[Alliance], views: Views) -> tuple[str, ...]:
    ids = sorted({goal for alliance in alliances for goal in alliance.supports or ()})
    return tuple(views.situation.goals[goal].statement for goal in ids)


def _promises(partner: Partner, alliances: list[Alliance], views: Views) -> list[Promise]:
    return [
        promise(commitment, views)
        for alliance in alliances
        for commitment in alliance.commitments or ()
        if partner.id in {views.situation.canonical(name, alliance.partners) for name in (commitment.by, commitment.to)}
    ]
