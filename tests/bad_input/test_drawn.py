"""The thirty rows drawn by lot (see drawn.md), one test each, named after the row."""

from __future__ import annotations

import errno
import os
import re
from typing import Any

import pytest

from strategies import Tokens, to_yaml

from .harness import GOOD, HEAD, TWO, Desk, snapshot

# YAML syntax


def test_ys01_a_file_of_no_bytes(desk: Desk) -> None:
    desk.refuses(b"", "the file is empty", "playbook-gen init", at="1:1")


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("@home", "starts with @"), ("%5", "starts with %"), ("`code`", "starts with `"), ("*star", "aliases"),
        ("&anchor x", "anchors"), ("!word x", "tags"), ("|x", "starts with |"), (">x", "starts with >"),
        ("? x", "starts with ?"),
    ],
)  # fmt: skip
def test_ys12_a_value_that_starts_with_a_special_character(desk: Desk, value: str, says: str) -> None:
    desk.refuses(f"name: Brindlewick Tea\nsummary: {value}\n", says, "quote", at="2:10")


def test_ys13_a_top_level_key_twice(desk: Desk) -> None:
    desk.refuses(f"{HEAD}{TWO}{TWO}", "people is already set on line 3", "also orgs/acme.yaml:3:1", at="6:1")


def test_ys15_keys_that_other_readers_take_for_truth_values(desk: Desk) -> None:
    run = desk.refuses(f"{HEAD}no: a\nfalse: b\non: c\nyes: d\n", "unknown field no", "unknown field false", at="3:1")
    assert [f"acme.yaml:{line}:1: error[PB009]" in run.err for line in range(3, 7)] == [True] * 4
    assert "already set" not in run.err
    desk.refuses(f"{HEAD}extra:\n  no: a\n  no: b\n", "no is already set on line 4", at="5:3")
    desk.accepts(f"{GOOD}extra: {{no: a, false: b, on: c, yes: d}}\n")


def test_ys17_an_anchor_and_its_alias(desk: Desk) -> None:
    desk.refuses(f"{HEAD}summary: &x 1\nvision: *x\n", "anchors are not supported", "quote it", at="3:10")
    desk.put(f"{HEAD}summary: &x 1\nvision: *x\n", "other.yaml")
    run = desk.run("build", "other.yaml")
    assert run.code == 1
    assert "other.yaml:3:10: error[PB007] anchors are not supported" in run.err


def test_ys18_an_alias_that_contains_itself(desk: Desk) -> None:
    desk.refuses(f"{HEAD}goals: &a [*a]\n", "anchors are not supported", at="3:8")
    desk.refuses(f"{HEAD}goals: [*a]\n", "aliases are not supported", at="3:9")


@pytest.mark.parametrize("tag", ["!!binary aGk=", "!!set {a, b}", "!!omap [a: 1]", "!!timestamp 2024-01-01", "!!str x"])
def test_ys22_tags_of_the_standard(desk: Desk, tag: str) -> None:
    desk.refuses(f"{HEAD}summary: {tag}\n", "tags are not supported", "quote it if you meant text", at="3:10")


def test_ys23_a_version_directive(desk: Desk) -> None:
    text = GOOD.replace("title: Chief Marketing Officer", "title: no")
    desk.accepts(f"%YAML 1.2\n---\n{text}")
    assert ">no<" in desk.pages() or "(no)" in desk.pages() or ", no" in desk.pages()


# YAML types


@pytest.mark.parametrize("name", ["", " ~", ' ""', ' "  "'])
def test_yt03_an_empty_name(desk: Desk, name: str) -> None:
    desk.refuses(f"as_of: 2026-06-30\nname:{name}\n", "name is empty", at="2:6" if not name else "2:7")
    desk.refuses(f"{HEAD}people:\n  - id: ann\n    name:{name}\n", "name is empty", at="5:10" if not name else "5:11")


def test_yt03_names_that_look_like_nothing_are_names(desk: Desk) -> None:
    names = ("Null", '"Null"', '"~"', "none", "unknown", "NO")
    people = "".join(f"  - {{id: p{n}, name: {name}, title: Post {n}}}\n" for n, name in enumerate(names))
    desk.accepts(GOOD.replace("Brindlewick Tea", "Null").replace("functions:\n", f"{people}functions:\n"))
    shown = (desk.site / "map.html").read_text("utf-8")
    assert [name for name in names if f">{name.strip(chr(34))}<" not in shown] == []
    assert ">None<" not in desk.pages()


def test_yt04_ids_with_leading_zeros(desk: Desk) -> None:
    desk.accepts(
        f"{HEAD}functions:\n  - {{id: 007, name: Bonds}}\n  - {{id: 7, name: Stocks}}\n"
        "alliances:\n  - {id: 012, partners: [007, 7]}\n"
    )
    assert (desk.site / "partners" / "007.html").is_file()
    assert (desk.site / "partners" / "7.html").is_file()
    assert (desk.site / "alliances" / "012.html").is_file()


def test_yt06_a_month_that_no_calendar_has(desk: Desk) -> None:
    run = desk.refuses(
        f"{HEAD}people:\n  - {{id: ann, name: Ann, since: 2024-13-45}}\n",
        "since is not a calendar date",
        "YYYY-MM-DD",
        at="4:33",
    )
    assert "2024-13-45" not in run.err


@pytest.mark.parametrize(
    "day", ["2023-02-29", "0000-00-00", "24-1-2", "2024-00", "2024-Q5", "2024/01/02", "02.01.2024", "٢٠٢٤"]
)
def test_yt07_days_that_do_not_exist_or_leave_the_century_open(desk: Desk, day: str) -> None:
    desk.refuses(
        f"{HEAD}people:\n  - {{id: ann, name: Ann, since: {day}}}\n", "not a calendar date", "YYYY-MM-DD", at="4:33"
    )


@pytest.mark.parametrize(
    "rating", ["-1", "0", "6", "11", "3.5", '"three"', "true", "[3]", "1_0", "0x3", "1e0", "3.0", "٣"]
)
def test_yt11_a_rating_that_is_not_one_to_five(desk: Desk, rating: str) -> None:
    desk.refuses(
        f"{HEAD}{TWO}relationships:\n  - {{from: ann, to: bob, trust: {rating}}}\n",
        "trust: expected a whole number from 1 to 5", "1: expects harm", "5: relies on without checking",
        at="7:33",
    )  # fmt: skip


def test_yt11_a_quoted_rating_is_a_rating(desk: Desk) -> None:
    desk.accepts(GOOD.replace("influence: 3", 'influence: "3"'))


@pytest.mark.parametrize("name", ["[Ann, Lee]", "{first: Ann}"])
def test_yt16_a_name_that_is_a_list_or_a_mapping(desk: Desk, name: str) -> None:
    desk.refuses(f"{HEAD}people:\n  - {{id: ann, name: {name}}}\n", "name: expected text", at="4:21")


def test_yt23_a_judgement_moved_below_its_floor(desk: Desk) -> None:
    desk.refuses(
        f"{GOOD}visibility:\n  - {{field: relationships.trust, edition: company}}\n",
        "relationships.trust can never be shown to company",
        "the lowest edition that may hold it is leadership",
        at="17:43",
        code=3,
    )


# References


def test_rf08_an_id_twice(desk: Desk) -> None:
    run = desk.refuses(
        f"{HEAD}people:\n  - {{id: ann, name: Ann Lee, note: umbrage}}\n  - {{id: ann, name: Ann Roe}}\n",
        "the id ann is already used on line 4",
        "also orgs/acme.yaml:4:10: first used here",
        at="5:10",
    )
    assert run.err.count("error[") == 1


def test_rf12_as_many_ties_between_two_people_as_a_file_may_hold(desk: Desk) -> None:
    ties = "  - {from: ann, to: bob}\n"
    run = desk.refuses(
        f"{HEAD}{TWO}relationships:\n{ties * 20_000}", "relationship 2 says again what line 7 says", at="8:5"
    )
    assert "there are so many errors that not all of them were looked for" in run.err
    assert run.err.count("error[") == 20
    desk.refuses(
        f"{HEAD}{TWO}relationships:\n{ties * 200_000}",
        "more than 20 000 relationships",
        "what matters first",
        at="20007:5",
    )


# Names


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\x", "/abs", "C:x", "a/b", "..", "."])
def test_nm06_an_id_that_would_leave_the_folder(desk: Desk, name: str) -> None:
    desk.refuses(
        f"{HEAD}functions:\n  - {{id: '{name}', name: IT}}\n", "id is not an id", "letters, digits, - and _", at="4:10"
    )


def _filled_with(text: str) -> str:
    """An organisation whose every free text, of every record the schema knows, is ``text`` and a number."""
    tokens = Tokens()
    hostile = to_yaml(tokens.data)
    for token in tokens.tokens:
        if token.startswith("token-"):
            hostile = hostile.replace(token, text)
    return hostile


def test_nm12_markup_in_every_text_field(desk: Desk) -> None:
    bad = "<script>alert(1)</script>"
    text = _filled_with(f"'{bad}'").replace("\"'", "'").replace("'\"", "'")
    for edition in ("company", "leadership", "author"):
        desk.accepts(text, "--edition", edition)
    for folder in (desk.site, desk.home / "private" / "acme"):
        pages = desk.pages(folder)
        drawn = "".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.html")))
        own = {f'<script src="{up}assets/script.js" defer>' for up in ("", "../")}
        assert set(re.findall(r"<script[^>]*>", drawn)) == own
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in pages


def test_nm14_a_name_that_closes_a_script(desk: Desk) -> None:
    desk.accepts(GOOD.replace("Marketing,", '"</script><script>alert(1)",').replace("Ann Lee", '"</script><script>x"'))
    for path in desk.site.rglob("*.html"):
        page = path.read_text("utf-8")
        assert page.count("</script>") == page.count("<script"), path.name
        assert "<script>alert" not in page
    assert "</script>" not in (desk.site / ".playbook-gen.json").read_text("ascii")


# Encoding


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028", "\u2029", "mixed"])
def test_en04_line_ends(desk: Desk, end: str) -> None:
    ends = ("\n", "\r\n", "\r", "\x85", "\u2028")

    def ended(text: str) -> str:
        lines = text.splitlines()
        return "".join(line + (ends[n % len(ends)] if end == "mixed" else end) for n, line in enumerate(lines))

    expected = snapshot(desk.site)
    desk.accepts(ended(GOOD))
    assert snapshot(desk.site) == expected
    desk.refuses(ended(f"{GOOD}sponser: ann\n"), "unknown field sponser", "did you mean sponsor?", at="16:1")


@pytest.mark.parametrize("escape", ["\\N", "\\L", "\\P", "\\r"])
def test_en04_an_escaped_line_end_within_a_value(desk: Desk, escape: str) -> None:
    desk.refuses(f'{HEAD}summary: "one{escape}two"\n', "is not allowed here", at="3:10")


EMOJI = "Zoë 👩‍👩‍👧‍👦 🇨🇭 👍🏽"


def test_en11_emoji_in_names(desk: Desk) -> None:
    desk.accepts(GOOD.replace("name: Marketing", f"name: {EMOJI}").replace("Ann Lee", EMOJI))
    assert (desk.site / "partners" / "marketing.html").is_file()
    assert EMOJI in (desk.site / "partners" / "marketing.html").read_text("utf-8")
    assert EMOJI in (desk.site / "map.html").read_text("utf-8")
    assert "\ufffd" not in desk.pages()


SCRIPTS = ("عائشة", "שירה כהן", "สมหญิง", "王小明", "अनीता", "Юлия")


def test_en12_names_in_other_scripts(desk: Desk) -> None:
    people = "".join(f"  - {{id: p{n}, name: {name}}}\n" for n, name in enumerate(SCRIPTS))
    units = "".join(f"  - {{id: f{n}, name: {name}}}\n" for n, name in enumerate(SCRIPTS))
    text = GOOD.replace("functions:\n", f"{people}functions:\n{units}")
    desk.accepts(text.replace("[marketing, it]", f"[{', '.join(f'f{n}' for n in range(len(SCRIPTS)))}]"))
    for n, name in enumerate(SCRIPTS):
        assert name in (desk.site / "partners" / f"f{n}.html").read_text("utf-8")
        assert name in (desk.site / "map.html").read_text("utf-8")
    assert all(path.name.isascii() for path in desk.site.rglob("*"))


def test_en15_a_turkish_locale(desk: Desk) -> None:
    desk.put(GOOD.replace("name: IT", "name: IŞIK İli").replace("id: it", "id: IT").replace("it}", "IT}")
             .replace(": it", ": IT").replace(", it]", ", IT]"))  # fmt: skip
    assert desk.spawn("build", LC_ALL="C").code == 0
    expected = snapshot(desk.site)
    assert desk.spawn("build", LC_ALL="tr_TR.UTF-8", LANG="tr_TR.UTF-8", LANGUAGE="tr").code == 0
    assert snapshot(desk.site) == expected


# Output


def test_ou01_a_target_that_holds_what_must_not_be_lost(desk: Desk) -> None:
    (desk.root / "repo" / ".git").mkdir(parents=True)
    (desk.root / "repo" / "kept.txt").write_text("kept", "utf-8")
    for out in (".", "..", "orgs", "orgs/acme.yaml", "orgs/sub", "../repo", "../repo/.git", "../repo/.git/x", "/"):
        run = desk.run("build", "--out", out)
        assert run.code == 3, out
        assert "Choose another folder with --out" in run.err, out


def test_ou03_a_target_with_files_of_somebody_else(desk: Desk) -> None:
    desk.put("mine", "elsewhere/diary.txt")
    for more in ((), ("--replace",), ("--adopt",)):
        run = desk.run("build", "--out", "elsewhere", *more)
        assert run.code == 3
        assert "was not made by playbook-gen (it holds diary.txt)" in run.err
        assert "hoose another folder" in run.err
    desk.put("mine", "page/404.html")
    assert desk.run("build", "--out", "page").code == 3
    assert desk.run("build", "--out", "page", "--adopt", targets=("ws/page",)).code == 0


def test_ou04_a_target_with_another_site(desk: Desk) -> None:
    run = desk.run("build", "--out", "private/acme/author")
    assert run.code == 3
    assert "holds site acme/author; you asked acme/company" in run.err
    assert "--replace" in run.err
    desk.put(GOOD, "orgs/beta.yaml")
    run = desk.run("build", "beta", "--out", "site/acme")
    assert run.code == 3
    assert "holds site acme/company; you asked beta/company" in run.err


def test_ou06_pages_edited_by_hand(desk: Desk) -> None:
    with (desk.site / "plan.html").open("a", encoding="utf-8") as page:
        page.write("<!-- mine -->")
    run = desk.run("build")
    assert run.code == 3
    assert "plan.html" in run.err
    assert "--replace" in run.err
    assert desk.run("build", "--replace").code == 0
    assert "mine" not in (desk.site / "plan.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        ("write", errno.EDQUOT), ("write", errno.EIO), ("mkdir", errno.EROFS), ("mkdir", errno.EMFILE),
        ("fsync", errno.EIO), ("rename", errno.EIO), ("rename", errno.ENAMETOOLONG),
    ],
)  # fmt: skip
def test_ou12_a_disk_that_refuses(desk: Desk, monkeypatch: pytest.MonkeyPatch, code: int, operation: str) -> None:
    # A target of its own: a first site is renamed into place, a second exchanged.
    def refuse(*arguments: Any, **options: Any) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, operation, refuse)
        run = desk.run("build", "--out", "new/site")
    assert run.code == 4
    assert os.strerror(code) in run.err
    assert "the site is unchanged" in run.err


def test_ou12_a_name_too_long_for_the_disk(desk: Desk) -> None:
    run = desk.run("build", "--out", "n" * 300)
    assert run.code == 4
    assert os.strerror(errno.ENAMETOOLONG) in run.err


def test_ou15_pages_that_differ_only_in_case_from_the_last(desk: Desk) -> None:
    desk.accepts(GOOD.replace("id: data", "id: Data"))
    assert [path.name for path in (desk.site / "alliances").iterdir()] != []
    assert sorted(path.name for path in (desk.site / "alliances").iterdir()) == ["Data.html", "index.html"]
