"""The measures of the influence map for scripts; a contract, described in docs/measures.md."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from importlib import resources
from typing import Any

from playbook_gen.checks.situation import Situation
from playbook_gen.influence.graph import Influence, influence
from playbook_gen.influence.positions import Positions, grouping, positions, range_of, ranges_of_each
from playbook_gen.influence.readings import foremost, left_out, readings
from playbook_gen.influence.standing import Standing, standings
from playbook_gen.network import Range, Roles, brokerage_roles, ei_index, measures

CONTRACT = 1
"""Raised when a key changes its meaning or goes; new keys do not raise it."""


def schema() -> dict[str, Any]:
    """Return the JSON Schema of what ``measures_json`` prints."""
    text = resources.files(__package__).joinpath("measures.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def measures_json(situation: Situation, *, slug: str, cycle: str) -> str:
    """Return the measures of one edition's map as JSON; every list is in a stated order, numbers are not rounded."""
    return json.dumps(as_data(situation, slug=slug, cycle=cycle), indent=2, ensure_ascii=False, allow_nan=False)


def as_data(situation: Situation, *, slug: str, cycle: str) -> dict[str, Any]:
    """Return the measures as plain values; people by id, ties by their ends."""
    network = influence(situation)
    found = readings(situation, network)
    return {
        "contract": CONTRACT,
        "organisation": slug,
        "name": situation.organisation.name,
        "cycle": cycle,
        "as_of": situation.as_of.isoformat() if situation.as_of else None,
        "edition": situation.edition.word,
        **_measured(situation, network),
        "positions": _positions(positions(situation, network)),
        "standing": [_standing(standing) for standing in standings(situation)],
        "readings": [asdict(reading) for reading in foremost(found)],
        "readings_left_out": left_out(found),
    }


def _measured(situation: Situation, network: Influence) -> dict[str, Any]:
    """Return what is measured of each person and of the network, with what is not known beside it."""
    measured = measures(network.graph)
    groups = grouping(situation)
    roles, index = brokerage_roles(network.graph, groups), ei_index(network.graph, groups)
    spans = ranges_of_each(network)
    unrated_out, unrated_in = (Counter(arc[end] for arc in network.unrated) for end in (0, 1))
    people = {
        person: {
            "name": situation.people[person].name,
            **asdict(values),
            "unrated_in": unrated_in[person],
            "unrated_out": unrated_out[person],
            "bounds": {measure: _span(each[person]) for measure, each in spans.items()},
            "brokerage": _roles(roles[person]) if roles else None,
        }
        for person, values in measured.people.items()
    }
    whole = {
        **asdict(measured.network),
        "ei_index": index.network if index else None,
        "ei_index_by_function": dict(index.groups) if index else None,
        "strengths_known": network.rated,
        "unrated_ties": sorted(network.unrated),
        "open_ties": list(network.open),
        "aged_ties": network.aged,
        "bounds": {measure: _span(span) for measure, span in range_of(network).items()},
    }
    return {"people": people, "network": whole}


def _span(span: Range | None) -> list[float] | None:
    return [span.low, span.high] if span else None


def _roles(roles: Roles) -> dict[str, int]:
    return {**asdict(roles), "total": roles.total}


def _positions(where: Positions) -> Mapping[str, Any]:
    found = where.found
    return {
        "why_none": where.why_not,
        "connectors": found.connectors if found else None,
        "boundary_spanners": found.boundary_spanners if found else None,
        "sole_links": [asdict(link) for link in found.sole_links] if found else None,
        "peripheral": found.peripheral if found else None,
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "person": standing.person,
        "priority": standing.priority,
        "stance": standing.stance,
        "openness": standing.openness,
        "words": standing.words,
        "deeds": standing.deeds,
        "rests_on": standing.rests_on,
        "contested": standing.contested,
        "basis": [asdict(fact) for fact in standing.basis],
    }
