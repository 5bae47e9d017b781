"""`explain` prints of a verdict what its page shows."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from playbook_gen.cli import run

ORGANISATION = """\
name: Acme
as_of: 2026-10-30
functions: [{marketing: Marketing}, {it: IT}]
alliances:
  - {id: shelf, partners: [marketing, it], kind: strategic, necessity: useful, value_at_stake: none, forum: none}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "orgs").mkdir()
    (tmp_path / "orgs" / "acme.yaml").write_text(ORGANISATION, "utf-8")
    return tmp_path


def words(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.mark.parametrize("mode", ["focus", "fit", "feasibility", "function", "financial"])
def test_every_sentence_of_the_verdict_is_on_the_page(
    mode: str, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", "-w", str(workspace), "--edition", "author"]) == 0
    page = (workspace / "private/acme/author/alliances/shelf.html").read_text("utf-8")
    section = re.search(rf'<section class="verdict" id="{mode}".*?</section>', page, re.DOTALL)
    assert section
    shown = words(section[0])
    capsys.readouterr()
    assert run(["explain", "acme", "shelf", mode, "-w", str(workspace)]) == 0
    said = words(re.sub(r"^ +- ", "", capsys.readouterr().out, flags=re.MULTILINE))
    level = re.match(rf"Shelf, {mode}: ([a-z ]+?) (?=[A-Z0-9])", said)
    assert level
    assert level[1] in shown
    for sentence in re.findall(r"[A-Z0-9][^.?:]{20,}[.?]", said):
        assert sentence in shown, sentence


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["acme", "shelf", "functoin"], "there is no mode functoin"),
        (["acme", "shlf", "function"], "did you mean shelf?"),
        (["acme", "shelf"], "name a check, or an organisation, one of its alliances and a mode"),
        (["function.cadense"], "did you mean function.cadence?"),
    ],
)
def test_a_slip_is_answered(
    arguments: list[str], words: str, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", *arguments, "-w", str(workspace)]) == 2
    assert words in capsys.readouterr().err


def test_the_company_is_explained_too(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "acme", "company", "function", "-w", str(workspace)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Acme, function: at risk\n")
    assert "The partners of Shelf do not meet." in out
