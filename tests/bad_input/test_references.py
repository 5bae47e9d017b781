"""What refers to something that is not there, to itself, or in a ring; and what is said twice."""

from __future__ import annotations

import pytest

from .harness import GOOD, HEAD, TWO, Desk


def test_rf01_an_id_that_nobody_has(desk: Desk) -> None:
    run = desk.refuses(
        f"{HEAD}people:\n  - {{id: rob, name: Rob}}\n  - {{id: ann, name: Ann, reports_to: bob}}\n",
        'person 2: there is no person "bob"',
        "did you mean rob (line 4)?",
        at="5:38",
    )
    assert "                                     ^^^" in run.err
    desk.refuses(f"{HEAD}{TWO}sponsor: zebra\n", 'no person "zebra"', "add it to people", at="6:10")
    desk.refuses(f"{HEAD}{TWO}sponsor: Ann\n", 'no person "Ann"', "did you mean ann (line 4)?", at="6:10")


def test_rf01_every_kind_of_reference(desk: Desk) -> None:
    run = desk.refuses(
        f"{HEAD}{TWO}functions:\n  - {{id: it, name: IT, head: x1, part_of: x2}}\n"
        "goals:\n  - {id: g, statement: s, supports: [x3], owner: x4}\n"
        "alliances:\n  - {id: a, partners: [x5, it], supports: [x6]}\n"
        "relationships:\n  - {from: x7, to: ann, said_by: x8}\n"
        "actions:\n  - {id: do, what: w, alliance: x9}\n",
        *(f'"x{n}"' for n in range(1, 10)),
        at="7:30",
    )
    assert run.err.count("error[PB012]") == 9


def test_rf03_a_ring_of_three(desk: Desk) -> None:
    people = "".join(
        f"  - {{id: {one}, name: {one}, reports_to: {other}}}\n" for one, other in ("ab", "bc", "ca", "de", "ea")
    )
    desk.refuses(
        f"{HEAD}people:\n{people}",
        "reports_to runs in a ring: a (line 4) -> b (line 5) -> c (line 6) -> a",
        "take one reports_to out of the ring",
        at="4:34",
    )


def test_rf03_rings_of_one_and_of_thousands(desk: Desk) -> None:
    desk.refuses(f"{HEAD}people:\n  - {{id: a, name: A, reports_to: a}}\n", "ring: a (line 4) -> a", at="4:34")
    many = "".join(f"  - {{id: p{n}, name: P, reports_to: p{(n + 1) % 3000}}}\n" for n in range(3000))
    run = desk.refuses(f"{HEAD}people:\n{many}", "-> 2980 more -> p0", at="4:35")
    assert len(run.err) < 2_000
    desk.refuses(
        f"{HEAD}functions:\n  - {{id: a, name: A, part_of: b}}\n  - {{id: b, name: B, part_of: a}}\n",
        "part_of runs in a ring: a (line 4) -> b (line 5) -> a",
        at="4:31",
    )


@pytest.mark.parametrize("key", ["relationships", "practices", "perceptions"])
def test_rf04_a_tie_with_oneself(desk: Desk, key: str) -> None:
    more = ", statement: umbrage" * (key == "perceptions")
    desk.refuses(f"{HEAD}{TWO}{key}:\n  - {{from: ann, to: ann{more}}}\n", "with himself or herself", at="7:5")


def test_rf06_each_direction_is_a_fact_of_its_own(desk: Desk) -> None:
    tie = "  - {{from: {}, to: {}, said_by: {}, trust: 3}}\n"
    text = f"{HEAD}{TWO}relationships:\n" + "".join(
        tie.format(*names) for names in (("ann", "bob", "ann"), ("bob", "ann", "bob"), ("ann", "bob", "bob"))
    )
    desk.accepts(text, "--edition", "author")
    desk.refuses(
        text + tie.format("ann", "bob", "ann"),
        "relationship 4 says again what line 7 says",
        "name another reporter in said_by",
        at="10:5",
    )


def test_rf07_two_at_the_top_or_nobody(desk: Desk) -> None:
    two = f"{HEAD}{TWO}".replace("reports_to: ann", "reports_to: none")
    desk.accepts(two)
    run = desk.run("check")
    assert run.code == 0
    assert "orgs/acme.yaml:4:3: warning[PB103] more than one person is declared to report to nobody" in run.out
    desk.accepts(f"{HEAD}people:\n  - {{id: ann, name: Ann}}\n  - {{id: bob, name: Bob}}\n")
    assert "PB103" not in desk.run("check").text


def test_rf08_one_id_for_a_person_and_a_function(desk: Desk) -> None:
    text = f"{HEAD}{TWO}functions:\n  - {{id: Ann, name: Annuities}}\n"
    desk.refuses(text, "functions: the id ann is already used on line 4, in people", at="7:10")


def test_rf09_a_tie_to_somebody_who_is_hidden(desk: Desk) -> None:
    hidden = GOOD.replace("name: Bob Ray,", "name: Bob Ray, visible_to: author,")
    desk.accepts(hidden, "--edition", "leadership")
    site = desk.home / "private" / "acme" / "leadership"
    assert "Bob" not in desk.pages(site)
    assert "bob" not in desk.pages(site)
    shown = desk.pages(site)
    without = "\n".join(line for line in hidden.split("\n") if "Bob Ray" not in line and "to: bob" not in line)
    desk.accepts(without.replace(", head: bob", ""), "--edition", "leadership")
    assert desk.pages(site) == shown


def test_partners_and_sides(desk: Desk) -> None:
    base = f"{HEAD}{TWO}alliances:\n  - id: x\n    partners: "
    desk.refuses(f"{base}[ann, ann]\n", "a partner stands twice", at="8:15")
    desk.refuses(f"{base}[ann]\n", "needs at least two entries", at="8:15")
    sides = "[ann, bob]\n    sides:\n      - {partner: ann}\n      - {partner: ann}\n"
    desk.refuses(f"{base}{sides}", "already has a side", at="11:19")
