"""N-Quads, by https://www.w3.org/TR/n-quads/; a query result is its default graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import RdfFormat, serialize

from kg.results import is_graph

if TYPE_CHECKING:
    from kg.results import Style
    from kg.storing import Result

media_type = "application/n-quads"
writes = ("graph",)


def write(result: Result, stream: BinaryIO, style: Style) -> None:
    """Write a graph."""
    if is_graph(result):
        serialize(result, stream, format=RdfFormat.N_QUADS)
