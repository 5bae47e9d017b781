"""The tools that are compared: how each is asked for a drawing with its defaults, and where it puts things."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bench import force
from bench.networks import Network, sheet
from bench.probe import Asked, browser
from playbook_gen.maps import render

_SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class Tool:
    """One column of the comparison; ``draw`` gives SVG, or raises ``ToolFailedError``."""

    slug: str
    name: str
    draw: Callable[[Network], str]
    asked: Asked


class ToolFailedError(RuntimeError):
    """A tool gave no drawing; the text says why in words for the table."""


_GRAPHVIZ = Asked(
    node="g.node",
    shape="ellipse, circle",
    word="g.node text",
    tie="g.edge",
    line="path",
    head="polygon",
    node_key="title",
    line_key="title",
    node_name="^(.+)$",
    line_names="^(.+)->(.+)$",
)

_MERMAID = Asked(
    node="g.node",
    shape=".label-container",
    word="g.node text",
    tie="path.flowchart-link",
    line=":self",
    head="",
    node_key="id",
    line_key="data-id",
    node_name=r"flowchart-([^-]+)-\d+$",
    line_names=r"^L_([^_]+)_([^_]+)_\d+$",
)

_OURS = Asked(
    node=".map-card",
    shape="rect",
    word=".map-card text",
    tie=".map-tie",
    line="path[fill='none']",
    head="path:not([fill='none'])",
    node_key="title",
    line_key="title",
    node_name="^([^;]+)",
    line_names="^(.+?) influences ([^;]+)",
    title="text[font-weight='600']",
)


def _run(command: list[str], text: str = "") -> str:
    """What a program prints; one that takes too long is ended with all that it started."""
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, start_new_session=True)
    except OSError as fault:
        raise ToolFailedError("could not be started") from fault
    try:
        printed, _ = process.communicate(text.encode(), timeout=_SECONDS)
    except subprocess.TimeoutExpired as fault:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise ToolFailedError(f"gave up after {_SECONDS} s") from fault
    if process.returncode:
        raise ToolFailedError("did not draw")
    return printed.decode("utf-8")


def dot_text(network: Network) -> str:
    """The network in DOT, without a single attribute."""
    people = (f'"{key}";' for key in network.people)
    ties = (f'"{tail}" -> "{head}";' for tail, head, _ in network.arcs)
    return "\n".join(["digraph {", *people, *ties, "}"])


def mermaid_text(network: Network) -> str:
    """The network as a Mermaid flowchart."""
    ties = (f"  {tail} --> {head}" for tail, head, _ in network.arcs)
    return "\n".join(["flowchart TD", *(f"  {key}" for key in network.people), *ties, ""])


def _graphviz(engine: str) -> Tool:
    if not shutil.which(engine):
        raise FileNotFoundError(f"No {engine} on PATH: install Graphviz.")
    version = subprocess.run([engine, "-V"], capture_output=True, check=True, text=True).stderr.split()[4]
    return Tool(
        slug=engine,
        name=f"Graphviz {version}, `{engine}`",
        draw=lambda network: _run([engine, "-Tsvg"], dot_text(network)),
        asked=_GRAPHVIZ,
    )


def _mermaid(program: Path, folder: Path) -> Tool:
    package = (program.resolve() / "../../../../mermaid/package.json").resolve()
    if not package.is_file():
        raise FileNotFoundError("--mermaid names no mmdc that npm installed: give .../node_modules/.bin/mmdc.")
    version = json.loads(package.read_text(encoding="utf-8"))["version"]

    def draw(network: Network) -> str:
        source, target, settings, machine = (
            folder / f"mermaid.{end}" for end in ("mmd", "svg", "json", "machine.json")
        )
        source.write_text(mermaid_text(network), encoding="utf-8")
        limits = {"maxEdges": 100_000, "maxTextSize": 10_000_000}
        settings.write_text(json.dumps({**limits, "htmlLabels": False, "flowchart": {"htmlLabels": False}}))
        machine.write_text(json.dumps({"executablePath": browser(), "args": ["--no-sandbox"]}))
        files = ["-p", str(machine), "-c", str(settings), "-i", str(source), "-o", str(target)]
        target.unlink(missing_ok=True)
        _run([str(program), "-q", *files])
        return target.read_text(encoding="utf-8")

    return Tool(slug="mermaid", name=f"Mermaid {version}", draw=draw, asked=_MERMAID)


def _force() -> Tool:
    def draw(network: Network) -> str:
        try:
            return force.draw(network)
        except ImportError as fault:
            raise ToolFailedError("needs numpy, which is not installed here") from fault

    return Tool(slug="force", name=force.name(), draw=draw, asked=_GRAPHVIZ)


def _ours() -> Tool:
    return Tool(
        slug="playbook-gen",
        name="playbook-gen",
        draw=lambda network: render(sheet(network)).standalone,
        asked=_OURS,
    )


def tools(folder: Path, mermaid: Path | None) -> Iterable[Tool]:
    """All tools, ours first; Mermaid only where its program is given.

    Raises ``FileNotFoundError`` with the way out where Graphviz or the program given is absent.
    """
    found = [_ours(), *map(_graphviz, ("dot", "neato", "sfdp")), _force()]
    return [*found, _mermaid(mermaid, folder)] if mermaid else found
