"""The brief: one page for a board: the main finding, the matrix, three things asked, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass

from playbook_gen.checks.clauses import listing
from playbook_gen.diagnosis.diagnose import AllianceVerdict
from playbook_gen.diagnosis.levels import LEVELS, NOT_ENOUGH
from playbook_gen.diagnosis.run import Outcome, State
from playbook_gen.model.values import When
from playbook_gen.pages import urls
from playbook_gen.pages.map import MapPage
from playbook_gen.pages.verdicts import ActionView, FindingView, ModeView, QuestionView, Row, Views, by_level
from playbook_gen.pages.words import count, day, heading, sentence


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """One alliance as far as it is on record: for a brief that has more questions than verdicts."""

    name: str
    to: str
    partners: str
    facts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BriefPage:
    """What a board reads first; ``sparse`` where too little is known for a matrix to say anything."""

    heading: str
    lead: tuple[str, ...]
    sparse: bool
    modes: tuple[ModeView, ...]
    rows: tuple[Row, ...]
    main: FindingView | None
    asks: tuple[ActionView, ...]
    recorded: tuple[Recorded, ...]
    done: tuple[str, ...]
    """Joint actions on record, as sentences."""
    questions: tuple[QuestionView, ...]
    more_questions: int
    map: MapPage


def brief_page(views: Views, drawn: MapPage) -> BriefPage:
    """Return the brief of one edition."""
    diagnosis = views.diagnosis
    main = _main(views)
    judged = [v for v in diagnosis.alliances if any(m.level != NOT_ENOUGH for m in v.modes)]
    sparse = main is None and not judged
    return BriefPage(
        heading=_heading(views, main, judged),
        lead=tuple(_lead(views, main)),
        sparse=sparse,
        modes=tuple(views.mode(mode, alliance=None) for mode in by_level(diagnosis.modes)),
        rows=views.rows(),
        main=views.finding(main) if main else None,
        asks=tuple(views.action(action) for action in diagnosis.actions[:3]),
        recorded=tuple(_recorded(verdict, views) for verdict in diagnosis.alliances) if sparse else (),
        done=_done(views),
        questions=tuple(views.question(question) for question in diagnosis.questions[:5]),
        more_questions=max(len(diagnosis.questions) - 5, 0),
        map=drawn,
    )


def _main(views: Views) -> Outcome | None:
    """Return the finding to begin with: the most severe, in the alliance that stands worst, most plainly said."""
    rank = {v.alliance.id: sorted(LEVELS.index(m.level) for m in v.modes) for v in views.diagnosis.alliances}
    found = [o for o in views.diagnosis.outcomes if o.state is State.FINDING and o.severity]
    return min(
        found,
        key=lambda o: (
            -(o.severity or 0),
            rank.get(o.alliance or "", [9]),
            o.check.practice,
            len(o.message),
            o.message,
        ),
        default=None,
    )


def _heading(views: Views, main: Outcome | None, judged: list[AllianceVerdict]) -> str:
    if main:
        return heading(main.message)
    if judged:
        made = sum(mode.assessed for mode in views.diagnosis.modes)
        return f"No problem found in the {count(made, 'check')} that could be made"
    if not views.diagnosis.alliances:
        return f"No alliance of {views.diagnosis.organisation.name} is on record yet"
    return "Too little is on record for a verdict: five answers would change that most"


def _lead(views: Views, main: Outcome | None) -> list[str]:
    diagnosis = views.diagnosis
    found: list[str] = []
    if isinstance(diagnosis.organisation.summary, str):
        found.append(sentence(diagnosis.organisation.summary))
    if main and main.alliance:
        verdict = next(v for v in diagnosis.alliances if v.alliance.id == main.alliance)
        found.append(_standing(verdict))
    if main and len(diagnosis.findings) > 1:
        heavy = [o for o in diagnosis.findings if (o.severity or 0) >= (main.severity or 0)]
        found.append(
            f"It is one of {count(len(heavy), 'finding')} of this weight, and of {len(diagnosis.findings)} in all."
        )
    return found


def _standing(verdict: AllianceVerdict) -> str:
    worst = min(LEVELS.index(mode.level) for mode in verdict.modes)
    modes = [mode.mode for mode in verdict.modes if mode.level == LEVELS[worst]]
    need = f", {verdict.alliance.necessity} for the company," if verdict.alliance.necessity else ""
    return f"{verdict.name}{need} is {LEVELS[worst]} in {listing(modes)}."


def _recorded(verdict: AllianceVerdict, views: Views) -> Recorded:
    alliance = verdict.alliance
    facts = [alliance.summary] if isinstance(alliance.summary, str) else []
    if isinstance(alliance.since, When):
        facts.append(f"Agreed: {day(alliance.since)}.")
    if alliance.necessity:
        facts.append(f"Called {alliance.necessity}.")
    return Recorded(
        name=verdict.name,
        to=urls.alliance(alliance.id),
        partners=listing(partner.name for partner in views.situation.partners(alliance)),
        facts=tuple(sentence(fact) for fact in facts),
    )


def _done(views: Views) -> tuple[str, ...]:
    actions = views.diagnosis.organisation.actions or ()
    return tuple(sentence(action.what) for action in actions if action.status == "done")
