"""The words of a site's script: a table in front of it says them in the language of the pages.

Its keys are the English texts that the script says; one of which there is a form for each kind of number has these by
the names that `Intl.PluralRules` gives to kinds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from playbook_gen.language import counted, say, spoken

_CALL = re.compile(r'\b(say|several)\(\s*("(?:[^"\\]|\\.)*")(?:\s*,\s*("(?:[^"\\]|\\.)*"))?')
_NUMBERS = range(200)
"""Among these each language has a number of every kind."""


def worded(script: str) -> str:
    """Return a script with what it says in the reader's language in front of it; in English with nothing."""
    table = dict(_words(script))
    return f"var playbookWords={json.dumps(table, sort_keys=True)};\n{script}" if table else script


def _words(script: str) -> Iterator[tuple[str, str | dict[str, str]]]:
    for call in _CALL.finditer(script):
        text = json.loads(call[2])
        if call[1] == "say":
            yield from [(text, said)] if (said := say(text)) != text else []
        elif forms := _forms(text, json.loads(call[3])):
            yield text, forms


def _forms(one: str, many: str) -> dict[str, str]:
    """Return the form for each kind of number; none where they are not translated."""
    kind = spoken().locale.plural_form
    forms = {kind(number): counted(one, many, number) for number in reversed(_NUMBERS)}
    return forms if set(forms.values()) - {one, many} else {}
