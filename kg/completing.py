"""The words that a store knows for a parameter of a query, for a shell to complete: names of actors, topics, files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.prefixes import prefixes
from kg.queries import literal
from kg.storing import rows

if TYPE_CHECKING:
    from kg.storing import Store

MOST = 200
"""No more words than these are offered."""

_ACTOR = """GRAPH graph:registry { ?actor rdfs:label|skos:altLabel ?word ; a ?class }
  FILTER(?class NOT IN (org:Post, schema:Place))
  FILTER EXISTS { GRAPH ?report { ?situation %s ?actor } }"""
_NAME = "dmd:doneBy|dmd:instigatedBy|dmd:addressedTo|dmd:hasParticipant|dmd:claimedBy|foaf:member"
_WORDS = {
    "actor": _ACTOR % _NAME,
    "addressee": _ACTOR % "dmd:addressedTo|foaf:member",
    "source": _ACTOR % "dmd:claimedBy|foaf:member",
    "person": _ACTOR % "org:member",
    "body": "GRAPH graph:registry { ?post org:postIn ?body . ?body rdfs:label|skos:altLabel ?word }",
    "topic": "GRAPH ?report { ?demand dmd:hasTopic ?topic } GRAPH graph:vocabulary { ?topic skos:prefLabel ?word }",
    "report-file": "GRAPH ?report { ?report dmd:hasFileName ?word }",
    "name": "GRAPH ?report { ?event dmd:hasParticipant ?party ; rdfs:label ?word }",
}


def words(store: Store, parameter: str, begun: str = "") -> Iterator[str]:
    """The words for a parameter of that name that begin so, in whatever case; none for one that has none."""
    pattern = _WORDS.get(parameter)
    if pattern is None:
        return
    begins = f"FILTER(STRSTARTS(LCASE(STR(?word)), LCASE({literal(begun)})))" if begun else ""
    query = f"SELECT DISTINCT (STR(?word) AS ?text) WHERE {{ {pattern} {begins} }} ORDER BY ?text LIMIT {MOST}"
    for (text,) in rows(store, query, prefixes(store.base)):
        yield text
