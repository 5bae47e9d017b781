"""A map says its own words in the language of its readers."""

from __future__ import annotations

import gettext

from playbook_gen.language import Language, speaking
from playbook_gen.maps import render

from .sheets import sheet


class Shouted(gettext.NullTranslations):
    """A language that says everything in capitals, except for what it fills in."""

    def gettext(self, message: str) -> str:
        return "".join(part if "}" in part else part.upper() for part in message.replace("{", "\0{").split("\0"))


def test_a_map_is_drawn_in_the_language_that_is_spoken() -> None:
    english = render(sheet(6, 8), renderer="builtin")
    with speaking(Language(code="de", catalogue=Shouted())):
        shouted = render(sheet(6, 8), renderer="builtin")
    for told in (shouted.svg, shouted.standalone):
        assert "HOW TO READ THIS MAP: THE ARROW POINTS TO THE PERSON WHO IS INFLUENCED." in told
        assert "STRONG INFLUENCE (4–5)" in told
        assert "How to read this map" not in told
        assert "Person 1" in told
    # A file is written when it is asked for; by then nobody may speak the language any more.
    assert "How to read this map" in english.standalone
