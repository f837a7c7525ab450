"""The pitfalls of the OOPS! catalogue that can be looked for without a network, and the FOOPS! checks of metadata.

Each is a function from a graph to the elements that show it. OOPS!: https://oops.linkeddata.es/catalogue.jsp;
FOOPS!: https://w3id.org/foops/catalogue. What they ask of a server (content negotiation, HTML, registries) is left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from rdflib import DC, DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, VANN, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg import vocabulary as v

ONTOLOGY = URIRef(v.ONTOLOGY)
BIBO, SCHEMA = Namespace("http://purl.org/ontology/bibo/"), Namespace("http://schema.org/")
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)
Finder = Callable[[Graph], Iterator[Node]]


def named(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    """Our own terms of these kinds."""
    found = {s for kind in kinds for s in graph.subjects(RDF.type, kind)}
    return sorted(s for s in found if isinstance(s, URIRef) and str(s).startswith(v.NS))


def name(term: Node) -> str:
    return str(term).removeprefix(v.NS)


def words(term: Node) -> list[str]:
    """The words of a name in camel case."""
    return re.findall(r"[A-Z]?[a-z]+", name(term))


def in_english(graph: Graph, term: Node, prop: URIRef) -> str:
    """The English words of a term, or "" if it has none."""
    found = (o for o in graph.objects(term, prop) if getattr(o, "language", None) == "en")
    return str(next(found, ""))


def members(graph: Graph, node: Node) -> list[Node]:
    """The class itself, or those of which it is the union."""
    union = graph.value(node, OWL.unionOf)
    return list(Collection(graph, union)) if union else [node]


def disjoint(graph: Graph) -> set[frozenset[Node]]:
    pairs = {frozenset((a, b)) for a, b in graph.subject_objects(OWL.disjointWith)}
    for group in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        listed = list(Collection(graph, graph.value(group, OWL.members)))
        pairs |= {frozenset((a, b)) for a in listed for b in listed if a != b}
    return pairs


# ------------------------------------------------------------------------------------------------ OOPS!
def synonyms(graph: Graph) -> Iterator[Node]:
    yield from (a for a, b in graph.subject_objects(OWL.equivalentClass) if str(b).startswith(v.NS))


def is_relation(graph: Graph) -> Iterator[Node]:
    yield from (p for p in named(graph, *PROPERTIES) if name(p).lower() in ("is", "isa", "is_a"))


def unconnected(graph: Graph) -> Iterator[Node]:
    links = (RDFS.subClassOf, RDFS.domain, RDFS.range, OWL.disjointWith, RDFS.subPropertyOf)
    tied = {node for link in links for s, o in graph.subject_objects(link) for node in (s, *members(graph, o))}
    yield from (t for t in named(graph, OWL.Class, *PROPERTIES) if t not in tied)


def wrong_inverses(graph: Graph) -> Iterator[Node]:
    for a, b in graph.subject_objects(OWL.inverseOf):
        ends = [(graph.value(p, RDFS.domain), graph.value(p, RDFS.range)) for p in (a, b)]
        if ends[0] != ends[1][::-1]:
            yield a


def cycles(graph: Graph) -> Iterator[Node]:
    for link in (RDFS.subClassOf, RDFS.subPropertyOf):
        yield from (s for s, o in graph.subject_objects(link) if s in set(graph.transitive_objects(o, link)))


def merged_concepts(graph: Graph) -> Iterator[Node]:
    yield from (c for c in named(graph, OWL.Class) if {"And", "Or"} & set(words(c)[1:-1]))


def no_annotations(graph: Graph) -> Iterator[Node]:
    terms = named(graph, OWL.Class, *PROPERTIES, OWL.AnnotationProperty, OWL.NamedIndividual, RDFS.Datatype)
    yield from (t for t in terms if not (in_english(graph, t, RDFS.label) and in_english(graph, t, SKOS.definition)))


def siblings_not_disjoint(graph: Graph) -> Iterator[Node]:
    known = disjoint(graph)
    for parent in named(graph, OWL.Class):
        children = sorted(graph.subjects(RDFS.subClassOf, parent))
        yield from (a for a in children for b in children if a < b and frozenset((a, b)) not in known)


def no_domain_or_range(graph: Graph) -> Iterator[Node]:
    for prop in named(graph, *PROPERTIES):
        if graph.value(prop, RDFS.domain) is None or graph.value(prop, RDFS.range) is None:
            yield prop


def no_inverse(graph: Graph) -> Iterator[Node]:
    known = {node for pair in graph.subject_objects(OWL.inverseOf) for node in pair}
    symmetric = set(graph.subjects(RDF.type, OWL.SymmetricProperty))
    yield from (p for p in named(graph, OWL.ObjectProperty) if p not in known | symmetric)


def several_domains_or_ranges(graph: Graph) -> Iterator[Node]:
    for link in (RDFS.domain, RDFS.range):
        yield from (p for p, count in Counter(graph.subjects(link)).items() if count > 1)


def misused_annotations(graph: Graph) -> Iterator[Node]:
    for term in named(graph, OWL.Class, *PROPERTIES):
        label, definition = (in_english(graph, term, p) for p in (RDFS.label, SKOS.definition))
        if not label or len(label) >= len(definition) or label[-1] in ".!?":
            yield term


def miscellaneous(graph: Graph) -> Iterator[Node]:
    yield from (c for c in named(graph, OWL.Class) if {"Other", "Misc", "Miscellaneous"} & set(words(c)))


def mixed_names(graph: Graph) -> Iterator[Node]:
    yield from (c for c in named(graph, OWL.Class) if not re.fullmatch(r"([A-Z][a-z]+)+", name(c)))
    yield from (p for p in named(graph, *PROPERTIES) if not re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", name(p)))


def recursive_definitions(graph: Graph) -> Iterator[Node]:
    links = (RDFS.subClassOf, OWL.equivalentClass)
    yield from (s for link in links for s, o in graph.subject_objects(link) if s in members(graph, o))


def inverse_of_itself(graph: Graph) -> Iterator[Node]:
    yield from (a for a, b in graph.subject_objects(OWL.inverseOf) if a == b)


def inverse_of_symmetric(graph: Graph) -> Iterator[Node]:
    symmetric = set(graph.subjects(RDF.type, OWL.SymmetricProperty))
    yield from (a for a, b in graph.subject_objects(OWL.inverseOf) if {a, b} & symmetric)


def equivalent_properties(graph: Graph) -> Iterator[Node]:
    yield from (a for a, b in graph.subject_objects(OWL.equivalentProperty) if str(b).startswith(v.NS))


def wrong_kind(kind: URIRef) -> Finder:
    """Symmetric or transitive, with a domain that is not the range."""

    def find(graph: Graph) -> Iterator[Node]:
        for prop in graph.subjects(RDF.type, kind):
            if graph.value(prop, RDFS.domain) != graph.value(prop, RDFS.range):
                yield prop

    return find


def same_labels(graph: Graph) -> Iterator[Node]:
    seen = defaultdict(set)
    for cls in named(graph, OWL.Class):
        for label in graph.objects(cls, RDFS.label):
            seen[str(label).lower(), getattr(label, "language", "")].add(cls)
    yield from (cls for same in seen.values() if len(same) > 1 for cls in same)


def short_chains(graph: Graph) -> Iterator[Node]:
    for prop, chain in graph.subject_objects(OWL.propertyChainAxiom):
        if len(list(Collection(graph, chain))) < 2:
            yield prop


def untyped_classes(graph: Graph) -> Iterator[Node]:
    for link in (RDFS.subClassOf, RDFS.domain, RDFS.range):
        for value in graph.objects(None, link):
            for one in members(graph, value):
                builtin = str(one).startswith((str(RDF), "http://www.w3.org/2001/XMLSchema#"))
                if isinstance(one, URIRef) and not builtin and (one, RDF.type, OWL.Class) not in graph:
                    yield one


def untyped_properties(graph: Graph) -> Iterator[Node]:
    builtin = (str(RDF), str(RDFS), str(OWL))
    for prop in sorted(set(graph.predicates())):
        if not str(prop).startswith(builtin) and graph.value(prop, RDF.type) is None:
            yield prop


def file_extension(graph: Graph) -> Iterator[Node]:
    yield from (o for o in graph.subjects(RDF.type, OWL.Ontology) if re.search(r"\.(owl|rdf|ttl|xml|n3)\b", str(o)))


def no_declaration(graph: Graph) -> Iterator[Node]:
    if (ONTOLOGY, RDF.type, OWL.Ontology) not in graph:
        yield ONTOLOGY


def hijacked(graph: Graph) -> Iterator[Node]:
    """Said of a term of others, beyond what kind of thing it is."""
    for s, p, _ in graph:
        if isinstance(s, URIRef) and not str(s).startswith("https://w3id.org/dmd/") and p != RDF.type:
            yield s


def no_licence(graph: Graph) -> Iterator[Node]:
    if graph.value(ONTOLOGY, DCTERMS.license) is None:
        yield ONTOLOGY


OOPS: dict[str, Finder] = {
    "P02 synonyms as classes": synonyms,
    "P03 is, in place of a known relation": is_relation,
    "P04 unconnected elements": unconnected,
    "P05 wrong inverse": wrong_inverses,
    "P06 cycles in a hierarchy": cycles,
    "P07 different concepts in one class": merged_concepts,
    "P08 missing annotations": no_annotations,
    "P10 missing disjointness": siblings_not_disjoint,
    "P11 missing domain or range": no_domain_or_range,
    "P13 inverse not declared": no_inverse,
    "P19 several domains or ranges": several_domains_or_ranges,
    "P20 misused annotations": misused_annotations,
    "P21 a class for the rest": miscellaneous,
    "P22 mixed naming": mixed_names,
    "P24 recursive definition": recursive_definitions,
    "P25 inverse of itself": inverse_of_itself,
    "P26 inverse of a symmetric one": inverse_of_symmetric,
    "P27 wrong equivalent properties": equivalent_properties,
    "P28 wrong symmetric": wrong_kind(OWL.SymmetricProperty),
    "P29 wrong transitive": wrong_kind(OWL.TransitiveProperty),
    "P32 classes with one label": same_labels,
    "P33 chain of one": short_chains,
    "P34 untyped class": untyped_classes,
    "P35 untyped property": untyped_properties,
    "P36 file extension in the IRI": file_extension,
    "P38 no ontology declared": no_declaration,
    "P40 namespace hijacking": hijacked,
    "P41 no licence": no_licence,
}

# ------------------------------------------------------------------------------------------------ FOOPS!
FOOPS: dict[str, tuple[tuple[URIRef, ...], ...]] = {  # for each check the metadata it asks for, each in any of these
    "VER1": ((OWL.versionIRI,),),
    "OM1": (
        (DCTERMS.title, DC.title),
        (DCTERMS.description, DC.description),
        (DCTERMS.license,),
        (OWL.versionIRI,),
        (DCTERMS.creator,),
        (VANN.preferredNamespaceUri,),
    ),
    "OM2": ((VANN.preferredNamespacePrefix,), (OWL.versionInfo,), (DCTERMS.created,), (DCTERMS.bibliographicCitation,)),
    "OM3": (
        (DCTERMS.publisher,),
        (BIBO.status,),
        (DCTERMS.source,),
        (DCTERMS.issued,),
        (DCTERMS.modified,),
        (BIBO.doi, DCTERMS.identifier),
        (FOAF.logo, SCHEMA.logo),
    ),
    "OM4.1": ((DCTERMS.license,),),
    "OM5.1": ((DCTERMS.creator,), (DCTERMS.created,)),
    "OM5.2": ((DCTERMS.publisher,), (DCTERMS.issued,)),
}


def not_said(graph: Graph, check: str) -> list[tuple[URIRef, ...]]:
    """What the check asks for and the ontology does not say."""
    return [wanted for wanted in FOOPS[check] if all(graph.value(ONTOLOGY, p) is None for p in wanted)]
