"""Super-types are those of the ontology, depend on the reports alone, and go when the reports go."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDFS
from support_ontology import load
from support_seed import EXTRACTION

from kg import vocabulary as v
from kg.errors import StoreError
from kg.iris import DEFAULT_BASE, INFERRED, graph_iri
from kg.quads import report_quads
from kg.registry import registry_quads
from kg.stores import open_store
from kg.supertypes import INVOLVING, SUPERTYPES, inferred

GRAPH = report_quads(EXTRACTION)[0].graph_name.value
HIDDEN = ox.NamedNode(graph_iri(DEFAULT_BASE, INFERRED))


def test_they_are_those_of_the_ontology() -> None:
    ontology = load("dmd")
    situations = set(ontology.transitive_subjects(RDFS.subClassOf, rdflib.URIRef(v.SITUATION)))
    leaves = {c for c in situations if not list(ontology.subjects(RDFS.subClassOf, c))}
    assert {str(c) for c in leaves} == set(SUPERTYPES)
    for name, above in SUPERTYPES.items():
        closure = set(ontology.transitive_objects(rdflib.URIRef(name), RDFS.subClassOf)) - {rdflib.URIRef(name)}
        assert {str(c) for c in closure if str(c).startswith(v.NS)} == set(above)
    below = set(ontology.transitive_subjects(RDFS.subPropertyOf, rdflib.URIRef(v.INVOLVES))) - {
        rdflib.URIRef(v.INVOLVES)
    }
    assert {str(p) for p in below} == INVOLVING


def test_every_situation_is_found_as_one_and_everybody_in_it() -> None:
    quads = report_quads(EXTRACTION)
    store = ox.Store()
    store.extend((*quads, *inferred(quads)))
    keys = {s.key for s in EXTRACTION.situations}
    found = {
        q.subject.value for q in store.quads_for_pattern(None, ox.NamedNode(v.RDF_TYPE), ox.NamedNode(v.SITUATION))
    }
    assert {iri.rpartition("#")[2] for iri in found} == keys
    asks = """SELECT ?who { GRAPH ?g { ?x a <%s> } GRAPH ?r { ?x <%s> ?who }
      FILTER NOT EXISTS { GRAPH ?h { ?x <%s> ?who } } }"""
    for predicate in (v.DONE_BY, v.HAS_PARTICIPANT, v.HOLDER, v.ADDRESSED_TO):
        assert not list(store.query(asks % (v.SITUATION, predicate, v.INVOLVES)))  # type: ignore[arg-type]


def test_they_come_and_go_with_the_report(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "s"), write=True)
    quads, shared = report_quads(EXTRACTION), registry_quads(EXTRACTION)
    store.replace_report(GRAPH, quads, (*shared, *inferred(quads)), ())
    first = set(store.quads())
    assert any(q.graph_name == HIDDEN for q in first)
    store.replace_report(GRAPH, quads, (*shared, *inferred(quads)), ())
    assert set(store.quads()) == first
    fewer = [q for q in quads if v.DEMAND not in str(q)]
    store.replace_report(GRAPH, fewer, (*shared, *inferred(fewer)), ())
    assert {q for q in store.quads() if q.graph_name == HIDDEN} == set(inferred(fewer))
    store.retract(GRAPH)
    assert list(store.quads()) == []


def test_a_store_is_made_with_or_without_them_and_stays_so(tmp_path: Path) -> None:
    plain, usual = str(tmp_path / "plain"), str(tmp_path / "usual")
    assert not open_store(plain, write=True, supertypes=False).supertypes
    assert not open_store(plain, write=True).supertypes
    assert open_store(usual, write=True).supertypes
    assert open_store(usual, write=True, supertypes=True).supertypes
    with pytest.raises(StoreError, match="was made without super-types spelt out; use a new store"):
        open_store(plain, write=True, supertypes=True)
    with pytest.raises(StoreError, match="was made with super-types spelt out; use a new store"):
        open_store(usual, write=True, supertypes=False)
