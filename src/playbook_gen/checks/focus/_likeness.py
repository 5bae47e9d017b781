"""How two activities compare. Words that read alike are one signal among several and never stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from playbook_gen.checks.clauses import both, either, opposite, plain
from playbook_gen.model.values import NOTHING, When
from playbook_gen.model.work import Activity

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    ("a", "all", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "our", "the", "to", "with")
)
_CONTRARY = frozenset(("ex", "except", "former", "no", "non", "not", "outside", "without"))
"""Words that turn the people named into others."""

_WORDS = 2
"""Words that two texts must share; one alone, like *report*, says little."""

_SIGNALS = 2
"""Facts or texts that must agree, beside people and period, before work under two names is taken for one."""


def same(a: object, b: object) -> bool | None:
    """Whether two leaves hold the same words; what is declared none is the same as nothing."""
    if a is NOTHING or b is NOTHING:
        return False
    return plain(a) == plain(b) if isinstance(a, str) and isinstance(b, str) else None


def alike(a: object, b: object, least: float) -> bool | None:
    """Whether two texts read alike: in the same words, or in two of them and near enough for the rest."""
    if a is NOTHING or b is NOTHING:
        return False
    if not (isinstance(a, str) and isinstance(b, str)):
        return None
    one, other = _words(a), _words(b)
    if one == other or not _near(one, other):
        return _near(one, other)
    return fuzz.token_set_ratio(" ".join(sorted(one)), " ".join(sorted(other))) >= least


def named_within(a: object, b: object) -> bool:
    """Whether one name of people is the other with something added: *chefs*, and *the chefs of our caterers*."""
    if not (isinstance(a, str) and isinstance(b, str)):
        return False
    small, large = sorted((_words(a), _words(b)), key=len)
    return bool(small) and small <= large and not (large - small) & _CONTRARY


def _words(text: str) -> frozenset[str]:
    """Return what a text speaks of: its words without the small ones, each in the singular as far as an s tells."""
    return frozenset(word.removesuffix("s") for word in _WORD.findall(text.casefold()) if word not in _SMALL)


def wider(names: Iterable[str]) -> dict[str, list[str]]:
    """Return, for each name of people, the names that hold it and more; each two are met once."""
    words = {name: _words(name) for name in names}
    found: dict[str, set[str]] = {}
    for name, own in words.items():
        for word in own:
            found.setdefault(word, set()).add(name)
    return {
        name: sorted(
            other
            for other in set.intersection(*(found[word] for word in own))
            if (len(own), name) < (len(words[other]), other) and named_within(name, other)
        )
        for name, own in words.items()
        if own
    }


def shared_goal(a: Activity, b: Activity) -> bool | None:
    """Whether two activities serve a goal in common."""
    if () in (a.goals, b.goals):
        return False
    if a.goals is None or b.goals is None:
        return None
    return bool(set(a.goals) & set(b.goals))


def same_period(a: Activity, b: Activity, gap: int) -> bool | None:
    """Whether the periods overlap or lie at most ``gap`` days apart; known only if the dates leave no doubt.

    Two events a few weeks apart still ask the same people twice. ``ends: none`` runs on.
    """
    if a.starts is None or b.starts is None:
        return None
    return both(_begins_by(a.starts, b.ends, gap), _begins_by(b.starts, a.ends, gap))


def _begins_by(starts: When, ends: object, gap: int) -> bool | None:
    if ends is NOTHING:
        return True
    if not isinstance(ends, When):
        return None
    if (starts.last - ends.first).days <= gap:
        return True
    return False if (starts.first - ends.last).days > gap else None


def known_apart(a: Activity, b: Activity) -> bool | None:
    """Whether two activities are known not to be run together: neither names the other, and no alliance holds both."""
    if b.id in (a.joint_with or ()) or a.id in (b.joint_with or ()):
        return False
    if isinstance(a.alliance, str) and a.alliance == b.alliance:
        return False
    said = (a.joint_with, b.joint_with, a.alliance, b.alliance)
    return None if all(value is None for value in said) else True


@dataclass(frozen=True, slots=True)
class Marks:
    """What of an activity may agree with another, ready to be compared many times."""

    vendor: str
    goals: frozenset[str]
    purpose: frozenset[str]
    output: frozenset[str]

    @classmethod
    def of(cls, activity: Activity) -> Marks:
        """Take the marks of an activity; what is not known or declared none leaves none."""
        vendor, purpose, output = (
            text if isinstance(text, str) else "" for text in (activity.vendor, activity.purpose, activity.output)
        )
        return cls(plain(vendor), frozenset(activity.goals or ()), _words(purpose), _words(output))

    def may_agree(self, other: Marks) -> bool:
        """Whether enough signals may speak by what is known alone."""
        one_vendor = self.vendor == other.vendor != ""
        texts = _near(self.purpose, other.purpose) + _near(self.output, other.output)
        return one_vendor + (not self.goals.isdisjoint(other.goals)) + texts >= _SIGNALS


def _near(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts may read alike at all."""
    return len(one & other) >= _WORDS or one == other != frozenset()


def signals(a: Activity, b: Activity, least: float) -> dict[str, bool | None]:
    """Return what else two activities may have in common: two facts, and two texts that may read alike."""
    return {
        "vendor": same(a.vendor, b.vendor),
        "goals": shared_goal(a, b),
        "purpose": alike(a.purpose, b.purpose, least),
        "output": alike(a.output, b.output, least),
    }


def under_other_words(a: Activity, b: Activity, gap: int, least: float) -> bool | None:
    """Whether two activities of another kind each look like one piece of work for the same people in one period.

    Two more signals must agree; where the people are not named in the same words, one of these must be a fact.
    """
    people = same(a.audience, b.audience)
    within = people is False and named_within(a.audience, b.audience)
    other_kind = opposite(same(a.capability, b.capability))
    if (people is False and not within) or other_kind is False:
        return False
    spoken = signals(a, b, least)
    said = list(spoken.values())
    certain, possible = said.count(True), len(said) - said.count(False)
    if possible < _SIGNALS:
        return False
    return both(
        True if within else people,
        other_kind,
        known_apart(a, b),
        same_period(a, b, 0 if within else gap),
        True if certain >= _SIGNALS else None,
        either(spoken["vendor"], spoken["goals"]) if within else True,
    )
