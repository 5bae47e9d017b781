"""How a map looks: one table of classes, from which both the style sheet and the standalone form are made.

Colours are variables with a light and a dark value; print forces the light ones. Every text stands at
4.5:1 or better on its ground in both, every line at 3:1 (tested). Nothing is told by colour alone: strength
is a width, trust a line style, the sponsor a word in a shape.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import combinations

from playbook_gen.maps.model import OVERLAYS_CAP

FONTS = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif'

PALETTE: dict[str, tuple[str, str]] = {
    "paper": ("#FFFFFF", "#16181B"),
    "band": ("#F1F4F7", "#1E2226"),
    "card": ("#FFFFFF", "#2A3036"),
    "edge": ("#AEB9C4", "#5C6873"),
    "ink": ("#17202A", "#F0F3F5"),
    "muted": ("#4A5661", "#B8C2CB"),
    "tie": ("#28617A", "#7DBDD3"),
    "vague": ("#6B7782", "#95A1AB"),
    "alliance": ("#CFE0E7", "#324A55"),
    "mark": ("#17202A", "#F0F3F5"),
    "on-mark": ("#FFFFFF", "#16181B"),
    "focus": ("#8A0038", "#F0C24B"),
    "for": ("#005EA8", "#7CC0FF"),
    "against": ("#8A0038", "#FF9B85"),
}
"""Name → (light, dark)."""

STYLES: dict[str, dict[str, str]] = {
    "map-ground": {"fill": "@paper"},
    "map-band": {"fill": "@band"},
    "map-lane": {
        "fill": "@muted",
        "font-size": "13px",
        "font-weight": "600",
    },
    "map-centred": {"text-anchor": "middle"},
    "map-box": {"fill": "@card", "stroke": "@edge", "stroke-width": "1.2"},
    "map-box-sponsor": {"stroke": "@mark", "stroke-width": "2.4"},
    "map-name": {"fill": "@ink", "font-size": "13px", "font-weight": "700", "unicode-bidi": "plaintext"},
    "map-role": {"fill": "@muted", "font-size": "11.5px", "unicode-bidi": "plaintext"},
    "map-over": {"fill": "@muted", "font-size": "10.5px", "unicode-bidi": "plaintext"},
    "map-little": {"font-size": "11px"},
    "map-stance": {"fill": "none", "stroke": "@vague", "stroke-width": "1"},
    "map-covert": {"stroke": "@ink", "stroke-dasharray": "3 2"},
    "map-stance-word": {"fill": "@ink", "font-size": "9.5px"},
    "map-shape": {"stroke-width": "1.7"},
    "map-for": {"fill": "@for", "stroke": "@for"},
    "map-against": {"fill": "@against", "stroke": "@against"},
    "map-open": {"fill": "@muted", "stroke": "none"},
    "map-hollow": {"fill": "@card"},
    "map-pill": {"fill": "@mark"},
    "map-pill-word": {
        "fill": "@on-mark",
        "font-size": "10px",
        "font-weight": "700",
        "text-anchor": "middle",
    },
    "map-ribbon": {
        "fill": "none",
        "stroke": "@alliance",
        "stroke-width": "11",
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
    },
    "map-badge": {"fill": "@paper", "stroke": "@ink", "stroke-width": "1.2"},
    "map-badge-word": {
        "fill": "@ink",
        "font-size": "10.5px",
        "font-weight": "700",
        "text-anchor": "middle",
    },
    "map-sign": {"fill": "none", "stroke": "@ink", "stroke-width": "1.3"},
    "map-line": {"fill": "none", "stroke": "@tie", "stroke-linecap": "butt", "stroke-linejoin": "round"},
    "map-head": {"fill": "@tie", "stroke": "@tie", "stroke-width": "1", "stroke-linejoin": "round"},
    "map-tail": {"fill": "@paper", "stroke": "@tie", "stroke-width": "1.6"},
    "map-trust-middling": {"stroke-dasharray": "8 4"},
    "map-trust-low": {"stroke-dasharray": "11 3.5 2 3.5"},
    "map-trust-unknown": {"stroke": "@vague"},
    "map-head-unknown": {"fill": "@paper", "stroke": "@vague", "stroke-width": "1.4"},
    "map-w3": {"stroke-width": "3.8"},
    "map-w2": {"stroke-width": "2.3"},
    "map-w1": {"stroke-width": "1.2"},
    "map-w0": {"stroke-width": "1.5", "stroke-dasharray": "1.5 3.5"},
    "map-plain": {"stroke-width": "1.5"},
    "map-faint": {"opacity": "0.35"},
    "map-behind": {"opacity": "0.22"},
    "map-key": {"fill": "@muted", "font-size": "11px"},
    "map-caption": {"fill": "@ink", "font-size": "15px", "font-weight": "700"},
}
"""Class → properties; a later class wins over an earlier one. ``@name`` is a colour of the palette."""

_IN_FILES = {"map-behind", "map-caption"}
"""What a page does by variables, or says around the map."""

_STEPS = 40
_CONTRAST = "--map-paper:Canvas;--map-band:Canvas;--map-card:Canvas;--map-ink:CanvasText;--map-muted:CanvasText"


def _variables(column: int) -> str:
    return ";".join(f"--map-{name}:{colours[column]}" for name, colours in PALETTE.items())


def _rule(name: str, properties: dict[str, str]) -> str:
    body = ";".join(
        f"{key}:var(--map-{value[1:]})" if value[0] == "@" else f"{key}:{value}" for key, value in properties.items()
    )
    return f".{name}{{{body}}}"


def _switch(count: int) -> list[str]:
    """Overlays without a script: radio buttons set variables, and what they show follows.

    Variables also reach the small copies of a map, each of which has one overlay fixed. A browser that does not know
    ``:has()`` shows those copies instead of the switch.
    """
    numbers = range(1, count + 1)
    front = ",".join(f"calc(var(--map-t{n},0)*var(--map-p{n},0))" for n in numbers)
    rules = [
        ".map-d{display:none}",
        f".map-tie{{opacity:max(var(--map-behind,1),{front})}}",
        ".map-small{display:none}",
        "@supports not selector(:has(*)){.map-switch{display:none}.map-small{display:block}}",
        "@media print{.map-switch{display:none}.map-small{display:block;break-inside:avoid}}",
    ]
    for n in numbers:
        shown = f"--map-o{n}:inline;--map-p{n}:1;--map-behind:.2"
        rules += [
            f".map-p{n}{{--map-t{n}:1}}",
            f".map-o{n}{{display:var(--map-o{n},none);transform:translateX(var(--map-x{n},0))}}",
            f".map-only{n},.map-view:has(.map-a{n}:checked){{{shown}}}",
            f".map-view:has(.map-b{n}:checked){{--map-o{n}:inline;--map-x{n}:var(--map-slot,76px)}}",
        ]
    for a, b in combinations(numbers, 2):
        chosen = [f".map-view:has(.map-a{x}:checked):has(.map-b{y}:checked) .map-d{a}{b}" for x, y in ((a, b), (b, a))]
        rules.append(f"{','.join(chosen)}{{display:inline}}")
    return rules


def size_class(width: float) -> str:
    """The class that tells a style sheet how wide a map is by nature, in steps of a hundred points.

    Pages forbid style attributes, and a map without any size would fill whatever it is put into.
    """
    return f"map-m{min(_STEPS, max(1, math.ceil(width / 100)))}"


def style_sheet() -> str:
    """The rules for inline maps: light, dark where the system asks for it, light again in print.

    A page puts wide maps into a labelled, focusable region of class ``map-scroll``, where names stay legible
    on a phone.
    """
    return "\n".join(
        [
            f".map{{{_variables(0)};display:block;height:auto;margin:0 auto;"
            f"width:100%;max-width:calc(var(--map-wide)*1.15);font-family:{FONTS}}}",
            ".map-scroll{overflow-x:auto}.map-scroll .map{min-width:calc(var(--map-wide)*.85)}",
            "@media print{.map-scroll{overflow:visible}.map-scroll .map{min-width:0}.map{max-height:92vh}}",
            *(f".map-m{step}{{--map-wide:{step}00px}}" for step in range(1, _STEPS + 1)),
            f"@media (prefers-color-scheme:dark){{.map{{{_variables(1)}}}}}",
            f"@media (forced-colors:active){{.map{{{_CONTRAST}}}}}",
            f"@media print{{.map{{{_variables(0)}}}}}",
            *(_rule(name, properties) for name, properties in STYLES.items() if name not in _IN_FILES),
            *_switch(OVERLAYS_CAP),
            ".map-compact{--map-slot:22px}",
            "a.map-card{text-decoration:none}",
            "a.map-card:hover .map-name{text-decoration:underline}",
            "a.map-card:focus{outline:none}",
            "a.map-card:focus-visible .map-box{stroke:var(--map-focus);stroke-width:3.5}",
            "",
        ]
    )


STYLE_SHEET = style_sheet()
"""The style sheet that a page with inline maps carries once."""


def attributes(classes: Iterable[str]) -> dict[str, str]:
    """The same look as presentation attributes in light colours, for files and converters."""
    chosen = set(classes)
    merged: dict[str, str] = {}
    for name, properties in STYLES.items():
        if name in chosen:
            merged.update(properties)
    return {
        key: PALETTE[value[1:]][0] if value[0] == "@" else value.removesuffix("px") for key, value in merged.items()
    }
