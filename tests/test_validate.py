"""``kg validate``: planted faults are found and named, clean stores pass, and both engines say the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from support_ontology import load
from support_seed import EXTRACTION, REPORT, TEXT
from test_shapes import CASES, planted, said

from kg import cli
from kg import vocabulary as v
from kg.findings import Severity, StoredReport, check, counted
from kg.iris import DEFAULT_BASE, ReportIris, report_iri
from kg.model import Extraction
from kg.quads import report_quads, vocabulary_quads
from kg.registry import registry_quads
from kg.resources import folder
from kg.shacl import Shapes
from kg.stores import open_store
from kg.stores.oxigraph import OxigraphStore
from kg.supertypes import inferred

IRI = report_iri(DEFAULT_BASE, REPORT.digest)
Spoil = Callable[[ox.Store], None]


def put(store: OxigraphStore, extraction: Extraction = EXTRACTION) -> None:
    quads = report_quads(extraction)
    shared = registry_quads(extraction)
    graph = report_iri(DEFAULT_BASE, extraction.report.digest)
    store.replace_report(graph, quads, (*shared, *inferred(quads)), ())
    store.keep_text(extraction.report.digest, extraction.report.text)


@pytest.fixture
def stored(tmp_path: Path) -> OxigraphStore:
    """A store with the report read by hand and the vocabulary."""
    store = open_store(str(tmp_path / "store"), write=True)
    assert isinstance(store, OxigraphStore)
    codes = vocabulary_quads(Path(folder("ontology"), "codes.ttl").read_bytes())
    store.replace_graph(f"{DEFAULT_BASE}graph/vocabulary", codes)
    put(store)
    return store


def run(location: str, capfd: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of ``kg validate``."""
    status = cli.run(["--store", location, "validate", *more])
    out, err = capfd.readouterr()
    return status, out, err


def close(store: OxigraphStore) -> str:
    """Give the store's lock back."""
    del store._store
    return store.location


def test_a_clean_store_passes(stored: OxigraphStore, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(close(stored), capfd)
    assert status == 0
    assert "WARNING" in out
    assert "Nobody is named as asking. [Demand]" in out
    assert "VIOLATION" not in out
    assert err.splitlines()[-1] == "1 report checked: 0 violations, 1 warning, 0 notes"


def quad(subject: str, predicate: str, value: ox.NamedNode | ox.Literal, graph: str = IRI) -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, ox.NamedNode(graph))


def first(store: ox.Store, predicate: str) -> ox.Quad:
    return next(iter(sorted(store.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.NamedNode(IRI)), key=str)))


def other_words(store: ox.Store) -> None:
    old = first(store, v.HAS_WORDS)
    store.remove(old)
    store.add(ox.Quad(old.subject, old.predicate, ox.Literal("x" * len(old.object.value)), old.graph_name))


def no_such_actor(store: ox.Store) -> None:
    old = first(store, v.DONE_BY)
    store.add(ox.Quad(old.subject, old.predicate, ox.NamedNode(f"{DEFAULT_BASE}actor/nobody-00000000"), old.graph_name))


def no_such_code(store: ox.Store) -> None:
    old = first(store, v.HAS_FORCE)
    store.remove(old)
    store.add(ox.Quad(old.subject, old.predicate, ox.NamedNode(v.NS + "Shouting"), old.graph_name))


def untyped(store: ox.Store) -> None:
    for old in store.quads_for_pattern(None, None, ox.NamedNode(v.SITUATION)):
        store.remove(old)


def too_many(store: ox.Store) -> None:
    store.add(quad(f"{IRI}#ghost", v.RDF_TYPE, ox.NamedNode(v.SITUATION), f"{DEFAULT_BASE}graph/inferred"))
    subject = first(store, v.DONE_BY).subject
    graph = ox.NamedNode(f"{DEFAULT_BASE}graph/inferred")
    store.add(ox.Quad(subject, ox.NamedNode(v.INVOLVES), ox.NamedNode(f"{DEFAULT_BASE}actor/x"), graph))


def unclaimed(store: ox.Store) -> None:
    for old in store.quads_for_pattern(None, ox.NamedNode(v.STATES), None):
        if old.object.value.endswith("#demand-push"):
            store.remove(old)


FAULTS = {
    other_words: ("The words are not those of the text at", "Quote"),
    no_such_actor: ("What is referred to is described nowhere.", "Reference"),
    no_such_code: ("What is referred to is described nowhere.", "Reference"),
    untyped: ("Super-types that follow are not spelt out; load the report again.", "Supertype"),
    too_many: ("Super-types are spelt out that do not follow; load the report again.", "Supertype"),
    unclaimed: ("No claim states this situation.", "Situation"),
}


@pytest.mark.parametrize("spoil", FAULTS, ids=lambda f: f.__name__)
def test_a_planted_fault_is_named_with_its_place(
    spoil: Spoil, stored: OxigraphStore, capfd: pytest.CaptureFixture[str]
) -> None:
    spoil(stored._store)
    location = close(stored)
    message, shape = FAULTS[spoil]
    status, out, _ = run(location, capfd, "--format", "json", "--least", "violation")
    assert status == 1
    found = json.loads(out)
    assert any(f["message"].startswith(message) and f["shape"] == shape for f in found)
    assert {f["report"] for f in found} == {IRI}
    assert {f["file"] for f in found} == {REPORT.path}
    if spoil in (no_such_code, no_such_actor):
        assert any(f["words"] and f["words"] in TEXT for f in found)
    assert run(location, capfd, "--report", REPORT.name, "--quiet")[0] == 1


def test_a_text_that_was_not_kept_is_a_note(stored: OxigraphStore, capfd: pytest.CaptureFixture[str]) -> None:
    stored.drop_text(REPORT.digest)
    location = close(stored)
    status, out, err = run(location, capfd, "--least", "info")
    assert status == 0
    assert "The text was not kept" in out
    assert err.splitlines()[-1].endswith("1 note")


def test_a_report_in_turtle_is_one_of_shacl(stored: OxigraphStore, capfd: pytest.CaptureFixture[str]) -> None:
    unclaimed(stored._store)
    _, out, _ = run(close(stored), capfd, "--format", "turtle")
    store = ox.Store()
    store.load(out.encode(), format=ox.RdfFormat.TURTLE)
    asked = """PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX dmsh: <https://w3id.org/dmd/shapes#>
      ASK { ?r a sh:ValidationReport ; sh:conforms false ; sh:result ?x . ?x a sh:ValidationResult ; sh:focusNode ?n ;
        sh:resultSeverity sh:Violation ; sh:sourceShape dmsh:Situation ; sh:resultMessage ?m }"""
    assert store.query(asked)


def test_many_reports_go_through_in_parts_and_each_keeps_its_own(
    stored: OxigraphStore, capfd: pytest.CaptureFixture[str]
) -> None:
    """More reports than go through the shapes together; one of them is spoilt."""
    for i in range(20):
        text = TEXT + "." * (i + 1)
        digest = hashlib.sha256(text.encode()).hexdigest()
        put(stored, replace(EXTRACTION, report=replace(REPORT, text=text, digest=digest, name=f"r{i}", path=f"r{i}")))
    unclaimed(stored._store)
    for old in list(stored._store.quads_for_pattern(None, ox.NamedNode(v.STATES), None)):
        stored._store.remove(old)
        break
    status, out, err = run(close(stored), capfd, "--format", "json", "--least", "violation")
    assert status == 1
    assert err.splitlines()[-1].startswith("21 reports checked")
    for found in json.loads(out):
        assert found["node"].startswith(found["report"])


def test_both_engines_say_the_same_on_every_planted_fault() -> None:
    shapes = Shapes(Path(folder("ontology"), "shapes.ttl").read_text("utf-8"))
    graph = ox.NamedNode("urn:g")
    for number, case in enumerate(CASES):
        data = planted(number, case["update"])
        triples = ox.parse(data.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES)
        quads = [ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples]
        found = {(r.node, r.message) for r in shapes.results(quads)}
        # pySHACL adds the results of a nested sh:or under messages of its own making
        expected = {(node, message) for node, message in said(data) if not message.startswith("Node <")}
        assert {node for node, _ in found} == {node for node, _ in expected}, case["message"]
        assert {m for _, m in found if "{" not in m} <= {m for _, m in expected}


def test_each_message_has_the_shape_it_belongs_to() -> None:
    shapes = Shapes(Path(folder("ontology"), "shapes.ttl").read_text("utf-8"))
    names = {str(s).rpartition("#")[2] for s in load("shapes").subjects()}
    assert set(shapes._homes.values()) <= {f"https://w3id.org/dmd/shapes#{name}" for name in names}
    assert shapes.results(()) == []


def test_checks_on_values() -> None:
    quads = report_quads(EXTRACTION)
    whole = StoredReport(IRI, quads, registry_quads(EXTRACTION), frozenset(inferred(quads)), TEXT)
    assert list(check(whole, v.terms(), DEFAULT_BASE)) == []
    assert counted(check(replace(whole, text=" " + TEXT), v.terms(), DEFAULT_BASE))[Severity.VIOLATION] > 10
    iris = ReportIris.of(DEFAULT_BASE, REPORT)
    assert whole.words(iris.keyed("demand-push")) in TEXT
    assert whole.words("urn:nothing") == ""
