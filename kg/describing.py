"""What a store holds, told in its own language: a VoID and DCAT description with counts from the store.

VoID: https://www.w3.org/TR/void/; DCAT 3: https://www.w3.org/TR/vocab-dcat-3/. A store's graphs are one dataset:
``void:triples`` counts a triple once for each graph that holds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from kg import vocabulary as v
from kg.iris import ACCEPTED, PROVENANCE, REGISTRY, graph_iri, named, slug
from kg.storing import rows

if TYPE_CHECKING:
    from kg.storing import LoadedReport, Store

VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
DCT: Final = "http://purl.org/dc/terms/"
_DATE_TIME: Final = NamedNode(v.DATE_TIME)

# every named graph is counted; GROUP BY on the graph first keeps the engine from holding whole rows
COUNTS: Final = {
    "subjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    "objects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    "properties": "SELECT ?p (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?p ORDER BY ?p",
    "classes": "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s a ?c } } GROUP BY ?c ORDER BY ?c",
    "links": """SELECT ?p ?space (COUNT(*) AS ?n) { GRAPH <%(accepted)s> { ?s ?p ?o }
      FILTER(?p != <http://purl.org/dc/terms/isReplacedBy> && !STRSTARTS(STR(?o), "%(base)s"))
      BIND(REPLACE(STR(?o), "[^/#]+/?$", "") AS ?space) } GROUP BY ?p ?space ORDER BY ?p ?space""",
    "rights": "SELECT DISTINCT ?r { GRAPH ?g { ?g <http://purl.org/dc/elements/1.1/rights> ?r } } ORDER BY ?r",
    "modified": "SELECT (MAX(?t) AS ?n) { GRAPH <%(runs)s> { ?run <http://www.w3.org/ns/prov#endedAtTime> ?t } }",
    "example": "SELECT ?g { GRAPH ?g { ?g a <https://w3id.org/dmd/ns#Report> } } ORDER BY ?g LIMIT 1",
}
"""The SELECT queries whose rows a description is made of; ``%(accepted)s`` and ``%(runs)s`` are graphs' IRIs."""

LINKED: Final = """SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH <%(accepted)s> { ?s ?p ?o
  FILTER(?p != <http://purl.org/dc/terms/isReplacedBy> && !STRSTARTS(STR(?o), "%(base)s")) }
  FILTER EXISTS { GRAPH <%(registry)s> { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?name } } }"""
"""The SELECT of the number of actors and places that are linked to another data set."""


@dataclass(frozen=True)
class Counts:
    """What a description tells: numbers of quads, of subjects and objects, and of each property, class and link.

    ``links`` has them by predicate and by the beginning that the IRIs of the other data set share.
    """

    base: str
    triples: int
    subjects: int = 0
    objects: int = 0
    properties: Mapping[str, int] = field(default_factory=dict)
    classes: Mapping[str, int] = field(default_factory=dict)
    links: Mapping[tuple[str, str], int] = field(default_factory=dict)
    rights: tuple[str, ...] = ()
    modified: str = ""
    example: str = ""
    licence: str = ""


def description(counts: Counts, vocabularies: Mapping[str, str]) -> tuple[Triple, ...]:
    """The description's triples; ``vocabularies`` maps prefixes to namespaces, of which those used are named."""
    return tuple(_told(counts, vocabularies))


def _told(counts: Counts, vocabularies: Mapping[str, str]) -> Iterator[Triple]:
    dataset = f"{counts.base}dataset"
    yield _tie(dataset, v.RDF_TYPE, f"{VOID}Dataset")
    yield _tie(dataset, v.RDF_TYPE, f"{DCAT}Dataset")
    yield _say(dataset, f"{DCT}title", Literal("Claims from political reports", language="en"))
    words = "Who demanded what of whom, who answered, met and held which post, and who says so in which words."
    yield _say(dataset, f"{DCT}description", Literal(words, language="en"))
    yield _tie(dataset, f"{DCT}conformsTo", v.ONTOLOGY)
    yield _say(dataset, f"{VOID}uriSpace", Literal(counts.base))
    if counts.licence:
        yield _tie(dataset, f"{DCT}license", counts.licence)
    for text in counts.rights:
        yield _say(dataset, f"{DCT}rights", Literal(f"Some of the reports: {text}", language="en"))
    if counts.modified:
        yield _say(dataset, f"{DCT}modified", Literal(counts.modified, datatype=_DATE_TIME))
    if counts.example:
        yield _tie(dataset, f"{VOID}exampleResource", counts.example)
    numbers = {
        "triples": counts.triples,
        "distinctSubjects": counts.subjects,
        "distinctObjects": counts.objects,
        "properties": len(counts.properties),
        "classes": len(counts.classes),
    }
    for name, number in numbers.items():
        yield _say(dataset, VOID + name, Literal(number))
    yield from _partitions(dataset, "class", "entities", counts.classes)
    yield from _partitions(dataset, "property", "triples", counts.properties)
    yield from _linksets(dataset, counts.links)
    used = [*counts.properties, *counts.classes]
    for namespace in sorted(set(vocabularies.values())):
        if any(iri.startswith(namespace) for iri in used):
            yield _tie(dataset, f"{VOID}vocabulary", namespace)


def _partitions(dataset: str, kind: str, measure: str, counted: Mapping[str, int]) -> Iterator[Triple]:
    """A void:classPartition or void:propertyPartition for each class or property, named after it."""
    names: dict[str, int] = {}
    for iri, number in sorted(counted.items()):
        local = slug(iri.rstrip("/#").replace("#", "/").rpartition("/")[2]) or kind
        names[local] = names.get(local, 0) + 1
        part = f"{dataset}#{kind}-{local}" + (f"-{names[local]}" if names[local] > 1 else "")
        yield _tie(dataset, f"{VOID}{kind}Partition", part)
        yield _tie(part, VOID + kind, iri)
        yield _say(part, VOID + measure, Literal(number))


def _linksets(dataset: str, links: Mapping[tuple[str, str], int]) -> Iterator[Triple]:
    """A void:Linkset for each predicate that leads to another data set (VoID, section 5), named by its IRIs."""
    for space in sorted({space for _, space in links}):
        other = _other(dataset, space)
        yield _tie(other, v.RDF_TYPE, f"{VOID}Dataset")
        yield _say(other, f"{VOID}uriSpace", Literal(space))
    for (predicate, space), number in sorted(links.items()):
        kind = slug(predicate.replace("#", "/").rpartition("/")[2])
        part = f"{dataset}#links-{kind}-{_other(dataset, space).partition('#to-')[2]}"
        yield _tie(dataset, f"{VOID}subset", part)
        yield _tie(part, v.RDF_TYPE, f"{VOID}Linkset")
        yield _tie(part, f"{VOID}subjectsTarget", dataset)
        yield _tie(part, f"{VOID}objectsTarget", _other(dataset, space))
        yield _tie(part, f"{VOID}linkPredicate", predicate)
        yield _say(part, f"{VOID}triples", Literal(number))


def _other(dataset: str, space: str) -> str:
    """The IRI by which a description names another data set."""
    return f"{dataset}#to-{named(space.partition('://')[2], space)}"


def _tie(subject: str, predicate: str, value: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))


def _say(subject: str, predicate: str, value: Literal) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), value)


# ---------------------------------------------------------------------------------------------- for people
_OF_REPORTS: Final = f"""SELECT ?class (COUNT(?thing) AS ?number) {{
  GRAPH ?g {{ ?g a <{v.REPORT}> . ?thing a ?class }} }} GROUP BY ?class"""
_GRAPHS: Final = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
_LOADS: Final = """PREFIX dmd: <https://w3id.org/dmd/ns#> PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?day ?version (COUNT(DISTINCT ?report) AS ?reports) { GRAPH <%s> {
  ?run prov:endedAtTime ?time ; dmd:hasSoftwareVersion ?version ; prov:used ?report
  BIND(SUBSTR(STR(?time), 1, 10) AS ?day) } } GROUP BY ?day ?version ORDER BY DESC(?day) DESC(?version) LIMIT 5"""


class Load(NamedTuple):
    """The reports of one day's loads by one version of kg."""

    day: str
    version: str
    reports: int


class Held(NamedTuple):
    """What a store holds: its reports, the quads of each graph, the things of each class in its reports.

    ``linked`` is the number of actors and places with accepted links, ``links`` the data sets that these lead to with
    their numbers, ``reader`` the digest of the reader that a load would use now, ``loads`` are the last five.
    """

    location: str
    base: str
    reports: tuple[LoadedReport, ...]
    quads: int
    graphs: Mapping[str, int]
    classes: Mapping[str, int]
    linked: int
    links: tuple[tuple[str, int], ...]
    reader: str
    loads: tuple[Load, ...]


def held(store: Store, reader: str) -> Held:
    """What the store holds, counted by queries; the keys of ``classes`` are local names, such as "Claim"."""
    loads = rows(store, _LOADS % graph_iri(store.base, PROVENANCE), {})
    linked, links = _linked(store)
    return Held(
        location=store.location,
        base=store.base,
        reports=tuple(store.reports()),
        quads=len(store),
        graphs={name: int(number) for name, number in rows(store, _GRAPHS, {})},
        classes={name.rpartition("#")[2]: int(number) for name, number in rows(store, _OF_REPORTS, {})},
        linked=linked,
        links=links,
        reader=reader,
        loads=tuple(Load(day, version, int(number)) for day, version, number in loads),
    )


def _linked(store: Store) -> tuple[int, tuple[tuple[str, int], ...]]:
    """How many actors and places are linked, and to which data sets by how many links, most first."""
    names = {"accepted": graph_iri(store.base, ACCEPTED), "registry": graph_iri(store.base, REGISTRY)}
    names["base"] = store.base
    by_space: dict[str, int] = {}
    for _, space, number in rows(store, COUNTS["links"] % names, {}):
        by_space[space] = by_space.get(space, 0) + int(number)
    number = next(rows(store, LINKED % names, {}), ("0",))[0]
    return int(number), tuple(sorted(by_space.items(), key=lambda one: (-one[1], one[0])))
