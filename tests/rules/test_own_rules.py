"""Rules of a workspace's own: they judge like every other check, and what is wrong with one is said with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from playbook_gen.cli import run

RULE = """\
rules:
  - id: own.way-out
    mode: function
    scope: alliance
    severity: medium
    question: Does the charter say what ends the alliance?
    message: "{name} has no way out."
    applies_when: {field: kind, is: [strategic, tactical]}
    find_when: {field: charter.exit, is: none}
    remedy: Write down what ends it.
"""

HEAD = "name: Acme\nas_of: 2026-10-30\ncurrency: EUR\nfunctions: [{marketing: Marketing}, {it: IT}]\n"


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    (tmp_path / "orgs").mkdir()

    class Desk:
        root = tmp_path

        def rules(self, text: str) -> None:
            (tmp_path / "rules.yaml").write_text(text, "utf-8")

        def run(self, *arguments: str) -> tuple[int, str]:
            code = run([*arguments, "-w", str(tmp_path)])
            return code, capsys.readouterr().out

        def result(self, organisation: str, *more: str) -> dict[str, Any]:
            (tmp_path / "orgs" / "acme.yaml").write_text(HEAD + organisation, "utf-8")
            code, out = self.run("analyze", "acme", "--format", "json", *more)
            assert code == 0
            return json.loads(out)

        def states(self, organisation: str) -> list[tuple[str, list[str | None]]]:
            found = self.result(organisation)["results"]
            return [(r["state"], r["range"]) for r in found if r["check"].startswith("own.")]

    return Desk()


def alliance(more: str) -> str:
    return (
        f"alliances:\n  - {{id: shelf, partners: [marketing, it], value_at_stake: none, necessity: useful, {more}}}\n"
    )


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ("kind: strategic, charter: {exit: none}", ("finding", ["medium", "medium"])),
        ("kind: strategic, charter: none", ("finding", ["medium", "medium"])),
        ("kind: strategic, charter: {exit: After two years}", ("clear", [None, None])),
        ("kind: strategic", ("not assessed", ["medium", None])),
        ("kind: strategic, charter: {purpose: One shelf}", ("not assessed", ["medium", None])),
        ("kind: coalition, charter: none", ("not applicable", [None, None])),
        ("charter: none", ("not assessed", ["medium", None])),
        ("charter: {exit: After two years}", ("clear", [None, None])),
    ],
)
def test_a_rule_judges_in_three_values(more: str, state: tuple[str, list[str | None]], desk: Any) -> None:
    desk.rules(RULE)
    assert desk.states(alliance(more)) == [state]


def test_a_finding_of_an_own_rule_decides_the_level_and_asks_for_an_action(desk: Any) -> None:
    desk.rules(RULE)
    data = desk.result(alliance("kind: strategic, charter: {exit: none}"))
    assert next(f for f in data["findings"] if f["check"] == "own.way-out")["message"] == "Shelf has no way out."
    action = next(a for a in data["actions"] if "own.way-out" in a["closes"])
    assert (action["remedy"], action["owner"]) == ("Write down what ends it.", None)
    assert {m["mode"]: m["level"] for m in data["alliances"][0]["modes"]}["function"] == "watch"


def condition(text: str, *, scope: str = "alliance") -> str:
    start = RULE.replace("scope: alliance", f"scope: {scope}").split("    applies_when")[0]
    return f"{start}    find_when: {text}\n"


@pytest.mark.parametrize(
    ("text", "more", "state"),
    [
        ("{field: sides.extra_work, over: 0.3}", "sides: [{partner: it, extra_work: 0.31}]", "finding"),
        ("{field: sides.extra_work, over: 0.3}", "sides: [{partner: it, extra_work: 0.3}]", "clear"),
        ("{field: sides.extra_work, over: 0.3}", "sides: [{partner: it}]", "not assessed"),
        ("{field: sides.extra_work, over: 0.3}", "sides: none", "clear"),
        (
            "{field: sides.extra_work, over: 0.3, of: all}",
            "sides: [{partner: it, extra_work: 0.9}, {partner: marketing, extra_work: 0.1}]",
            "clear",
        ),
        ("{field: sides.extra_work, under: 0.3, of: all}", "sides: [{partner: it, extra_work: 0.1}]", "finding"),
        ("{field: funding, over: 1000}", "funding: 1001", "finding"),
        ("{field: funding, over: 1000}", "funding: 1001 USD", "not assessed"),
        ("{field: funding, under: 1000}", "funding: none", "clear"),
        ("{field: forum.last_held, older_than_days: 90}", "forum: {last_held: 2026-07-31}", "finding"),
        ("{field: forum.last_held, older_than_days: 90}", "forum: {last_held: 2026-08-01}", "clear"),
        ("{field: forum.last_held, older_than_days: 90}", "forum: {last_held: 2026-Q3}", "not assessed"),
        ("{not: {field: forum, is: none}}", "forum: {name: Monday}", "finding"),
        ("{not: {field: forum, is: none}}", "forum: none", "clear"),
        ("{all: [{field: forum, is: none}, {field: reviews, is: none}]}", "forum: none", "not assessed"),
        ("{all: [{field: forum, is: none}, {field: reviews, is: none}]}", "forum: none, reviews: none", "finding"),
        ("{any: [{field: forum, is: none}, {field: reviews, is: none}]}", "forum: none", "finding"),
        ("{field: partners, is: it}", "kind: tactical", "finding"),
        ("{field: sides.in_plan, is: no}", "sides: [{partner: it, in_plan: no}]", "finding"),
        ("{field: sides.in_plan, is: no}", "sides: [{partner: it, in_plan: yes}]", "clear"),
    ],
)
def test_what_a_condition_can_ask(text: str, more: str, state: str, desk: Any) -> None:
    desk.rules(condition(text))
    assert [found for found, _ in desk.states(alliance(more))] == [state]


def test_rules_about_the_company_people_and_functions(desk: Any) -> None:
    desk.rules(condition("{field: vision, is: none}", scope="company"))
    assert [s for s, _ in desk.states("vision: none\n")] == ["finding"]
    desk.rules(condition("{field: budget, is: none}", scope="function"))
    assert [s for s, _ in desk.states("")] == ["not assessed", "not assessed"]
    desk.rules(condition("{field: challenges, is: none}", scope="person"))
    text = "people: [{id: cio, name: Bob Ray, challenges: none}]\nsponsor: cio\n"
    assert [s for s, _ in desk.states(text)] == ["finding"]


def test_the_edition_of_a_rule_is_that_of_the_fields_it_asks_for(desk: Any) -> None:
    desk.rules(condition("{field: perception_rated, under: 3}"))
    text = alliance("perception_rated: 2")
    for edition, held in (("company", False), ("leadership", False), ("author", True)):
        results = desk.result(text, "--edition", edition)["results"]
        assert any(r["check"] == "own.way-out" for r in results) is held


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        ("question:", "qestion:", "rules.yaml:6:5: error[PB009]", "did you mean question?"),
        ("    message:", "    # message:", "rules.yaml:2:5: error[PB010] message is missing", "every rule needs it"),
        ("own.way-out", "way-out", "rules.yaml:2:9: error[PB011]", "write it like own.legal-review"),
        ("mode: function", "mode: funktion", "rules.yaml:3:11: error[PB011]", "allowed: focus, fit"),
        ("severity: medium", "severity: grave", "rules.yaml:5:15: error[PB011]", "allowed: low, medium"),
        ("charter.exit", "charter.exti", "rules.yaml:9:24: error[PB012]", "docs/fields.md lists the fields"),
        ("is: none", "is: unknown", "rules.yaml:9:42: error[PB011]", "a rule can ask for what is known"),
        ("is: [strategic, tactical]", "is: stategic", "error[PB011] not a value", "allowed: strategic, tactical"),
        ("is: none", "over: much", "rules.yaml:9:44: error[PB011] expected a number", ""),
        ("{field: charter.exit, is: none}", "none", "error[PB011] expected a condition", "write {field: charter.exit"),
        ("rules:\n", "rule:\n", "error[PB009]", "the file begins with rules:"),
    ],
)
def test_a_slip_in_a_rule_has_its_place_and_a_way_out(old: str, new: str, code: str, hint: str, desk: Any) -> None:
    assert old in RULE
    desk.rules(RULE.replace(old, new, 1))
    (desk.root / "orgs" / "acme.yaml").write_text(HEAD, "utf-8")
    ended, out = desk.run("check")
    assert ended == 1
    assert code in out
    assert hint in out
    assert desk.run("build")[0] == 1
    assert not (desk.root / "site").exists()


def test_two_rules_of_one_name_are_refused(desk: Any) -> None:
    desk.rules(RULE + RULE.split("rules:\n")[1])
    (desk.root / "orgs" / "acme.yaml").write_text(HEAD, "utf-8")
    ended, out = desk.run("check")
    assert (ended, "there are two rules called own.way-out" in out) == (1, True)


def test_the_site_shows_an_own_rule_like_any_other(desk: Any) -> None:
    desk.rules(RULE + "    why: Without an end, nobody asks whether it still helps.\n")
    (desk.root / "orgs" / "acme.yaml").write_text(HEAD + alliance("kind: strategic, charter: {exit: none}"), "utf-8")
    assert desk.run("build")[0] == 0
    pages = {p.name: p.read_text("utf-8") for p in (desk.root / "site" / "acme").rglob("*.html")}
    assert "Shelf has no way out." in pages["shelf.html"]
    assert "own.way-out" in pages["method.html"]
    assert "nobody asks whether it still helps" in pages["function.html"]


def test_a_rule_about_functions_counts_for_their_alliances(desk: Any) -> None:
    desk.rules(condition("{field: budget, is: none}", scope="function"))
    data = desk.result(alliance("kind: strategic"))
    assert "own.way-out" in next(m for m in data["alliances"][0]["modes"] if m["mode"] == "function")["not_assessed"]
