"""JSON-LD 1.1, by https://www.w3.org/TR/json-ld11/, its IRIs shortened by a context of the project's prefixes.

The graph is written a part at a time: a node of a big one may come in several objects with one ``@id``, which means
the same. Classes stand under ``@type``, where readers look that take JSON-LD for JSON, as those of schema.org do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from pyoxigraph import RdfFormat, serialize

from kg.results import is_graph, short_iri

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.results import Style
    from kg.storing import Result

media_type = "application/ld+json"
writes = ("graph",)
_PART = 20_000
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]


def write(result: Result, stream: BinaryIO, style: Style) -> None:
    """Write a graph as one JSON object, a line a node."""
    if not is_graph(result):
        return
    context = json.dumps(dict(style.prefixes), ensure_ascii=False, indent=1)
    stream.write(f'{{"@context": {context},\n"@graph": ['.encode())
    between = b"\n"
    while part := list(islice(result, _PART)):
        for node in json.loads(serialize(_by_subject(part), format=RdfFormat.JSON_LD) or b"[]"):
            line = json.dumps(_compact(_typed(node), style.prefixes), ensure_ascii=False)
            stream.write(between + line.encode("utf-8", "surrogatepass"))
            between = b",\n"
    stream.write(b"\n]}\n")


def _by_subject(part: Iterable[Triple]) -> list[Triple]:
    """The triples, those of one subject together, and of it those of one predicate, in the order in which they come.

    The serializer begins another object where a predicate comes back.
    """
    of: dict[Any, dict[Any, list[Triple]]] = {}
    for triple in part:
        of.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple)
    return [triple for predicates in of.values() for triples in predicates.values() for triple in triples]


def _typed(node: dict[str, Value]) -> dict[str, Value]:
    """The node with its classes under ``@type``; as it is if one of them is no IRI."""
    classes = node.get(_TYPE)
    if not isinstance(classes, list):
        return node
    iris = [one["@id"] for one in classes if isinstance(one, dict) and set(one) == {"@id"}]
    if len(iris) < len(classes) or any(str(iri).startswith("_:") for iri in iris):
        return node
    rest = {key: value for key, value in node.items() if key not in (_TYPE, "@id")}
    return {**({"@id": node["@id"]} if "@id" in node else {}), "@type": iris, **rest}


def _compact(value: Value, prefixes: Mapping[str, str], key: str = "") -> Value:
    """The value with IRIs shortened where JSON-LD reads IRIs: keys, ``@id``, ``@type``; literals are left alone."""
    if isinstance(value, dict):
        return {(k if k[:1] == "@" else _iri(k, prefixes)): _compact(v, prefixes, k) for k, v in value.items()}
    if isinstance(value, list):
        items = [_compact(item, prefixes, key) for item in value]
        return items[0] if len(items) == 1 else items
    return _iri(value, prefixes) if isinstance(value, str) and key in ("@id", "@type") else value


def _iri(iri: str, prefixes: Mapping[str, str]) -> str:
    short = short_iri(iri, prefixes)
    return iri if short[0] == "<" else short
