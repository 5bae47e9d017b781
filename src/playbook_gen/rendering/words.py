"""What templates call to say something in the reader's language: the text is escaped, and so is what it is filled with.

What a template made itself, as with a macro, is markup already and stays so: ``say("Since {cycle}", cycle=b(name))``.
"""

from __future__ import annotations

from jinja2 import TemplateRuntimeError
from markupsafe import Markup, escape

from playbook_gen import language


def say(text: str, /, **values: object) -> Markup:
    """See :func:`playbook_gen.language.say`.

    Raises:
        TemplateRuntimeError: the text has more than plain names in its braces.

    """
    return _filled(language.say(str(text)), values)


def several(one: str, many: str, number: int, /, *, none: str | None = None, **values: object) -> Markup:
    """See :func:`playbook_gen.language.several`; raises as :func:`say`."""
    if number == 0 and none is not None:
        return say(none, **values)
    return _filled(language.counted(str(one), str(many), number), {"number": number, **values})


def meant(context: str, text: str, /, **values: object) -> Markup:
    """See :func:`playbook_gen.language.meant`; raises as :func:`say`."""
    return _filled(language.meant(str(context), str(text)), values)


def _filled(text: str, values: dict[str, object]) -> Markup:
    if not values:
        return escape(text)
    held = language.fields(text)
    if held is None:
        raise TemplateRuntimeError("braces hold plain names here, as in {person}")
    if missing := sorted(held - values.keys()):
        raise TemplateRuntimeError(f"nothing is given for {{{missing[0]}}}")
    return escape(text).format(**values)
