"""JSON-LD 1.1, by https://www.w3.org/TR/json-ld11/, its IRIs shortened by a context of the project's prefixes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import RdfFormat, serialize

from kg.results import is_graph, short_iri

if TYPE_CHECKING:
    from kg.results import Style
    from kg.storing import Result

media_type = "application/ld+json"
writes = ("graph",)

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]


def write(result: Result, stream: BinaryIO, style: Style) -> None:
    """Write a graph as one JSON object."""
    if not is_graph(result):
        return
    expanded = serialize(result, format=RdfFormat.JSON_LD) or b"[]"
    nodes = [_compact(node, style.prefixes) for node in json.loads(expanded)]
    text = json.dumps({"@context": dict(style.prefixes), "@graph": nodes}, ensure_ascii=False, indent=1)
    stream.write(text.encode("utf-8", "surrogatepass") + b"\n")


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
