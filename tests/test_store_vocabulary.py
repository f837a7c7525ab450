"""Whatever stands in a loaded store is declared: no class or property that ontology/dmd.ttl does not name.

The sample reports are loaded always, those of others where they lie beside the checkout.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode
from rdflib import OWL, RDF, RDFS
from support_ontology import load as ontology
from test_outside_terms import missing

from kg import vocabulary as v
from kg.pipeline import LoadOptions, load
from kg.stores import open_store
from kg.storing import Store

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {"samples": ROOT / "data" / "reports", "others": ROOT.parent / "shared" / "reports"}
BUILT_IN = {str(RDF.type), str(RDFS.label)}


@pytest.fixture(scope="module", params=FOLDERS)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = FOLDERS[request.param]
    if not folder.is_dir():
        pytest.skip(f"no {folder.parent.name}/{folder.name} beside the checkout")
    made = open_store(str(tmp_path_factory.mktemp("store") / request.param), write=True)
    summary = load([folder], made, LoadOptions(), lambda *_: None)
    assert summary.failed == []
    assert summary.loaded >= 10
    return made


@pytest.fixture(scope="module")
def declared() -> rdflib.Graph:
    return ontology("dmd")


def column(store: Store, query: str) -> set[str]:
    return {row[0].value for row in store.query(query)}  # type: ignore[union-attr, index]


def kinds(graph: rdflib.Graph, *types: rdflib.URIRef) -> set[str]:
    return {str(s) for kind in types for s in graph.subjects(RDF.type, kind)}


def test_every_class_is_declared(store: Store, declared: rdflib.Graph) -> None:
    used = column(store, "SELECT DISTINCT ?class { GRAPH ?g { ?x a ?class } }")
    assert {v.CLAIM, v.DEMAND, v.STATE} <= used
    assert used - kinds(declared, OWL.Class) == set()
    assert [trouble for iri in used if (trouble := missing(iri))] == []


def test_every_property_is_declared(store: Store, declared: rdflib.Graph) -> None:
    used = column(store, "SELECT DISTINCT ?property { GRAPH ?g { ?x ?property ?y } }")
    properties = kinds(declared, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    assert {v.STATES, v.DONE_BY, v.HAS_WORDS} <= used
    assert used - properties - BUILT_IN == set()
    assert [trouble for iri in used if (trouble := missing(iri))] == []


def test_every_value_is_of_the_kind_that_its_property_has(store: Store, declared: rdflib.Graph) -> None:
    rows = store.query("SELECT DISTINCT ?p (isLiteral(?o) AS ?words) { GRAPH ?g { ?s ?p ?o } }")
    points, tells = kinds(declared, OWL.ObjectProperty), kinds(declared, OWL.DatatypeProperty)
    for prop, words in rows:  # type: ignore[union-attr, misc]
        assert isinstance(prop, NamedNode)
        assert isinstance(words, Literal)
        assert prop.value not in (points if words.value == "true" else tells), prop


def test_every_code_is_on_a_list(store: Store) -> None:
    used = column(store, f'SELECT DISTINCT ?o {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?o), "{v.NS}")) }}')
    assert used - v.terms() == set()


@pytest.mark.skipif(find_spec("owlready2") is None, reason="owlready2 is not installed")
@pytest.mark.skipif(which("java") is None, reason="no Java on this machine")
def test_the_store_does_not_contradict_the_vocabulary(store: Store, tmp_path: Path) -> None:
    from test_owl import REIFICATION, core, reason

    graph = core() + ontology("alignments")
    rows = store.query("SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }")
    graph.parse(data="".join(f"{s} {p} {o} .\n" for s, p, o in rows), format="nt")  # type: ignore[union-attr, misc]
    for prop in REIFICATION:
        graph.remove((None, prop, None))
    assert reason(graph, tmp_path) == (True, [])
