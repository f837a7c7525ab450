"""The vocabulary has no known pitfall but those accepted here with a reason; each finder finds a planted one."""

from __future__ import annotations

import re

import pytest
import rdflib
from rdflib import DC, DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, URIRef
from support_ontology import load, prefixes
from support_pitfalls import BIBO, FOOPS, ONTOLOGY, OOPS, SCHEMA, name, named, not_said

from kg import vocabulary as v

ACCEPTED = {  # pitfall: reason, and the elements; "*" is any
    "P11": ("OWL 2 has no xsd:date to range over", {"startsOn", "endsOn"}),
    "P11 ": ("whatever plays a part", {"involves"}),
    "P13": ("each tie is stored in one direction; a query follows it in both", {"*"}),
}
ABSENT = {(BIBO.doi, DCTERMS.identifier), (FOAF.logo, SCHEMA.logo)}  # of OM3: the vocabulary has neither yet
PLANTED = {
    "P02": "dmd:Claim owl:equivalentClass dmd:Passage .",
    "P03": "dmd:isA a owl:ObjectProperty .",
    "P04": "dmd:Island a owl:Class .",
    "P05": "dmd:meets a owl:ObjectProperty ; owl:inverseOf dmd:states ; rdfs:domain dmd:Claim .",
    "P06": "dmd:Situation rdfs:subClassOf dmd:Demand .",
    "P07": "dmd:PostAndHolder a owl:Class .",
    "P08": "dmd:Island a owl:Class .",
    "P10": "dmd:Visit a owl:Class ; rdfs:subClassOf dmd:PlannedEvent .",
    "P11": "dmd:meets a owl:ObjectProperty .",
    "P13": "dmd:meets a owl:ObjectProperty .",
    "P19": "dmd:states rdfs:domain dmd:Report .",
    "P20": 'dmd:Note a owl:Class ; rdfs:label "A note is what somebody wrote down."@en ; skos:definition "note"@en .',
    "P21": "dmd:OtherAct a owl:Class .",
    "P22": "dmd:has_name a owl:DatatypeProperty .",
    "P24": "dmd:Act rdfs:subClassOf dmd:Act .",
    "P25": "dmd:meets a owl:ObjectProperty ; owl:inverseOf dmd:meets .",
    "P26": "dmd:meets a owl:ObjectProperty ; owl:inverseOf dmd:conflictsWith .",
    "P27": "dmd:hasForce owl:equivalentProperty dmd:hasTopic .",
    "P28": "dmd:states a owl:SymmetricProperty .",
    "P29": "dmd:states a owl:TransitiveProperty .",
    "P32": 'dmd:Assertion a owl:Class ; rdfs:label "Claim"@en .',
    "P33": "dmd:states owl:propertyChainAxiom ( dmd:relays ) .",
    "P34": "dmd:Act rdfs:subClassOf dmd:Deed .",
    "P35": "dmd:Act dmd:hasNote dmd:Demand .",
    "P36": "<https://w3id.org/dmd/ns.owl> a owl:Ontology .",
    "P38": None,
    "P40": 'prov:Agent rdfs:label "agent"@en .',
    "P41": None,
}


@pytest.fixture(scope="module")
def whole() -> rdflib.Graph:
    return load("dmd") + load("codes")


@pytest.fixture
def graph(whole: rdflib.Graph) -> rdflib.Graph:
    """A copy, to plant in."""
    return whole + rdflib.Graph()


def found(graph: rdflib.Graph, pitfall: str) -> set[str]:
    number = pitfall.split()[0]
    accepted = set().union(*(names for key, (_, names) in ACCEPTED.items() if key.strip() == number))
    return set() if "*" in accepted else {name(n) for n in OOPS[pitfall](graph)} - accepted


@pytest.mark.parametrize("pitfall", OOPS)
def test_there_is_no_such_pitfall(pitfall: str, graph: rdflib.Graph) -> None:
    assert found(graph, pitfall) == set()


@pytest.mark.parametrize("pitfall", OOPS)
def test_a_planted_one_is_found(pitfall: str, graph: rdflib.Graph) -> None:
    before = set(OOPS[pitfall](graph))
    planted = PLANTED[pitfall.split()[0]]
    if planted is None:
        graph.remove((ONTOLOGY, None, None))
    else:
        graph.parse(data="".join(f"@prefix {p}: <{i}> .\n" for p, i in prefixes().items()) + planted, format="turtle")
    assert set(OOPS[pitfall](graph)) - before


def test_what_is_accepted_is_still_there(graph: rdflib.Graph) -> None:
    for key, (reason, names) in ACCEPTED.items():
        finder = next(find for pitfall, find in OOPS.items() if pitfall.startswith(key.strip() + " "))
        assert reason
        assert names == {"*"} or names <= {name(n) for n in finder(graph)}, key


def test_the_alignments_say_nothing_of_the_terms_of_others() -> None:
    assert list(OOPS["P40 namespace hijacking"](load("alignments"))) == []


@pytest.mark.parametrize("check", FOOPS)
def test_the_metadata_is_there(check: str, graph: rdflib.Graph) -> None:
    assert set(not_said(graph, check)) - ABSENT == set()
    graph.remove((ONTOLOGY, None, None))
    assert not_said(graph, check) == list(FOOPS[check])


def test_the_iri_is_persistent_and_one_with_the_namespace(graph: rdflib.Graph) -> None:
    """FOOPS! PURL1, URI1, URI2 as far as they go without a network."""
    assert v.ONTOLOGY.startswith("https://w3id.org/")
    assert list(graph.subjects(RDF.type, OWL.Ontology)) == [ONTOLOGY]
    assert str(graph.value(ONTOLOGY, URIRef(prefixes()["vann"] + "preferredNamespaceUri"))) == v.NS == prefixes()["dmd"]
    assert str(graph.value(ONTOLOGY, URIRef(prefixes()["vann"] + "preferredNamespacePrefix"))) == "dmd"
    assert re.fullmatch(re.escape(v.ONTOLOGY) + r"/\d+\.\d+\.\d+", str(graph.value(ONTOLOGY, OWL.versionIRI)))


def test_other_vocabularies_are_used_and_every_term_has_words(graph: rdflib.Graph) -> None:
    """FOOPS! VOC1 to VOC4."""
    aligned = graph + load("alignments")
    metadata = {p for p in graph.predicates(ONTOLOGY) if p != RDF.type}
    assert sum(str(p).startswith((str(DCTERMS), str(DC), prefixes()["vann"])) for p in metadata) >= 8
    parents = set(aligned.objects(None, RDFS.subClassOf)) | set(aligned.objects(None, RDFS.subPropertyOf))
    assert sum(not str(p).startswith(v.NS) for p in parents) >= 10
    for term in named(graph, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual):
        assert graph.value(term, RDFS.label), term
        assert graph.value(term, SKOS.definition), term
