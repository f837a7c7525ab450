"""The Python interface: the page about it is so, and it says what is wrong."""

from __future__ import annotations

import doctest
import io
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import rdflib.compare

import kg
from kg import api
from kg.resources import folder
from kg.stores.oxigraph import OxigraphStore

PAGE = Path(__file__).parents[1] / "docs" / "python.md"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # rdflib uses what it deprecates itself
A, B = rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b")


@pytest.mark.slow
def test_the_page_is_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(folder("data") + "/reports", tmp_path / "reports")
    monkeypatch.chdir(tmp_path)
    text = "\n".join("" if line.startswith("```") else line for line in PAGE.read_text("utf-8").splitlines())
    test = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
    said: list[str] = []
    found = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=said.append)
    assert not found.failed, "".join(said)
    assert found.attempted > 25


@pytest.fixture(params=["folder", pytest.param("oxigraph", marks=pytest.mark.slow)])
def graphs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[kg.Graphs]:
    """A store with a graph, opened for writing."""
    place = str(tmp_path / "s") if request.param == "folder" else request.getfixturevalue("servers")(request.param)
    with kg.open(place, write=True) as opened:
        opened.update(
            "DROP SILENT GRAPH <urn:g> ; DROP SILENT GRAPH <urn:h> ; INSERT DATA { GRAPH <urn:g> {"
            ' <urn:a> <urn:n> 5 , 2.5 , true , "2025-07-01"^^xsd:date , "words" , "mots"@fr , <urn:b> } }'
        )
        yield opened


VALUES = {5, 2.5, True, date(2025, 7, 1), "words", "mots", "urn:b"}


def test_rows_are_plain_values_or_terms(graphs: kg.Graphs) -> None:
    select = "SELECT ?v ?none { GRAPH <urn:g> { <urn:a> ?p ?v } }"
    rows = list(graphs.query(select))
    assert {row["v"] for row in rows} == VALUES
    assert {row["none"] for row in rows} == {None}
    assert ox.Literal("mots", language="fr") in {v for v, _ in graphs.query(select).terms()}


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_rows_become_data_frames(kind: str, graphs: kg.Graphs) -> None:
    pytest.importorskip(kind)
    for select, shape in (("SELECT ?v ?p { <urn:a> ?p ?v }", (7, 2)), ("SELECT ?x ?y { ?x <urn:nix> ?y }", (0, 2))):
        rows = graphs.query(select)
        frame = rows.to_pandas() if kind == "pandas" else rows.to_polars()
        assert frame.shape == shape
        assert list(frame.columns) == select.replace("?", "").split()[1:3]


def test_each_form_of_query_has_its_method(graphs: kg.Graphs) -> None:
    construct, ask, select = "CONSTRUCT { ?s ?p 5 } { ?s ?p 5 }", "ASK { ?s ?p 5 }", "SELECT * { ?s ?p 5 }"
    assert [str(triple.subject) for triple in graphs.construct(construct)] == ["<urn:a>"]
    assert graphs.ask(ask)
    assert not graphs.ask("ASK { <urn:nix> ?p ?o }")
    wrong: list[tuple[Callable[[str], object], str]] = [
        (graphs.query, construct),
        (graphs.query, ask),
        (graphs.construct, select),
        (graphs.ask, select),
    ]
    for method, query in wrong:
        with pytest.raises(kg.UsageError, match="is for"):
            method(query)


@pytest.mark.parametrize(
    "query",
    ["DROP ALL", "SELECT * {", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "no-such-query", ""],
)
def test_what_is_no_query_is_refused(query: str, graphs: kg.Graphs) -> None:
    with pytest.raises(kg.UsageError):
        list(graphs.query(query))
    with pytest.raises(kg.UsageError, match="only saved queries have parameters"):
        graphs.query("SELECT * { ?s ?p ?o }", actor="Japan")
    assert graphs.ask("ASK { GRAPH <urn:g> { ?s ?p ?o } }")


def test_saved_queries_take_parameters(graphs: kg.Graphs) -> None:
    assert list(graphs.query("who-demanded-what", actor="Japan", since="2025-01-01")) == []
    assert list(graphs.query("demands", report_file="none.txt")) == []
    assert list(graphs.construct("pressure-network")) == []
    with pytest.raises(kg.QueryError, match="colour"):
        graphs.query("demands", colour="red")


def test_a_graph_of_rdflib_is_put_and_comes_back(graphs: kg.Graphs) -> None:
    given = rdflib.Graph()
    node = rdflib.BNode()
    for triple in ((A, B, rdflib.Literal("é\n", lang="fr")), (A, B, node), (node, B, rdflib.Literal(5))):
        given.add(triple)
    assert graphs.put("urn:h", given)
    assert not graphs.put("urn:h", given) or "http" in graphs.store.location  # a server renames blank nodes
    out = io.BytesIO()
    graphs.export(out, "nt", graph="urn:h")
    back = rdflib.Graph().parse(data=out.getvalue(), format="nt")
    assert rdflib.compare.isomorphic(back, given)
    with pytest.raises(kg.UsageError, match="kg itself writes"):
        graphs.put("graph:registry", given)


def test_the_dataset_is_the_store_itself(graphs: kg.Graphs) -> None:
    dataset = graphs.dataset()
    one = dataset.graph(rdflib.URIRef("urn:g"))
    assert {str(value) for value in one.objects(A)} == {"5", "2.5", "true", "2025-07-01", "words", "mots", "urn:b"}
    asked = dataset.query("SELECT (COUNT(*) AS ?n) { GRAPH <urn:g> { ?s ?p ?o } }")
    assert [int(row.n) for row in asked] == [7]  # type: ignore[union-attr]
    dataset.graph(rdflib.URIRef("urn:h")).add((A, B, rdflib.Literal("new")))
    assert [row["o"] for row in graphs.query("SELECT ?o { GRAPH <urn:h> { ?s ?p ?o } }")] == ["new"]


def test_what_is_opened_for_reading_is_not_written(graphs: kg.Graphs, tmp_path: Path) -> None:
    place = graphs.store.location
    with kg.open(place) as reading:
        for write in (
            lambda: reading.update("DROP ALL"),
            lambda: reading.put("urn:h", rdflib.Graph()),
            lambda: reading.import_file(tmp_path / "x.ttl"),
            lambda: reading.retract("x"),
            lambda: reading.load(tmp_path),
        ):
            with pytest.raises(kg.UsageError, match="opened for reading"):
                write()
        with pytest.raises(Exception, match=r"read-write|opened for reading"):
            reading.dataset().graph(rdflib.URIRef("urn:h")).add((A, B, A))
        assert len(reading) >= 7
    with pytest.raises(kg.StoreError, match="was closed"):
        reading.reports()


def test_files_in_and_out(graphs: kg.Graphs, tmp_path: Path) -> None:
    out = tmp_path / "all.trig"
    graphs.export(out, "trig")
    graphs.export(tmp_path / "one.nt", "nt", graph="urn:g")
    assert graphs.import_file(tmp_path / "one.nt", graph="urn:h") == ("urn:h", 7, True)
    with pytest.raises(kg.UsageError, match="holds one graph"):
        graphs.export(out, "nt")
    with pytest.raises(kg.UsageError, match="must be an IRI"):
        graphs.export(out, graph="urn:x> <urn:y")
    assert "urn:g" in out.read_text("utf-8")


def test_a_folder_that_is_closed_can_be_opened_by_another(tmp_path: Path) -> None:
    first = kg.open(tmp_path / "s", write=True)
    with pytest.raises(kg.StoreLocked):
        kg.open(tmp_path / "s", write=True)
    first.close()
    kg.open(tmp_path / "s", write=True).close()
    with pytest.raises(kg.StoreError, match="there is no store"):
        kg.open(tmp_path / "none")


def test_a_store_is_made_only_where_that_was_meant(tmp_path: Path) -> None:
    with pytest.raises(kg.StoreError, match="there is no store"):
        kg.open(tmp_path / "s", write=True, make=False)
    broken = tmp_path / "b.ttl"
    broken.write_text("<urn:a> <urn:b> .", "utf-8")
    with pytest.raises(kg.UsageError, match="cannot be parsed"):
        api.import_file(tmp_path / "s", broken)
    assert not (tmp_path / "s").exists()
    broken.write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    assert api.import_file(tmp_path / "s", broken, "urn:g") == ("urn:g", 1, True)
    with kg.open(tmp_path / "s", write=True, make=False) as graphs:
        assert graphs.size()
        graphs.optimize()
        assert list(graphs.texts("SELECT ?o ?none { GRAPH <urn:g> { ?s ?p ?o } }")) == [("urn:c", "")]


def test_a_dry_run_needs_no_store(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", "utf-8")
    told: list[str] = []
    summary = api.dry_run(tmp_path / "none", tmp_path / "empty.txt", told=lambda _, what: told.append(what))
    assert (summary.loaded, len(summary.refused), told) == (0, 1, [])
    found, summary = api.extract(tmp_path / "empty.txt")
    assert list(found) == []
    assert len(summary.refused) == 1
    assert not (tmp_path / "none").exists()


def test_queries_of_ones_own_and_allowed_services(graphs: kg.Graphs, tmp_path: Path) -> None:
    own = "#+ summary: Numbers.\nSELECT ?v { GRAPH <urn:g> { ?s ?p ?v FILTER(?v = ?__least_integer) } }"
    (tmp_path / "numbers.rq").write_text(own, "utf-8")
    assert len(list(graphs.query("numbers", queries=tmp_path))) == 7
    assert [row["v"] for row in graphs.query("numbers", queries=tmp_path, least="5")] == [5]
    nobody = ["http://localhost:1/"]
    with pytest.raises(kg.StoreError):
        list(graphs.query("SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }", allow_service=nobody))
    assert graphs.ask("ASK { SERVICE SILENT <http://localhost:1/> { ?s ?p ?o } }", allow_service=nobody)


def test_what_was_written_is_not_left_in_the_log_for_every_reader_to_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[int] = []
    settle = OxigraphStore.settle
    monkeypatch.setattr("kg.stores.oxigraph._MUCH", 20_000)
    monkeypatch.setattr(OxigraphStore, "settle", lambda store: settled.append(len(store)) or settle(store))
    insert = "INSERT DATA { GRAPH <urn:g> { %s } }"
    with kg.open(tmp_path / "s", write=True) as graphs:
        graphs.update(insert % "<urn:a> <urn:b> <urn:c>")
        assert settled == []
    assert settled == [1], "closed"
    graphs = kg.open(tmp_path / "s", write=True)
    for number in range(10):
        graphs.update(insert % " . ".join(f"<urn:{number}> <urn:b> {i}" for i in range(400)))
    assert settled[1:] == [1201, 2401, 3601]
    with pytest.raises(kg.QueryError), kg.open(tmp_path / "t", write=True) as other:
        other.update("INSERT DATA {")
    assert len(settled) == 4, "what failed may still be on its way"
