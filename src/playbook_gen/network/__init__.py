"""Measures of organisational networks: pure functions from ids and numbers to numbers.

Nothing here knows what an organisation is. Every function states its definition, its direction, its normalisation and
what it does with strength and with isolated people; what is undefined is None. networkx is behind ``library``.
"""

from playbook_gen.network.bounds import Range, bounds, bounds_each
from playbook_gen.network.graph import Arc, Graph
from playbook_gen.network.groups import ExternalInternal, Roles, brokerage_roles, ei_index
from playbook_gen.network.measure import Measures, NetworkMeasures, PersonMeasures, measures
from playbook_gen.network.routes import Departure, Reach, Route, departure, reach, routes

__all__ = [
    "Arc",
    "Departure",
    "ExternalInternal",
    "Graph",
    "Measures",
    "NetworkMeasures",
    "PersonMeasures",
    "Range",
    "Reach",
    "Roles",
    "Route",
    "bounds",
    "bounds_each",
    "brokerage_roles",
    "departure",
    "ei_index",
    "measures",
    "reach",
    "routes",
]
