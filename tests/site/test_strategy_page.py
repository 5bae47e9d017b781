"""The page of the strategy: the chain from goals to money, what stands outside of it, and what is done twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from judging import guidance, read, seen
from markup import bare_headings, empty
from playbook_gen.diagnosis.diagnose import diagnose
from playbook_gen.model.record import Edition
from playbook_gen.pages.chains import NAMED
from playbook_gen.pages.duplicates import SHOWN
from playbook_gen.pages.strategy import StrategyPage, strategy_page
from playbook_gen.pages.verdicts import Views
from sites import Site, build, place, workspace

HARD, NARROW = "\xa0", "\u202f"
BASE = """\
name: Compass
as_of: 2026-06-30
currency: EUR
functions:
  - {id: sales, name: Sales}
  - {id: it, name: IT}
goals:
  - {id: top, statement: Sell more, rank: 1, measure: Revenue, unit: EUR, baseline: 5, target: 9, due: 2027}
  - {id: lone, statement: Be loved, rank: 2}
  - {id: aim, statement: Sell online, function: sales, supports: [top]}
"""
WORK = """\
activities:
  - {id: shop, name: Web shop, function: it, goals: [aim, top], cost: 100}
  - {id: fair, name: Trade fair, function: sales, goals: [top], cost: 2 000}
"""


def strategy(text: str, edition: Edition = Edition.AUTHOR) -> StrategyPage:
    organisation = seen(read(text), edition)
    as_of = organisation.as_of.last if organisation.as_of else None
    diagnosis = diagnose(organisation, edition, cycle="2026", as_of=as_of, guidance=guidance())
    return strategy_page(Views(diagnosis, guidance()))


def built(root: Path, text: str, edition: str = "author") -> Site:
    build(workspace(root, {"compass.yaml": text}, [edition]))
    return Site("compass", edition, place(root, "compass", edition))


def loose(page: StrategyPage) -> dict[str, tuple[str, ...]]:
    return {group.title: group.items for group in page.loose}


def test_the_chain_goes_from_the_goal_over_functions_to_work_and_money() -> None:
    page = strategy(f"{BASE}{WORK}alliances:\n  - {{id: both, partners: [sales, it], supports: [top]}}\n")
    top, lone = page.goals
    assert [(aim.function, aim.statement, [w.name for w in aim.work]) for aim in top.aims] == [
        ("Sales", "Sell online", ["Web shop"])
    ]
    assert [work.name for work in top.work] == ["Trade fair"]
    assert top.money == f"2{NARROW}100{HARD}EUR"
    assert [(one.name, one.to) for one in top.alliances] == [("Both", "alliances/both.html")]
    assert (lone.bare, lone.aims, lone.work, lone.money) == (True, (), (), None)
    facts = {fact.term: fact.value for fact in top.facts}
    assert facts["Where it stands"] == "5 at the start, 9 to reach, due 2027"


@pytest.mark.parametrize("seed", range(12))
def test_each_goal_counts_each_piece_of_work_once(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - for test data
    goals = ["top", "lone", "aim"]
    work = {
        f"a{n}": (chance.sample(goals, chance.randint(0, 3)), chance.choice([None, *range(1, 9)]))
        for n in range(chance.randint(1, 9))
    }
    lines = [
        f"  - {{id: {name}, name: Work {name}, goals: [{', '.join(named)}]{f', cost: {paid}' if paid else ''}}}"
        for name, (named, paid) in work.items()
    ]
    page = strategy(BASE + "activities:\n" + "\n".join(lines) + "\n")
    for goal, reach in zip(page.goals, ({"top", "aim"}, {"lone"}), strict=True):
        mine = {name: paid for name, (named, paid) in work.items() if reach & set(named)}
        shown = [one.name for aim in goal.aims for one in aim.work] + [one.name for one in goal.work]
        assert sorted(shown) == sorted(f"Work {name}" for name in mine)
        known = [paid for paid in mine.values() if paid]
        silent = len(mine) - len(known)
        rest = f"; not known of {silent} {'activity' if silent == 1 else 'activities'}" if silent else ""
        assert goal.money == (f"{sum(known)}{HARD}EUR{rest}" if known else None)


def test_two_currencies_are_never_one_sum() -> None:
    page = strategy(BASE + WORK.replace("cost: 100", "cost: 100 USD"))
    assert page.goals[0].money == f"2{NARROW}000{HARD}EUR and 100{HARD}USD"
    assert page.overview
    costs = page.overview.columns[-1]
    assert [cell.text for cell in costs.cells] == [f"2{NARROW}000{HARD}EUR and 100{HARD}USD", "not known"]
    assert costs.unit is None
    assert "2100" not in repr(page).replace(NARROW, "")


def test_what_nobody_wrote_down_is_no_column_of_noughts() -> None:
    page = strategy(f"{BASE}alliances:\n  - {{id: both, partners: [sales, it], supports: [top, lone]}}\n")
    assert page.overview
    assert [column.title for column in page.overview.columns] == ["Company goal", "Goals of functions", "Alliances"]
    assert page.heading == "Which work serves the company goals is not on record yet"


def test_serving_nothing_is_not_the_same_as_not_saying() -> None:
    text = BASE + WORK + "  - {id: idle, name: Idle, goals: none, cost: 7}\n  - {id: mute, name: Mute}\n"
    found = loose(strategy(text))
    assert found["Work that serves no goal"] == (f"Idle (no function on record, 7{HARD}EUR)",)
    assert found["Work: which goals it serves is not known"] == ("Mute (no function on record)",)
    assert found["Company goals that nothing serves"] == ("Be loved",)
    (note,) = (one.note for one in strategy(text).loose if one.title == "Company goals that nothing serves")
    assert "1 entry below may" in note


def twins(count: int) -> str:
    """As many pairs of activities of two functions that are one piece of work each."""
    lines = [
        f"  - {{id: {who}{n}, name: {who} {n}, function: {who}, capability: kind {n}, audience: people {n},"
        f" goals: [top], starts: 2026-03-01, ends: 2026-03-0{day}, cost: {cost},"
        f" alliance: none, vendor: {who}, joint_with: none}}"
        for n in range(count)
        for who, day, cost in (("sales", 2, 300), ("it", 3, 200))
    ]
    return f"{BASE}activities:\n" + "\n".join(lines) + "\n"


def test_work_done_twice_stands_side_by_side_with_the_signals_that_spoke(tmp_path: Path) -> None:
    page = strategy(twins(1))
    (pair,) = page.pairs
    assert {pair.first, pair.second} == {"sales 0", "it 0"}
    signals = {line.term: line.signal for line in pair.lines}
    assert {term for term, word in signals.items() if word} == {"Kind of work", "For whom", "Goals", "When"}
    assert pair.spent
    assert f"200{HARD}EUR" in pair.said[1].replace(NARROW, HARD)
    assert len(pair.findings) == 2
    assert page.heading.endswith("run apart")
    site = built(tmp_path / "w", twins(1))
    links = {a.attributes["href"] for a in site.pages["money.html"].find("a")}
    assert pair.to in links
    assert pair.anchor in site.pages["strategy.html"].ids


def test_many_pairs_and_much_work_stay_readable() -> None:
    page = strategy(twins(SHOWN + 3))
    assert [bool(pair.lines) for pair in page.pairs] == [True] * SHOWN + [False] * 3
    assert [len(pair.findings) for pair in page.pairs] == [2] * SHOWN + [0] * 3
    many = "".join(f"  - {{id: w{n}, name: W{n}, goals: [top]}}\n" for n in range(NAMED + 5))
    (top, _) = strategy(f"{BASE}activities:\n{many}").goals
    assert (len(top.work), top.more) == (NAMED, 5)


def test_costs_are_not_for_the_company() -> None:
    text = BASE + WORK
    company, leadership = (strategy(text, edition) for edition in (Edition.COMPANY, Edition.LEADERSHIP))
    assert [goal.money for goal in company.goals] == [None, None]
    assert [work.cost for work in company.goals[0].work] == [None]
    assert leadership.goals[0].money == f"2{NARROW}100{HARD}EUR"
    assert company.work
    assert "Cost" not in [column.title for column in company.work.columns]


@pytest.mark.parametrize("goals", ["", "goals: none\n"])
def test_without_goals_the_page_says_what_would_stand_here(goals: str, tmp_path: Path) -> None:
    page = built(tmp_path / "w", f"name: Compass\n{goals}").pages["strategy.html"]
    assert (page.faults, bare_headings(page), empty(page)) == ((), [], [])
    assert "This page would follow" in page.body.words()
    assert not page.find("table")
    assert ("is said to have no goals" in page.body.words()) == bool(goals)


@pytest.mark.parametrize("nasty", ["<b>&amp;\"'</td>", "\\N{x} {{ 7*7 }} %", "שלום עולם", "💶 Ω", "x" * 9_000])
def test_nothing_in_a_text_can_break_the_page(nasty: str, tmp_path: Path) -> None:
    quoted = "'" + nasty.replace("'", "''") + "'"
    text = twins(1).replace("Sell more", quoted).replace("Sell online", quoted)
    text = text.replace("sales 0", quoted).replace("kind 0", quoted)
    page = built(tmp_path / "w", text).pages["strategy.html"]
    assert (page.faults, bare_headings(page), empty(page)) == ((), [], [])
    assert page.body.text().count(nasty) >= 6
    assert len(page.ids) == len(set(page.ids))


def test_the_brief_the_plan_and_the_alliances_lead_here(tmp_path: Path) -> None:
    site = built(tmp_path / "w", f"{BASE}alliances:\n  - {{id: both, partners: [sales, it]}}\n")
    for path in ("index.html", "plan.html", "method.html", "alliances/both.html"):
        ends = {a.attributes["href"].rpartition("/")[2] for a in site.pages[path].find("a")}
        assert {"strategy.html", "money.html"} <= ends, path


def test_words_that_are_also_somebody_s_id_stay_words(tmp_path: Path) -> None:
    """A kind of work may be called as an activity is called in the file."""
    same = "capability: fair, goals: [top], audience: chefs, starts: 2026-01-05, ends: 2026-02-05, joint_with: none"
    work = f"""\
activities:
  - {{id: shop, name: Web shop, function: it, alliance: none, {same}}}
  - {{id: fair, name: Trade fair, function: sales, alliance: none, {same}}}
"""
    site = built(tmp_path / "w", BASE + work)
    said = " ".join(page.body.words() for page in site.pages.values())
    assert "Web shop: capability: fair" in said
    assert "capability: Trade fair" not in said


@pytest.mark.parametrize(
    ("numbers", "due", "said"),
    [
        ("baseline: 5, actual: 7, target: 9", "2027", "50 % of the way"),
        ("baseline: 5, actual: 4, target: 9", "2027", "moving away from the target"),
        ("baseline: 0, actual: 0.999, target: 1", "2027", "99 % of the way"),
        ("baseline: 0, actual: 0.29, target: 1", "2027", "29 % of the way"),
        ("baseline: 9, actual: 5, target: 5", "2026-01-01", "target reached"),
        ("baseline: 9, actual: 9, target: 5", "2026-07-01", "no step forward yet, 1 day left"),
        ("baseline: 9, actual: 8, target: 5", "2026-06-30", "25 % of the way, due today"),
        ("baseline: 9, actual: 8, target: 5", "2026-06-29", "25 % of the way, overdue"),
        ("baseline: 9, target: 9, actual: 9", "2026-06", None),
        ("target: 9", "2027-01-01", None),
    ],
)
def test_a_goal_says_how_far_it_came_and_how_near_its_day_is(numbers: str, due: str, said: str | None) -> None:
    page = strategy(f"name: A\nas_of: 2026-06-30\ngoals:\n  - {{id: g, statement: Do, {numbers}, due: {due}}}\n")
    (goal,) = page.goals
    assert next((fact.value for fact in goal.facts if fact.term == "On its way"), None) == said
