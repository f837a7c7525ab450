"""Other ways to write the same graph, made when it is exported.

The RDF 1.2 view (https://www.w3.org/TR/rdf12-concepts/#dfn-reifier) says of each claim which triples it is a claim of:
``claim rdf:reifies <<( demand dmd:doneBy Japan )>>``. A situation asserts nothing, so its triples are not asserted in
this view; only claims, passages, actors and the report itself are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad, Triple

from kg import vocabulary as v
from kg.supertypes import SUPERTYPES

REIFIES: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")
_FACETS: Final = frozenset({v.INSTIGATED_BY, v.HAS_REASON, v.HAS_REASON_IN_WORDS})


def reified(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads of one report's graph in the RDF 1.2 view, in their order, each claim's triple terms behind it.

    A claim with a facet reifies the triples of that property alone; one without reifies all but those that a claim
    with a facet vouches for, since it says nothing of them.
    """
    rows = tuple(quads)
    situations = {q.subject for q in rows if q.predicate.value == v.RDF_TYPE and _iri(q.object) in SUPERTYPES}
    told: dict[object, list[Quad]] = {node: [] for node in situations}
    states: dict[object, object] = {}
    facets: dict[object, str] = {}
    for quad in rows:
        if quad.subject in situations:
            told[quad.subject].append(quad)
        elif quad.predicate.value == v.STATES:
            states[quad.subject] = quad.object
        elif quad.predicate.value == v.HAS_FACET:
            facets[quad.subject] = _iri(quad.object)
    vouched = {(states[claim], facet) for claim, facet in facets.items() if claim in states}
    for quad in rows:
        if quad.subject in situations:
            continue
        yield quad
        if quad.predicate.value != v.STATES:
            continue
        facet = facets.get(quad.subject, "")
        for one in told.get(quad.object, ()):
            predicate = one.predicate.value
            if predicate == facet if facet else (quad.object, predicate) not in vouched:
                yield Quad(quad.subject, REIFIES, Triple(one.subject, one.predicate, one.object), quad.graph_name)


def _iri(term: object) -> str:
    return str(getattr(term, "value", ""))
