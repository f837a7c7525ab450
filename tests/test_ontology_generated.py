"""What is generated from ontology/ agrees with it: one file of prefixes, heads, query prologue, JSON-LD context."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store, parse
from support_ontology import BY_STORE, FOLDER, ROOT, context_text, generated, head, prefixes

from kg.iris import DEFAULT_BASE
from kg.prefixes import PREFIXES
from kg.prefixes import prefixes as of_store

CURE = "run: PYTHONPATH=. python tests/support_ontology.py"


@pytest.mark.parametrize("path", generated(), ids=lambda p: str(p.relative_to(ROOT)))
def test_what_is_generated_is_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == generated()[path], CURE


def test_every_file_of_prefixes_and_terms_is_covered() -> None:
    files = {path for kind in ("*.ttl", "*.trig", "*.jsonld") for path in FOLDER.rglob(kind)}
    assert files - {FOLDER / "prefixes.ttl"} <= set(generated())


def test_queries_turtle_and_json_ld_know_the_same_prefixes() -> None:
    whole = prefixes()
    assert of_store(DEFAULT_BASE) == dict(sorted(whole.items()))
    assert {name: iri for name, iri in whole.items() if name not in BY_STORE} == PREFIXES
    terms = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert {name: terms[name] for name in whole} == whole
    assert len(set(whole.values())) == len(whole)


def test_the_prologues_parse() -> None:
    assert list(parse(head().encode(), format=RdfFormat.TRIG)) == []
    prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes().items())
    assert list(Store().query(prologue + "SELECT ?s { ?s a dmd:Report }")) == []  # type: ignore[arg-type]
    assert len(rdflib.Graph().query(prologue + "SELECT ?s { ?s a dmd:Report }")) == 0


def test_the_context_gives_each_property_its_type() -> None:
    terms = json.loads(context_text())["@context"]
    assert terms["hasForce"] == {"@id": "dmd:hasForce", "@type": "@id"}
    assert terms["asksFor"] == {"@id": "dmd:asksFor", "@container": "@language"}
    assert terms["startsAt"] == {"@id": "dmd:startsAt", "@type": "xsd:integer"}


def test_what_is_written_with_the_context_reads_as_the_same_triples() -> None:
    node = {
        "@context": json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"],
        "id": "https://example.org/demand",
        "type": "dmd:Demand",
        "asksFor": {"en": "to open the border"},
        "hasForce": "dmd:Urging",
        "hasTarget": {"id": "https://example.org/target", "numericValue": "5", "isChange": True},
    }
    turtle = """<https://example.org/demand> a dmd:Demand ; dmd:asksFor "to open the border"@en ;
      dmd:hasForce dmd:Urging ; dmd:hasTarget <https://example.org/target> .
      <https://example.org/target> qudt:numericValue "5"^^xsd:decimal ; dmd:isChange true ."""
    read = {str(t) for t in parse(json.dumps(node).encode(), format=RdfFormat.JSON_LD)}
    assert read == {str(t) for t in parse((head() + turtle).encode(), format=RdfFormat.TURTLE)}
