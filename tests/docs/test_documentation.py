"""The documentation says what the program does: tables, sample and examples are run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from playbook_gen.checks.catalogue import CHECKS
from playbook_gen.cli import VERBS
from playbook_gen.exchange.analysis import schema
from playbook_gen.exchange.reference import checks_table, fields_table
from playbook_gen.reading import read_cycle

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "playbook_gen", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_the_table_of_fields_is_the_schema() -> None:
    assert (DOCS / "fields.md").read_text("utf-8") == fields_table(), "run `make docs`"


def test_the_table_of_checks_is_the_registry() -> None:
    assert (DOCS / "checks.md").read_text("utf-8") == checks_table(), "run `make docs`"


def test_the_sample_is_what_analyze_prints() -> None:
    done = run("analyze", "docs/sample/brightwater.yaml", "--format", "json")
    assert done.returncode == 0
    assert done.stdout == (DOCS / "sample" / "analysis.json").read_text("utf-8"), (
        "run `make docs` and read the difference"
    )


@pytest.mark.parametrize("edition", ["company", "leadership", "author"])
@pytest.mark.parametrize("name", ["halden-foods", "symantec", "docs/sample/brightwater.yaml"])
def test_what_analyze_prints_keeps_the_contract(name: str, edition: str) -> None:
    done = run("analyze", name, "--format", "json", "--edition", edition)
    jsonschema.validate(json.loads(done.stdout), schema())


def test_the_lower_editions_name_no_file() -> None:
    data = json.loads(run("analyze", "halden-foods", "--format", "json", "--edition", "leadership").stdout)
    facts = [fact for finding in data["findings"] for fact in finding["evidence"]]
    assert facts
    assert all(fact["file"] is None and fact["line"] is None for fact in facts)


def test_the_author_edition_points_at_the_line() -> None:
    data = json.loads(run("analyze", "docs/sample/brightwater.yaml", "--format", "json").stdout)
    fact = next(f["evidence"][0] for f in data["findings"] if f["check"] == "function.cadence")
    line = (ROOT / fact["file"]).read_text("utf-8").splitlines()[fact["line"] - 1]
    assert "last_held: 2026-07-02" in line


def test_checks_are_listed_for_scripts() -> None:
    done = run("checks", "--format", "json")
    assert done.returncode == 0
    listed = {item["id"]: item for item in json.loads(done.stdout)}
    assert set(listed) == set(CHECKS)
    for identity, check in CHECKS.items():
        item = listed[identity]
        assert {"id", "mode", "question", "thresholds", "core", "needs"} <= set(item)
        assert (item["mode"], item["core"], item["needs"]) == (check.mode, check.core, list(check.needs))
        assert item["question"].endswith("?")
        assert [(t["name"], t["value"], t["source"]) for t in item["thresholds"]] == [
            (t.name, t.value, t.source) for t in check.thresholds
        ]


def examples(name: str) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", (ROOT / name).read_text("utf-8"), flags=re.DOTALL)


def test_the_example_of_the_readme_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "readme.yaml"
    path.write_text(examples("README.md")[0], "utf-8")
    assert read_cycle([(path, "readme.yaml")]).organisation is not None


@pytest.mark.parametrize("example", examples("docs/writing.md"))
def test_the_fields_of_every_example_are_known(example: str, tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(f"name: Example\n{example}", "utf-8")
    codes = {d.code.name for d in read_cycle([(path, "example.yaml")]).diagnostics if not d.warning}
    # Parts of a file refer to people that the part does not show; every other fault is one of the documentation.
    assert codes <= {"REFERENCE"}


def test_every_verb_is_in_the_readme_and_explains_itself() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for verb in VERBS:
        assert f"| `{verb}" in readme
        help_text = run(verb, "--help").stdout
        assert "Example" in help_text


def test_help_needs_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys; from playbook_gen.cli import run; run(['--help']);"
        "print([m for m in ('pydantic', 'wasmtime', 'jinja2', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")
