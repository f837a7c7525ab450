"""A small store with a table of authorities beside it, and what the tests of ``kg link`` ask of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from support_cli import Run, runner
from support_links import BASE

from kg.quads import vocabulary_quads
from kg.stores import open_store

ROOT = Path(__file__).parents[1]
TABLE = """id,label,names,kind,country,from,to,description,office,body
https://e.org/norland,Norland,Kingdom of Norland|Norlande@fr,state,,,,a kingdom in the north,,
https://e.org/norland-gov,Government of Norland,,government,Norland,,,its cabinet,,
https://e.org/falk,Jon Falk,Jon A. Falk,person,Norland,2024,2026,politician,Foreign Minister,Norland
https://e.org/other-falk,Jon Falk,,person,Sudland,,,a cellist,,
https://e.org/bay,Ann Bay,,person,Norland,,,one,,
https://e.org/bay-2,Ann Bay,,person,Norland,,,another,,
https://e.org/tribune,Harbour Tribune,,news medium,Norland,,,a daily,,
https://e.org/tribune-group,Harbour Tribune,,organization,Norland,,,the owner of a daily,,
"""
TRIG = """
@prefix dmd: <https://w3id.org/dmd/ns#> .
@prefix actor: <https://w3id.org/dmd/actor/> .
@prefix post: <https://w3id.org/dmd/post/> .
@prefix graph: <https://w3id.org/dmd/graph/> .
@prefix a: <https://w3id.org/dmd/report/aaaaaaaaaaaaaaaa#> .
@prefix b: <https://w3id.org/dmd/report/bbbbbbbbbbbbbbbb#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
graph:registry {
  actor:norland a dmd:State ; rdfs:label "Norland"@en .
  actor:falk a foaf:Person ; rdfs:label "Jon Falk"@en ; skos:altLabel "Falk"@en .
  actor:jon-a-falk a foaf:Person ; rdfs:label "Jon A. Falk"@en ; skos:altLabel "Falk"@en .
  actor:bay a foaf:Person ; rdfs:label "Ann Bay"@en .
  actor:tribune a <http://schema.org/NewsMediaOrganization> ; rdfs:label "Harbour Tribune"@en .
  post:fm a org:Post ; rdfs:label "Foreign Minister"@en ; org:postIn actor:norland .
  post:dm a org:Post ; rdfs:label "Defence Minister"@en ; org:postIn actor:norland .
}
<https://w3id.org/dmd/report/aaaaaaaaaaaaaaaa> {
  <https://w3id.org/dmd/report/aaaaaaaaaaaaaaaa> a dmd:Report ; dmd:hasDigest "aa" ; dmd:hasFileName "a.txt" ;
    dct:issued "2025-06-20"^^xsd:date ; dmd:hasOutlet actor:tribune .
  a:t a dmd:Tenure ; org:member actor:falk ; dmd:holdsPost post:fm ; dmd:hasPhase dmd:CurrentHolder .
  a:t.1 a dmd:Claim ; dmd:states a:t ; dmd:claimedBy actor:tribune ; dmd:hasPerspective dmd:CertainBehindAsserted ;
    dmd:hasEvidence a:p .
  a:p dmd:hasWords "Jon Falk, the foreign minister" ; dmd:startsAt 0 ; dmd:endsAt 30 .
  a:d a dmd:Demand ; dmd:doneBy actor:falk, actor:bay ; dmd:addressedTo actor:norland .
}
<https://w3id.org/dmd/report/bbbbbbbbbbbbbbbb> {
  <https://w3id.org/dmd/report/bbbbbbbbbbbbbbbb> a dmd:Report ; dmd:hasDigest "bb" ; dmd:hasFileName "b.txt" ;
    dct:issued "2025-06-30"^^xsd:date ; dmd:hasOutlet actor:tribune .
  b:t a dmd:Tenure ; org:member actor:jon-a-falk ; dmd:holdsPost post:fm ; dmd:hasPhase dmd:CurrentHolder .
  b:t.1 a dmd:Claim ; dmd:states b:t ; dmd:claimedBy actor:tribune ; dmd:hasPerspective dmd:CertainBehindAsserted ;
    dmd:hasEvidence b:p .
  b:p dmd:hasWords "Foreign Minister Jon A. Falk" ; dmd:startsAt 0 ; dmd:endsAt 28 .
  b:actor-falk a foaf:Person ; rdfs:label "Falk"@en .
  b:u a dmd:Tenure ; org:member b:actor-falk ; dmd:holdsPost post:dm ; dmd:hasPhase dmd:CurrentHolder .
}
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = open_store(str(tmp_path / "s"), write=True)
    made.replace_graph(f"{BASE}graph/vocabulary", vocabulary_quads((ROOT / "ontology/codes.ttl").read_bytes()))
    made._store.load(TRIG.encode(), format=ox.RdfFormat.TRIG)  # type: ignore[attr-defined]
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_STORE", str(tmp_path / "s"))
    monkeypatch.setenv("KG_AUTHOR", "Ann Moor")
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture
def kg(place: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    return runner(capfdbinary)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """What a person types, a line for each word."""
    return lambda words: monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{word}\n" for word in words.split())))


def rows(kg: Run, *arguments: str) -> list[dict[str, str]]:
    status, out, err = kg("query", "links", "--format", "csv", *arguments)
    assert status == 0, err
    head, *lines = out.replace("\r\n", "\n").splitlines()
    return [dict(zip(head.split(","), line.split(","), strict=False)) for line in lines]


def decisions(kg: Run) -> dict[tuple[str, str], str]:
    return {(row["actor"], row["target"].rpartition("/")[2]): row["decision"] for row in rows(kg)}


def graph(place: Path, name: str) -> set[str]:
    return {str(quad.triple) for quad in open_store(str(place / "s")).quads(f"{BASE}graph/{name}")}


def whole(place: Path) -> set[str]:
    return {str(quad) for quad in open_store(str(place / "s")).quads()}
