"""The kit for taking alliances one or two levels down: who comes, what to read, what to ask, what to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from playbook_gen.checks.clauses import listing
from playbook_gen.diagnosis.diagnose import AllianceVerdict
from playbook_gen.diagnosis.levels import CLEAR, LEVELS, ModeVerdict
from playbook_gen.model.record import Edition
from playbook_gen.model.strategy import StrategyLiteracy
from playbook_gen.model.values import NOTHING, When
from playbook_gen.pages import urls
from playbook_gen.pages.forms import FORMS, Form
from playbook_gen.pages.guests import Guest, guests
from playbook_gen.pages.mode import Section, Stand, sections
from playbook_gen.pages.verdicts import Views, alliance_rank, phrase
from playbook_gen.pages.words import count, day

_UNLIVED = "focus.chaos-underneath"
"""The check that asks whether an agreement is lived below those who made it."""
_STEP = re.compile(r"(?P<minutes>[0-9]{1,3}) minutes?: *(?P<title>.+)")
NAMED = 6
"""How many alliances one card names; the page of its mode names all."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the agenda; without times where its heading in the guidance gives none."""

    title: str
    starts: str | None
    minutes: int | None
    text: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One thing to read beforehand, with the pages it is on."""

    why: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Card:
    """One failure mode with its question, and the alliances for which it matters most, worst first."""

    title: str
    line: str
    question: str
    to: str
    stands: tuple[Stand, ...]
    more: int
    """How many more alliances it concerns than stand here."""


@dataclass(frozen=True, kw_only=True)
class WorkshopPage:
    """Everything for a day on which the managers of two functions make an alliance their own."""

    heading: str
    name: str
    lead: tuple[str, ...]
    guests: tuple[Guest, ...]
    agenda: tuple[Step, ...]
    length: str | None
    reading: tuple[Reading, ...]
    rules: tuple[Section, ...]
    cards: tuple[Card, ...]
    forms: tuple[Form, ...]
    guidance: tuple[Section, ...]


def workshop_page(views: Views) -> WorkshopPage:
    """Return the kit of one edition; it speaks of functions, alliances and work, and rates nobody."""
    running = sorted((v for v in views.diagnosis.alliances if not v.ended), key=alliance_rank)
    texts = views.guidance.texts
    agenda = tuple(_agenda(sections(texts.get("workshop-agenda"))))
    return WorkshopPage(
        heading=_heading(running, views),
        name="Workshop",
        lead=tuple(_lead(running, views)),
        guests=guests([verdict.alliance for verdict in running], views),
        agenda=agenda,
        length=_length(sum(step.minutes or 0 for step in agenda)),
        reading=tuple(_reading(running)),
        rules=sections(texts.get("workshop-ground-rules")),
        cards=tuple(_card(mode, running, views) for mode in views.diagnosis.modes),
        forms=FORMS,
        guidance=sections(texts.get("workshop-preparing")),
    )


def _heading(running: list[AllianceVerdict], views: Views) -> str:
    if not views.diagnosis.alliances:
        return "No alliance is on record yet to take one or two levels down"
    if not running:
        return "Every alliance on record has ended"
    unlived = {outcome.alliance for outcome in views.diagnosis.findings if outcome.check.id == _UNLIVED}
    found = [verdict.name for verdict in running if verdict.alliance.id in unlived]
    if found:
        verb = "has" if len(found) == 1 else "have"
        return f"{_some(found)} {verb} not fully reached the teams below the executives"
    return f"This kit takes {_some([verdict.name for verdict in running])} one or two levels down"


def _some(names: list[str]) -> str:
    """Return up to three names, and how many more there are."""
    return listing([*names[:3], *[f"{len(names) - 3} more"] * (len(names) > 3)])


def _lead(running: list[AllianceVerdict], views: Views) -> Iterator[str]:
    if running:
        yield "This kit is for the managers one and two levels below the executives who made the agreement."
    else:
        yield "The kit is general until the file names an alliance that has not ended, with its partners."
    if views.diagnosis.edition is not Edition.COMPANY:
        yield "For those who take part, print this page from the company edition."
    known = views.diagnosis.organisation.strategy_literacy
    if known is not None and known is not NOTHING:
        yield from _known_so_far(known)


def _known_so_far(known: StrategyLiteracy) -> Iterator[str]:
    if known.last_workshop is NOTHING:
        yield "On record, no joint workshop was held before."
    elif isinstance(known.last_workshop, When):
        yield f"The last joint workshop on record: {day(known.last_workshop)}."
    if known.trained is not None and known.managers is not None:
        yield f"Trained on the strategy so far: {known.trained} of {count(known.managers, 'manager')}."


def _agenda(parts: Iterable[Section]) -> Iterator[Step]:
    """Read “20 minutes: What the company wants” as a step; another heading is a step without a time."""
    gone = 0
    for part in parts:
        found = _STEP.fullmatch(part.title)
        if found is None:
            yield Step(title=part.title, starts=None, minutes=None, text=part.text)
            continue
        minutes = int(found["minutes"])
        yield Step(title=found["title"], starts=f"{gone // 60}:{gone % 60:02}", minutes=minutes, text=part.text)
        gone += minutes


def _length(minutes: int) -> str | None:
    """Return a length of time in words, None for none."""
    hours, rest = divmod(minutes, 60)
    parts = [count(hours, "hour")] * bool(hours) + [count(rest, "minute")] * bool(rest)
    return listing(parts) or None


def _reading(running: list[AllianceVerdict]) -> Iterator[Reading]:
    yield Reading(
        why="Which goals the company has, and what serves them", links=(("From goals to work", urls.STRATEGY),)
    )
    if running:
        own = tuple((verdict.name, urls.alliance(verdict.alliance.id)) for verdict in running[:NAMED])
        rest = (("all alliances", urls.ALLIANCES),) if len(running) > NAMED else ()
        yield Reading(why="What your alliance is for, and what nobody wrote down", links=(*own, *rest))
        yield Reading(why="What the other side is asked for", links=(("Partners", urls.PARTNERS),))
    yield Reading(why="How alliances fail", links=(("Five failure modes", urls.MODES),))
    yield Reading(why="How two sides work well together", links=(("Nine practices", urls.PRACTICES),))
    yield Reading(why="What is already planned", links=(("Plan", urls.PLAN),))
    yield Reading(why="What the words mean", links=(("Glossary", urls.GLOSSARY),))


def _card(mode: ModeVerdict, running: list[AllianceVerdict], views: Views) -> Card:
    page = views.guidance.modes.get(mode.mode)
    stands = sorted(
        (stand for verdict in running if (stand := _stand(verdict, mode.mode)).level != CLEAR),
        key=lambda stand: (LEVELS.index(stand.level), stand.name, stand.to),
    )
    return Card(
        title=mode.mode.capitalize(),
        line=page["line"] if page else "",
        question=page["question"] if page else "",
        to=urls.mode(mode.mode),
        stands=tuple(stands[:NAMED]),
        more=max(len(stands) - NAMED, 0),
    )


def _stand(verdict: AllianceVerdict, mode: str) -> Stand:
    own = next(m for m in verdict.modes if m.mode == mode)
    to = f"{urls.alliance(verdict.alliance.id)}#{mode}"
    return Stand(name=verdict.name, to=to, level=own.level, phrase=phrase(own, ended=False))
