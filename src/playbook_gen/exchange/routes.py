"""How to reach a person, for a terminal and for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from playbook_gen.checks.situation import Situation
from playbook_gen.influence.graph import Influence, trust_in
from playbook_gen.influence.reach import Way, sentences
from playbook_gen.influence.words import spelled, step, strength
from playbook_gen.model.values import When
from playbook_gen.network import Arc, Route

CONTRACT = 1
"""Raised when a key changes its meaning or goes; new keys do not raise it."""


def as_text(found: Way, situation: Situation, network: Influence, *, cycle: str) -> str:
    """Return the way in sentences, then each tie of the routes shown with who said so and when."""
    edition, company = situation.edition.word, situation.organisation.name
    day = f", as of {When.on(situation.as_of).in_words()}" if situation.as_of else ""
    lines = [f"{step((found.source, found.target), situation)}: {company}, cycle {cycle}{day}, {edition} edition", ""]
    lines += sentences(found, situation, network)
    ties = _ties(found)
    if ties:
        lines += ["", "The ties, each as somebody said:", *(_tie(arc, situation, network) for arc in ties)]
    if network.aged:
        aged = f"{spelled(network.aged)} {'tie' if network.aged == 1 else 'ties'}"
        lines += ["", f"Left out: {aged} on record, but not of the last twelve months."]
    return "\n".join(lines)


def as_json(found: Way, situation: Situation, network: Influence, *, slug: str, cycle: str) -> str:
    """Return the way as JSON; routes best first, people in the order of the route."""
    reached = found.reach
    data = {
        "contract": CONTRACT,
        "organisation": slug,
        "cycle": cycle,
        "as_of": situation.as_of.isoformat() if situation.as_of else None,
        "edition": situation.edition.word,
        "from": found.source,
        "to": found.target,
        "best": _route(reached.best, network),
        "alternatives": [_route(route, network) for route in reached.alternatives],
        "routes": reached.routes,
        "sole_brokers": list(reached.sole_brokers),
        "obstacle": found.obstacle,
        "left_out_for_distrust": [_step(arc, network) for arc in found.distrusted],
        "if_leaves": [{"person": person, "best": _route(left, network)} for person, left in found.if_leaves],
        "sentences": list(sentences(found, situation, network)),
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _ties(found: Way) -> list[Arc]:
    """Return each tie of the routes shown, once, in the order in which a reader meets it."""
    shown = [route for route in (found.reach.best, *found.reach.alternatives) if route]
    arcs = [arc for route in shown for arc in pairwise(route.people)]
    return list(dict.fromkeys([*arcs, *found.distrusted]))


def _tie(arc: Arc, situation: Situation, network: Influence) -> str:
    return f"  {step(arc, situation)}: {'; '.join(_told(arc, situation, network))}"


def _told(arc: Arc, situation: Situation, network: Influence) -> Iterator[str]:
    tie = network.said[arc]
    if told := strength(arc, network):
        yield told
    if (trust := trust_in(tie)) is not None:
        yield f"trust {trust} of 5"
    reporter = situation.people.get(tie.said_by or "")
    yield f"said by {reporter.name}" if reporter else "no reporter on record"
    if tie.as_of:
        yield tie.as_of.in_words()


def _route(route: Route | None, network: Influence) -> dict[str, Any] | None:
    if route is None:
        return None
    steps = [_step(arc, network) for arc in pairwise(route.people)]
    return {"people": list(route.people), "strength": route.strength, "steps": steps}


def _step(arc: Arc, network: Influence) -> dict[str, Any]:
    tie = network.said[arc]
    known = network.rated and arc not in network.unrated
    return {
        "from": arc[0],
        "to": arc[1],
        "strength": network.graph.arcs[arc] if known else None,
        "trust": trust_in(tie),
        "said_by": tie.said_by,
        "as_of": str(tie.as_of) if tie.as_of else None,
        "basis": tie.basis,
    }
