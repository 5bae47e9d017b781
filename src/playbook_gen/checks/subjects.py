"""What checks are asked about: a company, its alliances, pairs of heads, executives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playbook_gen.checks.situation import Partner, Situation
from playbook_gen.model.alliances import Alliance

COMPANY = ("company:company",)
"""The name of the company as a subject; there is one in each file."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Something that a check is asked about: its value, its name, and the alliances that its outcome counts for."""

    value: Any
    names: tuple[str, ...]
    alliance: Alliance | None = None
    """The alliance whose weight moves the severity, for what is about one."""
    counts_for: tuple[str, ...] = ()
    """Ids of the alliances whose level the outcome bears on."""


@dataclass(frozen=True)
class Unnamed:
    """Partners of whom nobody said who heads them: what a check would say of their heads stays open."""

    partners: tuple[Partner, ...]


def of_company(situation: Situation) -> Iterator[Subject]:
    """Yield the company."""
    yield Subject(value=situation.organisation, names=COMPANY)


def of_alliances(situation: Situation) -> Iterator[Subject]:
    """Yield every alliance."""
    for alliance in situation.alliances.values():
        yield Subject(value=alliance, names=_name(alliance), alliance=alliance, counts_for=(alliance.id,))


def of_pairs(situation: Situation) -> Iterator[Subject]:
    """Yield every two heads within each alliance, then the partners without a known head."""
    for alliance in situation.alliances.values():
        for pair in situation.pairs(alliance):
            names = (*_name(alliance), f"pair:{pair.id}")
            yield Subject(value=pair, names=names, alliance=alliance, counts_for=(alliance.id,))
        if unnamed := situation.unnamed(alliance):
            yield Subject(value=Unnamed(unnamed), names=_name(alliance), alliance=alliance, counts_for=(alliance.id,))


def of_functions(situation: Situation) -> Iterator[Subject]:
    """Yield every function; what is found about one counts for the alliances that it is a partner of."""
    for function in situation.functions.values():
        held = situation.alliances_of(function.id)
        yield Subject(value=function, names=(f"function:{function.id}",), counts_for=held)


def of_executives(situation: Situation) -> Iterator[Subject]:
    """Yield everybody who heads a partner of a running alliance, and the sponsor; then partners without a known head.

    What is found about a person counts for the company and for no single alliance.
    """
    running = [alliance for alliance in situation.alliances.values() if not situation.ended(alliance)]
    partners = {p.id: p for alliance in running for p in situation.partners(alliance)}
    found = {p.person for p in partners.values() if p.person}
    if sponsor := situation.organisation.sponsor:
        found.add(sponsor)
    for name in sorted(found):
        yield Subject(value=situation.people[name], names=(f"person:{name}",))
    open_posts = tuple(partners[name] for name in sorted(partners) if not partners[name].head)
    if unnamed := tuple(partner for partner in open_posts if not partner.vacant):
        yield Subject(value=Unnamed(unnamed), names=COMPANY)


def _name(alliance: Alliance) -> tuple[str]:
    return (f"alliance:{alliance.id}",)
