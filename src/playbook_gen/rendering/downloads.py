"""The plan as files for other programs: a table for spreadsheets and planning tools, and dates for a calendar.

Both are made of what the page of the plan says, so they cannot hold what an edition does not show.
"""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time

from playbook_gen.language import meant, say
from playbook_gen.pages import urls
from playbook_gen.pages.plan import Agreed, PlanPage
from playbook_gen.pages.site import Frame, Page
from playbook_gen.pages.verdicts import ActionView

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would work out (OWASP, CSV injection)."""


def downloads(pages: Iterable[Page], frame: Frame) -> dict[str, bytes]:
    """Return the files that the plan leads to, by path."""
    plan = next(page.view for page in pages if page.path == urls.PLAN)
    made = {urls.PLAN_TABLE: plan_table, urls.PLAN_DATES: plan_dates}
    return {path: made[path](plan, frame) for path in plan.files}


def plan_table(plan: PlanPage, frame: Frame) -> bytes:
    """Return all actions as CSV (RFC 4180) in UTF-8, with the mark by which spreadsheets know the encoding."""
    made = io.StringIO()
    rows = [dict(_marked(row, frame)) for row in _rows(plan)]
    writer = csv.DictWriter(made, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode("utf-8-sig")


def _rows(plan: PlanPage) -> Iterator[dict[str, str]]:
    groups = (
        (say("First 100 days"), plan.quick),
        (say("Next annual plan"), plan.plan),
        (say("Quick, and better later"), plan.later),
    )
    for horizon, actions in groups:
        for action in actions:
            own = {say("First step"): action.first_step, say("Done when"): action.done_when}
            yield _row(action.remedy, horizon, action, own)
    for agreed in plan.agreed:
        due = agreed.day.isoformat() if agreed.day else ""
        yield _row(agreed.what, say("Already on record"), agreed, {say("Due"): due, say("Status"): agreed.status})


def _row(what: str, horizon: str, action: ActionView | Agreed, own: Mapping[str, str]) -> dict[str, str]:
    """Return one action; all rows have the same cells, whichever of them are empty."""
    empty = dict.fromkeys((say("Due"), say("Status"), say("First step"), say("Done when")), "")
    return {
        say("Action"): what,
        say("Horizon"): horizon,
        meant("of an action", "For"): action.where or "",
        say("Owner"): action.owner,
        say("Owner on the other side"): action.partner_owner or "",
        say("Closes findings on"): "; ".join(action.closes),
        **empty,
        **own,
    }


def _marked(row: dict[str, str], frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the cells of a row, harmless to spreadsheets; a row that is taken elsewhere keeps its marking."""
    for heading, cell in (row | ({say("Marking"): frame.marking} if frame.marking else {})).items():
        yield heading, f"'{cell}" if cell.startswith(_FORMULA) else cell


def plan_dates(plan: PlanPage, frame: Frame) -> bytes:
    """Return the open actions that have a date as all-day events (RFC 5545), which importing twice does not double."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//playbook-gen//plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{frame.organisation}: {frame.title}")
    for day, action in plan.dated:
        event = Event()
        event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, f"playbook-gen:{frame.organisation}:{action.id}")))
        # The day for which the files hold: a clock would make every build another.
        event.add("dtstamp", datetime.combine(frame.day or day, time(), UTC))
        event.add("dtstart", day)
        event.add("summary", action.what)
        event.add("description", "\n".join(_told(action, frame)))
        event.add("class", "CONFIDENTIAL" if frame.marking else "PUBLIC")
        # Nobody is busy all day because something is due.
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _told(action: Agreed, frame: Frame) -> Iterator[str]:
    told = (
        (meant("of an action", "For"), action.where),
        (say("Owner"), action.owner),
        (say("Owner on the other side"), action.partner_owner),
        (say("Due"), action.due),
        (say("Closes findings on"), "; ".join(action.closes)),
    )
    yield from (say("{term}: {value}", term=term, value=value) for term, value in told if value)
    yield from [frame.marking] if frame.marking else []
