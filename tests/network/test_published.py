"""Values that others printed: the specification's measures.md and domain.md 3.4, Krackhardt's kite, the manuals."""

from __future__ import annotations

import pytest

from playbook_gen.network import brokerage_roles, ei_index, measures
from playbook_gen.network.cohesion import simmelian_ties
from playbook_gen.network.degrees import dyads, reciprocity_arcs, reciprocity_dyads
from playbook_gen.network.holes import constraint_apart, constraint_of_team
from playbook_gen.network.paths import betweenness

from .oracles import both_ways, graph_of, real

EXECUTIVES = graph_of("CEO>CFO CFO>CEO CEO>CIO CEO>CMO CMO>CEO CFO>CIO CIO>CFO CMO>CRO CRO>CMO CRO>CEO CHRO>CEO")
GROUPS = {"CEO": "corp", "CFO": "corp", "CHRO": "corp", "CIO": "ops", "CMO": "front", "CRO": "front"}
KITE = graph_of(
    "Andre>Beverly Andre>Carol Andre>Diane Andre>Fernando Beverly>Diane Beverly>Ed Beverly>Garth Carol>Diane "
    "Carol>Fernando Diane>Ed Diane>Fernando Diane>Garth Ed>Garth Fernando>Garth Fernando>Heather Garth>Heather "
    "Heather>Ike Ike>Jane"
)


def test_the_six_executives_as_a_network() -> None:
    found = measures(EXECUTIVES).network
    assert found.density == pytest.approx(0.3667, abs=5e-5)
    assert found.reciprocity_arcs == pytest.approx(0.7273, abs=5e-5)
    assert found.reciprocity_dyads == pytest.approx(0.5714, abs=5e-5)
    assert found.connectedness == 1.0
    assert found.hierarchy == pytest.approx(0.3333, abs=5e-5)
    assert found.efficiency == pytest.approx(0.76, abs=1e-12)
    assert found.cut_points == ("CEO",)
    assert found.simmelian_ties == ()


def test_the_six_executives_one_by_one() -> None:
    found = measures(EXECUTIVES).people
    constraint = {"CEO": 0.4739, "CFO": 0.7710, "CIO": 1.0249, "CMO": 0.7710, "CRO": 1.0249, "CHRO": 1.0}
    size = {"CEO": 4.1429, "CFO": 1.5, "CIO": 1.0, "CMO": 1.5, "CRO": 1.0, "CHRO": 1.0}
    # Printed as shares of the 20 ordered pairs of others.
    between = {"CEO": 0.60, "CFO": 0.15, "CIO": 0.0, "CMO": 0.20, "CRO": 0.0, "CHRO": 0.0}
    assert {name: one.constraint for name, one in found.items()} == pytest.approx(constraint, abs=5e-5)
    assert {name: one.effective_size for name, one in found.items()} == pytest.approx(size, abs=5e-5)
    assert {name: one.betweenness / 20 for name, one in found.items()} == pytest.approx(between, abs=1e-12)


def test_the_six_executives_in_groups() -> None:
    index, roles = ei_index(EXECUTIVES, GROUPS), brokerage_roles(EXECUTIVES, GROUPS)
    assert index is not None
    assert index.network == pytest.approx(0.0909, abs=5e-5)
    assert roles is not None
    found = {(person, role): count for person, held in roles.items() for role, count in vars(held).items() if count}
    assert found == {
        ("CEO", "coordinator"): 1,
        ("CEO", "gatekeeper"): 2,
        ("CEO", "representative"): 3,
        ("CEO", "liaison"): 2,
        ("CFO", "gatekeeper"): 1,
        ("CMO", "gatekeeper"): 1,
    }
    assert roles["CEO"].total == 8


def test_groups_of_one_tell_nothing() -> None:
    alone = {person: person for person in EXECUTIVES.people}
    assert ei_index(EXECUTIVES, alone) is None
    assert brokerage_roles(EXECUTIVES, alone) is None


def test_the_kite() -> None:
    """As the kite is printed everywhere: undirected, over 36 pairs; here each pair counts in two directions."""
    printed = {
        "Andre": 0.023,
        "Beverly": 0.023,
        "Carol": 0.0,
        "Diane": 0.102,
        "Ed": 0.0,
        "Fernando": 0.231,
        "Garth": 0.231,
        "Heather": 0.389,
        "Ike": 0.222,
        "Jane": 0.0,
    }
    kite = both_ways(KITE)
    found = betweenness(kite)
    assert {person: value / 72 for person, value in found.items()} == pytest.approx(printed, abs=6e-4)
    assert found["Heather"] == pytest.approx(28, abs=1e-9)
    assert measures(kite).network.cut_points == ("Heather", "Ike")
    assert measures(kite).network.bridges == (("Heather", "Ike"), ("Ike", "Jane"))


def test_the_kite_of_the_real_data_is_the_kite() -> None:
    assert both_ways(real("krackhardt_kite/edges_ties")).arcs.keys() == both_ways(KITE).arcs.keys()


def test_krackhardts_managers_ask_for_advice() -> None:
    advice = real("krackhardt_hightech/edges_advice")
    found = measures(advice)
    assert len(advice.arcs) == 190
    assert found.network.reciprocity_arcs == pytest.approx(0.4737, abs=5e-5)
    assert found.network.reciprocity_dyads == pytest.approx(0.3103, abs=5e-5)
    assert found.network.transitivity == pytest.approx(0.7345, abs=5e-5)
    ranked = sorted(found.people, key=lambda person: -found.people[person].betweenness)
    assert ranked[:2] == ["A18", "A21"]
    assert found.people["A18"].betweenness == pytest.approx(88.92, abs=5e-3)
    assert found.people["A21"].betweenness == pytest.approx(60.13, abs=5e-3)


def test_sna_default_reciprocity_follows_from_the_census() -> None:
    census = dyads(real("krackhardt_hightech/edges_advice"))
    assert (census.mutual + census.empty) / 210 == pytest.approx(0.5238, abs=5e-5)


def test_the_lawyers_original_and_mutual_matrices_agree() -> None:
    work = real("lazega_lawfirm/edges_cowork")
    assert len(work.arcs) == 1104
    assert 2 * dyads(work).mutual == 756
    mutual = real("lazega_lawfirm/edges_cowork_mutual_xucinet")
    assert reciprocity_arcs(mutual) == reciprocity_dyads(mutual) == 1.0


@pytest.mark.parametrize(("people", "printed"), [(3, 1.125), (4, 0.926), (5, 0.766)])
def test_the_complete_team(people: int, printed: float) -> None:
    names = [f"p{place}" for place in range(people)]
    team = graph_of(" ".join(f"{a}>{b}" for a in names for b in names if a != b))
    for one in measures(team).people.values():
        assert one.constraint == pytest.approx(printed, abs=5e-4)
        assert one.constraint_of_team == pytest.approx(one.constraint, abs=1e-12)
    assert simmelian_ties(team) == tuple((a, b) for a in names for b in names if a < b)


def test_references_of_constraint_have_no_value_without_a_contact() -> None:
    assert constraint_apart(0) is None
    assert constraint_of_team(0) is None
    assert constraint_apart(1) == constraint_of_team(1) == 1.0
