"""The nearest file wins, whole; what it stands in front of stays reachable under the name of its theme."""

from __future__ import annotations

import re

from playbook_gen.branding import Branding
from playbook_gen.rendering.theme import Layer, explained, stack

from .themes import bundled, draw, page


def test_a_template_extends_the_one_that_it_replaces() -> None:
    own = '{% extends "default/base.html" %}{% block foot %}<footer>mine</footer>{{ super() }}{% endblock %}'
    text = draw({"base.html": own, **page("<p>here</p>")})
    assert "<footer>mine</footer>" in text
    assert text.count("<footer>") == 2
    assert "<p>here</p>" in text
    assert '<nav aria-label="Main">' in text


def test_the_original_is_that_of_the_theme_behind() -> None:
    text = draw({"base.html": '{% extends "ledger/base.html" %}', **page("")}, "ledger")
    assert 'class="colophon"' in text
    # What the theme behind does not have itself is reached through it all the same.
    through = '{% extends "ledger/404.html" %}{% block content %}<p>gone</p>{% endblock %}'
    assert "<p>gone</p>" in draw({"glossary.html": through}, "ledger")


def test_whole_files_the_nearest_first() -> None:
    far = Layer(name="far", bundled=True, files={"style.css": "far{}", "templates/a.html": "far", "additions.css": "1"})
    near = Layer(name="near", bundled=False, files={"templates/a.html": "near", "additions.css": "2"})
    theme = stack("near", [near, far], Branding())
    assert theme.templates == {"a.html": "near", "far/a.html": "far"}
    assert theme.style.split() == ["far{}", "1", "2"]
    assert list(explained(theme)) == [
        "a.html         themes/near/templates/a.html  (over bundled themes/far/templates/a.html)",
        "additions.css  themes/near/additions.css  (after bundled themes/far/additions.css)",
        "style.css      bundled themes/far/style.css",
    ]


def test_a_style_cannot_leave_its_element() -> None:
    near = Layer(name="near", bundled=False, files={"additions.css": "</style><script>alert(1)</script>"})
    theme = stack("near", [near, bundled("default")], Branding())
    assert "</style><script" in theme.style
    text = draw(page(""), branding=Branding(marking="</style><script>alert(1)</script>"))
    assert "<script>" not in text
    assert len(re.findall("</style>", text)) == 1
