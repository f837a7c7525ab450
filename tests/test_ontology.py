"""The vocabulary's own files: complete, named by the rule, the same set as the constants, read alike by two parsers."""

from __future__ import annotations

import re
from collections import defaultdict

import pyoxigraph
import pytest
import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, URIRef
from rdflib.collection import Collection
from support_ontology import FILES, FOLDER, KNOWN, load, prefixes

from kg import vocabulary as v
from kg.quads import vocabulary_quads

HAS_TIER = URIRef(v.HAS_TIER)
PARTS = ("alignments", "shapes")


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return load("dmd") + load("codes")


def own(graph: rdflib.Graph) -> list[URIRef]:
    return sorted({s for s in graph.subjects() if isinstance(s, URIRef) and str(s).startswith(v.NS)})


def test_the_constants_are_the_terms_of_the_ontology(ontology: rdflib.Graph) -> None:
    assert {str(term) for term in own(ontology)} == v.terms()
    assert len(v.terms()) > 250


@pytest.mark.parametrize("name", FILES)
def test_two_parsers_read_the_same(name: str) -> None:
    data = (FOLDER / f"{name}.ttl").read_bytes()
    theirs = pyoxigraph.Dataset(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE))
    ours = load(name)
    again = pyoxigraph.Dataset(
        pyoxigraph.parse(ours.serialize(format="nt").encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    )
    for dataset in (theirs, again):
        dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    assert theirs == again
    assert len(theirs) > 40


def test_every_term_is_described(ontology: rdflib.Graph) -> None:
    missing = []
    for term in own(ontology):
        needed = (RDFS.label, SKOS.definition, SKOS.example, RDFS.isDefinedBy, HAS_TIER)
        missing += [f"{term} has no {p}" for p in needed if not list(ontology.objects(term, p))]
        languages = {label.language for label in ontology.objects(term, RDFS.label)}
        if languages != {"en", "de", "fr"}:
            missing.append(f"{term} has labels in {languages}")
        if {str(t) for t in ontology.objects(term, HAS_TIER)} - {"core", "detail"}:
            missing.append(f"{term} is of an unknown tier")
    assert missing == []


def test_names_follow_the_rule(ontology: rdflib.Graph) -> None:
    properties = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    verbs = re.compile(
        r"(has|is|ends|starts|rests|states|relays|quotes|conflicts|involves|asks|raises|answers|counts|takes|changes"
        r"|holds|leaves|acts|claimed|told|hedged|read|done|addressed|instigated|worded|made|possibly)(?=[A-Z]|$)"
    )
    for term in own(ontology):
        name = str(term).removeprefix(v.NS)
        if properties & set(ontology.objects(term, RDF.type)):
            assert verbs.match(name), f"{name} is a property and no verb phrase"
        else:
            assert re.fullmatch(r"([A-Z][a-z]+)+", name), f"{name} is no noun in UpperCamelCase"


def test_no_two_terms_differ_by_case_alone_and_no_two_labels_are_alike(ontology: rdflib.Graph) -> None:
    names, labels = defaultdict(set), defaultdict(set)
    for term in own(ontology):
        names[str(term).lower()].add(term)
        for label in ontology.objects(term, RDFS.label):
            labels[str(label).lower(), label.language].add(term)
    assert [same for same in names.values() if len(same) > 1] == []
    assert [(label, same) for label, same in labels.items() if len(same) > 1] == []


def test_domains_and_ranges_are_declared_classes(ontology: rdflib.Graph) -> None:
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    for prop in (RDFS.domain, RDFS.range, RDFS.subClassOf):
        for subject, _, value in ontology.triples((None, prop, None)):
            members = ontology.value(value, OWL.unionOf)
            for one in Collection(ontology, members) if members else (value,):
                known = one in classes or str(one).startswith((str(rdflib.XSD), str(rdflib.RDF)))
                assert known, f"{subject} {prop} {one}"


def test_every_code_is_in_the_list_of_its_class(ontology: rdflib.Graph) -> None:
    for cls, scheme in v.SCHEMES.items():
        members = set(ontology.subjects(RDF.type, URIRef(cls)))
        assert members == set(ontology.subjects(SKOS.inScheme, URIRef(scheme)))
        assert len(members) > 1
        words = [str(ontology.value(m, SKOS.prefLabel)) for m in members]
        assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    "codes",
    [
        v.TIMEFRAMES, v.MODALITIES, v.FORCES, v.TOPICS, v.COMPARATORS, v.RESPONSE_TYPES, v.MEETING_STATUSES,
        v.STATEMENT_KINDS, v.PHASES, v.RESOLUTIONS,
    ],
)  # fmt: skip
def test_the_word_for_a_code_is_the_models(codes: dict[object, str], ontology: rdflib.Graph) -> None:
    for value, iri in codes.items():
        assert str(ontology.value(URIRef(iri), SKOS.prefLabel)) == str(value)


def test_factualities_have_the_models_notation_and_forces_rise(ontology: rdflib.Graph) -> None:
    for value, iri in v.FACTUALITIES.items():
        assert str(ontology.value(URIRef(iri), SKOS.notation)) == value.value
    ranks = [int(str(ontology.value(URIRef(iri), URIRef(v.HAS_RANK)))) for iri in v.FORCES.values()]
    assert ranks == [1, 2, 3, 4, 5, 6]


def test_a_perspective_is_made_of_its_parts(ontology: rdflib.Graph) -> None:
    assert len(v.PERSPECTIVES) == len(set(v.PERSPECTIVES.values())) == 7 * 3 * 5
    for (factuality, timeframe, modality), iri in v.PERSPECTIVES.items():
        parts = {p: str(ontology.value(URIRef(iri), URIRef(p))) for p in (v.HAS_FACTUALITY, v.HAS_TIMEFRAME)}
        assert parts == {v.HAS_FACTUALITY: v.FACTUALITIES[factuality], v.HAS_TIMEFRAME: v.TIMEFRAMES[timeframe]}
        assert str(ontology.value(URIRef(iri), URIRef(v.HAS_MODALITY))) == v.MODALITIES[modality]


def test_response_types_count_as_the_contracts_stances(ontology: rdflib.Graph) -> None:
    stances = {str(o) for o in ontology.objects(None, URIRef(v.COUNTS_AS))}
    assert stances == {"accepts", "rejects", "evades", "conditions"}
    for iri in v.RESPONSE_TYPES.values():
        assert ontology.value(URIRef(iri), URIRef(v.COUNTS_AS))


def test_lists_in_the_shapes_are_the_codes() -> None:
    shapes = load("shapes")
    lists = [set(map(str, rdflib.collection.Collection(shapes, o))) for o in shapes.objects(None, rdflib.SH["in"])]
    known = [
        set(codes.values())
        for codes in (v.PERSPECTIVES, v.TOPICS, v.FORCES, v.COMPARATORS, v.RESPONSE_TYPES, v.MEETING_STATUSES, v.PHASES,
                      v.STATEMENT_KINDS, v.RESOLUTIONS)
    ]  # fmt: skip
    known += [
        {v.LINK_PROPOSED, v.LINK_ACCEPTED, v.LINK_REJECTED, v.LINK_UNSURE},
        {v.INSTIGATED_BY, v.HAS_REASON, v.HAS_REASON_IN_WORDS, v.HAS_CONDITION, v.HAS_CONSEQUENCE},
    ]
    assert sorted(map(sorted, lists)) == sorted(map(sorted, known))


def test_alignments_and_shapes_speak_of_known_terms() -> None:
    for name in ("alignments", "shapes"):
        graph = load(name)
        for triple in graph:
            for node in triple:
                if isinstance(node, URIRef) and str(node).startswith(v.NS):
                    assert str(node) in v.terms(), f"{name}: {node}"
        text = " ".join(map(str, graph.objects(None, rdflib.SH.select)))
        for word in re.findall(r"dmd:(\w+)", text):
            assert v.NS + word in v.terms(), f"{name}: dmd:{word}"


def test_codes_have_no_blank_nodes_and_the_vocabulary_graph_knows_every_code() -> None:
    quads = vocabulary_quads((FOLDER / "codes.ttl").read_bytes())
    assert not [q for q in quads if isinstance(q.subject, pyoxigraph.BlankNode)]
    worded = {q.subject.value for q in quads if q.predicate.value == v.PREF_LABEL}
    assert worded == {str(s) for s in load("codes").subjects(SKOS.prefLabel)}
    assert {q.graph_name.value for q in quads} == {"https://w3id.org/dmd/graph/vocabulary"}
    assert list(quads) == sorted(set(quads), key=str)


@pytest.mark.parametrize(("name", "iri"), [("dmd", v.ONTOLOGY), *((n, f"https://w3id.org/dmd/{n}") for n in PARTS)])
def test_each_part_has_the_version_of_the_whole_and_a_licence(name: str, iri: str) -> None:
    graph, node = load(name), URIRef(iri)
    version = str(load("dmd").value(URIRef(v.ONTOLOGY), OWL.versionInfo))
    assert str(graph.value(node, OWL.versionInfo)) == version
    assert str(graph.value(node, OWL.versionIRI)) == f"{iri}/{version}"
    assert graph.value(node, DCTERMS.license)
    assert graph.value(node, DCTERMS.creator)


def test_terms_stay_once_they_are_known(ontology: rdflib.Graph) -> None:
    """A term that is not to be used any more is marked owl:deprecated; what takes its place is named."""
    now = {str(term).removeprefix(v.NS) for term in own(ontology)}
    assert sorted(set(KNOWN.read_text(encoding="utf-8").split()) ^ now) == [], (
        "new? run: PYTHONPATH=. python tests/support_ontology.py · gone? bring it back, marked owl:deprecated"
    )
    for term in ontology.subjects(OWL.deprecated, rdflib.Literal(True)):
        assert ontology.value(term, DCTERMS.isReplacedBy) or ontology.value(term, SKOS.scopeNote), term


def test_no_list_gives_one_notation_to_two_codes(ontology: rdflib.Graph) -> None:
    for scheme in v.SCHEMES.values():
        notations = [
            n for m in ontology.subjects(SKOS.inScheme, URIRef(scheme)) for n in ontology.objects(m, SKOS.notation)
        ]
        assert len(notations) == len(set(notations)), scheme


def test_every_topic_is_mapped_to_the_media_topics_of_iptc() -> None:
    mapped = {str(s) for s, _, o in load("alignments") if str(o).startswith(prefixes()["medtop"])}
    assert set(v.TOPICS.values()) - mapped == {v.NS + "TopicOther"}, "which is what none of the others is"


def test_every_unit_that_has_a_counterpart_is_mapped_to_a_unit_of_qudt() -> None:
    from kg.values import units

    graph = load("units")
    words = [str(o) for o in graph.objects(None, SKOS.notation)]
    assert len(set(words)) == len(words), "a word means one unit"
    for concept in graph.subjects(SKOS.notation):
        (unit,) = [*graph.objects(concept, SKOS.exactMatch), *graph.objects(concept, SKOS.broadMatch)]
        assert str(unit).startswith(prefixes()["unit"])
    known = {*units.CURRENCY_WORDS.values(), *units._MEASURES.values()}
    without = {"barrels per day", "bushels", "cents", "degrees", "pence", "tons"}
    assert known - set(words) == without
    assert {"percent", "percent of GDP"} <= set(words)
