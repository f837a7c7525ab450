"""Super-types and super-properties of what a report tells, spelt out, so that queries need no inference.

``?x a dmd:Situation`` finds demands, responses, meetings, status changes, tenures and statements, and
``?x dmd:involves ?who`` whoever plays any part in one. They stand in a graph of their own, which depends on the
reports' graphs alone and can be left out. The rules are RDFS's rdfs7 and rdfs9
(https://www.w3.org/TR/rdf11-mt/#rdfs-entailment) over the classes and properties of ``ontology/dmd.ttl``, closed; and,
since org:member is not ours to subordinate, the holder of a tenure is involved in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg import vocabulary as v
from kg.iris import DEFAULT_BASE, INFERRED, graph_iri

SUPERTYPES: Final = MappingProxyType(
    {
        v.DEMAND: (v.ACT, v.SITUATION),
        v.RESPONSE: (v.ACT, v.SITUATION),
        v.STATEMENT: (v.ACT, v.SITUATION),
        v.STATUS_CHANGE: (v.ACT, v.SITUATION),
        v.MEETING: (v.PLANNED_EVENT, v.SITUATION),
        v.TENURE: (v.SITUATION,),
    }
)
"""The classes above each class of situations, all the way up."""

INVOLVING: Final = frozenset(
    {v.DONE_BY, v.ADDRESSED_TO, v.INSTIGATED_BY, v.HAS_PARTICIPANT, v.ANSWERS, v.CHANGES_STATUS_OF, v.MADE_AT}
)
"""The properties below dmd:involves."""


def inferred(quads: Iterable[Quad], *, base: str = DEFAULT_BASE) -> tuple[Quad, ...]:
    """What follows from a report's quads, for the graph of inferred quads; each once, in the order of the quads."""
    graph = NamedNode(graph_iri(base, INFERRED))
    a, involves = NamedNode(v.RDF_TYPE), NamedNode(v.INVOLVES)
    above = {name: tuple(NamedNode(c) for c in classes) for name, classes in SUPERTYPES.items()}
    found: dict[Quad, None] = {}
    for quad in quads:
        predicate = quad.predicate.value
        if predicate == v.RDF_TYPE and isinstance(quad.object, NamedNode):
            for more in above.get(quad.object.value, ()):
                found[Quad(quad.subject, a, more, graph)] = None
        elif predicate in INVOLVING or predicate == v.HOLDER:
            found[Quad(quad.subject, involves, quad.object, graph)] = None
    return tuple(found)
