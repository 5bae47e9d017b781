"""What is no YAML, or YAML that is not supported: refused at its place, in words that tell what to do."""

from __future__ import annotations

import pytest

from .harness import GOOD, HEAD, TWO, Desk


@pytest.mark.parametrize("text", ["# nothing yet\n", "---\n", "\n \n\n", "~\n", "\ufeff# nothing\n", "--- # x\n...\n"])
def test_ys02_a_file_without_data(desk: Desk, text: str) -> None:
    desk.refuses(text, "the file", "playbook-gen init", at="1:1")


def test_ys02_says_that_there_are_only_comments(desk: Desk) -> None:
    desk.refuses("# nothing yet\n", "holds no data, only comments", at="1:1")


@pytest.mark.parametrize(
    "text", ["people:\n\t- id: a\n", "people:\n  - id: a\n\t  name: Ann\n", "people:\n \t- id: a\n"]
)
def test_ys06_a_tab_that_indents(desk: Desk, text: str) -> None:
    line = 2 + next(n for n, line in enumerate(text.split("\n"), 1) if "\t" in line)
    desk.refuses(f"{HEAD}{text}", "tab used for indentation", "use spaces", at=f"{line}:1")


def test_ys07_a_tab_after_a_colon_is_space(desk: Desk) -> None:
    desk.accepts(GOOD.replace("name: Brindlewick", "name:\tBrindlewick"))
    assert "\t" not in (desk.site / "index.html").read_text("utf-8")


def test_ys14_a_field_of_one_person_twice(desk: Desk) -> None:
    desk.refuses(
        f"{HEAD}people:\n  - id: ann\n    name: Ann Lee\n    note: umbrage\n    note: velvet-crowbar\n",
        "note is already set on line 6",
        "also orgs/acme.yaml:6:5: first set here",
        "keep one of the two",
        at="7:5",
    )


def test_ys14_every_repeated_key_is_told(desk: Desk) -> None:
    run = desk.refuses("name: A\nname: B\nvision: x\nname: C\nvision: y\n", "line 1", "line 3", at="2:1")
    assert run.err.count("error[PB008]") == 3


def test_a_repeated_key_that_is_a_sentence_is_not_repeated_again(desk: Desk) -> None:
    run = desk.refuses("extra:\n  Ann took umbrage: 1\n  Ann took umbrage: 2\n", "this key is already set", at="3:3")
    assert "Ann" not in run.err


@pytest.mark.parametrize("text", ["base: &base {a: 1}\n", "summary: &base x\n"])
def test_ys16_an_anchor_is_refused_before_any_merge(desk: Desk, text: str) -> None:
    desk.refuses(f"{HEAD}{text}people:\n  - <<: *base\n", "anchors are not supported", at=f"3:{text.index('&') + 1}")


def test_ys16_a_merge_key(desk: Desk) -> None:
    desk.refuses(f"{HEAD}extra:\n  <<: {{a: 1}}\n", "merge keys are not supported", "repeat the values", at="4:3")
    desk.refuses(f"{HEAD}people:\n  - <<: *base\n", "merge keys", at="4:5")


def test_ys19_an_alias_of_nothing(desk: Desk) -> None:
    desk.refuses(f"{HEAD}sponsor: *ceo\n", "aliases are not supported", "quote it if you meant text", at="3:10")


@pytest.mark.parametrize("value", ['!!python/object/apply:os.system ["id"]', "!!python/name:os.system", "!<tag:x,1> y"])
def test_ys20_a_tag_that_would_run_code(desk: Desk, value: str) -> None:
    desk.refuses(f"{HEAD}summary: {value}\n", "tags are not supported", at="3:10")


@pytest.mark.parametrize("value", ["!secret x", "!include ../kept.txt", "!ENV ${HOME}", "!x", "!x [a]", "!x {a: b}"])
def test_ys21_a_tag_of_somebodys_own(desk: Desk, value: str) -> None:
    desk.refuses(f"{HEAD}summary: {value}\n", "tags are not supported", "remove the !word", at="3:10")


@pytest.mark.parametrize(("text", "at"), [("? [a, b]\n: 1\n", "3:3"), ("{a: b}: 1\n", "3:1"), ("[a]: 1\n", "3:1")])
def test_ys24_a_key_that_is_no_text(desk: Desk, text: str, at: str) -> None:
    desk.refuses(f"{HEAD}{text}", "keys must be plain text", at=at)


def test_ys25_conflict_markers(desk: Desk) -> None:
    text = f"{HEAD}<<<<<<< HEAD\nsummary: umbrage\n=======\nsummary: other\n>>>>>>> theirs\n"
    desk.refuses(text, "git merge conflict marker", "choose one side", at="3:1")
    desk.refuses(f"{HEAD}summary: x\n=======\n", "git merge conflict marker", at="4:1")


@pytest.mark.parametrize(
    ("text", "at"),
    [("summary: {{ ann }}\n", "3:11"), ("{{ cookiecutter.x }}: y\n", "3:1"), ("goals: [{{ a }}]\n", "3:10")],
)
def test_ys26_an_unfilled_placeholder(desk: Desk, text: str, at: str) -> None:
    desk.refuses(f"{HEAD}{text}", "looks like a template placeholder", "quotes or remove it", at=at)


def test_ys26_a_quoted_placeholder_is_text(desk: Desk) -> None:
    desk.accepts(GOOD.replace("title: Chief Marketing Officer", 'title: "{{ 7 * 7 }} {% raw %}"'))
    assert "{{ 7 * 7 }} {% raw %}" in desk.pages()
    assert "49" not in (desk.site / "map.html").read_text("utf-8").split("<title>")[1].split("</title>")[0]


@pytest.mark.parametrize(
    ("text", "says", "at"),
    [
        ("---\nname: B\n", "a second document", "3:1"),
        ('summary: "umbrage\n', "a quote is opened and not closed", "3:10"),
        ("summary: 'umbrage\n", "a quote is opened and not closed", "3:10"),
        ("summary: 'it's umbrage'\n", "does not fit the ones above", "3:14"),
        ("goals: [umbrage\n", "opened and not closed", "3:8"),
        ("extra: {a: umbrage\n", "opened and not closed", "3:8"),
        ("summary: umbrage]\nvision: ]\n", "closed and was not opened", "4:9"),
        ("summary: umbrage: velvet-crowbar\n", "a colon with a space after it", "3:17"),
        (" summary: umbrage\n", "a colon with a space after it", "3:9"),
        ("goals:\n  - g1: umbrage\n g2: x\n", "does not fit", "5:2"),
        ("summary\n", "does not fit", "3:1"),
        ('summary: "umbrage \\q"\n', "a backslash within double quotes", "3:19"),
        ('summary: "umbrage \\ud800"\n', "a backslash within double quotes", "3:21"),
        ("%FOO umbrage\n", "begins with %", "3:1"),
        ("- umbrage\n", "does not fit", "3:1"),
    ],
)
def test_other_slips_of_the_pen(desk: Desk, text: str, says: str, at: str) -> None:
    run = desk.refuses(f"{HEAD}{text}", says, "= hint: ", at=at)
    assert run.err.count("error[") == 1


@pytest.mark.parametrize("text", ["- name: A\n", "just words\n", '"quoted words"\n', "[a, b]\n", "12\n"])
def test_a_file_that_holds_no_fields(desk: Desk, text: str) -> None:
    desk.refuses(text, "the file should begin with fields", at="1:1")


def test_what_the_reader_lacks_is_said_with_its_remedy(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("yaml.CBaseLoader")
    desk.put(f"{HEAD}{TWO}")
    run = desk.run("build")
    assert run.code == 4
    assert "libyaml" in run.err
    assert "pip install" in run.err
