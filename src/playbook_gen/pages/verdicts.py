"""The anatomy of a verdict, the same on every page: level, because, what is not known, what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from playbook_gen.checks.clauses import Evidence
from playbook_gen.checks.registry import MODES, Check
from playbook_gen.checks.situation import Partner
from playbook_gen.diagnosis.actions import PlannedAction, advised
from playbook_gen.diagnosis.diagnose import AllianceVerdict, Diagnosis
from playbook_gen.diagnosis.levels import LEVELS, NOT_ENOUGH, ModeVerdict
from playbook_gen.diagnosis.questions import Question
from playbook_gen.diagnosis.run import Outcome
from playbook_gen.guidance import Guidance
from playbook_gen.language import listed, marked, meant, numeral, say, several
from playbook_gen.model.values import When
from playbook_gen.pages import urls
from playbook_gen.pages.coverage import coverage, phrase, room
from playbook_gen.pages.held import page_of
from playbook_gen.pages.words import Names, day, mode_title, sentence


@dataclass(frozen=True, kw_only=True)
class EvidenceRow:
    """One fact behind a finding."""

    fact: str
    value: str
    notes: tuple[str, ...]
    """Who said so, when, on what basis and from which source."""
    place: str | None
    """Where it stands in the files."""
    to: str | None
    """The page of the record that it stands in, in an edition that has these."""


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
    owned: bool
    """Whether the file names the owner."""
    partner_owner: str | None
    first_step: str
    done_when: str
    severity: str
    closes: tuple[str, ...]
    effort: str
    later: bool
    after: tuple[str, ...]
    """What has to be done first."""


_EFFORT = {
    "S": marked("up to five days of work"),
    # Translators: three months.
    "M": marked("about a quarter"),
    "L": marked("more than a quarter"),
}


class Views:
    """Turns a diagnosis into the parts that pages are made of."""

    def __init__(self, diagnosis: Diagnosis, guidance: Guidance) -> None:
        """Take the diagnosis of one edition and the guidance that explains it."""
        self.diagnosis, self.guidance = diagnosis, guidance
        self.situation = diagnosis.situation
        self.names = Names(diagnosis.situation)

    @cached_property
    def headed(self) -> Mapping[str, Partner]:
        """The partner that each person heads, by the person's id; of several, the first."""
        found: dict[str, Partner] = {}
        for verdict in self.diagnosis.alliances:
            for partner in self.situation.partners(verdict.alliance):
                if partner.person:
                    found.setdefault(partner.person, partner)
        return found

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
            remedy=advised(page, "remedy", outcome, self.situation) if page else None,
            practice=outcome.check.practice,
            where=self.names.of(alliance),
            to=f"{urls.alliance(alliance)}#{outcome.check.mode}" if alliance else None,
            accepted=self._accepted(outcome),
        )

    def _accepted(self, outcome: Outcome) -> str | None:
        taken = outcome.accepted
        if taken is None:
            return None
        reason, person = sentence(taken.reason), self.names.of(taken.said_by)
        said = [
            say("Accepted by {person}: {reason}", person=person, reason=reason)
            if person
            else say("Accepted: {reason}", reason=reason)
        ]
        if taken.review:
            said.append(say("To be looked at again by {day}.", day=day(taken.review)))
        return " ".join(said)

    def evidence(self, fact: Evidence) -> EvidenceRow:
        """Return one fact with names for ids."""
        notes = (
            say("said by {person}", person=self.names.of(fact.said_by)) if fact.said_by else None,
            say("as of {day}", day=day(When.parse(fact.as_of))) if fact.as_of else None,
            say(fact.basis) if fact.basis else None,
            fact.source,
        )
        return EvidenceRow(
            fact=self.names.label(fact.path),
            value=self.names.value(fact.path, fact.value),
            notes=tuple(note for note in notes if note),
            place=say("{file}, line {number}", file=fact.file, number=fact.line) if fact.file else None,
            to=page_of(fact.path) if fact.file else None,
        )

    def question(self, question: Question) -> QuestionView:
        """Return a question with whom to ask and what hangs on it."""
        checks = [self.title(c) for c in self.diagnosis.checks if c.id in question.checks]
        why = listed(checks[:3])
        return QuestionView(
            question=question.question,
            ask=self.names.of(question.person),
            why=say("{checks} and more", checks=why) if len(checks) > 3 else why,
        )

    def mode(self, verdict: ModeVerdict, *, alliance: str | None, ended: bool = False) -> ModeView:
        """Return one mode's verdict in words."""
        page = self.guidance.modes.get(verdict.mode)
        return ModeView(
            mode=verdict.mode,
            title=mode_title(verdict.mode),
            line=page["line"] if page else "",
            level=verdict.level,
            coverage=coverage(verdict, ended=ended),
            room=room(verdict),
            rests=None if ended else self._rests(verdict, alliance),
            unlooked=None if ended else self._unlooked(verdict),
            findings=tuple(_each_remedy_once(self.finding(outcome) for outcome in verdict.findings)),
            questions=self._settling(verdict, alliance),
            to=urls.mode(verdict.mode),
        )

    def _rests(self, verdict: ModeVerdict, alliance: str | None) -> str | None:
        found = self.diagnosis.rests_on(verdict, alliance)
        parts = []
        if found.rests_on and found.without and found.without != verdict.level:
            parts.append(_without(self.title(found.rests_on.check), found.without))
        elif found.equal > 1:
            parts.append(
                several(
                    "{number} finding weighs this much, and is enough for this level",
                    "{number} findings weigh this much, and each alone is enough for this level",
                    found.equal,
                )
            )
        if tip := found.tipping:
            parts.append(
                say(
                    "were the threshold “{threshold}” of “{check}” {moved} instead of {value}, it would be {level}",
                    moved=numeral(f"{tip.moved:g}"),
                    value=numeral(f"{tip.value:g}"),
                    threshold=say(tip.threshold.name.replace("_", " ")),
                    check=self.title(tip.check),
                    level=say(tip.level),
                )
            )
        return sentence("; ".join(parts)) if parts else None

    def _unlooked(self, verdict: ModeVerdict) -> str | None:
        open_checks, partial = (
            "; ".join(self.title(check) for check in checks) for checks in (verdict.not_assessed, verdict.partial)
        )
        said = [say("Checks not made: {checks}.", checks=open_checks)] * bool(open_checks)
        said += [say("Checks made in part: {checks}.", checks=partial)] * bool(partial)
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
        necessity = verdict.alliance.necessity
        return Row(
            name=verdict.name,
            to=to,
            necessity=say(necessity) if necessity else None,
            ended=verdict.ended,
            cells=cells,
        )

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
            owner=self.names.of(action.owner) or meant("an owner", "to be named"),
            owned=action.owner is not None,
            partner_owner=self.names.of(action.partner_owner),
            first_step=action.first_step,
            done_when=action.done_when,
            severity=action.severity.word,
            closes=tuple(self.title(c) for c in self.diagnosis.checks if c.id in action.closes),
            effort=say(_EFFORT[action.effort]) if action.effort in _EFFORT else "",
            later=action.later,
            after=tuple(other.remedy for other in self.diagnosis.actions if other.id in action.after),
        )


def _each_remedy_once(findings: Iterable[FindingView]) -> Iterator[FindingView]:
    told: set[str] = set()
    for finding in findings:
        again = finding.remedy in told
        yield replace(finding, remedy=None) if again else finding
        if finding.remedy and not finding.accepted:
            told.add(finding.remedy)


def _ids(subjects: tuple[str, ...]) -> list[str]:
    ids = [subject.split(":", 1)[1] for subject in subjects if not subject.startswith("company:")]
    return ids or [say("the company")]


def _without(title: str, level: str) -> str:
    """Return, as a clause, what a level would be without the one finding that it rests on."""
    if level == NOT_ENOUGH:
        return say(
            "it rests on one finding, “{finding}”; without it, too little would be known to judge", finding=title
        )
    return say("it rests on one finding, “{finding}”; without it, it would be {level}", finding=title, level=say(level))


def plainness(outcome: Outcome) -> tuple[bool, int, str]:
    """Order findings of one weight by how plainly they are said; a practice is said after a check."""
    return outcome.check.practice, len(outcome.message), outcome.message


def alliance_rank(verdict: AllianceVerdict) -> tuple[bool, list[int], str]:
    """Order alliances by their levels, worst first; one that is over comes last."""
    return verdict.ended, sorted(LEVELS.index(mode.level) for mode in verdict.modes), verdict.alliance.id


def by_level(modes: tuple[ModeVerdict, ...]) -> list[ModeVerdict]:
    """Order modes worst first."""
    return sorted(modes, key=lambda mode: (LEVELS.index(mode.level), MODES.index(mode.mode)))
