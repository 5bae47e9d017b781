"""Where each page is: the only place that makes a link."""

from __future__ import annotations

import posixpath

BRIEF = "index.html"
ALLIANCES = "alliances/index.html"
PARTNERS = "partners/index.html"
MAP = "map.html"
PLAN = "plan.html"
PLAN_TABLE = "plan.csv"
PLAN_DATES = "plan.ics"
STRATEGY = "strategy.html"
MONEY = "money.html"
METHOD = "method.html"
CHANGES = "changes.html"
WORKSHOP = "workshop.html"
MODES = "modes/index.html"
PRACTICES = "practices.html"
GLOSSARY = "glossary.html"
RECORDS = "records/index.html"
NOT_FOUND = "404.html"
PRINT = "print.html"
SCRIPT = "assets/script.js"
SEARCH = "assets/search.js"


def alliance(name: str) -> str:
    """The page of one alliance."""
    return f"alliances/{name}.html"


def partner(name: str) -> str:
    """The page of one partner."""
    return f"partners/{name}.html"


def person(name: str) -> str:
    """The page of one person's ties."""
    return f"people/{name}.html"


def mode(name: str) -> str:
    """The page of one failure mode."""
    return f"modes/{name}.html"


def record(kind: str, name: str) -> str:
    """The page of one record; no kind has a hyphen, so that none clash."""
    return f"records/{kind}-{name}.html"


def goal(name: str) -> str:
    """The place of one company goal on the page of the strategy."""
    return f"{STRATEGY}#goal-{name}"


def part(path: str, anchor: str = "") -> str:
    """Return the place of a page, or of an anchor on it, where all pages stand on one."""
    whole = "brief" if path == BRIEF else path.removesuffix(".html").removesuffix("/index").replace("/", "-")
    return inner(whole, anchor) if anchor else whole


def inner(part: str, anchor: str) -> str:
    """Return an anchor of a page where all pages stand on one; no id of a page has a dot, so that none clash."""
    return f"{part}.{anchor}"


def relative(page: str, target: str) -> str:
    """Return the link from one page to another, which works from a folder, under a sub-path and offline alike."""
    path, _, anchor = target.partition("#")
    there = posixpath.relpath(path, posixpath.dirname(page) or ".") if path else ""
    return f"{there}#{anchor}" if anchor else there
