"""The graph of real reports, read with the language model: the shapes hold, nothing dangles, and it stays small."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, Store
from rdflib import SH
from support_ontology import load
from test_quads import REUSED

from kg import vocabulary as v
from kg.invariants import check
from kg.iris import DEFAULT_BASE
from kg.model import Extraction
from kg.pipeline import alternative_names, extractions, outlet_of
from kg.quads import registry_quads, report_quads
from kg.reports import read_report

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "reports"
OWN = sorted((ROOT / "data" / "reports").glob("*.*"))
OTHERS = sorted(SHARED.glob("*.txt"))[::9]  # a few of other people's reports, where they are at hand
FILES = [*OWN, *OTHERS]


@cache
def read() -> dict[Path, Extraction]:
    reports = [next(read_report(path)) for path in FILES]
    found = {}
    for path, (_, extraction, trouble) in zip(FILES, extractions(reports), strict=True):
        assert extraction is not None, f"{path.name}: {trouble}"
        found[path] = extraction
    return found


def quads(path: Path) -> tuple[tuple[Quad, ...], tuple[Quad, ...]]:
    extraction = read()[path]
    outlet = outlet_of(extraction.report)
    shared = registry_quads(extraction, outlet=outlet, alternative_names=alternative_names)
    return report_quads(extraction, outlet=outlet), shared


def test_there_are_samples() -> None:
    assert len(OWN) >= 3
    if not OTHERS:
        pytest.skip("no reports of others beside the checkout")
    assert len(OTHERS) >= 5


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem[:40])
def test_what_was_read_is_whole(path: Path) -> None:
    assert check(read()[path]) == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem[:40])
def test_the_shapes_hold(path: Path) -> None:
    own, shared = quads(path)
    data = pyoxigraph.serialize([q.triple for q in (*own, *shared)], format=RdfFormat.N_TRIPLES)
    graph = rdflib.Graph().parse(data=data, format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=load("shapes"))
    assert isinstance(report, rdflib.Graph)
    violations = report.subjects(SH.resultSeverity, SH.Violation)
    assert [(report.value(r, SH.focusNode), report.value(r, SH.resultMessage)) for r in violations] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem[:40])
def test_its_quads_are_known_whole_and_come_back(path: Path) -> None:
    own, shared = quads(path)
    everything = (*own, *shared)
    store = Store()
    store.extend(everything)
    assert set(store) == set(everything)
    described = {q.subject for q in everything}
    for quad in everything:
        used = [quad.predicate.value]
        if quad.predicate.value == v.RDF_TYPE:
            used.append(quad.object.value)
        assert all(iri in v.terms() or iri in REUSED for iri in used), quad
        if isinstance(quad.object, NamedNode):
            name = quad.object.value
            assert name in v.terms() or name in REUSED or quad.object in described, quad
            assert not name.startswith(DEFAULT_BASE) or name in v.terms() or quad.object in described, quad


def test_the_graph_stays_lean() -> None:
    claims = sum(len(e.claims) for e in read().values())
    assert claims > 50
    assert sum(len(quads(path)[0]) for path in read()) / claims <= 14
