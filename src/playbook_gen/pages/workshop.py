"""The kit for taking alliances one or two levels down: who comes, what to read, what to ask, what to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from playbook_gen.diagnosis.diagnose import AllianceVerdict
from playbook_gen.diagnosis.levels import CLEAR, LEVELS, ModeVerdict
from playbook_gen.language import listed, say, several
from playbook_gen.model.record import Edition
from playbook_gen.model.strategy import StrategyLiteracy
from playbook_gen.model.values import NOTHING, When
from playbook_gen.pages import urls
from playbook_gen.pages.coverage import phrase
from playbook_gen.pages.forms import Form, forms
from playbook_gen.pages.guests import Guest, guests
from playbook_gen.pages.mode import Section, Stand, sections
from playbook_gen.pages.verdicts import Views, alliance_rank
from playbook_gen.pages.words import day, mode_title

_UNLIVED = "focus.chaos-underneath"
"""The check that asks whether an agreement is lived below those who made it."""
_STEP = re.compile(r"(?P<minutes>[0-9]{1,3}) (?P<unit>[^:]+): *(?P<title>.+)")
NAMED = 6
"""How many alliances one card names; the page of its mode names all."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the agenda; without times where its heading in the guidance gives none."""

    title: str
    starts: str | None
    minutes: int | None
    text: str
    language: str | None
    """As of a section."""


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
        name=say("Workshop"),
        lead=tuple(_lead(running, views)),
        guests=guests([verdict.alliance for verdict in running], views),
        agenda=agenda,
        length=_length(sum(step.minutes or 0 for step in agenda)),
        reading=tuple(_reading(running)),
        rules=sections(texts.get("workshop-ground-rules")),
        cards=tuple(_card(mode, running, views) for mode in views.diagnosis.modes),
        forms=forms(),
        guidance=sections(texts.get("workshop-preparing")),
    )


def _heading(running: list[AllianceVerdict], views: Views) -> str:
    if not views.diagnosis.alliances:
        return say("No alliance is on record yet to take one or two levels down")
    if not running:
        return say("Every alliance on record has ended")
    unlived = {outcome.alliance for outcome in views.diagnosis.findings if outcome.check.id == _UNLIVED}
    found = [verdict.name for verdict in running if verdict.alliance.id in unlived]
    if len(found) == 1:
        return say("{alliance} has not fully reached the teams below the executives", alliance=found[0])
    if found:
        return say("{alliances} have not fully reached the teams below the executives", alliances=_some(found))
    names = _some([verdict.name for verdict in running])
    return say("This kit takes {alliances} one or two levels down", alliances=names)


def _some(names: list[str]) -> str:
    """Return up to three names, and how many more there are."""
    if len(names) <= 3:
        return listed(names)
    return listed([*names[:3], several("{number} more", "{number} more", len(names) - 3)])


def _lead(running: list[AllianceVerdict], views: Views) -> Iterator[str]:
    if running:
        yield say("This kit is for the managers one and two levels below the executives who made the agreement.")
    else:
        yield say("The kit is general until the file names an alliance that has not ended, with its partners.")
    if views.diagnosis.edition is not Edition.COMPANY:
        yield say("For those who take part, print this page from the company edition.")
    known = views.diagnosis.organisation.strategy_literacy
    if known is not None and known is not NOTHING:
        yield from _known_so_far(known)


def _known_so_far(known: StrategyLiteracy) -> Iterator[str]:
    if known.last_workshop is NOTHING:
        yield say("On record, no joint workshop was held before.")
    elif isinstance(known.last_workshop, When):
        yield say("The last joint workshop on record: {day}.", day=day(known.last_workshop))
    if known.trained is not None and known.managers is not None:
        yield several(
            "Trained on the strategy so far: {trained} of {number} manager.",
            "Trained on the strategy so far: {trained} of {number} managers.",
            known.managers,
            none="Trained on the strategy so far: {trained} of no managers.",
            trained=known.trained,
        )


def _agenda(parts: Iterable[Section]) -> Iterator[Step]:
    """Read “20 minutes: What the company wants” as a step; another heading is a step without a time.

    Guidance may be in English or in the language of the site.
    """
    gone = 0
    for part in parts:
        found = _STEP.fullmatch(part.title)
        if found is None or not _are_minutes(int(found["minutes"]), found["unit"]):
            yield Step(title=part.title, starts=None, minutes=None, text=part.text, language=part.language)
            continue
        minutes = int(found["minutes"])
        starts = f"{gone // 60}:{gone % 60:02}"
        yield Step(title=found["title"], starts=starts, minutes=minutes, text=part.text, language=part.language)
        gone += minutes


def _are_minutes(number: int, unit: str) -> bool:
    return unit in ("minute", "minutes") or f"{number} {unit}" == _in_minutes(number)


def _length(minutes: int) -> str | None:
    """Return a length of time in words, None for none."""
    hours, rest = divmod(minutes, 60)
    parts = [several("{number} hour", "{number} hours", hours)] if hours else []
    if rest:
        parts.append(_in_minutes(rest))
    return listed(parts) or None


def _in_minutes(number: int) -> str:
    return several("{number} minute", "{number} minutes", number)


def _reading(running: list[AllianceVerdict]) -> Iterator[Reading]:
    yield Reading(
        why=say("Which goals the company has, and what serves them"),
        links=((say("From goals to work"), urls.STRATEGY),),
    )
    if running:
        own = tuple((verdict.name, urls.alliance(verdict.alliance.id)) for verdict in running[:NAMED])
        rest = ((say("all alliances"), urls.ALLIANCES),) if len(running) > NAMED else ()
        yield Reading(why=say("What your alliance is for, and what nobody wrote down"), links=(*own, *rest))
        yield Reading(why=say("What the other side is asked for"), links=((say("Partners"), urls.PARTNERS),))
    yield Reading(why=say("How alliances fail"), links=((say("Five failure modes"), urls.MODES),))
    yield Reading(why=say("How two sides work well together"), links=((say("Nine practices"), urls.PRACTICES),))
    yield Reading(why=say("What is already planned"), links=((say("Plan"), urls.PLAN),))
    yield Reading(why=say("What the words mean"), links=((say("Glossary"), urls.GLOSSARY),))


def _card(mode: ModeVerdict, running: list[AllianceVerdict], views: Views) -> Card:
    page = views.guidance.modes.get(mode.mode)
    stands = sorted(
        (stand for verdict in running if (stand := _stand(verdict, mode.mode)).level != CLEAR),
        key=lambda stand: (LEVELS.index(stand.level), stand.name, stand.to),
    )
    return Card(
        title=mode_title(mode.mode),
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
