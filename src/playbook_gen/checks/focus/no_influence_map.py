"""Is there a current map of who influences whom, with the priorities that matter laid over it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook_gen.checks.clauses import (
    Clause,
    NotApplicable,
    Severity,
    Unknown,
    ask,
    ask_day,
    both,
    cite,
    declared_none,
    either,
    more_than,
    named,
    opposite,
)
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import STALE_AFTER_MONTHS, Partner, Situation
from playbook_gen.language import marked, say, several
from playbook_gen.model.alliances import Alliance
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.strategy import Priority
from playbook_gen.model.ties import Relationship
from playbook_gen.model.values import NOTHING, When

Direction = tuple[str, str]


def no_influence_map(company: Organisation, situation: Situation, limits: Limits) -> Iterator[Clause] | NotApplicable:
    """Is there a current map of who influences whom, with the priorities that matter laid over it?"""
    running = [alliance for alliance in situation.alliances.values() if not situation.ended(alliance)]
    if company.alliances is not None and not running:
        return NotApplicable(reason=say("no alliance is running"))
    return _mapped(company, running, situation, limits)


def _mapped(company: Organisation, running: list[Alliance], situation: Situation, limits: Limits) -> Iterator[Clause]:
    yield _none_drawn(company, situation, limits["first_days"])
    drawn = _Map.of(running, situation)
    yield _stale(drawn, situation)
    yield _thin(drawn, situation, limits["rated"])
    if situation.reads("positions.position", "positions.behaviour"):
        yield from _overlays(company, situation, limits["top"])


def _none_drawn(company: Organisation, situation: Situation, days: float) -> Clause:
    none = declared_none(company.relationships)
    new = _newcomer(company, situation, int(days))
    question = say("Who influences whom among the heads of partner functions, 1 to 5 in each direction?")
    missing = (ask(company, "relationships", question),) if none is None else ()
    return Clause(
        holds=none,
        presumed=company.alliances is None,
        severity=Severity.HIGH if new else Severity.MEDIUM,
        least=Severity.HIGH if new else Severity.MEDIUM,
        most=Severity.MEDIUM if new is False else Severity.HIGH,
        message=say("Nobody has written down who influences whom among the heads of partner functions."),
        evidence=(cite(company, "relationships"),),
        missing=missing + (_start_questions(company, situation) if new is None else ()),
    )


def _newcomer(company: Organisation, situation: Situation, days: int) -> bool | None:
    """Whether the sponsor is in the first days of the post; without a sponsor nobody can tell."""
    since = situation.people[company.sponsor].since if company.sponsor else None
    if isinstance(since, When):
        return opposite(more_than(since, days, situation.as_of))
    return False if since is NOTHING else None


def _start_questions(company: Organisation, situation: Situation) -> tuple[Unknown, ...]:
    if company.sponsor is None:
        return (ask(company, "sponsor", say("From which executive's chair is this playbook written?")),)
    sponsor = situation.people[company.sponsor]
    question = (
        say("When did {person} start in the present post, to the day?", person=sponsor.name)
        if sponsor.since
        else say("When did {person} start in the present post?", person=sponsor.name)
    )
    return _which_day(situation) or (ask(sponsor, "since", question, sponsor.id),)


def _which_day(situation: Situation) -> tuple[Unknown, ...]:
    return () if situation.as_of else (ask_day(situation.organisation),)


@dataclass(frozen=True)
class _Map:
    """The ties that running alliances need, each direction for itself, with what is recorded of them."""

    wanted: frozenset[Direction]
    more: int
    """The most directions that there may be beside, between heads whom nobody named."""
    unnamed: tuple[Partner, ...]
    """The partners whose heads these are."""
    whole: bool
    """Whether it is known which alliances there are."""
    rated: tuple[Relationship, ...]
    """Every statement on the influence of a wanted tie, however old."""
    current: frozenset[Direction]
    """The wanted ties of which some statement still counts."""

    @classmethod
    def of(cls, running: list[Alliance], situation: Situation) -> _Map:
        company = situation.organisation
        pairs = [pair for alliance in running for pair in situation.pairs(alliance)]
        wanted = frozenset(way for p in pairs for way in ((p.a.id, p.b.id), (p.b.id, p.a.id)))
        rated = tuple(tie for tie in company.relationships or () if tie.influence is not None and _way(tie) in wanted)
        return cls(
            wanted=wanted,
            more=sum(_open_ways(alliance, situation) for alliance in running),
            unnamed=tuple(partner for alliance in running for partner in situation.unnamed(alliance)),
            whole=company.alliances is not None,
            rated=rated,
            current=frozenset(_way(tie) for tie in rated if _counts(tie, situation)),
        )


def _way(tie: Relationship) -> Direction:
    return tie.source_person, tie.target_person


def _counts(tie: Relationship, situation: Situation) -> bool:
    """Whether a statement is current; without the day of the file, one with a date of its own may be stale."""
    return tie.as_of is None or (situation.as_of is not None and situation.fresh(tie))


def _open_ways(alliance: Alliance, situation: Situation) -> int:
    """Return how many directions more an alliance may need, once it is known who heads its partners."""
    if not situation.unnamed(alliance):
        return 0
    filled = sum(not partner.vacant for partner in situation.partners(alliance))
    return filled * (filled - 1) - 2 * len(situation.pairs(alliance))


def _stale(drawn: _Map, situation: Situation) -> Clause:
    dates = [tie.as_of for tie in drawn.rated if tie.as_of]
    old = bool(drawn.rated) and not drawn.current
    newest = max(dates, key=lambda when: when.last) if dates else None
    every = {_way(tie) for tie in drawn.rated} == drawn.wanted and not drawn.more
    return Clause(
        holds=None if old and situation.as_of is None else old,
        severity=Severity.MEDIUM,
        presumed=not every,
        message=several(
            "What is on record of who influences whom among the heads of partner functions is older than "
            "{number} month; the newest dates from {day}.",
            "What is on record of who influences whom among the heads of partner functions is older than "
            "{number} months; the newest dates from {day}.",
            STALE_AFTER_MONTHS,
            day=newest.in_words() if newest else None,
        ),
        evidence=tuple(cite(tie, "influence") for tie in drawn.rated),
        missing=_which_day(situation),
    )


def _thin(drawn: _Map, situation: Situation, least: float) -> Clause:
    """Too few ties on record to say that there is a map; those that are missing may never have been asked about."""
    company = situation.organisation
    enough = drawn.whole and len(drawn.current) >= least * (len(drawn.wanted) + drawn.more)
    # Without the day of the file a tie on record may be current, and asking for it again would not tell.
    waiting = frozenset[Direction]() if situation.as_of else frozenset(map(_way, drawn.rated)) - drawn.current
    return Clause(
        holds=False if enough or not company.relationships else None,
        severity=Severity.MEDIUM,
        missing=(
            *(_influence(way, situation) for way in sorted(drawn.wanted - drawn.current - waiting)),
            *(_which_day(situation) if waiting else ()),
            *(
                ask(partner.function, "head", say("Who heads {partner}?", partner=partner.name))
                for partner in drawn.unnamed
            ),
            *(() if drawn.whole else (_which_partners(company),)),
        ),
    )


def _which_partners(company: Organisation) -> Unknown:
    return ask(company, "alliances.partners", say("Which functions are partners of which?"))


def _influence(way: Direction, situation: Situation) -> Unknown:
    source, target = (situation.people[name] for name in way)
    tie = situation.tie(*way)
    return ask(
        tie or situation.organisation,
        "influence" if tie else f"relationships[{source.id}>{target.id}].influence",
        say("How far does {person} influence {other}, 1 to 5?", person=source.name, other=target.name),
        source.id,
    )


def _overlays(company: Organisation, situation: Situation, top: float) -> Iterator[Clause]:
    """Say whether anybody's stand is noted at all, then whether it is for a priority that serves a top goal."""
    if company.priorities is None:
        question = say("Which business priorities are there, and which goals does each serve?")
        yield Clause(holds=None, severity=Severity.LOW, missing=(ask(company, "priorities", question),))
        return
    placed = {place.priority for place in company.positions or () if place.position or place.behaviour}
    nobody = False if placed else declared_none(company.positions) or None
    question = say("Where does each head stand to the priorities, in word and in deed?")
    yield Clause(
        holds=both(bool(company.priorities), nobody),
        severity=Severity.LOW,
        message=say(
            "Nobody has noted where peers stand to the priorities, so likely allies and adversaries are not seen."
        ),
        evidence=(cite(company, "positions"),),
        missing=() if nobody else (ask(company, "positions", question),),
    )
    weighty = {p.id: _serves_top(p, situation, top) for p in company.priorities}
    bare = [p for p in company.priorities if weighty[p.id] is not False and p.id not in placed]
    if nobody:
        holds = either(*(weighty[p.id] for p in bare))
    else:
        # What nobody said of one priority in a list of others is not known, and one that is placed is enough.
        holds = None if bare and not any(weighty[name] for name in placed) else False
    yield Clause(
        holds=holds,
        severity=Severity.LOW,
        message=say(
            "No priority that serves a company goal of rank 1 to {rank} can be laid over the map.", rank=f"{top:g}"
        ),
        evidence=(cite(company, "positions"),),
        missing=tuple(asked for p in bare for asked in _overlay_questions(p, situation) if holds is None),
    )


def _serves_top(priority: Priority, situation: Situation, top: float) -> bool | None:
    if priority.goals is None:
        return None
    ranks = [situation.goals[goal].rank for goal in priority.goals]
    return either(*(None if rank is None else isinstance(rank, int) and rank <= top for rank in ranks))


def _overlay_questions(priority: Priority, situation: Situation) -> Iterator[Unknown]:
    company = situation.organisation
    if priority.goals is None:
        owner = named(priority.owner)
        question = say("Which goals does the priority “{priority}” serve?", priority=priority.name)
        yield ask(priority, "goals", question, owner)
    for goal in (situation.goals[name] for name in priority.goals or ()):
        if goal.rank is None:
            yield ask(goal, "rank", say("Where does the goal “{goal}” rank?", goal=goal.statement))
    if company.positions != ():
        question = say("Where do the heads stand to the priority “{priority}”?", priority=priority.name)
        yield ask(company, f"positions[{priority.id}].position", question)


CHECK = Check(
    id="focus.no-influence-map",
    scope="company",
    needs=("relationships.influence", "as_of"),
    also_reads=("people.since", "positions.position", "positions.behaviour", "priorities.goals", "goals.rank"),
    thresholds=(
        Threshold(
            name="first_days",
            value=100,
            unit=marked("days from the sponsor's start in which a missing map weighs more"),
            source=marked("Gartner (Laura McLellan), Jul 2014"),
        ),
        Threshold(
            name="rated", value=0.5, unit=marked("share of the ties needed that must be on record, from here on")
        ),
        Threshold(name="top", value=3, unit=marked("ranks of company goals that count as top")),
    ),
    rule=no_influence_map,
)
