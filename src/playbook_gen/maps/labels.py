"""The words that a map itself says, in one value, so that another language is another value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from playbook_gen.maps.model import Kind


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Words of the legend, of the hover texts and of the notices; braces name what is filled in."""

    unnamed: str
    sponsor: str
    legend: str
    influence: str
    strong: str
    middling: str
    weak: str
    strength_unknown: str
    trust_high: str
    trust_middling: str
    trust_low: str
    trust_unknown: str
    one_sided: str
    alliance: str
    stances: Mapping[Kind, str]
    stance: str
    covert: str
    covert_key: str
    differs: str
    pale: str
    pale_unrated: str
    tie: str
    tie_strength: str
    tie_strength_unknown: str
    tie_trust: str
    tie_trust_unknown: str
    tie_one_sided: str
    fallback: str
    thinned: str
    thinned_unrated: str
    dropped: str
    crowded: str
    few_overlays: str


ENGLISH = Labels(
    unnamed="(no name)",
    sponsor="Sponsor",
    legend="How to read this map",
    influence="the arrow points to the person who is influenced",
    strong="strong influence (4–5)",
    middling="medium (3)",
    weak="weak (1–2)",
    strength_unknown="strength not known",
    trust_high="high trust (4–5)",
    trust_middling="medium trust (3)",
    trust_low="low trust (1–2)",
    trust_unknown="trust not known",
    one_sided="ring at the start: one side's view only",
    alliance="Alliance {number}: {name}",
    stances={
        "ally": "ally",
        "supporter": "supporter",
        "undecided": "undecided",
        "opponent": "opponent",
        "adversary": "adversary",
    },
    stance="{priority}: {word}",
    covert="words and deeds differ",
    covert_key="words and deeds differ",
    differs="stands otherwise in the other priority",
    pale="pale: weaker ties",
    pale_unrated="pale: in one direction only",
    tie="{source} influences {target}",
    tie_strength="strength {value} of 5",
    tie_strength_unknown="strength not known",
    tie_trust="trust {value} of 5",
    tie_trust_unknown="trust not known",
    tie_one_sided="one side's view only",
    fallback="The map was drawn by the built-in layout: {reason}.",
    thinned="{drawn} of {total} ties are drawn, the strongest of each person first",
    thinned_unrated="{drawn} of {total} ties are drawn, those in both directions first",
    dropped="Entries that name nobody on this map, or name somebody twice, are not drawn: {count}.",
    crowded="{drawn} of {total} people are drawn.",
    few_overlays="{drawn} of {total} priorities can be shown on the map; the table lists all.",
)
