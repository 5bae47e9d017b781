"""What a workspace puts around its pages without touching a template: name, logo, colours, fonts, footer, marking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from playbook_gen.branding.colours import LEVELS
from playbook_gen.source import Place

_NOTHING: Mapping[str, str] = MappingProxyType({})
_NO_PLACES: Mapping[str, Place] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Branding:
    """The `branding` of `playbook.yaml`, checked; what is not set leaves the theme as it is."""

    name: str | None = None
    """Who publishes the site."""
    logo: str | None = None
    """A `data:` address that holds the whole picture."""
    footer: str | None = None
    marking: str | None = None
    """Stands before the marking of the edition, and never in its place."""
    light: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    dark: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    """Variable of the style sheet without its dashes → `#rrggbb`."""
    fonts: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    """`body` or `display` → a font stack as a style sheet has it."""
    places: Mapping[str, Place] = field(default_factory=lambda: _NO_PLACES)
    """`light.accent` and the like → where it stands."""

    @property
    def style(self) -> str:
        """The rules that follow the theme's; print keeps the theme's ink but for the levels."""
        levels = {name: colour for name, colour in self.light.items() if name in LEVELS}
        return "".join(
            [
                _root(self.fonts),
                _root(self.light, "screen"),
                _root(self.dark, "screen and (prefers-color-scheme: dark)"),
                _root(levels, "print"),
            ]
        )


def _root(values: Mapping[str, str], media: str | None = None) -> str:
    if not values:
        return ""
    rule = f":root {{ {' '.join(f'--{name}: {value};' for name, value in sorted(values.items()))} }}"
    return f"@media {media} {{ {rule} }}\n" if media else f"{rule}\n"
