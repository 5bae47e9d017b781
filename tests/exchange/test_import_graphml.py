"""A GraphML file becomes the network that networkx reads in it; what could multiply or fetch is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook_gen.exchange.cells import blank, clean, withheld

from .harness import DATA, SHARED
from .importing import Done, arcs, imported, imported_from, organisation

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(str(path.relative_to(DATA)) for path in DATA.glob("formats/**/*.graphml"))
PROFILE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
HEAD = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
NAME = '<key id="k" for="node" attr.name="name" attr.type="string"/>'
WEIGHT = '<key id="w" for="edge" attr.name="weight" attr.type="double"/>'


def graphml(inside: str, keys: str = "", edgedefault: str = "directed") -> str:
    return f'{HEAD}{keys}<graph edgedefault="{edgedefault}">\n{inside}\n</graph></graphml>'


def edges(graph: nx.Graph) -> dict[tuple[str, str], float | None]:
    """The arcs that networkx holds, without loops, both directions of an undirected one, the strongest of parallels."""
    found: dict[tuple[str, str], float | None] = {}
    for one, other, weight in graph.edges(data="weight"):
        for arc in {(one, other)} if graph.is_directed() else {(one, other), (other, one)}:
            if one != other:
                found[arc] = weight if weight is None else max(weight, found.get(arc) or 0)
    return found


def check_same(folder: Path, done: Done, oracle: nx.Graph) -> None:
    found = organisation(folder, done)
    assert [person.id for person in found.people or ()] == list(oracle)
    expected = edges(oracle)
    weights = {weight for _, _, weight in oracle.edges(data="weight")}
    assert arcs(found) == (dict.fromkeys(expected) if weights <= {1} else expected)


@pytest.mark.parametrize("name", FILES or ["no file at hand"])
def test_real_files_are_what_networkx_reads(tmp_path: Path, name: str) -> None:
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"REAL DATA ABSENT: {name} not found; set PLAYBOOK_SHARED")
    done = imported_from(tmp_path, "--graphml", str(path))
    oracle = nx.read_graphml(path)
    missing = sum(weight is None for _, _, weight in oracle.edges(data="weight"))
    if 0 < missing < oracle.number_of_edges():
        assert done.code == 1
        assert done.said.count("the tie has no weight, and others have one") == missing
    else:
        check_same(tmp_path, done, oracle)


LABEL = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20)


@PROFILE
@given(
    ties=st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 9) | st.floats(0.001, 1e6)), max_size=10
    ),
    labels=st.lists(LABEL, min_size=6, max_size=6),
    directed=st.booleans(),
    parallel=st.booleans(),
)
def test_any_graph_is_what_networkx_reads(
    tmp_path: Path, ties: list[tuple[int, int, float]], labels: list[str], directed: bool, parallel: bool
) -> None:
    kinds = {(0, 0): nx.Graph, (1, 0): nx.DiGraph, (0, 1): nx.MultiGraph, (1, 1): nx.MultiDiGraph}
    graph = kinds[directed, parallel]()
    graph.add_nodes_from((f"n{place}", {"label": label, "hobby": "x"}) for place, label in enumerate(labels))
    graph.add_edges_from((f"n{one}", f"n{other}", {"weight": float(weight)}) for one, other, weight in ties)
    path = tmp_path / "graph.graphml"
    nx.write_graphml_xml(graph, path)
    found = organisation(tmp_path, imported_from(tmp_path, "--graphml", str(path)))
    oracle = nx.read_graphml(path)
    expected = edges(oracle)
    if {weight for _, _, weight in oracle.edges(data="weight")} <= {1}:
        assert arcs(found) == dict.fromkeys(expected)
    else:
        # Floats of many digits are cut where the organisation file ends; the remark says so.
        assert arcs(found) == {arc: pytest.approx(weight, rel=1e-9) for arc, weight in expected.items()}
    assert [person.name for person in found.people or ()] == [
        own if withheld(clean(label)) else clean(label) for own, label in zip(oracle, labels, strict=True)
    ]


def test_hostile_labels_survive_as_names(tmp_path: Path) -> None:
    labels = SHARED / "spec" / "hostile-labels.jsonl"
    if not labels.is_file():
        pytest.skip("REAL DATA ABSENT: spec/hostile-labels.jsonl not found; set PLAYBOOK_SHARED")
    values = [json.loads(line).get("value") for line in labels.read_text(encoding="utf-8").splitlines()]
    # XML itself refuses control characters and lone surrogates.
    values = [v for v in values if v and clean(v) == v and 2 < len(v) < 200]
    assert len(values) > 40
    graph = nx.DiGraph()
    graph.add_nodes_from((f"n{place}", {"name": value, "title": value}) for place, value in enumerate(values))
    nx.write_graphml_xml(graph, tmp_path / "hostile.graphml")
    found = organisation(tmp_path, imported_from(tmp_path, "--graphml", str(tmp_path / "hostile.graphml")))
    assert [(p.name, p.title) for p in found.people or ()] == [
        (value, None if blank(value) else value) for value in values
    ]


def test_keys_defaults_and_directions(tmp_path: Path) -> None:
    keys = (
        '<key id="d1" for="node" attr.name="Job Title"><default>Partner</default></key>'
        '<key id="d2" for="all" attr.name="label"/>'
        '<key id="d3" for="edge" attr.name="strength"><default>4</default></key>'
        '<key id="d4" for="node" attr.name="name"/><key id="d5" for="node" attr.name="weight"/>'
        '<key id="d6" for="node" attr.name="department"/><key id="d7" for="node" attr.name="manager"/>'
    )
    inside = (
        '<node id="a"><data key="d4">Ann &amp; <![CDATA[<Co>]]></data>'
        '<data key="d2">A</data><data key="d5">3</data></node>'
        '<node id="b"><desc>about b</desc><data key="d2">Bob</data><data key="d1">CFO</data><data key="d6">Money</data>'
        '<data key="d7">a</data></node>'
        '<edge source="a" target="b"/><edge source="b" target="c" directed="false"><data key="d3">2</data></edge>'
    )
    done = imported(tmp_path, graphml=graphml(inside, keys))
    found = organisation(tmp_path, done)
    assert [(p.id, p.name, p.title, p.function) for p in found.people or ()] == [
        ("a", "Ann & <Co>", "Partner", None),
        ("b", "Bob", "CFO", "money"),
        ("c", "c", None, None),
    ]
    assert [p.reports_to for p in found.people or ()][1] == "a"
    assert arcs(found) == {("a", "b"): 4, ("b", "c"): 2, ("c", "b"): 2}
    assert "graphml.graphml: 1 other key left aside" in done.said
    assert "graphml.graphml, line 2: c is not listed among the people, and was added" in done.said
    inside = '<node id="a"/><node id="b"/><edge source="a" target="b"/>'
    undirected = imported(tmp_path, graphml=graphml(inside, "", "undirected"))
    assert set(arcs(organisation(tmp_path, undirected))) == {("a", "b"), ("b", "a")}


def test_labels_of_drawing_programs_and_ports(tmp_path: Path) -> None:
    inside = (
        '<node id="n0"><port name="p"/><data key="g"><y:ShapeNode xmlns:y="http://www.yworks.com/xml/graphml">'
        '<y:Fill color="#fff"/><y:NodeLabel>Ann\n  Lee</y:NodeLabel><y:Shape type="x"/></y:ShapeNode></data></node>'
        '<node id="n1"/><edge source="n0" target="n1" sourceport="p"/>'
    )
    done = imported(tmp_path, graphml=graphml(inside, '<key id="g" for="node" yfiles.type="nodegraphics"/>'))
    found = organisation(tmp_path, done)
    assert [p.name for p in found.people or ()] == ["Ann Lee", "n1"]
    assert set(arcs(found)) == {("n0", "n1")}
    assert "1 port left aside" in done.said


def test_what_a_network_cannot_hold_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    inside = (
        '<node id="a"><graph edgedefault="directed"><node id="b"/></graph></node>\n'
        '<hyperedge><endpoint node="a"/></hyperedge>\n'
        '<node/>\n<edge source="a"/>\n<edge source=" " target="a"/>\n</graph><graph edgedefault="directed">'
    )
    done = imported(tmp_path, graphml=graphml(inside))
    assert done.code == 1
    assert [line for line in done.said.splitlines() if "error" in line] == [
        "graphml.graphml:2:1: error[PB007] a graph within a node or an edge",
        "graphml.graphml:3:1: error[PB007] a hyperedge ties more than two",
        "graphml.graphml:4:1: error[PB010] the node has no id",
        "graphml.graphml:5:1: error[PB010] the edge has no target",
        "graphml.graphml:6:1: error[PB010] the edge has no source",
        "graphml.graphml:7:1: error[PB007] a second graph",
    ]
    silent = imported(tmp_path, graphml=graphml('<node id="a"/>', "", "maybe"))
    assert "the graph does not say whether its edges have a direction" in silent.said


ENTITIES = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
LAUGHS = f'<!DOCTYPE g [<!ENTITY e0 "ha">{ENTITIES}]>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (LAUGHS + graphml('<node id="&e9;"/>'), ", line 1: declares a document type"),
        ('<!DOCTYPE g SYSTEM "file:///etc/passwd">' + graphml('<node id="a"/>'), ", line 1: declares a document type"),
        (graphml('<node id="&passwd;"/>'), ", line 2: is no well-formed XML here"),
        (graphml('<node id="a">'), ", line 3: is no well-formed XML here"),
        (graphml('<node id="a"/>')[:-9], "is no well-formed XML here"),
        ("id,name\na,Ann\n", ", line 1: is no well-formed XML here"),
        ("<html><graphml/></html>", ": is XML, but no GraphML. Export the network as GraphML."),
        ("<graphml xmlns='urn:other'/>", ": is XML, but no GraphML."),
        (f"{HEAD}</graphml>", ": is XML, but holds no GraphML graph."),
        (graphml(""), ": names nobody."),
        (f'<?xml version="1.0" encoding="klingon"?>{HEAD}</graphml>', "encoding"),
        (HEAD + "<graph>" * 100, ", line 1: nests deeper than 64 elements"),
        (graphml("".join(f'<node id="n{n}"/>' for n in range(5_001))), ": more than 5 000 people."),
        (graphml('<edge source="a" target="b"/>' * 20_001), ": more than 20 000 ties."),
        (HEAD + "<a/>" * 500_001, ": more than 500 000 elements."),
        (b"\x1f\x8b\x08packed", ": is packed. Save it as GraphML."),
        ("", ": the file is empty."),
    ],
    ids=lambda value: "",
)
def test_refused(tmp_path: Path, data: str | bytes, says: str) -> None:
    done = imported(tmp_path, graphml=data)
    assert done.code == 1
    assert says in done.said
    assert done.said.startswith("error: graphml.graphml")
    assert done.said.count("\n") == 1


def test_encodings_of_xml(tmp_path: Path) -> None:
    text = graphml('<node id="a"><data key="k">Zoë</data></node>', NAME)
    for encoding in ("utf-8", "utf-16", "iso-8859-1", "windows-1252"):
        data = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
        found = organisation(tmp_path, imported(tmp_path, graphml=data))
        assert [p.name for p in found.people or ()] == ["Zoë"]


def test_the_largest_network(tmp_path: Path) -> None:
    nodes = "".join(f'<node id="n{n}"><data key="k">Person {n}</data></node>' for n in range(5_000))
    ties = "".join(
        f'<edge source="n{n % 5_000}" target="n{(n * 3 + 1 + n // 5_000) % 5_000}"><data key="w">0.5</data></edge>'
        for n in range(20_000)
    )
    found = organisation(tmp_path, imported(tmp_path, graphml=graphml(nodes + ties, NAME + WEIGHT)))
    assert len(found.people or ()) == 5_000
    assert len(found.relationships or ()) > 19_000
