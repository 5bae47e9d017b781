"""Influence maps: a sheet of people and ties in, a finished SVG out.

Graphviz lays out, this package draws. It imports nothing of the project but how a run can end and the words of its
readers, reads no organisation file, and writes nothing but its cache of the compiled layout module.
"""

from playbook_gen.maps.css import STYLE_SHEET
from playbook_gen.maps.draw import fold, render
from playbook_gen.maps.labels import ENGLISH, Labels, spoken_labels
from playbook_gen.maps.model import AllianceLink, Card, Drawing, Lane, Renderer, Sheet, Stance, Tie
from playbook_gen.maps.places import Place, Places

__all__ = [
    "ENGLISH",
    "STYLE_SHEET",
    "AllianceLink",
    "Card",
    "Drawing",
    "Labels",
    "Lane",
    "Place",
    "Places",
    "Renderer",
    "Sheet",
    "Stance",
    "Tie",
    "fold",
    "render",
    "spoken_labels",
]
