"""How commands are given and ended: slips, signals, closed pipes, and interpreters with other settings."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

from .harness import GOOD, HEAD, Desk, Run, snapshot


def test_cl01_no_arguments(desk: Desk) -> None:
    run = desk.run()
    assert run.code in (0, 2)
    assert "Usage: playbook-gen" in run.text
    assert "build" in run.text


@pytest.mark.parametrize(("word", "meant"), [("bulid", "build"), ("chekc", "check"), ("analyse", "analyze")])
def test_cl02_a_verb_that_is_misspelt(desk: Desk, word: str, meant: str) -> None:
    run = desk.run(word)
    assert run.code == 2
    assert f"Did you mean {meant}?" in run.err


def test_cl02_an_unknown_verb_or_option(desk: Desk) -> None:
    run = desk.run("frobnicate")
    assert run.code == 2
    assert "There are init, import, check" in run.err
    run = desk.run("build", "--editon", "author")
    assert run.code == 2
    assert "--edition" in run.err


@pytest.mark.parametrize("verb", ["build", "check", "analyze"])
def test_cl03_a_file_that_is_not_there(desk: Desk, verb: str) -> None:
    for name in ("none.yaml", "orgs/none.yaml", "orgs/*.yaml", "none/", f"x/{'y' * 300}.yaml", ""):
        run = desk.run(verb, name)
        assert run.code == 2
        assert f"there is no {'file or folder' if name else 'organisation called'} {name}".rstrip() in run.err


def test_cl03_an_organisation_that_is_not_there(desk: Desk) -> None:
    run = desk.run("build", "acmee")
    assert run.code == 2
    assert "there is no organisation called acmee; did you mean acme?" in run.err
    assert desk.run("build", "-w", "nowhere").code == 2
    (desk.home / "orgs" / "acme.yaml").unlink()
    run = desk.run("build")
    assert run.code == 2
    assert "playbook-gen init" in run.err


@pytest.mark.parametrize("edition", ["Public", "pubic", "", "full", "Company"])
def test_cl07_an_edition_that_is_none(desk: Desk, edition: str) -> None:
    run = desk.run("build", "--edition", edition)
    assert run.code == 2
    assert all(word in run.err for word in ("'company'", "'leadership'", "'author'"))


@pytest.mark.parametrize("day", ["2024-02-30", "abc", "", "20240101", "2024-W01-1", "1e30", "-1", "today"])
def test_cl09_a_day_that_is_none(desk: Desk, day: str) -> None:
    run = desk.run("build", "--as-of", day)
    assert run.code == 2
    assert "--as-of" in run.err
    assert "YYYY-MM-DD" in run.err


@pytest.mark.parametrize("epoch", ["abc", "-1"])
def test_cl09_the_clock_of_reproducible_builds_changes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    expected = snapshot(desk.site)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert desk.run("build").code == 0
    assert snapshot(desk.site) == expected


@pytest.mark.parametrize("option", [("--jobs", "10000"), ("--password", "velvet-crowbar"), ("-vvv",), ("--strict",)])
def test_cl10_cl11_options_that_there_are_not(desk: Desk, option: tuple[str, ...]) -> None:
    run = desk.run("build", *option)
    assert run.code == 2
    assert "No such option" in run.err


@pytest.mark.parametrize("name", ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"])
def test_cl15_no_colour_anywhere(desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "1")
    monkeypatch.setenv("TERM", "dumb")
    assert desk.run("build").code == 0
    run = desk.run("analyze", "acme", "--format", "json")
    assert json.loads(run.out)
    assert "this reads everything" in run.err
    desk.put(f"{HEAD}sponser: x\n")
    run = desk.run("check", "--format", "json")
    assert run.code == 1
    assert json.loads(run.out)[0]["code"] == "PB009"
    assert run.err == ""


def test_cl15_a_terminal_gets_no_escape_codes_either(desk: Desk) -> None:
    ours, theirs = os.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "playbook_gen", "build"],
            cwd=desk.home, env=desk.environment(TERM="xterm"), stdout=theirs, stderr=theirs, timeout=60, check=False,
        )  # fmt: skip
        shown = os.read(ours, 65536)
    finally:
        os.close(theirs)
        os.close(ours)
    assert done.returncode == 0
    assert b"building acme, company edition" in shown
    assert b"\x1b" not in shown


WAITING = """
import os, sys
from playbook_gen import cli, intake
from playbook_gen.publishing import publication
ready, go, where = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
room = intake if where == "read_cycle" else publication
real = getattr(room, where)
def waiting(*arguments, **options):
    os.write(ready, b"x")
    os.read(go, 1)
    return real(*arguments, **options)
setattr(room, where, waiting)
sys.argv[1:] = ["build"]
cli.main()
"""
"""Builds, but says when it has come to a certain step and waits there."""


@pytest.mark.parametrize(
    ("number", "code", "where"),
    [(signal.SIGINT, 130, "seal_tree"), (signal.SIGTERM, 143, "seal_tree"), (signal.SIGHUP, 129, "read_cycle"),
     (signal.SIGTERM, 143, "switch")],
)  # fmt: skip
def test_cl16_a_signal_stops_a_build_and_the_site_stays(
    desk: Desk, number: signal.Signals, code: int, where: str
) -> None:
    desk.put(GOOD.replace("Win back", "Keep"))
    before = snapshot(desk.root)
    ready_out, ready_in = os.pipe()
    go_out, go_in = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-c", WAITING, str(ready_in), str(go_out), where],
        cwd=desk.home,
        env=desk.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=(ready_in, go_out),
    ) as child:
        os.close(ready_in)
        assert os.read(ready_out, 1) == b"x"
        child.send_signal(number)
        os.write(go_in, b"x")  # should the signal have come just before the child began to wait
        out, err = child.communicate(timeout=60)
    for descriptor in (ready_out, go_out, go_in):
        os.close(descriptor)
    desk.hold(Run(child.returncode, out.decode(), err.decode()), before, ())
    assert child.returncode == code
    assert err.decode() == "stopped; nothing was changed\n"


def _into(desk: Desk, stdout: int, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "playbook_gen", *arguments],
        cwd=desk.home, env=desk.environment(), stdout=stdout, stderr=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr.decode()


def test_a_closed_pipe(desk: Desk) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        assert _into(desk, writer, "explain") == (141, "")
        assert _into(desk, writer, "--help") == (141, "")
    finally:
        os.close(writer)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full device")
def test_output_that_cannot_be_written(desk: Desk) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        code, err = _into(desk, full, "explain")
    finally:
        os.close(full)
    assert code == 4
    assert "No space left on device" in err
    assert "Exception ignored" not in err


@pytest.mark.parametrize("option", ["-q", "--quiet"])
def test_cl17_quiet_changes_no_exit_code(desk: Desk, option: str) -> None:
    run = desk.run("build", option)
    assert (run.code, run.text) == (0, "")
    desk.put(f"{HEAD}sponser: umbrage\n")
    run = desk.run("build", option)
    assert run.code == 1
    assert "unknown field sponser" in run.err


def test_cl17_debugging_changes_no_exit_code(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PLAYBOOK_DEBUG", "DEBUG", "PYTHONVERBOSE"):
        monkeypatch.setenv(name, "1")
    assert desk.run("build").code == 0
    desk.put(f"{HEAD}sponser: umbrage\n")
    assert desk.run("build").code == 1


@pytest.mark.parametrize("python", [("-O",), ("-X", "dev", "-W", "error")])
def test_cl19_other_settings_of_the_interpreter(desk: Desk, python: tuple[str, ...]) -> None:
    expected = snapshot(desk.site)
    run = desk.spawn("build", python=python, PYTHONHASHSEED="random")
    assert (run.code, run.err) == (0, "")
    assert snapshot(desk.site) == expected


def test_cl19_a_refusal_needs_no_assertion(desk: Desk) -> None:
    assert desk.spawn("build", "--out", "orgs", python=("-O",)).code == 3


@pytest.mark.parametrize("version", ["0", "2", "1.0", "latest", "[1]"])
def test_cl20_a_version_that_is_not_known(desk: Desk, version: str) -> None:
    run = desk.refuses(f"schema_version: {version}\n{HEAD}", "does not know this schema_version", at="1:17")
    assert "it reads version 1: write schema_version: 1, or for a newer file install a newer playbook-gen" in run.err


@pytest.mark.parametrize("line", ["", "schema_version: 1\n", 'schema_version: "1"\n', "schema_version: unknown\n"])
def test_cl20_a_version_that_is_known_or_left_out(desk: Desk, line: str) -> None:
    desk.accepts(f"{line}{GOOD}")


def test_check_ends_as_the_input_is(desk: Desk) -> None:
    assert desk.run("check").code == 0
    desk.put(f"{HEAD}sponser: x\n")
    for form in ("text", "json", "github"):
        assert desk.run("check", "--format", form).code == 1
    desk.put(f"{GOOD}visibility:\n  - {{field: relationships.trust, edition: company}}\n")
    assert desk.run("check").code == 3


def test_analyze_ends_with_one_where_a_finding_weighs_too_much(desk: Desk) -> None:
    desk.put(GOOD.replace("supports: [g1]", "supports: [g1], necessity: need-to-have, charter: none, forum: none"))
    assert desk.run("analyze", "acme").code == 0
    assert desk.run("analyze", "acme", "--fail-on", "low").code == 1


def test_what_nobody_foresaw_is_told_without_a_private_word(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object, **options: object) -> None:
        raise ValueError("velvet-crowbar")

    for step in ("intake.read_cycle", "pipeline.judge", "pipeline.frame", "pipeline.publish"):
        with monkeypatch.context() as patch:
            patch.setattr(f"playbook_gen.{step}", broken)
            run = desk.run("build")
        assert run.code == 70
        assert "internal error (ValueError); nothing was changed" in run.err
