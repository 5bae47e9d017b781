from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path

import pytest

from playbook_gen.maps import AllianceLink, Card, Lane, Sheet, Stance, Tie, render
from playbook_gen.maps.text import FULL_TEXT_CAP, clean

from . import reading

SHARED = Path(os.environ.get("PLAYBOOK_SHARED", Path(__file__).resolve().parents[3] / "shared"))
LABELS = SHARED / "spec" / "hostile-labels.jsonl"


def _labels() -> list[tuple[str, str, str]]:
    if not LABELS.is_file():
        return []
    found = []
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if "value" in entry:
            found.append((entry["id"], entry["category"], entry["value"]))
        elif "repeat" in entry.get("gen", {}):
            text, times = entry["gen"]["repeat"]
            found.append((entry["id"], entry["category"], text * times))
    return found


KNOWN = _labels()
OWN = [
    ("own-surrogate", "unicode-control", "a\ud800b"),
    ("own-format", "markup", "{source} {0} {x.__class__}"),
    ("own-isolates", "unicode-control", "\u2068x\u2069 \u206e y"),
]


def with_text(text: str) -> Sheet:
    stance = Stance(priority="erp", kind="ally", covert=True)
    ann = Card(id="ann", name=text, title=text, lane="fin", level=0, stances=(stance,))
    bob = Card(id="bob", name="Bob", title="", lane="fin", level=1)
    return Sheet(
        title=text,
        description=text,
        cards=(ann, bob),
        lanes=(Lane(id="fin", name=text),),
        ties=(Tie(source="ann", target="bob", strength=5),),
        priorities=(("erp", text),),
        links=(AllianceLink(a="ann", b="bob", name=text),),
    )


PLAIN = {form: reading.shape(getattr(render(with_text("Plain")), form)) for form in ("svg", "standalone")}


@pytest.mark.skipif(not KNOWN, reason=f"HOSTILE LABELS ARE ABSENT: {LABELS.name} was not tried")
def test_the_shared_labels_are_there() -> None:
    assert len(KNOWN) > 50


@pytest.mark.parametrize(("label", "category", "text"), [pytest.param(*one, id=one[0]) for one in [*KNOWN, *OWN]])
@pytest.mark.parametrize("form", ["svg", "standalone"])
def test_hostile_text_stays_text(label: str, category: str, text: str, form: str) -> None:
    svg = getattr(render(with_text(text)), form)
    svg.encode("utf-8")
    assert {tag for tag, _ in reading.shape(svg)} <= {tag for tag, _ in PLAIN[form]}
    names = {key for _, keys in reading.shape(svg) for key in keys}
    assert names <= {key for _, keys in PLAIN[form] for key in keys}
    ann = next(one for one in reading.cards(svg) if one.get("id") == "map-n0")
    assert len(reading.cards(svg)) == 2
    assert reading.told(ann).startswith(clean(text) or "(no name)")
    assert len(svg) < 40_000
    if category in {"markup", "dot-syntax", "entity"}:
        assert clean(text) == " ".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.parametrize(("label", "category", "text"), [pytest.param(*one, id=one[0]) for one in [*KNOWN, *OWN]])
def test_clean_text_is_safe_short_and_settled(label: str, category: str, text: str) -> None:
    found = clean(text)
    assert len(found) <= FULL_TEXT_CAP
    assert clean(found) == found
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} or char in "\u202e\u2067\ufffe\uffff" for char in found)
