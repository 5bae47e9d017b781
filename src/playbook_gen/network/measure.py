"""All measures of a graph as one frozen value, under the names that `map --format json` promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from playbook_gen.network import cohesion, degrees, holes, krackhardt
from playbook_gen.network.graph import Arc, Graph
from playbook_gen.network.paths import betweenness


@dataclass(frozen=True, kw_only=True)
class PersonMeasures:
    """What is measured of one person; each is defined at the function of its name. None is undefined."""

    in_degree: int
    out_degree: int
    in_strength: float
    out_strength: float
    betweenness: float
    constraint: float | None
    effective_size: float | None
    core_number: int
    contacts: int
    """With how many people there is a tie in either direction."""
    constraint_apart: float | None
    """What constraint would be, had none of the contacts a tie to another."""
    constraint_of_team: float | None
    """What constraint would be, were all of them tied to all."""


@dataclass(frozen=True, kw_only=True)
class NetworkMeasures:
    """What is measured of the network; each is defined at the function of its name. None is undefined."""

    people: int
    arcs: int
    density: float | None
    reciprocity_arcs: float | None
    reciprocity_dyads: float | None
    transitivity: float | None
    connectedness: float
    hierarchy: float | None
    efficiency: float | None
    least_upper_bound: float | None
    closest_upper_bound: float | None
    components: tuple[tuple[str, ...], ...]
    cut_points: tuple[str, ...]
    bridges: tuple[Arc, ...]
    isolates: tuple[str, ...]
    simmelian_ties: tuple[Arc, ...]


@dataclass(frozen=True)
class Measures:
    """Everything that is measured without a grouping."""

    people: Mapping[str, PersonMeasures]
    """By id, in order."""
    network: NetworkMeasures

    def as_values(self) -> dict[str, Any]:
        """Return plain values for JSON, in order, not rounded."""
        return asdict(self)


def measures(graph: Graph) -> Measures:
    """Measure a graph: degrees and betweenness directed, constraint and effective size over both directions."""
    return Measures(_of_people(graph), _of_network(graph))


def _of_people(graph: Graph) -> dict[str, PersonMeasures]:
    columns: dict[str, Mapping[str, Any]] = {
        "in_degree": degrees.in_degree(graph),
        "out_degree": degrees.out_degree(graph),
        "in_strength": degrees.in_strength(graph),
        "out_strength": degrees.out_strength(graph),
        "betweenness": betweenness(graph),
        "constraint": holes.constraint(graph),
        "effective_size": holes.effective_size(graph),
        "core_number": cohesion.core_number(graph),
    }
    return {
        person: PersonMeasures(
            **{name: column[person] for name, column in columns.items()},
            contacts=len(others),
            constraint_apart=holes.constraint_apart(len(others)),
            constraint_of_team=holes.constraint_of_team(len(others)),
        )
        for person, others in zip(graph.people, graph.contacts, strict=True)
    }


def _of_network(graph: Graph) -> NetworkMeasures:
    return NetworkMeasures(
        people=len(graph.people),
        arcs=len(graph.arcs),
        density=degrees.density(graph),
        reciprocity_arcs=degrees.reciprocity_arcs(graph),
        reciprocity_dyads=degrees.reciprocity_dyads(graph),
        transitivity=cohesion.transitivity(graph),
        connectedness=krackhardt.connectedness(graph),
        hierarchy=krackhardt.hierarchy(graph),
        efficiency=krackhardt.efficiency(graph),
        least_upper_bound=krackhardt.least_upper_bound(graph),
        closest_upper_bound=krackhardt.closest_upper_bound(graph),
        components=cohesion.components(graph),
        cut_points=cohesion.cut_points(graph),
        bridges=cohesion.bridges(graph),
        isolates=cohesion.isolates(graph),
        simmelian_ties=cohesion.simmelian_ties(graph),
    )
