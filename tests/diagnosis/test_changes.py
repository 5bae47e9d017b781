"""Two cycles of one company: what became of each result, and what only looks like a change."""

from __future__ import annotations

import pytest

from judging import guidance, organisation, redacted
from playbook_gen.checks.catalogue import Rulebook
from playbook_gen.diagnosis.changes import AllianceChange, Change, Changes, Compared, Trend, compare
from playbook_gen.diagnosis.diagnose import Diagnosis, diagnose
from playbook_gen.diagnosis.followed import Closing, follow
from playbook_gen.diagnosis.turnover import turnover
from playbook_gen.model.record import Edition

COMPANY = """\
name: Oak
as_of: 2026-06-30
functions: [{sales: Sales}, {it: IT}]
people:
  - {id: ann, name: Ann Abel, function: sales}
  - {id: bob, name: Bob Bell, function: it}
heads: [{function: sales, person: ann}, {function: it, person: bob}]
"""
SHELF = "alliances:\n  - {id: shelf, partners: [sales, it], necessity: useful, kind: strategic, supports: none%s}\n"
RECENT, LATE, LONG_AGO = (f", forum: {{last_held: {day}}}" for day in ("2026-06-20", "2026-05-16", "2026-03-01"))
NEVER, UNSAID = ", forum: none", ""
MAYBE_LONG = ", forum: {last_held: 2026-04}"
"""61 to 91 days before: late for sure, and long ago for all that is known."""


def judged(
    text: str, cycle: str = "2026", edition: Edition = Edition.COMPANY, rulebook: Rulebook | None = None
) -> Diagnosis:
    seen = redacted(organisation(text), edition)
    as_of = seen.as_of.last if seen.as_of else None
    return diagnose(seen, edition, cycle=cycle, as_of=as_of, guidance=guidance(), rulebook=rulebook)


def changes(*texts: str, edition: Edition = Edition.COMPANY) -> Changes:
    *earlier, now = (judged(text, str(2020 + n), edition) for n, text in enumerate(texts))
    return compare(earlier, now)


def shelf(*meetings: str) -> Changes:
    return changes(*(COMPANY + SHELF % meeting for meeting in meetings))


def of(found: Changes, check: str = "function.cadence") -> Compared | None:
    held = [one for one in found.results if one.outcome.check.id == check]
    assert len(held) < 2
    return held[0] if held else None


def kind(found: Changes, check: str = "function.cadence") -> Change | None:
    one = of(found, check)
    return one.change if one else None


@pytest.mark.parametrize(
    ("meetings", "expected"),
    [
        ((RECENT, LATE), Change.NEW),
        ((LATE, LATE), Change.PERSISTING),
        ((LATE, LONG_AGO), Change.WORSENED),
        ((LONG_AGO, LATE), Change.IMPROVED),
        ((LONG_AGO, RECENT), Change.RESOLVED),
        ((NEVER, UNSAID), Change.NO_LONGER_ASSESSED),
        ((UNSAID, NEVER), Change.NEWLY_ASSESSED),
        ((UNSAID, RECENT), Change.NEWLY_ASSESSED),
        ((RECENT, UNSAID), Change.NO_LONGER_ASSESSED),
        ((NEVER, RECENT, LATE), Change.REOPENED),
        ((RECENT, RECENT, LATE), Change.NEW),
        ((NEVER, ", forum: {last_held: 2026-06-20}, stage: ended"), Change.RETIRED),
        ((RECENT, RECENT), None),
        ((UNSAID, UNSAID), None),
    ],
)
def test_each_result_becomes_what_both_cycles_support(meetings: tuple[str, ...], expected: Change | None) -> None:
    assert kind(shelf(*meetings)) is expected


def test_what_may_weigh_as_much_as_before_is_no_improvement() -> None:
    found = of(shelf(LONG_AGO, MAYBE_LONG))
    assert found
    assert found.was
    assert found.now
    assert (found.change, found.was.severity, found.now.severity) == (Change.PERSISTING, 3, 2)


def test_another_threshold_makes_a_rule_another_rule() -> None:
    was = judged(COMPANY + SHELF % LATE, "2025")
    now = judged(COMPANY + SHELF % LATE, rulebook=Rulebook(thresholds={"function.cadence.fresh": 60}))
    found = compare([was], now)
    assert kind(found) is Change.NOT_COMPARABLE
    assert all(before.check.id != "function.cadence" for before, _ in found.common)
    off = judged(COMPANY + SHELF % LATE, rulebook=Rulebook(off=frozenset({"function.cadence"})))
    assert kind(compare([was], off)) is Change.NOT_COMPARABLE


def mode(found: Changes, name: str = "function") -> Trend:
    (one,) = (m.trend for m in alliance(found).modes if m.mode == name)
    return one


def alliance(found: Changes, name: str = "shelf") -> AllianceChange:
    return next(one for one in found.alliances if one.id == name)


def test_a_level_goes_a_way_only_by_what_both_cycles_know() -> None:
    assert mode(shelf(LATE, LONG_AGO)) is Trend.WORSE
    assert mode(shelf(LONG_AGO, LATE)) is Trend.BETTER
    assert mode(shelf(LATE, LATE)) is Trend.SAME
    assert mode(shelf(RECENT, LATE)) is Trend.NOT_COMPARABLE, "too little was known to call it clear"
    nobody = ", decisions: [{decision: Price, decides: none}]"
    assert mode(shelf(LATE, LATE + nobody)) is Trend.EVIDENCE, "a graver finding was not looked for before"
    assert mode(shelf(LATE + nobody, LATE)) is Trend.EVIDENCE, "a graver finding was not looked at again"


def test_weights_are_counted_over_the_same_results() -> None:
    nobody = ", decisions: [{decision: Price, decides: none}]"
    found = shelf(LATE, LONG_AGO + nobody)
    moved = {weight.word: now - was for weight, was, now in found.weights() if was != now}
    assert moved == {"high": 1, "medium": -1}, "the decision was not looked at in both cycles"


def test_names_and_order_of_other_things_play_no_part() -> None:
    was = COMPANY + SHELF % LATE
    now = (
        (COMPANY + SHELF % LATE)
        .replace("name: Ann Abel", "name: Ann Cole")
        .replace("{sales: Sales}, {it: IT}", "{it: Information}, {sales: Selling}, {law: Law}")
        .replace("id: shelf,", "id: shelf, name: The Shelf,")
    )
    assert {one.change for one in changes(was, now).results} <= {Change.PERSISTING}


SECOND = SHELF % LATE + "  - {id: other, partners: [sales, it], forum: none}\n"


def test_an_alliance_that_is_gone_takes_its_findings_along_and_a_new_one_brings_none_from_before() -> None:
    gone = changes(COMPANY + SECOND, COMPANY + SHELF % LATE)
    assert {one.change for one in alliance(gone, "other").results} == {Change.RETIRED}
    assert alliance(gone, "other").now is None
    new = changes(COMPANY + SHELF % LATE, COMPANY + SECOND)
    assert {one.change for one in alliance(new, "other").results} == {Change.NEWLY_ASSESSED}


TRUST = """\
relationships:
  - {from: ann, to: bob, influence: 4, trust: 1, agreement: 1, said_by: ann, as_of: 2026-05}
  - {from: bob, to: ann, influence: 4, trust: 1, agreement: 1, said_by: bob, as_of: 2026-05}
"""
CAI = COMPANY.replace("name: Bob Bell,", "name: Bob Bell, left: 2026-02-01,").replace(
    "heads:", "  - {id: cai, name: Cai Cole, function: it}\nheads:"
)


@pytest.mark.parametrize(
    ("head", "expected"),
    [("person: cai", Change.RETIRED), ("person: bob", Change.PERSISTING)],
)
def test_whoever_left_took_the_tie_along(head: str, expected: Change) -> None:
    was = COMPANY + SHELF % LATE + TRUST
    base = CAI if "cai" in head else COMPANY
    now = base.replace("{function: it, person: bob}", f"{{function: it, {head}}}") + SHELF % LATE
    found = changes(was, now + ("" if "cai" in head else TRUST), edition=Edition.AUTHOR)
    pair = [one for one in found.results if one.was and one.was.subjects[-1] == "pair:ann+bob" and one.severity]
    assert {one.change for one in pair if one.outcome.check.id == "fit.trust-agreement"} == {expected}


def test_a_head_whom_nobody_names_any_more_resolves_and_retires_nothing() -> None:
    was = COMPANY + SHELF % LATE + TRUST
    now = COMPANY.replace(", {function: it, person: bob}", "") + SHELF % LATE + TRUST
    assert kind(changes(was, now, edition=Edition.AUTHOR), "fit.trust-agreement") is Change.NO_LONGER_ASSESSED


def test_people_who_came_left_and_took_over() -> None:
    now = CAI.replace("{function: it, person: bob}", "{function: it, person: cai, acting: yes}")
    was = judged(COMPANY + TRUST, edition=Edition.AUTHOR).situation
    found = turnover(was, judged(now, edition=Edition.AUTHOR).situation)
    assert [(p.function.id, p.was and p.was.id, p.now and p.now.id, p.acting) for p in found.posts] == [
        ("it", "bob", "cai", True)
    ]
    assert [(one.person.id, str(one.on), one.ties) for one in found.left] == [("bob", "2026-02-01", 2)]
    assert [person.id for person in found.came] == ["cai"]
    assert not turnover(was, was)


def test_a_file_that_names_nobody_says_of_nobody_that_they_left() -> None:
    bare = "name: Oak\nas_of: 2026-06-30\nfunctions: [{sales: Sales}, {it: IT}]\n"
    was, now = judged(COMPANY).situation, judged(bare).situation
    assert not turnover(was, now)
    assert not turnover(now, was)


ACTION = "actions:\n  - {id: meet, what: Meet, alliance: shelf, closes: [function.cadence], %s}\n"


@pytest.mark.parametrize(
    ("meetings", "expected"),
    [
        ((NEVER, RECENT), Closing.GONE),
        ((NEVER, LATE), Closing.STILL),
        ((NEVER, UNSAID), Closing.NOT_ASSESSED),
        ((RECENT, RECENT), Closing.NEVER),
        ((NEVER, ", stage: ended"), Closing.NOT_APPLICABLE),
    ],
)
def test_what_a_done_action_was_to_close(meetings: tuple[str, str], expected: Closing) -> None:
    was, now = (COMPANY + SHELF % meeting for meeting in meetings)
    (one,) = follow([judged(was)], judged(now + ACTION % "done: 2026-06-01"))
    assert (one.status, [closing for _, closing in one.closings]) == ("done", [expected])


def test_an_action_is_carried_until_it_is_done_and_comes_back_only_if_it_did_not_help() -> None:
    pending = COMPANY + SHELF % NEVER + ACTION % "status: open, due: 2026-01-31"
    (one,) = follow([judged(pending, "2024"), judged(pending, "2025")], judged(pending))
    assert (one.status, one.since, one.overdue, one.moved) == ("open", "2024", True, False)
    done = ACTION % "status: done"
    assert follow([judged(COMPANY + SHELF % RECENT + done)], judged(COMPANY + SHELF % RECENT + done)) == ()
    (still,) = follow([judged(COMPANY + SHELF % NEVER + done)], judged(COMPANY + SHELF % NEVER + done))
    assert [closing for _, closing in still.closings] == [Closing.STILL]
    (lost,) = follow([judged(pending)], judged(COMPANY + SHELF % NEVER))
    assert lost.gone
