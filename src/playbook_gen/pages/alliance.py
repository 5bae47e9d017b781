"""The matrix of alliances, and one page for each: charter, five modes, both sides' view, practices, next actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook_gen.checks.clauses import listing, shown
from playbook_gen.diagnosis.diagnose import AllianceVerdict
from playbook_gen.diagnosis.levels import CLEAR, NOT_ENOUGH
from playbook_gen.model.alliances import Alliance, Charter, Forum, Side
from playbook_gen.model.values import NOTHING, Nothing, When
from playbook_gen.pages import urls
from playbook_gen.pages.practice import PairStrip, strips
from playbook_gen.pages.promise import Promise, promise
from playbook_gen.pages.since import Since, SinceView
from playbook_gen.pages.verdicts import ActionView, ModeView, Row, Views, by_level
from playbook_gen.pages.words import count, day, headline


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
    modes: tuple[ModeView, ...]
    sides: tuple[SideView, ...]
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
        return "No alliance is on record yet"
    running = [a for a in alliances if not a.ended]
    poor = [a for a in running if any(m.level in ("failing", "at risk") for m in a.modes)]
    if poor:
        return f"{len(poor)} of {count(len(running), 'alliance')} stand at risk or worse in at least one mode"
    if all(mode.level == NOT_ENOUGH for a in running for mode in a.modes):
        return f"{count(len(running), 'alliance').capitalize()} on record, too little known to judge"
    return f"None of {count(len(running), 'alliance')} stands at risk, as far as the record goes"


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
        modes=modes,
        sides=tuple(
            SideView(
                name=partner.name,
                to=urls.partner(partner.id),
                head=partner.head.name if partner.head else None,
                facts=tuple(_side(side, views)) if side else (),
            )
            for partner, side in views.situation.sides(alliance)
        ),
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
        who = None if decision.decides is None else names.list_of(decision.decides) or "nobody"
        yield Fact(term=f"Decides “{decision.decision}”", value=who or "not known", known=who is not None)
    for lever in alliance.levers or ():
        held = "nobody" if lever.held_by is NOTHING else names.of(lever.held_by)
        yield Fact(term=f"Controls {lever.lever}", value=held or "not known", known=held is not None)
    for handoff in alliance.handoffs or ():
        known = [shown(part) for part in (handoff.intake, handoff.service_level) if part is not None]
        yield Fact(term=f"Hands over {handoff.work}", value="; ".join(known) or "not known", known=bool(known))


def _heading(verdict: AllianceVerdict) -> str:
    if verdict.ended:
        ends = verdict.alliance.ends
        if not isinstance(ends, When):
            return f"{verdict.name} has ended"
        return f"{verdict.name} ended {'on' if ends.first == ends.last else 'in'} {day(ends)}"
    worst = next((f for mode in by_level(verdict.modes) for f in mode.findings if (f.severity or 0) > 1), None)
    if worst:
        return headline(verdict.name, worst.message)
    if all(mode.level == NOT_ENOUGH for mode in verdict.modes):
        return f"Too little is known about {verdict.name} to judge it"
    clear = sum(mode.level == CLEAR for mode in verdict.modes)
    return f"{verdict.name}: no problem found in {count(clear, 'mode')} of five"


def _facts(verdict: AllianceVerdict, views: Views) -> list[Fact]:
    alliance, names = verdict.alliance, views.names
    ends = (
        "no end date" if alliance.ends is NOTHING else day(alliance.ends) if isinstance(alliance.ends, When) else None
    )
    goals = None if alliance.supports is None else names.list_of(alliance.supports) or "none"
    accountable = "nobody" if alliance.accountable is NOTHING else names.of(alliance.accountable)
    forum = alliance.forum
    met = forum.last_held if forum is not None and forum is not NOTHING else forum
    values = {
        "Partners": listing(partner.name for partner in views.situation.partners(alliance)),
        "Necessity": alliance.necessity,
        "Kind": alliance.kind,
        "Stage": alliance.stage,
        "Agreed": day(alliance.since) if alliance.since else None,
        "Ends": ends,
        "Company goals it serves": goals,
        "Answers for it": accountable,
        "Forum": _forum(forum),
        "Last met": "no meeting" if met is NOTHING else day(met) if isinstance(met, When) else None,
    }
    return [Fact(term=term, value=value or "not known", known=value is not None) for term, value in values.items()]


def _side(side: Side, views: Views) -> list[Fact]:
    reasons = sorted(side.reasons or (), key=lambda reason: reason.rank)
    values = {
        "Says it is for": shown(side.purpose) if side.purpose is not None else None,
        "Its reasons": "; ".join(reason.reason for reason in reasons) or ("none" if side.reasons == () else None),
        "Stands for it": _person(side.sponsor, views),
        "Runs it": _person(side.lead, views),
        "Says of progress": shown(side.progress) if side.progress is not None else None,
        "Gets out of it": shown(side.benefit) if side.benefit is not None else None,
        "In its annual plan": shown(side.in_plan) if side.in_plan is not None else None,
        "In its budget": shown(side.in_budget) if side.in_budget is not None else None,
        "Bears of the cost": _percent(side.cost_share),
        "Gets of the benefit": _percent(side.benefit_share),
    }
    return [Fact(term=term, value=value) for term, value in values.items() if value]


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share * 100:.0f} %"


def _forum(forum: Forum | Nothing | None) -> str | None:
    if forum is None or forum is NOTHING:
        return "none" if forum is NOTHING else None
    name = forum.name if isinstance(forum.name, str) else None
    every = f"every {forum.every_days} days" if isinstance(forum.every_days, int) else None
    return ", ".join(part for part in (name, every) if part) or None


def _person(value: object, views: Views) -> str | None:
    return "nobody" if value is NOTHING else views.names.of(value) if isinstance(value, str) else None


_PARTS = (
    "purpose",
    "objectives",
    "scope",
    "roles",
    "decision_rights",
    "cadence",
    "escalation",
    "measures",
    "resources",
    "review",
    "exit",
)


def _part(alliance: Alliance, charter: Charter, part: str) -> object:
    """Return what the charter says, else what the file says of it elsewhere."""
    said = getattr(charter, part)
    if said is None and part == "escalation":
        return alliance.escalation
    return _forum(alliance.forum) if said is None and part == "cadence" else said


def _charter(verdict: AllianceVerdict) -> tuple[tuple[Fact, ...], str | None]:
    charter = verdict.alliance.charter
    if charter is None:
        return (), "Whether there is a charter is not known."
    if charter is NOTHING:
        return (), "There is no charter."
    facts = tuple(
        Fact(term=part.replace("_", " ").capitalize(), value=shown(value), known=value is not None)
        for part in _PARTS
        for value in (_part(verdict.alliance, charter, part),)
    )
    signed = charter.signed
    return facts, f"Signed: {day(signed)}." if isinstance(signed, When) else None
