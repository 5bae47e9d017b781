"""The interview guide asks each person what that person can know, and repeats nobody's answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook_gen.cli import run

ORGANISATION = """\
name: Acme *Ltd*
as_of: 2026-10-30
sponsor: cmo
people:
  - {id: cmo, name: Ann Lee, title: Chief Marketing Officer, function: marketing}
  - {id: cio, name: Bob Ray, function: it}
  - {id: cfo, name: Zoë Ito, function: finance}
functions: [{id: marketing, name: Marketing, head: cmo}, {id: it, name: IT, head: cio}, {finance: Finance}]
goals: [{id: g1, statement: Win back customers, rank: 1, owner: cfo}]
alliances: [{id: shelf, partners: [marketing, it], accountable: cio, necessity: need-to-have}]
relationships: [{from: cmo, to: cio, trust: 2, said_by: cmo, note: umbrage}]
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "orgs").mkdir()
    (tmp_path / "orgs" / "acme.yaml").write_text(ORGANISATION, "utf-8")
    return tmp_path


def guide(workspace: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, list[str]]:
    """The questions under each heading."""
    capsys.readouterr()
    assert run(["questions", "acme", "-w", str(workspace), *more]) == 0
    found: dict[str, list[str]] = {}
    for line in capsys.readouterr().out.splitlines():
        if line.startswith("## "):
            found[line[3:]] = []
        elif line.startswith("- [ ] "):
            found[list(found)[-1]].append(line[6:])
    return found


def test_regard_is_asked_of_the_one_whose_regard_it_is(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = guide(workspace, capsys, "--most", "500")
    for person, questions in asked.items():
        for question in questions:
            if "How far does Ann Lee" in question:
                assert person == "Ann Lee, Chief Marketing Officer"
            if "How far does Bob Ray" in question:
                assert person == "Bob Ray"
    everything = [q for questions in asked.values() for q in questions]
    assert any("How far does Ann Lee agree" in q for q in everything)
    assert any("How far does Bob Ray trust Ann Lee" in q for q in everything)
    assert not any("How far does Ann Lee trust Bob Ray" in q for q in everything), "that is known"


def test_who_is_asked_can_know(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = guide(workspace, capsys, "--most", "500")
    # The owner about the goal, whoever answers for an alliance about that, the sponsor about the rest.
    assert any("Win back customers" in question for question in asked["Zoë Ito"])
    assert any("Which decisions does Shelf need" in question for question in asked["Bob Ray"])
    assert any("Which activities" in question for question in asked["Ann Lee, Chief Marketing Officer"])


def test_one_person_and_few_questions(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = guide(workspace, capsys, "--person", "cio", "--most", "2")
    assert list(asked) == ["Bob Ray"]
    assert len(asked["Bob Ray"]) == 2
    capsys.readouterr()
    run(["questions", "acme", "-w", str(workspace), "--person", "cio", "--most", "2"])
    assert "more." in capsys.readouterr().out


def test_a_slip_in_a_persons_id(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["questions", "acme", "-w", str(workspace), "--person", "cioo"]) == 2
    assert "did you mean cio?" in capsys.readouterr().err


def test_the_guide_repeats_no_answer_and_is_markdown_whatever_a_name_holds(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["questions", "acme", "-w", str(workspace)])
    out = capsys.readouterr().out
    assert out.startswith("# Interview guide: Acme \\*Ltd\\*, acme\n")
    assert "umbrage" not in out
    assert "low trust" not in out


def test_names_alone_give_a_useful_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "orgs").mkdir()
    (tmp_path / "orgs" / "acme.yaml").write_text("name: Acme\n", "utf-8")
    asked = guide(tmp_path, capsys)
    everything = [question for questions in asked.values() for question in questions]
    assert "Which functions work together by agreement, or need to?" in everything
    assert any("top goals" in question for question in everything)


def test_the_lower_edition_asks_for_less(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = guide(workspace, capsys, "--edition", "company", "--most", "500")
    assert not any("trust" in question for questions in asked.values() for question in questions)
