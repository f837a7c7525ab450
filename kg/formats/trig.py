"""TriG, by https://www.w3.org/TR/trig/; a query result is its default graph."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import NamedNode, RdfFormat, serialize

from kg.prefixes import used
from kg.results import is_graph

if TYPE_CHECKING:
    from kg.results import Style
    from kg.storing import Result

media_type = "application/trig"
writes = ("graph",)


_SAMPLE = 10_000


def write(result: Result, stream: BinaryIO, style: Style) -> None:
    """Write a graph; of a small one only the prefixes that it uses."""
    if not is_graph(result):
        return
    head = list(islice(result, _SAMPLE))
    prefixes = dict(style.prefixes)
    if len(head) < _SAMPLE:
        prefixes = used((term.value for triple in head for term in triple if isinstance(term, NamedNode)), prefixes)
    serialize(chain(head, result), stream, format=RdfFormat.TRIG, prefixes=prefixes)
