"""Can these colours be read, and told apart by everybody? Contrast, and distance as colour-blind readers see it.

Contrast is that of WCAG 2.2 (relative luminance). Distance is CIE 1976 in L*a*b* under D65, after the simulation
of Machado, Oliveira and Fernandes (2009) at full severity.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from itertools import combinations

LEVELS = ("clear", "watch", "risk", "open")
TINTS = tuple(f"{level}-tint" for level in LEVELS)
ROLES = ("accent", "ink", "soft", "paper", "wash", "rule", *LEVELS, *TINTS)
"""The colours of a theme: variables of its style sheet."""

LEAST_CONTRAST = 4.5
LEAST_DISTANCE = 20.0

_GROUNDS = ("paper", "wash", *TINTS)
_READ = (
    *((text, ground) for text in ("ink", "soft") for ground in _GROUNDS),
    ("accent", "paper"),
    ("accent", "wash"),
    *((level, ground) for level in LEVELS for ground in ("paper", f"{level}-tint")),
)
"""Text and ground that meet on a page."""

Triple = tuple[float, float, float]
_SIMULATED: Mapping[str, tuple[Triple, Triple, Triple]] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_WHITE = (0.95047, 1.0, 1.08883)

_ROOT = re.compile(r"(@media([^{}]*)\{\s*)?:root\s*\{([^}]*)\}")
_VARIABLE = re.compile(r"--([a-z-]+)\s*:\s*(#[0-9a-fA-F]{6})\s*;")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def palettes(style: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the light and the dark colours that a style sheet gives to the roles; dark begins with light's."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for media, query, body in _ROOT.findall(_COMMENT.sub("", style)):
        chosen = {name: colour for name, colour in _VARIABLE.findall(body) if name in ROLES}
        if not media:
            light |= chosen
        elif "dark" in query:
            dark |= chosen
    return light, light | dark


def faults(palette: Mapping[str, str], changed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each pair that fails once ``changed`` is laid over ``palette``: a changed colour, and what is wrong.

    Pairs of which neither colour is changed are the theme's own affair.
    """
    colours = {**palette, **changed}
    for text, ground in _READ:
        if {text, ground} <= colours.keys() and (text in changed or ground in changed):
            ratio = contrast(colours[text], colours[ground])
            if ratio < LEAST_CONTRAST:
                # Rounded down: a ratio that fails must not read as one that holds.
                told = math.floor(ratio * 100) / 100
                which = text if text in changed else ground
                yield which, f"{text} on {ground} has a contrast of {told:.2f}:1, and needs {LEAST_CONTRAST}:1"
    yield from _alike(colours, changed)


def _alike(colours: Mapping[str, str], changed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for one, other in combinations([level for level in LEVELS if level in colours], 2):
        if one in changed or other in changed:
            far, sight = min((distance(colours[one], colours[other], sight), sight) for sight in ("", *_SIMULATED))
            if far < LEAST_DISTANCE:
                told = math.floor(far * 10) / 10
                eyes = f"under {sight}" if sight else "to every eye"
                which = one if one in changed else other
                yield which, f"{one} and {other} differ by {told:.1f} {eyes}, and need {LEAST_DISTANCE:.0f}"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted(_dot(_TO_XYZ[1], _linear(colour)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def distance(one: str, other: str, sight: str = "") -> float:
    """Return how far two colours are from each other (CIE76), as seen with a colour blindness or without."""
    return math.dist(_lab(_seen(_linear(one), sight)), _lab(_seen(_linear(other), sight)))


def _linear(colour: str) -> Triple:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _straight(red), _straight(green), _straight(blue)


def _straight(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _seen(colour: Triple, sight: str) -> Triple:
    if not sight:
        return colour
    # Not clipped to what a screen can show: clipping makes colours alike that the eye keeps apart.
    red, green, blue = (_dot(row, colour) for row in _SIMULATED[sight])
    return red, green, blue


def _lab(colour: Triple) -> Triple:
    x, y, z = (_root(_dot(row, colour) / white) for row, white in zip(_TO_XYZ, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(value: float) -> float:
    return math.cbrt(value) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def _dot(row: Triple, colour: Triple) -> float:
    return sum(a * b for a, b in zip(row, colour, strict=True))
