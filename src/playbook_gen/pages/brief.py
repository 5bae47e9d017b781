"""The brief: one page for a board: the main finding, the matrix, three things asked, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass

from playbook_gen.checks.registry import mode_word
from playbook_gen.diagnosis.diagnose import AllianceVerdict
from playbook_gen.diagnosis.levels import LEVELS, NOT_ENOUGH, WATCH
from playbook_gen.diagnosis.questions import varied
from playbook_gen.diagnosis.run import Outcome
from playbook_gen.language import listed, say, several
from playbook_gen.maps import Drawing
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.values import NOTHING, When
from playbook_gen.pages import urls
from playbook_gen.pages.leading import in_turn, leading
from playbook_gen.pages.since import Since, SinceView
from playbook_gen.pages.verdicts import ActionView, FindingView, ModeView, QuestionView, Row, Views, by_level
from playbook_gen.pages.words import day, headline, sentence

MOST_ROWS, SHOWN_ROWS = 12, 8
"""Alliances that one sheet can show, and how many stand on it where there are more; the worst come first."""

SHOWN_RECORDED = 8
"""Alliances that a brief describes where little is known."""

HEAVIEST_MAP = 20_000
"""Bytes of the largest map on a brief, which is to be mailed and read on the way; the page of maps shows any."""


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """One alliance as far as it is on record: for a brief that has more questions than verdicts."""

    name: str
    to: str
    partners: str | None
    """Left out where the alliance is called by its partners anyway."""
    facts: tuple[str, ...]
    work: tuple[str, ...]
    """Activities that are part of it."""
    absent: str | None
    """What nobody wrote down, as one sentence."""


@dataclass(frozen=True, kw_only=True)
class Done:
    """A joint action that is on record as done, with where that is written down."""

    what: str
    source: str | None


@dataclass(frozen=True, kw_only=True)
class BriefPage:
    """What a board reads first; ``sparse`` where too little is known for a matrix to say anything."""

    heading: str
    lead: tuple[str, ...]
    sparse: bool
    modes: tuple[ModeView, ...]
    rows: tuple[Row, ...]
    more_rows: int
    """Alliances that stand on their own page alone: a sheet of paper holds so many."""
    main: FindingView | None
    asks: tuple[ActionView, ...]
    recorded: tuple[Recorded, ...]
    more_recorded: int
    done: tuple[Done, ...]
    done_source: str | None
    """The source of all of them, where they have one in common."""
    questions: tuple[QuestionView, ...]
    more_questions: int
    peers: Drawing | None
    """The map of the first level, where it is light enough."""
    since: SinceView | None
    """What changed since the cycle before, where there is one."""


def brief_page(views: Views, peers: Drawing | None, since: Since | None = None) -> BriefPage:
    """Return the brief of one edition, with the map of the first level where there is one."""
    diagnosis = views.diagnosis
    main = leading(views)
    done = _done(views)
    sources = {item.source for item in done}
    judged = [v for v in diagnosis.alliances if any(m.level != NOT_ENOUGH for m in v.modes)]
    sparse, rows = _sparse(views), views.rows()
    return BriefPage(
        heading=_heading(views, main, judged),
        lead=tuple(_lead(views, main)),
        sparse=sparse,
        modes=tuple(views.mode(mode, alliance=None) for mode in by_level(diagnosis.modes)),
        rows=rows if len(rows) <= MOST_ROWS else rows[:SHOWN_ROWS],
        more_rows=len(rows) - SHOWN_ROWS if len(rows) > MOST_ROWS else 0,
        main=views.finding(main) if main else None,
        asks=tuple(views.action(action) for action in in_turn(views)[:3]),
        recorded=tuple(_recorded(verdict, views) for verdict in diagnosis.alliances[:SHOWN_RECORDED]) if sparse else (),
        more_recorded=max(len(diagnosis.alliances) - SHOWN_RECORDED, 0) if sparse else 0,
        done=done,
        done_source=sources.pop() if len(sources) == 1 else None,
        questions=tuple(views.question(question) for question in varied(diagnosis.questions, 5)),
        more_questions=max(len(diagnosis.questions) - 5, 0),
        peers=peers if peers and peers.weight <= HEAVIEST_MAP else None,
        since=since.brief() if since else None,
    )


def _sparse(views: Views) -> bool:
    """Whether most cells of the matrix would be empty: then what is on record says more than they do."""
    cells = [mode.level != NOT_ENOUGH for v in views.diagnosis.alliances if not v.ended for mode in v.modes]
    return 2 * sum(cells) < len(cells) or not cells


def _heading(views: Views, main: Outcome | None, judged: list[AllianceVerdict]) -> str:
    if main:
        return headline(views.names.of(main.alliance), main.message)
    if judged and views.diagnosis.findings:
        found = len(views.diagnosis.findings)
        return several("{number} finding, and it weighs little", "{number} findings, and all weigh little", found)
    if judged:
        made = sum(mode.assessed for mode in views.diagnosis.modes)
        return several(
            "No problem found in the {number} check that could be made",
            "No problem found in the {number} checks that could be made",
            made,
        )
    if not views.diagnosis.alliances:
        return say("No alliance of {company} is on record yet", company=views.diagnosis.organisation.name)
    return say("Too little is on record for a verdict: five answers would change that most")


def _lead(views: Views, main: Outcome | None) -> list[str]:
    diagnosis = views.diagnosis
    found: list[str] = []
    if main and main.alliance:
        verdict = next(v for v in diagnosis.alliances if v.alliance.id == main.alliance)
        found.append(_standing(verdict))
    if main and len(diagnosis.findings) > 1:
        heavy = sum((o.severity or 0) >= (main.severity or 0) for o in diagnosis.findings)
        found.append(_weight(heavy, len(diagnosis.findings), main.severity.word if main.severity else ""))
    if isinstance(diagnosis.organisation.summary, str):
        found.append(sentence(diagnosis.organisation.summary))
    return found


def _weight(heavy: int, total: int, weight: str) -> str:
    if heavy < 2:
        return say("This is the only {weight} finding, among {total} in all.", total=total, weight=say(weight))
    return several(
        "This is one of {number} {weight} finding, among {total} in all.",
        "This is one of {number} {weight} findings, among {total} in all.",
        heavy,
        total=total,
        weight=say(weight),
    )


def _standing(verdict: AllianceVerdict) -> str:
    worst = min(LEVELS.index(mode.level) for mode in verdict.modes)
    if LEVELS[worst] == NOT_ENOUGH:
        return say("Too little is on record to judge {alliance} in any of the five modes.", alliance=verdict.name)
    modes = listed(mode_word(mode.mode) for mode in verdict.modes if mode.level == LEVELS[worst])
    level = say("on watch") if LEVELS[worst] == WATCH else say(LEVELS[worst])
    necessity = verdict.alliance.necessity
    if not necessity:
        return say("{alliance} is {level} in {modes}.", alliance=verdict.name, level=level, modes=modes)
    return say(
        "{alliance}, {necessity} for the company, is {level} in {modes}.",
        alliance=verdict.name,
        necessity=say(necessity),
        level=level,
        modes=modes,
    )


def _recorded(verdict: AllianceVerdict, views: Views) -> Recorded:
    alliance = verdict.alliance
    facts = [alliance.summary] if isinstance(alliance.summary, str) else []
    if isinstance(alliance.since, When):
        facts.append(say("Agreed: {day}.", day=day(alliance.since)))
    if alliance.necessity:
        facts.append(say("Called {necessity}.", necessity=say(alliance.necessity)))
    return Recorded(
        name=verdict.name,
        to=urls.alliance(alliance.id),
        partners=listed(p.name for p in views.situation.partners(alliance)) if alliance.name else None,
        facts=tuple(sentence(fact) for fact in facts),
        work=tuple(a.name for a in views.diagnosis.organisation.activities or () if a.alliance == alliance.id),
        absent=_absent(alliance),
    )


def _absent(alliance: Alliance) -> str | None:
    """Say in one sentence which of the things that a reader would ask for first are not on record."""
    forum = alliance.forum
    met = forum.last_held if forum is not None and forum is not NOTHING else forum
    sides = alliance.sides or ()
    wanted = (
        (say("a charter"), alliance.charter),
        (say("who answers for it"), alliance.accountable),
        (say("when the partners last met"), met),
        (say("what each side wants from it"), next((True for side in sides if side.reasons is not None), None)),
        (say("how success is counted"), alliance.measures),
        (say("its place in plans and budgets"), next((True for side in sides if side.in_plan is not None), None)),
    )
    missing = [words for words, value in wanted if value is None]
    return say("Not on record: {facts}.", facts=listed(missing, last="or")) if missing else None


def _done(views: Views) -> tuple[Done, ...]:
    return tuple(
        Done(what=sentence(action.what), source=action.source if isinstance(action.source, str) else None)
        for action in views.diagnosis.organisation.actions or ()
        if action.status == "done"
    )
