"""The words that a map itself says, in one value: looked up once for each drawing, whatever its number of ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from playbook_gen.language import say
from playbook_gen.maps.model import Kind


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Words of the legend, of the cards and of the hover texts; braces name what is filled in later."""

    unnamed: str
    sponsor: str
    legend: str
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
    stance_covert: str
    covert: str
    differs: str
    pale: str
    pale_unrated: str
    tie: str
    tie_strength: str
    tie_strength_unknown: str
    tie_trust: str
    tie_trust_unknown: str
    tie_one_sided: str


def spoken_labels() -> Labels:
    """Return the words in the language that is spoken."""
    return Labels(
        unnamed=say("(no name)"),
        sponsor=say("Sponsor"),
        legend=say("How to read this map: the arrow points to the person who is influenced."),
        strong=say("strong influence (4–5)"),
        middling=say("medium (3)"),
        weak=say("weak (1–2)"),
        strength_unknown=say("strength not known"),
        trust_high=say("high trust (4–5)"),
        trust_middling=say("medium trust (3)"),
        trust_low=say("low trust (1–2)"),
        trust_unknown=say("trust not known"),
        one_sided=say("ring at the start: one side's view only"),
        alliance=say("Alliance {number}: {name}"),
        stances={
            "ally": say("ally"),
            "supporter": say("supporter"),
            "undecided": say("undecided"),
            "opponent": say("opponent"),
            "adversary": say("adversary"),
        },
        stance=say("{priority}: {stance}"),
        stance_covert=say("{priority}: {stance} (words and deeds differ)"),
        covert=say("words and deeds differ"),
        differs=say("stands otherwise in the other priority"),
        pale=say("pale: weaker ties"),
        pale_unrated=say("pale: in one direction only"),
        tie=say("{source} influences {target}"),
        tie_strength=say("strength {rating} of 5"),
        tie_strength_unknown=say("strength not known"),
        tie_trust=say("trust {rating} of 5"),
        tie_trust_unknown=say("trust not known"),
        tie_one_sided=say("one side's view only"),
    )


ENGLISH = spoken_labels()
"""The words where nobody says which language is spoken."""
