"""The vocabulary is in OWL 2 DL and consistent, alone, with its alignments, and with data; faults planted are found.

Profile: the checker of the OWL API. Reasoner: HermiT. Both come inside owlready2, and need a Java (the profile a JDK).
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, XSD, Literal, URIRef
from support_ontology import EXAMPLES, example, load
from support_seed import COURIER, EXTRACTION

from kg import vocabulary as v
from kg.quads import registry_quads, report_quads

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("owlready2") is None, reason="owlready2 is not installed"),
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java on this machine"),
]
JAVA = shutil.which("java") or ""
PROFILE = Path(__file__).parent / "owl" / "Profile.java"
REIFICATION = (
    RDF.subject,
    RDF.predicate,
    RDF.object,
)  # of dmd:Link: reserved names in OWL 2, so kept from the reasoner
THING = URIRef("https://example.org/thing")
D = rdflib.Namespace(v.NS)


def core() -> rdflib.Graph:
    return load("dmd") + load("codes")


def data() -> rdflib.Graph:
    """The report by hand, as the loader writes it."""
    quads = (*report_quads(EXTRACTION, outlet=COURIER), *registry_quads(EXTRACTION, outlet=COURIER))
    text = pyoxigraph.serialize([q.triple for q in quads], format=pyoxigraph.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=text, format="nt")


def examples() -> rdflib.Graph:
    found = rdflib.Graph()
    for path in EXAMPLES:
        for s, p, o, _ in example(path).quads():
            if p not in REIFICATION:
                found.add((s, p, o))
    return found


def planted(*triples: tuple[object, object, object]) -> rdflib.Graph:
    graph = core()
    for triple in triples:
        graph.add(triple)  # type: ignore[arg-type]
    return graph


GRAPHS = {
    "core": core,
    "alignments": lambda: core() + load("alignments"),
    "data": lambda: core() + load("alignments") + data(),
    "examples": lambda: core() + load("alignments") + examples(),
}
NOT_DL = {  # planted, and what the checker calls it
    "a property that is two kinds of property": (
        "IllegalPunning",
        lambda: planted((D.asksFor, RDF.type, OWL.ObjectProperty)),
    ),
    "a class that nobody declares": (
        "UseOfUndeclaredClass",
        lambda: planted((D.Demand, RDFS.subClassOf, THING)),
    ),
    "a name of OWL's own as a class": (
        "UseOfReservedVocabularyForClassIRI",
        lambda: planted((D.Demand, RDFS.subClassOf, RDF.langString)),
    ),
}
NO_MODEL = {
    "a claim that is a demand": lambda: planted((THING, RDF.type, D.Claim), (THING, RDF.type, D.Demand)),
    "two forces": lambda: planted((THING, D.hasForce, D.Urging), (THING, D.hasForce, D.Ordering)),
    "a claim in two perspectives that differ": lambda: planted(
        (THING, D.hasPerspective, D.CertainBehindAsserted),
        (THING, D.hasPerspective, D.ProbableBehindAsserted),
    ),
    "a number for words": lambda: planted((THING, D.asksFor, Literal(5, datatype=XSD.integer))),
}


@pytest.fixture(scope="module")
def violations(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """For each graph what the checker says of it, all in one run."""
    folder = tmp_path_factory.mktemp("owl")
    made = {**GRAPHS, **{name: make for name, (_, make) in NOT_DL.items()}}
    files = []
    for number, make in enumerate(made.values()):
        files.append(str(folder / f"{number}.rdf"))
        make().serialize(files[-1], format="xml")
    done = subprocess.run(
        [JAVA, "-cp", str(hermit()), str(PROFILE), *files], capture_output=True, text=True, check=False
    )
    if "jdk.compiler" in done.stderr:
        pytest.skip("this Java has no compiler")
    assert done.returncode == 0, done.stderr
    parts = done.stdout.split("axioms ")[1:]
    assert len(parts) == len(made)
    return {name: part.splitlines()[1:] for name, part in zip(made, parts, strict=True)}


@cache
def hermit() -> Path:
    spec = importlib.util.find_spec("owlready2")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "hermit" / "HermiT.jar"


@pytest.mark.parametrize("name", GRAPHS)
def test_it_is_in_owl_2_dl(name: str, violations: dict[str, list[str]]) -> None:
    assert violations[name] == []


@pytest.mark.parametrize("name", NOT_DL)
def test_what_is_not_in_owl_2_dl_is_found(name: str, violations: dict[str, list[str]]) -> None:
    assert any(line.startswith(f"violation {NOT_DL[name][0]} ") for line in violations[name])


def reason(graph: rdflib.Graph, folder: Path) -> tuple[bool, list[str]]:
    """Whether the graph has a model, and the classes that can have no members, by HermiT."""
    import owlready2

    file = folder / "graph.nt"
    graph.serialize(file, format="nt", encoding="utf-8")
    world = owlready2.World()
    ontology = world.get_ontology(file.as_uri()).load()
    try:
        owlready2.sync_reasoner_hermit(ontology, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False, []
    return True, [str(cls) for cls in world.inconsistent_classes()]


@pytest.mark.parametrize("name", GRAPHS)
def test_it_has_a_model_and_no_class_is_empty_by_definition(name: str, tmp_path: Path) -> None:
    assert reason(GRAPHS[name](), tmp_path) == (True, [])


@pytest.mark.parametrize("name", NO_MODEL)
def test_what_cannot_be_is_found(name: str, tmp_path: Path) -> None:
    assert reason(NO_MODEL[name](), tmp_path)[0] is False
