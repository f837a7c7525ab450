"""What can be wrong with the links that a store keeps, and with what it states because of them.

A store that only kg writes has none of these flaws; one into which quads were imported, or that another tool writes,
may have any.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from kg.findings import Finding, Severity
from kg.iris import ACCEPTED, INFERRED, LINKS, graph_iri
from kg.linking.deciding import NEAR
from kg.linking.kept import quads_by_link
from kg.linking.links import SEMAPV
from kg.linking.mentions import KINDS
from kg.prefixes import prefixes
from kg.storing import rows

if TYPE_CHECKING:
    from kg.shacl import Shapes
    from kg.storing import Store

TOGETHER: Final = 1000
"""Links that go through the shapes at a time."""

_ONE: Final = "GRAPH <%(accepted)s> { ?node skos:exactMatch ?x }"
_SORTS: Final = "GRAPH ?f { ?node a ?a } GRAPH ?h { ?%s a ?b } FILTER(?f != <%%(inferred)s> && ?h != <%%(inferred)s>)"
_CHECKS: Final = (
    (
        Severity.VIOLATION,
        "A link rests on a justification of SEMAPV.",
        'GRAPH <%(links)s> { ?node sssom:mapping_justification ?x FILTER(!STRSTARTS(STR(?x), "%(semapv)s")) }',
    ),
    (
        Severity.VIOLATION,
        "The same two are accepted and rejected as one.",
        """GRAPH <%(links)s> { ?node dmd:hasDecision dmd:LinkAccepted ; rdf:subject ?s ; rdf:predicate ?p ;
          rdf:object ?x . ?other dmd:hasDecision dmd:LinkRejected ; rdf:subject ?s ; rdf:predicate ?p ;
          rdf:object ?x }""",
    ),
    (
        Severity.VIOLATION,
        "A link is of an actor or a place of this store.",
        """GRAPH <%(links)s> { ?node rdf:subject ?x FILTER(!STRSTARTS(STR(?x), "%(base)sactor/") &&
          !STRSTARTS(STR(?x), "%(base)splace/") && !STRSTARTS(STR(?x), "%(base)sreport/")) }""",
    ),
    (
        Severity.VIOLATION,
        "A thing is not linked to itself.",
        "GRAPH <%(links)s> { ?node rdf:subject ?x ; rdf:object ?x }",
    ),
    (
        Severity.INFO,
        "A link is of something that no report names any more.",
        """GRAPH <%(links)s> { ?node rdf:subject ?x FILTER(STRSTARTS(STR(?x), "%(base)s")) }
          FILTER NOT EXISTS { GRAPH ?g { ?x a ?class } }""",
    ),
    (
        Severity.VIOLATION,
        "A match is stated that no accepted link tells of.",
        """GRAPH <%(accepted)s> { ?node ?p ?x FILTER(?p NOT IN (dct:isReplacedBy, owl:sameAs)) }
          FILTER NOT EXISTS { GRAPH <%(links)s> { ?link rdf:subject ?node ; rdf:predicate ?p ; rdf:object ?x ;
          dmd:hasDecision dmd:LinkAccepted } }""",
    ),
    (
        Severity.VIOLATION,
        "An accepted link is stated, too.",
        """GRAPH <%(links)s> { ?node dmd:hasDecision dmd:LinkAccepted ; rdf:subject ?s ; rdf:predicate ?p ;
          rdf:object ?x } FILTER NOT EXISTS { GRAPH <%(accepted)s> { ?s ?p ?x } }""",
    ),
    (
        Severity.VIOLATION,
        "What is replaced is matched exactly with what replaces it.",
        "GRAPH <%(accepted)s> { ?node dct:isReplacedBy ?x } FILTER NOT EXISTS { " + _ONE + " }",
    ),
    (
        Severity.VIOLATION,
        "Nothing is the same as another but by an accepted exact match.",
        "GRAPH <%(accepted)s> { ?node owl:sameAs ?x } FILTER NOT EXISTS { " + _ONE + " }",
    ),
    (
        Severity.VIOLATION,
        "Either all exact matches are stated as owl:sameAs or none ('kg link --same-as').",
        _ONE + """ FILTER EXISTS { GRAPH <%(accepted)s> { ?one owl:sameAs ?other } }
          FILTER NOT EXISTS { GRAPH <%(accepted)s> { ?node owl:sameAs ?x } }""",
    ),
    (
        Severity.VIOLATION,
        "Two of different sorts are matched as one.",
        _ONE + _SORTS % "x" + " FILTER(%(apart)s)",
    ),
    (
        Severity.VIOLATION,
        "Two of different sorts are matched with the same thing of another data set.",
        _ONE + " GRAPH <%(accepted)s> { ?other skos:exactMatch ?x } " + _SORTS % "other" + " FILTER(%(apart)s)",
    ),
)  # fmt: skip


def flaws(store: Store, shapes: Shapes) -> Iterator[Finding]:
    """What is wrong with the graph of links by its shape, and with the two graphs by what must hold between them."""
    dataset = f"{store.base}dataset"
    kept = quads_by_link(store)
    while some := list(islice(kept, TOGETHER)):
        for one in shapes.results(quad for quads in some for quad in quads):
            yield Finding(dataset, Severity(one.severity), one.shape, one.node, one.message, one.path, one.value)
    known = prefixes(store.base)
    names = {
        "links": graph_iri(store.base, LINKS),
        "accepted": graph_iri(store.base, ACCEPTED),
        "inferred": graph_iri(store.base, INFERRED),
        "semapv": SEMAPV,
        "base": store.base,
        "apart": _apart(),
    }
    for severity, message, pattern in _CHECKS:
        select = f"SELECT DISTINCT ?node ?x {{ {pattern % names} }} ORDER BY ?node ?x"
        for node, value in rows(store, select, known):
            yield Finding(dataset, severity, "Link", node, message, "", value)


def _apart() -> str:
    """SPARQL that holds of two classes ?a and ?b whose things are never one."""
    listed = ", ".join(f"<{iri}>" for iri in KINDS)
    iris = {kind: iri for iri, kind in KINDS.items()}
    near = [(iris[one], iris[other]) for one, others in NEAR.items() for other in others]
    allowed = "".join(f" && !(?a = <{one}> && ?b = <{other}>)" for one, other in near)
    return f"?a IN ({listed}) && ?b IN ({listed}) && ?a != ?b{allowed}"


__all__ = ["flaws"]
