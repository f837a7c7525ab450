"""What goes out comes back: exports in every format, views of them, and the description of a store."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from support_seed import EXTRACTION, REPORT

from kg import cli
from kg import vocabulary as v
from kg.describing import DCT, VOID, Counts, description
from kg.iris import DEFAULT_BASE, graph_iri, report_iri
from kg.pipeline import load_vocabulary
from kg.quads import report_quads
from kg.registry import registry_quads
from kg.stores import open_store
from kg.supertypes import inferred
from kg.views import REIFIES, reified

IRI = report_iri(DEFAULT_BASE, REPORT.digest)
DATASETS = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}


@pytest.fixture
def location(tmp_path: Path) -> str:
    """A store with the report read by hand."""
    store = open_store(str(tmp_path / "store"), write=True)
    quads = report_quads(EXTRACTION)
    load_vocabulary(store)
    store.replace_report(IRI, quads, (*registry_quads(EXTRACTION), *inferred(quads)), ())
    return store.location


def kg(location: str, *arguments: str) -> int:
    return cli.run(["--store", location, *arguments])


def quads(location: str) -> set[ox.Quad]:
    return set(open_store(location).quads())


@pytest.mark.parametrize("form", DATASETS)
@pytest.mark.parametrize("packed", [False, True])
def test_an_export_comes_back_as_it_was(form: str, packed: bool, location: str, tmp_path: Path) -> None:
    out = tmp_path / f"all.{form}"
    assert kg(location, "export", "--format", form, "-o", str(out)) == 0
    if packed:
        out = Path(f"{out}.gz")
        out.write_bytes(gzip.compress(Path(str(out).removesuffix(".gz")).read_bytes()))
    again = str(tmp_path / "again")
    assert kg(again, "import", "--whole", str(out)) == 0
    assert quads(again) == quads(location)
    digests = []
    for place in (location, again):
        dataset = ox.Dataset(quads(place))
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        digests.append(sorted(str(q) for q in dataset))
    assert digests[0] == digests[1]
    assert kg(again, "validate", "--quiet", "--least", "violation") == 0


def test_an_export_goes_into_an_empty_store_only(
    location: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "all.nq")
    kg(location, "export", "-o", out)
    assert kg(location, "import", "--whole", out) == 3
    assert "holds something; an export goes whole into a new --store" in capfd.readouterr().err
    other = tmp_path / "other.ttl"
    other.write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    for arguments in ([str(other)], [out, "--graph", "urn:g"]):
        assert kg(str(tmp_path / "new"), "import", "--whole", *arguments) == 2
    assert not (tmp_path / "new").exists()


def test_a_store_without_supertypes_comes_back_without(location: str, tmp_path: Path) -> None:
    plain = str(tmp_path / "plain")
    store = open_store(plain, write=True, supertypes=False)
    store.replace_report(IRI, report_quads(EXTRACTION), registry_quads(EXTRACTION), ())
    del store
    out = str(tmp_path / "plain.nq")
    kg(plain, "export", "-o", out)
    kg(str(tmp_path / "back"), "import", "--whole", out)
    assert not open_store(str(tmp_path / "back")).supertypes
    assert quads(str(tmp_path / "back")) == quads(plain)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of its own parser
def test_json_ld_is_compact_and_other_readers_take_it(location: str, tmp_path: Path) -> None:
    out = tmp_path / "one.jsonld"
    kg(location, "export", "--report", REPORT.name, "--format", "jsonld", "-o", str(out))
    text = out.read_text("utf-8")
    assert '"asksFor": {' in text
    assert '"type": "dmd:Demand"' in text
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format="json-ld")
    graph = dataset.graph(rdflib.URIRef(IRI))
    assert len(graph) == len(report_quads(EXTRACTION))


def test_the_rdf12_view_asserts_no_situation_and_loses_nothing() -> None:
    plain = report_quads(EXTRACTION)
    view = list(reified(plain))
    terms = [q.object for q in view if q.predicate == REIFIES]
    assert terms
    assert all(isinstance(t, ox.Triple) for t in terms)
    situations = {q.subject for q in inferred(plain) if q.object == ox.NamedNode(v.SITUATION)}
    assert not [q for q in view if q.subject in situations]
    assert {q.triple for q in plain} == {q.triple for q in view if q.predicate != REIFIES} | set(terms)
    store = ox.Store()
    store.load(ox.serialize(view, format=ox.RdfFormat.TRIG) or b"", format=ox.RdfFormat.TRIG)
    assert set(store) == set(view)


def test_a_claim_on_a_facet_reifies_that_alone_and_the_others_leave_it_out() -> None:
    plain = report_quads(EXTRACTION)
    view = list(reified(plain))
    facets = {q.subject: q.object for q in plain if q.predicate.value == v.HAS_FACET}
    assert facets
    for claim, facet in facets.items():
        of = {q.object.predicate for q in view if q.predicate == REIFIES and q.subject == claim}  # type: ignore[union-attr]
        assert of == {facet}
        about = next(q.object for q in plain if q.subject == claim and q.predicate.value == v.STATES)
        others = {q.subject for q in plain if q.predicate.value == v.STATES and q.object == about} - {claim}
        for other in others - set(facets):
            said = {q.object.predicate for q in view if q.predicate == REIFIES and q.subject == other}  # type: ignore[union-attr]
            assert facet not in said


def test_the_view_is_written_by_the_command(location: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "view.trig"
    assert kg(location, "export", "--view", "rdf12", "--format", "trig", "-o", str(out)) == 0
    found = set(ox.parse(out.read_bytes(), format=ox.RdfFormat.TRIG))
    assert any(q.predicate == REIFIES for q in found)
    assert graph_iri(DEFAULT_BASE, "inferred") not in {getattr(q.graph_name, "value", "") for q in found}
    assert kg(location, "export", "--view", "rdf12", "--format", "jsonld") == 2
    assert "JSON-LD has no triple terms" in capfd.readouterr().err


def test_the_description_counts_what_is_there(location: str, capfd: pytest.CaptureFixture[str]) -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert kg(location, "info", "--format", "turtle", "--licence", licence) == 0
    told = ox.Store()
    told.load(capfd.readouterr().out.encode(), format=ox.RdfFormat.TURTLE)
    dataset, all_quads = ox.NamedNode(f"{DEFAULT_BASE}dataset"), quads(location)

    def value(predicate: str, subject: ox.NamedNode = dataset) -> str:
        (quad,) = told.quads_for_pattern(subject, ox.NamedNode(predicate), None)
        return str(getattr(quad.object, "value", ""))

    assert value(f"{VOID}triples") == str(len(all_quads))
    assert value(f"{VOID}distinctSubjects") == str(len({q.subject for q in all_quads}))
    assert value(f"{DCT}license") == licence
    demands = {q.subject for q in all_quads if q.object == ox.NamedNode(v.DEMAND)}
    assert value(f"{VOID}entities", ox.NamedNode(f"{DEFAULT_BASE}dataset#class-demand")) == str(len(demands))
    named = {
        str(getattr(q.object, "value", ""))
        for q in told.quads_for_pattern(dataset, ox.NamedNode(f"{VOID}vocabulary"), None)
    }
    assert {v.NS, "http://www.w3.org/ns/org#"} <= named
    assert kg(location, "info", "--format", "turtle", "--licence", "not an iri") == 2


def test_links_are_described_as_linksets() -> None:
    exact, far = "http://www.w3.org/2004/02/skos/core#exactMatch", "http://www.wikidata.org/entity/"
    counts = Counts("https://e.org/", 5, links={(exact, far): 3, (exact, "https://sws.geonames.org/"): 2})
    found = {str(t) for t in description(counts, {})}
    (part,) = {t.split()[0] for t in found if '"3"' in t}
    (other,) = {t.split()[0] for t in found if f'uriSpace> "{far}"' in t}
    assert f"{part} <{VOID}objectsTarget> {other}" in found
    assert f"{part} <{VOID}subjectsTarget> <https://e.org/dataset>" in found
    assert sum(t.endswith(f"<{VOID}Linkset>") for t in found) == 2
    assert f"{part} <{VOID}linkPredicate> <http://www.w3.org/2004/02/skos/core#exactMatch>" in found
    assert any(t.startswith(f"{part} <{VOID}triples>") and '"3"' in t for t in found)
