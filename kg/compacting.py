"""Named graphs as JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), compacted by the project's own context.

rdflib compacts, a graph at a time, so that memory does not grow with the store. The context is written into the file,
which can then be read offline: the terms of ``ontology/context.jsonld`` with the prefixes of the store.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

Context = dict[str, Any]
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def write_dataset(quads: Iterable[Quad], stream: IO[bytes], terms: Context, prefixes: Mapping[str, str]) -> None:
    """Write named graphs as they come, one JSON object a graph; the quads of a graph have to stand together."""
    context = {**terms, **prefixes}
    stream.write(b'{"@context": ' + _text(context) + b',\n "@graph": [')
    for i, (name, some) in enumerate(groupby(quads, key=lambda quad: quad.graph_name)):
        graph = {"id": str(getattr(name, "value", "")), "@graph": _nodes((q.triple for q in some), context)}
        stream.write((b",\n" if i else b"\n") + _text(graph))
    stream.write(b"\n]}\n")


def _text(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _nodes(triples: Iterable[Triple], context: Context) -> list[Any]:
    """The triples as compacted node objects, in the order of their names, with ``id`` and ``type`` before the rest."""
    from rdflib import Graph
    from rdflib.plugins.serializers.jsonld import from_rdf

    graph = Graph()
    for triple in triples:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    found: Any = from_rdf(graph, context, use_native_types=False)  # type: ignore[no-untyped-call]
    listed = found.get("@graph", [found]) if isinstance(found, dict) else found
    nodes = [{key: node[key] for key in sorted(node, key=_rank) if key != "@context"} for node in listed]
    return sorted((node for node in nodes if node), key=lambda node: str(node.get("id", "")))


def _rank(key: str) -> tuple[bool, bool, str]:
    return key != "id", key != "type", key


def _term(term: object) -> Any:
    """The term as rdflib's, literals with the very form that they have."""
    from pyoxigraph import BlankNode, Literal, NamedNode
    from rdflib import BNode, URIRef
    from rdflib import Literal as Words

    match term:
        case NamedNode():
            return URIRef(term.value)
        case BlankNode():
            return BNode(term.value)
        case Literal():
            if term.language:
                return Words(term.value, lang=term.language)
            kind = None if term.datatype.value == _STRING else URIRef(term.datatype.value)
            return Words(term.value, datatype=kind, normalize=False)
    raise AssertionError("JSON-LD has no triple terms")
