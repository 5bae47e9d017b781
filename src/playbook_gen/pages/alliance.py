"""The matrix of alliances, and one page for each: charter, five modes, both sides' view, practices, next actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook_gen.checks.clauses import shown
from playbook_gen.diagnosis.diagnose import AllianceVerdict
from playbook_gen.diagnosis.levels import CLEAR, NOT_ENOUGH
from playbook_gen.language import listed, marked, meant, say, several
from playbook_gen.model.alliances import Alliance, Charter, Forum, Side
from playbook_gen.model.values import NOTHING, Nothing, When
from playbook_gen.pages import urls
from playbook_gen.pages.compared import compared
from playbook_gen.pages.practice import PairStrip, strips
from playbook_gen.pages.promise import Promise, promise
from playbook_gen.pages.since import Since, SinceView, ended
from playbook_gen.pages.tables import Table
from playbook_gen.pages.verdicts import ActionView, ModeView, Row, Views, by_level, plainness
from playbook_gen.pages.words import day, headline


@dataclass(frozen=True, kw_only=True)
class AlliancesPage:
    """The matrix in full."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One line of a list of facts; ``known`` is False where nobody wrote it down."""

    term: str
    value: str
    known: bool = True


@dataclass(frozen=True, kw_only=True)
class SideView:
    """How one partner sees the alliance."""

    name: str
    to: str
    head: str | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class AlliancePage:
    """One alliance."""

    heading: str
    name: str
    summary: str | None
    facts: tuple[Fact, ...]
    row: Row
    """The five modes at a glance, as the matrix has them."""
    modes: tuple[ModeView, ...]
    sides: tuple[SideView, ...]
    compared: tuple[Table, ...]
    """What of the sides stands beside each other in numbers."""
    charter: tuple[Fact, ...]
    charter_note: str | None
    strips: tuple[PairStrip, ...]
    actions: tuple[ActionView, ...]
    works: tuple[Fact, ...]
    """How it works: decisions, levers and handoffs on record."""
    promises: tuple[Promise, ...]
    ended: bool
    since: SinceView | None
    """What changed since the cycle before, where there is one."""


def alliances_page(views: Views) -> AlliancesPage:
    """Return the matrix of all alliances."""
    alliances = views.diagnosis.alliances
    return AlliancesPage(heading=_matrix_heading(alliances), rows=views.rows())


def _matrix_heading(alliances: tuple[AllianceVerdict, ...]) -> str:
    if not alliances:
        return say("No alliance is on record yet")
    running = [a for a in alliances if not a.ended]
    poor = [a for a in running if any(m.level in ("failing", "at risk") for m in a.modes)]
    if poor:
        return several(
            "{number} of {alliances} stands at risk or worse in at least one mode",
            "{number} of {alliances} stand at risk or worse in at least one mode",
            len(poor),
            alliances=several("{number} alliance", "{number} alliances", len(running)),
        )
    if all(mode.level == NOT_ENOUGH for a in running for mode in a.modes):
        return several(
            "{number} alliance on record, too little known to judge",
            "{number} alliances on record, too little known to judge",
            len(running),
            none="No alliances on record, too little known to judge",
        )
    cells = [mode.level != NOT_ENOUGH for a in running for mode in a.modes]
    if 2 * sum(cells) < len(cells):
        return several(
            "{known} of {number} verdict can be given so far, and it is not at risk",
            "{known} of {number} verdicts can be given so far, none of them at risk",
            len(cells),
            known=sum(cells),
        )
    return several(
        "None of {number} alliance stands at risk, as far as the record goes",
        "None of {number} alliances stands at risk, as far as the record goes",
        len(running),
    )


def alliance_page(verdict: AllianceVerdict, views: Views, since: Since | None = None) -> AlliancePage:
    """Return the page of one alliance."""
    alliance = verdict.alliance
    modes = tuple(views.mode(mode, alliance=alliance.id, ended=verdict.ended) for mode in by_level(verdict.modes))
    actions = [a for a in views.diagnosis.actions if a.alliance == alliance.id]
    charter, note = _charter(verdict)
    return AlliancePage(
        heading=_heading(verdict),
        name=verdict.name,
        summary=alliance.summary if isinstance(alliance.summary, str) else None,
        facts=tuple(_facts(verdict, views)),
        row=views.row(verdict),
        modes=modes,
        sides=tuple(_sides(alliance, views)),
        compared=compared(views, alliance),
        charter=charter,
        charter_note=note,
        strips=strips(views, alliance.id),
        actions=tuple(views.action(action) for action in actions[:3]),
        works=tuple(_works(verdict, views)),
        promises=tuple(promise(commitment, views) for commitment in alliance.commitments or ()),
        ended=verdict.ended,
        since=since.alliance(alliance.id) if since else None,
    )


def _works(verdict: AllianceVerdict, views: Views) -> Iterator[Fact]:
    alliance, names = verdict.alliance, views.names
    for decision in alliance.decisions or ():
        who = None if decision.decides is None else names.list_of(decision.decides) or say("nobody")
        yield _fact(say("Decides “{decision}”", decision=decision.decision), who)
    for lever in alliance.levers or ():
        held = say("nobody") if lever.held_by is NOTHING else names.of(lever.held_by)
        yield _fact(say("Controls {lever}", lever=lever.lever), held)
    for handoff in alliance.handoffs or ():
        known = [shown(part) for part in (handoff.intake, handoff.service_level) if part is not None]
        yield _fact(say("Hands over {work}", work=handoff.work), "; ".join(known) if known else None)


def _fact(term: str, value: str | None) -> Fact:
    return Fact(term=term, value=value or say("not known"), known=value is not None)


def _heading(verdict: AllianceVerdict) -> str:
    if verdict.ended:
        ends = verdict.alliance.ends
        return (
            ended(verdict.name, ends) if isinstance(ends, When) else say("{alliance} has ended", alliance=verdict.name)
        )
    found = [f for mode in verdict.modes for f in mode.findings if (f.severity or 0) > 1]
    if found:
        # What is said of the alliance itself goes before what is said of its people; so does the brief.
        worst = min(found, key=lambda f: (-(f.severity or 0), f.alliance != verdict.alliance.id, plainness(f)))
        return headline(verdict.name, worst.message)
    if all(mode.level == NOT_ENOUGH for mode in verdict.modes):
        return say("Too little is known about {alliance} to judge it", alliance=verdict.name)
    return several(
        "{alliance}: no problem found in {number} mode of five",
        "{alliance}: no problem found in {number} modes of five",
        sum(mode.level == CLEAR for mode in verdict.modes),
        alliance=verdict.name,
    )


def _facts(verdict: AllianceVerdict, views: Views) -> list[Fact]:
    alliance, names = verdict.alliance, views.names
    ends = alliance.ends
    until = say("no end date") if ends is NOTHING else day(ends) if isinstance(ends, When) else None
    goals = None if alliance.supports is None else names.list_of(alliance.supports) or meant("company goals", "none")
    accountable = say("nobody") if alliance.accountable is NOTHING else names.of(alliance.accountable)
    forum = alliance.forum
    met = forum.last_held if forum is not None and forum is not NOTHING else forum
    values = (
        (say("Partners"), listed(partner.name for partner in views.situation.partners(alliance))),
        (say("Necessity"), say(alliance.necessity) if alliance.necessity else None),
        (meant("an alliance", "Kind"), say(alliance.kind) if alliance.kind else None),
        (meant("an alliance", "Stage"), say(alliance.stage) if alliance.stage else None),
        # Translators: when it was agreed.
        (meant("an alliance", "Agreed"), day(alliance.since) if alliance.since else None),
        # Translators: when it ends.
        (meant("an alliance", "Ends"), until),
        (say("Company goals it serves"), goals),
        (say("Answers for it"), accountable),
        (say("Forum"), _forum(forum)),
        (say("Last met"), say("no meeting") if met is NOTHING else day(met) if isinstance(met, When) else None),
    )
    return [_fact(term, value) for term, value in values]


def _sides(alliance: Alliance, views: Views) -> Iterator[SideView]:
    """Yield the sides; a field that any of them fills in stands on all, so that they can be read across."""
    told = [(partner, _side(side, views) if side else {}) for partner, side in views.situation.sides(alliance)]
    terms = dict.fromkeys(term for _, values in told for term in values)
    order = [term for term in terms if any(values.get(term) for _, values in told)]
    for partner, values in told:
        yield SideView(
            name=partner.name,
            to=urls.partner(partner.id),
            head=partner.head.name if partner.head else None,
            facts=tuple(_fact(term, values.get(term)) for term in order) if any(values.values()) else (),
        )


def _side(side: Side, views: Views) -> dict[str, str | None]:
    reasons = sorted(side.reasons or (), key=lambda reason: reason.rank)
    none = meant("reasons", "none") if side.reasons == () else None
    values = (
        (say("Says it is for"), shown(side.purpose) if side.purpose is not None else None),
        (say("Its reasons"), "; ".join(reason.reason for reason in reasons) or none),
        (say("Stands for it"), _person(side.sponsor, views)),
        (say("Runs it"), _person(side.lead, views)),
        (say("Says of progress"), shown(side.progress) if side.progress is not None else None),
        (say("Gets out of it"), shown(side.benefit) if side.benefit is not None else None),
        (say("In its annual plan"), shown(side.in_plan) if side.in_plan is not None else None),
        (say("In its budget"), shown(side.in_budget) if side.in_budget is not None else None),
        (say("Its share of the cost"), _percent(side.cost_share)),
        (say("Its share of the benefit"), _percent(side.benefit_share)),
    )
    return dict(values)


def _percent(share: float | None) -> str | None:
    return None if share is None else say("{number} %", number=f"{share * 100:.0f}")


def _forum(forum: Forum | Nothing | None) -> str | None:
    if forum is None or forum is NOTHING:
        return meant("a forum", "none") if forum is NOTHING else None
    name = forum.name if isinstance(forum.name, str) else None
    days = forum.every_days
    every = several("every {number} days", "every {number} days", days) if isinstance(days, int) else None
    return ", ".join(part for part in (name, every) if part) or None


def _person(value: object, views: Views) -> str | None:
    return say("nobody") if value is NOTHING else views.names.of(value) if isinstance(value, str) else None


_PARTS = {
    "purpose": marked("Purpose"),
    "objectives": marked("Objectives"),
    "scope": marked("Scope"),
    "roles": marked("Roles"),
    "decision_rights": marked("Decision rights"),
    "cadence": marked("Cadence"),
    "escalation": marked("Escalation"),
    "measures": marked("Measures"),
    "resources": marked("Resources"),
    "review": marked("Review"),
    "exit": marked("Exit"),
}
"""The parts of a charter, with what pages call them."""


def _part(alliance: Alliance, charter: Charter, part: str) -> object:
    """Return what the charter says, else what the file says of it elsewhere."""
    said = getattr(charter, part)
    if said is None and part == "escalation":
        return alliance.escalation
    return _forum(alliance.forum) if said is None and part == "cadence" else said


def _charter(verdict: AllianceVerdict) -> tuple[tuple[Fact, ...], str | None]:
    charter = verdict.alliance.charter
    if charter is None:
        return (), say("Whether there is a charter is not known.")
    if charter is NOTHING:
        return (), say("There is no charter.")
    facts = tuple(
        Fact(term=say(term), value=shown(value), known=value is not None)
        for part, term in _PARTS.items()
        for value in (_part(verdict.alliance, charter, part),)
    )
    signed = charter.signed
    if signed is NOTHING:
        return facts, say("Not signed.")
    return facts, say("Signed: {day}.", day=day(signed)) if isinstance(signed, When) else None
