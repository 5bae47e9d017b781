"""The anatomy of a verdict, the same on every page: level, because, what is not known, what would change it."""

from __future__ import annotations

from dataclasses import dataclass

from playbook_gen.checks.clauses import Evidence, listing
from playbook_gen.checks.registry import MODES, Check
from playbook_gen.diagnosis.actions import PlannedAction
from playbook_gen.diagnosis.diagnose import AllianceVerdict, Diagnosis
from playbook_gen.diagnosis.levels import CLEAR, LEVELS, NOT_ENOUGH, ModeVerdict
from playbook_gen.diagnosis.questions import Question
from playbook_gen.diagnosis.run import Outcome
from playbook_gen.guidance import Guidance
from playbook_gen.pages import urls
from playbook_gen.pages.words import Names, count, day, heading, sentence


@dataclass(frozen=True, kw_only=True)
class EvidenceRow:
    """One fact behind a finding."""

    fact: str
    value: str
    notes: tuple[str, ...]
    """Who said so, when, on what basis, from which source, and where it stands in the files."""


@dataclass(frozen=True, kw_only=True)
class FindingView:
    """One finding with everything it rests on."""

    check: str
    title: str
    severity: str
    confidence: str
    message: str
    also: tuple[str, ...]
    evidence: tuple[EvidenceRow, ...]
    remedy: str | None
    practice: bool
    where: str | None
    to: str | None
    accepted: str | None
    """Why it was accepted and until when, as a sentence."""


@dataclass(frozen=True, kw_only=True)
class QuestionView:
    """One thing worth asking."""

    question: str
    ask: str | None
    why: str


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of the matrix: a level's word, and what stands behind it in a phrase."""

    mode: str
    level: str
    phrase: str
    to: str


@dataclass(frozen=True, kw_only=True)
class ModeView:
    """One mode of one alliance, or of the company."""

    mode: str
    title: str
    line: str
    level: str
    coverage: str
    room: str | None
    """What the unknowns leave open, as a sentence."""
    rests: str | None
    """How the level moves if one finding's evidence or one threshold moves, as a sentence."""
    unlooked: str | None
    """Which checks could not be made, or only in part, as sentences."""
    findings: tuple[FindingView, ...]
    questions: tuple[QuestionView, ...]
    to: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of the matrix of alliances and modes."""

    name: str
    to: str
    necessity: str | None
    ended: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class ActionView:
    """One joint action."""

    remedy: str
    where: str | None
    to: str | None
    who: str
    """Whom the guidance asks to act, by role."""
    owner: str
    partner_owner: str | None
    first_step: str
    done_when: str
    severity: str
    closes: tuple[str, ...]
    effort: str
    later: bool
    after: tuple[str, ...]
    """What has to be done first."""


_EFFORT = {"S": "up to five days of work", "M": "about a quarter", "L": "more than a quarter"}


class Views:
    """Turns a diagnosis into the parts that pages are made of."""

    def __init__(self, diagnosis: Diagnosis, guidance: Guidance) -> None:
        """Take the diagnosis of one edition and the guidance that explains it."""
        self.diagnosis, self.guidance = diagnosis, guidance
        self.situation = diagnosis.situation
        self.names = Names(diagnosis.situation)

    def title(self, check: Check) -> str:
        """Return the plain title of a check."""
        page = self.guidance.checks.get(check.id)
        return page.title if page else check.id

    def finding(self, outcome: Outcome) -> FindingView:
        """Return a finding in words."""
        page = self.guidance.checks.get(outcome.check.id)
        alliance = outcome.alliance
        return FindingView(
            check=outcome.check.id,
            title=self.title(outcome.check),
            severity=outcome.severity.word if outcome.severity else "",
            confidence=outcome.confidence,
            message=outcome.message,
            also=outcome.also,
            evidence=tuple(self.evidence(fact) for fact in outcome.evidence),
            remedy=page["remedy"] if page else None,
            practice=outcome.check.practice,
            where=self.names.of(alliance),
            to=f"{urls.alliance(alliance)}#{outcome.check.mode}" if alliance else None,
            accepted=self._accepted(outcome),
        )

    def _accepted(self, outcome: Outcome) -> str | None:
        taken = outcome.accepted
        if taken is None:
            return None
        by = f" by {self.names.of(taken.said_by)}" if taken.said_by else ""
        again = f" To be looked at again by {day(taken.review)}." if taken.review else ""
        return f"Accepted{by}: {sentence(taken.reason)}{again}"

    def evidence(self, fact: Evidence) -> EvidenceRow:
        """Return one fact with names for ids."""
        notes = (
            f"said by {self.names.of(fact.said_by)}" if fact.said_by else None,
            f"as of {fact.as_of}" if fact.as_of else None,
            fact.basis,
            fact.source,
            f"{fact.file}, line {fact.line}" if fact.file else None,
        )
        return EvidenceRow(
            fact=self.names.label(fact.path),
            value=self.names.value(fact.path, fact.value),
            notes=tuple(note for note in notes if note),
        )

    def question(self, question: Question) -> QuestionView:
        """Return a question with whom to ask and what hangs on it."""
        checks = [self.title(c) for c in self.diagnosis.checks if c.id in question.checks]
        return QuestionView(
            question=question.question,
            ask=self.names.of(question.person),
            why=listing(checks[:3]) + (" and more" if len(checks) > 3 else ""),
        )

    def mode(self, verdict: ModeVerdict, *, alliance: str | None, ended: bool = False) -> ModeView:
        """Return one mode's verdict in words."""
        page = self.guidance.modes.get(verdict.mode)
        return ModeView(
            mode=verdict.mode,
            title=verdict.mode.capitalize(),
            line=page["line"] if page else "",
            level=verdict.level,
            coverage=coverage(verdict, ended=ended),
            room=room(verdict),
            rests=None if ended else self._rests(verdict, alliance),
            unlooked=None if ended else self._unlooked(verdict),
            findings=tuple(self.finding(outcome) for outcome in verdict.findings),
            questions=self._settling(verdict, alliance),
            to=urls.mode(verdict.mode),
        )

    def _rests(self, verdict: ModeVerdict, alliance: str | None) -> str | None:
        found = self.diagnosis.rests_on(verdict, alliance)
        parts = []
        if found.rests_on and found.without != verdict.level:
            title = self.title(found.rests_on.check)
            other = "too little would be known" if found.without == NOT_ENOUGH else f"it would be {found.without}"
            parts.append(f"it rests on one finding, “{title}”, without which {other}")
        elif found.equal > 1:
            parts.append(f"{found.equal} findings weigh this much, so no single one decides")
        if tip := found.tipping:
            limit = f"“{tip.threshold.name.replace('_', ' ')}” of “{self.title(tip.check)}”"
            parts.append(f"with {tip.moved:g} instead of {tip.value:g} for {limit} it would be {tip.level}")
        return f"{heading('; '.join(parts))}." if parts else None

    def _unlooked(self, verdict: ModeVerdict) -> str | None:
        open_checks, partial = (
            "; ".join(self.title(check) for check in checks) for checks in (verdict.not_assessed, verdict.partial)
        )
        said = [f"Not assessed: {open_checks}."] * bool(open_checks) + [f"In part only: {partial}."] * bool(partial)
        return " ".join(said) or None

    def _settling(self, verdict: ModeVerdict, alliance: str | None) -> tuple[QuestionView, ...]:
        """Return the three questions whose answers bear most on this verdict; a question asked once is enough."""
        waiting = {unknown.path for outcome in verdict.open_outcomes for unknown in outcome.missing}
        chosen = [
            q for q in self.diagnosis.questions if q.path in waiting and (not alliance or alliance in q.alliances)
        ]
        return tuple(self.question(q) for q in chosen[:3])

    def row(self, verdict: AllianceVerdict) -> Row:
        """Return one alliance as a row of the matrix."""
        to = urls.alliance(verdict.alliance.id)
        cells = tuple(
            Cell(mode=m.mode, level=m.level, phrase=phrase(m, ended=verdict.ended), to=f"{to}#{m.mode}")
            for m in verdict.modes
        )
        return Row(name=verdict.name, to=to, necessity=verdict.alliance.necessity, ended=verdict.ended, cells=cells)

    def rows(self) -> tuple[Row, ...]:
        """Return the matrix: alliances that are over last, the others worst first."""
        order = sorted(self.diagnosis.alliances, key=alliance_rank)
        return tuple(self.row(verdict) for verdict in order)

    def action(self, action: PlannedAction) -> ActionView:
        """Return a joint action with its owners named, or said to be missing."""
        return ActionView(
            remedy=action.remedy,
            where=self.names.of(action.alliance) or self.names.list_of(_ids(action.findings[0].subjects)),
            to=urls.alliance(action.alliance) if action.alliance else None,
            who=action.who,
            owner=self.names.of(action.owner) or "owner to be named",
            partner_owner=self.names.of(action.partner_owner),
            first_step=action.first_step,
            done_when=action.done_when,
            severity=action.severity.word,
            closes=tuple(self.title(c) for c in self.diagnosis.checks if c.id in action.closes),
            effort=_EFFORT.get(action.effort, ""),
            later=action.later,
            after=tuple(other.remedy for other in self.diagnosis.actions if other.id in action.after),
        )


def _ids(subjects: tuple[str, ...]) -> list[str]:
    return [subject.split(":", 1)[1] for subject in subjects if not subject.startswith("company:")] or ["the company"]


def alliance_rank(verdict: AllianceVerdict) -> tuple[bool, list[int], str]:
    """Order alliances by their levels, worst first; one that is over comes last."""
    return verdict.ended, sorted(LEVELS.index(mode.level) for mode in verdict.modes), verdict.alliance.id


def by_level(modes: tuple[ModeVerdict, ...]) -> list[ModeVerdict]:
    """Order modes worst first."""
    return sorted(modes, key=lambda mode: (LEVELS.index(mode.level), MODES.index(mode.mode)))


def coverage(verdict: ModeVerdict, *, ended: bool = False) -> str:
    """Return what was looked at, as a sentence; counts, never percentages."""
    if ended:
        return "The alliance has ended; it is no longer judged."
    if not verdict.applicable:
        return "None of the checks of this edition applies here."
    open_checks = verdict.applicable - verdict.assessed
    looked = f"{verdict.assessed} of {count(verdict.applicable, 'check')}"
    if verdict.level == CLEAR and not verdict.findings:
        return f"No problem found in {looked}{f'; {open_checks} not assessed' if open_checks else ''}."
    if verdict.level == NOT_ENOUGH:
        if verdict.assessed:
            return f"{looked} could be made, too few for a verdict."
        one = verdict.applicable == 1
        return (
            "The one check that applies could not be made."
            if one
            else f"None of {verdict.applicable} checks could be made."
        )
    return f"{count(len(verdict.findings), 'finding').capitalize()}; {looked} made."


def room(verdict: ModeVerdict) -> str | None:
    """Return the range that the unknowns leave open, or None where nothing is left open."""
    worst, best = verdict.range
    if worst == best or not verdict.applicable:
        return None
    if verdict.level == NOT_ENOUGH:
        return f"Once everything is known it could be anything from {worst} to {best}."
    if verdict.level == best:
        return f"What is not known could still bring it to {worst}."
    return f"What is not known leaves room from {worst} to {best}."


def phrase(verdict: ModeVerdict, *, ended: bool) -> str:
    """Return what stands behind a cell in a few words."""
    if ended:
        return "ended"
    if not verdict.applicable:
        return "no check applies"
    return f"{verdict.assessed} of {count(verdict.applicable, 'check')}"
